//! One send, as it lies on this device: what was decided on, how far it got, and in the end its receipt.

use client::filings::Target;
use contract::{CaseId, FilingId, Instant, LegalText, Manifest, NoticeId, Receipt, Signer};
use outbox::{Item, State};
use serde::{Deserialize, Serialize};

use super::drafts::DraftFile;

/// How the signer showed their will.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Will {
    /// The ink log.
    Drawn(String),
    /// The full name, typed.
    Typed(String),
}

/// A receipt that was verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The compact JWS.
    pub jws: String,
    /// Its payload.
    pub receipt: Receipt,
    /// The case, once known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_id: Option<CaseId>,
}

/// One send.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// The draft it came of; its id in addresses.
    pub id: FilingId,
    /// The filing.
    pub filing_id: FilingId,
    /// The case and notice it answers, when it is a correction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<(CaseId, NoticeId)>,
    /// Title of the matter.
    pub title: String,
    /// The content, as reviewed.
    pub manifest: Manifest,
    /// Its hash.
    pub content_hash: String,
    /// The signature's evidence and the wording agreed to; absent where the matter takes none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signing: Option<(Will, LegalText)>,
    /// Who signs and in which role; absent means the one who acts, as the principal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signer: Option<Signer>,
    /// Files whose bytes lie on this device.
    pub files: Vec<DraftFile>,
    /// This device's running number for it; 0 until it is decided on.
    pub seq: u64,
    /// How far it got.
    pub state: State,
    /// The receipt, once verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<Kept>,
    /// When it was decided on, on this device's clock.
    pub decided_at: Instant,
}

impl Delivery {
    /// Where the content is committed to.
    #[must_use]
    pub fn target(&self) -> Target {
        match &self.correction {
            Some((case, notice)) => Target::Correction(case.clone(), notice.clone()),
            None => Target::Filing(self.filing_id.clone()),
        }
    }
}

/// Bytes that went out, of all there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Bytes at the hall.
    pub sent: u64,
    /// Bytes in all.
    pub total: u64,
}

impl Item for Delivery {
    fn lane(&self) -> String {
        [self.manifest.principal.id.as_str(), self.manifest.matter.as_str()].join("/")
    }

    fn seq(&self) -> u64 {
        self.seq
    }

    fn state(&self) -> &State {
        &self.state
    }

    fn state_mut(&mut self) -> &mut State {
        &mut self.state
    }
}
