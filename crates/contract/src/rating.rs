//! Ratings (好差评): what people say of a service they had, once for each, with no answer chosen for them.

use serde::{Deserialize, Serialize};

use crate::coded::names;
use crate::{Coded, Date, Instant, Reply, ServiceEventId};

names! {
    /// What was done for the applicant.
    ServiceEventKind {
        /// 受理: the case was accepted, or it was said why not.
        Acceptance = "acceptance",
        /// 补正指导: it was said what is missing.
        Correction = "correction",
        /// 决定
        Decision = "decision",
        /// 送达
        Delivery = "delivery",
    }
}

/// One service that may be rated (一次一评).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceEvent {
    /// Its id, made by the hall; the address of its rating.
    pub id: ServiceEventId,
    /// What was done, with the hall's words.
    pub kind: Coded<ServiceEventKind>,
    /// When.
    pub at: Instant,
    /// Which department did it.
    pub department: String,
    /// Until when it can be rated.
    pub ratable_until: Instant,
    /// Whether it has been rated.
    pub rated: bool,
}

/// `GET /api/v1/cases/{case_id}/service-events`: all of a case, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceEvents {
    /// The services.
    pub items: Vec<ServiceEvent>,
}

/// `PUT /api/v1/ratings/{service_event_id}`. Nothing in it has a default: what is absent was not said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutRating {
    /// 1 非常不满意 to 5 非常满意.
    pub stars: u8,
    /// Short reasons, the hall's or one's own; may be empty.
    pub reasons: Vec<String>,
    /// In one's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// True when whoever was rated is not to learn by whom.
    pub anonymous: bool,
}

names! {
    /// Where the follow-up (回访) of a bad rating stands.
    FollowUpState {
        /// The hall looks into it.
        Open = "open",
        /// The hall has answered.
        Answered = "answered",
    }
}

/// What the hall does about a rating of one or two stars (差评).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// Where it stands.
    pub state: Coded<FollowUpState>,
    /// Until when the hall answers.
    pub due_on: Date,
    /// What came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<Reply>,
}

/// A rating, as whoever gave it and the applicant see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// The service it is about.
    pub service_event_id: ServiceEventId,
    /// 1 to 5.
    pub stars: u8,
    /// Short reasons.
    pub reasons: Vec<String>,
    /// In one's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Whether it is without a name to whoever was rated.
    pub anonymous: bool,
    /// When it was given.
    pub rated_at: Instant,
    /// With one or two stars: what the hall does about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<FollowUp>,
}
