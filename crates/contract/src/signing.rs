//! Signing: a challenge bound to content and key, and the envelope that a signer's key signs.

use serde::{Deserialize, Serialize};

use crate::coded::names;
use crate::{FilingId, HallId, Instant, Jwk, MandateId, MatterId, PartyId};

/// `POST /api/v1/filings/{filing_id}/challenges`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChallengeRequest {
    /// The content that will be signed.
    pub content_hash: String,
    /// The signer's transaction key (P-256), made for this signature only.
    pub key: Jwk,
    /// The mandate the filing is made under: its signer signs, which need not be the person of the session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mandate: Option<MandateId>,
}

/// The answer: a statement the hall signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// Compact JWS over [`KeyStatement`] (header: `alg: ES256`, `kid`, `typ: hall-challenge+jwt`).
    pub statement: String,
    /// When it can no longer be used, by the hall's clock.
    pub expires_at: Instant,
}

/// What the hall states: this key belongs to this person for this content, once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyStatement {
    /// Random, at least 128 bits, base64url. Single use, consumed by finalize.
    pub nonce: String,
    /// The hall.
    pub hall: HallId,
    /// The filing.
    pub filing_id: FilingId,
    /// The content.
    pub content_hash: String,
    /// RFC 7638 thumbprint (SHA-256, base64url) of the signer's key.
    pub jkt: String,
    /// The signer: the person of the session, or the one the mandate names.
    pub sub: PartyId,
    /// Who was signed in, when that is not the signer (当面签名: in person on the agent's device).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PartyId>,
    /// When it was made.
    pub issued_at: Instant,
    /// When it ends.
    pub expires_at: Instant,
}

names! {
    /// How a signer showed their will. All are equal ways.
    CaptureKind {
        /// Handwritten on the pad (手写签名采集).
        Draw = "draw",
        /// Typed full name and a tick.
        Type = "type",
    }
}

/// What is signed: canonical JSON of this, under a detached JWS (RFC 7515 App. F, RFC 7797 `b64: false`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// Always 1.
    pub v: u32,
    /// Always `hall-esign/1`.
    pub typ: String,
    /// The hall.
    pub hall: HallId,
    /// The filing.
    pub filing_id: FilingId,
    /// The matter.
    pub matter: MatterId,
    /// The content: covers every answer and every attachment's digest.
    pub content_hash: String,
    /// The wording agreed to.
    pub consent: Consent,
    /// Who signs.
    pub signer: Signer,
    /// How.
    pub cap: Capture,
    /// The hall's statement of [`Challenge::statement`], whole.
    pub challenge: String,
    /// The signer's clock, for information only.
    pub at: Instant,
}

/// The wording the signer agreed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Id of the legal text.
    pub id: String,
    /// Its language.
    pub lang: String,
    /// SHA-256 of the text as shown.
    pub sha256: String,
}

names! {
    /// In which role someone signs.
    SignerRole {
        /// The applicant in person.
        Principal = "principal",
        /// A legal representative for an organisation.
        LegalRepresentative = "legal-representative",
        /// An agent under a mandate.
        Agent = "agent",
    }
}

/// Who signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signer {
    /// In which role.
    pub role: SignerRole,
    /// Opaque id, equal to the statement's `sub`.
    pub sub: PartyId,
}

/// How the will was captured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capture {
    /// Drawn or typed.
    pub kind: CaptureKind,
    /// The ink, when drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ink: Option<InkRef>,
    /// The name as typed, when typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typed: Option<String>,
}

/// Digest of the ink log and of the picture that is derived from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InkRef {
    /// Format of the log: `ink/1`.
    pub fmt: String,
    /// Length of the log, in bytes.
    pub len: u64,
    /// SHA-256 of the log's bytes.
    pub sha256: String,
    /// SHA-256 of the SVG that renderer `inkr/1` derives from the log.
    pub svg_sha256: String,
}

/// An envelope with its signature and its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedEnvelope {
    /// Canonical JSON of [`Envelope`], byte for byte as signed.
    pub envelope: String,
    /// Detached JWS: `header..signature`.
    pub jws: String,
    /// The signer's public key; its thumbprint is in the statement.
    pub key: Jwk,
    /// The ink log (`ink/1`, JSON text), when drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ink: Option<String>,
}
