//! Services that may be rated, and their ratings.

use contract::{CaseId, Date, Instant, PutRating, ServiceEventKind};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::cases::date;
use crate::clock;
use crate::error::Refusal;

/// A service as it is kept.
#[derive(Debug, Clone)]
pub struct ServiceRow {
    /// Id.
    pub id: String,
    /// In which case.
    pub case_id: CaseId,
    /// What was done.
    pub kind: ServiceEventKind,
    /// When.
    pub at: Instant,
    /// By which department.
    pub department: String,
    /// Until which Unix second it can be rated, inclusive.
    pub until_s: i64,
    /// Whether it has been rated.
    pub rated: bool,
}

/// A rating as it is kept; what the hall said to it lies in `replies`.
#[derive(Debug, Clone)]
pub struct RatingRow {
    /// The service it is about.
    pub service_event_id: String,
    /// Who gave it.
    pub person_id: String,
    /// Hash of the body it was given with.
    pub hash: String,
    /// What was said.
    pub said: PutRating,
    /// When.
    pub rated_at: Instant,
    /// Until when the hall answers a bad one.
    pub follow_due: Option<Date>,
}

/// Keeps that something was done.
///
/// # Errors
///
/// When the database fails.
pub async fn served(db: &mut SqliteConnection, new: &ServiceRow) -> Result<(), Refusal> {
    let sql = "INSERT INTO service_events (id, case_id, kind, at, department, until_s) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    sqlx::query(sql)
        .bind(&new.id)
        .bind(new.case_id.as_str())
        .bind(new.kind.as_str())
        .bind(clock::text(&new.at))
        .bind(&new.department)
        .bind(new.until_s)
        .execute(db)
        .await?;
    Ok(())
}

const SERVICES: &str =
    "SELECT *, EXISTS (SELECT 1 FROM ratings WHERE service_event_id = service_events.id) AS rated
                        FROM service_events";

/// What was done in a case, the latest first.
///
/// # Errors
///
/// When the database fails.
pub async fn services(db: &mut SqliteConnection, case: &CaseId) -> Result<Vec<ServiceRow>, Refusal> {
    let sql = format!("{SERVICES} WHERE case_id = ?1 ORDER BY seq DESC");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(case.as_str()).fetch_all(db).await?;
    rows.iter().map(service).collect()
}

/// One service.
///
/// # Errors
///
/// When the database fails.
pub async fn service_by_id(db: &mut SqliteConnection, id: &str) -> Result<Option<ServiceRow>, Refusal> {
    let sql = format!("{SERVICES} WHERE id = ?1");
    let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(db).await?;
    row.as_ref().map(service).transpose()
}

fn service(row: &SqliteRow) -> Result<ServiceRow, Refusal> {
    Ok(ServiceRow {
        id: row.try_get("id")?,
        case_id: row.try_get::<String, _>("case_id")?.parse()?,
        kind: ServiceEventKind::from(row.try_get::<String, _>("kind")?),
        at: instant(row, "at")?,
        department: row.try_get("department")?,
        until_s: row.try_get("until_s")?,
        rated: row.try_get("rated")?,
    })
}

/// Keeps a rating.
///
/// # Errors
///
/// When the database fails.
pub async fn rate(db: &mut SqliteConnection, new: &RatingRow) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO ratings (service_event_id, person_id, hash, stars, reasons, text, anonymous, rated_at, follow_due)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )
    .bind(&new.service_event_id)
    .bind(&new.person_id)
    .bind(&new.hash)
    .bind(new.said.stars)
    .bind(serde_json::to_string(&new.said.reasons)?)
    .bind(&new.said.text)
    .bind(new.said.anonymous)
    .bind(clock::text(&new.rated_at))
    .bind(new.follow_due.map(|it| it.to_string()))
    .execute(db)
    .await?;
    Ok(())
}

/// The rating of a service.
///
/// # Errors
///
/// When the database fails.
pub async fn rating(db: &mut SqliteConnection, service: &str) -> Result<Option<RatingRow>, Refusal> {
    let sql = "SELECT * FROM ratings WHERE service_event_id = ?1";
    let row = sqlx::query(sql).bind(service).fetch_optional(db).await?;
    row.as_ref().map(read).transpose()
}

/// Bad ratings that the hall has not answered, the oldest first.
///
/// # Errors
///
/// When the database fails.
pub async fn waiting(db: &mut SqliteConnection) -> Result<Vec<RatingRow>, Refusal> {
    let rows = sqlx::query(
        "SELECT * FROM ratings WHERE follow_due IS NOT NULL AND NOT EXISTS
           (SELECT 1 FROM replies WHERE about = 'rating' AND replies.id = service_event_id) ORDER BY rowid",
    )
    .fetch_all(db)
    .await?;
    rows.iter().map(read).collect()
}

fn read(row: &SqliteRow) -> Result<RatingRow, Refusal> {
    Ok(RatingRow {
        service_event_id: row.try_get("service_event_id")?,
        person_id: row.try_get("person_id")?,
        hash: row.try_get("hash")?,
        said: PutRating {
            stars: row.try_get("stars")?,
            reasons: serde_json::from_str(&row.try_get::<String, _>("reasons")?)?,
            text: row.try_get("text")?,
            anonymous: row.try_get("anonymous")?,
        },
        rated_at: instant(row, "rated_at")?,
        follow_due: row.try_get::<Option<String>, _>("follow_due")?.map(|it| date(&it)).transpose()?,
    })
}

fn instant(row: &SqliteRow, column: &str) -> Result<Instant, Refusal> {
    Instant::parse_from_rfc3339(&row.try_get::<String, _>(column)?).map_err(Refusal::internal)
}
