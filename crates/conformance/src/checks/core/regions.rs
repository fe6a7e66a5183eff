//! Regions.

use std::collections::BTreeSet;

use contract::Regions;
use contract::requirement::core::{COR_053, COR_054};

use crate::bench::Bench;
use crate::check::Check;
use crate::trouble::{Outcome, Trouble, ensure};

pub(crate) const CHECKS: &[Check] = &[
    Check { of: &COR_053, tries: "walk through the regions in order", run: tree },
    Check { of: &COR_054, tries: "look for the hall's own region", run: own },
];

fn read(bench: &Bench) -> Result<Regions, Trouble> {
    bench.anyone().get("/api/v1/regions")?.expect(200)?.json()
}

fn tree(bench: &Bench) -> Outcome {
    let regions = read(bench)?.regions;
    ensure(!regions.is_empty(), || "no regions".into())?;
    let mut before = BTreeSet::new();
    for it in &regions {
        let parent = it.parent.as_deref();
        ensure(parent.is_none_or(|it| before.contains(it)), || {
            format!("{} comes before its parent", it.code)
        })?;
        ensure(!it.name.trim().is_empty(), || format!("{} has no name", it.code))?;
        ensure(before.insert(it.code.as_str()), || format!("{} twice", it.code))?;
    }
    Ok(())
}

fn own(bench: &Bench) -> Outcome {
    let own = &bench.discovery().region;
    let regions = read(bench)?.regions;
    let told = regions.iter().any(|it| it.code == *own);
    if !told && regions.iter().any(|it| it.more) {
        // It may be below what is told at once.
        bench.anyone().get(&["/api/v1/regions?of=", own].concat())?.expect(200)?;
        return Ok(());
    }
    ensure(told, || format!("{own} is none of the {} regions", regions.len()))
}
