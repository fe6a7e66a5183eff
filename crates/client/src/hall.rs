//! The hall itself.

use contract::{CONTRACT_VERSION, ClassLink, Discovery, LegalText};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::tame::{Texts, tame};
use crate::{Call, Method};

/// `GET /.well-known/hall`, letter by letter as the hall wrote it, for the digests of its wordings: a first screen reads
/// a [`Front`] of it, everything else waits. What is read of it is tamed then.
#[must_use]
pub fn announcement() -> Call<Vec<u8>> {
    let read = |answer: &crate::Answer| answer.tamed(Texts::Kept).map(std::borrow::Cow::into_owned);
    Call::new(Method::Get, "/.well-known/hall".into(), read)
}

/// What a first screen needs of [`Discovery`], read without the rest of it. It can be read of a hall of another
/// contract, too: so little has to be the same for this app to say that they do not fit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Front {
    /// The hall's name.
    pub name: String,
    /// Contract versions served; see [`fits`].
    #[serde(default)]
    pub contract: Vec<String>,
    /// Conformance classes offered, by name.
    #[serde(default)]
    pub classes: Vec<String>,
    /// Languages of the hall's content (BCP 47), the first is its own.
    #[serde(default)]
    pub locales: Vec<String>,
    /// Present when this hall shows sample data only.
    #[serde(default)]
    pub demo: Option<FrontDemo>,
}

/// What is said wherever sample data is shown.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct FrontDemo {
    /// The sentence.
    pub notice: String,
}

/// What a hall does elsewhere, and whom to call: readable where the rest of it is not.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct Outward {
    /// Classes offered only as a link out of the app, with any address at all: whoever makes a link of it checks it.
    #[serde(default)]
    pub links: Vec<ClassLink>,
    /// Hotline number, where there is one: never empty.
    #[serde(default)]
    pub hotline: Option<String>,
}

/// Whether a hall that serves these versions (`major.minor`) and this client have a contract in common: the same
/// major number, whatever the minor. What a later minor adds is ignored.
#[must_use]
pub fn fits(versions: &[String]) -> bool {
    let major = |version: &str| version.split('.').next().map(str::to_owned);
    versions.iter().any(|it| major(it) == major(CONTRACT_VERSION))
}

/// Reads a [`Front`] of an [`announcement`].
#[must_use]
pub fn front(bytes: &[u8]) -> Option<Front> {
    read(bytes, Texts::Shown)
}

/// Reads [`Outward`] of an [`announcement`].
#[must_use]
pub fn outward(bytes: &[u8]) -> Outward {
    let all: Outward = read(bytes, Texts::Shown).unwrap_or_default();
    Outward { hotline: all.hotline.filter(|it| !it.is_empty()), ..all }
}

/// Reads all of an [`announcement`], its texts to their end.
#[must_use]
pub fn whole(bytes: &[u8]) -> Option<Discovery> {
    read(bytes, Texts::Whole)
}

/// The wordings of an [`announcement`], letter by letter: for their digests, not to be shown. `None` when they cannot be
/// read so: half a surrogate pair has no digest.
#[must_use]
pub fn wordings(bytes: &[u8]) -> Option<Vec<LegalText>> {
    #[derive(Deserialize)]
    struct Wordings {
        #[serde(default)]
        legal: Vec<LegalText>,
    }
    read::<Wordings>(bytes, Texts::Kept).map(|it| it.legal)
}

fn read<T: DeserializeOwned>(bytes: &[u8], texts: Texts) -> Option<T> {
    serde_json::from_slice(&tame(bytes, texts)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_number_decides() {
        let table: [(&[&str], bool); 9] = [
            (&["1.2"], true),
            (&["1.99"], true),
            (&["1"], true),
            (&["2.0", "1.0"], true),
            (&["2.0"], false),
            (&["11.2"], false),
            (&["0.1"], false),
            (&["", "v1", "1x"], false),
            (&[], false),
        ];
        for (versions, expected) in table {
            let versions: Vec<String> = versions.iter().map(|it| (*it).to_owned()).collect();
            assert_eq!(fits(&versions), expected, "{versions:?}");
        }
    }

    #[test]
    fn a_hall_of_another_contract_still_has_a_name_and_a_number_to_call() {
        let other = br#"{"name":"\u4e91\u5cab","contract":["2.0"],"hotline":"12345","keys":7,"limits":[]}"#;
        let front = front(other).unwrap();
        assert_eq!((front.name.as_str(), fits(&front.contract)), ("云岫", false));
        assert_eq!(outward(other).hotline.as_deref(), Some("12345"));
        assert_eq!(whole(other), None);
        assert_eq!(outward(br#"{"hotline":""}"#).hotline, None, "nothing to call");
    }

    #[test]
    fn a_wording_is_kept_as_its_digest_needs_it_and_shown_without_what_turns_it_round() {
        let text = ["甲\u{202e}乙", &"字".repeat(30_000)].concat();
        let legal = format!(
            r#"[{{"use":"signing","id":"s","lang":"zh-CN","title":"t","text":"{text}","sha256":"x"}}]"#
        );
        let body = format!(r#"{{"name":"云\u202e岫","legal":{legal}}}"#);
        let answer = crate::Answer {
            status: 200,
            media_type: "application/json".into(),
            body: body.into(),
            ..crate::Answer::default()
        };
        let bytes = announcement().read(&answer).unwrap();
        assert_eq!(wordings(&bytes).unwrap()[0].text, text);
        assert_eq!(front(&bytes).unwrap().name, "云岫");
        let shown: serde_json::Value = read(&bytes, Texts::Whole).unwrap();
        assert_eq!(shown["legal"][0]["text"], text.replace('\u{202e}', ""));
    }

    #[test]
    fn a_list_of_links_that_makes_no_sense_is_no_list() {
        assert_eq!(outward(br#"{"links":[{"class":"payments"}]}"#), Outward::default());
        let links = br#"{"links":[{"class":"payments","url":"https://pay.example/","text":"x","more":1}]}"#;
        assert_eq!(outward(links).links.len(), 1);
    }
}
