//! How groups differ between what-ifs: by what is told of them, so that whoever has both lists learns no more.

use super::few::MIN_CELL;
use super::row::Row;
use std::collections::BTreeMap;

/// What a second list adds to a first one, or takes away, from the largest change. A group that is too small
/// to be told counts as nobody; one that is large but stands among others in either list is left out.
pub fn changes(first: &[Row], second: &[Row]) -> Vec<Row> {
    let mut pairs: BTreeMap<&str, [Option<&Row>; 2]> = BTreeMap::new();
    for (at, list) in [first, second].into_iter().enumerate() {
        for row in list {
            if let Some(id) = &row.id {
                pairs.entry(id).or_default()[at] = Some(row);
            }
        }
    }
    for row in first.iter().chain(second) {
        row.joined.as_ref().and_then(|id| pairs.remove(id.as_str()));
    }
    let mut rows: Vec<Row> = pairs.into_values().filter_map(change).collect();
    rows.sort_by(|one, other| other.mean_people.abs().total_cmp(&one.mean_people.abs()));
    rows
}

/// None if it is by few people, or nothing as they are told.
fn change([before, after]: [Option<&Row>; 2]) -> Option<Row> {
    let one = after.or(before)?;
    let of = |row: Option<&Row>, number: fn(&Row) -> f64| row.map_or(0.0, number);
    let by = |number| of(after, number) - of(before, number);
    // Of a verb that was stopped one may have fewer members: as many as both have are compared.
    let both = [before, after].into_iter().flatten().map(|row| row.members.len()).min()?;
    let member = |row: Option<&Row>, at: usize| row.map_or(0.0, |row| row.members[at]);
    let members = (0..both).map(|at| member(after, at) - member(before, at));
    let exact = by(|row| row.exact);
    let named =
        Row { id: one.id.clone(), name: one.name.clone(), week: one.week, ..Row::default() };
    let change = Row { mean_people: by(|row| row.mean_people), ..named.sized(exact, members) };
    (exact.abs() >= MIN_CELL && change.mean_people != 0.0).then_some(change)
}

#[cfg(test)]
mod tests {
    use super::super::names::Name;
    use super::*;

    fn row(id: &str, mean: f64) -> Row {
        let name = Name { id: id.to_owned(), name: id.to_owned() };
        Row::named(name).sized(mean, [mean - 50.0, mean + 50.0].into_iter())
    }

    fn told(rows: &[Row]) -> Vec<(&str, f64)> {
        rows.iter().map(|row| (row.name.as_str(), row.mean_people)).collect()
    }

    #[test]
    fn changes_are_those_of_what_is_told() {
        let first = [row("a", 1_012.0), row("b", 90.0), row("c", 60.0), row("d", 101.0)];
        let second = [row("a", 300.0), row("b", 97.0), row("e", 58.0), row("d", 140.0)];
        // 97 and 90 are told as 100 each; nobody knows whether 58 have come to none or to a few.
        let changes = changes(&first, &second);
        assert_eq!(told(&changes), [("a", -700.0), ("c", -50.0), ("d", 50.0), ("e", 50.0)]);
        assert_eq!((changes[0].q05, changes[0].q95), (-700.0, -700.0));
    }

    #[test]
    fn a_change_by_few_is_not_made_one_of_many_by_rounding() {
        assert_eq!(changes(&[row("a", 112.0)], &[row("a", 113.0)]), []);
        assert_eq!(changes(&[row("a", 88.0)], &[row("a", 112.0)]), []);
    }

    #[test]
    fn a_large_group_among_others_is_left_out() {
        let others = Row { joined: Some("a".to_owned()), ..Row::others() };
        let others = others.sized(903.0, [903.0; 2].into_iter());
        assert_eq!(changes(&[others], &[row("a", 2_000.0)]), []);
    }
}
