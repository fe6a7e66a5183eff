//! The events of all cases in the order in which they were written.

use contract::{CaseNews, CaseState, Coded, EventKind, Instant, PersonId};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::cases::texts;
use crate::error::Refusal;

/// An event in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedRow {
    /// Its place among the events of all cases; grows.
    pub n: i64,
    /// Whose case it is.
    pub principal_id: String,
    /// What is told of it.
    pub news: CaseNews,
}

/// The place of the last event; 0 before there is one.
///
/// # Errors
///
/// When the database fails.
pub async fn last(db: &mut SqliteConnection) -> Result<i64, Refusal> {
    let row = sqlx::query("SELECT COALESCE(MAX(n), 0) FROM case_feed").fetch_one(db).await?;
    Ok(row.try_get(0)?)
}

/// When the event after `n` happened, when there is one.
///
/// # Errors
///
/// When the database fails.
pub async fn next_at(db: &mut SqliteConnection, n: i64) -> Result<Option<Instant>, Refusal> {
    let sql =
        "SELECT at FROM case_feed JOIN case_events USING (case_id, seq) WHERE n > ?1 ORDER BY n LIMIT 1";
    let row = sqlx::query(sql).bind(n).fetch_optional(db).await?;
    row.map(|it| instant(&it)).transpose()
}

/// Events after `after` of cases of which a person is the principal or which they filed, oldest first.
///
/// # Errors
///
/// When the database fails.
pub async fn after(
    db: &mut SqliteConnection,
    person: &PersonId,
    after: i64,
    limit: u32,
) -> Result<Vec<FeedRow>, Refusal> {
    let rows = sqlx::query(
        "SELECT n, case_feed.case_id, case_feed.seq, case_feed.state, kind, at, principal_id FROM case_feed
           JOIN cases ON cases.id = case_feed.case_id JOIN case_events USING (case_id, seq)
         WHERE n > ?1 AND (principal_id = ?2 OR person_id = ?2) ORDER BY n LIMIT ?3",
    )
    .bind(after)
    .bind(person.as_str())
    .bind(limit)
    .fetch_all(db)
    .await?;
    rows.iter().map(read).collect()
}

fn read(row: &SqliteRow) -> Result<FeedRow, Refusal> {
    let kind = EventKind::from(row.try_get::<String, _>("kind")?);
    let state = CaseState::from(row.try_get::<String, _>("state")?);
    Ok(FeedRow {
        n: row.try_get("n")?,
        principal_id: row.try_get("principal_id")?,
        news: CaseNews {
            case_id: row.try_get::<String, _>("case_id")?.parse()?,
            seq: row.try_get("seq")?,
            kind: Coded::new(kind.clone(), texts::event(&kind)),
            state: Coded::new(state.clone(), texts::state(&state)),
            at: instant(row)?,
        },
    })
}

fn instant(row: &SqliteRow) -> Result<Instant, Refusal> {
    Instant::parse_from_rfc3339(&row.try_get::<String, _>("at")?).map_err(Refusal::internal)
}
