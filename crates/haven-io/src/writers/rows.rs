//! Rows of tables that members are written to, one after the other.

/// One number of a member.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MemberRow<'a> {
    /// Day, from 0.
    pub day: u32,
    /// Its date.
    pub date: &'a str,
    /// Place id, code of a country, or `total`.
    pub place: &'a str,
    /// Its name for people.
    pub place_name: &'a str,
    /// Measure.
    pub measure: &'a str,
    /// People.
    pub value: f64,
}

/// People of one label at one place, on one day of one member. Small groups are together as `others`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FlowRow<'a> {
    /// Day, from 0.
    pub day: u32,
    /// Its date.
    pub date: &'a str,
    /// Id of the place of origin; empty when not tracked.
    pub origin: &'a str,
    /// Its name for people; empty when not tracked.
    pub origin_name: &'a str,
    /// Group; empty when not tracked.
    pub group: &'a str,
    /// Id of the place where they are.
    pub place: &'a str,
    /// Its name for people.
    pub place_name: &'a str,
    /// How many.
    pub people: f64,
}
