//! Tables that fit: names to the left, numbers to the right.

use comfy_table::{CellAlignment, LineStyle, Table, presets};
use textwrap::core::display_width;
use textwrap::{Options, WordSplitter, wrap};

/// Blanks beside a cell, on both sides and to the next column.
const PADDING: usize = 3;

/// The first column is not made narrower than this.
const NARROWEST: usize = 16;

/// A table whose first column is words and the others are numbers, at most so wide. If it does not fit,
/// the first column is wrapped; if that is not enough, columns that find no room stand in further tables
/// below, each with the first column.
pub(crate) fn table(header: &[String], rows: Vec<Vec<String>>, width: usize) -> String {
    let numbers = header.len().saturating_sub(1);
    table_of(header, numbers, rows, width)
}

/// The same, with so many columns of numbers behind the first, and words behind them.
pub(crate) fn table_of(
    header: &[String],
    numbers: usize,
    rows: Vec<Vec<String>>,
    width: usize,
) -> String {
    let mut all = vec![header.to_vec()];
    all.extend(rows);
    if widths(&all).iter().sum::<usize>() > width {
        narrow(&mut all, width);
    }
    let widths = widths(&all);
    let parts = groups(&widths, width);
    let is_number = |column: usize| (1..=numbers).contains(&column);
    parts.iter().map(|columns| drawn(&all, columns, &is_number)).collect()
}

/// The width of each column, with the blanks beside it.
fn widths(all: &[Vec<String>]) -> Vec<usize> {
    let columns = all.first().map_or(0, Vec::len);
    let width = |column: usize| {
        let cells = all.iter().filter_map(|row| row.get(column));
        cells.flat_map(|cell| cell.lines()).map(display_width).max().unwrap_or(0) + PADDING
    };
    (0..columns).map(width).collect()
}

/// Makes columns narrower: headers as narrow as the cells below allow, and the first column.
fn narrow(all: &mut [Vec<String>], width: usize) {
    let cells = widths(&all[1..]);
    if let Some((header, _)) = all.split_first_mut() {
        for (title, cells) in header.iter_mut().zip(cells).skip(1) {
            let word = title.split_whitespace().map(display_width).max().unwrap_or(0);
            *title = folded(title, cells.saturating_sub(PADDING).max(word).max(1));
        }
    }
    let all_widths = widths(all);
    let (first, others) = all_widths.split_first().expect("a table has a column");
    let widest = others.iter().max().copied().unwrap_or(0);
    let fits = width.saturating_sub(others.iter().sum());
    // If not all columns fit beside it, at least the widest one has to.
    let room = if fits >= NARROWEST + PADDING { fits } else { width.saturating_sub(widest) };
    let room = room.max(NARROWEST + PADDING).min(*first) - PADDING;
    for row in all.iter_mut() {
        row[0] = folded(&row[0], room);
    }
    let beside = width.saturating_sub(room + 2 * PADDING).max(1);
    for cell in all.iter_mut().flat_map(|row| row.iter_mut().skip(1)) {
        if cell.lines().any(|line| display_width(line) > beside) {
            *cell = folded(cell, beside);
        }
    }
}

/// A cell in lines of at most this width; words are broken only if they do not fit alone. Further lines of
/// one are indented like it.
fn folded(cell: &str, width: usize) -> String {
    let line = |line: &str| {
        let indent = &line[..line.len() - line.trim_start().len()];
        let options = Options::new(width)
            .subsequent_indent(indent)
            .word_splitter(WordSplitter::NoHyphenation);
        wrap(line, options).into_iter().map(std::borrow::Cow::into_owned).collect::<Vec<_>>()
    };
    cell.lines().flat_map(line).collect::<Vec<_>>().join("\n")
}

/// Which columns stand in one table: the first, and as many others as fit.
fn groups(widths: &[usize], width: usize) -> Vec<Vec<usize>> {
    let mut groups = vec![vec![0]];
    let mut used = widths.first().copied().unwrap_or(0);
    for (column, wide) in widths.iter().enumerate().skip(1) {
        let group = groups.last_mut().expect("there is one");
        if used + wide > width && group.len() > 1 {
            groups.push(vec![0, column]);
            used = widths[0] + wide;
        } else {
            group.push(column);
            used += wide;
        }
    }
    groups
}

fn drawn(all: &[Vec<String>], columns: &[usize], is_number: &dyn Fn(usize) -> bool) -> String {
    let cells = |row: &Vec<String>| -> Vec<String> {
        columns.iter().map(|column| row.get(*column).cloned().unwrap_or_default()).collect()
    };
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none()));
    table.set_header(cells(&all[0]));
    for (drawn, column) in table.column_iter_mut().zip(columns) {
        if is_number(*column) {
            drawn.set_cell_alignment(CellAlignment::Right);
        }
    }
    for row in &all[1..] {
        table.add_row(cells(row));
    }
    format!("{table}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(width: usize) -> String {
        let header = ["If", "Displaced from home", "Crossed", "Waiting at gates"];
        let rows = vec![
            vec!["Both advance, the fence is opened", "1,200,000\n900,000–2,000,000", "7", "9,999"],
            vec!["  as an attempt", "20", "300–400", "1"],
        ];
        let rows = rows.into_iter().map(|row| row.into_iter().map(str::to_owned).collect());
        table(&header.map(str::to_owned), rows.collect(), width)
    }

    #[test]
    fn a_table_is_never_wider_than_asked_for_and_loses_nothing() {
        for width in [40, 60, 80, 200] {
            let text = at(width);
            assert!(text.lines().all(|line| display_width(line) <= width), "{width}:\n{text}");
            for word in ["1,200,000", "900,000–2,000,000", "300–400", "9,999", "opened", "attempt"]
            {
                assert!(text.contains(word), "{width}: no {word} in\n{text}");
            }
        }
    }

    #[test]
    fn columns_without_room_stand_below_with_the_first() {
        let narrow = at(40);
        let heads = narrow.lines().filter(|line| line.trim_start().starts_with("If")).count();
        assert!(heads > 1, "{narrow}");
        let wide = at(200);
        assert_eq!(wide.lines().filter(|line| line.trim_start().starts_with("If")).count(), 1);
    }

    #[test]
    fn columns_share_a_table_while_they_fit() {
        assert_eq!(groups(&[10, 10, 10], 30), [vec![0, 1, 2]]);
        assert_eq!(groups(&[10, 10, 10], 29), [[0, 1], [0, 2]]);
        // One column beside the first is there even if it does not fit.
        assert_eq!(groups(&[10, 30, 5, 5], 20), [vec![0, 1], vec![0, 2, 3]]);
        assert_eq!(groups(&[10], 5), [[0]]);
    }

    #[test]
    fn a_column_is_as_wide_as_its_longest_line_and_three_blanks() {
        let all = [vec!["a".to_owned(), "bb\nbbbb".to_owned()], vec!["ééé".to_owned()]];
        assert_eq!(widths(&all), [6, 7]);
        assert_eq!(widths(&[]), [0; 0]);
    }

    #[test]
    fn cells_are_folded_between_words() {
        assert_eq!(folded("aa bb cc", 5), "aa bb\ncc");
        assert_eq!(folded("aa bb\ncc", 8), "aa bb\ncc");
        assert_eq!(folded("aa bb", 4), "aa\nbb");
    }

    #[test]
    fn numbers_stand_to_the_right_and_words_to_the_left() {
        let texts = |texts: [&str; 3]| texts.map(str::to_owned).to_vec();
        let header = texts(["Name", "Number", "Words"]);
        let text = table_of(&header, 1, vec![texts(["a", "7", "b"])], 80);
        let row = text.lines().find(|line| line.contains('7')).expect("its row");
        assert_eq!(row.trim_end(), " a           7   b");
    }
}
