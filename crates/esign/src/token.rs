//! What a hall signs: canonical JSON in a compact JWS, of one type each.

use canon::CanonError;
use contract::{Jwk, Jwks};
use serde::de::DeserializeOwned;

use crate::jws::{Compact, JwsError};
use crate::{ToVerify, find};

/// Why a text is not a signed statement of the type that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Not a JWS of this contract.
    #[error("not a signed statement: {0}")]
    Jws(#[from] JwsError),
    /// A JWS for something else.
    #[error("of another type: `{0}`")]
    Type(String),
    /// The payload is not canonical JSON.
    #[error("not canonical: {0}")]
    NotCanonical(#[from] CanonError),
    /// A member is missing or not of its type.
    #[error("a member is missing or wrong: {0}")]
    Shape(String),
    /// Signed with a key the hall does not publish.
    #[error("the hall publishes no single key `{0}`")]
    UnknownKey(String),
}

impl TokenError {
    /// A stable name, the one the golden vectors use.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Jws(error) => error.code(),
            Self::Type(_) => "type",
            Self::NotCanonical(error) => error.code(),
            Self::Shape(_) => "shape",
            Self::UnknownKey(_) => "unknown-key",
        }
    }
}

/// A statement that was read. It proves nothing before its signature is verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unverified<T> {
    /// What it says.
    pub claims: T,
    /// Which of the hall's keys it names.
    pub kid: String,
    /// The bytes that were signed.
    pub signing_input: Vec<u8>,
    /// r ‖ s.
    pub signature: Vec<u8>,
}

impl<T: DeserializeOwned> Unverified<T> {
    /// Reads a compact ES256 JWS of type `typ` whose payload is the canonical JSON of a `T`.
    pub(crate) fn read(text: &str, typ: &str) -> Result<Self, TokenError> {
        let jws = Compact::parse(text)?;
        if jws.header.typ != typ {
            return Err(TokenError::Type(jws.header.typ));
        }
        let payload = jws.payload_text()?;
        canon::parse_canonical(payload)?;
        let claims =
            serde_json::from_slice(payload.as_bytes()).map_err(|it| TokenError::Shape(it.to_string()))?;
        let signing_input = jws.signing_input().to_vec();
        Ok(Self { claims, kid: jws.header.kid, signing_input, signature: jws.signature })
    }
}

impl<T> Unverified<T> {
    /// The hall's key it names.
    ///
    /// # Errors
    ///
    /// [`TokenError::UnknownKey`] unless exactly one key of the set has this id.
    pub fn key<'a>(&self, keys: &'a Jwks) -> Result<&'a Jwk, TokenError> {
        find(keys, &self.kid).ok_or_else(|| TokenError::UnknownKey(self.kid.clone()))
    }

    /// What is left to verify, with the hall's key.
    ///
    /// # Errors
    ///
    /// As [`Self::key`].
    pub fn to_verify(&self, keys: &Jwks) -> Result<ToVerify, TokenError> {
        let key = self.key(keys)?.clone();
        Ok(ToVerify { key, signing_input: self.signing_input.clone(), signature: self.signature.clone() })
    }
}
