//! Every parameter of the system, declared once: key in files, symbol, unit, range, prior, source,
//! meaning.
//!
//! A member of an ensemble draws each parameter from its prior with a uniform of its own address, so
//! that adding a parameter moves no other.

use crate::id::StableKey;
use crate::prior::Prior;
use crate::rng::{Purpose, Streams};
use std::sync::Arc;

/// The declaration of a parameter.
#[derive(Clone, Debug)]
pub struct Declaration {
    /// Its name in files, `--set` and reports.
    pub key: &'static str,
    /// Its symbol in the model's equations, which was its name in 0.1.0: read wherever the key is, and
    /// the address of its randomness, so that results do not hang on what a parameter is called.
    pub symbol: &'static str,
    /// Unit, in words.
    pub unit: &'static str,
    /// Values that make sense: `[low, high]`.
    pub range: [f64; 2],
    /// Prior, unless a scenario has another.
    pub prior: Prior,
    /// Where the prior is from; `assumed` if from nowhere.
    pub source: &'static str,
    /// What it is.
    pub about: &'static str,
}

macro_rules! parameters {
    ($($field:ident: $symbol:literal, $unit:literal, $range:expr, $prior:expr, $source:literal, $about:literal;)+) => {
        /// The values of all parameters in one member.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Parameters {
            $(#[doc = concat!($about, " (`", $symbol, "`, ", $unit, ")")] pub $field: f64,)+
        }

        impl Parameters {
            fn from_values(values: &[f64]) -> Self {
                let mut values = values.iter();
                Self { $($field: *values.next().expect("there is a value for each declaration"),)+ }
            }

            /// The values in the order of [`declarations`].
            pub fn values(&self) -> Vec<f64> {
                vec![$(self.$field),+]
            }
        }

        /// Key and symbol of all declarations, in their order: no prior is made to find one.
        const NAMES: &[[&str; 2]] = &[$([stringify!($field), $symbol]),+];

        /// All declarations, in the order of the manual.
        pub fn declarations() -> Vec<Declaration> {
            vec![$(Declaration {
                key: stringify!($field),
                symbol: $symbol,
                unit: $unit,
                range: $range,
                prior: $prior,
                source: $source,
                about: $about,
            },)+]
        }
    };
}

parameters! {
    event_hazard: "s", "per event", [0.0, 1.0], log_normal(0.0185, 0.5, 0.005, 0.05),
        "Wells and Pandey, stored posteriors (published after 2014)",
        "hazard of violence that one event adds at its place";
    kernel_km: "B", "km", [0.1, 1000.0], log_normal(15.0, 0.45, 8.0, 50.0),
        "Wells and Pandey, stored posteriors (published after 2014)",
        "distance over which an event is felt";
    memory_days: "tau_v", "days", [1.0, 365.0], log_normal(8.0, 0.45, 3.0, 20.0),
        "Wells and Pandey, stored posteriors (published after 2014)",
        "days for which violence is remembered";
    weight_front: "w_front", "factor", [0.0, 1.0], uniform(0.2, 0.4),
        "assumed",
        "weight of shelling and clashes at a front, against assaults";
    weight_air: "w_air", "factor", [0.0, 1.0], uniform(0.6, 1.0),
        "assumed",
        "weight of air strikes, against assaults";
    violence_departure: "alpha_v", "per day", [0.0, 10.0], log_normal(0.015, 0.7, 0.003, 0.08),
        "Aleppo, barrel bombs of December 2013 to February 2014 (E14)",
        "departures at full violence";
    assault_departure: "alpha_a", "per day", [0.0, 20.0], log_normal(0.5, 0.6, 0.1, 2.0),
        "As-Safira 2013 and Busayrah 2014 (E11, E20), both censored",
        "departures from a town under ground assault";
    assault_people: "pop_ref", "people", [1.0, 1e9], fixed(60_000.0),
        "assumed",
        "residents of a place all of whom are near an assault on it";
    assault_dilution: "c", "power", [0.0, 1.0], normal(0.65, 0.15, 0.3, 1.0),
        "assumed, between Busayrah (E20) and Aleppo 2012 (E04)",
        "how the share near the fighting falls with residents";
    fear_departure: "alpha_f", "per day", [0.0, 10.0], log_normal(0.15, 0.7, 0.03, 0.8),
        "Qarah 2013 and Kobani 2014 (E13, E27)",
        "departures at full fear of an advance";
    fear_days: "tau_f", "days", [0.1, 100.0], log_normal(3.0, 0.5, 1.0, 10.0),
        "Kobani 2014 (E27)",
        "how many days ahead an arrival is feared";
    enemy_fear: "omega", "weight", [0.0, 1.0], beta(8.0, 3.0),
        "assumed",
        "fear of an actor of which fear.csv says nothing and whom the holder fights";
    occupation_days: "tau_o", "days", [0.1, 365.0], log_normal(5.0, 0.5, 2.0, 20.0),
        "assumed",
        "how long a capture is feared after it";
    siege_departure: "alpha_s", "per day", [0.0, 10.0], log_normal(0.004, 0.8, 0.0005, 0.03),
        "assumed; the data do not tell",
        "departures at full siege";
    damage_departure: "alpha_d", "per day", [0.0, 10.0], log_normal(0.005, 0.8, 0.0005, 0.03),
        "assumed",
        "departures at full new damage";
    contagion_departure: "alpha_c", "per day", [0.0, 0.12], log_normal(0.03, 0.7, 1e-6, 0.12),
        "assumed; alpha_c x 7 days stays below 1",
        "departures because neighbours left";
    hardship_departure: "alpha_h", "per day", [0.0, 10.0], fixed(0.0),
        "off",
        "departures at full hardship in services";
    base_departure: "lambda_0", "per day", [0.0, 0.01], log_normal(3e-5, 1.0, 1e-6, 3e-4),
        "checked against the flow through the gates before the origin",
        "departures without any cause that is modelled";
    stayers: "stayers", "share", [0.0, 0.99], beta(2.0, 8.0),
        "assumed",
        "people whom pressure short of assault does not move";
    frailty_cv: "cv", "ratio", [0.0, 10.0], log_normal(1.2, 0.35, 0.3, 2.5),
        "Kobani 2014, front-loading (E27)",
        "how differently people respond to pressure";
    shock: "shock", "log-sd", [0.0, 5.0], log_normal(0.5, 0.3, 0.1, 2.0),
        "assumed",
        "place-days differ by as much beyond what is modelled";
    shock_memory: "shock_memory", "ratio", [0.0, 0.999], fixed(0.8),
        "assumed",
        "correlation of that difference from day to day";
    redisplace: "redisplace", "factor", [0.0, 100.0], log_normal(1.3, 0.3, 0.3, 5.0),
        "assumed",
        "pressure on displaced people against residents";
    settle: "settle", "per day", [0.0, 10.0], log_normal(0.1, 0.8, 0.01, 0.5),
        "share of displaced people inside the country .68 (published after 2014)",
        "chance that a displaced person settles in a safe place";
    move_on: "move_on", "per day", [0.0, 10.0], log_normal(0.1, 0.8, 0.01, 0.5),
        "assumed",
        "chance that one who has not settled moves on";
    open_exits: "r_open", "per day", [0.0, 10.0], log_normal(0.5, 0.5, 0.05, 5.0),
        "shape of the Peshkhabour opening 2013 (E09)",
        "how fast the trapped leave once exits open";
    calm: "r_calm", "per day", [0.0, 10.0], log_normal(0.05, 0.5, 0.005, 0.5),
        "assumed",
        "how fast the trapped lose the wish to leave in quiet";
    quiet: "quiet", "0 to 1", [0.0, 1.0], fixed(0.1),
        "assumed",
        "violence plus fear below which a place is quiet";
    advance_speed: "v_c", "km per day", [0.01, 100.0], log_normal(4.0, 0.5, 1.0, 15.0),
        "assumed; 40 km in 10 days at odds of 1.5",
        "speed of an advance without resistance in the balance";
    background_speed: "v_0", "km per day", [0.0, 10.0], log_normal(0.1, 0.8, 0.01, 0.5),
        "assumed; about 7 of 30 places change hands in 180 days",
        "speed of fronts without a campaign";
    support_km: "rho", "km", [0.1, 1000.0], log_normal(15.0, 0.4, 5.0, 60.0),
        "assumed",
        "distance over which strength supports a contest";
    decisiveness: "m", "power", [0.1, 10.0], uniform(1.0, 3.0),
        "assumed",
        "how much odds decide a contest";
    ally_weight: "ally_weight", "factor", [0.0, 1.0], fixed(0.5),
        "assumed",
        "weight of allied strength";
    counterattack_speed: "counter", "factor", [0.0, 5.0], beta(4.0, 4.0),
        "assumed",
        "speed of counterattacks against that of the campaign";
    counterattack_days: "counter_days", "days", [0.0, 365.0], fixed(30.0),
        "assumed",
        "days for which a loser counterattacks";
    capture_loss: "loss", "share", [0.0, 1.0], beta(5.0, 15.0),
        "assumed",
        "strength lost with a place";
    capture_cost: "cost", "share", [0.0, 1.0], beta(4.0, 36.0),
        "assumed",
        "strength paid for a place";
    reinforcement: "flow", "per day", [0.0, 10.0], log_normal(0.2, 0.4, 0.02, 2.0),
        "assumed",
        "how fast strength goes where it is needed";
    front_bonus: "bonus", "factor", [0.0, 100.0], fixed(4.0),
        "assumed",
        "concentration of strength at fronts";
    siege_decay: "delta", "per day", [0.0, 1.0], log_normal(0.02, 0.5, 0.002, 0.2),
        "assumed",
        "decay of strength that is cut off";
    garrison: "garrison", "share", [0.0, 1.0], beta(3.0, 7.0),
        "assumed",
        "strength that holds out when cut off";
    air_attrition: "beta", "per day", [0.0, 1.0], log_normal(0.01, 0.7, 0.001, 0.1),
        "assumed",
        "strength lost to air strikes of intensity 1";
    supply_need: "need", "share", [0.001, 1.0], beta(3.0, 7.0),
        "assumed",
        "share of peace-time supplies that a place needs";
    stock_days: "b_max", "days", [0.0, 365.0], log_normal(30.0, 0.5, 5.0, 180.0),
        "assumed",
        "days of need that a place can store";
    reach_km: "reach", "km", [0.1, 200.0], log_normal(10.0, 0.3, 3.0, 40.0),
        "assumed",
        "reach of a front";
    front_events: "nu_front", "per day", [0.0, 1000.0], log_normal(0.5, 0.5, 0.05, 5.0),
        "assumed",
        "events at a place at a front";
    assault_events: "nu_assault", "per day", [0.0, 1000.0], log_normal(5.0, 0.5, 0.5, 50.0),
        "assumed",
        "events at a place under assault";
    air_events: "nu_air", "per day", [0.0, 1000.0], log_normal(5.0, 0.5, 0.5, 50.0),
        "assumed, as in bombing of 5 a day within 10 km",
        "events of an air campaign of intensity 1, over all its targets";
    damage_per_exposure: "damage_rate", "share", [0.0, 1.0], log_normal(0.02, 0.7, 0.002, 0.2),
        "assumed",
        "damage that one unit of exposure to assaults and air strikes does";
    irregular: "irregular", "per day", [0.0, 10.0], log_normal(0.01, 0.7, 0.001, 0.1),
        "assumed",
        "people waiting at a gate who cross without leave";
    settle_gate: "settle_gate", "per day", [0.0, 10.0], log_normal(0.03, 0.7, 0.003, 0.3),
        "assumed",
        "people waiting who settle near the gate";
    divert: "divert", "per day", [0.0, 10.0], log_normal(0.02, 0.7, 0.002, 0.2),
        "assumed",
        "people waiting who try another way";
    turn_back: "back", "per day", [0.0, 10.0], log_normal(0.02, 0.7, 0.002, 0.2),
        "assumed",
        "people waiting who turn back inside";
    queue_days: "tau_q", "days", [0.1, 365.0], log_normal(7.0, 0.4, 2.0, 30.0),
        "assumed",
        "waiting time that deters";
    least_gate_weight: "w_min", "factor", [0.0, 1.0], fixed(0.05),
        "assumed",
        "attraction left to a gate that is shut";
    haven_shock: "k", "factor", [0.0, 10.0], log_normal(0.5, 0.7, 0.05, 1.0),
        "assumed",
        "credibility that an attack costs a haven";
    haven_recovery: "g", "per day", [0.0, 1.0], log_normal(0.02, 0.7, 0.002, 0.2),
        "assumed",
        "how fast credibility comes back";
    haven_collapse: "chi", "per attack", [0.0, 10.0], log_normal(0.1, 0.7, 0.01, 1.0),
        "assumed",
        "hazard of collapse by attack";
    haven_size: "gamma", "power", [0.0, 2.0], fixed(0.5),
        "assumed",
        "power of a haven's size in its attraction";
    haven_weight: "haven_weight", "factor", [0.0, 1000.0], log_normal(4.0, 0.5, 0.5, 30.0),
        "assumed",
        "attraction of a fully credible haven against a town";
    camp_weight: "camp_weight", "factor", [0.0, 1000.0], log_normal(2.0, 0.4, 0.5, 10.0),
        "assumed, within the range of published Flee settings (1 to 10)",
        "attraction of a camp against a town";
    abroad_weight: "abroad_weight", "factor", [0.0, 1000.0], log_normal(2.0, 0.5, 0.3, 10.0),
        "assumed, within the range of published Flee settings (1 to 10)",
        "attraction of going abroad through an open gate against a town";
    front_weight: "front_weight", "factor", [0.0, 1.0], beta(2.0, 18.0),
        "assumed",
        "weight of a way for each front line that it crosses";
    front_delay: "front_delay", "days", [0.0, 30.0], fixed(1.0),
        "assumed",
        "days that crossing a front line takes";
    fear_on_the_way: "phi", "power", [0.0, 20.0], fixed(0.0),
        "off",
        "how fear at a destination repels";
    affinity: "affinity", "0 or 1", [0.0, 1.0], fixed(0.0),
        "off",
        "whether who holds a destination matters";
    host_ties: "eta", "power", [0.0, 0.99], fixed(0.0),
        "off",
        "how people of the same origin attract";
    host_ties_scale: "host_ties_scale", "people", [1.0, 1e9], fixed(1_000.0),
        "assumed",
        "stock of the same origin at which ties double attraction at eta 1";
    softening_km: "softening_km", "km", [0.0, 1000.0], fixed(10.0),
        "Flee 3",
        "added to every distance";
    distance_power: "distance_power", "power", [0.0, 10.0], uniform(1.0, 2.0),
        "assumed; gravity models of displacement",
        "how distance deters";
    size_power: "size_power", "power", [0.0, 2.0], uniform(0.2, 0.8),
        "assumed",
        "power of a town's residents in its attraction";
    km_per_day: "km_per_day", "km per day", [1.0, 2000.0], log_normal(100.0, 0.5, 30.0, 400.0),
        "range of published Flee settings: on foot 10-100, by vehicle 100-500",
        "distance that people on the way cover";
    return_internal: "r_0", "per day", [0.0, 1.0], log_normal(1e-3, 0.8, 2e-4, 5e-3),
        "averages over the share of quiet homes (published after 2014)",
        "return of the internally displaced to a quiet home";
    return_abroad: "r_0_abroad", "per day", [0.0, 1.0], log_normal(5e-5, 0.9, 5e-6, 4e-4),
        "averages over the share of quiet homes (published after 2014)",
        "return of refugees to a quiet home";
    return_damage: "k_d", "power", [0.0, 50.0], fixed(3.0),
        "assumed",
        "how damage at home deters return";
    quiet_days: "tau_r", "days", [0.0, 1000.0], fixed(30.0),
        "assumed",
        "days of quiet before people return";
    onward: "onward", "per day", [0.0, 1.0], fixed(2e-5),
        "assumed",
        "people abroad who move on out of the modelled system";
    coverage: "coverage", "share", [0.0, 1.0], beta(18.0, 2.0),
        "Turkey, November 2014: about 1.0 of 1.5 to 1.6 million registered, and a backlog",
        "arrivals abroad who are registered sooner or later";
    delay_days: "delay_days", "days", [0.1, 1000.0], log_normal(45.0, 0.5, 7.0, 365.0),
        "assumed",
        "mean delay of registration";
    delay_sd: "delay_sd", "days", [0.1, 1000.0], fixed(30.0),
        "assumed",
        "standard deviation of that delay";
}

fn log_normal(median: f64, log_sd: f64, low: f64, high: f64) -> Prior {
    Prior::LogNormal { median, log_sd, low, high }
}

fn normal(mean: f64, sd: f64, low: f64, high: f64) -> Prior {
    Prior::Normal { mean, sd, low, high }
}

fn uniform(low: f64, high: f64) -> Prior {
    Prior::Uniform { low, high }
}

fn beta(a: f64, b: f64) -> Prior {
    Prior::Beta { a, b }
}

fn fixed(value: f64) -> Prior {
    Prior::Fixed(value)
}

/// The position of a parameter in [`declarations`], by its key or its symbol.
pub fn position(name: &str) -> Option<usize> {
    NAMES.iter().position(|names| names.contains(&name))
}

/// What randomness about an uncertain number is addressed by: the symbol of a parameter, else the name.
pub fn address(name: &str) -> &str {
    position(name).map_or(name, |position| NAMES[position][1])
}

/// Chooses a value for an uncertain number, by its name and its prior.
pub type Choose<'c> = dyn Fn(&str, &Prior) -> f64 + 'c;

/// The priors of all parameters, in the order of [`declarations`], and draws from what was learnt.
#[derive(Clone, Debug, PartialEq)]
pub struct Priors {
    alone: Vec<Prior>,
    learnt: Option<Arc<Learnt>>,
    /// Positions of parameters that were set after something was learnt of them.
    set: Vec<usize>,
    /// By what each is multiplied once it is drawn.
    factors: Vec<f64>,
}

/// Draws from a posterior: what a calibration learnt of some parameters together.
#[derive(Clone, Debug, PartialEq)]
pub struct Learnt {
    /// Positions of the parameters.
    pub positions: Vec<usize>,
    /// Draws, at least one, in random order: a value for each position.
    pub draws: Vec<Vec<f64>>,
}

impl Learnt {
    /// The draw of a parameter, by its place in `positions`, below which the share `u` of draws lies.
    fn quantile(&self, at: usize, u: f64) -> f64 {
        let mut values: Vec<f64> = self.draws.iter().map(|draw| draw[at]).collect();
        values.sort_unstable_by(f64::total_cmp);
        values[((u * values.len() as f64) as usize).min(values.len() - 1)]
    }
}

impl Default for Priors {
    fn default() -> Self {
        let alone: Vec<Prior> =
            declarations().into_iter().map(|declaration| declaration.prior).collect();
        let factors = vec![1.0; alone.len()];
        Self { alone, learnt: None, set: Vec::new(), factors }
    }
}

impl Priors {
    /// The prior at a position.
    pub fn get(&self, position: usize) -> &Prior {
        &self.alone[position]
    }

    /// Replaces the prior at a position, and what was learnt of it.
    pub fn set(&mut self, position: usize, prior: Prior) {
        self.alone[position] = prior;
        self.set.push(position);
    }

    /// Multiplies the parameter at a position, whatever it is drawn from.
    pub fn scale(&mut self, position: usize, by: f64) {
        self.factors[position] *= by;
    }

    /// Takes draws from a posterior: member m has draw m modulo their number. `None` forgets them.
    /// Parameters that are set afterwards keep what they are set to.
    pub fn learn(&mut self, learnt: Option<Learnt>) {
        self.learnt = learnt.map(Arc::new);
        self.set.clear();
    }

    /// Whether the parameter at a position is drawn from what was learnt.
    pub fn is_learnt(&self, position: usize) -> bool {
        let learnt = self.learnt.iter().flat_map(|learnt| &learnt.positions);
        learnt.into_iter().any(|at| *at == position) && !self.set.contains(&position)
    }

    /// The value of the parameter at a position below which it lies with chance `u`: of what was learnt
    /// of it, else of its prior.
    pub fn quantile(&self, position: usize, u: f64) -> f64 {
        let learnt = self.learnt.as_ref().filter(|_| self.is_learnt(position));
        let at = learnt.and_then(|learnt| learnt.positions.iter().position(|at| *at == position));
        let alone = match (learnt, at) {
            (Some(learnt), Some(at)) => learnt.quantile(at, u),
            _ => self.get(position).quantile(u),
        };
        alone * self.factors[position]
    }

    /// The values of one member of an ensemble: one uniform a parameter, and one draw of what was
    /// learnt.
    pub fn draw(&self, seed: u64, member: u32) -> Parameters {
        self.choose(&|key, prior| {
            let learnt = self.learnt(key, Some(member));
            learnt.unwrap_or_else(|| prior.quantile(uniform_of(seed, member, key)))
        })
    }

    /// What was learnt of a parameter, by its key: the draw that a member has, or the middle draw.
    /// `None` if nothing was, or it was set afterwards.
    pub fn learnt(&self, key: &str, member: Option<u32>) -> Option<f64> {
        let learnt = self.learnt.as_ref()?;
        let position = position(key).filter(|position| !self.set.contains(position))?;
        let at = learnt.positions.iter().position(|other| *other == position)?;
        Some(match member {
            Some(member) => learnt.draws[member as usize % learnt.draws.len()][at],
            None => learnt.quantile(at, 0.5),
        })
    }

    /// The values that somebody chooses for each parameter that is not known, by its key and prior,
    /// multiplied by what they are to be multiplied with.
    pub fn choose(&self, choose: &Choose<'_>) -> Parameters {
        let one = |(prior, [key, _]): (&Prior, &[&str; 2])| match prior {
            Prior::Fixed(value) => *value,
            _ => choose(key, prior),
        };
        let chosen = self.alone.iter().zip(NAMES).map(one);
        let values: Vec<f64> = chosen.zip(&self.factors).map(|(value, by)| value * by).collect();
        Parameters::from_values(&values)
    }
}

/// The uniform, strictly between 0 and 1, with which a member draws an uncertain number, by name.
pub fn uniform_of(seed: u64, member: u32, name: &str) -> f64 {
    let streams = Streams { seed, member, day: 0 };
    (streams.at(Purpose::Parameter, StableKey::of(address(name))).uniform()).max(f64::MIN_POSITIVE)
}

#[cfg(test)]
mod tests;
