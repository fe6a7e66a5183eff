//! Complaints and urging.

use contract::{CaseId, ComplaintKind, ComplaintState, Instant, MatterId, PersonId};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::clock;
use crate::error::Refusal;

/// A complaint as it is kept; what was answered lies in `replies`.
#[derive(Debug, Clone)]
pub struct ComplaintRow {
    /// The hall's running number, which orders lists; 0 before it is kept.
    pub seq: i64,
    /// Id.
    pub id: String,
    /// Who complained.
    pub person_id: String,
    /// Number, for people.
    pub no: String,
    /// What it is.
    pub kind: ComplaintKind,
    /// The case it is about.
    pub case_id: Option<CaseId>,
    /// The matter it is about.
    pub matter: Option<MatterId>,
    /// What is the trouble.
    pub text: String,
    /// When.
    pub received_at: Instant,
    /// Where it stands.
    pub state: ComplaintState,
}

/// Keeps a complaint.
///
/// # Errors
///
/// When the database fails.
pub async fn add(db: &mut SqliteConnection, new: &ComplaintRow) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO complaints (id, person_id, no, kind, case_id, matter, text, received_at, state)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )
    .bind(&new.id)
    .bind(&new.person_id)
    .bind(&new.no)
    .bind(new.kind.as_str())
    .bind(new.case_id.as_ref().map(CaseId::as_str))
    .bind(new.matter.as_ref().map(MatterId::as_str))
    .bind(&new.text)
    .bind(clock::text(&new.received_at))
    .bind(new.state.as_str())
    .execute(db)
    .await?;
    Ok(())
}

/// One complaint.
///
/// # Errors
///
/// When the database fails.
pub async fn by_id(db: &mut SqliteConnection, id: &str) -> Result<Option<ComplaintRow>, Refusal> {
    let row = sqlx::query("SELECT * FROM complaints WHERE id = ?1").bind(id).fetch_optional(db).await?;
    row.as_ref().map(read).transpose()
}

/// A person's complaints, newest first, before `before`.
///
/// # Errors
///
/// When the database fails.
pub async fn of_person(
    db: &mut SqliteConnection,
    person: &PersonId,
    before: i64,
    limit: u32,
) -> Result<Vec<ComplaintRow>, Refusal> {
    let sql = "SELECT * FROM complaints WHERE person_id = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT ?3";
    let rows = sqlx::query(sql).bind(person.as_str()).bind(before).bind(limit).fetch_all(db).await?;
    rows.iter().map(read).collect()
}

/// Those that wait for the hall, the oldest first.
///
/// # Errors
///
/// When the database fails.
pub async fn waiting(db: &mut SqliteConnection) -> Result<Vec<ComplaintRow>, Refusal> {
    let sql = "SELECT * FROM complaints WHERE state <> 'answered' ORDER BY seq";
    let rows = sqlx::query(sql).fetch_all(db).await?;
    rows.iter().map(read).collect()
}

/// Writes where it stands.
///
/// # Errors
///
/// When the database fails.
pub async fn set(db: &mut SqliteConnection, id: &str, state: &ComplaintState) -> Result<(), Refusal> {
    let sql = "UPDATE complaints SET state = ?2 WHERE id = ?1";
    sqlx::query(sql).bind(id).bind(state.as_str()).execute(db).await?;
    Ok(())
}

fn read(row: &SqliteRow) -> Result<ComplaintRow, Refusal> {
    let received_at = row.try_get::<String, _>("received_at")?;
    Ok(ComplaintRow {
        seq: row.try_get("seq")?,
        id: row.try_get("id")?,
        person_id: row.try_get("person_id")?,
        no: row.try_get("no")?,
        kind: ComplaintKind::from(row.try_get::<String, _>("kind")?),
        case_id: row.try_get::<Option<String>, _>("case_id")?.map(|it| it.parse()).transpose()?,
        matter: row.try_get::<Option<String>, _>("matter")?.map(|it| it.parse()).transpose()?,
        text: row.try_get("text")?,
        received_at: Instant::parse_from_rfc3339(&received_at).map_err(Refusal::internal)?,
        state: ComplaintState::from(row.try_get::<String, _>("state")?),
    })
}
