//! The order of a crisis' day in ARCHITECTURE.md is that of the code.

use haven_core::crisis::World;

#[test]
fn the_order_of_a_day_is_the_documented_one() {
    let text = include_str!("../../../ARCHITECTURE.md");
    let table = text.split("| process | reads | changes |").nth(1).expect("there is a table");
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let names: Vec<&str> = rows.filter_map(|row| row.split('|').nth(1)).map(str::trim).collect();
    assert_eq!(names, World::order_of_the_day().collect::<Vec<_>>());
}
