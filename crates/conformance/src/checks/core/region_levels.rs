//! Regions of a hall that tells them a level at a time.

use std::collections::{BTreeMap, BTreeSet};

use contract::requirement::core::{COR_059, COR_060, COR_061, COR_062, COR_063, COR_064, COR_065};
use contract::{ProblemCode, Region, Regions};

use crate::bench::Bench;
use crate::check::Check;
use crate::paging::encoded;
use crate::trouble::{Outcome, Trouble, ensure};

pub(crate) const CHECKS: &[Check] = &[
    Check { of: &COR_059, tries: "count the regions that come at once, and their levels", run: levels },
    Check { of: &COR_060, tries: "compare `more` with what `?parent=` has", run: more },
    Check { of: &COR_061, tries: "ask what lies in regions, and in their own order", run: under },
    Check { of: &COR_062, tries: "ask for the way to regions of every level", run: ways },
    Check { of: &COR_063, tries: "look for regions by the names on their way", run: found },
    Check { of: &COR_064, tries: "ask for a region that nobody has", run: nobody },
    Check { of: &COR_065, tries: "ask two things at once, nothing, and too much", run: malformed },
];

/// Most regions that are looked at for one requirement: a hall may have 650,000.
const LOOKED_AT: usize = 24;

fn ask(bench: &Bench, query: &str) -> Result<Vec<Region>, Trouble> {
    let path = ["/api/v1/regions", query].concat();
    Ok(bench.anyone().get(&path)?.expect(200)?.json::<Regions>()?.regions)
}

fn inside(bench: &Bench, code: &str) -> Result<Vec<Region>, Trouble> {
    ask(bench, &format!("?parent={}", encoded(code)))
}

/// What the hall publishes; it is asked nothing when it publishes nothing.
fn at_once(bench: &Bench) -> Result<u32, Trouble> {
    let published = bench.discovery().limits.regions_at_once;
    published.ok_or_else(|| {
        Trouble::not_tried("the hall publishes no `regions_at_once`: it tells all of its regions at once")
    })
}

/// Some regions, spread over all that are told at once, and for each level below some that lie in the last.
fn some(bench: &Bench) -> Result<Vec<Region>, Trouble> {
    let all = ask(bench, "")?;
    let step = (all.len() / LOOKED_AT).max(1);
    let mut some: Vec<Region> = all.iter().step_by(step).cloned().collect();
    let mut deepest = all.iter().rev().find(|it| it.more).cloned();
    while let Some(region) = deepest {
        let lower = inside(bench, &region.code)?;
        deepest = lower.iter().find(|it| it.more && some.len() < 2 * LOOKED_AT).cloned();
        some.extend(lower.into_iter().take(3));
    }
    Ok(some)
}

fn levels(bench: &Bench) -> Outcome {
    let (most, all) = (at_once(bench)?, ask(bench, "")?);
    let mut depths: BTreeMap<&str, usize> = BTreeMap::new();
    for it in &all {
        let above = it.parent.as_deref().and_then(|it| depths.get(it));
        depths.insert(&it.code, above.map_or(0, |it| it + 1));
    }
    let deepest = depths.values().copied().max().unwrap_or(0);
    ensure(all.len() <= most as usize || deepest == 0, || {
        format!("{} regions, {most} are published", all.len())
    })?;
    let half = all.iter().find(|it| it.more && depths.get(it.code.as_str()).is_some_and(|it| *it < deepest));
    ensure(half.is_none(), || {
        format!("not all that lies in {} is told, though its level is", half.map_or("", |it| &it.code))
    })
}

fn more(bench: &Bench) -> Outcome {
    let all = ask(bench, "")?;
    if at_once(bench).is_err() {
        let holds_back = all.iter().find(|it| it.more);
        return ensure(holds_back.is_none(), || "`more` without `regions_at_once`: nobody can ask on".into());
    }
    let codes: BTreeSet<&str> = all.iter().map(|it| it.code.as_str()).collect();
    for it in some(bench)? {
        let lower = inside(bench, &it.code)?;
        let told = codes.contains(it.code.as_str());
        let others = lower.iter().filter(|one| !told || !codes.contains(one.code.as_str())).count();
        ensure(it.more == (others > 0), || {
            format!("{} says `more: {}`; {others} of those in it are not told", it.code, it.more)
        })?;
    }
    Ok(())
}

fn under(bench: &Bench) -> Outcome {
    at_once(bench)?;
    let all = ask(bench, "")?;
    for it in some(bench)? {
        let lower = inside(bench, &it.code)?;
        let other = lower.iter().find(|one| one.parent.as_deref() != Some(&it.code));
        ensure(other.is_none(), || {
            format!(
                "?parent={} answers {}, which does not lie in it",
                it.code,
                other.map_or("", |it| &it.code)
            )
        })?;
        let here: BTreeSet<&str> = lower.iter().map(|it| it.code.as_str()).collect();
        ensure(here.len() == lower.len(), || format!("?parent={} answers a region twice", it.code))?;
        let missing = all
            .iter()
            .find(|one| one.parent.as_deref() == Some(&it.code) && !here.contains(one.code.as_str()));
        ensure(missing.is_none(), || {
            format!("?parent={} does not answer {}", it.code, missing.map_or("", |it| &it.code))
        })?;
    }
    Ok(())
}

fn way(bench: &Bench, code: &str) -> Result<Vec<Region>, Trouble> {
    ask(bench, &format!("?of={}", encoded(code)))
}

fn ways(bench: &Bench) -> Outcome {
    at_once(bench)?;
    for it in some(bench)? {
        let way = way(bench, &it.code)?;
        let begins = way.first().is_some_and(|it| it.parent.is_none());
        let hangs = way.windows(2).all(|pair| pair[1].parent.as_deref() == Some(&pair[0].code));
        let ends = way.last().is_some_and(|last| last.code == it.code && last.parent == it.parent);
        ensure(begins && hangs && ends, || {
            let codes: Vec<&str> = way.iter().map(|it| it.code.as_str()).collect();
            format!("?of={} answers {}", it.code, codes.join(" ▸ "))
        })?;
    }
    Ok(())
}

fn found(bench: &Bench) -> Outcome {
    at_once(bench)?;
    for it in some(bench)?.into_iter().rev().take(LOOKED_AT) {
        let way = way(bench, &it.code)?;
        let names: Vec<&str> = way.iter().map(|it| it.name.as_str()).collect();
        // What is longer than a search begins further down.
        let names = (0..names.len()).map(|at| names[at..].join(" ")).find(|it| it.chars().count() <= 64);
        let Some(names) = names else { continue };
        let path = format!("/api/v1/regions?q={}", encoded(&names));
        let answer = bench.anyone().get(&path)?.expect(200)?;
        let told: Regions = answer.json()?;
        ensure(told.found.contains(&it.code), || {
            answer.broken(&format!("{} for `{names}`", it.code)).to_string()
        })?;
        let here: BTreeSet<&str> = told.regions.iter().map(|it| it.code.as_str()).collect();
        let missing = way.iter().find(|it| !here.contains(it.code.as_str()));
        ensure(missing.is_none(), || {
            format!("`{names}` is found without {}", missing.map_or("", |it| &it.name))
        })?;
    }
    Ok(())
}

fn nobody(bench: &Bench) -> Outcome {
    at_once(bench)?;
    for query in ["?parent=000000", "?of=000000", "?parent=", "?of=x"] {
        let answer = bench.anyone().get(&["/api/v1/regions", query].concat())?;
        answer.problem(404, &ProblemCode::NotFound)?;
    }
    Ok(())
}

fn malformed(bench: &Bench) -> Outcome {
    at_once(bench)?;
    let own = &bench.discovery().region;
    let long = "a".repeat(65);
    let queries = [
        format!("?parent={own}&of={own}"),
        format!("?parent={own}&q=a"),
        format!("?of={own}&q=a"),
        "?q=".to_owned(),
        "?q=%20".to_owned(),
        format!("?q={long}"),
    ];
    for query in queries {
        let answer = bench.anyone().get(&["/api/v1/regions", &query].concat())?;
        answer.problem(400, &ProblemCode::Malformed)?;
    }
    Ok(())
}
