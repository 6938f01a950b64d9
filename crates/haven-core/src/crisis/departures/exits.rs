//! # Closed exits
//! **What**     Of those who wish to leave, some get out; the others are trapped until exits open
//!              or the wish passes.
//! **Equation** closure = max(sum of shares × their holders' exit closure, civil ways out
//!              cut × siege);
//!              out ~ Binomial(wish, 1−closure), the rest is trapped; the trapped leave with chance
//!              `d·(1−closure)·(1−e^(−r_open))` (at most 1) at a turn for d days and lose the wish with
//!              chance `d·(1−e^(−r_calm))` for d days on which violence + fear < quiet and nobody attacks
//! **Units**    closure in [0, 1]; r: per day
//! **Reads**    ground (`share`, `exits_cut`, `siege`), exit closure of the setting.  **Changes** people
//! **Keeps**    a siege raises the wish and shuts the door; both are intended
//! **Source**   shape of the Peshkhabour opening 2013 (E09) for `r_open`; `r_calm` assumed
//! **Doubts**   ways cut by a front without a siege let people through; those trapped who leave
//!              have the causes of the day on which they do

use crate::crisis::conditions::Conditions;
use crate::crisis::ledger::Ledger;
use crate::crisis::scenario::HomeId;
use crate::math;

/// What becomes of those who are trapped at a turn for so many days, of which so many were quiet: how
/// many get out. Others may lose the wish to leave.
pub(super) fn release(
    now: &Conditions<'_>,
    ledger: &mut Ledger,
    home: HomeId,
    (closure, [days, quiet_days]): (f64, [f64; 2]),
    uniforms: [f64; 2],
) -> f64 {
    let trapped = ledger.trapped[home.index()];
    if trapped <= 0.0 {
        return 0.0;
    }
    let (parameters, draws) = (now.parameters(), now.draws());
    // Whoever is held back at a turn waits for whole turns: so often the chance of a day keeps the
    // mean wait.
    let open = (-days * (1.0 - closure) * math::exp_m1(-parameters.open_exits)).min(1.0);
    let calm = (-quiet_days * math::exp_m1(-parameters.calm)).min(1.0);
    let out = draws.binomial_inverted(trapped, open, uniforms[0]);
    let calmed = draws.binomial_inverted(trapped - out, calm, uniforms[1]);
    if calmed > 0.0 {
        ledger.trap(home, -calmed);
    }
    out
}
