//! How far a run is, for people at a terminal: a bar with rate and time left. Nothing in a pipe.

use super::inputs::Found;
use super::journal::State;
use crate::cli::Arguments;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Files that are looked at beforehand to know how much there is; of more the bar tells no time left.
const MOST_FILES: usize = 100_000;

/// The bar.
pub struct Progress {
    bar: ProgressBar,
    bytes: Arc<AtomicU64>,
    begun: Instant,
}

impl Progress {
    /// A bar where standard error is a terminal and `--quiet` is not given.
    pub fn new(arguments: &Arguments) -> Self {
        let hidden = arguments.quiet || !io::stderr().is_terminal();
        let bar = if hidden {
            ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden())
        } else {
            match total(arguments) {
                Some(total) => ProgressBar::new(total).with_style(style(
                    "{bar:30} {percent}%  {bytes}/{total_bytes}  {binary_bytes_per_sec}  {msg}  {eta} left",
                )),
                None => ProgressBar::no_length()
                    .with_style(style("{spinner} {bytes}  {binary_bytes_per_sec}  {msg}")),
            }
        };
        if !hidden {
            bar.enable_steady_tick(Duration::from_millis(250));
        }
        Self {
            bar,
            bytes: Arc::default(),
            begun: Instant::now(),
        }
    }

    /// Where the reader counts.
    pub fn bytes(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.bytes)
    }

    /// Whether nobody sees it.
    pub fn is_hidden(&self) -> bool {
        self.bar.is_hidden()
    }

    /// An article more.
    pub fn count(&self, state: &State) {
        if self.bar.is_hidden() {
            return;
        }
        self.bar.set_position(self.bytes.load(Ordering::Relaxed));
        let rate = u128::from(state.done) * 1000 / self.begun.elapsed().as_millis().max(1);
        self.bar.set_message(format!("{} articles, {rate}/s", state.done));
    }

    /// A line above the bar.
    pub fn say(&self, line: &str) {
        if self.bar.is_hidden() {
            eprintln!("{line}");
        } else {
            self.bar.println(line);
        }
    }

    /// Takes it away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// How many bytes there are to read; none where nobody can say.
fn total(arguments: &Arguments) -> Option<u64> {
    let mut total = 0;
    for (number, file) in Found::new(arguments).enumerate() {
        let Ok(file) = file else { continue };
        if number == MOST_FILES || file.path.as_os_str() == "-" {
            return None;
        }
        total += file.path.metadata().map_or(0, |found| found.len());
    }
    Some(total)
}
