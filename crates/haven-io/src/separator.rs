//! What stands between the cells of a table. Spreadsheets of many countries write semicolons where commas are
//! decimal; tables copied from a page or a spreadsheet have tabs.

/// Separators beside the comma, and what they are called.
const OTHERS: [(char, &str); 2] = [(';', "`;`"), ('\t', "tabs")];

/// What stands between the cells of a text: a comma, unless every row has the same number of another
/// separator, and no comma but between digits, where it may be decimal.
pub fn separator(text: &str) -> (char, &'static str) {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    // What starts with `#` is a header or a comment, which may hold any sign.
    let rows = lines.iter().copied().filter(|line| !line.starts_with('#')).collect();
    let lines =
        [rows, lines].into_iter().find(|lines: &Vec<&str>| !lines.is_empty()).unwrap_or_default();
    let is_it = |(separator, _): &(char, &str)| {
        let mut counts = lines.iter().map(|line| bare(line, *separator).count());
        let first = counts.next().unwrap_or(0);
        first > 0 && counts.all(|count| count == first)
    };
    let has_commas = lines.iter().any(|line| bare(line, ',').any(|at| !is_decimal(line, at)));
    let other = OTHERS.into_iter().find(is_it);
    other.filter(|_| !has_commas).unwrap_or((',', "commas"))
}

/// Where a separator stands outside of quotes.
fn bare(line: &str, separator: char) -> impl Iterator<Item = usize> {
    let mut is_quoted = false;
    line.char_indices().filter_map(move |(at, letter)| {
        is_quoted ^= letter == '"';
        (letter == separator && !is_quoted).then_some(at)
    })
}

/// Whether digits stand on both sides.
fn is_decimal(line: &str, at: usize) -> bool {
    let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    is_digit(line[..at].chars().next_back()) && is_digit(line[at + 1..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> char {
        separator(text).0
    }

    #[test]
    fn commas_are_usual() {
        for text in ["", "a", "a,b\n1,2", "#name,region\n", "a,b;c\n1,2;3", "2020-01-01,5\n"] {
            assert_eq!(found(text), ',', "{text}");
        }
    }

    #[test]
    fn another_separator_is_in_every_row_as_often() {
        assert_eq!(found("#name;region;country\nTark;x;Y\n"), ';');
        assert_eq!(found("Tark;2031-03-11\n\n"), ';');
        assert_eq!(found("# a comment\na\tb\r\n1\t2\r\n"), '\t');
        assert_eq!(found("# as such, it's\tso\n;\n2031-03-11;5\n"), ';');
        assert_eq!(found("a;b;c\n1;2\n"), ',', "not as often");
        assert_eq!(found("a;b\n1\n"), ',', "not in every row");
    }

    #[test]
    fn commas_beside_it_are_decimal_or_in_quotes() {
        assert_eq!(found("name;km\nA;60,5\nB;7,25\n"), ';');
        assert_eq!(found("name;km\n\"A, B\";60\n"), ';');
        assert_eq!(found("name;km\nA, B;60\n"), ',', "either may be meant");
        assert_eq!(found("\"a;b\"\n\"c;d\"\n"), ',', "what is quoted separates nothing");
    }
}
