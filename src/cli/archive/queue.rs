//! Work on all cores, answers in the order of the questions, and never more than a fixed number under way.

use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// A question and where its answer goes.
type Asked<Q, A> = (Q, SyncSender<A>);

/// The answers, in order: each place in the queue is a promise of one.
pub struct Answers<A> {
    promises: Receiver<Receiver<A>>,
}

impl<A> Answers<A> {
    /// The next answer; none where all are through.
    pub fn next(&self) -> Option<A> {
        let promise = self.promises.recv().ok()?;
        promise.recv().ok()
    }

    /// The next answer where its question is asked already.
    pub fn try_next(&self) -> Result<A, TryRecvError> {
        let promise = self.promises.try_recv()?;
        promise.recv().map_err(|_| TryRecvError::Disconnected)
    }
}

/// Asks what `ask` hands to its argument and answers by `answer` on so many threads. `ask` is told by `false` that
/// nobody listens any more.
pub fn in_order<Q, A>(
    threads: usize,
    under_way: usize,
    ask: impl FnOnce(&mut dyn FnMut(Q) -> bool) + Send + 'static,
    answer: impl Fn(Q) -> A + Send + Sync + 'static,
) -> Answers<A>
where
    Q: Send + 'static,
    A: Send + 'static,
{
    let (promise, promises) = sync_channel::<Receiver<A>>(under_way);
    let (question, questions) = sync_channel::<Asked<Q, A>>(under_way);
    let questions = Arc::new(Mutex::new(questions));
    let answer = Arc::new(answer);
    for _ in 0..threads {
        let (questions, answer) = (Arc::clone(&questions), Arc::clone(&answer));
        thread::spawn(move || {
            loop {
                let next = questions.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok((asked, reply)) = next else { break };
                // Nobody waits for it where the run has stopped.
                let _ = reply.send(answer(asked));
            }
        });
    }
    thread::spawn(move || {
        ask(&mut |asked| {
            let (reply, replies) = sync_channel(1);
            promise.send(replies).is_ok() && question.send((asked, reply)).is_ok()
        });
    });
    Answers { promises }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    #[test]
    fn answers_come_in_the_order_of_the_questions() {
        let answers = in_order(
            3,
            8,
            |each| {
                for number in 0..200_u64 {
                    assert!(each(number));
                }
            },
            |number: u64| {
                thread::sleep(Duration::from_micros(number * 7919 % 400));
                number
            },
        );
        let got: Vec<u64> = core::iter::from_fn(|| answers.next()).collect();
        assert_eq!(got, (0..200).collect::<Vec<_>>());
    }

    #[test]
    fn no_more_is_read_than_may_be_under_way() {
        static READ: AtomicUsize = AtomicUsize::new(0);
        let answers = in_order(
            2,
            4,
            |each| while each(READ.fetch_add(1, Ordering::SeqCst)) {},
            |number| number,
        );
        thread::sleep(Duration::from_millis(100));
        assert!(READ.load(Ordering::SeqCst) <= 6, "{READ:?}");
        assert_eq!(answers.next(), Some(0));
    }
}
