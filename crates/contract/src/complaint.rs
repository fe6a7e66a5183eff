//! Complaints (投诉) and urging (催办), each with a number and a track of its own.

use serde::{Deserialize, Serialize};

use crate::coded::names;
use crate::{CaseId, Coded, ComplaintId, Instant, MatterId, Reply};

names! {
    /// What is asked of the hall.
    ComplaintKind {
        /// 投诉: something went wrong.
        Complaint = "complaint",
        /// 催办: a case takes too long. Names the case.
        Urge = "urge",
    }
}

names! {
    /// Where a complaint stands.
    ComplaintState {
        /// The hall has it.
        Received = "received",
        /// Somebody looks into it.
        Handling = "handling",
        /// There is an answer.
        Answered = "answered",
    }
}

/// `PUT /api/v1/complaints/{complaint_id}`; the client mints the id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutComplaint {
    /// What it is.
    pub kind: ComplaintKind,
    /// The case it is about; always with [`ComplaintKind::Urge`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_id: Option<CaseId>,
    /// The matter it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<MatterId>,
    /// What is the trouble.
    pub text: String,
}

/// A complaint, as whoever made it sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complaint {
    /// Its id.
    pub id: ComplaintId,
    /// Its number, for people.
    pub no: String,
    /// What it is, with the hall's words.
    pub kind: Coded<ComplaintKind>,
    /// The case it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_id: Option<CaseId>,
    /// The matter it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<MatterId>,
    /// What is the trouble.
    pub text: String,
    /// When the hall had it.
    pub received_at: Instant,
    /// Where it stands.
    pub state: Coded<ComplaintState>,
    /// What the hall said, oldest first.
    pub answers: Vec<Reply>,
}
