//! The inputs of an answer, the one that moves it most first.

use haven::sensitivity::{Answered, Findings};

/// Positions of the inputs that move an answer at all, with how much: total index, or μ*.
pub(super) fn ranking(answer: &Answered) -> Vec<(usize, f64)> {
    let all: Vec<f64> = match &answer.analysis.findings {
        Findings::Sobol(all) => all.iter().map(|found| found.total.value).collect(),
        Findings::Morris(all) => all.iter().map(|found| found.mu_star.value).collect(),
    };
    let mut moving: Vec<(usize, f64)> =
        all.into_iter().enumerate().filter(|(_, moves)| *moves > 0.0).collect();
    moving.sort_by(|one, other| other.1.total_cmp(&one.1));
    moving
}
