//! Checks of the class `guides`.

mod catalogue;
mod changes;
mod definitions;
mod documents;
mod facts;
mod reports;
mod versions;

use contract::{Guide, GuideSummary};

use crate::bench::Bench;
use crate::check::Check;
use crate::paging;
use crate::trouble::Trouble;

pub(super) use changes::changes;

/// Where the catalogue is.
const ADDRESS: &str = "/api/v1/guides";

/// The most guides that are looked at one by one.
const MOST: usize = 60;

/// The checks of this class, table by table.
pub(crate) const TABLES: [&[Check]; 7] = [
    catalogue::CHECKS,
    versions::CHECKS,
    definitions::CHECKS,
    facts::CHECKS,
    changes::CHECKS,
    documents::CHECKS,
    reports::CHECKS,
];

/// The address of a guide.
fn address(matter: &str) -> String {
    format!("{ADDRESS}/{matter}")
}

/// The catalogue, page by page, as a stranger sees it.
pub(super) fn catalogue(bench: &Bench) -> Result<Vec<GuideSummary>, Trouble> {
    paging::all(&bench.anyone(), ADDRESS, 200)
}

/// The first guides of the catalogue, with what it says of them; read once in a run.
fn guides(bench: &Bench) -> Result<&[(GuideSummary, Guide)], Trouble> {
    let whole = |it: GuideSummary| {
        let guide = bench.guide(&it.matter)?;
        Ok((it, guide))
    };
    let read = || catalogue(bench)?.into_iter().take(MOST).map(whole).collect();
    bench.kept().catalogue.get_or_init(read).as_deref().map_err(Clone::clone)
}

/// Looks at guide after guide; the first complaints, each with the matter it is about.
fn each(bench: &Bench, look: impl Fn(&GuideSummary, &Guide) -> Vec<String>) -> Result<(), Trouble> {
    const MOST_SAID: usize = 8;
    let mut wrong = Vec::new();
    for (summary, guide) in guides(bench)? {
        wrong.extend(look(summary, guide).into_iter().map(|it| format!("{}: {it}", guide.matter)));
    }
    let more = wrong.len().saturating_sub(MOST_SAID);
    wrong.truncate(MOST_SAID);
    if more > 0 {
        wrong.push(format!("and {more} more"));
    }
    if wrong.is_empty() { Ok(()) } else { Err(Trouble::Broken(wrong.join("; "))) }
}

/// A complaint when it does not hold.
fn unless(holds: bool, why: impl FnOnce() -> String) -> Vec<String> {
    if holds { Vec::new() } else { vec![why()] }
}
