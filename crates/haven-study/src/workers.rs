//! The threads that members are played on: the one file of the crate that knows of threads.

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};
use std::ops::Range;

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
        self.run(|| self::each(things, &each))
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

/// Does something with each of some things, on the workers that run this; the results are in the order
/// of the things.
pub fn each<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    things.par_iter().map(&work).collect()
}

/// Does something with some numbers, on the workers that run this; the results of those before the first
/// that gave none, in order.
///
/// Numbers are dealt out one by one and in order, so that nobody waits long for another at the end, and
/// little is in vain when work is stopped.
pub fn until_none<R: Send>(numbers: Range<u32>, work: impl Fn(u32) -> Option<R> + Sync) -> Vec<R> {
    let given = |number| work(number).map(|result| (number, result));
    let mut results: Vec<(u32, R)> = numbers.clone().par_bridge().filter_map(given).collect();
    results.sort_unstable_by_key(|(number, _)| *number);
    let in_order = results.into_iter().zip(numbers).take_while(|((at, _), number)| at == number);
    in_order.map(|((_, result), _)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_the_order_of_things_on_any_number_of_threads() {
        let things: Vec<u32> = (0..100).collect();
        for threads in [1, 2, 7] {
            let workers = Workers::new(Some(threads)).unwrap();
            assert_eq!(workers.map(&things, |thing| thing + 1), (1..101).collect::<Vec<_>>());
            let even = workers.run(|| until_none(0..100, Some));
            assert_eq!(even, things);
        }
    }

    #[test]
    fn what_comes_after_the_first_that_gives_none_is_left_out() {
        let workers = Workers::new(Some(2)).unwrap();
        let found = workers.run(|| until_none(3..100, |number| (number != 7).then_some(number)));
        assert_eq!(found, [3, 4, 5, 6]);
    }
}
