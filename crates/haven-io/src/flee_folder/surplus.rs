//! Cells of a row for which the table has no column.

use crate::cells::Cells;
use crate::codes;
use crate::problems::Problems;
use haven_core::problem::Problem;

/// Reports the first cell from `first` on in which there is something; with commas between thousands a
/// number falls into two cells, which is what such cells mostly are.
pub(super) fn report(cells: &Cells<'_>, first: usize, problems: &mut Problems) {
    if let Some(index) = (first..cells.row.fields.len()).find(|index| !cells.is_blank(*index)) {
        problems.push(of(cells, index));
    }
}

/// The problem of such a cell.
pub(super) fn of(cells: &Cells<'_>, index: usize) -> Problem {
    let message = format!("cell {} of this row has no column name", index + 1);
    let hint = match thousands(cells, index) {
        Some(whole) => {
            format!("if {whole} is meant, write it without a comma between thousands, or in quotes")
        }
        None => "name the column in the header row, or remove the cell".to_owned(),
    };
    codes::UNNAMED_COLUMN.at(cells.at(index), message).hint(hint)
}

/// The number that stands in this cell and those before it, if it was cut at commas between thousands.
fn thousands(cells: &Cells<'_>, index: usize) -> Option<String> {
    let is_group = |text: &str| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    let head = (0..=index).rev().find(|at| !is_group(cells.text(*at).trim()))?;
    let first = cells.text(head).trim();
    let is_head = (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && first.bytes().all(|byte| byte.is_ascii_digit());
    // A first group of three digits looks like those that follow it.
    let from = if is_head && head < index { head } else { head + 1 };
    (from < index && is_group(cells.text(index).trim()))
        .then(|| (from..=index).map(|at| cells.text(at).trim()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::SourceText;

    fn reported(text: &str, first: usize) -> Vec<String> {
        let source = SourceText::new("a.csv", text);
        let mut problems = Problems::default();
        for row in &source.rows(&mut problems) {
            report(&Cells { source: &source, row }, first, &mut problems);
        }
        let told = |p: Problem| format!("{} {}", p.at, p.hint.unwrap_or_default());
        problems.into_vec().into_iter().map(told).collect()
    }

    #[test]
    fn the_first_cell_too_many_is_reported_where_it_is() {
        assert_eq!(reported("a,1\na,1,,\na,1,,x,y\n", 2).len(), 1);
        assert!(reported("a,1,,x,y\n", 2)[0].starts_with("a.csv:1:6 name the column"));
    }

    #[test]
    fn a_number_that_was_cut_at_its_commas_is_put_together() {
        let meant = |text: &str| reported(text, 2).concat();
        assert!(meant("2012-03-24,4,091\n").contains("if 4091 is meant"));
        assert!(meant("2012-03-24,1,234,567\n").contains("if 1234 is meant"));
        assert!(meant("2012-03-24,150,260\n").contains("if 150260 is meant"));
        assert!(meant("0,100,000\n").contains("if 100000 is meant"));
        for other in ["2012-03-24,4,91\n", "2012-03-24,x,091\n", "2012-03-24,4,men\n"] {
            assert!(meant(other).contains("name the column"), "{other}");
        }
    }
}
