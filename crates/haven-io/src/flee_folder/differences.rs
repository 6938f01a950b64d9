//! What deliberately differs from Flee in a given folder, in plain words. The whole list, with the
//! reasons, is in `docs/flee.md`.

use super::layout::Layout;
use super::settings::Settings;
use haven_core::flee::scenario::{Closure, ClosureKind};

/// The differences that matter for this folder.
pub(super) fn of(layout: &Layout<'_>, settings: &Settings, closures: &[Closure]) -> Vec<String> {
    let rules = &settings.rules;
    let is_link = |closure: &Closure| matches!(closure.kind, ClosureKind::Link(..));
    let logs = settings.logs.iter().map(|log| match *log {
        "idp_totals" => {
            "Flee adds a column `total IDPs` to out.csv (log_levels.idp_totals); Haven does not."
                .to_owned()
        }
        log => format!("Flee writes a daily log file (log_levels.{log}); Haven does not."),
    });
    let all = [
        (
            closures.iter().any(is_link),
            "Link closures close their link; in Flee they do nothing (Q9). --set inert_link_closures=true does as Flee does.",
        ),
        (
            rules.weights.stay_close_to_home,
            "`stay_close_to_home` takes the first coordinate as latitude; Flee swaps the two (Q18). --set swapped_coordinates=true does as Flee does.",
        ),
        (
            layout.folder().has(&layout.table_path("location_changes.csv")),
            "location_changes.csv is read from the input folder; Flee looks for it where it is started (Q20).",
        ),
        (
            rules.capacity.camps_are_sinks,
            "`camps_are_sinks` works as documented, under that name or as `camps_are_sicks`; in Flee the first is ignored and the second fails on `deactivation_probability` (Q23).",
        ),
        (
            settings.read_agents,
            "The people of agents.csv are not echoed into out.csv; their attributes are not read (Q27).",
        ),
        (
            rules.spawning.take_from_population,
            "When residents run out, no warning is written into out.csv (Q27).",
        ),
    ];
    let relevant = all.into_iter().filter(|(matters, _)| *matters);
    relevant.map(|(_, text)| text.to_owned()).chain(logs).collect()
}
