//! A large file of the hall, as it comes: who is cut off goes on where they were.

use std::cell::Cell;
use std::rc::Rc;

use client::CallError;
use gloo::timers::callback::Timeout;
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Headers, ReadableStreamDefaultReader, ReadableStreamReadResult, RequestCache,
    RequestCredentials, RequestInit, RequestRedirect, Response,
};

/// Longest silence, in milliseconds.
const SILENCE_MS: u32 = 30_000;

/// A file on its way.
pub struct Download {
    reader: ReadableStreamDefaultReader,
    abort: AbortController,
    timer: Option<Timeout>,
    late: Rc<Cell<bool>>,
    /// Bytes that come and are here already: the hall sent all of it, though a part was asked for.
    again: u64,
    /// Bytes that may still come.
    most: u64,
    /// How it ended, when what came before has been handed over.
    ended: Option<Result<(), CallError>>,
}

impl Drop for Download {
    fn drop(&mut self) {
        // What nobody reads any more is not fetched; of one that has ended nothing is left to stop.
        self.abort.abort();
    }
}

impl Download {
    /// Asks for what is at `path` from byte `from` on, and takes at most `most` bytes of it. The whole comes as the hall
    /// packs it; a part, by RFC 9110 §14, as it is.
    ///
    /// # Errors
    ///
    /// [`CallError`].
    pub async fn begin(path: &str, from: u64, most: u64) -> Result<Self, CallError> {
        let abort = AbortController::new().map_err(unreachable)?;
        let init = RequestInit::new();
        init.set_credentials(RequestCredentials::SameOrigin);
        // It is kept by whoever asks; a second copy would take room from others.
        init.set_cache(RequestCache::NoStore);
        init.set_redirect(RequestRedirect::Manual);
        init.set_signal(Some(&abort.signal()));
        if from > 0 {
            let headers = Headers::new().map_err(unreachable)?;
            headers.set("range", &["bytes=", &from.to_string(), "-"].concat()).map_err(unreachable)?;
            init.set_headers(&headers);
        }
        let late = Rc::new(Cell::new(false));
        let timer = Some(silence(&late, &abort));
        let window = super::page::window().ok_or(CallError::Unreachable)?;
        let asked = JsFuture::from(window.fetch_with_str_and_init(path, &init)).await;
        let response: Response = match asked {
            Ok(response) => response.unchecked_into(),
            Err(_) if late.get() => return Err(CallError::TimedOut),
            Err(_) => return Err(CallError::Unreachable),
        };
        let range = response.headers().get("content-range").ok().flatten();
        let again = match first_byte(response.status(), range.as_deref(), from) {
            Ok(first) => from - first,
            Err(error) => {
                abort.abort();
                return Err(error);
            }
        };
        let reader = response.body().ok_or(CallError::Unreadable)?.get_reader().unchecked_into();
        Ok(Self { reader, abort, timer, late, again, most, ended: None })
    }

    /// The next piece, `least` bytes or what is left; `None` at the end.
    ///
    /// # Errors
    ///
    /// Why no more comes; what came before has been handed over.
    pub async fn next(&mut self, least: usize) -> Result<Option<Vec<u8>>, CallError> {
        let mut piece = Vec::new();
        while piece.len() < least && self.ended.is_none() {
            self.ended = self.read_into(&mut piece).await;
        }
        if !piece.is_empty() {
            return Ok(Some(piece));
        }
        self.timer = None;
        match &self.ended {
            Some(Err(error)) => Err(error.clone()),
            _ => Ok(None),
        }
    }

    /// Reads what the network has; tells how it ended, if it did.
    async fn read_into(&mut self, piece: &mut Vec<u8>) -> Option<Result<(), CallError>> {
        let Ok(read) = JsFuture::from(self.reader.read()).await else {
            return Some(Err(if self.late.get() { CallError::TimedOut } else { CallError::Unreachable }));
        };
        let read: ReadableStreamReadResult = read.unchecked_into();
        if read.get_done() == Some(true) {
            return Some(Ok(()));
        }
        self.timer = Some(silence(&self.late, &self.abort));
        let bytes = Uint8Array::new(&read.get_value());
        let length = u64::from(bytes.length());
        let skipped = length.min(self.again);
        self.again -= skipped;
        let rest = length - skipped;
        if rest > self.most {
            return Some(Err(CallError::TooLarge));
        }
        self.most -= rest;
        let before = piece.len();
        // Both are below 2^32: they are parts of one array of the browser.
        piece.resize(before + usize::try_from(rest).unwrap_or_default(), 0);
        let fresh = bytes.subarray(u32::try_from(skipped).unwrap_or_default(), bytes.length());
        fresh.copy_to(&mut piece[before..]);
        None
    }
}

fn silence(late: &Rc<Cell<bool>>, abort: &AbortController) -> Timeout {
    let (late, abort) = (late.clone(), abort.clone());
    Timeout::new(SILENCE_MS, move || {
        late.set(true);
        abort.abort();
    })
}

/// Where an answer begins: at 0 when it is the whole, at `from` when it is the part that was asked for.
fn first_byte(status: u16, range: Option<&str>, from: u64) -> Result<u64, CallError> {
    match status {
        200 => Ok(0),
        206 => {
            let first =
                range.and_then(|it| it.strip_prefix("bytes ")?.split_once('-')?.0.parse::<u64>().ok());
            first.filter(|it| *it == from).ok_or(CallError::Unreadable)
        }
        // A redirect that is not followed has no status the page may see.
        0 => Err(CallError::Elsewhere),
        404 | 410 => Err(CallError::NotFound),
        status => Err(CallError::Status(status)),
    }
}

fn unreachable(_: JsValue) -> CallError {
    CallError::Unreachable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_begins_where_it_says_and_nowhere_else() {
        let table = [
            (200, None, 0, Ok(0)),
            // All of it, though a part was asked for: what is here already is passed over.
            (200, None, 512, Ok(0)),
            (206, Some("bytes 512-1023/2048"), 512, Ok(512)),
            (206, Some("bytes 0-1023/2048"), 512, Err(CallError::Unreadable)),
            (206, Some("items 512-1023/2048"), 512, Err(CallError::Unreadable)),
            (206, None, 512, Err(CallError::Unreadable)),
            (404, None, 0, Err(CallError::NotFound)),
            (410, None, 0, Err(CallError::NotFound)),
            (416, Some("bytes */2048"), 4096, Err(CallError::Status(416))),
            (503, None, 0, Err(CallError::Status(503))),
            (0, None, 0, Err(CallError::Elsewhere)),
        ];
        for (status, range, from, expected) in table {
            assert_eq!(first_byte(status, range, from), expected, "{status} {range:?} {from}");
        }
    }
}
