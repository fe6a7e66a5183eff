//! Which snapshots there are.

use std::collections::BTreeSet;

use contract::requirement::snapshots::{SNP_001, SNP_002, SNP_003, SNP_015};

use super::regions::Ways;
use super::{ADDRESS, list, name, whole};
use crate::bench::Bench;
use crate::check::Check;
use crate::checks::{catalogue, public};
use crate::trouble::{Outcome, ensure};

pub(crate) const CHECKS: &[Check] = &[
    Check {
        of: &SNP_001,
        tries: "read the list as a stranger, as two persons, and again with its tag",
        run: same,
    },
    Check { of: &SNP_002, tries: "look for the whole, and for what is listed twice", run: once },
    Check { of: &SNP_003, tries: "look for the region of every snapshot", run: known },
    Check { of: &SNP_015, tries: "look for the county of every guide", run: counties },
];

fn same(bench: &Bench) -> Outcome {
    let stranger = bench.anyone().get(ADDRESS)?.expect(200)?;
    for who in [bench.first(), bench.second()] {
        let answer = who.get(ADDRESS)?.expect(200)?;
        ensure(answer.bytes == stranger.bytes, || format!("GET {ADDRESS}: {} sees another list", who.id()))?;
    }
    public::kept(bench, ADDRESS)
}

fn once(bench: &Bench) -> Outcome {
    let list = list(bench)?;
    whole(&list)?;
    let mut seen = BTreeSet::new();
    let twice = list.items.iter().find(|it| !seen.insert((it.kind.as_str(), &it.region, it.format)));
    ensure(twice.is_none(), || format!("{} twice", twice.map(name).unwrap_or_default()))
}

fn known(bench: &Bench) -> Outcome {
    let mut ways = Ways::read(bench)?;
    for it in list(bench)?.items.iter().filter(|it| it.region.is_some()) {
        let code = it.region.as_deref().unwrap_or_default();
        ensure(!ways.of(code)?.is_empty(), || format!("{} is for no region of the hall", name(it)))?;
    }
    Ok(())
}

fn counties(bench: &Bench) -> Outcome {
    let list = list(bench)?;
    let mut ways = Ways::read(bench)?;
    let mut missing = BTreeSet::new();
    for guide in catalogue(bench)? {
        let Some(region) = guide.region else { continue };
        let has = |code: &str| list.items.iter().any(|it| it.region.as_deref() == Some(code));
        missing.extend(ways.counties(&region.code)?.into_iter().filter(|it| !has(it)));
    }
    let few: Vec<&str> = missing.iter().map(String::as_str).take(8).collect();
    ensure(few.is_empty(), || format!("no snapshot for {}", few.join(", ")))
}
