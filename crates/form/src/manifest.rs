//! May this filing be received? The hall asks before it signs a receipt; the client asks before it sends.

use contract::{Guide, Limits, Manifest, MaterialId, ScenarioAnswers};

use crate::payload::payload;
use crate::pointer::pointer;
use crate::rule::{FormatCheck, Rule};
use crate::scenario::{prune, stop, unanswered};
use crate::text::settled;
use crate::validate::problems;
use crate::{delivery, materials};

/// The manifest version these rules are about.
const VERSION: u32 = 1;

/// One reason why a manifest cannot be received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManifestIssue {
    /// JSON Pointer (RFC 6901) into the body of a finalize: `/manifest/answers/shop_name`.
    pub pointer: String,
    /// The rule that is broken.
    pub rule: ManifestRule,
}

/// What can be wrong with a manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ManifestRule {
    /// Not a manifest of version 1.
    UnknownVersion,
    /// About another matter than the guide.
    OtherMatter,
    /// About another version of the guide; this is the guide's.
    OtherGuideVersion(u32),
    /// About another version of the form; this is the guide's, `None` when it has no form.
    OtherFormVersion(Option<u32>),
    /// A question of the scenario is asked and not answered.
    Unanswered,
    /// The scenario says that the matter cannot be filed here; the hall's reason.
    Stopped(String),
    /// An answer, file, promise or address that nothing asks for.
    NotAsked,
    /// A text with white space at its ends, or an empty one where it should be left out.
    NotNormalised,
    /// A value is wrong.
    BadValue(Rule),
    /// A file, or a promise where one is possible, is missing for this material.
    MaterialMissing(MaterialId),
    /// Attachments are not sorted by material and index.
    NotSorted,
    /// The files of a material are not numbered 0, 1, 2 …; this number was due.
    IndexGap(u32),
    /// More files for this material than this many.
    TooManyFiles(MaterialId, u32),
    /// A file of no bytes.
    EmptyFile,
    /// A file of more than this many bytes.
    FileTooLarge(u64),
    /// A file name that is empty, longer than 255 characters, or has control characters.
    BadFileName,
    /// Not 64 lower-case hexadecimal digits.
    BadDigest,
    /// The guide does not offer this way of delivery.
    DeliveryNotOffered,
}

impl ManifestRule {
    /// The stable name, for [`contract::FieldProblem::code`].
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownVersion => "unknown-version",
            Self::OtherMatter => "other-matter",
            Self::OtherGuideVersion(_) => "other-guide-version",
            Self::OtherFormVersion(_) => "other-form-version",
            Self::Unanswered => "unanswered",
            Self::Stopped(_) => "stopped",
            Self::NotAsked => "not-asked",
            Self::NotNormalised => "not-normalised",
            Self::BadValue(rule) => rule.code(),
            Self::MaterialMissing(_) => "material-missing",
            Self::NotSorted => "not-sorted",
            Self::IndexGap(_) => "index-gap",
            Self::TooManyFiles(..) => "too-many-files",
            Self::EmptyFile => "empty-file",
            Self::FileTooLarge(_) => "file-too-large",
            Self::BadFileName => "bad-file-name",
            Self::BadDigest => "bad-digest",
            Self::DeliveryNotOffered => "delivery-not-offered",
        }
    }

    pub(crate) fn at(self, parts: &[&str]) -> ManifestIssue {
        ManifestIssue { pointer: format!("/manifest{}", pointer(parts)), rule: self }
    }
}

/// Every reason why `manifest` cannot be received under `guide` and `limits`. Empty: it can.
///
/// Covers what both ends can know: versions, scenario, answers, files as listed, promises, delivery. Who
/// may act for whom, whether the bytes have arrived, and the signatures are the hall's to judge.
#[must_use]
pub fn manifest_problems(
    guide: &Guide,
    limits: &Limits,
    manifest: &Manifest,
    check: FormatCheck,
) -> Vec<ManifestIssue> {
    let scenario = prune(&guide.questions, &manifest.scenario);
    let mut issues = versions(guide, manifest);
    issues.extend(scenario_issues(guide, manifest, &scenario));
    issues.extend(answer_issues(guide, manifest, &scenario, check));
    issues.extend(materials::issues(guide, limits, manifest));
    issues.extend(delivery::issues(guide, &manifest.delivery, check));
    issues
}

fn versions(guide: &Guide, manifest: &Manifest) -> Vec<ManifestIssue> {
    let form_version = guide.form.as_ref().map(|it| it.version);
    let rules = [
        (manifest.v == VERSION, ManifestRule::UnknownVersion, "v"),
        (manifest.matter == guide.matter, ManifestRule::OtherMatter, "matter"),
        (
            manifest.guide_version == guide.version,
            ManifestRule::OtherGuideVersion(guide.version),
            "guide_version",
        ),
        (manifest.form_version == form_version, ManifestRule::OtherFormVersion(form_version), "form_version"),
    ];
    rules.into_iter().filter(|(good, ..)| !good).map(|(_, rule, member)| rule.at(&[member])).collect()
}

fn scenario_issues(guide: &Guide, manifest: &Manifest, pruned: &ScenarioAnswers) -> Vec<ManifestIssue> {
    let mut issues = Vec::new();
    let open = unanswered(&guide.questions, pruned);
    for id in manifest.scenario.keys().filter(|it| !pruned.contains_key(*it)) {
        // Asked, but with an option that does not exist, reads as unanswered below.
        if !open.iter().any(|it| it.id == *id) {
            issues.push(ManifestRule::NotAsked.at(&["scenario", id]));
        }
    }
    for question in open {
        let given = manifest.scenario.contains_key(&question.id);
        let rule = if given { ManifestRule::BadValue(Rule::NotInList) } else { ManifestRule::Unanswered };
        issues.push(rule.at(&["scenario", &question.id]));
    }
    if let Some(reason) = stop(&guide.questions, pruned) {
        issues.push(ManifestRule::Stopped(reason.to_owned()).at(&["scenario"]));
    }
    issues
}

fn answer_issues(
    guide: &Guide,
    manifest: &Manifest,
    scenario: &ScenarioAnswers,
    check: FormatCheck,
) -> Vec<ManifestIssue> {
    let sent = guide.form.as_ref().map(|it| payload(it, scenario, &manifest.answers)).unwrap_or_default();
    let mut issues = Vec::new();
    for (name, value) in &manifest.answers {
        let rule = match sent.get(name) {
            Some(kept) if kept == value => continue,
            Some(_) => ManifestRule::NotNormalised,
            None if settled(value).is_none() => ManifestRule::NotNormalised,
            None => ManifestRule::NotAsked,
        };
        issues.push(rule.at(&["answers", name]));
    }
    if let Some(form) = &guide.form {
        let wrong = problems(form, scenario, &manifest.answers, check);
        issues
            .extend(wrong.into_iter().map(|it| ManifestRule::BadValue(it.rule).at(&["answers", &it.field])));
    }
    issues
}
