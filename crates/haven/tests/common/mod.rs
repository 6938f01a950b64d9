//! Scenarios whose every number can be worked out by hand, and what tests give to verbs.

#![allow(dead_code, reason = "each test that includes this file uses a part of it")]
#![allow(clippy::unwrap_used, clippy::missing_panics_doc, reason = "helpers of tests")]

use haven::{
    ChangedScenario, Draws, EnsembleRequest, FlowRow, InMemory, Keep, MemberRow, RunRequest,
    ScenarioRequest, Sink, SinkError, Sources, Watch, Work, Workers,
};
use std::collections::BTreeMap;
use std::ops::Range;

/// Files by path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Files from texts.
pub fn files(texts: &[(&str, &str)]) -> Files {
    texts.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
}

/// A ferry, by Flee's rules: from two towns one road each leads to one camp, less than a day away, which
/// nobody leaves. A hundred people set out a day from day 1 on, three of four from Lower; 50 are in the camp
/// on day 0. The camp counts 80 more a day. So on day d there are 50 + 100 d, and 50 + 80 d are counted.
pub fn ferry() -> Files {
    files(&[
        (
            "scenario.toml",
            "title = \"The ferry\"\nstart = 2030-01-01\ndays = 7\nmovement = \"flee\"\n\
             departures = \"observed\"\nhome_country = \"XAA\"\n\n[parameters]\n\
             move_chance_camp = { value = 0, source = \"assumed\" }\n",
        ),
        (
            "places.csv",
            "id,name,kind,country,lat,lon,residents,capacity\n\
             lower,Lower,settlement,XAA,10.0,20.0,3000,\n\
             tents,Tents,camp,XBB,10.5,20.2,,\n\
             upper,Upper,settlement,XAA,10.9,20.4,1000,\n",
        ),
        ("links.csv", "from,to,km\nlower,tents,90\nupper,tents,60\n"),
        ("events.csv", "date,place,intensity\n2030-01-01,lower,1\n2030-01-01,upper,1\n"),
        (
            "observations.csv",
            "date,place,measure,value\n2030-01-01,total,stock,50\n2030-01-07,total,stock,650\n\
             2030-01-01,tents,stock,50\n2030-01-07,tents,stock,530\n",
        ),
    ])
}

/// A Flee folder: a town and one camp, which nobody leaves. The camp counts 80 more a day up to day 3 and 20
/// fewer from then on. Flee lets as many set out as the count rises by, and keeps falls as a debt.
pub fn falling() -> Files {
    let counts = "2030-01-01,0\n2030-01-04,240\n2030-01-07,180\n";
    files(&[
        (
            "input_csv/locations.csv",
            "#name,region,country,lat,lon,location_type,conflict_date,population\n\
             Town,R,Here,0,0,conflict_zone,0,50000\nNorth,R,There,1,0,camp,,9000\n",
        ),
        ("input_csv/routes.csv", "#name1,name2,distance,forced_redirection\nTown,North,90,0\n"),
        ("input_csv/closures.csv", "#closure_type,name1,name2,closure_start,closure_end\n"),
        ("input_csv/conflicts.csv", "#Day,Town\n0,1\n1,1\n2,1\n3,1\n4,1\n5,1\n6,1\n7,1\n"),
        ("input_csv/sim_period.csv", "StartDate,2030-01-01\nLength,7\n"),
        ("source_data/data_layout.csv", "total,refugees.csv\nNorth,north.csv\n"),
        ("source_data/refugees.csv", counts),
        ("source_data/north.csv", counts),
        ("simsetting.yml", "move_rules:\n  camp_movechance: 0.0\n"),
    ])
}

/// Files with others in place of them.
pub fn with(mut files: Files, changes: &[(&str, &str)]) -> Files {
    files.extend(self::files(changes));
    files
}

/// The built-in scenarios, and these.
pub fn sources(scenarios: &[(&str, Files)]) -> InMemory {
    let scenarios = scenarios.iter().map(|(name, files)| ((*name).to_owned(), files.clone()));
    InMemory { scenarios: scenarios.collect(), ..InMemory::default() }
}

/// The ferry, and files beside it.
pub fn with_files(beside: &[(&str, &str)]) -> InMemory {
    InMemory { files: files(beside), ..sources(&[("ferry", ferry())]) }
}

/// A scenario by name.
pub fn scenario(source: &str) -> ScenarioRequest {
    ScenarioRequest { source: source.to_owned(), ..ScenarioRequest::default() }
}

/// A scenario with parameters that are set.
pub fn changed(source: &str, set: &[(&str, &str)]) -> ChangedScenario {
    let set = set.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
    ChangedScenario { scenario: scenario(source), set, ..ChangedScenario::default() }
}

/// These members, with seed 1.
pub fn members(members: Range<u32>) -> EnsembleRequest {
    EnsembleRequest { members: Some(members), ..EnsembleRequest::default() }
}

/// A run of these members.
pub fn run_of(source: &str, of: Range<u32>) -> RunRequest {
    RunRequest { scenario: changed(source, &[]), ensemble: members(of), ..RunRequest::default() }
}

/// The same of means, of which there is one member.
pub fn means_of(source: &str) -> RunRequest {
    let ensemble = EnsembleRequest { draws: Draws::Expected, ..EnsembleRequest::default() };
    RunRequest { ensemble, keep: Keep::Default, ..run_of(source, 0..1) }
}

/// Does something with one thread, nobody who stops it, and these sources.
pub fn work<T>(sources: &dyn Sources, verb: impl FnOnce(&Work<'_>) -> T) -> T {
    let (workers, watch) = (Workers::new(Some(1)).unwrap(), Watch::default());
    verb(&Work { workers: &workers, watch: &watch, sources })
}

/// A row of a member: member, day, date, place, its name, measure, people.
pub type Row = (u32, u32, String, String, String, String, f64);
/// A row of labels: member, day, origin, group, place, people.
pub type Flow = (u32, u32, String, String, String, f64);

/// Keeps what it is given; may stop the work with a member, or take nothing.
#[derive(Default)]
pub struct Kept<'w> {
    /// The name under which it could be stored.
    pub name: Option<String>,
    /// Rows of members.
    pub rows: Vec<Row>,
    /// Rows of labels.
    pub flows: Vec<Flow>,
    /// What is stopped with the first member, if anything is.
    pub stops: Option<&'w Watch>,
    /// Whether there is no place for it.
    pub is_full: bool,
}

impl Sink for Kept<'_> {
    fn begin(&mut self, name: &str) -> Result<(), SinkError> {
        assert_eq!(self.name.replace(name.to_owned()), None, "work begins once");
        if self.is_full { Err("no place for it".into()) } else { Ok(()) }
    }

    fn member(&mut self, member: u32, rows: &[MemberRow<'_>]) -> Result<(), SinkError> {
        assert!(self.name.is_some(), "nothing is given away before the work begins");
        self.rows.extend(rows.iter().map(|row| {
            let [date, place, name, measure] =
                [row.date, row.place, row.place_name, row.measure].map(str::to_owned);
            (member, row.day, date, place, name, measure, row.value)
        }));
        self.stops.into_iter().for_each(Watch::stop);
        Ok(())
    }

    fn flows(&mut self, member: u32, rows: &[FlowRow<'_>]) -> Result<(), SinkError> {
        self.flows.extend(rows.iter().map(|row| {
            let [origin, group, place] = [row.origin, row.group, row.place].map(str::to_owned);
            (member, row.day, origin, group, place, row.people)
        }));
        Ok(())
    }
}

/// Whether two numbers are the same but for rounding.
pub fn close(one: f64, other: f64) -> bool {
    one == other || (one - other).abs() <= 1e-9 * one.abs().max(other.abs())
}
