//! Labels that people carry and no rule reads: where they set out, which group they belong to.
//!
//! Counts are drawn first, labels are split afterwards with numbers of their own, so that results
//! with and without tracking are the same bits.

use crate::draw::Draws;
use crate::rng::Stream;

/// How many people of each label there are in a cohort: (label, people), sorted by label. Empty
/// when nothing is tracked.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Labels(Option<Vec<(u32, f64)>>);

impl Labels {
    /// `people` of one label.
    pub(super) fn all(label: u32, people: f64) -> Self {
        Self(Some(vec![(label, people)]))
    }

    /// Whether anything is tracked here.
    pub(super) fn is_tracked(&self) -> bool {
        self.0.is_some()
    }

    /// (label, people) pairs.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, f64)> + '_ {
        self.0.iter().flat_map(|counts| counts.iter().copied())
    }

    /// Adds other people's labels.
    pub(super) fn absorb(&mut self, other: Self) {
        let Some(added) = other.0 else { return };
        let Some(counts) = &mut self.0 else {
            self.0 = Some(added);
            return;
        };
        counts.extend(added);
        counts.sort_unstable_by_key(|(label, _)| *label);
        counts.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
    }

    /// Takes the labels of `taken` people, chosen blindly out of all `people`, away from these:
    /// a multivariate hypergeometric draw.
    pub(super) fn take(
        &mut self,
        people: f64,
        taken: f64,
        draws: Draws,
        stream: &mut Stream,
    ) -> Self {
        let Some(counts) = &mut self.0 else { return Self(None) };
        if taken >= people {
            return Self(self.0.take());
        }
        let (mut people_left, mut taken_left) = (people, taken);
        let mut gone = Vec::new();
        for (label, here) in counts.iter_mut() {
            let part = draws.hypergeometric(people_left, *here, taken_left, stream).min(*here);
            people_left -= *here;
            taken_left -= part;
            *here -= part;
            if part > 0.0 {
                gone.push((*label, part));
            }
        }
        counts.retain(|(_, here)| *here > 0.0);
        Self(Some(gone))
    }
}
