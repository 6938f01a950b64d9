//! Flee's settings beside the parameters that `haven_core` declares: what each is for.

use haven_core::flee::scenario::PARAMETERS;

/// What becomes of a key.
#[derive(Clone, Copy, Debug)]
pub(super) enum Use {
    /// It holds keys of its own.
    Section,
    /// It is read by code of its own.
    Special,
    /// It asks for a rule that Haven does not have.
    Refused(&'static str),
    /// It is legal and concerns nothing that Haven does.
    Ignored,
    /// It is legal, and Flee reads it without using it; a reason.
    Unused(&'static str),
    /// The level of a log.
    Log,
}

/// Logs that Flee can write.
pub(super) const LOGS: [&str; 3] = ["agent", "link", "idp_totals"];

const FLOOD: &str = "flood rules";
const FOOD: &str = "food security rules";
const DEMOGRAPHIC: &str = "rules by demographic group";
const MATCH: &str = "rules that match people with places of their own group";

/// Keys that are no parameter, as `section.key`.
const KEYS: &[(&str, Use)] = &[
    ("log_levels", Use::Section),
    ("spawn_rules", Use::Section),
    ("move_rules", Use::Section),
    ("optimisations", Use::Section),
    ("number_of_steps", Use::Unused("the length comes from sim_period.csv")),
    ("conflict_input_file", Use::Unused("the table is always conflicts.csv")),
    ("flood_level_input_file", Use::Unused("the table is always flood_level.csv")),
    ("default_conflict_intensity", Use::Special),
    ("log_levels.agent", Use::Log),
    ("log_levels.link", Use::Log),
    ("log_levels.camp", Use::Ignored),
    ("log_levels.init", Use::Ignored),
    ("log_levels.conflict", Use::Ignored),
    ("log_levels.idp_totals", Use::Log),
    ("log_levels.granularity", Use::Special),
    ("spawn_rules.conflict_zone_spawning_only", Use::Special),
    ("spawn_rules.flood_zone_spawning_only", Use::Refused(FLOOD)),
    ("spawn_rules.camps_are_sicks", Use::Special),
    ("spawn_rules.read_from_agents_csv_file", Use::Special),
    ("spawn_rules.starvation_driven_spawning", Use::Refused(FOOD)),
    ("spawn_rules.conflict_driven_spawning", Use::Special),
    ("spawn_rules.conflict_driven_spawning.spawn_mode", Use::Special),
    ("spawn_rules.conflict_driven_spawning.displaced_per_conflict_day", Use::Special),
    ("spawn_rules.average_social_connectivity", Use::Ignored),
    (
        "spawn_rules.flood_driven_spawn_mode",
        Use::Unused("it is only looked at with `flood_zone_spawning_only`"),
    ),
    ("spawn_rules.flood_driven_spawning", Use::Unused("Flee does not know it")),
    ("move_rules.max_crossing_speed", Use::Unused("Flee reads it and never uses it")),
    ("move_rules.use_v1_rules", Use::Special),
    ("move_rules.WomenAvoidHazards", Use::Refused(DEMOGRAPHIC)),
    ("move_rules.ChildrenAvoidHazards", Use::Refused(DEMOGRAPHIC)),
    ("move_rules.ElderlyAvoidHazards", Use::Refused(DEMOGRAPHIC)),
    ("move_rules.BoysTakeRisk", Use::Refused(DEMOGRAPHIC)),
    ("move_rules.MatchCampReligion", Use::Refused(MATCH)),
    ("move_rules.MatchCampEthnicity", Use::Refused(MATCH)),
    ("move_rules.MatchTownEthnicity", Use::Refused(MATCH)),
    ("move_rules.MatchConflictEthnicity", Use::Refused(MATCH)),
    ("move_rules.avg_religion_fraction", Use::Ignored),
    ("move_rules.fixed_routes", Use::Refused("fixed routes")),
    (
        "move_rules.two_system_decision_making",
        Use::Refused("two-system decisions (Flee cannot switch them on from this file either)"),
    ),
    ("move_rules.use_economic_pull", Use::Refused("economic pull")),
    ("move_rules.harvest_months", Use::Refused("harvest rules")),
    ("move_rules.flee_when_starving", Use::Refused(FOOD)),
    ("move_rules.avoid_food_deprived_locations", Use::Refused(FOOD)),
    ("move_rules.flood_rules", Use::Refused(FLOOD)),
    (
        "move_rules.max_flood_level",
        Use::Unused("Flee looks for it under `flood_rules`, and does not use it there either"),
    ),
];

/// What becomes of the key at this path, if it is known and no parameter.
pub(super) fn known(path: &str) -> Option<Use> {
    KEYS.iter().find(|(key, _)| *key == path).map(|(_, what)| *what)
}

/// Names of Flee 2's settings that are not today's written together.
const OLD_NAMES: &[(&str, &str)] = &[
    ("agentloglevel", "log_levels.agent"),
    ("camploglevel", "log_levels.camp"),
    ("conflictloglevel", "log_levels.conflict"),
    ("flareconflictinputfile", "conflict_input_file"),
    ("initloglevel", "log_levels.init"),
    ("linkloglevel", "log_levels.link"),
    ("takerefugeesfrompopulation", "spawn_rules.take_from_population"),
];

/// Settings by the names that Flee 2 has for them, in small letters, with their paths today.
pub(super) fn by_old_name() -> impl Iterator<Item = (String, &'static str)> {
    let old = OLD_NAMES.iter().map(|(name, path)| ((*name).to_owned(), *path));
    let is_section = |path: &&str| matches!(known(path), Some(Use::Section));
    let written_together = |path: &'static str| {
        let name = path.rsplit('.').next().unwrap_or(path);
        (name.replace('_', "").to_lowercase(), path)
    };
    old.chain(all().filter(move |path| !is_section(path)).map(written_together))
}

fn all() -> impl Iterator<Item = &'static str> {
    let parameters = PARAMETERS.iter().filter_map(|parameter| parameter.flee_key);
    parameters.chain(KEYS.iter().map(|(key, _)| *key))
}

/// Names of the keys of a section (empty: of the top level).
pub(super) fn all_in(section: &str) -> impl Iterator<Item = &'static str> {
    all().filter_map(move |path| {
        let (home, name) = path.rsplit_once('.').unwrap_or(("", path));
        (home == section).then_some(name)
    })
}

/// The section in which a key of this name belongs.
pub(super) fn section_of(name: &str) -> Option<&'static str> {
    all()
        .filter_map(|path| path.rsplit_once('.'))
        .find(|(_, key)| *key == name)
        .map(|(home, _)| home)
}
