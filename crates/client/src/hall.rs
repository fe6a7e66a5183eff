//! The hall itself.

use contract::Discovery;
use serde::Deserialize;

use crate::{Call, CallError, Method};

/// `GET /.well-known/hall`, as the hall wrote it: a first screen reads a [`Front`] of it, everything else waits.
#[must_use]
pub fn announcement() -> Call<Vec<u8>> {
    Call::new(Method::Get, "/.well-known/hall".into(), |answer| match answer.media_type.as_str() {
        "application/json" => Ok(answer.body.clone()),
        _ => Err(CallError::Unreadable),
    })
}

/// What a first screen needs of [`Discovery`], read without the rest of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Front {
    /// The hall's name.
    pub name: String,
    /// Languages of the hall's content (BCP 47), the first is its own.
    #[serde(default)]
    pub locales: Vec<String>,
    /// Present when this hall shows sample data only.
    #[serde(default)]
    pub demo: Option<FrontDemo>,
}

/// What is said wherever sample data is shown.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct FrontDemo {
    /// The sentence.
    pub notice: String,
}

/// Reads a [`Front`] of an [`announcement`].
#[must_use]
pub fn front(bytes: &[u8]) -> Option<Front> {
    serde_json::from_slice(bytes).ok()
}

/// Reads all of an [`announcement`].
#[must_use]
pub fn whole(bytes: &[u8]) -> Option<Discovery> {
    serde_json::from_slice(bytes).ok()
}
