//! Whether the members of a run find room in the memory.

use crate::failure::Failure;
use haven_core::draw::Draws;
use haven_core::series::Recording;
use std::ops::Range;

/// What may be kept of all members together, in bytes: half the memory of a usual laptop.
const MOST_BYTES: u64 = 8 << 30;

/// Refuses more members than find room. What is kept of a member stays in memory until all are complete:
/// quantiles need them all.
///
/// # Errors
/// If there are too many; how many there may be is said.
pub fn check<K>(
    recording: &Recording<K>,
    members: &Range<u32>,
    draws: Draws,
) -> Result<(), Failure> {
    let each = recording.bytes(draws).max(1);
    let (asked, most) = (members.len() as u64, MOST_BYTES / each);
    if asked <= most {
        return Ok(());
    }
    let gigabytes = |bytes: u64| bytes.div_ceil(1_000_000_000);
    let message = format!(
        "{asked} members would take {} GB of memory; there may be {most} at once, which take {} GB",
        gigabytes(asked * each),
        gigabytes(most * each)
    );
    let hint = "play a slice of them at a time, such as `--members 0..10000`: members of slices are those \
                of the whole";
    Err(Failure::bad_request_with(message, Some(hint.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_members_than_find_room_are_refused_with_how_many_there_may_be() {
        // 200 series of 180 days take 144 kB of each member.
        let recording = Recording { series: vec![(); 200], days: 180 };
        assert!(check(&recording, &(0..59_652), Draws::Sampled).is_ok());
        assert!(check(&recording, &(100..100), Draws::Sampled).is_ok());
        let refused = check(&recording, &(7..1_000_007), Draws::Sampled).unwrap_err().to_string();
        let start = "1000000 members would take 144 GB of memory; there may be 59652 at once, which take 9 GB";
        assert!(refused.starts_with(start), "{refused}");
        assert!(
            check(&recording, &(0..59_652), Draws::Expected).is_err(),
            "fractions take twice as much"
        );
    }
}
