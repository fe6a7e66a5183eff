//! The one place that performs a call.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use client::{Answer, Body, Budget, Call, CallError, Method};
use contract::{CSRF_HEADER, ProblemCode};
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Headers, ReadableStreamDefaultReader, ReadableStreamReadResult, RequestCache,
    RequestCredentials, RequestInit, RequestRedirect, Response,
};

use super::clock;

type Listener = Box<dyn Fn(SessionNews)>;

thread_local! {
    /// The CSRF value of the session. It is not a secret from this page; the cookie is.
    static CSRF: RefCell<String> = const { RefCell::new(String::new()) };
    /// Called on news of the session.
    static SESSION_NEWS: RefCell<Option<Listener>> = const { RefCell::new(None) };
}

/// What the hall said about the session in passing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionNews {
    /// It has ended.
    Ended,
    /// It is another one than this page knows: someone signed in in another tab.
    Other,
}

/// Registers what happens on news of the session.
pub fn on_session_news(call: impl Fn(SessionNews) + 'static) {
    SESSION_NEWS.with_borrow_mut(|it| *it = Some(Box::new(call)));
}

/// Sets the value that writes carry from now on.
pub fn set_csrf(value: &str) {
    CSRF.with_borrow_mut(|it| value.clone_into(it));
}

/// Performs a call and reads the answer.
///
/// # Errors
///
/// [`CallError::Unreachable`] when no answer arrived, [`CallError::TimedOut`] and [`CallError::TooLarge`] when it was
/// beyond the call's budget, [`CallError::Elsewhere`] when it was a redirect; else what the answer means.
pub async fn send<T>(call: Call<T>) -> Result<T, CallError> {
    // The hall's own cache headers decide; "no-cache" revalidates by ETag instead of trusting an old copy.
    let cache = RequestCache::NoCache;
    let answer = perform(call.method, &call.path, &call.headers, &call.body, cache, call.budget).await?;
    let read = call.read(&answer);
    let news = match &read {
        Err(CallError::SignedOut) => Some(SessionNews::Ended),
        Err(error) if error.problem().is_some_and(|it| it.code == ProblemCode::CsrfMismatch) => {
            Some(SessionNews::Other)
        }
        _ => None,
    };
    if let Some(news) = news {
        SESSION_NEWS.with_borrow(|it| it.iter().for_each(|call| call(news)));
    }
    read
}

/// Fetches a file of the app whose name changes with its content: a copy that is here is used without asking.
/// `None` when it is neither here nor to be had.
pub async fn file(path: &str) -> Option<Vec<u8>> {
    let cache = RequestCache::Default;
    let answer = perform(Method::Get, path, &[], &Body::None, cache, Budget::PAGE).await.ok()?;
    (answer.status == 200).then_some(answer.body)
}

async fn perform(
    method: Method,
    path: &str,
    headers: &[(&'static str, String)],
    body: &Body,
    cache: RequestCache,
    budget: Budget,
) -> Result<Answer, CallError> {
    let abort = AbortController::new().map_err(unreachable)?;
    let init = RequestInit::new();
    init.set_method(method.as_str());
    init.set_credentials(RequestCredentials::SameOrigin);
    init.set_cache(cache);
    // Told, and not followed: what goes to the hall goes nowhere else.
    init.set_redirect(RequestRedirect::Manual);
    init.set_signal(Some(&abort.signal()));
    let sent = Headers::new().map_err(unreachable)?;
    // Sign-in brings its own: there is no session to take one from.
    let brings = headers.iter().any(|(name, _)| *name == CSRF_HEADER);
    let csrf = (method.writes() && !brings).then(|| (CSRF_HEADER, CSRF.with_borrow(Clone::clone)));
    let own = headers.iter().map(|(name, value)| (*name, value.clone()));
    for (name, value) in own.chain(csrf).chain(body.media_type().map(|it| ("content-type", it.to_owned()))) {
        sent.set(name, &value).map_err(unreachable)?;
    }
    init.set_headers(&sent);
    match body {
        Body::None => {}
        Body::Json(text) => init.set_body(&JsValue::from_str(text)),
        Body::Chunk(bytes) => init.set_body(&Uint8Array::from(bytes.as_slice())),
    }
    let late = Rc::new(Cell::new(false));
    // A new one takes the place of the one before.
    let timer = Cell::new(None);
    let wait = |ms: u32| {
        let (late, abort) = (late.clone(), abort.clone());
        timer.set(Some(gloo::timers::callback::Timeout::new(ms, move || {
            late.set(true);
            abort.abort();
        })));
    };
    wait(budget.until_answer(body.len()));
    let window = super::page::window().ok_or(CallError::Unreachable)?;
    let response = JsFuture::from(window.fetch_with_str_and_init(path, &init)).await;
    let answer = match response {
        Ok(response) => {
            let go_on = || wait(budget.timeout_ms);
            read(response.unchecked_into(), cache == RequestCache::NoCache, budget, go_on).await
        }
        Err(_) => Err(CallError::Unreachable),
    };
    timer.set(None);
    if answer.is_err() {
        // What is still on its way is not waited for.
        abort.abort();
    }
    answer.map_err(|error| if late.get() { CallError::TimedOut } else { error })
}

/// Reads an answer; `fresh` when it was made for this very call and its `Date` is the hall's time now. `go_on` gives it
/// more time, whenever enough of it has come.
async fn read(
    response: Response,
    fresh: bool,
    budget: Budget,
    go_on: impl Fn(),
) -> Result<Answer, CallError> {
    // A redirect that is not followed has no status the page may see.
    if response.status() == 0 {
        return Err(CallError::Elsewhere);
    }
    let header = |name: &str| response.headers().get(name).ok().flatten();
    let media_type = header("content-type").unwrap_or_default();
    let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let mut answer = Answer {
        status: response.status(),
        media_type,
        location: header("location"),
        etag: header("etag"),
        upload_offset: header("upload-offset").and_then(|it| it.parse().ok()),
        retry_after: header("retry-after").and_then(|it| it.parse().ok()),
        body: Vec::new(),
    };
    if let Some(date) = header("date").filter(|_| fresh && header("age").is_none()) {
        clock::heard(&date);
    }
    let most = budget.for_status(answer.status);
    let Some(stream) = response.body() else { return Ok(answer) };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut counted = 0;
    loop {
        // A body cut off half-way is no answer, whatever the status line said.
        let piece = JsFuture::from(reader.read()).await.map_err(unreachable)?;
        let piece: ReadableStreamReadResult = piece.unchecked_into();
        if piece.get_done() == Some(true) {
            return Ok(answer);
        }
        let bytes = Uint8Array::new(&piece.get_value());
        let before = answer.body.len();
        let length = before + bytes.length() as usize;
        if length > most {
            return Err(CallError::TooLarge);
        }
        answer.body.resize(length, 0);
        bytes.copy_to(&mut answer.body[before..]);
        if length - counted >= Budget::PIECE {
            counted = length;
            go_on();
        }
    }
}

fn unreachable(_: JsValue) -> CallError {
    CallError::Unreachable
}
