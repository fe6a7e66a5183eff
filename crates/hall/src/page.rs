//! Opaque cursors over a stable order. A cursor says after which place the next page starts.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::{PartyId, ProblemCode};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::error::Refusal;

/// Items on a page unless fewer are asked for.
const USUAL: u32 = 50;
/// Most items on a page.
const MOST: u32 = 200;

/// `?principal=…`: whose list it is, where it is never one's own.
#[derive(Debug, Deserialize)]
pub struct OfQuery {
    /// Whose.
    pub principal: PartyId,
}

/// `?cursor=…&limit=…`
#[derive(Debug, Default, Deserialize)]
pub struct PageQuery {
    cursor: Option<String>,
    #[serde(default, deserialize_with = "size")]
    limit: Option<u32>,
}

/// A page of none, or of more than a hall ever sends, is refused rather than rounded: the document names both ends.
fn size<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
    let asked = u32::deserialize(from)?;
    if (1..=MOST).contains(&asked) { Ok(Some(asked)) } else { Err(D::Error::custom("limit: 1 to 200")) }
}

impl PageQuery {
    /// How many items are wanted, from 1 to 200.
    #[must_use]
    pub fn limit(&self) -> u32 {
        self.limit.unwrap_or(USUAL)
    }

    /// The place after which the page starts.
    ///
    /// # Errors
    ///
    /// `malformed` for a cursor this hall never gave.
    pub fn after(&self) -> Result<Option<i64>, Refusal> {
        let Some(cursor) = &self.cursor else { return Ok(None) };
        let place = unseal(cursor).and_then(|it| it.strip_prefix("after:")?.parse().ok());
        place.map(Some).ok_or_else(unknown)
    }

    /// The cursor as it was sent, for lists whose places are no numbers.
    #[must_use]
    pub fn cursor(&self) -> Option<&str> {
        self.cursor.as_deref()
    }
}

/// One page of `found`, which was asked for with one more than is wanted, and the cursor for the next page.
#[must_use]
pub fn cut<T>(mut found: Vec<T>, wanted: u32, place: impl Fn(&T) -> i64) -> (Vec<T>, Option<String>) {
    let more = found.len() > wanted as usize;
    found.truncate(wanted as usize);
    let next = found.last().filter(|_| more).map(|it| cursor(place(it)));
    (found, next)
}

/// A text as a cursor: opaque, of characters that need no escaping in an address.
#[must_use]
pub fn seal(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(text)
}

/// The text of a cursor; `None` when it is none.
#[must_use]
pub fn unseal(cursor: &str) -> Option<String> {
    String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()
}

/// What is said to a cursor this hall never gave.
#[must_use]
pub fn unknown() -> Refusal {
    Refusal::new(ProblemCode::Malformed).detail("翻页标记不对，请从第一页重新开始")
}

/// The cursor for the page that starts after `place`.
#[must_use]
pub fn cursor(place: i64) -> String {
    seal(&format!("after:{place}"))
}

#[cfg(test)]
mod tests {
    use axum::extract::Query;

    use super::*;

    #[test]
    fn a_cursor_reads_back_as_its_place() {
        for place in [0, 1, 42, i64::MAX] {
            let query = PageQuery { cursor: Some(cursor(place)), limit: None };
            assert_eq!(query.after().unwrap(), Some(place));
        }
    }

    #[test]
    fn a_cursor_nobody_gave_is_refused() {
        for text in ["", "7", "YWZ0ZXI6", "!!"] {
            let query = PageQuery { cursor: Some(text.into()), limit: None };
            assert!(query.after().is_err(), "{text}");
        }
    }

    #[test]
    fn limit_table() {
        let table = [
            ("", Some(50)),
            ("limit=1", Some(1)),
            ("limit=200", Some(200)),
            ("limit=0", None),
            ("limit=201", None),
            ("limit=-1", None),
            ("limit=", None),
        ];
        for (asked, given) in table {
            let asked = format!("/api/v1/cases?{asked}").parse().unwrap();
            let read = Query::<PageQuery>::try_from_uri(&asked);
            assert_eq!(read.ok().map(|it| it.limit()), given, "{asked}");
        }
    }
}
