//! What is in a snapshot, against the pages of the catalogue.

use std::collections::{BTreeMap, BTreeSet};

use contract::requirement::snapshots::{SNP_012, SNP_013, SNP_014, SNP_016, SNP_017};
use contract::{GuideChanges, GuideSnapshot, GuideSummary, SnapshotKind};
use guide_index::{FORMAT, Index};

use super::regions::Ways;
use super::{MOST, address, list, name, whole};
use crate::bench::Bench;
use crate::check::Check;
use crate::checks::{catalogue, changes};
use crate::trouble::{Outcome, Trouble, ensure};

pub(crate) const CHECKS: &[Check] = &[
    Check { of: &SNP_012, tries: "compare the whole with the pages of the catalogue", run: everything },
    Check { of: &SNP_013, tries: "compare what both say of every guide", run: agrees },
    Check { of: &SNP_014, tries: "compare snapshots of regions with what applies there", run: local },
    Check { of: &SNP_016, tries: "ask what changed since the list", run: goes_on },
    Check { of: &SNP_017, tries: "ask what changed since each snapshot, and count its guides", run: counted },
];

/// The most pages of changes that are read.
const PAGES: usize = 400;

/// Guides that are named in a complaint.
const NAMED: usize = 5;

/// A snapshot of guides that the kit can read.
fn read(bench: &Bench, it: &GuideSnapshot) -> Result<Index, Trouble> {
    if it.format != FORMAT {
        return Err(Trouble::not_tried(format!(
            "{} is of format {}, the kit reads {FORMAT}",
            name(it),
            it.format
        )));
    }
    let answer = bench.anyone().get(&address(it))?.expect(200)?;
    Index::open(&answer.bytes).map_err(|_| Trouble::broken(format!("{} cannot be read", name(it))))
}

/// The guides of a snapshot, by matter.
fn held(index: &Index, it: &GuideSnapshot) -> Result<BTreeMap<String, GuideSummary>, Trouble> {
    let mut held = BTreeMap::new();
    for guide in (0..index.len()).filter_map(|at| index.guide(at)) {
        if let Some(twice) = held.insert(guide.matter.to_string(), guide) {
            return Err(Trouble::broken(format!("{} holds {} twice", name(it), twice.matter)));
        }
    }
    Ok(held)
}

/// Matters that a snapshot need not agree on: they changed after it was made. A hall is in use while it is looked at.
fn changed(bench: &Bench, index: &Index) -> Result<BTreeSet<String>, Trouble> {
    let (mut all, mut since) = (BTreeSet::new(), index.sync().to_owned());
    for _ in 0..PAGES {
        let page = changes(bench, &since)?;
        all.extend(page.items.iter().map(|it| it.matter.to_string()));
        if !page.more {
            return Ok(all);
        }
        since = page.next;
    }
    Err(Trouble::broken(format!("{PAGES} pages of changes, and still `more`")))
}

/// A snapshot must hold these guides and no others.
fn holds_exactly(bench: &Bench, it: &GuideSnapshot, expected: &[GuideSummary]) -> Outcome {
    let index = read(bench, it)?;
    let held = held(&index, it)?;
    let later = changed(bench, &index)?;
    let key = |it: &GuideSummary| (it.version, as_kept(it).title);
    let expected: BTreeMap<String, &GuideSummary> =
        expected.iter().map(|it| (it.matter.to_string(), it)).collect();
    let now = |matter: &String| !later.contains(matter);
    let lacks = expected
        .iter()
        .filter(|(matter, guide)| now(matter) && held.get(*matter).map(key) != Some(key(guide)));
    let strange =
        held.keys().filter(|it| now(it) && !expected.contains_key(*it)).map(|it| format!("{it} too much"));
    let lacks = lacks.map(|(matter, guide)| match held.get(matter) {
        Some(it) => format!(
            "{matter} {} `{}`, the catalogue has {} `{}`",
            it.version, it.title, guide.version, guide.title
        ),
        None => format!("{matter} is missing"),
    });
    let wrong: Vec<String> = lacks.chain(strange).collect();
    ensure(wrong.is_empty(), || {
        format!("{}: {}; {} in all", name(it), wrong[..wrong.len().min(NAMED)].join("; "), wrong.len())
    })
}

fn everything(bench: &Bench) -> Outcome {
    holds_exactly(bench, whole(&list(bench)?)?, &catalogue(bench)?)
}

/// The longest text that a snapshot keeps, in characters.
const TEXT: usize = 255;

/// A summary as a snapshot of this format can keep it: texts of bounded length and in one line, and no title of another
/// language among the aliases. Pinyin is the reader's own, and popularity moves by itself.
fn as_kept(guide: &GuideSummary) -> GuideSummary {
    let text = |it: &String| it.chars().take(TEXT).map(|it| if it.is_control() { ' ' } else { it }).collect();
    let aliases = guide.aliases.iter().filter(|it| !guide.titles.values().any(|title| title == *it));
    GuideSummary {
        title: text(&guide.title),
        department: text(&guide.department),
        catalog_code: guide.catalog_code.as_ref().map(text),
        topics: guide.topics.iter().map(text).collect(),
        aliases: aliases.map(text).collect(),
        pinyin: Vec::new(),
        popularity: None,
        ..guide.clone()
    }
}

fn agrees(bench: &Bench) -> Outcome {
    let list = list(bench)?;
    let it = whole(&list)?;
    let index = read(bench, it)?;
    let (held, later) = (held(&index, it)?, changed(bench, &index)?);
    let all = catalogue(bench)?;
    let other = |guide: &&GuideSummary| {
        let matter = guide.matter.as_str();
        !later.contains(matter) && held.get(matter).is_some_and(|it| as_kept(it) != as_kept(guide))
    };
    let wrong: Vec<&str> = all.iter().filter(other).map(|it| it.matter.as_str()).collect();
    ensure(wrong.is_empty(), || {
        let few = wrong[..wrong.len().min(NAMED)].join(", ");
        format!("{} says something else of {few}; {} in all", name(it), wrong.len())
    })
}

fn local(bench: &Bench) -> Outcome {
    let list = list(bench)?;
    let local = list.items.iter().filter(|it| it.kind == SnapshotKind::Guides);
    let local: Vec<_> = local.filter_map(|it| Some((it, it.region.as_deref()?))).take(MOST).collect();
    if local.is_empty() {
        return Err(Trouble::not_tried("no snapshot is for a region"));
    }
    let (all, mut ways) = (catalogue(bench)?, Ways::read(bench)?);
    for (it, region) in local {
        let mut expected = Vec::new();
        for guide in &all {
            if ways.applies(guide, region)? {
                expected.push(guide.clone());
            }
        }
        holds_exactly(bench, it, &expected)?;
    }
    Ok(())
}

fn goes_on(bench: &Bench) -> Outcome {
    let first = changes(bench, &list(bench)?.sync)?;
    // A guide may really have been published since; not twice.
    let second = changes(bench, &list(bench)?.sync)?;
    let quiet = |it: &GuideChanges| it.items.is_empty() && !it.more;
    ensure(quiet(&first) || quiet(&second), || format!("{} changes in a quiet moment", first.items.len()))
}

fn counted(bench: &Bench) -> Outcome {
    let list = list(bench)?;
    for it in list.items.iter().filter(|it| it.kind == SnapshotKind::Guides).take(MOST) {
        let index = read(bench, it)?;
        changes(bench, index.sync())?;
        let holds = index.len() as u64;
        ensure(holds == u64::from(it.guides), || {
            format!("{} holds {holds} guides, the list says {}", name(it), it.guides)
        })?;
    }
    Ok(())
}
