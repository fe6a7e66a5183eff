//! Receipts (收件回执): the hall's signed word that it has a filing. Nothing else means "received".

use serde::{Deserialize, Serialize};

use crate::coded::names;
use crate::{CaseId, FilingId, HallId, Instant, Problem};

/// The payload of the compact JWS of media type [`crate::RECEIPT_TYPE`] (header: `alg: ES256`, `kid`,
/// `typ: hall-receipt+jwt`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The filing.
    pub filing_id: FilingId,
    /// The outer net's number for people. The case number comes later, as an event.
    pub receipt_no: String,
    /// SHA-256 of the canonical manifest, 64 lower-case hex digits.
    pub content_hash: String,
    /// How many attachments the manifest lists.
    pub attachment_count: u32,
    /// The hall.
    pub hall: HallId,
    /// Its epoch when it signed.
    pub hall_epoch: u32,
    /// Its own running number; strictly increasing within an epoch.
    pub hall_seq: u64,
    /// When the hall had it, on the hall's clock.
    pub received_at: Instant,
}

names! {
    /// What a hall knows of a filing id.
    ReceiptState {
        /// Never finalized here, or not by this person.
        Unknown = "unknown",
        /// Being finalized at this moment; ask again.
        InProgress = "in-progress",
        /// Received: the receipt is here.
        Accepted = "accepted",
        /// Refused: the problem is here.
        Refused = "refused",
    }
}

/// `GET /api/v1/filings/{filing_id}/receipt`: the only way to resolve an unknown outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptLookup {
    /// What the hall knows.
    pub state: ReceiptState,
    /// The compact JWS, with [`ReceiptState::Accepted`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
    /// The case that came of it, with [`ReceiptState::Accepted`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_id: Option<CaseId>,
    /// Why, with [`ReceiptState::Refused`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<Problem>,
}
