//! What of a draft is shared, and what happens when this device's and the hall's have grown apart. Pure.

use contract::{Attachment, DraftContent};
use serde::{Deserialize, Serialize};

use crate::store::drafts::{Draft, DraftFile};

/// What this device knows of the hall's version.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Base {
    /// The version; none before it was shared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) etag: Option<String>,
    /// The content both agreed on last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) content: Option<DraftContent>,
    /// What was sent and not answered: the hall may have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) tried: Option<DraftContent>,
}

impl Base {
    /// The files the hall has.
    pub(super) fn files(&self) -> impl Iterator<Item = &Attachment> {
        self.content.iter().flat_map(|it| &it.files)
    }
}

/// The content of a draft, with the files that `listed` says are to be in it.
pub(super) fn content(draft: &Draft, listed: impl Fn(&DraftFile) -> bool) -> DraftContent {
    let mut files: Vec<Attachment> = Vec::new();
    for file in draft.files.iter().filter(|it| listed(it)) {
        let index = files.iter().filter(|it| it.material_id == file.material_id).count();
        files.push(Attachment {
            material_id: file.material_id.clone(),
            index: u32::try_from(index).unwrap_or(u32::MAX),
            name: file.name.clone(),
            length: file.length,
            sha256: file.sha256.clone(),
        });
    }
    files.sort_by(|a, b| (&a.material_id, a.index).cmp(&(&b.material_id, b.index)));
    DraftContent {
        scenario: draft.scenario.clone(),
        answers: draft.answers.clone(),
        files,
        later: draft.later.clone(),
        delivery: draft.delivery.clone(),
    }
}

/// Makes the draft say `content`. Files whose bytes are here stay as they are; the others are at the hall.
pub(super) fn take(draft: &mut Draft, content: &DraftContent) {
    let held = std::mem::take(&mut draft.files);
    let file = |it: &Attachment| {
        let here = held.iter().find(|own| own.sha256 == it.sha256 && own.material_id == it.material_id);
        here.cloned().unwrap_or_else(|| DraftFile {
            material_id: it.material_id.clone(),
            name: it.name.clone(),
            media_type: String::new(),
            length: it.length,
            sha256: it.sha256.clone(),
            at_hall: true,
        })
    };
    draft.files = content.files.iter().map(file).collect();
    draft.scenario = content.scenario.clone();
    draft.answers = content.answers.clone();
    draft.later = content.later.clone();
    draft.delivery = content.delivery.clone();
}

/// How two versions of a draft stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meeting {
    /// They say the same.
    Same,
    /// Only this device changed something.
    Mine,
    /// Only the hall's changed.
    Theirs,
    /// Both did.
    Apart,
}

/// Compares by content, not by version: the same text written twice is no conflict.
pub(super) fn meet(mine: &DraftContent, base: &Base, theirs: &DraftContent) -> Meeting {
    if mine == theirs {
        Meeting::Same
    } else if base.content.as_ref() == Some(theirs) || base.tried.as_ref() == Some(theirs) {
        Meeting::Mine
    } else if base.content.as_ref() == Some(mine) {
        Meeting::Theirs
    } else {
        Meeting::Apart
    }
}

#[cfg(test)]
mod tests {
    use contract::{DeliveryChoice, DeliveryKind, Party, PartyKind};

    use super::*;

    fn says(answer: &str) -> DraftContent {
        DraftContent {
            scenario: Default::default(),
            answers: [("a".to_owned(), answer.into())].into_iter().collect(),
            files: Vec::new(),
            later: Default::default(),
            delivery: DeliveryChoice { kind: DeliveryKind::Window, to: Default::default() },
        }
    }

    fn file(material: &str, sha256: &str, at_hall: bool) -> DraftFile {
        DraftFile {
            material_id: material.parse().unwrap(),
            name: [sha256, ".jpg"].concat(),
            media_type: if at_hall { String::new() } else { "image/jpeg".into() },
            length: 1,
            sha256: sha256.into(),
            at_hall,
        }
    }

    fn draft(files: Vec<DraftFile>) -> Draft {
        let party = Party { id: "o-1".parse().unwrap(), kind: PartyKind::Organisation, name: "甲".into() };
        let says = says("x");
        Draft {
            id: "f-1".parse().unwrap(),
            filing_id: "f-1".parse().unwrap(),
            correction: None,
            matter: "m".parse().unwrap(),
            title: "事项".into(),
            guide_version: 1,
            scenario: says.scenario,
            answers: says.answers,
            files,
            later: says.later,
            delivery: says.delivery,
            principal: party.clone(),
            actor: party,
            mandate: None,
            project: None,
            ink: None,
            updated_ms: 0,
        }
    }

    #[test]
    fn meeting_table() {
        let table = [
            ("a", Some("a"), None, "a", Meeting::Same),
            ("b", Some("a"), None, "a", Meeting::Mine),
            ("a", Some("a"), None, "b", Meeting::Theirs),
            ("b", Some("a"), None, "b", Meeting::Same),
            ("b", Some("a"), None, "c", Meeting::Apart),
            ("a", None, None, "a", Meeting::Same),
            ("a", None, None, "b", Meeting::Apart),
            // The answer got lost, and one went on typing: nobody else wrote.
            ("c", Some("a"), Some("b"), "b", Meeting::Mine),
            ("b", None, Some("a"), "a", Meeting::Mine),
            // Whether the hall took it is not known, and somebody else wrote.
            ("b", Some("a"), Some("b"), "c", Meeting::Apart),
        ];
        for (mine, content, tried, theirs, expected) in table {
            let base = Base { etag: None, content: content.map(says), tried: tried.map(says) };
            assert_eq!(
                meet(&says(mine), &base, &says(theirs)),
                expected,
                "{mine} {content:?} {tried:?} {theirs}"
            );
        }
    }

    #[test]
    fn files_are_listed_by_material_and_counted_in_it() {
        let draft = draft(vec![
            file("m2", "c", false),
            file("m1", "a", false),
            file("m2", "d", true),
            file("m1", "no", false),
        ]);
        let content = content(&draft, |it| it.sha256 != "no");
        let listed: Vec<_> =
            content.files.iter().map(|it| (it.material_id.as_str(), it.index, it.sha256.as_str())).collect();
        assert_eq!(listed, [("m1", 0, "a"), ("m2", 0, "c"), ("m2", 1, "d")]);
    }

    #[test]
    fn what_is_taken_says_the_same_and_keeps_the_bytes_that_are_here() {
        let theirs = content(&draft(vec![file("m1", "a", true), file("m1", "b", true)]), |_| true);
        let mut mine = draft(vec![file("m1", "a", false), file("m9", "z", false)]);
        take(&mut mine, &theirs);
        assert_eq!(content(&mine, |_| true), theirs);
        assert_eq!(mine.files.iter().map(|it| it.at_hall).collect::<Vec<_>>(), [false, true]);
    }
}
