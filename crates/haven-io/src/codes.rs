//! Every code of a problem: its severity, and what accepting it does. Each has a page in
//! `docs/problems/`.

use haven_core::problem::{Problem, Severity, Spot};

/// A kind of problem.
#[derive(Debug)]
pub struct Code {
    /// Stable name, also of its page in the manual.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What it means, one line.
    pub summary: &'static str,
    /// What is done when an error is accepted (`--accept CODE`); none if it cannot be. Warnings
    /// never stop a run and need no acceptance.
    pub accepted: Option<&'static str>,
}

impl Code {
    /// A problem of this kind.
    pub fn at(&self, at: Spot, message: impl Into<String>) -> Problem {
        let message = message.into();
        Problem { code: self.code, severity: self.severity, at, message, hint: None }
    }

    /// Whether it stops a run that has not accepted it.
    pub fn stops(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// The code with this name.
pub fn code(name: &str) -> Option<&'static Code> {
    CODES.iter().copied().find(|code| code.code == name)
}

/// Whether nothing was found that makes a scenario impossible: errors are all of a kind that can be
/// accepted.
pub fn can_be_accepted(problems: &[Problem]) -> bool {
    let stops = |code: &Code| code.stops() && code.accepted.is_none();
    !problems.iter().any(|problem| code(problem.code).is_some_and(stops))
}

macro_rules! codes {
    ($($constant:ident = $severity:ident $code:literal, $summary:literal $(, accepted: $accepted:literal)?;)+) => {
        $(
            #[doc = $summary]
            pub const $constant: &Code = &Code {
                code: $code,
                severity: Severity::$severity,
                summary: $summary,
                accepted: codes!(@accepted $($accepted)?),
            };
        )+
        /// All codes.
        pub const CODES: &[&Code] = &[$($constant),+];
    };
    (@accepted) => { None };
    (@accepted $text:literal) => { Some($text) };
}

codes! {
    CONTROL_CHARACTER = Warning "control-character", "A file has characters that cannot be seen.";
    BYTE_ORDER_MARK = Warning "byte-order-mark", "A file starts with a byte-order mark.";
    NOT_UTF_8 = Error "not-utf-8", "A file is not UTF-8.", accepted: "it is read as Latin-1 (or UTF-16)";
    OTHER_SEPARATOR = Warning "other-separator", "The cells of a table are not separated by commas.";
    UNREADABLE_FILE = Error "unreadable-file", "A file is there but cannot be read.";
    UNCLOSED_QUOTE = Error "unclosed-quote", "A quoted field is never closed.", accepted: "the quote is taken as a letter";
    MISSING_FILE = Error "missing-file", "A file that is needed is not there.";
    SEVERAL_FOLDERS = Error "several-folders", "A part of a Flee folder lies in several places, and none is the usual one.";
    OTHER_LAYOUT = Warning "other-layout", "A file has another name or lies elsewhere than in Flee 3's folders; it is read.";
    SETTINGS_OF_FLEE_2 = Warning "settings-of-flee-2", "The settings are in the format of Flee 2.";
    BAD_NUMBER = Error "bad-number", "A cell is not a number, or not one that is allowed there.";
    BAD_DATE = Error "bad-date", "A cell is not a date.";
    MISSING_CELLS = Error "missing-cells", "A row has too few cells.";
    UNNAMED_COLUMN = Error "unnamed-column", "A cell stands in a column without a name.",
        accepted: "the cell is ignored";
    TRAILING_COMMA = Warning "trailing-comma", "A row or header ends with a comma.";
    HEADER_WITHOUT_HASH = Warning "header-without-hash", "The header row of a Flee table does not start with `#`.";
    MISSING_HEADER = Error "missing-header", "A table that needs a header row has none.";
    COLUMN_ORDER = Warning "column-order", "A column's name and its position say different things; the position counts.";
    EMPTY_TABLE = Error "empty-table", "A table that needs rows has none.";
    MISSING_ROW = Error "missing-row", "A row that has to be there is missing.";
    REPEATED_ROW = Warning "repeated-row", "A value is given twice; the last counts.";
    UNKNOWN_ROW = Warning "unknown-row", "A row is named as no row is; it is ignored.";
    MISSING_NAME = Error "missing-name", "A place has no name.";
    BLANK_IN_NAME = Warning "blank-in-name", "A name starts or ends with a blank.";
    TOO_MANY_PLACES = Error "too-many-places", "A crisis has more places than the memory may hold.",
        accepted: "it is played, if the memory is there";
    ODD_DISTANCE = Warning "odd-distance", "A distance does not fit the coordinates of its places.";
    FORMULA_IN_NAME = Warning "formula-in-name", "A name begins like a formula.";
    COMMA_IN_NAME = Warning "comma-in-name", "A name contains a comma, quote or line end.";
    BLANK_CELL = Warning "blank-cell", "An optional cell is empty where Flee needs a value.";
    UNKNOWN_PLACE = Error "unknown-place", "A name is not that of a place.",
        accepted: "the row is left out";
    DUPLICATE_PLACE = Error "duplicate-place", "Two places have the same name.",
        accepted: "the first row counts, later ones are left out";
    UNKNOWN_PLACE_TYPE = Error "unknown-place-type", "A place has a type that does not exist.",
        accepted: "people pass through the place and never stay, as in Flee; a change to it is left out";
    ODD_COORDINATE = Warning "odd-coordinate", "A latitude or longitude is out of range.";
    UNLIMITED_CAMP = Warning "unlimited-camp", "A camp's capacity is 0, which means unlimited.";
    IDPS_OUTSIDE_CAMP = Warning "idps-outside-camp", "`initial_idps` is given for a place that is no camp; it has no effect.";
    HOME_COUNTRY = Warning "home-country", "The first place, whose country is taken for home, is a camp.";
    TOWN_BECOMES_CAMP = Warning "town-becomes-camp", "People leave a place so rarely that it counts as a camp.";
    PLACE_FAR_OFF = Warning "place-far-off", "A place lies far from all others; its coordinates are swapped or on the wrong side.";
    ZERO_DISTANCE = Warning "zero-distance", "A route's distance is 0.";
    SELF_LOOP = Warning "self-loop", "A route leads back to where it starts.";
    DUPLICATE_LINK = Warning "duplicate-link", "Two routes link the same places.";
    FORCED_REDIRECTION = Warning "forced-redirection", "Forced redirection is asked for; it has no effect beyond doubling a route.";
    BAD_REDIRECTION = Error "bad-redirection", "`forced_redirection` is not 0, 1 or 2.",
        accepted: "it counts as 0, as in Flee";
    UNKNOWN_CLOSURE_TYPE = Error "unknown-closure-type", "A closure has a type that does not exist.",
        accepted: "the closure is left out, as in Flee";
    UNKNOWN_COUNTRY = Warning "unknown-country", "A closure names a country without places; it has no effect.";
    ENDS_BEFORE_START = Warning "ends-before-start", "A closure ends before it starts.";
    NO_CONFLICTS = Warning "no-conflicts", "The timetable of conflict is empty.";
    UNKNOWN_CONFLICT_COLUMN = Warning "unknown-conflict-column", "A column of the timetable of conflict is named like no place; it is ignored.";
    DUPLICATE_COLUMN = Error "duplicate-column", "Two columns have the same name.",
        accepted: "the first column counts";
    NEGATIVE_INTENSITY = Error "negative-intensity", "An intensity of conflict is below 0.",
        accepted: "it counts as 0, as in Flee";
    HIGH_INTENSITY = Warning "high-intensity", "An intensity of conflict is above 1.";
    DAY_COLUMN = Warning "day-column", "The day written in a row is not the day that its position makes it.";
    TOO_FEW_DAYS = Error "too-few-days", "The timetable of conflict ends before the simulation.",
        accepted: "the last row holds until the end";
    CONFLICT_FROM_START = Warning "conflict-from-start", "A place starts in conflict although the timetable says it is not.";
    IGNORED_INTENSITY_CHANGE = Warning "ignored-intensity-change", "An intensity changes between two values above 0, which has no effect.";
    HIGH_RATE = Warning "high-rate", "More than all residents of a place set out in a day.";
    NO_SOURCE = Error "no-source", "On some days no place with residents is in conflict.",
        accepted: "the run goes on as long as nobody has to set out";
    ISOLATED_PLACE = Warning "isolated-place", "No route leads to or from a place.";
    UNREACHABLE_PLACE = Warning "unreachable-place", "No place in conflict is connected to a camp.";
    NO_WAY_OUT = Warning "no-way-out", "No camp is connected to a place in conflict.";
    DEAD_END = Warning "dead-end", "A marker has only one neighbour.";
    TOO_FEW_RESIDENTS = Warning "too-few-residents", "More people have to set out than live in places in conflict.";
    CAPACITY_LEAK = Warning "capacity-leak", "A camp's capacity looks copied from its own data.";
    LABEL_WITHOUT_FILE = Warning "label-without-file", "A data series has no file; it is left out.";
    LABEL_NOT_A_CAMP = Warning "label-not-a-camp", "A data series is that of no place; its growth counts all the same.";
    SHARED_FILE = Warning "shared-file", "Several labels have the same file; its people are counted for each.";
    TOTAL_DISAGREES = Warning "total-disagrees", "The total and the sum of the camps differ by more than 10 %.";
    MORE_THAN_RESIDENTS = Warning "more-than-residents", "More people are counted than live in all places.";
    DUPLICATE_LABEL = Error "duplicate-label", "Two data series have the same label.",
        accepted: "both count among those who set out, the first is the place's data, as in Flee";
    TOTAL_NOT_FIRST = Error "total-not-first", "The first data series is not the grand total.",
        accepted: "everything after the first series counts as a camp, as in Flee";
    NO_TOTAL = Error "no-total", "Totals are asked for and no series is labelled `total`.";
    CAMP_WITHOUT_DATA = Error "camp-without-data", "A camp has no data series.",
        accepted: "nobody is placed there on day 0 and nothing is compared";
    LATE_SECOND_FILE = Error "late-second-file", "Of several files for one camp, the second starts later than the first.",
        accepted: "days before the second file count the first only";
    UNUSUAL_HEADER = Warning "unusual-header", "A data file's header is one that Flee does not know.";
    NEGATIVE_COUNT = Warning "negative-count", "A count of people is below 0.";
    IGNORED_COLUMN = Warning "ignored-column", "A column of counts or corrections is not read.";
    ROW_WITHOUT_COUNT = Error "row-without-count", "A row of a data series has no count.",
        accepted: "the row is passed over, as in Flee";
    NEWEST_FIRST = Warning "newest-first", "A data series begins with its newest report; it is turned around.";
    UNSORTED_SERIES = Warning "unsorted-series", "A data series is not in the order of its dates.";
    DUPLICATE_DATE = Warning "duplicate-date", "A data series has two reports of one date.";
    GAP_IN_SERIES = Warning "gap-in-series", "A data series has no report for more than 90 days.";
    SERIES_OUTSIDE_RUN = Warning "series-outside-run", "No report of a data series is within the simulation.";
    SERIES_STARTS_LATE = Warning "series-starts-late", "A data series starts after the simulation.";
    UNKNOWN_LABEL = Error "unknown-label", "A correction names a data series that does not exist.",
        accepted: "the correction is left out";
    CORRECTION_BEFORE_START = Warning "correction-before-start", "A correction is dated before the simulation; it has no effect.";
    CORRECTION_NOT_IN_DATA = Error "correction-not-in-data", "A correction's date is not one of the data.",
        accepted: "the correction is left out";
    CORRECTION_AT_FIRST = Error "correction-at-first", "A correction's date is the first of the data.",
        accepted: "the correction is left out";
    CORRECTION_OF_NOBODY = Error "correction-of-nobody", "A correction's ratio is to nearly no people.",
        accepted: "the correction is left out";
    BAD_YAML = Error "bad-yaml", "The settings are no YAML.";
    BAD_SETTING = Error "bad-setting", "A setting has a value that it cannot take.";
    TEXT_FOR_SWITCH = Error "text-for-switch", "A switch is set to text, which Flee takes for true.";
    UNKNOWN_SETTING = Error "unknown-setting", "A setting is spelt almost like one that exists.",
        accepted: "it is ignored, as in Flee";
    IGNORED_SETTING = Warning "ignored-setting", "A setting does not exist; it is ignored.";
    DUPLICATE_SETTING = Error "duplicate-setting", "A setting is given twice.",
        accepted: "the last value counts, as in Flee";
    TRUNCATED_SETTING = Warning "truncated-setting", "A whole number is asked for; the fraction is cut off.";
    UNUSED_SETTING = Warning "unused-setting", "A setting exists and has no effect.";
    AWARENESS_ZERO = Error "awareness-zero", "`awareness_level` is 0: nobody would ever move.";
    UNSUPPORTED_RULE = Error "unsupported-rule", "A setting asks for a rule that Haven does not have.",
        accepted: "the run goes on without the rule";
    IGNORED_FILE = Warning "ignored-file", "A file is there that no rule in use reads.";
    // Haven's own folders.
    EMPTY_CELL = Error "empty-cell", "A cell that has to be filled in is empty.";
    BAD_TOML = Error "bad-toml", "`scenario.toml` is not valid TOML.";
    MISSING_SETTING = Error "missing-setting", "A key of `scenario.toml` that has to be there is not.";
    UNKNOWN_PARAMETER = Error "unknown-parameter", "A parameter is set that does not exist.";
    WRONG_UNIT = Error "wrong-unit", "A parameter is given in another unit than it has.";
    NOT_AVAILABLE = Error "not-available", "Something is asked for that this version cannot do.";
    UNKNOWN_FILE = Warning "unknown-file", "A table of this name is not part of the format.";
    UNUSED_TABLE = Warning "unused-table", "A table of the format that this version does not use.";
    MISSING_COLUMN = Error "missing-column", "A table lacks a column that it needs.";
    MISSPELT_COLUMN = Error "misspelt-column", "A column is named almost like a known one.";
    UNKNOWN_COLUMN = Warning "unknown-column", "A column is not part of the format.";
    UNUSED_COLUMN = Warning "unused-column", "A column of the format that this version does not use.";
    PERSONAL_DATA = Error "personal-data", "A column looks as if it held data about persons.";
    TOO_MANY_CELLS = Error "too-many-cells", "A row is longer than the header.";
    UNUSED_CELL = Warning "unused-cell", "A value is given where it has no effect.";
    BAD_COUNTRY = Error "bad-country", "A country is not given by its ISO 3166 alpha-3 code.";
    UNKNOWN_WORD = Error "unknown-word", "A word is not one of those that the column takes.";
    BAD_PERIOD = Error "bad-period", "A period ends before it begins.";
    BAD_BOUNDS = Error "bad-bounds", "A value is not between its own bounds.";
    RESERVED_ID = Error "reserved-id", "An id has a meaning of its own.";
    WRONG_KIND = Error "wrong-kind", "A row is about a place of a kind that it cannot be about.";
    NO_DESTINATION = Error "no-destination", "There is no place to which people could go.";
    NO_RESIDENTS = Warning "no-residents", "A place in conflict has no residents.";
    NO_OBSERVATIONS = Error "no-observations", "Departures follow observations, but there are none.";
    CONTRADICTION = Error "contradiction", "Two statements cannot both hold.";
    OUTSIDE_RUN = Warning "outside-run", "A row is about days outside the run.";
    NOT_YET_KNOWN = Warning "not-yet-known", "A row is left out of a forecast: it became known later.";
    DUPLICATE_EVENT = Error "duplicate-event", "Two rows set the intensity at a place on one date.";
    DUPLICATE_OBSERVATION = Error "duplicate-observation", "Two rows observe the same thing on one date.";
    UNUSED_OBSERVATION = Warning "unused-observation", "An observation that this version does not use.";
    NOT_COMPARED = Warning "not-compared", "A place is observed that is no destination.";
    DUPLICATE_GROUP = Error "duplicate-group", "Two rows give the share of a group at one place.";
    GROUP_SHARES = Error "group-shares", "The shares of the groups at a place do not sum to 1.";
    UNKNOWN_FOLDER = Error "unknown-folder", "A folder holds no scenario that Haven knows.";
    BAD_PRIOR = Error "bad-prior", "An uncertain number is not written as one.";
    UNKNOWN_ACTOR = Error "unknown-actor", "A name is not that of an armed actor.";
    UNKNOWN_CAMPAIGN = Error "unknown-campaign", "A name is not that of a campaign.";
    UNKNOWN_GROUP = Error "unknown-group", "A name is not that of a group of the population.";
    UNKNOWN_WHAT_IF = Error "unknown-what-if", "A combination names a what-if that does not exist.";
    UNKNOWN_AXIS = Error "unknown-axis", "A what-if is on an axis that does not exist.";
    DUPLICATE_ID = Error "duplicate-id", "Two things have the same id.";
    UMBRELLA_ACTS = Error "umbrella-acts", "An umbrella of actors is said to hold, have or do something by itself.";
    PARENT_CYCLE = Error "parent-cycle", "An actor is its own parent, directly or through others.";
    TOO_MANY_ACTORS = Error "too-many-actors", "There are more than 32 armed actors.";
    NO_STRENGTH = Warning "no-strength", "An actor holds ground and has no strength.";
    CONTROL_SHARES = Error "control-shares", "The shares of those who hold a place do not sum to 1.";
    NO_CONTROL = Error "no-control", "Nobody is said to hold a place on the first day.";
    AFTER_THE_END = Error "after-the-end", "A row is about days after the end of the run.",
        accepted: "the row is left out";
    NO_GATE = Error "no-gate", "A link leads abroad without passing a gate.";
    GATE_AT_HOME = Error "gate-at-home", "A gate's country is the home country, not the one it leads to.";
    HAVEN_ABROAD = Error "haven-abroad", "A protected area has a place that is not in the home country.";
    NO_GATE_STATE = Warning "no-gate-state", "Nothing says when a gate is open; it is closed on all days.";
    UNREACHABLE_HOST = Warning "unreachable-host", "A place abroad cannot be reached from any gate.";
    NO_PATH = Error "no-path", "An advance has an objective to which no road leads from where it starts.";
    ALREADY_HELD = Warning "already-held", "An advance has an objective that the actor or its allies hold already.";
    LOW_QUOTA = Warning "low-quota", "A gate lets fewer than 10 people through a day.";
    UNKNOWN_HAVEN = Error "unknown-haven", "A name is not that of a haven.";
}
