//! How strong armed actors are.

/// Whether an uncertain number is how strong an armed actor is, or becomes, by its name in `Inputs::names` or in
/// `Inputs::uncertain`: of that nothing is told, neither what is assumed of it nor what it would have to be. How
/// much answers depend on it is told: that is of the answers.
pub fn tells_strength(name: &str) -> bool {
    ["strength:", "supplies of ", "supply:"].iter().any(|start| name.starts_with(start))
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
        let uncertain = Inputs::uncertain(&crisis);
        let hidden = uncertain.iter().filter(|(name, _)| tells_strength(name)).count();
        let is_of =
            |kind: &str| uncertain.iter().filter(|(name, _)| name.starts_with(kind)).count();
        assert_eq!(hidden, is_of("strength:") + is_of("supply:"));
        assert!(hidden > 0 && !tells_strength("supply_need"));
    }
}
