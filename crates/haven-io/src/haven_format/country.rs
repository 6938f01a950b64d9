//! Country codes: ISO 3166-1 alpha-3, and the codes that ISO leaves to users.

/// Officially assigned codes, in alphabetical order (ISO 3166-1, 249 codes).
const ASSIGNED: &str = "\
ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR \
BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG \
COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH \
FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY \
HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM \
KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL \
MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR \
NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU \
SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA \
TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB \
VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE";

/// All officially assigned codes.
pub fn assigned() -> impl Iterator<Item = &'static str> {
    ASSIGNED.split_ascii_whitespace()
}

/// Whether this is a country's code: assigned by ISO, or left to users by ISO (`AAA`–`AAZ`,
/// `QMA`–`QZZ`, `XAA`–`XZZ`, `ZZA`–`ZZZ`), which suits Kosovo (`XKX`) and invented countries.
pub fn is_country(code: &str) -> bool {
    let upper = code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_uppercase());
    let for_users = code.starts_with("AA")
        || code.starts_with('X')
        || code.starts_with("ZZ")
        || (code.starts_with('Q') && code.as_bytes().get(1).is_some_and(|letter| *letter >= b'M'));
    upper && (for_users || assigned().any(|known| known == code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_complete_and_sorted() {
        let all: Vec<_> = assigned().collect();
        assert_eq!(all.len(), 249);
        assert!(all.is_sorted());
    }

    #[test]
    fn invented_countries_have_codes_and_misspelt_ones_do_not() {
        assert!(["SYR", "XAA", "XKX", "QMA", "ZZZ"].iter().all(|code| is_country(code)));
        assert!(["Syria", "syr", "SY", "SYI", "QLA", ""].iter().all(|code| !is_country(code)));
    }
}
