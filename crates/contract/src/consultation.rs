//! Consultations (咨询): a question, and the hall's answer.

use serde::{Deserialize, Serialize};

use crate::coded::names;
use crate::{Coded, ConsultationId, Date, Instant, MatterId};

/// What the hall says to a question, a complaint or a bad rating.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// When.
    pub at: Instant,
    /// Who, for people (`李敏 · B06 窗口`).
    pub by: String,
    /// What.
    pub text: String,
}

names! {
    /// Where a consultation stands.
    ConsultationState {
        /// Waiting for an answer.
        Asked = "asked",
        /// Answered.
        Answered = "answered",
    }
}

/// `PUT /api/v1/consultations/{consultation_id}`; the client mints the id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutConsultation {
    /// The matter it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<MatterId>,
    /// In a few words.
    pub subject: String,
    /// The question.
    pub text: String,
    /// True when others may read question and answer, without a name.
    pub public: bool,
}

/// A consultation, as whoever asked sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consultation {
    /// Its id.
    pub id: ConsultationId,
    /// Its number, for people.
    pub no: String,
    /// The matter it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<MatterId>,
    /// In a few words.
    pub subject: String,
    /// The question.
    pub text: String,
    /// Whether others may read it.
    pub public: bool,
    /// When it was asked.
    pub asked_at: Instant,
    /// Where it stands.
    pub state: Coded<ConsultationState>,
    /// What the hall said, oldest first.
    pub answers: Vec<Reply>,
}

/// A consultation that is answered and that others may read. Who asked is not in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicConsultation {
    /// Its number.
    pub no: String,
    /// The matter it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<MatterId>,
    /// In a few words.
    pub subject: String,
    /// The question.
    pub text: String,
    /// On which day it was asked.
    pub asked_on: Date,
    /// What the hall said, oldest first.
    pub answers: Vec<Reply>,
}
