//! What happened to a case: rows that are only ever added.

use contract::{CaseEvent, Channel, Coded, EventKind, Instant};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::cases::instant;
use crate::cases::texts;
use crate::clock;
use crate::error::Refusal;

/// An event that has no place yet.
pub struct NewEvent<'a> {
    /// When.
    pub at: &'a Instant,
    /// What.
    pub kind: EventKind,
    /// Who.
    pub by: &'a str,
    /// Through which channel.
    pub channel: Option<&'a Channel>,
    /// Opinion or reason.
    pub note: Option<&'a str>,
}

/// Appends an event.
///
/// # Errors
///
/// When the database fails.
pub async fn add_event(db: &mut SqliteConnection, case: &str, new: &NewEvent<'_>) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO case_events (case_id, seq, at, kind, by_whom, channel, note)
         SELECT ?1, COALESCE(MAX(seq), 0) + 1, ?2, ?3, ?4, ?5, ?6 FROM case_events WHERE case_id = ?1",
    )
    .bind(case)
    .bind(clock::text(new.at))
    .bind(new.kind.as_str())
    .bind(new.by)
    .bind(new.channel.map(Channel::as_str))
    .bind(new.note)
    .execute(db)
    .await?;
    Ok(())
}

/// Events of a case after `after`, oldest first.
///
/// # Errors
///
/// When the database fails.
pub async fn events(
    db: &mut SqliteConnection,
    case: &str,
    after: u32,
    limit: u32,
) -> Result<Vec<CaseEvent>, Refusal> {
    let sql = "SELECT * FROM case_events WHERE case_id = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3";
    let rows = sqlx::query(sql).bind(case).bind(after).bind(limit).fetch_all(db).await?;
    let event = |row: &SqliteRow| -> Result<CaseEvent, Refusal> {
        let kind = EventKind::from(row.try_get::<String, _>("kind")?);
        Ok(CaseEvent {
            seq: row.try_get("seq")?,
            at: instant(&row.try_get::<String, _>("at")?)?,
            kind: Coded::new(kind.clone(), texts::event(&kind)),
            by: row.try_get("by_whom")?,
            channel: row.try_get::<Option<String>, _>("channel")?.map(Channel::from),
            note: row.try_get("note")?,
        })
    };
    rows.iter().map(event).collect()
}
