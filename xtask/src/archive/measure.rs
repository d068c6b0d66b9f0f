//! How long a program takes over an archive: by the clock, of the processors, and in how much memory.

use crate::process::announce;
use std::fmt;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The system tells processor time in hundredths of a second.
const TICKS: f64 = 100.0;

/// An archive.
pub struct Archive<'a> {
    pub path: &'a Path,
    pub articles: u64,
}

/// What a program took.
pub struct Measured {
    articles: f64,
    megabytes: f64,
    seconds: f64,
    /// Of all processors, where the system tells.
    processors: Option<f64>,
    /// The most memory that the program itself was seen to hold, where the system tells.
    peak: Option<String>,
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (articles, megabytes, seconds) = (self.articles, self.megabytes, self.seconds);
        write!(
            f,
            "{seconds:.1} s, {:.0} articles/s, {:.2} MB/s",
            articles / seconds,
            megabytes / seconds
        )?;
        if let Some(processors) = self.processors {
            let (articles, megabytes) = (articles / processors, megabytes / processors);
            write!(
                f,
                "; for each second of a core {articles:.0} articles, {megabytes:.2} MB"
            )?;
        }
        match &self.peak {
            Some(peak) => write!(f, "; {peak} at most"),
            None => Ok(()),
        }
    }
}

/// Runs `program`, which reads the archive on its standard input or knows it by its arguments.
///
/// # Errors
/// A sentence where it cannot be started or fails.
pub fn measure(program: &mut Command, archive: &Archive<'_>) -> Result<Measured, String> {
    announce(program);
    let failed = |e| format!("cannot measure: {e}");
    let bytes = archive.path.metadata().map_err(failed)?.len();
    let input = File::open(archive.path).map_err(failed)?;
    let used = processors();
    let begun = Instant::now();
    let mut child = program
        .stdin(input)
        .stdout(Stdio::null())
        .spawn()
        .map_err(failed)?;
    let mut peak = None;
    loop {
        peak = held(&child).or(peak);
        match child.try_wait().map_err(failed)? {
            Some(status) if status.success() => break,
            Some(status) => return Err(format!("it failed: {status}")),
            None => thread::sleep(Duration::from_millis(20)),
        }
    }
    let seconds = begun.elapsed().as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "rates for people")]
    Ok(Measured {
        articles: archive.articles as f64,
        megabytes: bytes as f64 / 1e6,
        seconds,
        processors: used.zip(processors()).map(|(before, after)| after - before),
        peak,
    })
}

/// Seconds of processors that all programs used that we have waited for, with those that they waited for.
fn processors() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, in brackets, may have spaces; behind it the fields are counted from 3.
    let (_, fields) = stat.rsplit_once(')')?;
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let ticks = |field: usize| fields.get(field - 3)?.parse::<f64>().ok();
    Some((ticks(16)? + ticks(17)?) / TICKS)
}

/// The most memory that the process held so far, as Linux tells it.
fn held(child: &Child) -> Option<String> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().to_owned())
}
