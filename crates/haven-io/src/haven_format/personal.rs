//! Columns that look as if they were about persons. Haven needs counts, never people's data, and
//! refuses files that seem to hold them, so that they are not copied, logged or published with it.

/// Words in a column's name that mean data about a person.
const WORDS: &[&str] = &[
    "firstname",
    "lastname",
    "surname",
    "fullname",
    "familyname",
    "givenname",
    "fathername",
    "mothername",
    "personname",
    "beneficiaryname",
    "headofhousehold",
    "phone",
    "telephone",
    "mobilenumber",
    "whatsapp",
    "email",
    "passport",
    "nationalid",
    "identitycard",
    "identitynumber",
    "idnumber",
    "idcard",
    "registrationnumber",
    "unhcrid",
    "progresid",
    "casenumber",
    "birthdate",
    "dateofbirth",
    "fingerprint",
    "iris",
    "biometric",
    "homeaddress",
    "streetaddress",
];

/// Whole names of columns that mean data about a person.
const NAMES: &[&str] = &["dob", "person", "individual", "mobile", "msisdn", "imei"];

/// Whether a column of this name looks as if it held data about persons.
pub fn looks_personal(column: &str) -> bool {
    let letters: String =
        column.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    NAMES.contains(&letters.as_str()) || WORDS.iter().any(|word| letters.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_persons_and_numbers_of_papers_are_recognised() {
        for column in
            ["First Name", "surname", "phone_number", "Passport No.", "DOB", "National-ID"]
        {
            assert!(looks_personal(column), "{column}");
        }
    }

    #[test]
    fn columns_of_places_and_counts_are_not_personal() {
        for column in ["name", "id", "residents", "mobility", "persons", "individuals_total"] {
            assert!(!looks_personal(column), "{column}");
        }
    }
}
