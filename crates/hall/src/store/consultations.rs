//! Consultations.

use contract::{ConsultationState, Instant, MatterId, PersonId};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::clock;
use crate::error::Refusal;

/// A consultation as it is kept; what was answered lies in `replies`.
#[derive(Debug, Clone)]
pub struct ConsultationRow {
    /// The hall's running number, which orders lists; 0 before it is kept.
    pub seq: i64,
    /// Id.
    pub id: String,
    /// Who asked.
    pub person_id: String,
    /// Number, for people.
    pub no: String,
    /// The matter it is about.
    pub matter: Option<MatterId>,
    /// In a few words.
    pub subject: String,
    /// The question.
    pub text: String,
    /// Whether who asked agreed that others read it.
    pub public: bool,
    /// When.
    pub asked_at: Instant,
    /// Where it stands.
    pub state: ConsultationState,
}

/// Keeps a consultation, unless it is kept already.
///
/// # Errors
///
/// When the database fails.
pub async fn add(db: &mut SqliteConnection, new: &ConsultationRow) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO consultations (id, person_id, no, matter, subject, text, public, asked_at, state)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (id) DO NOTHING",
    )
    .bind(&new.id)
    .bind(&new.person_id)
    .bind(&new.no)
    .bind(new.matter.as_ref().map(MatterId::as_str))
    .bind(&new.subject)
    .bind(&new.text)
    .bind(new.public)
    .bind(clock::text(&new.asked_at))
    .bind(new.state.as_str())
    .execute(db)
    .await?;
    Ok(())
}

/// One consultation.
///
/// # Errors
///
/// When the database fails.
pub async fn by_id(db: &mut SqliteConnection, id: &str) -> Result<Option<ConsultationRow>, Refusal> {
    let row = sqlx::query("SELECT * FROM consultations WHERE id = ?1").bind(id).fetch_optional(db).await?;
    row.as_ref().map(read).transpose()
}

/// What a person asked, newest first, before `before`.
///
/// # Errors
///
/// When the database fails.
pub async fn of_person(
    db: &mut SqliteConnection,
    person: &PersonId,
    before: i64,
    limit: u32,
) -> Result<Vec<ConsultationRow>, Refusal> {
    let sql = "SELECT * FROM consultations WHERE person_id = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT ?3";
    let rows = sqlx::query(sql).bind(person.as_str()).bind(before).bind(limit).fetch_all(db).await?;
    rows.iter().map(read).collect()
}

/// What everybody may read, about one matter or any, newest first, before `before`.
///
/// # Errors
///
/// When the database fails.
pub async fn public(
    db: &mut SqliteConnection,
    matter: Option<&MatterId>,
    before: i64,
    limit: u32,
) -> Result<Vec<ConsultationRow>, Refusal> {
    let rows = sqlx::query(
        "SELECT * FROM consultations WHERE public AND NOT withheld AND state = 'answered' AND seq < ?2
           AND (?1 IS NULL OR matter = ?1) ORDER BY seq DESC LIMIT ?3",
    )
    .bind(matter.map(MatterId::as_str))
    .bind(before)
    .bind(limit)
    .fetch_all(db)
    .await?;
    rows.iter().map(read).collect()
}

/// Those that wait for an answer, the oldest first.
///
/// # Errors
///
/// When the database fails.
pub async fn waiting(db: &mut SqliteConnection) -> Result<Vec<ConsultationRow>, Refusal> {
    let sql = "SELECT * FROM consultations WHERE state = 'asked' ORDER BY seq";
    let rows = sqlx::query(sql).fetch_all(db).await?;
    rows.iter().map(read).collect()
}

/// Writes that it is answered, and whether the hall keeps it from the public: withheld once, it stays so.
///
/// # Errors
///
/// When the database fails.
pub async fn answered(db: &mut SqliteConnection, id: &str, withheld: bool) -> Result<(), Refusal> {
    let sql = "UPDATE consultations SET state = 'answered', withheld = withheld OR ?2 WHERE id = ?1";
    sqlx::query(sql).bind(id).bind(withheld).execute(db).await?;
    Ok(())
}

fn read(row: &SqliteRow) -> Result<ConsultationRow, Refusal> {
    let asked_at = row.try_get::<String, _>("asked_at")?;
    Ok(ConsultationRow {
        seq: row.try_get("seq")?,
        id: row.try_get("id")?,
        person_id: row.try_get("person_id")?,
        no: row.try_get("no")?,
        matter: row.try_get::<Option<String>, _>("matter")?.map(|it| it.parse()).transpose()?,
        subject: row.try_get("subject")?,
        text: row.try_get("text")?,
        public: row.try_get("public")?,
        asked_at: Instant::parse_from_rfc3339(&asked_at).map_err(Refusal::internal)?,
        state: ConsultationState::from(row.try_get::<String, _>("state")?),
    })
}
