//! A check: one way to try one requirement. A requirement may have several; the worst of them is its verdict.

use contract::requirement::Requirement;

use crate::bench::Bench;
use crate::trouble::Outcome;

/// One way to try one requirement.
#[derive(Clone, Copy)]
pub struct Check {
    /// What is asked of the hall.
    pub of: &'static Requirement,
    /// What is tried, in one line.
    pub tries: &'static str,
    /// Tries it.
    pub run: fn(&Bench) -> Outcome,
}
