//! Errors that people find in a guide (报错).

use serde::{Deserialize, Serialize};

use crate::coded::names;
use crate::{Coded, Instant, MatterId, ReportId};

names! {
    /// The part of a guide that is wrong.
    GuidePart {
        /// Something else, or all of it.
        General = "general",
        /// 受理条件
        Conditions = "conditions",
        /// 申请材料, with their blank forms.
        Materials = "materials",
        /// 办结时限
        TimeLimits = "time-limits",
        /// 办理流程
        Steps = "steps",
        /// 办理地点, hours, telephone numbers.
        Places = "places",
        /// 收费
        Fees = "fees",
        /// 设定依据
        LegalBasis = "legal-basis",
        /// The form and its questions.
        Form = "form",
    }
}

names! {
    /// Where a report stands.
    ReportState {
        /// The hall has it.
        Received = "received",
        /// Answered; the guide stays as it is.
        Answered = "answered",
        /// The guide was corrected.
        Corrected = "corrected",
    }
}

/// `PUT /api/v1/guide-reports/{report_id}`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutGuideReport {
    /// The matter.
    pub matter: MatterId,
    /// The version that was read.
    pub version: u32,
    /// The part that is wrong.
    pub part: GuidePart,
    /// What is wrong with it, 1 to 1000 characters.
    pub text: String,
}

/// A report, as the person who made it sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideReport {
    /// Its id.
    pub id: ReportId,
    /// The matter.
    pub matter: MatterId,
    /// The version that was read.
    pub version: u32,
    /// The part that is wrong.
    pub part: GuidePart,
    /// What is wrong with it.
    pub text: String,
    /// When the hall received it.
    pub received_at: Instant,
    /// Where it stands.
    pub state: Coded<ReportState>,
    /// What the hall says to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<ReportAnswer>,
}

/// What a hall says to a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportAnswer {
    /// When.
    pub at: Instant,
    /// Who, for people.
    pub by: String,
    /// The answer.
    pub text: String,
}
