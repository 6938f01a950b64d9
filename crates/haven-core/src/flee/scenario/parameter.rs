//! Every parameter, declared once: name here, key in Flee's settings, unit, range, how to get and
//! set it. Readers, `--set`, manifests and the manual all use this table.

use super::value::{BadValue, Value, ValueKind};
use super::{Rules, ScaleDivisor};

/// A declared parameter.
pub struct Parameter {
    /// Haven's name.
    pub key: &'static str,
    /// Where Flee's settings have it (`section.key`), if they do.
    pub flee_key: Option<&'static str>,
    /// Unit, in words.
    pub unit: &'static str,
    /// Values it takes.
    pub kind: ValueKind,
    /// What it is, one line.
    pub about: &'static str,
    get: fn(&Rules) -> Value,
    set: fn(&mut Rules, &Value),
}

impl Parameter {
    /// Its value in these rules.
    pub fn get(&self, rules: &Rules) -> Value {
        (self.get)(rules)
    }

    /// The numbers that it takes, if it takes any from one to another.
    pub fn numbers(&self) -> Option<[f64; 2]> {
        match self.kind {
            ValueKind::Number(low, high) => Some([low, high]),
            ValueKind::Whole(..) | ValueKind::List(..) | ValueKind::Switch => None,
        }
    }

    /// Sets it.
    ///
    /// # Errors
    /// If the value is of another kind or out of range; the rules are then unchanged.
    pub fn set(&self, rules: &mut Rules, value: &Value) -> Result<(), BadValue> {
        if self.takes(value) {
            (self.set)(rules, value);
            Ok(())
        } else {
            Err(BadValue { key: self.key, found: value.to_string(), allowed: self.kind })
        }
    }

    /// Sets it from text such as `0.5`, `true` or `[1, 0.5]` (the command line's `--set`).
    ///
    /// # Errors
    /// If the text is no value, or not one that it takes.
    pub fn set_text(&self, rules: &mut Rules, text: &str) -> Result<(), BadValue> {
        let wrong = || BadValue { key: self.key, found: format!("`{text}`"), allowed: self.kind };
        let value = self.parse(text.trim()).ok_or_else(wrong)?;
        self.set(rules, &value)
    }

    fn parse(&self, text: &str) -> Option<Value> {
        match self.kind {
            ValueKind::Switch => text.to_lowercase().parse().ok().map(Value::Switch),
            ValueKind::List(..) => text
                .trim_start_matches('[')
                .trim_end_matches(']')
                .split(',')
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .map(|part| part.parse().ok())
                .collect::<Option<Vec<f64>>>()
                .map(Value::List),
            ValueKind::Number(..) | ValueKind::Whole(..) => text.parse().ok().map(Value::Number),
        }
    }

    fn takes(&self, value: &Value) -> bool {
        match (self.kind, value) {
            (ValueKind::Number(low, high), Value::Number(x)) => (low..=high).contains(x),
            (ValueKind::Whole(low, high), Value::Number(x)) => {
                (low..=high).contains(x) && x.fract() == 0.0
            }
            (ValueKind::List(low, high), Value::List(list)) => {
                list.iter().all(|x| (low..=high).contains(x))
            }
            (ValueKind::Switch, Value::Switch(_)) => true,
            _ => false,
        }
    }
}

/// The parameter with this name, Haven's or Flee's.
pub fn parameter(key: &str) -> Option<&'static Parameter> {
    PARAMETERS.iter().find(|p| p.key == key || p.flee_key == Some(key))
}

const ANY: f64 = f64::MAX;

macro_rules! number {
    ($key:literal, $flee:expr, $unit:literal, $low:expr, $high:expr, $about:literal, $($field:ident).+) => {
        Parameter {
            key: $key,
            flee_key: $flee,
            unit: $unit,
            kind: ValueKind::Number($low, $high),
            about: $about,
            get: |rules| Value::Number(rules.$($field).+),
            set: |rules, value| if let Value::Number(x) = value { rules.$($field).+ = *x },
        }
    };
}

macro_rules! switch {
    ($key:literal, $flee:expr, $about:literal, $($field:ident).+) => {
        Parameter {
            key: $key,
            flee_key: $flee,
            unit: "switch",
            kind: ValueKind::Switch,
            about: $about,
            get: |rules| Value::Switch(rules.$($field).+),
            set: |rules, value| if let Value::Switch(x) = value { rules.$($field).+ = *x },
        }
    };
}

/// All parameters, in the order of the manual.
pub const PARAMETERS: &[Parameter] = &[
    number!(
        "move_chance_conflict",
        Some("move_rules.conflict_movechance"),
        "per day",
        0.0,
        ANY,
        "chance of leaving a place in conflict; above 1 means 1",
        move_chances.conflict
    ),
    number!(
        "move_chance_camp",
        Some("move_rules.camp_movechance"),
        "per day",
        0.0,
        ANY,
        "chance of leaving a camp",
        move_chances.camp
    ),
    number!(
        "move_chance_idp_camp",
        Some("move_rules.idpcamp_movechance"),
        "per day",
        0.0,
        ANY,
        "chance of leaving a camp for internally displaced people",
        move_chances.idp_camp
    ),
    number!(
        "move_chance_default",
        Some("move_rules.default_movechance"),
        "per day",
        0.0,
        ANY,
        "chance of leaving any other place",
        move_chances.default
    ),
    number!(
        "move_chance_population_base",
        Some("move_rules.movechance_pop_base"),
        "people",
        1e-9,
        ANY,
        "population at which `move_chance_population_power` has no effect",
        move_chances.population_base
    ),
    number!(
        "move_chance_population_power",
        Some("move_rules.movechance_pop_scale_factor"),
        "power",
        -100.0,
        100.0,
        "power of population over base that multiplies the chance of leaving",
        move_chances.population_power
    ),
    number!(
        "foreign_weight",
        Some("move_rules.foreign_weight"),
        "factor",
        0.0,
        ANY,
        "attractiveness of places abroad",
        weights.foreign
    ),
    number!(
        "camp_weight",
        Some("move_rules.camp_weight"),
        "factor",
        0.0,
        ANY,
        "attractiveness of camps",
        weights.camp
    ),
    number!(
        "conflict_weight",
        Some("move_rules.conflict_weight"),
        "factor",
        0.0,
        ANY,
        "attractiveness of a place at conflict intensity 1",
        weights.conflict
    ),
    switch!(
        "use_population_weight",
        Some("move_rules.use_pop_for_loc_weight"),
        "residents attract",
        weights.use_population
    ),
    number!(
        "population_weight_power",
        Some("move_rules.pop_power_for_loc_weight"),
        "power",
        -100.0,
        100.0,
        "power of residents in attractiveness",
        weights.population_power
    ),
    switch!(
        "stay_close_to_home",
        Some("move_rules.stay_close_to_home"),
        "far destinations are discounted by great-circle distance",
        weights.stay_close_to_home
    ),
    number!(
        "home_distance_power",
        Some("move_rules.home_distance_power"),
        "power",
        -100.0,
        100.0,
        "power of that distance",
        weights.home_distance_power
    ),
    Parameter {
        key: "awareness",
        flee_key: Some("move_rules.awareness_level"),
        unit: "hops",
        kind: ValueKind::Whole(-1.0, 8.0),
        about: "hops that people look ahead; -1: neighbours only, not past markers (0 is refused)",
        get: |rules| Value::Number(rules.choice.awareness as f64),
        set: |rules, value| {
            if let Value::Number(x) = value {
                rules.choice.awareness = *x as i64;
            }
        },
    },
    number!(
        "softening_km",
        Some("move_rules.softening"),
        "km",
        0.0,
        ANY,
        "added to every distance",
        choice.softening_km
    ),
    number!(
        "weight_softening",
        Some("move_rules.weight_softening"),
        "score",
        0.0,
        ANY,
        "added to every score",
        choice.weight_softening
    ),
    number!(
        "weight_power",
        Some("move_rules.weight_power"),
        "power",
        -100.0,
        100.0,
        "power of a route's weight",
        choice.weight_power
    ),
    number!(
        "distance_power",
        Some("move_rules.distance_power"),
        "power",
        -100.0,
        100.0,
        "power of the distance",
        choice.distance_power
    ),
    number!(
        "pruning_threshold",
        Some("move_rules.pruning_threshold"),
        "ratio",
        0.0,
        ANY,
        "routes lighter than the heaviest over this are dropped; below 1.001 none",
        choice.pruning_threshold
    ),
    number!(
        "capacity_buffer",
        Some("move_rules.capacity_buffer"),
        "share",
        0.0,
        1.0,
        "share of capacity from which attractiveness falls",
        capacity.buffer
    ),
    number!(
        "capacity_scaling",
        Some("move_rules.capacity_scaling"),
        "factor",
        0.0,
        ANY,
        "factor on every capacity",
        capacity.scaling
    ),
    number!(
        "capacity_batch",
        None,
        "share",
        0.0,
        1.0,
        "largest unseen change of occupancy, as a share of capacity; 0: exact, one by one",
        capacity.batch
    ),
    switch!(
        "camps_are_sinks",
        Some("spawn_rules.camps_are_sinks"),
        "people in camps may stop moving for good",
        capacity.camps_are_sinks
    ),
    number!(
        "max_km_per_day",
        Some("move_rules.max_move_speed"),
        "km/day",
        1e-6,
        ANY,
        "usual speed",
        travel.max_km_per_day
    ),
    number!(
        "walk_km_per_day",
        Some("move_rules.max_walk_speed"),
        "km/day",
        1e-6,
        ANY,
        "walking speed",
        travel.walk_km_per_day
    ),
    switch!(
        "avoid_short_stints",
        Some("move_rules.avoid_short_stints"),
        "those who travelled little lately go on from towns",
        travel.avoid_short_stints
    ),
    switch!(
        "start_on_foot",
        Some("move_rules.start_on_foot"),
        "the first link is walked",
        travel.start_on_foot
    ),
    switch!(
        "take_from_population",
        Some("spawn_rules.take_from_population"),
        "those who set out lower the residents",
        spawning.take_from_population
    ),
    switch!(
        "insert_day0",
        Some("spawn_rules.insert_day0"),
        "observed people are in the camps on day 0",
        spawning.insert_day0
    ),
    switch!(
        "empty_camps_on_day0",
        Some("spawn_rules.empty_camps_on_day0"),
        "camps start empty, observations count from day 0",
        spawning.empty_camps_on_day0
    ),
    switch!(
        "sum_from_camps",
        Some("spawn_rules.sum_from_camps"),
        "totals are the sum of the camps' series",
        spawning.sum_from_camps
    ),
    Parameter {
        key: "conflict_decay",
        flee_key: Some("spawn_rules.conflict_spawn_decay"),
        unit: "factors",
        kind: ValueKind::List(0.0, ANY),
        about: "multipliers of conflict by its age",
        get: |rules| Value::List(rules.spawning.decay.clone()),
        set: |rules, value| {
            if let Value::List(x) = value {
                rules.spawning.decay.clone_from(x);
            }
        },
    },
    Parameter {
        key: "conflict_decay_interval_days",
        flee_key: Some("spawn_rules.conflict_spawn_decay_interval"),
        unit: "days",
        kind: ValueKind::Whole(1.0, 1e6),
        about: "days per element of `conflict_decay`",
        get: |rules| Value::Number(rules.spawning.decay_interval_days as f64),
        set: |rules, value| {
            if let Value::Number(x) = value {
                rules.spawning.decay_interval_days = *x as u64;
            }
        },
    },
    Parameter {
        key: "scale_divisor",
        flee_key: Some("optimisations.hasten"),
        unit: "people per person simulated",
        kind: ValueKind::Whole(1.0, 1e9),
        about: "populations, capacities and observations are divided by it",
        get: |rules| Value::Number(rules.scale_divisor.0 as f64),
        set: |rules, value| {
            if let Value::Number(x) = value {
                rules.scale_divisor = ScaleDivisor(*x as u64);
            }
        },
    },
    switch!(
        "honour_intensity_changes",
        None,
        "changes between two positive intensities take effect (Flee ignores them)",
        compatibility.honour_intensity_changes
    ),
    switch!(
        "count_day0_once",
        None,
        "people observed in a camp on day 0 take room once (in Flee twice)",
        compatibility.count_day0_once
    ),
    switch!(
        "inert_link_closures",
        None,
        "`link` closures do nothing, as in Flee",
        compatibility.inert_link_closures
    ),
    switch!(
        "swapped_coordinates",
        None,
        "`stay_close_to_home` takes latitude for longitude, as in Flee",
        compatibility.swapped_coordinates
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parameter_takes_its_own_default_and_gives_it_back() {
        for parameter in PARAMETERS {
            let mut rules = Rules::default();
            let value = parameter.get(&rules);
            parameter.set(&mut rules, &value).unwrap();
            assert_eq!(rules, Rules::default(), "{}", parameter.key);
        }
    }

    #[test]
    fn a_value_out_of_range_says_what_is_allowed() {
        let mut rules = Rules::default();
        let buffer = parameter("capacity_buffer").unwrap();
        let error = buffer.set_text(&mut rules, "1.5").unwrap_err();
        assert_eq!(error.to_string(), "`capacity_buffer` is 1.5; it takes a number from 0 to 1");
        assert_eq!(rules, Rules::default());
    }
}
