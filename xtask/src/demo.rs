//! `cargo xtask demo`: builds the release and the documentation, and shows the site.

use crate::apart;
use crate::build;
use crate::documents;
use crate::project;
use crate::serve::{Port, Server};
use crate::sizes::BUDGET;
use clap::Args;

/// Arguments of `demo`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The port to listen on; 8080 or the next free one where it is left out.
    #[arg(long)]
    pub port: Option<u16>,
}

/// Runs `demo`, until it is interrupted.
///
/// # Errors
/// A sentence that says what is missing or why it cannot listen.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    let built = build::build(&build::Arguments::RELEASE)?;
    // Being too large is an error of `build --release` and of `test`; it is no reason not to look at the page.
    if built.optimised
        && let Err(message) = built.downloads.within(BUDGET)
    {
        eprintln!("warning: {message}");
    }
    // Without Node there is no worker; the pages do without.
    if built.optimised {
        apart::build()?;
    }
    documents::build()?;
    let port = arguments.port.map_or(Port::Preferred, Port::Exactly);
    let server = Server::start(port, &project::site(), &[])?;
    println!("\nFactnote's site: {}   (Ctrl+C ends it)", server.url());
    server.wait()
}
