//! What can be wrong with a signed envelope.

use canon::CanonError;

use crate::challenge::ChallengeError;
use crate::jws::JwsError;

/// Why an envelope was not made or not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    /// The envelope is not canonical JSON.
    #[error("the envelope is not canonical: {0}")]
    Canon(#[from] CanonError),
    /// A member is missing or not of its type.
    #[error("the envelope lacks a member or has a wrong one: {0}")]
    Shape(String),
    /// Another `v` or `typ`.
    #[error("not an envelope of `{}`", super::TYP)]
    Type,
    /// The detached JWS, or the key, is not one of this contract.
    #[error("the signature cannot be read: {0}")]
    Jws(#[from] JwsError),
    /// The JWS is of another type.
    #[error("a signature of type `{0}`")]
    JwsType(String),
    /// The key is not the one the JWS or the statement names.
    #[error("the key is not the one it was signed with, or not the one that was stated")]
    KeyBinding,
    /// The signer's signature does not verify.
    #[error("the signature does not verify")]
    Signature,
    /// The hall's statement is not the one for this signature.
    #[error("the hall's statement does not hold: {0}")]
    Challenge(ChallengeError),
    /// The hall's signature under its statement does not verify.
    #[error("the statement is not the hall's")]
    ChallengeForged,
    /// Another hall, filing, matter or content; the member that differs.
    #[error("signed for something else: `{0}` differs")]
    Document(&'static str),
    /// Another wording than the ones in force.
    #[error("wording `{0}` is not in force")]
    Consent(String),
    /// Another person, or in another role.
    #[error("signed by another person, or in another role")]
    Signer,
    /// Kind, ink and typed name do not belong together.
    #[error("the parts of the capture do not belong together")]
    Capture,
    /// The typed name is not the registered one.
    #[error("the typed name is not the registered name")]
    Name,
    /// The ink is not readable.
    #[error("the ink cannot be read: {0}")]
    Ink(#[from] ink::InkError),
    /// The ink is not the ink that was signed.
    #[error("the ink is not the ink that was signed")]
    InkDigest,
    /// Too little ink to be a signature.
    #[error("too little ink: {0}")]
    WeakInk(#[from] ink::Weak),
    /// The picture is not the one this ink yields.
    #[error("the picture is not the one of this ink")]
    Svg,
}

impl EnvelopeError {
    /// A stable code, for records and for other implementations.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Canon(_) | Self::Shape(_) => "E_CANON",
            Self::Type => "E_TYPE",
            Self::Jws(JwsError::Alg(_) | JwsError::Crit | JwsError::Header(_)) | Self::JwsType(_) => "E_ALG",
            Self::Jws(JwsError::Key) | Self::KeyBinding => "E_KEYATT",
            Self::Jws(_) | Self::Signature => "E_SIG",
            Self::Challenge(ChallengeError::Expired(_)) => "E_CHAL_EXPIRED",
            Self::Challenge(
                ChallengeError::Key(_) | ChallengeError::Subject(_) | ChallengeError::Session(_),
            ) => "E_KEYATT",
            Self::Challenge(_) => "E_CHAL",
            Self::ChallengeForged => "E_CHAL_FORGED",
            Self::Document(_) => "E_DOC",
            Self::Consent(_) => "E_CONSENT",
            Self::Signer => "E_SIGNER",
            Self::Capture => "E_CAPTURE",
            Self::Name => "E_NAME",
            Self::Ink(_) | Self::InkDigest => "E_INK",
            Self::WeakInk(_) => "E_INK_WEAK",
            Self::Svg => "E_SVG",
        }
    }
}
