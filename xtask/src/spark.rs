//! `cargo xtask spark`: the tests of `examples/spark`, on this machine.

use crate::archive::made::{Length, make};
use crate::count::Count;
use crate::process::{self, cargo, command, find, watch};
use crate::project;
use crate::setup;
use clap::Args;
use std::io;
use std::path::PathBuf;
use std::process::Command;

/// Arguments of `spark`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// Of how many articles the run is that is interrupted.
    #[arg(long, value_name = "NUMBER", default_value = "10000")]
    pub articles: u64,
    /// Measures instead, over so many megabytes of articles: two ways to call the program from Spark, and the command line.
    #[arg(long, value_name = "MEGABYTES")]
    pub measure: Option<u64>,
}

/// The oldest Java on which this PySpark runs.
const JAVA: u32 = 17;

/// Runs `spark`.
///
/// # Errors
/// A sentence that says what is missing, or which test failed.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    if let Some(missing) = missing() {
        return Err(missing);
    }
    if let Some(megabytes) = arguments.measure {
        return measure(megabytes);
    }
    let (result, count) = tests(arguments.articles)?;
    println!("{} passed, {} failed", count.passed, count.failed);
    result
}

/// Why Spark cannot run on this machine, with what to install; `None` where it can.
pub fn missing() -> Option<String> {
    if !cfg!(target_os = "linux") {
        return Some("the tests of Spark find and kill processes as Linux tells of them".to_owned());
    }
    let java = match setup::java() {
        None => Some("Java is missing"),
        Some(version) if version < JAVA => Some("Java is too old"),
        Some(_) => None,
    };
    if let Some(java) = java {
        return Some(format!(
            "{java}: Spark needs {JAVA} or newer (apt-get install openjdk-17-jre-headless)"
        ));
    }
    // Debian has what `venv` needs in a package of its own.
    let python = find("python3")
        .is_some_and(|python| process::succeeds(command(python).args(["-c", "import venv, ensurepip"])));
    (!python).then(|| "Python 3.10 or newer with venv is missing (apt-get install python3-venv)".to_owned())
}

/// Runs the tests over so many articles: how they ended, and how many they were.
///
/// # Errors
/// A sentence that says what cannot be built, made or started.
pub fn tests(articles: u64) -> Result<(Result<(), String>, Count), String> {
    process::run(cargo().args(["build", "--bin", "factnote"]))?;
    let (archive, _) = make("spark", Length::SHORT, |number, _| number < articles)?;
    let mut tests = python()?;
    tests
        .arg(folder().join("test_annotate.py"))
        .env("FACTNOTE_PROGRAM", project::target().join("debug/factnote"))
        .env("FACTNOTE_ARTICLES", archive);
    let watched = watch(&mut tests, &mut io::stdout())?;
    Ok((watched.result, Count::of_unittest(&watched.output)))
}

fn measure(megabytes: u64) -> Result<(), String> {
    process::run(cargo().args(["build", "--release", "--bin", "factnote"]))?;
    let (archive, _) = make(&megabytes.to_string(), Length::FULL, |_, bytes| {
        bytes < megabytes * 1_000_000
    })?;
    process::run(
        python()?
            .arg(folder().join("measure.py"))
            .arg(project::target().join("release/factnote"))
            .arg(archive),
    )
}

fn folder() -> PathBuf {
    project::root().join("examples/spark")
}

/// A call of the Python that has PySpark.
fn python() -> Result<Command, String> {
    let python = find("python3").ok_or("python3 is not on PATH")?;
    let installed = setup::python_packages(&python, "spark-venv", &folder().join("requirements.txt"))?;
    let mut command = command(&installed);
    command
        // Workers run the same Python, and find the program's functions where a test has imported them.
        .env("PYSPARK_PYTHON", &installed)
        .env("PYTHONPATH", folder())
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env_remove("SPARK_HOME")
        .env("SPARK_LOCAL_IP", "127.0.0.1");
    Ok(command)
}
