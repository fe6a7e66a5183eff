//! A call as a value, and an answer as a value.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::CallError;

/// HTTP methods of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates or commits.
    Post,
    /// Appends to an upload.
    Patch,
    /// Asks for an upload's offset.
    Head,
    /// Makes or changes what is at the address itself.
    Put,
    /// Ends a session or an upload, removes a draft.
    Delete,
}

impl Method {
    /// As HTTP spells it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Head => "HEAD",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }

    /// True when the hall asks for the CSRF header.
    #[must_use]
    pub const fn writes(self) -> bool {
        matches!(self, Self::Post | Self::Put | Self::Patch | Self::Delete)
    }
}

/// What a call carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Nothing.
    None,
    /// `application/json`.
    Json(String),
    /// `application/offset+octet-stream`: a chunk of an upload.
    Chunk(Vec<u8>),
}

impl Body {
    /// The media type to send, if anything is sent.
    #[must_use]
    pub const fn media_type(&self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Json(_) => Some("application/json"),
            Self::Chunk(_) => Some("application/offset+octet-stream"),
        }
    }
}

/// What a hall answered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Media type without parameters, lower case; empty when there is none.
    pub media_type: String,
    /// `Location`, when given.
    pub location: Option<String>,
    /// `ETag`, when given.
    pub etag: Option<String>,
    /// `Upload-Offset`, when given.
    pub upload_offset: Option<u64>,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as JSON.
    ///
    /// # Errors
    ///
    /// [`CallError::Unreadable`] when the media type is not JSON (a captive portal's page, a proxy's error)
    /// or the body is not a `T`.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, CallError> {
        if self.media_type != "application/json" {
            return Err(CallError::Unreadable);
        }
        serde_json::from_slice(&self.body).map_err(|_| CallError::Unreadable)
    }
}

/// How to ask for a `T`.
#[derive(Debug, Clone)]
pub struct Call<T> {
    /// Method.
    pub method: Method,
    /// Path with query, from the hall's root.
    pub path: String,
    /// Headers besides media type and CSRF.
    pub headers: Vec<(&'static str, String)>,
    /// Body.
    pub body: Body,
    read: fn(&Answer) -> Result<T, CallError>,
}

impl<T> Call<T> {
    pub(crate) fn new(method: Method, path: String, read: fn(&Answer) -> Result<T, CallError>) -> Self {
        Self { method, path, headers: Vec::new(), body: Body::None, read }
    }

    pub(crate) fn json<B: Serialize>(mut self, body: &B) -> Self {
        // A contract type always serialises: string keys, no foreign Serialize. An empty body would be refused.
        self.body = Body::Json(serde_json::to_string(body).unwrap_or_default());
        self
    }

    pub(crate) fn header(mut self, name: &'static str, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    pub(crate) fn chunk(mut self, bytes: Vec<u8>) -> Self {
        self.body = Body::Chunk(bytes);
        self
    }

    /// Reads the hall's answer.
    ///
    /// # Errors
    ///
    /// For every status outside 2xx, and for a 2xx answer that is not what the contract promises.
    pub fn read(&self, answer: &Answer) -> Result<T, CallError> {
        match answer.status {
            200..=299 => (self.read)(answer),
            _ => Err(CallError::of(answer)),
        }
    }
}

/// A value with its version (`ETag`), to be sent back with a change of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versioned<T> {
    /// The version, opaque.
    pub etag: String,
    /// The value.
    pub value: T,
}

/// Reads a value that cannot be changed without naming its version: without one it is no answer.
pub(crate) fn versioned<T: DeserializeOwned>(answer: &Answer) -> Result<Versioned<T>, CallError> {
    let etag = answer.etag.clone().ok_or(CallError::Unreadable)?;
    Ok(Versioned { etag, value: answer.json()? })
}

pub(crate) fn get<T: DeserializeOwned>(path: String) -> Call<T> {
    Call::new(Method::Get, path, Answer::json)
}
