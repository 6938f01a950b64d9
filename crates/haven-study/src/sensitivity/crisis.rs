//! A crisis as a study sees it: some of its uncertain numbers in, some of its counts out.

use super::study::{Played, Point};
use crate::crisis::recording::Key;
use crate::watch::Watch;
use haven_core::crisis::inputs::Inputs;
use haven_core::crisis::parameter::uniform_of;
use haven_core::crisis::{Advance, Request, World};
use haven_core::draw::Draws;
use haven_core::prior::Prior;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// What a study sets of a crisis.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// One uncertain number, by its name in [`Inputs::uncertain`], with what is known of it.
    Number(String, Prior),
    /// All uncertain numbers of a kind (`residents` for every `residents:ID`) but those that are inputs
    /// themselves: each has the uniform that its row draws, turned by that of the study. One that
    /// is uniform turns each into a uniform that knows nothing of the other, so a family is drawn
    /// anew as a whole, and its numbers stay independent of each other.
    Family(String),
}

/// A crisis of which some numbers are set from outside.
#[derive(Clone, Debug)]
pub struct CrisisModel<'w> {
    world: &'w World,
    seed: u64,
    advance: Advance,
    /// Position of an input and its prior, by name.
    numbers: BTreeMap<&'w str, (usize, &'w Prior)>,
    /// Position of an input, by kind.
    families: BTreeMap<&'w str, usize>,
    answers: Vec<Key>,
}

impl<'w> CrisisModel<'w> {
    /// A crisis whose `inputs` are set from outside. What is uncertain beside them is drawn by each
    /// member. Answers are flows over the whole run, and stocks on its last day.
    pub fn new(
        world: &'w World,
        seed: u64,
        advance: Advance,
        inputs: &'w [Input],
        answers: Vec<Key>,
    ) -> Self {
        let (mut numbers, mut families) = (BTreeMap::new(), BTreeMap::new());
        for (at, input) in inputs.iter().enumerate() {
            match input {
                Input::Number(name, prior) => drop(numbers.insert(name.as_str(), (at, prior))),
                Input::Family(kind) => drop(families.insert(kind.as_str(), at)),
            }
        }
        Self { world, seed, advance, numbers, families, answers }
    }

    /// Plays one point; `None` if the watch was stopped before its last day.
    pub fn play(&self, point: &Point, watch: &Watch) -> Played {
        let (seed, member) = (self.seed, point.member);
        let setting =
            Inputs::chosen(self.world.crisis(), &|name, prior| self.choose(point, name, prior));
        let request = Request {
            seed,
            member,
            draws: Draws::Sampled,
            advance: self.advance,
            track_causes: false,
            track_routes: false,
        };
        let last = self.world.crisis().days - 1;
        let mut answers = vec![0.0; self.answers.len()];
        let played = self.world.run_with(setting, &request, &mut |today| {
            for (answer, key) in answers.iter_mut().zip(&self.answers) {
                if key.measure.is_flow() || today.day == last {
                    *answer += today.value(key.measure, key.scope);
                }
            }
            watch.day_done();
            let stops = watch.is_stopped() && today.day < last;
            if stops { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        played.is_continue().then_some(answers)
    }

    /// The value of an uncertain number at a point.
    fn choose(&self, point: &Point, name: &str, prior: &Prior) -> f64 {
        if let Some((at, prior)) = self.numbers.get(name) {
            return prior.quantile(point.uniforms[*at]);
        }
        let family = name.split_once(':').and_then(|(kind, _)| self.families.get(kind));
        prior.quantile(match family {
            // By row, not by member: who repeats a point has another luck and the same numbers.
            Some(at) => turned(uniform_of(self.seed, point.row, name), point.uniforms[*at]),
            None => uniform_of(self.seed, point.member, name),
        })
    }
}

/// A uniform number turned by another, strictly between 0 and 1.
fn turned(uniform: f64, by: f64) -> f64 {
    (uniform + by).fract().max(f64::MIN_POSITIVE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_is_uniform_and_knows_nothing_of_what_it_was() {
        let uniform = |member, name| uniform_of(3, member, name);
        let pairs: Vec<(f64, f64)> = (0..20_000)
            .map(|member| {
                let own = uniform(member, "residents:a");
                let [one, other] = ["by", "else"].map(|by| turned(own, uniform(member, by)));
                (one, other)
            })
            .collect();
        let count = pairs.len() as f64;
        let mean = pairs.iter().map(|(one, _)| one).sum::<f64>() / count;
        let product = pairs.iter().map(|(one, other)| one * other).sum::<f64>() / count;
        // Standard errors: 1/√(12 n) = .0020 and √(7/144/n) = .0016.
        assert!((mean - 0.5).abs() < 0.008, "{mean}");
        assert!((product - 0.25).abs() < 0.0064, "{product}");
    }
}
