//! What people found wrong in guides.

use contract::{
    Coded, GuidePart, GuideReport, Instant, PersonId, PutGuideReport, ReportAnswer, ReportId, ReportState,
};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::clock;
use crate::error::Refusal;
use crate::reports::state_text;

/// Keeps a new report.
///
/// # Errors
///
/// When the database fails.
pub async fn add(
    db: &mut SqliteConnection,
    id: &ReportId,
    person: &PersonId,
    new: &PutGuideReport,
    at: &Instant,
) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO guide_reports (id, person_id, matter, version, part, text, received_at, state)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )
    .bind(id.as_str())
    .bind(person.as_str())
    .bind(new.matter.as_str())
    .bind(new.version)
    .bind(new.part.as_str())
    .bind(&new.text)
    .bind(clock::text(at))
    .bind(ReportState::Received.as_str())
    .execute(db)
    .await?;
    Ok(())
}

/// Keeps what the hall says to a report.
///
/// # Errors
///
/// When the database fails.
pub async fn answer(
    db: &mut SqliteConnection,
    id: &ReportId,
    state: &ReportState,
    answer: &ReportAnswer,
) -> Result<(), Refusal> {
    let sql =
        "UPDATE guide_reports SET state = ?2, answered_at = ?3, answered_by = ?4, answer = ?5 WHERE id = ?1";
    sqlx::query(sql)
        .bind(id.as_str())
        .bind(state.as_str())
        .bind(clock::text(&answer.at))
        .bind(&answer.by)
        .bind(&answer.text)
        .execute(db)
        .await?;
    Ok(())
}

/// One report; with `person`, only if they made it.
///
/// # Errors
///
/// When the database fails.
pub async fn by_id(
    db: &mut SqliteConnection,
    id: &ReportId,
    person: Option<&PersonId>,
) -> Result<Option<GuideReport>, Refusal> {
    let sql = "SELECT * FROM guide_reports WHERE id = ?1 AND (?2 IS NULL OR person_id = ?2)";
    let row =
        sqlx::query(sql).bind(id.as_str()).bind(person.map(PersonId::as_str)).fetch_optional(db).await?;
    row.as_ref().map(read).transpose()
}

/// Reports that wait for an answer, oldest first.
///
/// # Errors
///
/// When the database fails.
pub async fn open(db: &mut SqliteConnection) -> Result<Vec<GuideReport>, Refusal> {
    let sql = "SELECT * FROM guide_reports WHERE state = 'received' ORDER BY seq";
    sqlx::query(sql).fetch_all(db).await?.iter().map(read).collect()
}

fn read(row: &SqliteRow) -> Result<GuideReport, Refusal> {
    let instant = |text: String| Instant::parse_from_rfc3339(&text).map_err(Refusal::internal);
    let state = ReportState::from(row.try_get::<String, _>("state")?);
    let answer = match row.try_get::<Option<String>, _>("answered_at")? {
        None => None,
        Some(at) => Some(ReportAnswer {
            at: instant(at)?,
            by: row.try_get("answered_by")?,
            text: row.try_get("answer")?,
        }),
    };
    Ok(GuideReport {
        id: row.try_get::<String, _>("id")?.parse()?,
        matter: row.try_get::<String, _>("matter")?.parse()?,
        version: row.try_get("version")?,
        part: GuidePart::from(row.try_get::<String, _>("part")?),
        text: row.try_get("text")?,
        received_at: instant(row.try_get("received_at")?)?,
        state: Coded::new(state.clone(), state_text(&state)),
        answer,
    })
}
