//! The past of the sample hall keeps every law that live cases keep.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests: what fails here is a failed test")]

mod live;
mod papers;
mod past;
mod shelf;
mod steps;

use contract::Case;
use past::{Past, past};

fn each(mut check: impl FnMut(&Past, &Case)) {
    let past = past();
    past.cases.iter().for_each(|it| check(past, it));
}

fn count(wanted: impl Fn(&Case) -> bool) -> usize {
    past().cases.iter().filter(|it| wanted(it)).count()
}
