//! What holds for every catalogue and every query.

#[cfg(test)]
mod support;

use contract::{GuideChange, GuideChangeKind, GuideSummary, RegionName};
use guide_index::{Ask, Catalogue, Index, Only, Why, pack};
use proptest::prelude::*;
use support::{guide, opened};

const CHARACTERS: [(char, &str); 24] = [
    ('食', "shi"),
    ('品', "pin"),
    ('经', "jing"),
    ('营', "ying"),
    ('许', "xu"),
    ('可', "ke"),
    ('证', "zheng"),
    ('正', "zheng"),
    ('身', "shen"),
    ('份', "fen"),
    ('深', "shen"),
    ('粉', "fen"),
    ('户', "hu"),
    ('口', "kou"),
    ('迁', "qian"),
    ('移', "yi"),
    ('社', "she"),
    ('会', "hui"),
    ('保', "bao"),
    ('障', "zhang"),
    ('银', "yin"),
    ('行', "xing"),
    ('安', "an"),
    ('西', "xi"),
];

#[derive(Debug, Clone)]
struct Titled {
    title: String,
    pinyin: Vec<&'static str>,
}

fn titled() -> impl Strategy<Value = Titled> {
    proptest::collection::vec(0..CHARACTERS.len(), 2..9).prop_map(|picks| Titled {
        title: picks.iter().map(|it| CHARACTERS[*it].0).collect(),
        pinyin: picks.iter().map(|it| CHARACTERS[*it].1).collect(),
    })
}

fn titles() -> impl Strategy<Value = Vec<Titled>> {
    proptest::collection::vec(titled(), 1..20)
}

fn guides(titles: &[Titled]) -> Vec<GuideSummary> {
    let one = |(k, it): (usize, &Titled)| {
        guide(&format!("m{k}"), &it.title, &[], &[&it.pinyin.join(" ")], "某局", &[])
    };
    titles.iter().enumerate().map(one).collect()
}

fn catalogue(guides: &[GuideSummary]) -> Catalogue {
    opened(guides)
}

fn ask(words: &str, limit: usize) -> Ask {
    Ask { words: words.to_owned(), limit, ..Ask::default() }
}

/// All words of one slip of a letter word, or some of them.
fn slipped(word: &str, at: usize, how: u8) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + at % (letters.len() - 2);
    match how % 4 {
        0 => letters[at] = 'q',
        1 => drop(letters.remove(at)),
        2 => letters.insert(at, 'q'),
        _ => letters.swap(at, at + 1),
    }
    letters.into_iter().collect()
}

proptest! {
    #[test]
    fn what_was_packed_is_what_is_listed(titles in titles()) {
        let guides = guides(&titles);
        let index = Index::open(pack(&guides, "s")).unwrap();
        prop_assert_eq!((index.len(), index.sync()), (guides.len(), "s"));
        for guide in &guides {
            let listed = index.guide(index.place(&guide.matter).unwrap()).unwrap();
            prop_assert_eq!(listed, GuideSummary { pinyin: Vec::new(), ..guide.clone() });
        }
    }

    #[test]
    fn the_order_of_the_guides_does_not_matter(titles in titles(), by in 0..20usize) {
        let mut guides = guides(&titles);
        let bytes = pack(&guides, "s");
        let by = by % guides.len();
        guides.rotate_left(by);
        prop_assert_eq!(pack(&guides, "s"), bytes);
    }

    #[test]
    fn an_exact_title_comes_first(titles in titles(), at in 0..20usize) {
        let guides = guides(&titles);
        let title = &titles[at % titles.len()].title;
        let found = catalogue(&guides).find(&ask(title, 5));
        prop_assert_eq!(&found.hits[0].guide.title, title);
        prop_assert_eq!(found.hits[0].why, Why::Title);
    }

    #[test]
    fn one_slip_in_the_pinyin_is_forgiven(titles in titles(), at in 0..20usize, slip in 0..40usize, how in 0..4u8) {
        let guides = guides(&titles);
        let wanted = &titles[at % titles.len()];
        let typed = slipped(&wanted.pinyin.concat(), slip, how);
        prop_assume!(typed.len() >= 5);
        let found = catalogue(&guides).find(&ask(&typed, guides.len()));
        // Unless what was typed is right for others, in which case it was no slip.
        let right = found.hits.iter().filter(|it| it.why != Why::Typo).count() >= 5;
        prop_assert!(right || found.hits.iter().any(|it| it.guide.title == wanted.title), "{} by {}", wanted.title, typed);
    }

    #[test]
    fn another_character_of_the_same_sound_is_forgiven(titles in titles()) {
        let mut guides = guides(&titles);
        guides.push(guide("wanted", "身份证经营", &[], &["shen fen zheng jing ying"], "某局", &[]));
        guides.push(guide("others", "正深粉", &[], &["zheng shen fen"], "某局", &[]));
        for typed in ["身份正", "深份证", "身粉证经营"] {
            let found = catalogue(&guides).find(&ask(typed, guides.len()));
            prop_assert!(found.hits.iter().any(|it| it.guide.matter.as_str() == "wanted"), "{}", typed);
        }
    }

    #[test]
    fn ranges_lie_in_the_text_in_order_and_hits_are_counted(titles in titles(), words in "[食品身份证正a-z '，]{0,14}") {
        let found = catalogue(&guides(&titles)).find(&ask(&words, 4));
        prop_assert!(found.hits.len() <= 4 && found.hits.len() <= found.total);
        for hit in found.hits {
            let len = hit.text.chars().count();
            prop_assert!(hit.ranges.iter().all(|it| it.0 < it.1 && it.1 <= len), "{:?}", hit);
            prop_assert!(hit.ranges.windows(2).all(|it| it[0].1 <= it[1].0), "{:?}", hit);
        }
    }

    #[test]
    fn changes_give_what_a_new_snapshot_gives(titles in titles(), other in titles(), gone in 0..20usize, words in "[食品身份证]{1,2}|shen|sp") {
        let (old, mut new) = (guides(&titles), guides(&titles));
        let mut changes: Vec<GuideChange> = Vec::new();
        for (k, it) in other.iter().enumerate() {
            let guide = guide(&format!("m{}", k * 2), &it.title, &[], &[&it.pinyin.join(" ")], "某局", &[]);
            new.retain(|it| it.matter != guide.matter);
            changes.push(GuideChange { matter: guide.matter.clone(), change: GuideChangeKind::Published, guide: Some(guide.clone()) });
            new.push(guide);
        }
        let gone = new[gone % new.len()].matter.clone();
        new.retain(|it| it.matter != gone);
        changes.push(GuideChange { matter: gone.clone(), change: GuideChangeKind::Withdrawn, guide: None });
        let mut changed = catalogue(&old);
        changed.apply(&changes);
        let fresh = catalogue(&new);
        prop_assert_eq!(changed.len(), fresh.len());
        prop_assert_eq!(changed.by_matter(&gone), None);
        let found = |it: &Catalogue| {
            let mut titles: Vec<String> = it.find(&ask(&words, 100)).hits.into_iter().map(|it| it.guide.matter.to_string()).collect();
            titles.sort();
            titles
        };
        prop_assert_eq!(found(&changed), found(&fresh));
        prop_assert_eq!(changed.browse(&ask("", 100)).total, fresh.browse(&ask("", 100)).total);
    }

    #[test]
    fn what_serves_here_comes_before_what_does_not(titles in titles(), at in 0..20usize) {
        let at = at % titles.len();
        let mut guides = guides(&titles);
        for (k, guide) in guides.iter_mut().enumerate() {
            guide.title.clone_from(&titles[at].title);
            guide.pinyin = vec![titles[at].pinyin.join(" ")];
            let code = if k == at { "990101" } else { "310101" };
            guide.region = Some(RegionName { code: code.to_owned(), name: "某县".to_owned() });
        }
        let here = vec!["990101200201".to_owned(), "990101200000".to_owned(), "990101".to_owned()];
        let found = catalogue(&guides).find(&Ask { here: here.clone(), ..ask(&titles[at].title, 3) });
        prop_assert_eq!(found.hits[0].guide.matter.to_string(), format!("m{at}"));
        let only = Only { at: here, ..Only::default() };
        prop_assert_eq!(catalogue(&guides).find(&Ask { only, ..ask(&titles[at].title, 99) }).total, 1);
    }

    #[test]
    fn damaged_bytes_are_refused_or_searched_without_a_panic(titles in titles(), at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let mut bytes = pack(&guides(&titles), "s");
        prop_assert!(Index::open(&bytes[..cut.index(bytes.len())]).is_err());
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(index) = Index::open(&bytes) {
            let catalogue = Catalogue::new(index);
            for words in ["食品", "shipin", "sp", "身份正"] {
                drop(catalogue.find(&ask(words, 9)));
            }
            drop((catalogue.browse(&ask("", 9)), catalogue.topics(&ask("", 9)), catalogue.departments(&ask("", 9))));
        }
    }
}
