//! Somebody at the hall's door: keeps the cookie and the CSRF value, and writes down every exchange.

use std::sync::Arc;
use std::time::SystemTime;

use contract::{CSRF_HEADER, Party, PartyKind, SESSION_COOKIE, Session, SignedIn};
use serde::Serialize;

use crate::answer::Answer;
use crate::ask::Ask;
use crate::record::{Exchange, Record};
use crate::stream::Stream;
use crate::trouble::Trouble;
use crate::wire::{Reply, Wire};

/// The CSRF value of somebody who is not signed in.
const SIGNED_OUT: &str = "sign-in";

/// A person's browser, or a stranger's. Cloning gives another window of the same session; threads may share one.
#[derive(Debug, Clone)]
pub struct Visitor {
    wire: Wire,
    record: Record,
    /// `name=value` of the session cookie.
    cookie: Option<String>,
    /// Who is signed in.
    person: Option<SignedIn>,
    /// What is sent in `X-Hall-CSRF` with writes.
    pub csrf: String,
}

impl Visitor {
    /// Somebody who is not signed in.
    pub(crate) fn stranger(wire: Wire, record: Record) -> Self {
        Self { wire, record, cookie: None, person: None, csrf: SIGNED_OUT.to_owned() }
    }

    /// The same door, signed in with this session and cookie (`name=value`).
    fn with(&self, cookie: String, session: Session) -> Self {
        Self { cookie: Some(cookie), csrf: session.csrf, person: session.person, ..self.clone() }
    }

    /// Signs in as a test person by `POST /api/v1/session`.
    ///
    /// # Errors
    ///
    /// When the hall does not let this person in.
    pub fn sign_in(&self, person: &str) -> Result<Self, Trouble> {
        let stranger = Self::stranger(self.wire.clone(), self.record.clone());
        let answer =
            stranger.post("/api/v1/session", &serde_json::json!({ "person_id": person }))?.expect(200)?;
        let session: Session = answer.json()?;
        let cookie = answer.all("set-cookie").find(|it| it.starts_with(SESSION_COOKIE));
        let cookie = cookie.and_then(|it| it.split(';').next());
        let cookie = cookie.ok_or_else(|| answer.broken(&format!("the cookie {SESSION_COOKIE}")))?;
        Ok(self.with(cookie.to_owned(), session))
    }

    /// Comes with a cookie (`name=value`) that a person got by signing in somewhere else.
    ///
    /// # Errors
    ///
    /// When nobody is signed in by it.
    pub(crate) fn with_cookie(&self, cookie: &str) -> Result<Self, Trouble> {
        let asked = Self { cookie: Some(cookie.to_owned()), ..self.clone() };
        let answer = asked.get("/api/v1/session")?.expect(200)?;
        let session: Session = answer.json()?;
        if session.person.is_none() {
            return Err(answer.broken("a person who is signed in by this cookie"));
        }
        Ok(self.with(cookie.to_owned(), session))
    }

    /// Id of the person; empty for a stranger.
    #[must_use]
    pub fn id(&self) -> &str {
        self.person.as_ref().map_or("", |it| it.id.as_str())
    }

    /// The person as the session shows them; nobody for a stranger.
    #[must_use]
    pub fn person(&self) -> Option<&SignedIn> {
        self.person.as_ref()
    }

    /// The person as a party on a record.
    ///
    /// # Errors
    ///
    /// [`Trouble::NotTried`] for a stranger.
    pub fn party(&self) -> Result<Party, Trouble> {
        let person = self.person.as_ref().ok_or_else(|| Trouble::not_tried("nobody is signed in"))?;
        let id =
            person.id.as_str().parse().map_err(|_| Trouble::broken("an id of a person that is no id"))?;
        Ok(Party { id, kind: PartyKind::Person, name: person.name.clone() })
    }

    /// `name=value` of the session cookie; empty for a stranger.
    #[must_use]
    pub fn cookie(&self) -> &str {
        self.cookie.as_deref().unwrap_or_default()
    }

    /// Where the hall is: scheme, host and port.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.wire.base()
    }

    /// Sends a request and reads its answer whole.
    ///
    /// # Errors
    ///
    /// [`Trouble::Broken`] when no answer came. Any status is an answer.
    pub fn send(&self, ask: Ask) -> Result<Answer, Trouble> {
        let sent_at = SystemTime::now();
        let extra = self.extra(&ask);
        let mut reply = self.wire.send(&ask, &extra)?;
        let bytes = reply.read().map_err(|it| it.of(format_args!("{} {}", ask.method, ask.path)))?;
        let answer = answer(&ask, &mut reply, bytes);
        self.note(ask, extra, sent_at, &answer, false);
        Ok(answer)
    }

    /// Opens an event stream; `last` goes along as `Last-Event-ID`.
    ///
    /// # Errors
    ///
    /// [`Trouble::Broken`] when the answer is not 200 in `text/event-stream`.
    pub fn listen(&self, path: &str, last: Option<&str>) -> Result<Stream, Trouble> {
        let mut ask = Ask::new("GET", path).header("accept", "text/event-stream");
        if let Some(last) = last {
            ask = ask.header("last-event-id", last);
        }
        let sent_at = SystemTime::now();
        let extra = self.extra(&ask);
        let mut reply = self.wire.open(&ask, &extra)?;
        let opened = reply.status == 200;
        let bytes = if opened { Vec::new() } else { reply.read()? };
        let head = answer(&ask, &mut reply, bytes);
        self.note(ask, extra, sent_at, &head, opened);
        if opened && head.media_type() == "text/event-stream" {
            Ok(Stream::open(head, reply.body))
        } else {
            Err(head.broken("200 text/event-stream"))
        }
    }

    /// `GET`
    ///
    /// # Errors
    ///
    /// As [`Self::send`].
    pub fn get(&self, path: &str) -> Result<Answer, Trouble> {
        self.send(Ask::new("GET", path))
    }

    /// `HEAD`
    ///
    /// # Errors
    ///
    /// As [`Self::send`].
    pub fn head(&self, path: &str) -> Result<Answer, Trouble> {
        self.send(Ask::new("HEAD", path))
    }

    /// `POST` with JSON.
    ///
    /// # Errors
    ///
    /// As [`Self::send`].
    pub fn post<T: Serialize + ?Sized>(&self, path: &str, value: &T) -> Result<Answer, Trouble> {
        self.send(Ask::new("POST", path).json(value)?)
    }

    /// `PUT` with JSON.
    ///
    /// # Errors
    ///
    /// As [`Self::send`].
    pub fn put<T: Serialize + ?Sized>(&self, path: &str, value: &T) -> Result<Answer, Trouble> {
        self.send(Ask::new("PUT", path).json(value)?)
    }

    /// `DELETE`
    ///
    /// # Errors
    ///
    /// As [`Self::send`].
    pub fn delete(&self, path: &str) -> Result<Answer, Trouble> {
        self.send(Ask::new("DELETE", path))
    }

    /// Headers that the visitor adds to a request.
    fn extra(&self, ask: &Ask) -> Vec<(String, String)> {
        let mut extra = Vec::new();
        if let Some(cookie) = self.cookie.as_ref().filter(|_| ask.cookie) {
            extra.push(("cookie".to_owned(), cookie.clone()));
        }
        let has_own = ask.headers.iter().any(|it| it.0 == CSRF_HEADER);
        if ask.writes() && ask.csrf && !has_own {
            extra.push((CSRF_HEADER.to_owned(), self.csrf.clone()));
        }
        extra
    }

    fn note(
        &self,
        ask: Ask,
        extra: Vec<(String, String)>,
        sent_at: SystemTime,
        answer: &Answer,
        streamed: bool,
    ) {
        let signed_in = ask.cookie && self.cookie.is_some();
        self.record.add(Exchange {
            sent: ask.headers.into_iter().chain(extra).collect(),
            signed_in,
            person: signed_in.then(|| self.id().to_owned()),
            sent_at,
            read_at: SystemTime::now(),
            answer: answer.clone(),
            streamed,
        });
    }
}

fn answer(ask: &Ask, reply: &mut Reply, bytes: Vec<u8>) -> Answer {
    Answer {
        method: ask.method.clone(),
        path: ask.path.clone(),
        status: reply.status,
        headers: std::mem::take(&mut reply.headers),
        bytes: Arc::from(bytes),
    }
}
