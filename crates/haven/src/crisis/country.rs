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
