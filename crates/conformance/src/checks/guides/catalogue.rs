//! The catalogue as a list.

use std::collections::BTreeSet;

use contract::requirement::guides::{GUI_001, GUI_002, GUI_003, GUI_004, GUI_015};
use contract::{Guide, GuideSummary};

use super::{ADDRESS, address, catalogue, each, unless};
use crate::bench::Bench;
use crate::check::Check;
use crate::trouble::{Outcome, ensure};

pub(crate) const CHECKS: &[Check] = &[
    Check { of: &GUI_001, tries: "read it as a stranger and as two persons", run: same_for_all },
    Check { of: &GUI_002, tries: "read it to its end", run: once },
    Check { of: &GUI_003, tries: "open every guide that it lists", run: opens },
    Check { of: &GUI_004, tries: "compare every summary with its guide", run: agrees },
    Check { of: &GUI_015, tries: "count the syllables of every entry", run: pinyin },
];

fn same_for_all(bench: &Bench) -> Outcome {
    let path = format!("{ADDRESS}?limit=20");
    let stranger = bench.anyone().get(&path)?.expect(200)?;
    for who in [bench.first(), bench.second()] {
        let answer = who.get(&path)?.expect(200)?;
        ensure(answer.bytes == stranger.bytes, || {
            format!("GET {path}: {} sees another catalogue", who.id())
        })?;
        let kept = answer.header("cache-control").unwrap_or_default();
        ensure(!kept.contains("no-store") && !kept.contains("private"), || {
            answer.broken(&format!("an answer that anybody may keep, not `{kept}`")).to_string()
        })?;
    }
    Ok(())
}

fn once(bench: &Bench) -> Outcome {
    let mut seen = BTreeSet::new();
    let all = catalogue(bench)?;
    ensure(!all.is_empty(), || "the catalogue is empty".into())?;
    let twice = all.iter().find(|it| !seen.insert(it.matter.as_str()));
    ensure(twice.is_none(), || format!("{} twice", twice.map_or("", |it| it.matter.as_str())))
}

fn opens(bench: &Bench) -> Outcome {
    for it in catalogue(bench)?.iter().take(super::MOST) {
        let answer = bench.anyone().get(&address(it.matter.as_str()))?.expect(200)?;
        let guide: Guide = answer.json()?;
        ensure(guide.matter == it.matter && guide.version == it.version, || {
            format!("{} {}: the catalogue says version {}", guide.matter, guide.version, it.version)
        })?;
    }
    Ok(())
}

fn agrees(bench: &Bench) -> Outcome {
    each(bench, |summary, guide| {
        let table = [
            ("title", summary.title == guide.title),
            ("titles", summary.titles == guide.titles),
            ("department", summary.department == guide.department.name),
            ("audiences", summary.audiences == guide.audiences),
            ("depth", summary.depth == guide.depth),
            ("visits", summary.visits == guide.visits),
            ("promised", summary.promised == guide.promised),
            ("topics", summary.topics == guide.topics),
            ("aliases", summary.aliases == guide.aliases),
            ("region", summary.region == guide.region),
            ("catalog_code", summary.catalog_code == guide.catalog_code),
            ("handling", summary.handling.as_ref().is_none_or(|it| *it == guide.handling)),
            ("channels", summary.channels.is_empty() || summary.channels == guide.channels),
            ("village", !summary.village || guide.village),
            ("level", summary.level.as_ref().is_none_or(|it| *it == guide.level)),
        ];
        let parted: Vec<&str> = table.iter().filter(|it| !it.1).map(|it| it.0).collect();
        unless(parted.is_empty(), || format!("the catalogue says something else of {}", parted.join(", ")))
    })
}

fn pinyin(bench: &Bench) -> Outcome {
    let wrong: Vec<String> = catalogue(bench)?.iter().filter_map(misspelt).take(8).collect();
    ensure(wrong.is_empty(), || wrong.join("; "))
}

fn misspelt(it: &GuideSummary) -> Option<String> {
    let texts = 1 + it.aliases.len();
    if it.pinyin.len() != texts {
        return Some(format!("{}: {} entries for {texts} texts", it.matter, it.pinyin.len()));
    }
    let is_syllable = |it: &str| {
        !it.is_empty() && it.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == 'ü')
    };
    let odd = it.pinyin.iter().find(|it| !it.split(' ').all(is_syllable));
    odd.map(|odd| format!("{}: `{odd}`", it.matter))
}
