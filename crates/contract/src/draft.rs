//! Shared drafts: what several handlers of one organisation prepare together. One writes at a time.
//!
//! A citizen's draft never leaves the device; only what is filed for an organisation is kept here.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    Answers, Attachment, DeliveryChoice, DeviceId, FilingId, Instant, MandateId, MaterialId, MatterId, Party,
    ProjectCode, ScenarioAnswers,
};

/// What is filled in so far. Files are listed when the hall holds them (`uploads`, by filing and digest).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftContent {
    /// Scenario answers.
    pub scenario: ScenarioAnswers,
    /// Form answers as typed; they need not be complete or right.
    pub answers: Answers,
    /// Files that are uploaded already.
    pub files: Vec<Attachment>,
    /// Materials promised for later.
    pub later: BTreeSet<MaterialId>,
    /// Delivery choice.
    pub delivery: DeliveryChoice,
}

/// Who holds the pen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftHolder {
    /// Who writes.
    pub party: Party,
    /// On which device.
    pub device: DeviceId,
    /// Until when, unless renewed; anybody else may take the pen after that.
    pub until: Instant,
}

/// A shared draft in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftSummary {
    /// The filing it will become.
    pub filing_id: FilingId,
    /// The matter.
    pub matter: MatterId,
    /// Its title.
    pub title: String,
    /// The guide version it is pinned to.
    pub guide_version: u32,
    /// For whom.
    pub principal: Party,
    /// The project it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectCode>,
    /// True when its writers say it is complete and waits for the signer.
    pub ready_to_sign: bool,
    /// Who writes now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<DraftHolder>,
    /// Who changed it last.
    pub updated_by: Party,
    /// When.
    pub updated_at: Instant,
}

/// `GET /api/v1/drafts/{filing_id}`, with `ETag`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedDraft {
    /// What the list shows, too.
    pub summary: DraftSummary,
    /// What is filled in.
    pub content: DraftContent,
}

/// `PUT /api/v1/drafts/{filing_id}`: with `If-None-Match: *` to begin one, with `If-Match` to change it. Nobody
/// else may hold the pen; whoever writes holds it afterwards. The `ETag` names what is written, not who holds the pen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutDraft {
    /// The sender's device.
    pub device: DeviceId,
    /// Under which mandate the sender acts.
    pub mandate: MandateId,
    /// The matter; never changes.
    pub matter: MatterId,
    /// The guide version.
    pub guide_version: u32,
    /// The project; never changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectCode>,
    /// Whether it waits for the signer.
    pub ready_to_sign: bool,
    /// What is filled in.
    pub content: DraftContent,
}

/// `POST /api/v1/drafts/{filing_id}/holder`: takes the pen, or keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakePen {
    /// The sender's device.
    pub device: DeviceId,
}
