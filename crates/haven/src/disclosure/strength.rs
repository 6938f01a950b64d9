//! How strong armed actors are.

/// Whether an uncertain number (by its name in `Inputs::names`) is how strong an armed actor is, or becomes: of
/// that nothing is told, not even as a condition.
pub fn tells_strength(name: &str) -> bool {
    ["strength: ", "supplies of "].iter().any(|start| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changed::tests::aleppo;
    use haven_core::crisis::inputs::Inputs;

    #[test]
    fn every_strength_of_an_actor_and_every_supply_of_it_is_recognised() {
        let crisis = aleppo();
        let names = Inputs::names(&crisis);
        let hidden: Vec<&String> = names.iter().filter(|name| tells_strength(name)).collect();
        assert_eq!(hidden.len(), crisis.actors.len() + crisis.supply_sources.len());
        let told = names.iter().filter(|name| !tells_strength(name));
        for name in told {
            assert!(!name.contains("strength of"), "{name}");
        }
    }
}
