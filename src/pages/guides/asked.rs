//! What the box and the address ask of the catalogue.

use contract::Audience;
use guide_index::{Ask, Catalogue, Found, Only};

use crate::route::{MOST_LETTERS, Narrow, Wanted};

/// How many are asked for where only their number counts: as many as a list begins with, for what is less likely is
/// looked for only while there is room.
pub const COUNTED: usize = 60;

/// What is asked: `here` is where the person is and `at` where they look, region by region, the innermost first.
pub fn ask(words: &str, wanted: &Wanted, here: &[String], at: &[String], limit: usize) -> Ask {
    let is = |narrow| wanted.only.contains(&narrow);
    let only = Only {
        at: at.to_vec(),
        level: wanted.level.clone(),
        audience: wanted.who.clone().map(Audience::from),
        topic: wanted.topic.clone(),
        department: wanted.department.clone(),
        fully_online: is(Narrow::Online),
        instant: is(Narrow::Instant),
        no_visit: is(Narrow::NoVisit),
        by_mail: is(Narrow::Mail),
        village: is(Narrow::Village),
        bundles: is(Narrow::Bundle),
    };
    // Where somebody looks is near to them, too.
    let here = if at.is_empty() { here } else { at };
    Ask { words: clean(words), here: here.to_vec(), only, limit }
}

/// As [`ask`], for how many a list would have; `at` counts only while it is narrowed to that.
pub fn counting(words: &str, wanted: &Wanted, here: &[String], at: &[String]) -> Ask {
    ask(words, wanted, here, if wanted.at.is_some() { at } else { &[] }, COUNTED)
}

/// What the catalogue has: everything that passes where there are no words.
pub fn found(catalogue: &Catalogue, ask: &Ask) -> Found {
    if ask.words.is_empty() { catalogue.browse(ask) } else { catalogue.find(ask) }
}

/// What was typed, without what keyboards add: the marks between syllables while a word is composed (`kai'fan'guan`),
/// and the full stop that speaking leaves behind. What nobody sees is gone, too.
pub fn clean(words: &str) -> String {
    let unseen = |it: char| {
        it.is_control()
            || matches!(it, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let mark = |it: char| matches!(it, '\'' | '’' | '`');
    let kept: String = words.chars().filter(|it| !unseen(*it) && !mark(*it)).take(MOST_LETTERS).collect();
    let end = |it: char| {
        matches!(it, '。' | '．' | '.' | '？' | '?' | '！' | '!' | '，' | ',' | '、') || it.is_whitespace()
    };
    kept.trim_matches(end).to_owned()
}

/// One way to see more: what it takes away, and the list without it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dropped {
    /// Where.
    At,
    /// At which level.
    Level,
    /// For whom.
    Who,
    /// The topic.
    Topic(String),
    /// The department.
    Department(String),
    /// One of the kinds.
    Only(Narrow),
}

/// The lists one gets by dropping one of what narrows this one.
pub fn wider(wanted: &Wanted) -> Vec<(Dropped, Wanted)> {
    let base = Wanted { more: 0, ..wanted.clone() };
    let mut all = Vec::new();
    if wanted.at.is_some() {
        all.push((Dropped::At, Wanted { at: None, ..base.clone() }));
    }
    if wanted.level.is_some() {
        all.push((Dropped::Level, Wanted { level: None, ..base.clone() }));
    }
    if wanted.who.is_some() {
        all.push((Dropped::Who, Wanted { who: None, ..base.clone() }));
    }
    if let Some(topic) = &wanted.topic {
        all.push((Dropped::Topic(topic.clone()), Wanted { topic: None, ..base.clone() }));
    }
    if let Some(department) = &wanted.department {
        all.push((Dropped::Department(department.clone()), Wanted { department: None, ..base.clone() }));
    }
    all.extend(wanted.only.iter().map(|it| (Dropped::Only(*it), base.toggled(*it))));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_keyboards_add_is_not_looked_for() {
        let table = [
            ("开饭馆", "开饭馆"),
            ("kai'fan'guan", "kaifanguan"),
            ("我要开饭馆。", "我要开饭馆"),
            (" 开 饭馆？ ", "开 饭馆"),
            ("开\u{200b}饭\u{202e}馆\u{feff}", "开饭馆"),
            ("🍜", "🍜"),
            ("。。。", ""),
            ("\u{fffd}", "\u{fffd}"),
            ("ＡＢ", "ＡＢ"),
        ];
        for (typed, looked_for) in table {
            assert_eq!(clean(typed), looked_for, "{typed:?}");
        }
        assert_eq!(clean(&"字".repeat(10_000)).chars().count(), MOST_LETTERS);
    }

    #[test]
    fn everything_that_narrows_reaches_the_catalogue() {
        let some = |it: &str| Some(it.to_owned());
        let wanted = Wanted {
            who: some("enterprise"),
            topic: some("开店"),
            department: some("市场监管局"),
            level: some("county"),
            only: vec![Narrow::Online, Narrow::Bundle],
            ..Wanted::default()
        };
        let here = ["1".to_owned()];
        let asked = ask("a", &wanted, &here, &[], 30);
        assert_eq!((asked.words.as_str(), asked.limit, asked.here.as_slice()), ("a", 30, &here[..]));
        let only = asked.only;
        assert_eq!(only.audience, Some(Audience::Enterprise));
        assert_eq!(
            (only.topic, only.department, only.level),
            (some("开店"), some("市场监管局"), some("county"))
        );
        assert!(only.fully_online && only.bundles && !only.instant && !only.village && only.at.is_empty());
        let at = ["2".to_owned()];
        let there = ask("a", &wanted, &here, &at, 30);
        assert_eq!((there.here.as_slice(), there.only.at.as_slice()), (&at[..], &at[..]));
    }

    #[test]
    fn each_thing_that_narrows_can_be_dropped() {
        let wanted = Wanted {
            words: "a".into(),
            at: Some("1".into()),
            topic: Some("t".into()),
            only: vec![Narrow::Mail, Narrow::Village],
            more: 3,
            ..Wanted::default()
        };
        let all = wider(&wanted);
        let names: Vec<&Dropped> = all.iter().map(|it| &it.0).collect();
        let only = Dropped::Only;
        assert_eq!(
            names,
            [&Dropped::At, &Dropped::Topic("t".into()), &only(Narrow::Mail), &only(Narrow::Village)]
        );
        assert!(all.iter().all(|(_, it)| it.words == "a" && it.more == 0));
        assert_eq!(all[3].1.only, [Narrow::Mail]);
        assert!(wider(&Wanted { words: "a".into(), ..Wanted::default() }).is_empty());
    }
}
