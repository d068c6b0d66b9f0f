//! The browser extension as a folder that browsers load.
//!
//! ```text
//! engine/       the crate with the feature `background`: WebAssembly, for the background, which may compile it always
//! content.js    www/extension/content and the crate with the feature `page`, as JavaScript: a page's policy that forbids
//!               WebAssembly forbids it to content scripts too, in Chromium
//! the rest      www/extension as it is
//! ```

use crate::build::{self, Compilation, GLUE, MODULE};
use crate::process::{self, command};
use crate::project;
use crate::setup::{self, Node};
use std::fs;
use std::path::{Path, PathBuf};

/// What it takes from elsewhere in the project: where it is, and its name in the extension.
const TAKEN: [(&str, &str); 1] = [("src/dom/marks.css", "marks.css")];

/// The part of `www/extension` that becomes one script.
const CONTENT: &str = "content";

/// What of WebAssembly can be said in JavaScript. The linker is told since the standard library says that it uses more.
pub const PLAIN: &str = "-Ctarget-feature=-simd128,-reference-types,-multivalue \
    -Clink-arg=--features=mutable-globals,bulk-memory,sign-ext,nontrapping-fptoint -Clink-arg=--no-check-features";

/// Most bytes of the content script: what the browser reads at each page that is marked.
const BUDGET: u64 = 800_000;

/// Makes the folder anew, `target/extension`.
///
/// # Errors
/// A sentence that says what is missing, which program failed, what could not be read or written, or that the content script is
/// larger than promised.
pub fn build(release: bool) -> Result<PathBuf, String> {
    setup::wasm_target()?;
    let wasm_pack = setup::wasm_pack()?;
    let node = setup::node_packages()?
        .ok_or("building the extension needs Node: install it from https://nodejs.org, 20 or newer")?;
    let engine = engine(&wasm_pack, release)?;
    let page = page(&wasm_pack, &node)?;
    let folder = build::emptied(project::target().join("extension"))?;
    let source = project::site().join("extension");
    build::copy_folder(&source, &folder)?;
    let content = folder.join(CONTENT);
    fs::remove_dir_all(&content).map_err(|e| format!("cannot remove {}: {e}", content.display()))?;
    for (from, name) in TAKEN {
        build::copy_file(&project::root().join(from), &folder.join(name))?;
    }
    let into = build::emptied(folder.join("engine"))?;
    build::bundle(&node, &engine, &into, release)?;
    build::optimise_module(&node, &engine.join(MODULE), &into.join(MODULE))?;
    let script = folder.join("content.js");
    let main = source.join(CONTENT).join("main.js");
    bundle(&node, &main, &page, &script, "iife", release)?;
    if release {
        within(&script)?;
    }
    Ok(folder)
}

/// The crate for the background, in the folder that is returned.
///
/// # Errors
/// A sentence that says why wasm-pack failed.
pub fn engine(wasm_pack: &Path, release: bool) -> Result<PathBuf, String> {
    let out = build::emptied(project::target().join("background-package"))?;
    Compilation {
        target: "web",
        features: "background,tagger",
        flags: build::WITH_SIMD,
        release,
    }
    .run(wasm_pack, &out)?;
    Ok(out)
}

/// The crate for the content script, as JavaScript, in the folder that is returned.
///
/// # Errors
/// A sentence that says which program failed.
pub fn page(wasm_pack: &Path, node: &Node) -> Result<PathBuf, String> {
    let out = project::target().join("page-package");
    let module = out.join(MODULE);
    let (before, translated) = (out.join("translated.wasm"), out.join("factnote_bg.wasm.js"));
    Compilation {
        target: "bundler",
        features: "page",
        flags: PLAIN,
        // Translated, the unoptimised module would be as long as a book shelf.
        release: true,
    }
    .run(wasm_pack, &out)?;
    let same = |e: &Path| fs::read(e).ok();
    if !translated.exists() || same(&before) != same(&module) {
        translate(node, &module, &translated)?;
        build::copy_file(&module, &before)?;
    }
    replace(&out.join(GLUE), "./factnote_bg.wasm\"", "./factnote_bg.wasm.js\"")?;
    Ok(out)
}

/// Says a module of WebAssembly in JavaScript.
fn translate(node: &Node, module: &Path, script: &Path) -> Result<(), String> {
    let lowered = module.with_extension("lowered.wasm");
    process::run(
        command(node.program("wasm-opt"))
            .args([
                "--enable-mutable-globals",
                "--enable-bulk-memory",
                "--enable-sign-ext",
                "--enable-nontrapping-float-to-int",
                "-Oz",
                "--signext-lowering",
                "--llvm-memory-copy-fill-lowering",
                "--llvm-nontrapping-fptoint-lowering",
                "--strip-debug",
                "--strip-producers",
                "--strip-target-features",
            ])
            .arg(module)
            .arg("-o")
            .arg(&lowered),
    )?;
    process::run(
        command(node.program("wasm2js"))
            .arg("-Oz")
            .arg(&lowered)
            .arg("-o")
            .arg(script),
    )?;
    // Memory that has grown is another buffer. Of WebAssembly the old one is detached then, which is how the glue sees that what
    // it holds is old; of wasm2js it would stay, and the glue would go on reading and writing there.
    replace(script, GROWN, &format!("buffer.transfer(0);\n   {GROWN}"))
}

/// Where what wasm2js has written takes the buffer that has grown.
const GROWN: &str = "buffer = newBuffer;";

/// Replaces what stands in a script exactly once.
fn replace(script: &Path, from: &str, to: &str) -> Result<(), String> {
    let told = |e| format!("cannot change {}: {e}", script.display());
    let text = fs::read_to_string(script).map_err(told)?;
    match text.matches(from).count() {
        1 => fs::write(script, text.replace(from, to)).map_err(told),
        n => Err(format!(
            "{} has `{from}` {n} times and not once: look at what its program writes now",
            script.display()
        )),
    }
}

/// The content script: one file, since browsers bring in classic scripts only.
///
/// # Errors
/// A sentence that says why esbuild failed.
pub fn bundle(
    node: &Node,
    main: &Path,
    page: &Path,
    script: &Path,
    format: &str,
    release: bool,
) -> Result<(), String> {
    let minify: &[&str] = if release { &["--minify"] } else { &[] };
    process::run(
        command(node.program("esbuild"))
            .arg(main)
            .arg("--bundle")
            .arg(format!("--format={format}"))
            .args(["--target=es2022", "--charset=utf8"])
            .args([
                "--loader:.css=text",
                "--legal-comments=linked",
                "--log-level=warning",
            ])
            .args(minify)
            .arg(format!("--alias:factnote-page={}", page.join(GLUE).display()))
            .arg(format!("--outfile={}", script.display())),
    )
}

/// Holds the content script against its promised size.
fn within(script: &Path) -> Result<(), String> {
    let told = |e| format!("cannot read {}: {e}", script.display());
    let bytes = fs::metadata(script).map_err(told)?.len();
    if bytes > BUDGET {
        return Err(format!(
            "the content script of the extension has {bytes} bytes, more than the promised {BUDGET}"
        ));
    }
    Ok(())
}
