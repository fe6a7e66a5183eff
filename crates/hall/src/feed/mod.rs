//! What happens to one's cases, as it happens: server-sent events (WHATWG HTML §9.2).
//!
//! One task for each stream reads what is new whenever the writer has committed. The place of a stream is the number
//! of an event among those of all cases; a client that comes back says which one it saw last.

mod listeners;
mod message;

use std::collections::HashMap;
use std::time::Duration;

use axum::body::Bytes;
use chrono::TimeDelta;
use contract::{CASE_EVENT, RESET_EVENT};
use sqlx::{Acquire, SqliteConnection};
use tokio::sync::{mpsc, watch};

use crate::error::Refusal;
use crate::session::Caller;
use crate::state::{Hall, Shared};
use crate::store::{feed, mandates};

pub use listeners::Listeners;
use listeners::Seat;
use message::{Place, beat, hello, message};

/// Between two signs of life when nothing happens. The contract says 15 seconds at most.
const BEAT: Duration = Duration::from_secs(10);
/// Events that are read at one time.
const BATCH: u32 = 100;
/// Messages that wait for a slow reader before its stream waits, too.
const WAITING: usize = 16;
/// For how long a client may stay away and still be told everything, in days.
const REMEMBERED: i64 = 30;

/// A stream that is open.
struct Stream {
    hall: Shared,
    caller: Caller,
    /// Told up to here.
    place: Place,
    out: mpsc::Sender<Bytes>,
    _seat: Seat,
}

/// Opens a stream of what happens to the caller's cases after `last`, the id of the message they saw last; from now on
/// without one.
///
/// # Errors
///
/// `too-many` when the caller has too many of them open already.
pub async fn open(
    hall: &Shared,
    caller: Caller,
    last: Option<&str>,
) -> Result<mpsc::Receiver<Bytes>, Refusal> {
    let seat = hall.listeners.sit(&caller.person.id)?;
    let mut db = hall.readers.acquire().await?;
    let now = Place { epoch: hall.epoch, n: feed::last(&mut db).await? };
    let known = match last {
        Some(last) => known(hall, &mut db, last, now).await?,
        None => Some(now),
    };
    drop(db);
    let (out, stream) = mpsc::channel(WAITING);
    let first = match known {
        Some(place) => hello(place),
        None => [hello(now), message(now, RESET_EVENT, "{}")].concat(),
    };
    let place = known.unwrap_or(now);
    let open = Stream { hall: hall.clone(), caller, place, out, _seat: seat };
    let closing = hall.listeners.closing();
    tokio::spawn(async move {
        if open.out.send(first.into()).await.is_ok()
            && let Err(refused) = open.run(closing).await
        {
            tracing::warn!(code = refused.problem().code.as_str(), "a stream of events ended");
        }
    });
    Ok(stream)
}

/// The place a client names, when everything after it can still be told.
async fn known(
    hall: &Hall,
    db: &mut SqliteConnection,
    last: &str,
    now: Place,
) -> Result<Option<Place>, Refusal> {
    let Some(place) = Place::read(last).filter(|it| it.epoch == now.epoch && (0..=now.n).contains(&it.n))
    else {
        return Ok(None);
    };
    let oldest = hall.clock().now() - TimeDelta::days(REMEMBERED);
    let next = feed::next_at(db, place.n).await?;
    Ok(next.is_none_or(|it| it >= oldest).then_some(place))
}

/// How the other end of a stream is.
enum Reader {
    Listens,
    Gone,
}

impl Stream {
    /// Until the reader goes away, the session ends, or the hall closes.
    async fn run(mut self, mut closing: watch::Receiver<bool>) -> Result<(), Refusal> {
        let mut commits = self.hall.writer.commits();
        // Ticks on however much is committed: what happens to others is no sign of life to this reader.
        let mut beats = tokio::time::interval_at(tokio::time::Instant::now() + BEAT, BEAT);
        loop {
            commits.mark_unchanged();
            while self.caller.is_signed_in(&self.hall).await? {
                match self.tell().await? {
                    (Reader::Gone, _) => return Ok(()),
                    (Reader::Listens, more) if !more => break,
                    _ => {}
                }
            }
            if !self.caller.is_signed_in(&self.hall).await? {
                return Ok(());
            }
            tokio::select! {
                _ = closing.changed() => return Ok(()),
                () = self.out.closed() => return Ok(()),
                open = commits.changed() => if open.is_err() { return Ok(()) },
                _ = beats.tick() => {
                    if self.out.send(beat(self.place).into()).await.is_err() {
                        return Ok(());
                    }
                }
            }
        }
    }

    /// Tells what is new, a batch of it; whether there is more.
    async fn tell(&mut self) -> Result<(Reader, bool), Refusal> {
        let (rows, end, more) = self.news().await?;
        for row in rows {
            let place = Place { n: row.n, ..self.place };
            let text = message(place, CASE_EVENT, &serde_json::to_string(&row.news)?);
            if self.out.send(text.into()).await.is_err() {
                return Ok((Reader::Gone, false));
            }
        }
        self.place.n = end;
        Ok((Reader::Listens, more))
    }

    /// A batch of what the caller may see, up to where it was read, and whether there is more. What somebody filed for
    /// another they see as long as a mandate of that principal is in force.
    async fn news(&self) -> Result<(Vec<feed::FeedRow>, i64, bool), Refusal> {
        let (person, today) = (&self.caller.person.id, self.hall.clock().today());
        let mut connection = self.hall.readers.acquire().await?;
        let mut db = connection.begin().await?;
        let last = feed::last(&mut db).await?;
        let rows = feed::after(&mut db, person, self.place.n, BATCH).await?;
        let more = rows.len() == BATCH as usize;
        let end = rows.last().filter(|_| more).map_or(last, |it| it.n);
        let mut seen: HashMap<String, bool> = [(person.to_string(), true)].into();
        let mut told = Vec::with_capacity(rows.len());
        for row in rows {
            let whose = &row.principal_id;
            if !seen.contains_key(whose) {
                let active = mandates::active_for(&mut db, person, &whose.parse()?, today).await?;
                seen.insert(whose.clone(), !active.is_empty());
            }
            if seen.get(whose) == Some(&true) {
                told.push(row);
            }
        }
        Ok((told, end, more))
    }
}
