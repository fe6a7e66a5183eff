//! Opaque cursors over a stable order. A cursor says after which place the next page starts.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::{PartyId, ProblemCode};
use serde::Deserialize;

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
    limit: Option<u32>,
}

impl PageQuery {
    /// How many items are wanted, from 1 to 200.
    #[must_use]
    pub fn limit(&self) -> u32 {
        self.limit.unwrap_or(USUAL).clamp(1, MOST)
    }

    /// The place after which the page starts.
    ///
    /// # Errors
    ///
    /// `malformed` for a cursor this hall never gave.
    pub fn after(&self) -> Result<Option<i64>, Refusal> {
        let Some(cursor) = &self.cursor else { return Ok(None) };
        let bad = || Refusal::new(ProblemCode::Malformed).detail("翻页标记不对，请从第一页重新开始");
        let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| bad())?;
        let text = String::from_utf8(bytes).map_err(|_| bad())?;
        text.strip_prefix("after:").and_then(|it| it.parse().ok()).map(Some).ok_or_else(bad)
    }
}

/// The cursor for the page that starts after `place`.
#[must_use]
pub fn cursor(place: i64) -> String {
    URL_SAFE_NO_PAD.encode(format!("after:{place}"))
}

#[cfg(test)]
mod tests {
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
        for (asked, given) in [(None, 50), (Some(0), 1), (Some(7), 7), (Some(9999), 200)] {
            assert_eq!(PageQuery { cursor: None, limit: asked }.limit(), given);
        }
    }
}
