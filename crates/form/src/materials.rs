//! The files and promises of a manifest against the checklist.

use std::collections::BTreeMap;

use contract::{Attachment, Guide, Limits, Manifest, Material, MaterialId, Necessity};

use crate::checklist::{Heap, checklist};
use crate::manifest::{ManifestIssue, ManifestRule};

/// Longest file name, in characters; no file system in use allows more.
const MAX_FILE_NAME: usize = 255;

/// What is wrong with attachments and commitments.
pub(crate) fn issues(guide: &Guide, limits: &Limits, manifest: &Manifest) -> Vec<ManifestIssue> {
    let list = checklist(guide, &manifest.scenario);
    let mut issues = Vec::new();
    let mut counts: BTreeMap<&MaterialId, u32> = BTreeMap::new();
    let mut last: Option<&MaterialId> = None;
    for (at, file) in manifest.attachments.iter().enumerate() {
        let at = at.to_string();
        let mut broken = |rule: ManifestRule, member: &[&str]| {
            issues.push(rule.at(&[&["attachments", at.as_str()], member].concat()));
        };
        if !list.iter().any(|it| it.id == file.material_id) {
            broken(ManifestRule::NotAsked, &["material_id"]);
        }
        if last.is_some_and(|it| *it > file.material_id) {
            broken(ManifestRule::NotSorted, &[]);
        }
        last = Some(&file.material_id);
        let due = counts.entry(&file.material_id).or_default();
        if file.index != *due {
            broken(ManifestRule::IndexGap(*due), &["index"]);
        }
        *due += 1;
        for (rule, member) in file_faults(file, limits) {
            broken(rule, &[member]);
        }
    }
    let promised = |material: &Material| {
        manifest.commitments.iter().any(|it| it.material_id.as_ref() == Some(&material.id))
    };
    for material in &list {
        let files = counts.get(&material.id).copied().unwrap_or(0);
        issues.extend(
            count_fault(material, files, promised(material), limits).map(|it| it.at(&["attachments"])),
        );
    }
    issues.extend(promise_issues(&list, manifest));
    issues
}

fn file_faults(file: &Attachment, limits: &Limits) -> Vec<(ManifestRule, &'static str)> {
    let mut faults = Vec::new();
    if file.length == 0 {
        faults.push((ManifestRule::EmptyFile, "length"));
    } else if file.length > limits.file_bytes {
        faults.push((ManifestRule::FileTooLarge(limits.file_bytes), "length"));
    }
    let name = file.name.trim();
    if name.is_empty() || name.chars().count() > MAX_FILE_NAME || name.chars().any(char::is_control) {
        faults.push((ManifestRule::BadFileName, "name"));
    }
    if !is_digest(&file.sha256) {
        faults.push((ManifestRule::BadDigest, "sha256"));
    }
    faults
}

fn count_fault(material: &Material, files: u32, promised: bool, limits: &Limits) -> Option<ManifestRule> {
    let most = material.max_files.map_or(limits.files_per_material, |it| it.min(limits.files_per_material));
    let missing = match Heap::of(material) {
        Heap::Required => files == 0,
        Heap::MayFollow => files == 0 && !promised,
        Heap::Optional | Heap::Fetched => false,
    };
    if missing {
        Some(ManifestRule::MaterialMissing(material.id.clone()))
    } else {
        (files > most).then(|| ManifestRule::TooManyFiles(material.id.clone(), most))
    }
}

/// A promise names a material only when that one is on the checklist and may follow.
fn promise_issues(list: &[&Material], manifest: &Manifest) -> Vec<ManifestIssue> {
    let mut issues = Vec::new();
    for (at, promise) in manifest.commitments.iter().enumerate() {
        let at = at.to_string();
        let may_follow =
            |id: &MaterialId| list.iter().any(|it| it.id == *id && it.necessity.code == Necessity::MayFollow);
        if promise.material_id.as_ref().is_some_and(|it| !may_follow(it)) {
            issues.push(ManifestRule::NotAsked.at(&["commitments", &at, "material_id"]));
        }
        if !is_digest(&promise.sha256) {
            issues.push(ManifestRule::BadDigest.at(&["commitments", &at, "sha256"]));
        }
    }
    issues
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'))
}
