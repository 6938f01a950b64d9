//! What can be typed after `haven explain`.

use super::shared::{
    AdvanceArgument, DrawArguments, KnowledgeArguments, ScenarioArguments, WhatIfArguments,
    WorkArguments, members,
};
use clap::Args;
use haven::Draws;
use haven::crisis::ExplainRequest;
use std::ops::{Range, RangeInclusive};

/// Arguments of `explain`.
#[derive(Args, Debug)]
#[command(after_help = EXPLAIN_HELP)]
pub struct ExplainArguments {
    /// Which scenario.
    #[command(flatten)]
    pub scenario: ScenarioArguments,
    /// Which what-ifs; two: where their difference comes from.
    #[command(flatten)]
    pub what_ifs: WhatIfArguments,
    /// What would have to be true for so many to come
    #[arg(long, value_name = "N..M", value_parser = reach)]
    pub reach: Option<RangeInclusive<f64>>,
    /// Where arrivals are counted: a country (code or name), a crossing, or a town or camp abroad, by its id,
    /// its name or another name of it (`haven places` lists them)
    #[arg(long)]
    pub place: Option<String>,
    /// Whether advances succeed or may fail
    #[arg(long, value_enum, default_value_t = AdvanceArgument::Achieved)]
    pub advance: AdvanceArgument,
    /// How many members; 100 without it
    #[arg(long, value_name = "N|A..B", value_parser = members, allow_negative_numbers = true)]
    pub members: Option<Range<u32>>,
    /// What members draw.
    #[command(flatten)]
    pub draws: DrawArguments,
    /// Where the others are drawn from.
    #[command(flatten)]
    pub knowledge: KnowledgeArguments,
    /// How the work is done.
    #[command(flatten)]
    pub work: WorkArguments,
}

const EXPLAIN_HELP: &str = "Mean arrivals by home, cause, crossing, route and week. A route is the end of the \
last journey: at most three places before the crossing; of those who stopped on the way, or were turned away \
at the crossing, it is the way from there on. With --json also by everything at once. Groups below 25 people are put together. While \
a scenario is not older than 90 days, people may be on these ways: then routes are left out, and homes are told \
by area.";

impl ExplainArguments {
    /// The request for the verb.
    pub fn request(&self) -> ExplainRequest {
        ExplainRequest {
            scenario: self.what_ifs.scenario(&self.scenario, &self.draws.set, &self.knowledge),
            what_ifs: self.what_ifs.what_ifs.clone(),
            advance: self.advance.into(),
            reach: self.reach.clone(),
            place: self.place.clone(),
            ensemble: self.draws.ensemble(self.members.as_ref(), Draws::Sampled, &self.work),
        }
    }
}

fn reach(text: &str) -> Result<RangeInclusive<f64>, String> {
    let (low, high) = text.split_once("..").ok_or("write N..M")?;
    let number = |text: &str| {
        let plain: String = text.chars().filter(|c| *c != ',' && *c != '_').collect();
        let people =
            plain.trim().parse().ok().filter(|people: &f64| people.is_finite() && *people >= 0.0);
        people.ok_or_else(|| format!("`{text}` is not a number of people"))
    };
    let (low, high) = (number(low)?, number(high)?);
    if low <= high { Ok(low..=high) } else { Err(format!("{low} is more than {high}")) }
}
