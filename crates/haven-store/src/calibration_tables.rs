//! The tables of a calibration that is done, as text.

use haven::calibrate::{CalibrationResult, Count, LearntParameter, Posterior};
use haven_study::calibrate::identify::Identified;
use haven_study::calibrate::predictive::Checked;
use haven_study::calibrate::space::Free;
use haven_study::spread::Spread;

/// `posterior.csv`: one column a parameter, one row a draw, as a scenario's folder may hold it.
pub fn posterior(posterior: &Posterior) -> String {
    let row = |values: &Vec<f64>| values.iter().map(|value| format!("{value:.6e}")).collect();
    table(posterior.names.clone(), posterior.rows.iter().map(row))
}

/// `identifiability.csv`: each free parameter before and after.
pub fn identifiability(result: &CalibrationResult) -> String {
    let header = [
        "parameter",
        "unit",
        "prior",
        "prior_q05",
        "prior_median",
        "prior_q95",
        "posterior_mean",
        "posterior_sd",
        "posterior_q05",
        "posterior_median",
        "posterior_q95",
        "shift",
        "shrinkage",
        "learnt",
    ];
    let known = result.parameters.iter().zip(&result.free).zip(&result.identified);
    table(
        header.map(str::to_owned).to_vec(),
        known.map(|((one, free), found)| learnt(one, free, found)),
    )
}

fn learnt(one: &LearntParameter, free: &Free, found: &Identified) -> Vec<String> {
    let number = |value: f64| format!("{value:.4e}");
    let Spread { mean, sd, quantiles: [low, _, middle, _, high] } = found.posterior;
    let mut row = vec![one.parameter.clone(), one.unit.to_owned(), one.prior.clone()];
    row.extend([0.05, 0.5, 0.95].map(|share| number(free.prior.quantile(share))));
    row.extend([mean, sd.unwrap_or(0.0), low, middle, high].map(number));
    row.extend([found.shift, found.shrinkage].map(|value| format!("{value:.3}")));
    row.push(if one.prior_only { "prior only" } else { "yes" }.to_owned());
    row
}

/// `predictive.csv`: each count beside what the posterior expects, people.
pub fn predictive(result: &CalibrationResult) -> String {
    let header = [
        "what",
        "scenario",
        "place",
        "place_name",
        "from_day",
        "from",
        "to_day",
        "to",
        "unit",
        "reported_low",
        "reported_high",
        "q025",
        "q10",
        "q25",
        "q50",
        "q75",
        "q90",
        "q975",
        "inside_50",
        "inside_80",
        "inside_95",
    ];
    let rows = result.counts.iter().zip(&result.checked);
    table(header.map(str::to_owned).to_vec(), rows.map(|(count, found)| expected(count, found)))
}

fn expected(count: &Count, checked: &Checked) -> Vec<String> {
    let [from, to] = count.dates.map(|date| date.to_string());
    let [from_day, to_day] = count.days.map(|day| day.to_string());
    let mut row = vec![
        count.what.clone(),
        count.scenario.clone().unwrap_or_default(),
        count.places.join(";"),
        count.place_names.join(";"),
        from_day,
        from,
        to_day,
        to,
        "people".to_owned(),
    ];
    row.extend(
        count.range.map(|end| if end.is_finite() { end.to_string() } else { String::new() }),
    );
    row.extend(checked.quantiles.map(|value| format!("{value:.0}")));
    row.extend(checked.is_inside.map(|inside| if inside { "yes" } else { "no" }.to_owned()));
    row
}

/// Rows below a header.
fn table(header: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut csv = csv::Writer::from_writer(Vec::new());
    for row in std::iter::once(header).chain(rows) {
        csv.write_record(row).expect("rows are as long as the header, and memory takes them");
    }
    let bytes = csv.into_inner().expect("memory takes everything");
    String::from_utf8(bytes).expect("cells are text")
}

#[cfg(test)]
mod tests {
    use super::*;
    use haven_core::prior::Prior;
    use haven_io::parameter_table::{FILE, read_rules};
    use haven_io::problems::Problems;
    use haven_io::sources::SourceText;
    use jiff::civil::date;

    fn result() -> CalibrationResult {
        let free =
            Free { name: "move_chance_camp".to_owned(), prior: Prior::from_range(1e-4, 0.1) };
        let posterior =
            Spread { mean: 0.02, sd: Some(0.01), quantiles: [0.01, 0.015, 0.02, 0.025, 0.03] };
        let name = free.name.clone();
        let found = Identified { name, posterior, shift: -0.5, shrinkage: 0.25 };
        CalibrationResult {
            interrupted: false,
            parameters: vec![LearntParameter::new(&free, "chance a day", &found)],
            manifest: None,
            free: vec![free],
            identified: vec![found],
            counts: vec![Count {
                what: "12 displaced".to_owned(),
                scenario: Some("town-2012".to_owned()),
                places: vec!["a".to_owned(), "b".to_owned()],
                place_names: vec!["Aa".to_owned(), "Bb, new".to_owned()],
                days: [0, 9],
                dates: [date(2012, 3, 1), date(2012, 3, 10)],
                range: [500.0, f64::INFINITY],
            }],
            checked: vec![Checked {
                quantiles: [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 700.0],
                is_inside: [false, false, true],
            }],
            coverage: [0.0, 0.0, 1.0],
            history: Vec::new(),
            members: 20,
            posterior: Posterior {
                names: vec!["move_chance_camp".to_owned()],
                rows: vec![vec![0.02], vec![0.012_345_678]],
            },
            warnings: Vec::new(),
        }
    }

    #[test]
    fn counts_name_places_days_dates_and_leave_open_what_has_no_end() {
        let text = predictive(&result());
        let row = "12 displaced,town-2012,a;b,\"Aa;Bb, new\",0,2012-03-01,9,2012-03-10,people,500,,\
                   1,2,3,4,5,6,700,no,no,yes";
        assert_eq!(text.lines().nth(1), Some(row));
    }

    #[test]
    fn parameters_have_units_and_priors() {
        let text = identifiability(&result());
        let row = "move_chance_camp,chance a day,\"LU(0.0001, 0.1)\",1.4125e-4,3.1623e-3,7.0795e-2,\
                   2.0000e-2,1.0000e-2,1.0000e-2,2.0000e-2,3.0000e-2,-0.500,0.250,yes";
        assert_eq!(text.lines().nth(1), Some(row));
    }

    #[test]
    fn draws_are_read_again_by_those_who_run_with_them() {
        let text = posterior(&result().posterior);
        assert_eq!(text, "move_chance_camp\n2.000000e-2\n1.234568e-2\n");
        let mut problems = Problems::default();
        let draws = read_rules(&SourceText::new(FILE, text), &mut problems).unwrap();
        assert_eq!(draws.rows, [[0.02], [0.012_345_68]]);
    }
}
