//! What people type, and what they find.

#[cfg(test)]
mod support;

use contract::GuideSummary;
use guide_index::{Ask, Catalogue, Hit, Why};
use proptest::prelude::*;
use support::{guide, opened};

fn catalogue() -> Vec<GuideSummary> {
    vec![
        guide(
            "food",
            "食品经营许可（新办）",
            &["开饭馆", "办卫生许可证"],
            &["shi pin jing ying xu ke xin ban", "kai fan guan", "ban wei sheng xu ke zheng"],
            "云岫县市场监督管理局",
            &["开店", "餐饮"],
        ),
        guide(
            "food-renewal",
            "食品经营许可（延续）",
            &[],
            &["shi pin jing ying xu ke yan xu"],
            "云岫县市场监督管理局",
            &[],
        ),
        guide("permit", "经营许可", &[], &["jing ying xu ke"], "云岫县商务局", &[]),
        guide("water", "取水许可", &["打井"], &["qu shui xu ke", "da jing"], "云岫县水利局", &["用水"]),
        guide("etc", "ETC 设备换领", &[], &["she bei huan ling"], "云岫县交通运输局", &["出行"]),
        guide("lawyer", "律师执业许可", &["绿卡"], &["lǜ shī zhí yè xǔ kě", "lv ka"], "云岫县司法局", &[]),
        guide("a4", "A4 纸、U盘领用", &[], &["a4 zhi u pan ling yong"], "云岫县档案局", &[]),
        // A hall whose pinyin does not fit its text: found, and shown as a whole.
        guide("odd", "Ⅱ类医疗器械备案", &[], &["di er lei yi liao qi xie bei an"], "云岫县卫生健康局", &[]),
    ]
}

fn index(guides: &[GuideSummary]) -> Catalogue {
    opened(guides)
}

fn search(guides: &[GuideSummary], words: &str, limit: usize) -> Vec<Hit> {
    index(guides).find(&Ask { words: words.to_owned(), limit, ..Ask::default() }).hits
}

fn found(query: &str) -> Vec<Hit> {
    search(&catalogue(), query, 10)
}

/// The best guide, why, and the text shown with the found parts in brackets.
type Expected = Option<(&'static str, Why, &'static str)>;

#[test]
fn search_table() {
    use Why::*;
    #[rustfmt::skip]
    let table: [(&str, Expected); 38] = [
        // typed               best guide, why, the part shown in brackets
        ("食品经营许可（延续）", Some(("food-renewal", Title, "[食品经营许可（延续]）"))),
        ("食品经营许可延续",     Some(("food-renewal", Title, "[食品经营许可（延续]）"))),
        ("食品",               Some(("food", Title, "[食品]经营许可（新办）"))),
        ("食 品",              Some(("food", Title, "[食品]经营许可（新办）"))),
        ("取水",               Some(("water", Title, "[取水]许可"))),
        ("开饭馆",             Some(("food", Alias, "[开饭馆]"))),
        ("饭馆",               Some(("food", Alias, "开[饭馆]"))),
        ("kaifanguan",         Some(("food", Pinyin, "[开饭馆]"))),
        ("kai fan guan",       Some(("food", Pinyin, "[开饭馆]"))),
        ("KaiFanG",            Some(("food", Pinyin, "[开饭馆]"))),
        ("fang",               Some(("food", Pinyin, "开[饭馆]"))),
        ("kfg",                Some(("food", Initials, "[开饭馆]"))),
        ("KFG",                Some(("food", Initials, "[开饭馆]"))),
        ("ｋｆｇ",              Some(("food", Initials, "[开饭馆]"))),
        ("fg",                 Some(("food", Initials, "开[饭馆]"))),
        ("kfguan",             Some(("food", Initials, "[开饭馆]"))),
        ("开饭g",              Some(("food", Pinyin, "[开饭馆]"))),
        ("食品jyxk",           Some(("food", Initials, "[食品经营许可]（新办）"))),
        ("spjyxkyx",           Some(("food-renewal", Initials, "[食品经营许可（延续]）"))),
        ("lvshi",              Some(("lawyer", Pinyin, "[律师]执业许可"))),
        ("lü shi",             Some(("lawyer", Pinyin, "[律师]执业许可"))),
        ("etc",                Some(("etc", Title, "[ETC] 设备换领"))),
        ("ＥＴＣ设备",          Some(("etc", Title, "[ETC 设备]换领"))),
        ("etcsbhl",            Some(("etc", Initials, "[ETC 设备换领]"))),
        ("yiliao",             Some(("odd", Pinyin, "Ⅱ类[医疗]器械备案"))),
        ("a4zhi",              Some(("a4", Pinyin, "[A4 纸]、U盘领用"))),
        ("upan",               Some(("a4", Pinyin, "A4 纸、[U盘]领用"))),
        ("azuply",             Some(("a4", Initials, "[A4 纸、U盘领用]"))),
        ("水利局",             Some(("water", Department, "云岫县[水利局]"))),
        ("餐饮",               Some(("food", Topic, "[餐饮]"))),
        ("许可 延续",          Some(("food-renewal", Title, "食品经营[许可（延续]）"))),
        ("延续 食品",          Some(("food-renewal", Title, "[食品]经营许可（[延续]）"))),
        ("市场 xinban",        Some(("food", Pinyin, "食品经营许可（[新办]）"))),
        ("饭馆 取水",          Some(("water", Part, "[取水]许可"))),
        ("身份",               None),
        ("guankai",            None),
        ("结婚登记",           None),
        (" 　，。",            None),
    ];
    for (query, expected) in table {
        let first =
            found(query).into_iter().next().map(|it| (it.guide.matter.to_string(), it.why, marked(&it)));
        let expected = expected.map(|(matter, why, shown)| (matter.to_owned(), why, shown.to_owned()));
        assert_eq!(first, expected, "{query:?}");
    }
}

/// The text with its ranges in brackets.
fn marked(hit: &Hit) -> String {
    let mut out = String::new();
    for (at, char) in hit.text.chars().enumerate() {
        if hit.ranges.iter().any(|it| it.0 == at) {
            out.push('[');
        }
        out.push(char);
        if hit.ranges.iter().any(|it| it.1 == at + 1) {
            out.push(']');
        }
    }
    out
}

#[test]
fn exact_before_start_before_inside_and_shorter_before_longer() {
    let order: Vec<String> = found("经营许可").into_iter().map(|it| it.guide.matter.to_string()).collect();
    assert_eq!(order, ["permit", "food", "food-renewal"]);
    let order: Vec<String> = found("许可").into_iter().map(|it| it.guide.matter.to_string()).collect();
    assert_eq!(order, ["water", "permit", "lawyer", "food", "food-renewal"]);
}

#[test]
fn for_the_first_time_goes_before_again() {
    let title = |matter: &str, title: &str, pinyin: &str| guide(matter, title, &[], &[pinyin], "某局", &[]);
    let guides = [
        title("change", "食品经营许可变更", "shi pin jing ying xu ke bian geng"),
        title("first", "食品经营许可（新办）", "shi pin jing ying xu ke xin ban"),
        title("renewal", "食品经营许可延续", "shi pin jing ying xu ke yan xu"),
    ];
    for words in ["食品经营许可", "shipinjingying", "spjyxk", "食品 许可"] {
        assert_eq!(search(&guides, words, 3)[0].guide.matter.as_str(), "first", "{words}");
    }
    assert_eq!(search(&guides, "食品经营许可变更", 3)[0].guide.matter.as_str(), "change");
}

#[test]
fn an_alias_goes_before_a_department() {
    let guides =
        [guide("a", "甲事", &[], &[], "水利局", &[]), guide("b", "乙事项", &["水利"], &[], "某局", &[])];
    let order: Vec<String> =
        search(&guides, "水利", 9).into_iter().map(|it| it.guide.matter.to_string()).collect();
    assert_eq!(order, ["b", "a"]);
}

#[test]
fn no_more_than_the_limit() {
    assert_eq!(search(&catalogue(), "许可", 2).len(), 2);
    assert!(search(&catalogue(), "许可", 0).is_empty());
    assert!(search(&[], "许可", 5).is_empty());
}

#[test]
fn long_texts_and_queries_stay_quick() {
    let long = "阿".repeat(5_000);
    let pinyin = "a ".repeat(5_000);
    let guides: Vec<GuideSummary> =
        (0..50).map(|it| guide(&format!("m{it}"), &long, &[], &[&pinyin], "局", &[])).collect();
    let index = index(&guides);
    let begun = std::time::Instant::now();
    let words = format!("{}bcd", "a".repeat(57));
    assert!(index.find(&Ask { words, limit: 5, ..Ask::default() }).hits.is_empty());
    assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
}

/// A character and its syllable.
const SYLLABLES: [(char, &str); 12] = [
    ('安', "an"),
    ('西', "xi"),
    ('县', "xian"),
    ('恩', "en"),
    ('阿', "a"),
    ('证', "zheng"),
    ('办', "ban"),
    ('水', "shui"),
    ('女', "nü"),
    ('饿', "e"),
    ('根', "gen"),
    ('个', "ge"),
];

fn titled() -> impl Strategy<Value = (String, String, String)> {
    proptest::collection::vec(0..SYLLABLES.len(), 1..12).prop_map(|picks| {
        let picks: Vec<(char, &str)> = picks.into_iter().map(|it| SYLLABLES[it]).collect();
        (
            picks.iter().map(|it| it.0).collect(),
            picks.iter().map(|it| it.1).collect::<Vec<_>>().join(" "),
            picks.iter().filter_map(|it| it.1.chars().next()).collect(),
        )
    })
}

proptest! {
    #[test]
    fn every_guide_is_found_by_its_title_its_pinyin_and_its_initials(titles in proptest::collection::vec(titled(), 1..12)) {
        let guides: Vec<GuideSummary> = titles
            .iter()
            .enumerate()
            .map(|(k, (title, pinyin, _))| guide(&format!("m{k}"), title, &[], &[pinyin], "局", &[]))
            .collect();
        let index = index(&guides);
        for (k, (title, pinyin, initials)) in titles.iter().enumerate() {
            let joined = pinyin.replace(' ', "");
            for query in [title, pinyin, &joined, initials] {
                let hits = index.find(&Ask { words: query.clone(), limit: titles.len(), ..Ask::default() }).hits;
                prop_assert!(hits.iter().any(|it| it.guide.matter.as_str() == format!("m{k}")), "{} by {}", title, query);
            }
        }
    }

    #[test]
    fn ranges_lie_in_the_text_in_order_without_overlap(query in "[开饭馆食品许可 a-z（]{0,12}") {
        for hit in found(&query) {
            let len = hit.text.chars().count();
            prop_assert!(!hit.ranges.is_empty());
            prop_assert!(hit.ranges.iter().all(|it| it.0 < it.1 && it.1 <= len), "{:?}", hit);
            prop_assert!(hit.ranges.windows(2).all(|it| it[0].1 <= it[1].0), "{:?}", hit);
        }
    }

    #[test]
    fn the_same_query_finds_the_same(query in "\\PC{0,40}") {
        prop_assert_eq!(found(&query), found(&query));
    }
}
