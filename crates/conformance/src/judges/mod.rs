//! What holds for every answer, judged over all exchanges of a run.

mod headers;
mod problems;
mod shapes;

use contract::requirement::Requirement;

use crate::bench::Bench;
use crate::record::Exchange;
use crate::trouble::Outcome;

pub(crate) use headers::http_date;

/// A requirement that speaks of all answers.
#[derive(Clone, Copy)]
pub struct Judge {
    /// What is asked of the hall.
    pub of: &'static Requirement,
    /// What is looked at, in one line.
    pub tries: &'static str,
    /// Looks at one exchange; [`crate::Trouble::NotTried`] says nothing.
    pub judge: fn(&Bench, &Exchange) -> Outcome,
}

/// Every judge.
pub fn all() -> impl Iterator<Item = &'static Judge> {
    [shapes::JUDGES, problems::JUDGES, headers::JUDGES].into_iter().flatten()
}

/// Whether an exchange is about an address of the contract: everything else is the app's, or the hall's own.
fn of_contract(exchange: &Exchange) -> bool {
    let path = exchange.answer.path.as_str();
    path.starts_with("/api/") || path.starts_with("/.well-known/hall")
}
