//! Is the content what it says, complete, and right?

use contract::{FieldProblem, Finalize, Guide, Manifest, ProblemCode};

use super::{Way, sentences};
use crate::error::Refusal;
use crate::state::Hall;

/// The declared hash is the hash of the manifest.
///
/// # Errors
///
/// `invalid` when the manifest has no canonical form, `hash-mismatch` when the hash is another one.
pub(super) fn check_hash(body: &Finalize) -> Result<(), Refusal> {
    let hash = hash(&body.manifest)?;
    if hash == body.content_hash {
        return Ok(());
    }
    Err(Refusal::new(ProblemCode::HashMismatch).detail(format!("按内容算出的是 {hash}")))
}

/// The manifest has a canonical form, so that it can be hashed at all.
///
/// # Errors
///
/// `invalid` when it has none.
pub(super) fn check_form(manifest: &Manifest) -> Result<(), Refusal> {
    hash(manifest).map(|_| ())
}

fn hash(manifest: &Manifest) -> Result<String, Refusal> {
    canon::content_hash(manifest).map_err(|error| {
        let text = format!("内容不符合规范格式：{error}");
        Refusal::new(ProblemCode::Invalid).at("/manifest", error.code(), text)
    })
}

/// The manifest is for this hall, the guide takes it that way, and it keeps to every rule of guide and form.
///
/// # Errors
///
/// `invalid` with each place that is wrong.
pub(super) fn check(hall: &Hall, guide: &Guide, manifest: &Manifest, way: &Way) -> Result<(), Refusal> {
    if manifest.hall != hall.seed.id {
        return Err(Refusal::new(ProblemCode::Invalid).at(
            "/manifest/hall",
            "other-hall",
            "这份申报不是给本大厅的",
        ));
    }
    if guide.form.is_none() && matches!(way, Way::Online) {
        let text = "这个事项不能在网上申报，请到窗口办理";
        return Err(Refusal::new(ProblemCode::Invalid).at("/manifest/matter", "not-online", text));
    }
    let found = form::manifest_problems(guide, &hall.config.limits, manifest, rules::verdict);
    let issues = found.into_iter().map(|issue| FieldProblem {
        code: issue.rule.code().to_owned(),
        text: sentences::of(&issue.rule),
        pointer: issue.pointer,
    });
    let errors: Vec<_> = issues.chain(unknown_texts(hall, manifest)).collect();
    if errors.is_empty() { Ok(()) } else { Err(Refusal::new(ProblemCode::Invalid).errors(errors)) }
}

/// A promise must be on a wording that is in force, as it was shown.
fn unknown_texts(hall: &Hall, manifest: &Manifest) -> impl Iterator<Item = FieldProblem> {
    let promises = manifest.commitments.iter().enumerate();
    let unknown = promises.filter(|(_, made)| {
        !hall.legal.iter().any(|text| text.id == made.text_id && text.sha256 == made.sha256)
    });
    unknown.map(|(index, _)| FieldProblem {
        pointer: format!("/manifest/commitments/{index}"),
        code: "unknown-text".to_owned(),
        text: "承诺书的文字已更新，请重新阅读并确认".to_owned(),
    })
}
