//! The bits of the toy scenarios of Flee's specification, and of more that goes on in them, stay what
//! they are.

mod common;
#[path = "common/flee_bits.rs"]
mod flee_bits;
#[path = "common/flee_toys.rs"]
mod flee_toys;
#[path = "common/pins.rs"]
mod pins;

use flee_toys::toys;
use pins::Pins;

#[test]
fn the_bits_of_toys_are_those_pinned() {
    let mut pins = Pins::default();
    for (name, toy) in toys() {
        flee_bits::pin(name, &toy, &mut pins);
    }
    pins.hold("tests/bits/toys.txt");
}
