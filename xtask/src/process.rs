//! Running other programs: their output streams on, a failure becomes a sentence.

use crate::project;
use std::env;
use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, Write};
use std::iter;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// The program of that name on PATH, or where `cargo install` puts programs even where PATH does not know it.
pub fn find(name: &str) -> Option<PathBuf> {
    which::which(name).ok().or_else(|| {
        let installed = cargo_home()?.join("bin");
        which::which_in_global(name, Some(installed)).ok()?.next()
    })
}

/// Where cargo keeps what it downloads and installs.
pub fn cargo_home() -> Option<PathBuf> {
    env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")))
}

/// A call of a program in the top folder of the project.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(project::root());
    command
}

/// A call of the cargo that runs this.
pub fn cargo() -> Command {
    command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a command; its output goes where ours goes.
///
/// # Errors
/// A sentence with the command, where it cannot be started or fails.
pub fn run(command: &mut Command) -> Result<(), String> {
    announce(command);
    let status = command.status().map_err(|e| cannot_start(command, &e))?;
    succeeded(command, status)
}

/// Runs a command whose output nobody needs to see: does it succeed?
pub fn succeeds(command: &mut Command) -> bool {
    let quiet = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// What a command writes to its standard output, where it succeeds.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

/// A finished command and what it wrote to its standard output.
pub struct Watched {
    /// Its standard output.
    pub output: String,
    /// A sentence where it failed.
    pub result: Result<(), String>,
}

/// Runs a command; its standard output goes to `shown`, line by line, and is kept too.
///
/// # Errors
/// A sentence where it cannot be started or read. That it fails is no error here.
pub fn watch(command: &mut Command, shown: &mut impl Write) -> Result<Watched, String> {
    announce(command);
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| cannot_start(command, &e))?;
    let mut output = String::new();
    if let Some(pipe) = child.stdout.take() {
        copy_lines(BufReader::new(pipe), shown, &mut output)
            .map_err(|e| format!("cannot read the output of `{}`: {e}", typed(command)))?;
    }
    finished(command, child, output)
}

/// Runs a command as [`watch`] does, and ends it, with all that it has started, where it says nothing for so long after its
/// first line: none is then given, for it hangs.
///
/// # Errors
/// As of [`watch`].
pub fn watch_for_silence(
    command: &mut Command,
    shown: &mut impl Write,
    longest: Duration,
) -> Result<Option<Watched>, String> {
    match attend(command, shown, longest, |_| false)? {
        End::Itself(watched) => Ok(Some(watched)),
        End::Silent | End::Enough => Ok(None),
    }
}

/// Runs a command that ends only by interruption, and ends it, with all that it has started, after the line for which `enough` is
/// true.
///
/// # Errors
/// Says so where no such line came before the command ended, or was silent for so long.
pub fn watch_until(
    command: &mut Command,
    shown: &mut impl Write,
    longest: Duration,
    enough: impl FnMut(&str) -> bool,
) -> Result<(), String> {
    match attend(command, shown, longest, enough)? {
        End::Enough => Ok(()),
        End::Silent => Err(format!("`{}` says nothing any more", typed(command))),
        End::Itself(watched) => {
            watched.result?;
            Err(format!("`{}` has ended", typed(command)))
        }
    }
}

/// How a command that is attended has ended.
enum End {
    Itself(Watched),
    Silent,
    Enough,
}

fn attend(
    command: &mut Command,
    shown: &mut impl Write,
    longest: Duration,
    mut enough: impl FnMut(&str) -> bool,
) -> Result<End, String> {
    announce(command);
    in_group(command);
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| cannot_start(command, &e))?;
    let (send, lines) = mpsc::channel();
    if let Some(pipe) = child.stdout.take() {
        thread::spawn(move || {
            for line in BufReader::new(pipe).split(b'\n').map_while(Result::ok) {
                if send.send(line).is_err() {
                    break;
                }
            }
        });
    }
    let mut output = String::new();
    let ended = loop {
        let line = if output.is_empty() {
            lines.recv().map_err(|_| RecvTimeoutError::Disconnected)
        } else {
            lines.recv_timeout(longest)
        };
        match line {
            Ok(line) => {
                let line = String::from_utf8_lossy(&line);
                // Who does not see it is none the worse for it.
                let _ = writeln!(shown, "{line}").and_then(|()| shown.flush());
                output.push_str(&line);
                output.push('\n');
                if enough(&line) {
                    break Some(End::Enough);
                }
            }
            Err(RecvTimeoutError::Disconnected) => break None,
            Err(RecvTimeoutError::Timeout) => break Some(End::Silent),
        }
    };
    if let Some(ended) = ended {
        end_group(child.id());
        let _ = child.wait();
        return Ok(ended);
    }
    finished(command, child, output).map(End::Itself)
}

/// Waits for a command that has written all its output.
fn finished(command: &Command, mut child: Child, output: String) -> Result<Watched, String> {
    let status = child
        .wait()
        .map_err(|e| format!("lost sight of `{}`: {e}", typed(command)))?;
    Ok(Watched {
        output,
        result: succeeded(command, status),
    })
}

/// What the command starts is to be in a group of its own, which can be ended as one.
fn in_group(command: &mut Command) {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        command.process_group(0);
    }
    #[cfg(not(unix))]
    let _ = command;
}

fn end_group(id: u32) {
    #[cfg(unix)]
    let ended = succeeds(command("kill").args(["-KILL", "--", &format!("-{id}")]));
    #[cfg(not(unix))]
    let ended = succeeds(command("taskkill").args(["/F", "/T", "/PID", &id.to_string()]));
    if !ended {
        eprintln!("a program that hangs could not be ended (process {id})");
    }
}

fn copy_lines(mut from: impl BufRead, shown: &mut impl Write, output: &mut String) -> io::Result<()> {
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line)? > 0 {
        shown.write_all(&line)?;
        shown.flush()?;
        output.push_str(&String::from_utf8_lossy(&line));
        line.clear();
    }
    Ok(())
}

/// Says which command is about to run.
pub fn announce(command: &Command) {
    eprintln!("$ {}", typed(command));
}

/// The command as one would type it in the project's top folder.
fn typed(command: &Command) -> String {
    let root = format!("{}/", project::root().display());
    let program = Path::new(command.get_program());
    let program = match program.file_name() {
        Some(name) if !program.starts_with(project::root()) => name,
        _ => program.as_os_str(),
    };
    let words: Vec<String> = iter::once(program)
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().replace(&root, ""))
        .collect();
    words.join(" ")
}

fn cannot_start(command: &Command, error: &io::Error) -> String {
    format!("cannot start `{}`: {error}", typed(command))
}

fn succeeded(command: &Command, status: ExitStatus) -> Result<(), String> {
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{}` failed ({status})", typed(command)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_is_kept_and_failure_is_told_apart() {
        let mut shown = Vec::new();
        let watched = watch(
            command("sh").args(["-c", "echo one; echo two; exit 3"]),
            &mut shown,
        )
        .unwrap();
        assert_eq!(watched.output, "one\ntwo\n");
        assert_eq!(shown, b"one\ntwo\n");
        let message = watched.result.unwrap_err();
        assert!(message.starts_with("`sh -c"), "{message}");
        assert!(message.contains('3'), "{message}");
    }

    #[cfg(unix)]
    #[test]
    fn silence_ends_a_program_and_what_it_has_started_and_nothing_else_does() {
        let mut shown = Vec::new();
        let mut watched = |script: &str| {
            let mut command = command("sh");
            command.args(["-c", script]);
            watch_for_silence(&mut command, &mut shown, Duration::from_millis(300)).unwrap()
        };
        assert!(watched("echo begun; sleep 60 & sleep 61; echo never").is_none());
        let late = watched("sleep 1; echo late; exit 3").unwrap();
        assert_eq!(late.output, "late\n");
        assert!(late.result.is_err());
        assert_eq!(shown, b"begun\nlate\n");
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_never_ends_is_ended_when_it_has_said_enough() {
        let mut shown = Vec::new();
        let mut until = |script: &str| {
            let mut command = command("sh");
            command.args(["-c", script]);
            watch_until(&mut command, &mut shown, Duration::from_millis(300), |line| {
                line == "ready"
            })
        };
        assert_eq!(until("echo ready; sleep 60"), Ok(()));
        assert!(
            until("echo almost; sleep 60")
                .unwrap_err()
                .contains("says nothing any more")
        );
        assert!(until("echo almost").unwrap_err().contains("has ended"));
        assert!(until("echo almost; exit 3").unwrap_err().contains("failed"));
    }

    #[test]
    fn a_program_that_is_not_there_is_an_error() {
        let message = run(&mut command("no-such-program")).unwrap_err();
        assert!(message.starts_with("cannot start `no-such-program`"), "{message}");
        assert_eq!(find("no-such-program"), None);
    }
}
