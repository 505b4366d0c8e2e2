//! Work done beside other work, on another processor and at once.

use std::fmt::{self, Debug, Formatter};
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle, scope, yield_now};

/// Does one thing here and another beside it; one after the other where there is one processor or no thread to be had.
pub(crate) fn both<A, B: Send>(here: impl FnOnce() -> A, beside: impl FnOnce() -> B + Send) -> (A, B) {
    let Some(other) = Other::than_this() else { return (here(), beside()) };
    let beside = Mutex::new(Some(beside));
    let work = || taken(&beside).map(|work| work());
    let (first, second) = scope(|scope| {
        let thread = Builder::new().spawn_scoped(scope, || {
            other.go();
            work()
        });
        yield_now();
        (here(), thread.ok().and_then(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))))
    });
    match second.or_else(work) {
        Some(second) => (first, second),
        None => unreachable!("one of the two has taken it"),
    }
}

/// What is done, or will be: by a thread of its own, if there is one.
pub(crate) struct Promise<T> {
    thread: Option<JoinHandle<Option<T>>>,
    work: Arc<Mutex<Option<Work<T>>>>,
}

type Work<T> = Box<dyn FnOnce() -> T + Send>;

impl<T> Debug for Promise<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Promise").field("begun", &self.thread.is_some()).finish_non_exhaustive()
    }
}

impl<T: Send + 'static> Promise<T> {
    /// Begins with it beside what is done here, if there is another processor.
    pub(crate) fn beside(work: impl FnOnce() -> T + Send + 'static) -> Self {
        let promise = Self::for_later(work);
        let Some(other) = Other::than_this() else { return promise };
        let work = Arc::clone(&promise.work);
        let thread = Builder::new().spawn(move || {
            other.go();
            taken(&work).map(|work| work())
        });
        yield_now();
        Self { thread: thread.ok(), ..promise }
    }

    /// Does it when it is asked for.
    pub(crate) fn for_later(work: impl FnOnce() -> T + Send + 'static) -> Self {
        Self { thread: None, work: Arc::new(Mutex::new(Some(Box::new(work)))) }
    }

    /// Waits until it is done.
    pub(crate) fn kept(self) -> T {
        let done = self.thread.and_then(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        match done.or_else(|| taken(&self.work).map(|work| work())) {
            Some(done) => done,
            None => unreachable!("one of the two has taken it"),
        }
    }
}

/// The work, for who comes first.
fn taken<W>(work: &Mutex<Option<W>>) -> Option<W> {
    work.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// Another processor than that of who asks. A thread that was just started is to go there.
///
/// Linux may keep the two on one processor, and let one of them wait there until the other rests, though another
/// processor stands idle. It is put right after some milliseconds, but by then a start is over. Who has started a thread
/// gives way to it for a moment, so that it can leave.
#[derive(Debug, Clone, Copy)]
struct Other {
    /// The thread it is to part from.
    #[cfg(target_os = "linux")]
    from: rustix::thread::Pid,
    /// All processors that may be used.
    #[cfg(target_os = "linux")]
    all: rustix::thread::CpuSet,
}

#[cfg(target_os = "linux")]
impl Other {
    /// None where there is but one.
    fn than_this() -> Option<Self> {
        let all = rustix::thread::sched_getaffinity(None).ok()?;
        (all.count() > 1).then(|| Self { from: rustix::thread::gettid(), all })
    }

    /// Sends the present thread there.
    fn go(self) {
        use rustix::thread::{CpuSet, sched_setaffinity};
        let Some(there) = processor(self.from).filter(|there| *there < CpuSet::MAX_CPU) else { return };
        let mut others = self.all;
        others.unset(there);
        if others.count() > 0 && sched_setaffinity(None, &others).is_ok() {
            // From here on it may run anywhere again.
            let _ = sched_setaffinity(None, &self.all);
        }
    }
}

/// The processor that a thread of this program ran on last.
#[cfg(target_os = "linux")]
fn processor(thread: rustix::thread::Pid) -> Option<usize> {
    // The field is the 39th: proc_pid_stat(5). The name before it may hold anything.
    let stat = std::fs::read_to_string(format!("/proc/self/task/{thread}/stat")).ok()?;
    let (_, behind) = stat.rsplit_once(')')?;
    behind.split_ascii_whitespace().nth(36)?.parse().ok()
}

#[cfg(not(target_os = "linux"))]
impl Other {
    const fn than_this() -> Option<Self> {
        Some(Self {})
    }

    const fn go(self) {}
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

    #[test]
    fn a_promise_is_kept_by_whom_ever() {
        for promise in [Promise::beside(|| "done"), Promise::for_later(|| "done")] {
            assert_eq!(promise.kept(), "done");
        }
    }

    #[test]
    #[should_panic(expected = "broken")]
    fn a_panic_breaks_a_promise() {
        Promise::<()>::beside(|| panic!("broken")).kept();
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_processor_is_one_that_may_be_used() {
        let here = processor(rustix::thread::gettid()).expect("a number");
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
