//! `factnote man` and `factnote completions`: made of the same description of the arguments that reads them.

use super::{Cli, Error, OK};
use clap::CommandFactory;
use std::io::{self, Write};

/// Prints a script for a shell.
pub(super) fn completions(shell: clap_complete::Shell) -> Result<u8, Error> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "factnote", &mut script);
    print(&script)
}

/// Prints the manual: the program, then each command.
pub(super) fn page() -> Result<u8, Error> {
    let mut program = Cli::command();
    program.build();
    let mut page = Vec::new();
    let made = (|| {
        clap_mangen::Man::new(program.clone()).render(&mut page)?;
        for command in program
            .get_subcommands()
            .filter(|command| command.get_name() != "help")
        {
            let name = command.get_name().to_uppercase();
            writeln!(page, ".SH \"{name}\"")?;
            let man = clap_mangen::Man::new(command.clone());
            man.render_description_section(&mut page)?;
            man.render_synopsis_section(&mut page)?;
            man.render_options_section(&mut page)?;
        }
        io::Result::Ok(())
    })();
    made.map_err(|error| Error::Write { path: None, error })?;
    print(&page)
}

fn print(text: &[u8]) -> Result<u8, Error> {
    io::stdout()
        .lock()
        .write_all(text)
        .map(|()| OK)
        .map_err(|error| Error::Write { path: None, error })
}
