//! `factnote annotate` over many articles: read in order, understood on all cores, written in order.
//!
//! ```text
//! inputs -> records (one thread) -> queue -> work (all cores) -> ordered answers -> sink, side file, journal
//! ```
//!
//! Every arrow is a queue of fixed length, so that memory does not grow with the archive. What is written is the same
//! whatever the number of threads, and the same after an interruption and `--resume`.

#[cfg(feature = "archive")]
mod charset;
mod inputs;
mod journal;
mod material;
#[cfg(feature = "archive")]
mod parquet_in;
#[cfg(feature = "archive")]
mod parquet_out;
mod progress;
mod queue;
mod records;
mod rejected;
mod sink;
#[cfg(feature = "archive")]
mod warc;
mod work;

use super::{Arguments, Error, FAILED, Format, Input, OK, SOME_FAILED};
use inputs::Found;
use journal::{Journal, State};
use progress::Progress;
use queue::Answers;
use records::Raw;
use rejected::Rejected;
use sink::Sink;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::TryRecvError;
use std::time::{Duration, Instant};
use work::Outcome;

/// How often the journal is written.
const CHECKPOINT: Duration = Duration::from_millis(250);

/// Records that may be under way for each thread.
const UNDER_WAY: usize = 4;

/// Whether `arguments` name more than one article.
pub(super) fn is_many(arguments: &Arguments) -> bool {
    let file = |path: &Path| {
        path.is_dir()
            || inputs::is_glob(path)
            || inputs::kind_by_name(path).is_some_and(|kind| !matches!(kind, Input::Text | Input::Html))
            || path.extension().is_some_and(|extension| extension == "gz")
    };
    arguments.jsonl
        || arguments
            .input
            .is_some_and(|input| !matches!(input, Input::Text | Input::Html))
        || arguments.files.len() > 1
        || arguments.resume
        || arguments.rejected.is_some()
        || arguments.format.is_some_and(is_only_of_many)
        || arguments.files.iter().any(|path| file(path))
}

#[cfg(feature = "archive")]
fn is_only_of_many(format: Format) -> bool {
    format == Format::Parquet
}

#[cfg(not(feature = "archive"))]
fn is_only_of_many(_: Format) -> bool {
    false
}

fn is_of_many(format: Format) -> bool {
    matches!(format, Format::Jsonl | Format::JsonLines | Format::Csv) || is_only_of_many(format)
}

/// Annotates all articles that `arguments` name.
pub(super) fn run(arguments: Arguments) -> Result<u8, Error> {
    let format = arguments.format.unwrap_or(Format::Jsonl);
    if !is_of_many(format) {
        return Err(Error::NotOfMany);
    }
    if arguments.resume && arguments.output.is_none() {
        return Err(Error::ResumeNeedsOutput);
    }
    inputs::check(&arguments)?;
    let begun = journal::begin(&arguments, format)?;
    let (journal, state) = match begun {
        journal::Begun::Complete(state) => {
            tell(&arguments, "was done before: there is nothing to resume");
            return Ok(code(&state));
        }
        journal::Begun::From(journal, state) => (journal, state),
    };
    let sink = sink::open(&arguments, format, &state)?;
    let rejected = Rejected::open(&arguments, &state)?;
    let progress = Progress::new(&arguments);
    let arguments = Arc::new(arguments);
    let answers = start(&arguments, format, &state, &progress);
    let mut run = Run {
        arguments,
        sink,
        rejected,
        journal,
        state,
        progress,
        written: Instant::now(),
    };
    match run.write_all(&answers) {
        Ok(()) => {
            run.progress.finish();
            run.sum_up();
            Ok(code(&run.state))
        }
        Err(error) => {
            run.progress.finish();
            Err(run.stopped(error))
        }
    }
}

/// Starts reading and the threads that understand.
fn start(arguments: &Arc<Arguments>, format: Format, state: &State, progress: &Progress) -> Answers<Answer> {
    let threads = arguments
        .threads
        .map_or_else(all_cores, |threads| usize::from(threads.get()));
    let read = {
        let arguments = Arc::clone(arguments);
        let begin = state.clone();
        let bytes = progress.bytes();
        move |each: &mut dyn FnMut(Raw) -> bool| {
            records::read_all(Found::new(&arguments), &arguments, &begin, &bytes, each);
        }
    };
    let work = {
        let arguments = Arc::clone(arguments);
        move |raw: Raw| {
            let (origin, position) = (raw.origin.clone(), raw.position.clone());
            Answer {
                outcome: work::outcome(raw, &arguments, format),
                origin,
                position,
            }
        }
    };
    queue::in_order(threads, threads * UNDER_WAY, read, work)
}

fn all_cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// What came of a record.
struct Answer {
    outcome: Outcome,
    origin: records::Origin,
    position: records::Position,
}

/// A run and where its results go.
struct Run {
    arguments: Arc<Arguments>,
    sink: Box<dyn Sink>,
    rejected: Rejected,
    journal: Option<Journal>,
    state: State,
    progress: Progress,
    written: Instant,
}

impl Run {
    fn write_all(&mut self, answers: &Answers<Answer>) -> Result<(), Error> {
        loop {
            let next = match answers.try_next() {
                // Who reads our output live shall not wait for a full buffer.
                Err(TryRecvError::Empty) => {
                    self.sink.flush()?;
                    answers.next()
                }
                Ok(answer) => Some(answer),
                Err(TryRecvError::Disconnected) => None,
            };
            let Some(answer) = next else { break };
            self.write(answer)?;
            if self.written.elapsed() >= CHECKPOINT {
                self.checkpoint()?;
            }
        }
        self.sink.finish()?;
        self.rejected.flush()?;
        self.checkpoint()?;
        self.state.complete = true;
        if let Some(journal) = &self.journal {
            journal.end(&self.state, self.arguments.resume)?;
        }
        self.sink.tidy();
        Ok(())
    }

    fn write(&mut self, answer: Answer) -> Result<(), Error> {
        match answer.outcome {
            Outcome::Done(rendered) => {
                self.sink.write(rendered)?;
                self.state.done += 1;
            }
            Outcome::NoArticle => {
                self.rejected.no_article(&answer.origin)?;
                self.state.without_article += 1;
            }
            Outcome::Rejected(reason) => {
                let progress = &self.progress;
                self.rejected
                    .reject(&answer.origin, &reason, |line| progress.say(line))?;
                self.state.rejected += 1;
            }
            Outcome::Stopped(error) => return Err(error),
        }
        self.state.file = answer.position.file;
        self.state.path = answer.position.path.to_string();
        self.state.record = answer.position.record;
        self.progress.count(&self.state);
        Ok(())
    }

    /// Says in the journal how far all has come, where the output is at a place from which it can go on.
    fn checkpoint(&mut self) -> Result<(), Error> {
        let Some(journal) = &self.journal else {
            return Ok(());
        };
        if let Some(length) = self.sink.checkpoint()? {
            self.written = Instant::now();
            self.state.output = length;
            self.state.side = self.rejected.checkpoint()?;
            journal.write(&self.state)?;
        }
        Ok(())
    }

    fn sum_up(&self) {
        let state = &self.state;
        if state.rejected == 0 && state.without_article == 0 && self.progress.is_hidden() {
            return;
        }
        let mut line = format!("{} articles", state.done);
        if state.without_article > 0 {
            line += &format!(", {} pages without one", state.without_article);
        }
        if state.rejected > 0 {
            line += &format!(", {} rejected", state.rejected);
            if let Some(path) = &self.arguments.rejected {
                line += &format!(" (see {})", path.display());
            }
        }
        tell(&self.arguments, &line);
    }

    /// The error of a run that has begun: says what is kept.
    fn stopped(&self, error: Error) -> Error {
        if error.is_broken_pipe() || matches!(error, Error::FilesChanged { .. }) {
            return error;
        }
        let file = self.arguments.output.clone();
        Error::Stopped {
            error: Box::new(error),
            // A device keeps nothing.
            kept: file.filter(|path| path.is_file()),
        }
    }
}

fn tell(arguments: &Arguments, line: &str) {
    if !arguments.quiet {
        eprintln!("factnote: {line}");
    }
}

fn code(state: &State) -> u8 {
    match (state.rejected, state.done) {
        (0, _) => OK,
        (_, 0) => FAILED,
        _ => SOME_FAILED,
    }
}
