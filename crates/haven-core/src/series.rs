//! What is kept of a run: a compact column of numbers by day for each kept series.

use crate::draw::Draws;

/// Which series of a run are kept, and for how many days. `K` says what a series counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recording<K> {
    /// The series, in the order of outputs.
    pub series: Vec<K>,
    /// Days of the run.
    pub days: u32,
}

impl<K> Recording<K> {
    /// An empty record of this shape.
    pub fn record(&self, draws: Draws) -> Record {
        let length = self.series.len() * self.days as usize;
        let values = match draws {
            Draws::Sampled => Values::People(vec![0; length]),
            Draws::Expected => Values::Means(vec![0.0; length]),
        };
        Record { days: self.days as usize, values }
    }

    /// Bytes that a record of this shape takes.
    pub fn bytes(&self, draws: Draws) -> u64 {
        let each = match draws {
            Draws::Sampled => size_of::<u32>(),
            Draws::Expected => size_of::<f64>(),
        };
        self.series.len() as u64 * u64::from(self.days) * each as u64
    }

    /// Writes one day into a record of this shape.
    ///
    /// # Panics
    /// If the day is not one of the recording's.
    pub fn note(&self, day: u32, record: &mut Record, read: impl Fn(&K) -> f64) {
        for (series, key) in self.series.iter().enumerate() {
            let at = series * record.days + day as usize;
            let value = read(key);
            match &mut record.values {
                Values::People(people) => people[at] = value as u32,
                Values::Means(means) => means[at] = value,
            }
        }
    }
}

/// The kept series of one run (shape: series × days).
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    days: usize,
    values: Values,
}

/// Whole people take half the memory of fractions, which matters for a thousand members.
#[derive(Clone, Debug, PartialEq)]
enum Values {
    People(Vec<u32>),
    Means(Vec<f64>),
}

impl Record {
    /// Multiplies every value, for instance by the people that one simulated person stands for.
    pub fn scale(&mut self, by: u32) {
        match &mut self.values {
            Values::People(people) => people.iter_mut().for_each(|it| *it = it.saturating_mul(by)),
            Values::Means(means) => means.iter_mut().for_each(|it| *it *= f64::from(by)),
        }
    }

    /// The value of a series (its position in `Recording::series`) on a day.
    ///
    /// # Panics
    /// If there is no such series or day.
    pub fn at(&self, series: usize, day: u32) -> f64 {
        let at = series * self.days + day as usize;
        match &self.values {
            Values::People(people) => f64::from(people[at]),
            Values::Means(means) => means[at],
        }
    }
}
