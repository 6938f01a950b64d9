//! The threads that members are played on.

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
}
