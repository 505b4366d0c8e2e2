//! Work done beside other work, on another processor and at once.

use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, scope};

/// Does one thing here and another beside it; one after the other where no thread can be had.
pub(crate) fn both<A, B: Send>(here: impl FnOnce() -> A, beside: impl FnOnce() -> B + Send) -> (A, B) {
    let beside = Mutex::new(Some(beside));
    let work = || beside.lock().unwrap_or_else(PoisonError::into_inner).take().map(|work| work());
    let (leaving, gone) = leave();
    let (first, second) = scope(|scope| {
        let thread = Builder::new().spawn_scoped(scope, || {
            leaving.go();
            work()
        });
        gone.wait();
        (here(), thread.ok().and_then(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))))
    });
    match second.or_else(work) {
        Some(second) => (first, second),
        None => unreachable!("one of the two has taken it"),
    }
}

/// A thread that was just started is to leave the processor of who started it, who waits until it has: some 0.1 ms.
///
/// Linux may keep the two on one processor, and let one of them wait there until the other rests, though another
/// processor stands idle. It is put right after some milliseconds, but by then a start is over.
fn leave() -> (Leaving, Gone) {
    let (left, gone) = channel();
    (Leaving { place: Place::here(), left }, Gone(gone))
}

/// For the thread that was started.
struct Leaving {
    place: Place,
    /// Dropped when it has left.
    left: Sender<()>,
}

impl Leaving {
    fn go(self) {
        self.place.leave();
        drop(self.left);
    }
}

/// For who started it.
struct Gone(Receiver<()>);

impl Gone {
    fn wait(self) {
        // Nothing is ever sent: it ends where the other end is gone, as it is when no thread could be had.
        let _ = self.0.recv();
    }
}

/// The processor that a thread runs on.
#[derive(Debug, Clone, Copy)]
struct Place {
    #[cfg(target_os = "linux")]
    processor: Option<usize>,
}

#[cfg(target_os = "linux")]
impl Place {
    fn here() -> Self {
        // The field is the 39th: proc_pid_stat(5). The name before it may hold anything.
        let stat = std::fs::read_to_string("/proc/thread-self/stat").ok();
        let behind = stat.as_ref().and_then(|stat| stat.rsplit_once(')')).map(|(_, behind)| behind);
        Self { processor: behind.and_then(|behind| behind.split_ascii_whitespace().nth(36)?.parse().ok()) }
    }

    /// Sends the present thread to another processor, where there is one that it may use.
    fn leave(self) {
        use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};
        let Some(here) = self.processor.filter(|here| *here < CpuSet::MAX_CPU) else { return };
        let Ok(all) = sched_getaffinity(None) else { return };
        let mut others = all;
        others.unset(here);
        if others.count() > 0 && sched_setaffinity(None, &others).is_ok() {
            // From here on it may run anywhere again.
            let _ = sched_setaffinity(None, &all);
        }
    }
}

#[cfg(not(target_os = "linux"))]
impl Place {
    const fn here() -> Self {
        Self {}
    }

    const fn leave(self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_beside_is_handed_back() {
        let mut words = vec!["a", "b"];
        let rest = words.split_off(1);
        assert_eq!(both(|| words.len(), || rest), (1, vec!["b"]));
    }

    #[test]
    #[should_panic(expected = "beside")]
    fn a_panic_is_handed_on() {
        both(|| (), || panic!("beside"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_processor_is_one_that_may_be_used() {
        let here = Place::here().processor.expect("a number");
        assert!(rustix::thread::sched_getaffinity(None).expect("a set").is_set(here));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_thread_may_run_on_as_many_processors_as_who_started_it() {
        let count = || rustix::thread::sched_getaffinity(None).expect("a set").count();
        let (here, beside) = both(count, count);
        assert_eq!(here, beside);
    }
}
