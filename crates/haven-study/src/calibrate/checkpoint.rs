//! A state as text, and back to the same bits.
//!
//! One line a thing: a word, then numbers separated by blanks. Rust writes the shortest decimal that
//! reads back to the same number, so nothing is lost.

use super::particles::{Generation, Particle};
use super::plan::State;
use std::fmt::{Display, Write};
use std::str::FromStr;

/// A text that is no state.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {expected} expected")]
pub struct BadCheckpoint {
    /// Line, from 1.
    pub line: usize,
    /// What should be there.
    pub expected: &'static str,
}

/// The state as text.
pub fn write(state: &State) -> String {
    let mut text = String::new();
    let done = u8::from(state.is_done);
    let [accepted, proposed] = state.accepted;
    let mut line = |word: &str, numbers: String| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{word}{numbers}");
    };
    line("steps", list(&[state.step, state.moves, accepted, proposed, u32::from(done)]));
    line("level", list(&[state.level, state.scale]));
    line("root", list(&state.root));
    for generation in &state.history {
        let Generation { level, effective, ancestors, moves, acceptance } = generation;
        let (ancestors, moves) = (f64::from(*ancestors), f64::from(*moves));
        line("generation", list(&[*level, *effective, ancestors, moves, *acceptance]));
    }
    for particle in &state.particles {
        line("particle", list(&particle.scores));
        line("luck", list(&particle.replicates));
        line("modelled", list(&particle.modelled));
        line("fit", list(&[particle.fit]));
    }
    for modelled in &state.pending {
        line("pending", list(modelled));
    }
    line("end", String::new());
    text
}

fn list<T: Display>(numbers: &[T]) -> String {
    numbers.iter().map(|number| format!(" {number}")).collect()
}

/// The state in a text.
///
/// # Errors
/// The first line that is not as it should be.
pub fn read(text: &str) -> Result<State, BadCheckpoint> {
    let mut lines = Lines { rest: text.lines(), number: 0, next: None };
    lines.advance();
    let steps: Vec<u32> = lines.take("steps", "`steps`")?;
    let &[step, moves, accepted, proposed, done] = &steps[..] else {
        return Err(lines.wrong("five whole numbers"));
    };
    let levels: Vec<f64> = lines.take("level", "`level`")?;
    let &[level, scale] = &levels[..] else { return Err(lines.wrong("two numbers")) };
    let root = lines.take("root", "`root`")?;
    let mut history = Vec::new();
    while lines.is("generation") {
        let numbers: Vec<f64> = lines.take("generation", "`generation`")?;
        let &[level, effective, ancestors, moves, acceptance] = &numbers[..] else {
            return Err(lines.wrong("five numbers"));
        };
        let (ancestors, moves) = (ancestors as u32, moves as u32);
        history.push(Generation { level, effective, ancestors, moves, acceptance });
    }
    let mut particles = Vec::new();
    while lines.is("particle") {
        let scores = lines.take("particle", "`particle`")?;
        let replicates = lines.take("luck", "`luck`")?;
        let modelled = lines.take("modelled", "`modelled`")?;
        let fits: Vec<f64> = lines.take("fit", "`fit`")?;
        let &[fit] = &fits[..] else { return Err(lines.wrong("one number")) };
        particles.push(Particle { scores, replicates, modelled, fit });
    }
    let mut pending = Vec::new();
    while lines.is("pending") {
        pending.push(lines.take("pending", "`pending`")?);
    }
    lines.take::<f64>("end", "`end`")?;
    let (accepted, is_done) = ([accepted, proposed], done == 1);
    Ok(State { step, level, is_done, scale, moves, accepted, particles, pending, root, history })
}

/// Lines with a word in front.
struct Lines<'t> {
    rest: std::str::Lines<'t>,
    number: usize,
    next: Option<&'t str>,
}

impl Lines<'_> {
    fn advance(&mut self) {
        self.next = self.rest.next();
        self.number += 1;
    }

    fn wrong(&self, expected: &'static str) -> BadCheckpoint {
        BadCheckpoint { line: self.number, expected }
    }

    fn is(&self, word: &str) -> bool {
        self.next.and_then(|line| line.split(' ').next()) == Some(word)
    }

    fn take<T: FromStr>(
        &mut self,
        word: &str,
        expected: &'static str,
    ) -> Result<Vec<T>, BadCheckpoint> {
        let Some(line) = self.next.filter(|_| self.is(word)) else {
            return Err(self.wrong(expected));
        };
        let numbers = line.split(' ').skip(1).map(|number| number.parse().ok());
        let numbers = numbers.collect::<Option<Vec<T>>>().ok_or(self.wrong("numbers"))?;
        self.advance();
        Ok(numbers)
    }
}
