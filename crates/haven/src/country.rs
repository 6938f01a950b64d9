//! Names of countries.

/// The English short name of a country (ISO 3166-1) around the built-in crisis; the code itself of
/// any other.
pub fn country_name(code: &str) -> &str {
    match code {
        "TUR" => "Turkey",
        "LBN" => "Lebanon",
        "JOR" => "Jordan",
        "IRQ" => "Iraq",
        "EGY" => "Egypt",
        "SYR" => "Syria",
        _ => code,
    }
}

#[cfg(test)]
mod tests {
    use super::country_name;

    #[test]
    fn countries_around_the_built_in_crisis_have_names_and_others_their_codes() {
        let named = ["TUR", "LBN", "JOR", "IRQ", "EGY", "SYR"].map(country_name);
        assert_eq!(named, ["Turkey", "Lebanon", "Jordan", "Iraq", "Egypt", "Syria"]);
        assert_eq!(["XAA", "", "tur"].map(country_name), ["XAA", "", "tur"]);
    }
}
