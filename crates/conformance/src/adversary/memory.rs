//! What passed through, for lies that need a piece of the truth.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;

/// What a client committed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sent {
    /// The filing.
    pub(super) filing_id: String,
    /// Its content hash.
    pub(super) content_hash: String,
    /// How many attachments.
    pub(super) attachments: usize,
}

impl Sent {
    /// Read off the body of a commit.
    pub(super) fn of(filing: &str, body: &[u8]) -> Option<Self> {
        let body: Value = serde_json::from_slice(body).ok()?;
        Some(Self {
            filing_id: filing.to_owned(),
            content_hash: body.get("content_hash")?.as_str()?.to_owned(),
            attachments: body.pointer("/manifest/attachments").and_then(Value::as_array).map_or(0, Vec::len),
        })
    }

    /// A filing nobody sent.
    pub(super) fn nothing(filing: &str) -> Self {
        Self { filing_id: filing.to_owned(), content_hash: "0".repeat(64), attachments: 0 }
    }
}

#[derive(Default)]
struct Held {
    sent: BTreeMap<String, Sent>,
    receipts: BTreeMap<String, String>,
    cases: BTreeMap<String, Value>,
}

/// Kept as long as the process lives.
#[derive(Default)]
pub(super) struct Memory(Mutex<Held>);

impl Memory {
    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a commit.
    pub(super) fn note_sent(&self, sent: Sent) {
        self.held().sent.insert(sent.filing_id.clone(), sent);
    }

    /// Notes a genuine receipt.
    pub(super) fn note_receipt(&self, filing: &str, jws: &str) {
        self.held().receipts.insert(filing.to_owned(), jws.to_owned());
    }

    /// Notes a case as the hall told it.
    pub(super) fn note_case(&self, id: &str, case: Value) {
        self.held().cases.insert(id.to_owned(), case);
    }

    /// What was committed to under a filing id.
    pub(super) fn sent(&self, filing: &str) -> Option<Sent> {
        self.held().sent.get(filing).cloned()
    }

    /// The genuine receipt of any filing but this one.
    pub(super) fn receipt_of_another(&self, filing: &str) -> Option<String> {
        self.held().receipts.iter().find(|(id, _)| *id != filing).map(|(_, jws)| jws.clone())
    }

    /// Any case but this one.
    pub(super) fn another_case(&self, id: &str) -> Option<Value> {
        self.held().cases.iter().find(|(other, _)| *other != id).map(|(_, case)| case.clone())
    }
}
