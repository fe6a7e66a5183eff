//! Challenges: the hall's statement that a key belongs to a person, for one content, once.

use contract::{FilingId, HallId, Instant, KeyStatement, PartyId};

use crate::token::{TokenError, Unverified};

/// `typ` of a statement's header.
pub const TYP: &str = "hall-challenge+jwt";

/// Why a text is not the statement that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChallengeError {
    /// No statement at all.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// Of another hall.
    #[error("a statement of hall `{0}`")]
    Hall(HallId),
    /// For another filing.
    #[error("a statement for filing `{0}`")]
    Filing(FilingId),
    /// For other content.
    #[error("a statement for content {0}")]
    Content(String),
    /// About another key.
    #[error("a statement about key {0}")]
    Key(String),
    /// About another person.
    #[error("a statement about person `{0}`")]
    Subject(PartyId),
    /// Made in another person's session, or in the signer's own where it should not be.
    #[error("a statement made in the session of {}", .0.as_ref().map_or("the signer", PartyId::as_str))]
    Session(Option<PartyId>),
    /// No longer to be used.
    #[error("the statement ended at {0}")]
    Expired(Instant),
}

impl ChallengeError {
    /// A stable name, the one the golden vectors use.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Token(error) => error.code(),
            Self::Hall(_) => "hall",
            Self::Filing(_) => "filing",
            Self::Content(_) => "content",
            Self::Key(_) => "jkt",
            Self::Subject(_) => "sub",
            Self::Session(_) => "by",
            Self::Expired(_) => "expired",
        }
    }
}

/// What a statement must say to be the one for a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The hall.
    pub hall: HallId,
    /// The filing.
    pub filing_id: FilingId,
    /// The content that is signed.
    pub content_hash: String,
    /// Thumbprint of the signer's key.
    pub jkt: String,
    /// The signer.
    pub sub: PartyId,
    /// Who was signed in, when that was not the signer.
    pub by: Option<PartyId>,
}

/// A statement that was read, its signature not verified yet.
pub type UnverifiedStatement = Unverified<KeyStatement>;

/// Reads a statement.
///
/// # Errors
///
/// For anything but a compact ES256 JWS of type [`TYP`] over the canonical JSON of a [`KeyStatement`].
pub fn read(text: &str) -> Result<UnverifiedStatement, ChallengeError> {
    Ok(Unverified::read(text, TYP)?)
}

impl UnverifiedStatement {
    /// Whether it is about this signature.
    ///
    /// # Errors
    ///
    /// The first of hall, filing, content, key, person and session that differs.
    pub fn matches(&self, expected: &Expected) -> Result<(), ChallengeError> {
        let statement = &self.claims;
        if statement.hall != expected.hall {
            return Err(ChallengeError::Hall(statement.hall.clone()));
        }
        if statement.filing_id != expected.filing_id {
            return Err(ChallengeError::Filing(statement.filing_id.clone()));
        }
        if statement.content_hash != expected.content_hash {
            return Err(ChallengeError::Content(statement.content_hash.clone()));
        }
        if statement.jkt != expected.jkt {
            return Err(ChallengeError::Key(statement.jkt.clone()));
        }
        if statement.sub != expected.sub {
            return Err(ChallengeError::Subject(statement.sub.clone()));
        }
        if statement.by != expected.by {
            return Err(ChallengeError::Session(statement.by.clone()));
        }
        Ok(())
    }

    /// Whether it may still be used at `at`, by the hall's clock; the last instant counts.
    ///
    /// # Errors
    ///
    /// [`ChallengeError::Expired`].
    pub fn current(&self, at: Instant) -> Result<(), ChallengeError> {
        let end = self.claims.expires_at;
        if at <= end { Ok(()) } else { Err(ChallengeError::Expired(end)) }
    }
}
