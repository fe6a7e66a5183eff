//! Looking up a case without an account (办件查询): two things only its applicant has, and an answer that names nobody.

use serde::{Deserialize, Serialize};

use crate::{CaseState, Clock, Coded, Date, EventKind, Instant};

/// `POST /api/v1/case-lookups`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseLookup {
    /// `receipt_no` or `case_no`, as it is printed.
    pub number: String,
    /// The last 6 characters of the applicant's identity number (GB 11643) or credit code (GB 32100).
    pub tail: String,
}

/// A case as somebody may see it who has its number and the applicant's last six characters: no name, no opinion, no
/// content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseGlance {
    /// Title of the matter when it was filed.
    pub title: String,
    /// State with the hall's text.
    pub state: Coded<CaseState>,
    /// The applicant's name with a part hidden (`陈*`).
    pub applicant_masked: String,
    /// Who decides.
    pub department: String,
    /// When the hall received it.
    pub received_at: Instant,
    /// When something last happened.
    pub updated_at: Instant,
    /// The clock, from acceptance on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
    /// Until when the applicant has something to do, when there is something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action_due: Option<Date>,
    /// What happened, oldest first.
    pub events: Vec<GlanceEvent>,
}

/// An event without who and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GlanceEvent {
    /// Its place in the case.
    pub seq: u32,
    /// When, on the hall's clock.
    pub at: Instant,
    /// What, with the hall's text.
    pub kind: Coded<EventKind>,
}
