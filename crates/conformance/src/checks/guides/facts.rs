//! What a guide tells people.

use contract::requirement::guides::{
    GUI_016, GUI_017, GUI_018, GUI_019, GUI_020, GUI_021, GUI_022, GUI_023, GUI_024,
};
use contract::{Class, Guide, Necessity, OnlineDepth, Region, Regions};
use serde_json::Value;

use super::{each, unless};
use crate::bench::Bench;
use crate::check::Check;
use crate::filing::mint;
use crate::paging::encoded;
use crate::trouble::Outcome;

pub(crate) const CHECKS: &[Check] = &[
    Check { of: &GUI_016, tries: "read every guide that is filed online", run: complete },
    Check { of: &GUI_017, tries: "read every material that may follow", run: later },
    Check { of: &GUI_018, tries: "read `max_files` of every material", run: files },
    Check { of: &GUI_019, tries: "read `updated_on` of every guide", run: dates },
    Check { of: &GUI_020, tries: "read every guide that wants a visit", run: visits },
    Check { of: &GUI_021, tries: "compare both time limits of every guide", run: promised },
    Check { of: &GUI_022, tries: "look for the region of every guide", run: regions },
    Check { of: &GUI_023, tries: "read every title", run: titles },
    Check { of: &GUI_024, tries: "look for tags in every text", run: plain },
];

/// Whether a guide can be filed by a client.
fn is_online(guide: &Guide) -> bool {
    guide.depth.code != OnlineDepth::InformationOnly
}

fn complete(bench: &Bench) -> Outcome {
    let files = bench.offers(&Class::Filing);
    each(bench, |_, guide| {
        let table = [
            ("no form", guide.form.is_some() || !is_online(guide) || !files),
            ("no way of delivery", !guide.deliveries.is_empty() || !is_online(guide)),
            ("no department", !guide.department.name.trim().is_empty()),
            ("nobody whom it serves", !guide.audiences.is_empty()),
        ];
        table.iter().filter(|it| !it.1).map(|it| it.0.to_owned()).collect()
    })
}

fn later(bench: &Bench) -> Outcome {
    each(bench, |_, guide| {
        let may_follow = guide.materials.iter().filter(|it| it.necessity.code == Necessity::MayFollow);
        let silent = may_follow.filter(|it| it.later_days.is_none_or(|it| it == 0));
        silent.map(|it| format!("{} has no `later_days`", it.id)).collect()
    })
}

fn files(bench: &Bench) -> Outcome {
    let most = bench.discovery().limits.files_per_material;
    each(bench, |_, guide| {
        let more = guide.materials.iter().filter(|it| it.max_files.is_some_and(|it| it > most));
        more.map(|it| format!("{} may have more than {most} files", it.id)).collect()
    })
}

fn dates(bench: &Bench) -> Outcome {
    // A day more: the hall's day may have begun when the kit's has not.
    let tomorrow = mint::now().date_naive() + chrono::Days::new(1);
    each(bench, |_, guide| {
        unless(guide.updated_on <= tomorrow, || format!("updated on {}", guide.updated_on))
    })
}

fn visits(bench: &Bench) -> Outcome {
    each(bench, |_, guide| {
        let said = guide.visit_reason.as_ref().is_some_and(|it| !it.trim().is_empty());
        unless(guide.visits == 0 || said, || format!("{} visits and no `visit_reason`", guide.visits))
    })
}

fn promised(bench: &Bench) -> Outcome {
    each(bench, |_, guide| {
        let (promised, statutory) = (&guide.promised, &guide.statutory);
        let longer = promised.unit == statutory.unit && promised.n > statutory.n && statutory.n > 0;
        unless(!longer, || format!("{} promised, {} in law", promised.n, statutory.n))
    })
}

fn regions(bench: &Bench) -> Outcome {
    let known: Regions = bench.anyone().get("/api/v1/regions")?.json()?;
    let holds_back = known.regions.iter().any(|it| it.more);
    each(bench, |_, guide| {
        let Some(region) = &guide.region else { return Vec::new() };
        let fits = |it: &Region| it.code == region.code && it.name == region.name;
        // A hall with many regions is asked for those below what it tells at once.
        let below = || {
            let path = ["/api/v1/regions?of=", &encoded(&region.code)].concat();
            let way = bench.anyone().get(&path).and_then(|it| it.expect(200)?.json::<Regions>());
            way.is_ok_and(|it| it.regions.iter().any(fits))
        };
        unless(known.regions.iter().any(fits) || holds_back && below(), || {
            format!("{} {} is no region here", region.code, region.name)
        })
    })
}

/// Whether a text looks like a language tag (BCP 47): subtags of 1 to 8 letters and digits, the first of letters.
fn is_language(tag: &str) -> bool {
    let fits = |it: &str| (1..=8).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_alphanumeric());
    let first = tag.split('-').next().unwrap_or_default();
    tag.split('-').all(fits) && first.len() >= 2 && first.bytes().all(|it| it.is_ascii_alphabetic())
}

fn titles(bench: &Bench) -> Outcome {
    each(bench, |_, guide| {
        let mut wrong = unless(!guide.title.trim().is_empty(), || "no title".into());
        let tags = guide.titles.keys().chain(&guide.lang);
        wrong.extend(tags.filter(|it| !is_language(it)).map(|it| format!("`{it}` is no language")));
        let empty = guide.titles.iter().filter(|it| it.1.trim().is_empty());
        wrong.extend(empty.map(|it| format!("no title in {}", it.0)));
        wrong
    })
}

/// Whether a text holds a tag: `<`, a letter or `/`, and a `>` after it.
fn has_tag(text: &str) -> bool {
    let after = text.split('<').skip(1);
    after
        .into_iter()
        .any(|it| it.starts_with(|it: char| it.is_ascii_alphabetic() || it == '/') && it.contains('>'))
}

fn tags(at: &str, value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) if has_tag(text) => found.push(format!("{at} holds a tag")),
        Value::Array(items) => {
            for (k, it) in items.iter().enumerate() {
                tags(&format!("{at}/{k}"), it, found);
            }
        }
        Value::Object(members) => {
            for (name, it) in members {
                tags(&format!("{at}/{name}"), it, found);
            }
        }
        _ => {}
    }
}

fn plain(bench: &Bench) -> Outcome {
    each(bench, |_, guide| {
        let mut found = Vec::new();
        tags("", &serde_json::to_value(guide).unwrap_or_default(), &mut found);
        found
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_told_from_a_sign() {
        let table = [
            ("a < b > c", false),
            ("<b>x</b>", true),
            ("</p>", true),
            ("1<2", false),
            ("<3", false),
            ("<a", false),
        ];
        for (text, expected) in table {
            assert_eq!(has_tag(text), expected, "{text}");
        }
    }

    #[test]
    fn a_language_is_told_from_a_word() {
        let table = [
            ("zh", true),
            ("zh-Hans-CN", true),
            ("en-US", true),
            ("z", false),
            ("", false),
            ("zh_CN", false),
        ];
        for (tag, expected) in table {
            assert_eq!(is_language(tag), expected, "{tag}");
        }
    }
}
