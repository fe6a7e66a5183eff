//! Which language the app speaks, and how its sentences are found and filled.
//!
//! Chinese is compiled in: it is there at the first paint, and a page's sentences travel with its part. English
//! is one table, fetched when somebody wants it, in the order of the Chinese keys (`xtask/src/locales.rs`).

use std::cell::{Cell, RefCell};

/// A language of the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Compiled in.
    Chinese,
    /// A table.
    English,
}

impl Language {
    /// As it stands in `lang` and on the device (BCP 47).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    /// Where its table is; nothing for the language that is compiled in.
    #[must_use]
    pub const fn table(self) -> Option<&'static str> {
        match self {
            Self::Chinese => None,
            Self::English => Some(super::sentences::TABLE_EN),
        }
    }

    /// The one a switch leads to.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Chinese => Self::English,
            Self::English => Self::Chinese,
        }
    }

    /// What was chosen on this device; else the first language of the browser that we have; else Chinese.
    #[must_use]
    pub fn of(chosen: Option<&str>, asked: &[String]) -> Self {
        let mut wanted = chosen.into_iter().chain(asked.iter().map(String::as_str));
        let known = |tag: &str| match primary(tag) {
            it if it.eq_ignore_ascii_case("zh") => Some(Self::Chinese),
            it if it.eq_ignore_ascii_case("en") => Some(Self::English),
            _ => None,
        };
        wanted.find_map(known).unwrap_or(Self::Chinese)
    }
}

/// `zh-Hant-TW` → `zh`.
fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}

thread_local! {
    static SPOKEN: Cell<Language> = const { Cell::new(Language::Chinese) };
    /// The table in use; `None` for what is compiled in.
    static TABLE: Cell<Option<&'static [String]>> = const { Cell::new(None) };
    /// The English table, once it was here.
    static ENGLISH: Cell<Option<&'static [String]>> = const { Cell::new(None) };
    /// The language of the hall's own words. Asked for long after it is known.
    static HALL: Cell<&'static str> = const { Cell::new("zh-CN") };
    /// Tags of content that came by; a hall has a handful.
    static TAGS: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

/// Which language is spoken now.
#[must_use]
pub fn spoken() -> Language {
    SPOKEN.get()
}

/// Whether a language can be spoken at once.
#[must_use]
pub fn is_known(language: Language) -> bool {
    language.table().is_none() || ENGLISH.get().is_some()
}

/// Takes the table of [`Language::English`]; false when it is none. It stays for the life of the page, so that
/// a sentence can be handed around like one that is compiled in.
pub fn learn(bytes: &[u8]) -> bool {
    let Ok(table) = serde_json::from_slice::<Vec<String>>(bytes) else { return false };
    ENGLISH.set(Some(table.leak()));
    true
}

/// Speaks a language from now on; what is on screen has to be drawn again. One that is not known stays unspoken.
pub fn speak(language: Language) {
    if is_known(language) {
        SPOKEN.set(language);
        TABLE.set(if language.table().is_some() { ENGLISH.get() } else { None });
    }
}

/// The sentence with this number, or the one that is compiled in.
pub(super) fn pick(number: usize, source: &'static str) -> &'static str {
    TABLE.get().and_then(|it| it.get(number)).map_or(source, String::as_str)
}

/// Puts values into a sentence: `{0}` is the first, `{0|day|days}` the first word when it is `1`, else the second.
pub(super) fn fill(sentence: &str, values: &[&str]) -> String {
    let mut filled = String::new();
    let mut rest = sentence;
    while let Some((before, (slot, after))) =
        rest.split_once('{').and_then(|(before, it)| Some((before, it.split_once('}')?)))
    {
        let mut parts = slot.splitn(2, '|');
        let place = parts.next().and_then(|it| it.parse::<usize>().ok());
        let value = place.and_then(|it| values.get(it)).copied().unwrap_or_default();
        filled.push_str(before);
        filled.push_str(match parts.next().and_then(|it| it.split_once('|')) {
            Some((one, many)) => {
                if value == "1" {
                    one
                } else {
                    many
                }
            }
            None => value,
        });
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// Remembers the language of the hall's own words: the first of its `locales`.
pub fn set_hall_language(tag: &str) {
    HALL.set(kept(tag));
}

/// The `lang` of the hall's own words where they are not in the language of the page.
#[must_use]
pub fn hall_lang() -> Option<&'static str> {
    foreign(HALL.get())
}

/// The `lang` of content that names its language, or else is in the hall's.
#[must_use]
pub fn lang_of(tag: Option<&str>) -> Option<&'static str> {
    foreign(tag.map_or(HALL.get(), kept))
}

fn foreign(tag: &'static str) -> Option<&'static str> {
    (!primary(tag).eq_ignore_ascii_case(primary(SPOKEN.get().tag()))).then_some(tag)
}

/// More languages than any hall has; a hall that sends more is not believed.
const MOST_TAGS: usize = 16;

/// The tag as a text that stays.
fn kept(tag: &str) -> &'static str {
    TAGS.with_borrow_mut(|all| {
        if let Some(found) = all.iter().find(|it| **it == tag) {
            return *found;
        }
        if all.len() >= MOST_TAGS {
            // BCP 47: undetermined.
            return "und";
        }
        let tag: &'static str = tag.to_owned().leak();
        all.push(tag);
        tag
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_goes_before_the_browser_and_chinese_is_the_last_resort() {
        let table: [(Option<&str>, &[&str], Language); 8] = [
            (None, &[], Language::Chinese),
            (None, &["fr", "bo"], Language::Chinese),
            (None, &["zh-Hant-HK", "en"], Language::Chinese),
            (None, &["fr-FR", "EN-gb", "zh"], Language::English),
            (Some("en"), &["zh-CN"], Language::English),
            (Some("zh-CN"), &["en-US"], Language::Chinese),
            (Some("tlh"), &["en-US"], Language::English),
            (None, &["enm"], Language::Chinese),
        ];
        for (chosen, asked, expected) in table {
            let asked: Vec<String> = asked.iter().map(|it| (*it).to_owned()).collect();
            assert_eq!(Language::of(chosen, &asked), expected, "{chosen:?} {asked:?}");
        }
    }

    #[test]
    fn values_are_put_where_the_sentence_wants_them() {
        let table: [(&str, &[&str], &str); 9] = [
            ("首页", &[], "首页"),
            ("还剩 {0} 天", &["3"], "还剩 3 天"),
            ("{1}，{0}，{1}", &["a", "b"], "b，a，b"),
            ("{0} {0|day|days} left", &["1"], "1 day left"),
            ("{0} {0|day|days} left", &["0"], "0 days left"),
            ("{0} matter{0||s}", &["1"], "1 matter"),
            // A value is never read again for places to fill.
            ("「{0}」", &["{1}"], "「{1}」"),
            // A table that is not ours does no harm.
            ("{7} {x} {} {中} {", &["a"], "    {"),
            ("{0", &["a"], "{0"),
        ];
        for (sentence, values, expected) in table {
            assert_eq!(fill(sentence, values), expected, "{sentence}");
        }
    }

    #[test]
    fn a_language_is_spoken_once_its_table_is_here() {
        speak(Language::English);
        assert_eq!((spoken(), pick(0, "甲")), (Language::Chinese, "甲"));
        assert!(!learn(b"{}"));
        assert!(learn(br#"["A"]"#));
        speak(Language::English);
        assert_eq!((spoken(), pick(0, "甲"), pick(1, "乙")), (Language::English, "A", "乙"));
        speak(Language::Chinese);
        assert_eq!((spoken(), pick(0, "甲")), (Language::Chinese, "甲"));
    }

    #[test]
    fn content_is_marked_where_its_language_is_not_the_pages() {
        assert_eq!((hall_lang(), lang_of(Some("en")), lang_of(Some("zh-Hant"))), (None, Some("en"), None));
        assert!(learn(b"[]"));
        speak(Language::English);
        assert_eq!(
            (hall_lang(), lang_of(Some("en-GB")), lang_of(None)),
            (Some("zh-CN"), None, Some("zh-CN"))
        );
        set_hall_language("bo");
        assert_eq!((hall_lang(), lang_of(Some("zh-CN"))), (Some("bo"), Some("zh-CN")));
    }

    #[test]
    fn a_hall_with_countless_languages_fills_no_memory() {
        for n in 0..100 {
            set_hall_language(&format!("x{n}"));
        }
        assert_eq!(hall_lang(), Some("und"));
    }
}
