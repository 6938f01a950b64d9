//! ARCHITECTURE.md tells the order of a day as the engine has it.

use haven_core::flee::World;

/// The rows of the numbered list after a line that begins so, up to a colon.
fn listed<'t>(text: &'t str, beginning: &str) -> Vec<&'t str> {
    let after = text.lines().skip_while(|line| !line.starts_with(beginning)).skip(1);
    let rows = after.skip_while(|line| line.is_empty()).take_while(|line| !line.is_empty());
    rows.filter_map(|row| row.split_once(". ").map(|(_, what)| what))
        .map(|what| what.split(':').next().unwrap_or(what))
        .collect()
}

#[test]
fn the_order_of_flees_day_is_the_documents() {
    let text = include_str!("../../../ARCHITECTURE.md");
    let order: Vec<&str> = World::order_of_the_day().collect();
    assert_eq!(listed(text, "`crates/haven-core/src/flee/run.rs` holds it"), order);
}
