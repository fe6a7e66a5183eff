//! An element of a guide in a few lines, for an answer: the hall's words, shortened only by leaving out whole lines.

use contract::{Fee, Guide, GuidePart, Place, TimeLimit};
use form::Heap;

use crate::text::{self, Said};

/// Most lines of a list that are shown; the rest is in the guide.
const MOST: usize = 4;
/// Most windows: each has several lines.
const MOST_PLACES: usize = 2;
/// Most names of materials in a line.
const MOST_NAMES: usize = 8;

/// A line of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// What it is about.
    pub(super) term: Option<Said>,
    /// What is said of it.
    pub(super) said: Said,
    /// Whether it is a number to call.
    pub(super) phone: bool,
}

impl Line {
    const fn plain(said: Said) -> Self {
        Self { term: None, said, phone: false }
    }

    const fn of(term: Said, said: Said) -> Self {
        Self { term: Some(term), said, phone: false }
    }
}

/// What a guide says of one of its elements; nothing where it says nothing. `lang` as [`text::lang_of`] gives it.
pub(super) fn brief(guide: &Guide, part: &GuidePart, lang: Option<&'static str>) -> Vec<Line> {
    let lines = match part {
        GuidePart::Fees => fees(&guide.fees, lang),
        GuidePart::TimeLimits => limits(guide, lang),
        GuidePart::Places => places(&guide.places, lang),
        GuidePart::Materials => materials(guide, lang),
        GuidePart::Steps => steps(guide, lang),
        GuidePart::Conditions => texts(&guide.conditions, lang),
        GuidePart::LegalBasis => texts(&guide.legal_basis, lang),
        GuidePart::General | GuidePart::Form | GuidePart::Other(_) => Vec::new(),
    };
    lines.into_iter().filter(|it| !it.said.text.is_empty()).collect()
}

/// No fees in a guide means that it is free of charge: the contract says so, see [`Guide::fees`].
fn fees(fees: &[Fee], lang: Option<&'static str>) -> Vec<Line> {
    if fees.is_empty() {
        return vec![Line::plain(Said::ours(text::free_of_charge()))];
    }
    let lines = fees.iter().take(MOST).flat_map(|it| {
        let fee = Line::of(Said::theirs(it.name.clone(), lang), Said::theirs(it.standard.clone(), lang));
        let relief = it.relief.clone();
        let relief = relief.map(|it| Line::of(Said::ours(text::fee_relief()), Said::theirs(it, lang)));
        [Some(fee), relief].into_iter().flatten()
    });
    lines.chain(rest(fees.len(), MOST)).collect()
}

fn limits(guide: &Guide, lang: Option<&'static str>) -> Vec<Line> {
    let line = |term: &str, it: &TimeLimit| {
        let note = it.note.clone().map(|it| Line::plain(Said::theirs(it, lang)));
        [Some(Line::of(Said::ours(term), Said::ours(text::limit(it)))), note]
    };
    let both =
        [line(text::promised_limit(), &guide.promised), line(text::statutory_limit(), &guide.statutory)];
    both.into_iter().flatten().flatten().collect()
}

fn places(places: &[Place], lang: Option<&'static str>) -> Vec<Line> {
    let lines = places.iter().take(MOST_PLACES).flat_map(|it| {
        let words = [&it.name, &it.address, &it.hours].map(|it| Line::plain(Said::theirs(it.clone(), lang)));
        let phone = Line { phone: true, ..Line::plain(Said::ours(it.phone.clone())) };
        words.into_iter().chain([phone])
    });
    lines.chain(rest(places.len(), MOST_PLACES)).collect()
}

/// What everyone brings, by name; how many more there may be depends on answers nobody gave yet.
fn materials(guide: &Guide, lang: Option<&'static str>) -> Vec<Line> {
    let brought = || guide.materials.iter().filter(|it| Heap::of(it) != Heap::Fetched);
    let names: Vec<&str> = brought()
        .filter(|it| it.when.is_none() && Heap::of(it) != Heap::Optional)
        .map(|it| it.name.as_str())
        .collect();
    let others = brought().count() - names.len();
    let for_all = (!names.is_empty()).then(|| {
        let shown = names.iter().take(MOST_NAMES).copied().collect::<Vec<_>>();
        let said = Said::theirs(shown.join(text::mandate_list_comma()), lang);
        Line::of(Said::ours(text::answers_for_all(&names.len().to_string())), said)
    });
    let depend = (others > 0).then(|| Line::plain(Said::ours(text::answers_depend(&others.to_string()))));
    for_all.into_iter().chain(rest(names.len(), MOST_NAMES)).chain(depend).collect()
}

fn steps(guide: &Guide, lang: Option<&'static str>) -> Vec<Line> {
    let names: Vec<&str> =
        guide.steps.iter().map(|it| it.name.as_str()).filter(|it| !it.is_empty()).collect();
    vec![Line::plain(Said::theirs(names.join(" → "), lang))]
}

fn texts(all: &[String], lang: Option<&'static str>) -> Vec<Line> {
    let lines = all.iter().take(MOST).map(|it| Line::plain(Said::theirs(it.clone(), lang)));
    lines.chain(rest(all.len(), MOST)).collect()
}

fn rest(all: usize, shown: usize) -> Option<Line> {
    let more = all.saturating_sub(shown);
    (more > 0).then(|| Line::plain(Said::ours(text::answers_rest(&more.to_string()))))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEES: &str = r#"[{"name":"工本费","standard":"20 元/证","basis":"","relief":"首次免收"}]"#;

    /// A guide with these members instead of its own.
    fn guide(changes: &[(&str, &str)]) -> Guide {
        let mut members: Vec<(&str, &str)> = vec![
            ("matter", r#""m""#),
            ("version", "1"),
            ("updated_on", r#""2026-01-01""#),
            ("title", r#""t""#),
            ("aliases", "[]"),
            ("kind", r#"{"code":"licence","text":""}"#),
            ("level", r#"{"code":"county","text":""}"#),
            ("department", r#"{"name":"d","nature":""}"#),
            ("audiences", "[]"),
            ("handling", r#"{"code":"promised","text":""}"#),
            ("topics", "[]"),
            ("legal_basis", "[]"),
            ("conditions", "[]"),
            ("statutory", r#"{"n":20,"unit":"working-day"}"#),
            ("promised", r#"{"n":5,"unit":"working-day","note":"不含公示"}"#),
            ("special_procedures", "[]"),
            ("steps", "[]"),
            ("channels", "[]"),
            ("depth", r#"{"code":"fully-online","text":""}"#),
            ("visits", "0"),
            ("places", "[]"),
            ("consult", r#""""#),
            ("supervise", r#""""#),
            ("fees", "[]"),
            ("results", "[]"),
            ("intermediaries", "[]"),
            ("faq", "[]"),
            ("questions", "[]"),
            ("materials", "[]"),
            ("deliveries", "[]"),
            ("esign", "false"),
            ("village", "false"),
        ];
        for change in changes {
            members.retain(|it| it.0 != change.0);
            members.push(*change);
        }
        let members: Vec<String> =
            members.iter().map(|(name, json)| ["\"", name, "\":", json].concat()).collect();
        serde_json::from_slice(["{", &members.join(","), "}"].concat().as_bytes()).unwrap()
    }

    fn said(guide: &Guide, part: &GuidePart) -> Vec<String> {
        let line = |it: Line| match it.term {
            Some(term) => [&term.text, "：", &it.said.text].concat(),
            None => it.said.text,
        };
        brief(guide, part, None).into_iter().map(line).collect()
    }

    #[test]
    fn a_guide_that_says_nothing_gives_no_line_but_that_it_is_free() {
        let silent = guide(&[]);
        use GuidePart::{Conditions, Fees, Form, General, LegalBasis, Materials, Places, Steps};
        for part in [Conditions, Materials, Places, Steps, LegalBasis, General, Form] {
            assert_eq!(said(&silent, &part), [""; 0], "{part:?}");
        }
        assert_eq!(said(&silent, &Fees), ["不收费"]);
    }

    #[test]
    fn each_element_is_told_in_the_words_of_the_guide() {
        let places = r#"[{"name":"大厅 3 号窗","address":"政通路 1 号","hours":"","phone":"0990-1"}]"#;
        let steps = r#"[{"name":"受理","by":"","text":""},{"name":"发证","by":"","text":""}]"#;
        let full = guide(&[
            ("fees", FEES),
            ("places", places),
            ("steps", steps),
            ("conditions", r#"["a","b","c","d","e","f"]"#),
        ]);
        let table: [(GuidePart, &[&str]); 5] = [
            (GuidePart::Fees, &["工本费：20 元/证", "减免：首次免收"]),
            (GuidePart::TimeLimits, &["承诺时限：5 个工作日", "不含公示", "法定时限：20 个工作日"]),
            (GuidePart::Places, &["大厅 3 号窗", "政通路 1 号", "0990-1"]),
            (GuidePart::Steps, &["受理 → 发证"]),
            (GuidePart::Conditions, &["a", "b", "c", "d", "还有 2 条，在指南里看"]),
        ];
        for (part, expected) in table {
            assert_eq!(said(&full, &part), expected, "{part:?}");
        }
    }

    #[test]
    fn only_what_everyone_brings_is_named() {
        let material = |id: &str, necessity: &str, more: &str| {
            [
                r#"{"id":""#,
                id,
                r#"","name":""#,
                id,
                r#"","necessity":{"code":""#,
                necessity,
                r#"","text":""},"source":{"code":"applicant","text":""},"original":"","paper_copies":0"#,
                more,
                "}",
            ]
            .concat()
        };
        let list = [
            material("a", "required", ""),
            material("b", "required", r#","when":{"field":"q","is":"x"}"#),
            material("c", "may-follow", ""),
            material("d", "optional", ""),
            material("e", "fetched", ""),
        ];
        let list = ["[", &list.join(","), "]"].concat();
        let guide = guide(&[("materials", &list)]);
        assert_eq!(said(&guide, &GuidePart::Materials), ["人人都要 2 份：a、c", "另有 2 份看您的情况"]);
    }
}
