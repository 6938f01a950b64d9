//! The threads that members are played on.

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

/// A pool of threads. How many there are changes how long a study takes, and nothing else.
#[derive(Debug)]
pub struct Workers(ThreadPool);

impl Workers {
    /// So many threads, or one for each core that this process may use.
    ///
    /// # Errors
    /// If the operating system gives no threads.
    pub fn new(threads: Option<usize>) -> Result<Self, ThreadPoolBuildError> {
        ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build().map(Self)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.current_num_threads()
    }

    /// Runs parallel work on them.
    pub fn run<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        self.0.install(work)
    }

    /// Does something with each of some things on them; the results are in the order of the things.
    pub fn map<T: Sync, R: Send>(&self, things: &[T], each: impl Fn(&T) -> R + Sync) -> Vec<R> {
        self.run(|| things.par_iter().map(&each).collect())
    }

    /// Does two things on them side by side.
    pub fn both<A: Send, B: Send>(
        &self,
        one: impl FnOnce() -> A + Send,
        other: impl FnOnce() -> B + Send,
    ) -> (A, B) {
        self.0.join(one, other)
    }
}
