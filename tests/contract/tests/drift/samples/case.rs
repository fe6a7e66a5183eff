//! Cases.

use contract::*;
use serde_json::Value;

use super::*;

pub(super) fn samples() -> Vec<(&'static str, Value)> {
    let clock = clock();
    let summary = summary();
    let event = CaseEvent {
        seq: 1,
        at: instant(),
        kind: Coded::new(EventKind::Received, "收件"),
        by: "陈屿".into(),
        channel: Some(Channel::Mobile),
        note: Some("材料齐全".into()),
    };
    let item = CorrectionItem {
        material_id: Some(id("floor-plan")),
        field: Some("area".into()),
        text: "请重拍".into(),
    };
    let notice = CorrectionNotice {
        id: id("n-1"),
        no: "云市监补〔2026〕1 号".into(),
        issued_at: instant(),
        due_on: date(),
        state: Coded::new(NoticeState::Open, "待补正"),
        items: vec![item.clone()],
    };
    let document = IssuedDocument {
        name: "食品经营许可证".into(),
        number: "JY29901010000017".into(),
        issued_on: date(),
        valid_until: Some(date()),
    };
    let case = Case {
        summary: summary.clone(),
        matter: id("food"),
        events: vec![event.clone()],
        notices: vec![notice.clone()],
        results: vec![document.clone()],
        manifest: filing::manifest(),
        receipt: JWS.into(),
        actions: vec![CaseAction::Correct, CaseAction::Withdraw],
    };
    vec![
        sample("Clock", &clock),
        sample("CaseSummary", &summary),
        sample("CaseEvent", &event),
        sample("CorrectionItem", &item),
        sample("CorrectionNotice", &notice),
        sample("IssuedDocument", &document),
        sample("Case", &case),
        sample("Withdraw", &Withdraw { acting: acting(), reason: "换了店面".into() }),
    ]
}

pub(super) fn clock() -> Clock {
    Clock { total: 8, used: 9, paused: 2, left: -1, due_on: date(), stopped: true, estimate: true }
}

pub(super) fn summary() -> CaseSummary {
    CaseSummary {
        id: id("c-1"),
        filing_id: id("f-1"),
        title: "食品经营许可".into(),
        state: Coded::new(CaseState::UnderReview, "审查中"),
        acting: acting(),
        receipt_no: "990101-20261122-000001".into(),
        case_no: Some("990101-26-000001".into()),
        received_at: instant(),
        updated_at: instant(),
        clock: Some(clock()),
        action_due: Some(date()),
        project: Some(id("2609-990101-04-01-100016")),
        titles: guide::titles(),
        parts: vec![bundles::case_part()],
        bundle: Some(id("c-0")),
    }
}
