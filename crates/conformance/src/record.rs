//! Every exchange of a run, so that what holds for all answers is judged over all of them.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use crate::answer::Answer;

/// One request and its answer.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// Headers that were sent, names in lower case.
    pub sent: Vec<(String, String)>,
    /// Whether a session's cookie was among them.
    pub signed_in: bool,
    /// The id of the person whose session it was.
    pub person: Option<String>,
    /// When it was sent, on the kit's clock.
    pub sent_at: SystemTime,
    /// When it was read, on the kit's clock.
    pub read_at: SystemTime,
    /// What came; of a stream only its head.
    pub answer: Answer,
    /// True when the body was read as a stream, and is not in the answer.
    pub streamed: bool,
}

/// The exchanges of a run, in the order they ended.
#[derive(Debug, Clone, Default)]
pub struct Record(Arc<Mutex<Vec<Exchange>>>);

impl Record {
    pub(crate) fn add(&self, exchange: Exchange) {
        // A thread that panicked while it added cannot have left half an exchange.
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(exchange);
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// True before the first one.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Those so far. Bodies are shared, not copied.
    #[must_use]
    pub fn all(&self) -> Vec<Exchange> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
