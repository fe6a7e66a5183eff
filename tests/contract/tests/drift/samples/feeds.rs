//! The catalogue's changes and papers, reports, pre-check, look-up, stream, verification.

use contract::*;
use serde_json::Value;

use super::*;

pub(super) fn samples() -> Vec<(&'static str, Value)> {
    [catalogue(), reports(), cases()].concat()
}

pub(super) fn document() -> GuideDocument {
    GuideDocument {
        id: id("house-site-blank"),
        kind: DocumentKind::Blank,
        name: "申请表（空表）.pdf".into(),
        media_type: "application/pdf".into(),
        length: 48_213,
        sha256: HASH.into(),
    }
}

fn catalogue() -> Vec<(&'static str, Value)> {
    let change =
        GuideChange { matter: id("food"), change: GuideChangeKind::Published, guide: Some(guide::summary()) };
    let changes = GuideChanges { items: vec![change.clone()], next: "c".into(), more: true };
    let snapshots = GuideSnapshots {
        sync: "s".into(),
        items: vec![GuideSnapshot {
            kind: SnapshotKind::Guides,
            region: Some("990101".into()),
            format: 1,
            guides: 812,
            length: 172_045,
            sha256: HASH.into(),
        }],
    };
    let page = GuidePage { items: vec![guide::summary()], next: Some("n".into()), sync: "s".into() };
    vec![
        sample("GuidePage", &page),
        sample("GuideChange", &change),
        sample("GuideChanges", &changes),
        sample("GuideSnapshot", &snapshots.items[0]),
        sample("GuideSnapshots", &snapshots),
        sample("GuideDocument", &document()),
    ]
}

fn reports() -> Vec<(&'static str, Value)> {
    let put =
        PutGuideReport { matter: id("food"), version: 3, part: GuidePart::Places, text: "搬了".into() };
    let answer = ReportAnswer { at: instant(), by: "李敏".into(), text: "已经改好".into() };
    let report = GuideReport {
        id: id("r-1"),
        matter: id("food"),
        version: 3,
        part: GuidePart::Places,
        text: "搬了".into(),
        received_at: instant(),
        state: Coded::new(ReportState::Corrected, "已更正"),
        answer: Some(answer.clone()),
    };
    vec![sample("PutGuideReport", &put), sample("GuideReport", &report), sample("ReportAnswer", &answer)]
}

fn cases() -> Vec<(&'static str, Value)> {
    let kind = || Coded::new(EventKind::Accepted, "受理");
    let state = || Coded::new(CaseState::UnderReview, "审查中");
    let event = GlanceEvent { seq: 1, at: instant(), kind: kind() };
    let glance = CaseGlance {
        title: "食品经营许可".into(),
        state: state(),
        applicant_masked: "陈*".into(),
        department: "市场监管局".into(),
        received_at: instant(),
        updated_at: instant(),
        clock: case::summary().clock,
        action_due: Some(date()),
        events: vec![event.clone()],
    };
    let check =
        SignatureCheck { id: SignatureCheckId::Content, ok: true, text: "签的就是这份内容".into() };
    let record = SignatureRecord {
        signer: party(),
        method: CaptureKind::Draw,
        at: instant(),
        content_hash: HASH.into(),
        checks: vec![check.clone()],
    };
    vec![
        sample("PreCheck", &PreCheck { manifest: filing::manifest() }),
        sample("PreChecked", &PreChecked { problems: hall::problem().errors, checked_at: instant() }),
        sample(
            "CaseNews",
            &CaseNews { case_id: id("c-1"), seq: 2, kind: kind(), state: state(), at: instant() },
        ),
        sample("CaseLookup", &CaseLookup { number: "S990101-26-000001".into(), tail: "070017".into() }),
        sample("CaseGlance", &glance),
        sample("GlanceEvent", &event),
        sample("SignatureCheck", &check),
        sample("SignatureRecord", &record),
        sample("CaseSignatures", &CaseSignatures { items: vec![record.clone()] }),
    ]
}
