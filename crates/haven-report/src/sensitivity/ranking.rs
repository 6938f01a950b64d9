//! The inputs of an answer, the one that moves it most first.

use haven::sensitivity::Answered;

/// Positions of the inputs that move an answer at all, with how much: total index, or μ*.
pub(super) fn ranking(answer: &Answered) -> Vec<(usize, f64)> {
    let all = answer.parameters.iter().map(|moves| moves.found.size());
    let mut moving: Vec<(usize, f64)> = all.enumerate().filter(|(_, moves)| *moves > 0.0).collect();
    moving.sort_by(|one, other| other.1.total_cmp(&one.1));
    moving
}

#[cfg(test)]
mod tests {
    use super::*;
    use haven::sensitivity::{Estimate, Found, Indices, Moves, Question, Unit};

    #[test]
    fn what_moves_most_comes_first_and_what_does_nothing_not_at_all() {
        let estimate = |value| Estimate { value, low: value, high: value };
        let moves = |(name, total): (&str, f64)| Moves {
            name: name.to_owned(),
            found: Found::Sobol(Indices { first: estimate(0.0), total: estimate(total) }),
        };
        let asked = Question {
            id: "crossed".to_owned(),
            title: "Crossed in all".to_owned(),
            measure: "crossed",
            place: "total".to_owned(),
            place_name: String::new(),
            unit: Unit::People,
            is_main: true,
        };
        let parameters = [("quiet", 0.0), ("some", 0.2), ("most", 0.7)].map(moves).to_vec();
        let answer = Answered { asked, mean: 9.0, sd: 1.0, share_of_luck: None, parameters };
        assert_eq!(ranking(&answer), [(2, 0.7), (1, 0.2)]);
        let json = serde_json::to_value(&answer).unwrap();
        assert_eq!((&json["id"], &json["unit"]), (&"crossed".into(), &"people".into()));
        assert_eq!(json["parameters"][2]["total"]["value"], 0.7);
    }
}
