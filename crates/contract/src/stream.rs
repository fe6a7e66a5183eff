//! What happens to one's cases, as it happens (`text/event-stream`).

use serde::{Deserialize, Serialize};

use crate::{CaseId, CaseState, Coded, EventKind, Instant};

/// Media type of `GET /api/v1/events`.
pub const EVENT_STREAM_TYPE: &str = "text/event-stream";

/// `event` of a message whose `data` is a [`CaseNews`].
pub const CASE_EVENT: &str = "case";

/// `event` of the message that says: where you were is not known here any more, read your lists again.
pub const RESET_EVENT: &str = "reset";

/// `data` of a message: one event of one case. What it says in full is under the case's `events`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseNews {
    /// The case.
    pub case_id: CaseId,
    /// The event's place in the case.
    pub seq: u32,
    /// What happened.
    pub kind: Coded<EventKind>,
    /// Where the case stood after it.
    pub state: Coded<CaseState>,
    /// When, on the hall's clock.
    pub at: Instant,
}
