//! Draft + guide → manifest: built once, on review, and never again after the signature.

use contract::{Attachment, Commitment, Guide, HallId, LegalText, Manifest, Necessity};
use form::checklist;
use serde_json::Value;

use super::drafts::Draft;
use crate::edge::page;

/// The manifest of a draft, with the commitments made under `commitment` (the operator's wording).
#[must_use]
pub fn build(draft: &Draft, guide: &Guide, hall: &HallId, commitment: Option<&LegalText>) -> Manifest {
    let scenario = form::prune(&guide.questions, &draft.scenario);
    let answers = guide.form.as_ref().map(|it| form::payload(it, &scenario, &normalised(draft, guide)));
    let needed = checklist(guide, &scenario);
    let mut attachments = Vec::new();
    let mut ids: Vec<_> = needed.iter().map(|it| &it.id).collect();
    ids.sort_unstable();
    for id in ids {
        for (index, file) in (0..).zip(draft.files_of(id)) {
            attachments.push(Attachment {
                material_id: id.clone(),
                index,
                name: page::nfc(&file.name),
                length: file.length,
                sha256: file.sha256.clone(),
            });
        }
    }
    let promise = |text: &LegalText, material| Commitment {
        text_id: text.id.clone(),
        sha256: text.sha256.clone(),
        material_id: material,
    };
    let mut commitments = Vec::new();
    if let Some(text) = commitment {
        commitments.push(promise(text, None));
        let later = needed.iter().filter(|it| it.necessity.code == Necessity::MayFollow);
        let later =
            later.filter(|it| draft.later.contains(&it.id) && draft.files_of(&it.id).next().is_none());
        commitments.extend(later.map(|it| promise(text, Some(it.id.clone()))));
    }
    Manifest {
        v: 1,
        hall: hall.clone(),
        matter: draft.matter.clone(),
        guide_version: draft.guide_version,
        form_version: guide.form.as_ref().map(|it| it.version),
        scenario,
        answers: answers.unwrap_or_default(),
        attachments,
        principal: draft.principal.clone(),
        actor: draft.actor.clone(),
        mandate: draft.mandate.clone(),
        project: draft.project.clone(),
        commitments,
        delivery: draft.delivery.clone(),
        corrects: draft.correction.as_ref().map(|it| it.notice.id.clone()),
    }
}

/// Answers as they are sent: trimmed, NFC, identifiers in their one spelling.
fn normalised(draft: &Draft, guide: &Guide) -> contract::Answers {
    let mut answers = draft.answers.clone();
    let Some(form) = &guide.form else { return answers };
    for (name, value) in &mut answers {
        if let Value::String(text) = value {
            let format = form.schema.properties.get(name).and_then(|it| it.format.as_ref());
            *value = Value::String(clean(text, format));
        }
    }
    answers
}

/// One typed text in the spelling that is sent.
#[must_use]
pub fn clean(text: &str, format: Option<&contract::Format>) -> String {
    // Numbers copied out of a list of contacts bring controls that nobody sees and no format allows (UAX #9 §2.1–2.5).
    let unseen = |it: char| matches!(it, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text = form::normalise_text(&page::nfc(&text.replace(unseen, "")));
    match format {
        Some(format) => rules::identifiers::normalise(format, &text),
        None => text,
    }
}
