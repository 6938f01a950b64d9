//! What a calibration learns from: counts, what simulates them, and what judges them.

use haven_study::calibrate::datum::{Datum, Noise};
use haven_study::calibrate::predictive::{Checked, check};
use haven_study::calibrate::space::Space;
use haven_study::calibrate::{Calibration, Likelihood, Observation, Point};
use jiff::civil::Date;

/// Gives modelled counts at a point.
pub type Simulator = Box<dyn Fn(&Point) -> Vec<f64> + Sync>;

/// A count that is learnt from.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    /// What was counted, in words.
    pub what: String,
    /// The small scenario that it was recorded in; none if it is the scenario itself.
    pub scenario: Option<String>,
    /// Ids of the places that were counted together.
    pub places: Vec<String>,
    /// Their names.
    pub place_names: Vec<String>,
    /// The first day, from 0, and the last.
    pub days: [u32; 2],
    /// Their dates.
    pub dates: [Date; 2],
    /// The least and the most that was reported, people; without end where it is one-sided.
    pub range: [f64; 2],
}

impl Count {
    /// What, where, from when, to when: what it is known by.
    pub fn words(&self) -> [String; 4] {
        let at = self.scenario.clone().unwrap_or_else(|| self.places.join(";"));
        let [from, to] = self.dates.map(|date| date.to_string());
        [self.what.clone(), at, from, to]
    }
}

/// A calibration's target.
pub struct Target {
    /// The free parameters; the last ones may be the noise of reports.
    pub space: Space,
    /// Parts of the simulator with luck of their own.
    pub noise_groups: usize,
    /// Simulates the counts.
    pub simulator: Simulator,
    /// Judges them.
    pub likelihood: Box<DataLikelihood>,
    /// What each count is.
    pub counts: Vec<Count>,
    /// How many of the free parameters are the model's; the others are noise.
    pub parameters: usize,
    /// Units of the free parameters, in words.
    pub units: Vec<&'static str>,
    /// How it was simulated, for the manifest.
    pub mode: &'static str,
    /// Last date of what was learnt from.
    pub until: String,
}

impl Target {
    /// Every count against the reports that the posterior would have expected.
    pub fn check(&self, calibration: &Calibration) -> Vec<Checked> {
        let draws = calibration.draws();
        let particles = &calibration.state().particles;
        let noises: Vec<Noise> = draws.iter().map(|draw| self.likelihood.noise(draw)).collect();
        let one = |(at, datum): (usize, &Datum)| {
            let modelled = particles.iter().zip(&noises);
            let modelled: Vec<_> = modelled
                .filter_map(|(particle, noise)| Some((*particle.modelled.get(at)?, *noise)))
                .collect();
            check(datum, &modelled, calibration.plan().seed, at as u32)
        };
        self.likelihood.data.iter().enumerate().map(one).collect()
    }
}

/// Judges counts one by one.
pub struct DataLikelihood {
    /// The counts, one a modelled number.
    pub data: Vec<Datum>,
    /// Where the noise of reports stands among the free parameters (φ and ρ), if it is free.
    pub noise_at: Option<[usize; 2]>,
    /// The noise where it is not free, and what the Kalman inversion takes it for.
    pub usual: Noise,
}

impl DataLikelihood {
    /// The noise at these values.
    pub fn noise(&self, values: &[f64]) -> Noise {
        self.noise_at
            .map_or(self.usual, |[flow, stock]| Noise { flow: values[flow], stock: values[stock] })
    }
}

impl Likelihood for DataLikelihood {
    fn log_likelihood(&self, values: &[f64], modelled: &[f64]) -> f64 {
        let noise = self.noise(values);
        let pairs = self.data.iter().zip(modelled);
        pairs.map(|(datum, people)| datum.log_likelihood(*people, noise)).sum()
    }

    fn observations(&self) -> Vec<Observation> {
        self.data.iter().map(|datum| datum.observation(self.usual)).collect()
    }
}
