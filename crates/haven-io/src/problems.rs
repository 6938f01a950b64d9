//! Collects problems, all of them, but not a million alike.

use haven_core::problem::{Problem, Severity};
use std::collections::BTreeMap;

/// Problems of one code in one file that are listed; the rest are counted.
const LISTED: usize = 100;

/// The problems found so far.
#[derive(Debug, Default)]
pub struct Problems {
    listed: Vec<Problem>,
    counts: BTreeMap<(&'static str, String), usize>,
}

impl Problems {
    /// Adds one.
    pub fn push(&mut self, problem: Problem) {
        let count = self.counts.entry((problem.code, problem.at.file.clone())).or_default();
        *count += 1;
        if *count <= LISTED {
            self.listed.push(problem);
        }
    }

    /// Counts one more where the list is full, without a text that nobody would see.
    pub fn count(&mut self, code: &'static str, file: &str) {
        *self.counts.entry((code, file.to_owned())).or_default() += 1;
    }

    /// Whether another problem of this code in this file would only be counted, so that costly
    /// advice for it need not be worked out.
    pub fn is_full(&self, code: &'static str, file: &str) -> bool {
        self.counts.get(&(code, file.to_owned())).is_some_and(|count| *count >= LISTED)
    }

    /// Whether an error has been found.
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
    }

    /// How many errors are listed.
    pub fn errors(&self) -> usize {
        self.listed.iter().filter(|problem| problem.severity == Severity::Error).count()
    }

    /// The problems so far, in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.listed.iter()
    }

    /// All of them in the order of file, line and column. Where one code was found more than a
    /// hundred times in a file, its last says how many more there are.
    pub fn into_vec(self) -> Vec<Problem> {
        let mut all = self.listed;
        for ((code, file), count) in &self.counts {
            let last = all.iter_mut().rev().find(|p| p.code == *code && p.at.file == *file);
            if let (Some(last), Some(more)) = (last, count.checked_sub(LISTED + 1)) {
                last.message =
                    format!("{} (and {} more like it in this file)", last.message, more + 1);
            }
        }
        all.sort_by(|one, other| (&one.at, one.code).cmp(&(&other.at, other.code)));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use haven_core::problem::Spot;

    #[test]
    fn the_hundred_and_first_of_a_kind_is_counted() {
        let mut problems = Problems::default();
        for line in 1..=103 {
            problems.push(Problem::error("bad-number", Spot::at("a.csv", line, 1), "no"));
        }
        assert!(problems.is_full("bad-number", "a.csv"));
        let all = problems.into_vec();
        assert_eq!(all.len(), 100);
        assert_eq!(all[99].message, "no (and 3 more like it in this file)");
    }
}
