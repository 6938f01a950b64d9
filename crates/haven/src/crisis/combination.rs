//! Which what-ifs are put side by side.

use crate::failure::Failure;
use haven_core::crisis::Advance;
use haven_core::crisis::scenario::{CampaignKind, Crisis, NotApplicable};
use haven_io::nearest::nearest;

/// A combination of what-ifs, applied.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Name for people.
    pub title: String,
    /// Ids of its what-ifs; none: the scenario as it stands.
    pub what_ifs: Vec<String>,
    /// Whether its advances are an attempt or a premise.
    pub advance: Advance,
    /// The crisis with it.
    pub crisis: Crisis,
}

impl Asked {
    /// Its what-ifs as they are written: `both-advance+gates-shut`; `as it stands` without any.
    pub fn id(&self) -> String {
        if self.what_ifs.is_empty() { "as-it-stands".to_owned() } else { self.what_ifs.join("+") }
    }

    /// Whether anybody advances, so that there is an attempted and an achieved answer.
    pub fn advances(&self) -> bool {
        self.crisis.campaigns.iter().any(|campaign| campaign.kind == CampaignKind::Advance)
    }

    /// The same with its advances attempted.
    #[must_use]
    pub fn attempted(&self) -> Self {
        Self { advance: Advance::Attempted, ..self.clone() }
    }

    /// The first day on which an advance can be seen coming.
    pub fn announced(&self) -> Option<usize> {
        let announced = self.crisis.advances().map(|campaign| campaign.announced.max(0) as usize);
        announced.min()
    }
}

/// The combination `a+b`, or the scenario as it stands if the text is empty.
///
/// # Errors
/// If there is no such what-if, or two are alternatives.
pub fn asked(crisis: &Crisis, text: &str, advance: Advance) -> Result<Asked, Failure> {
    let ids = text.split('+').map(str::trim).filter(|id| !id.is_empty());
    combine(crisis, None, ids.map(str::to_owned).collect(), advance)
}

/// The named combinations of a scenario, or the scenario as it stands and each what-if by itself.
///
/// # Errors
/// Never for a scenario that was checked.
pub fn named(crisis: &Crisis) -> Result<Vec<Asked>, Failure> {
    let combinations = crisis.combinations.iter();
    let mut all: Vec<Asked> = combinations
        .map(|named| {
            let title = Some(named.title.clone());
            combine(crisis, title, named.what_ifs.clone(), Advance::Achieved)
        })
        .collect::<Result<_, _>>()?;
    if all.is_empty() {
        all.push(combine(crisis, None, Vec::new(), Advance::Achieved)?);
        for what_if in crisis.axes.iter().flat_map(|axis| &axis.what_ifs) {
            all.push(combine(crisis, None, vec![what_if.id.clone()], Advance::Achieved)?);
        }
    }
    Ok(all)
}

/// Every combination of one what-if or none from each axis.
///
/// # Errors
/// Never for a scenario that was checked.
pub fn grid(crisis: &Crisis) -> Result<Vec<Asked>, Failure> {
    let mut lists: Vec<Vec<String>> = vec![Vec::new()];
    for axis in &crisis.axes {
        let longer = |list: &Vec<String>| {
            let with = axis.what_ifs.iter().map(|what_if| {
                list.iter().cloned().chain([what_if.id.clone()]).collect::<Vec<_>>()
            });
            [list.clone()].into_iter().chain(with).collect::<Vec<_>>()
        };
        lists = lists.iter().flat_map(longer).collect();
    }
    lists.into_iter().map(|ids| combine(crisis, None, ids, Advance::Achieved)).collect()
}

fn combine(
    crisis: &Crisis,
    title: Option<String>,
    ids: Vec<String>,
    advance: Advance,
) -> Result<Asked, Failure> {
    let texts: Vec<&str> = ids.iter().map(String::as_str).collect();
    let changed = crisis.with(&texts).map_err(|error| not_applicable(crisis, &error))?;
    let title = title.unwrap_or_else(|| titles(crisis, &ids));
    Ok(Asked { title, what_ifs: ids, advance, crisis: changed })
}

fn titles(crisis: &Crisis, ids: &[String]) -> String {
    let all = || crisis.axes.iter().flat_map(|axis| &axis.what_ifs);
    let titles: Vec<&str> =
        all().filter(|what_if| ids.contains(&what_if.id)).map(|w| w.title.as_str()).collect();
    if titles.is_empty() { "as it stands".to_owned() } else { titles.join(", ") }
}

fn not_applicable(crisis: &Crisis, error: &NotApplicable) -> Failure {
    let names = || crisis.axes.iter().flat_map(|axis| &axis.what_ifs).map(|w| w.id.as_str());
    let hint = match error {
        NotApplicable::Unknown(id) => Some(match nearest(id, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are: {}", names().collect::<Vec<_>>().join(", ")),
        }),
        NotApplicable::SameAxis(..) => None,
    };
    Failure::bad_request_with(error.to_string(), hint)
}
