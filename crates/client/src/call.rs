//! A call as a value, and an answer as a value.

use contract::Page;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::CallError;
use crate::tame::{Texts, tame};

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

    /// How many bytes it is.
    #[must_use]
    pub const fn len(&self) -> usize {
        match self {
            Self::None => 0,
            Self::Json(text) => text.len(),
            Self::Chunk(bytes) => bytes.len(),
        }
    }

    /// Whether it is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What a call may cost: an answer that takes longer or is larger is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Longest silence, in milliseconds: see [`Budget::until_answer`] and [`Budget::PIECE`].
    pub timeout_ms: u32,
    /// Largest body of an answer, in bytes as the reader sees them (decompressed).
    pub bytes: usize,
}

impl Budget {
    /// One resource.
    pub const READ: Self = Self { timeout_ms: 20_000, bytes: 1 << 20 };
    /// A list.
    pub const PAGE: Self = Self { timeout_ms: 30_000, bytes: 4 << 20 };
    /// A change of one resource.
    pub const WRITE: Self = Self { timeout_ms: 30_000, bytes: 1 << 20 };
    /// A chunk of an upload; how long it is on its way comes on top.
    pub const CHUNK: Self = Self { timeout_ms: 30_000, bytes: ERROR_BYTES };
    /// The commit: the hall checks every file and signature before it answers with a receipt.
    pub const COMMIT: Self = Self { timeout_ms: 60_000, bytes: ERROR_BYTES };

    /// What has to arrive of an answer before the time begins anew, in bytes: a slow link is waited for, one byte now and
    /// then is not.
    pub const PIECE: usize = 4 << 10;

    /// How long to wait for an answer to a request with so many bytes of body, in milliseconds: one more for each, which
    /// is a village network of 8 kbit/s.
    #[must_use]
    pub fn until_answer(self, sent: usize) -> u32 {
        self.timeout_ms.saturating_add(u32::try_from(sent).unwrap_or(u32::MAX))
    }

    /// Largest body for an answer of this status: what went wrong is told in a few sentences.
    #[must_use]
    pub const fn for_status(self, status: u16) -> usize {
        match status {
            200..=299 => self.bytes,
            _ => ERROR_BYTES,
        }
    }
}

const ERROR_BYTES: usize = 64 << 10;

/// Most items of one page. This client asks for 200 at most; a hall that gives a little more is not refused for it.
const MAX_ITEMS: usize = 2_000;

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
    /// `Retry-After` in seconds, when given as such.
    pub retry_after: Option<u32>,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as JSON, its texts tamed: what could turn letters round or break a page is left out.
    ///
    /// # Errors
    ///
    /// [`CallError::Foreign`] when the media type is not JSON (a captive portal's page, a proxy's error),
    /// [`CallError::Unreadable`] when the body is not a `T` or nested too deep.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, CallError> {
        parse(&self.tamed(Texts::Shown)?)
    }

    /// The body, if it is JSON that may be read.
    pub(crate) fn tamed(&self, texts: Texts) -> Result<std::borrow::Cow<'_, [u8]>, CallError> {
        if self.media_type != "application/json" {
            return Err(CallError::Foreign);
        }
        tame(&self.body, texts).ok_or(CallError::Unreadable)
    }
}

fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, CallError> {
    serde_json::from_slice(body).map_err(|_| CallError::Unreadable)
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
    /// What it may cost.
    pub budget: Budget,
    read: fn(&Answer) -> Result<T, CallError>,
    about: Option<About<T>>,
}

/// The id that was asked for, and how to see whether an answer is about it.
type About<T> = (String, fn(&T, &str) -> bool);

impl<T> Call<T> {
    pub(crate) fn new(method: Method, path: String, read: fn(&Answer) -> Result<T, CallError>) -> Self {
        let budget = if method.writes() { Budget::WRITE } else { Budget::READ };
        Self { method, path, headers: Vec::new(), body: Body::None, budget, read, about: None }
    }

    pub(crate) fn within(mut self, budget: Budget) -> Self {
        self.budget = budget;
        self
    }

    /// Takes no answer that is about something else than `id`, by `same`: what a hall, or a cache before it, mixed up is
    /// never shown under another address.
    pub(crate) fn about(mut self, id: &impl ToString, same: fn(&T, &str) -> bool) -> Self {
        self.about = Some((id.to_string(), same));
        self
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
        self.within(Budget::CHUNK)
    }

    /// Reads the hall's answer.
    ///
    /// # Errors
    ///
    /// For every status outside 2xx, and for a 2xx answer that is not what the contract promises.
    pub fn read(&self, answer: &Answer) -> Result<T, CallError> {
        let found = match answer.status {
            200..=299 => (self.read)(answer)?,
            _ => return Err(CallError::of(answer)),
        };
        match &self.about {
            Some((id, same)) if !same(&found, id) => Err(CallError::Unreadable),
            _ => Ok(found),
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

/// Reads a value that cannot be changed without naming its version: without one it is no answer. Its texts come back
/// to the hall with the change, so they stay as they are.
pub(crate) fn versioned<T: DeserializeOwned>(answer: &Answer) -> Result<Versioned<T>, CallError> {
    let value = parse(&answer.tamed(Texts::Kept)?)?;
    Ok(Versioned { etag: answer.etag.clone().ok_or(CallError::Unreadable)?, value })
}

pub(crate) fn get<T: DeserializeOwned>(path: String) -> Call<T> {
    Call::new(Method::Get, path, Answer::json)
}

/// One page of a list.
pub(crate) fn page<T: DeserializeOwned>(path: String) -> Call<Page<T>> {
    let read = |answer: &Answer| {
        let page: Page<T> = answer.json()?;
        if page.items.len() > MAX_ITEMS { Err(CallError::TooLarge) } else { Ok(page) }
    };
    Call::new(Method::Get, path, read).within(Budget::PAGE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_of_another_media_type_is_foreign_and_one_that_breaks_the_contract_unreadable() {
        let answer = |media_type: &str, body: &str| Answer {
            status: 200,
            media_type: media_type.into(),
            body: body.into(),
            ..Answer::default()
        };
        let deep = ["[".repeat(10_000), "]".repeat(10_000)].concat();
        let table = [
            (answer("application/json", r#"["a"]"#), Ok(vec!["a".to_owned()])),
            (answer("text/html", r#"["a"]"#), Err(CallError::Foreign)),
            (answer("", ""), Err(CallError::Foreign)),
            (answer("application/json", "<html>"), Err(CallError::Unreadable)),
            (answer("application/json", ""), Err(CallError::Unreadable)),
            (answer("application/json", &deep), Err(CallError::Unreadable)),
        ];
        for (answer, expected) in table {
            assert_eq!(get::<Vec<String>>("/".into()).read(&answer), expected, "{}", answer.media_type);
        }
    }

    #[test]
    fn an_answer_about_something_else_is_none() {
        let answer = Answer {
            status: 200,
            media_type: "application/json".into(),
            body: br#""this""#.to_vec(),
            ..Answer::default()
        };
        let asked =
            |id: &str| get::<String>("/".into()).about(&id.to_owned(), |found, id| found == id).read(&answer);
        assert_eq!(asked("this"), Ok("this".into()));
        assert_eq!(asked("that"), Err(CallError::Unreadable));
    }

    #[test]
    fn a_page_has_so_many_items_and_no_more() {
        for (items, fits) in [(MAX_ITEMS, true), (MAX_ITEMS + 1, false)] {
            let body = [r#"{"items":["#, &vec!["1"; items].join(","), "]}"].concat();
            let answer = Answer {
                status: 200,
                media_type: "application/json".into(),
                body: body.into(),
                ..Answer::default()
            };
            assert_eq!(page::<u8>("/".into()).read(&answer).is_ok(), fits, "{items}");
        }
    }

    #[test]
    fn what_is_large_may_take_longer() {
        let table = [(0, 30_000), (4_096, 34_096), (256 * 1024, 292_144), (usize::MAX, u32::MAX)];
        for (sent, ms) in table {
            assert_eq!(Budget::CHUNK.until_answer(sent), ms, "{sent}");
        }
        assert_eq!((Body::None.len(), Body::Json("字".into()).len(), Body::Chunk(vec![1]).len()), (0, 3, 1));
    }

    #[test]
    fn every_call_has_the_budget_of_its_kind() {
        let of = |method| Call::<()>::new(method, String::new(), |_| Ok(())).budget;
        assert_eq!((of(Method::Get), of(Method::Head)), (Budget::READ, Budget::READ));
        assert_eq!((of(Method::Post), of(Method::Delete)), (Budget::WRITE, Budget::WRITE));
        let chunk = Call::<()>::new(Method::Patch, String::new(), |_| Ok(())).chunk(vec![1]);
        assert_eq!(chunk.budget, Budget::CHUNK);
        assert_eq!(page::<u8>(String::new()).budget, Budget::PAGE);
        assert!(Budget::PAGE.for_status(500) < Budget::PAGE.for_status(200), "an error is short");
    }
}
