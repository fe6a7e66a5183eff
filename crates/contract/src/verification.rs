//! What verifying the signatures of a case gave (验签结果), computed from what is kept.

use serde::{Deserialize, Serialize};

use crate::coded::names;
use crate::{CaptureKind, Instant, Party};

names! {
    /// What is verified about a signature.
    SignatureCheckId {
        /// The content on record has the hash that was signed, for this hall, filing and matter.
        Content = "content",
        /// The signature verifies under the signer's key.
        Signature = "signature",
        /// The hall stated before that this key is the signer's for this content, under a signature of its own.
        Statement = "statement",
        /// The statement was in force when the filing was received.
        Time = "time",
        /// The signer is who had to sign.
        Signer = "signer",
        /// The wording agreed to is one of this hall's.
        Consent = "consent",
        /// The ink, or the typed name, is the one that was signed.
        Capture = "capture",
    }
}

/// `GET /api/v1/cases/{case_id}/signatures`: of the first filing and of every answered correction, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseSignatures {
    /// The signatures. Empty when nothing was signed electronically.
    pub items: Vec<SignatureRecord>,
}

/// One signature and what verifying it gave, just now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureRecord {
    /// Who had to sign.
    pub signer: Party,
    /// How the will was captured.
    pub method: CaptureKind,
    /// When the hall received it, on the hall's clock.
    pub at: Instant,
    /// SHA-256 of the content as it was received, 64 lower-case hex digits.
    pub content_hash: String,
    /// Each thing that was verified.
    pub checks: Vec<SignatureCheck>,
}

/// One thing that was verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureCheck {
    /// What.
    pub id: SignatureCheckId,
    /// Whether it holds.
    pub ok: bool,
    /// The hall's sentence for people.
    pub text: String,
}
