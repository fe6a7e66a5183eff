//! Cases (办件): where a filing stands, what happened, and what is asked of the applicant.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::coded::names;
use crate::{
    Acting, CaseId, CasePart, Channel, Coded, Date, FilingId, Finalize, Instant, Manifest, MaterialId,
    MatterId, NoticeId, ProjectCode,
};

names! {
    /// Where a case stands.
    CaseState {
        /// 已提交: received by the outer net, not looked at yet.
        Submitted = "submitted",
        /// 待补正: a correction is asked of the applicant.
        CorrectionNeeded = "correction-needed",
        /// 不予受理
        NotAccepted = "not-accepted",
        /// 已受理, 审查中: the clock runs.
        UnderReview = "under-review",
        /// 特别程序: the clock is stopped.
        Suspended = "suspended",
        /// 准予: decided in favour, result not delivered yet.
        Approved = "approved",
        /// 不予许可, 不予批准
        Rejected = "rejected",
        /// 已送达, 办结
        Delivered = "delivered",
        /// 已撤回: by the applicant.
        Withdrawn = "withdrawn",
    }
}

/// A case in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseSummary {
    /// The case.
    pub id: CaseId,
    /// The filing it came of.
    pub filing_id: FilingId,
    /// Title of the matter when it was filed.
    pub title: String,
    /// State with the hall's text.
    pub state: Coded<CaseState>,
    /// Who filed for whom.
    pub acting: Acting,
    /// The outer net's number.
    pub receipt_no: String,
    /// The inner net's number, once it exists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_no: Option<String>,
    /// When the hall received it.
    pub received_at: Instant,
    /// When something last happened.
    pub updated_at: Instant,
    /// The clock, from acceptance on: running, stopped, or, once decided, what it took.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
    /// Until when the applicant has something to do, when there is something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action_due: Option<Date>,
    /// The project it was filed for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectCode>,
    /// The title in other languages the hall has it in, by language (BCP 47).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub titles: BTreeMap<String, String>,
    /// The cases of its parts, in the order of the guide; only in the case of a bundle (一件事).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<CasePart>,
    /// The bundle's case of which this is a part. Such a case is in no list of cases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bundle: Option<CaseId>,
}

/// How much of the promised time is used. Counted by the hall, in working days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// The promised limit.
    pub total: u32,
    /// Working days used.
    pub used: u32,
    /// Working days the clock stood still.
    pub paused: u32,
    /// Working days left; negative when overdue.
    pub left: i32,
    /// When the decision is due.
    pub due_on: Date,
    /// True while the clock stands still.
    pub stopped: bool,
    /// True when `due_on` lies beyond the known calendar.
    pub estimate: bool,
}

/// `GET /api/v1/cases/{case_id}`, with `ETag`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "CaseMembers", into = "CaseMembers")]
pub struct Case {
    /// What the list shows, too; its members travel beside the others.
    pub summary: CaseSummary,
    /// The matter.
    pub matter: MatterId,
    /// Everything that happened, oldest first, append-only.
    pub events: Vec<CaseEvent>,
    /// Correction notices, oldest first.
    pub notices: Vec<CorrectionNotice>,
    /// Documents issued.
    pub results: Vec<IssuedDocument>,
    /// What was filed last (first filing or latest correction).
    pub manifest: Manifest,
    /// The receipt, a compact JWS.
    pub receipt: String,
    /// What the applicant may do now.
    pub actions: Vec<CaseAction>,
}

/// A case's members as they travel, side by side. Not `serde(flatten)`, which reads everything twice and costs a
/// phone a second reader for every type.
#[derive(Serialize, Deserialize)]
struct CaseMembers {
    id: CaseId,
    filing_id: FilingId,
    title: String,
    state: Coded<CaseState>,
    acting: Acting,
    receipt_no: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    case_no: Option<String>,
    received_at: Instant,
    updated_at: Instant,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    clock: Option<Clock>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    action_due: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    project: Option<ProjectCode>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    titles: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    parts: Vec<CasePart>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bundle: Option<CaseId>,
    matter: MatterId,
    events: Vec<CaseEvent>,
    notices: Vec<CorrectionNotice>,
    results: Vec<IssuedDocument>,
    manifest: Manifest,
    receipt: String,
    actions: Vec<CaseAction>,
}

impl From<CaseMembers> for Case {
    fn from(it: CaseMembers) -> Self {
        let summary = CaseSummary {
            id: it.id,
            filing_id: it.filing_id,
            title: it.title,
            state: it.state,
            acting: it.acting,
            receipt_no: it.receipt_no,
            case_no: it.case_no,
            received_at: it.received_at,
            updated_at: it.updated_at,
            clock: it.clock,
            action_due: it.action_due,
            project: it.project,
            titles: it.titles,
            parts: it.parts,
            bundle: it.bundle,
        };
        Self {
            summary,
            matter: it.matter,
            events: it.events,
            notices: it.notices,
            results: it.results,
            manifest: it.manifest,
            receipt: it.receipt,
            actions: it.actions,
        }
    }
}

impl From<Case> for CaseMembers {
    fn from(
        Case { summary: it, matter, events, notices, results, manifest, receipt, actions }: Case,
    ) -> Self {
        Self {
            id: it.id,
            filing_id: it.filing_id,
            title: it.title,
            state: it.state,
            acting: it.acting,
            receipt_no: it.receipt_no,
            case_no: it.case_no,
            received_at: it.received_at,
            updated_at: it.updated_at,
            clock: it.clock,
            action_due: it.action_due,
            project: it.project,
            titles: it.titles,
            parts: it.parts,
            bundle: it.bundle,
            matter,
            events,
            notices,
            results,
            manifest,
            receipt,
            actions,
        }
    }
}

names! {
    /// What an applicant may do with a case.
    CaseAction {
        /// Answer the open correction notice.
        Correct = "correct",
        /// Withdraw.
        Withdraw = "withdraw",
    }
}

names! {
    /// What happened.
    EventKind {
        /// 收件: the outer net has it.
        Received = "received",
        /// 受理; `case_no` exists from here on.
        Accepted = "accepted",
        /// 不予受理
        NotAccepted = "not-accepted",
        /// 补正告知
        CorrectionAsked = "correction-asked",
        /// 补正已交
        CorrectionAnswered = "correction-answered",
        /// 特别程序开始: the clock stops.
        Suspended = "suspended",
        /// 特别程序结束: the clock runs again.
        Resumed = "resumed",
        /// 准予
        Approved = "approved",
        /// 不予
        Rejected = "rejected",
        /// 送达
        Delivered = "delivered",
        /// 撤回
        Withdrawn = "withdrawn",
    }
}

/// One event. `seq` counts from 1 within the case, without gaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseEvent {
    /// Its place.
    pub seq: u32,
    /// When, on the hall's clock.
    pub at: Instant,
    /// What, with the hall's text.
    pub kind: Coded<EventKind>,
    /// Who did it, for people (`李敏 · B06 窗口`, or the applicant's name).
    pub by: String,
    /// Through which channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// Opinion or reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

names! {
    /// Where a correction notice stands.
    NoticeState {
        /// Waiting for the applicant.
        Open = "open",
        /// Answered.
        Answered = "answered",
        /// Overtaken: the case was withdrawn or closed.
        Closed = "closed",
    }
}

/// 补正告知书: everything that is missing, told at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionNotice {
    /// Id.
    pub id: NoticeId,
    /// Number of the document, for people.
    pub no: String,
    /// When it was issued.
    pub issued_at: Instant,
    /// Until when it should be answered.
    pub due_on: Date,
    /// Where it stands.
    pub state: Coded<NoticeState>,
    /// All that is asked.
    pub items: Vec<CorrectionItem>,
}

/// One thing to correct: a material or a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionItem {
    /// The material, when it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub material_id: Option<MaterialId>,
    /// The form field, when it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What is wrong and what would be right.
    pub text: String,
}

/// A document that came of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedDocument {
    /// Name.
    pub name: String,
    /// Number.
    pub number: String,
    /// When.
    pub issued_on: Date,
    /// Until when it is valid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
}

/// `POST /api/v1/cases/{case_id}/corrections/{notice_id}/answer`: the whole content again, with
/// `manifest.corrects` naming the notice. Same content hash ⇒ same receipt for ever.
pub type CorrectionAnswer = Finalize;

/// `POST /api/v1/cases/{case_id}/withdraw`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdraw {
    /// Who acts, for whom.
    pub acting: Acting,
    /// Why, in the applicant's words; may be empty.
    pub reason: String,
}
