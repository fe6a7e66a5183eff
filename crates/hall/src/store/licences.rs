//! Licences, and the codes they are shown by.

use contract::{CaseId, Date, LicenceState, MatterId, Party, PartyId};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::cases::date;
use crate::cases::sight::Sight;
use crate::error::Refusal;

/// A licence as it is kept.
#[derive(Debug, Clone)]
pub struct LicenceRow {
    /// The hall's running number, which orders lists; 0 before it is kept.
    pub seq: i64,
    /// Id.
    pub id: String,
    /// What sort of document, in words.
    pub kind: String,
    /// Name.
    pub name: String,
    /// Number.
    pub number: String,
    /// Whose.
    pub holder: Party,
    /// Who issued it.
    pub issued_by: String,
    /// When.
    pub issued_on: Date,
    /// Last day in force.
    pub valid_until: Option<Date>,
    /// What was decided about it; that it has expired follows from its date.
    pub state: LicenceState,
    /// The case it came of.
    pub case_id: Option<CaseId>,
    /// The matter of that case.
    pub matter: Option<MatterId>,
}

/// Keeps a licence, unless it is kept already.
///
/// # Errors
///
/// When the database fails.
pub async fn add(db: &mut SqliteConnection, new: &LicenceRow) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO licences (id, kind, name, number, holder_id, holder, issued_by, issued_on, valid_until, state,
           case_id, matter)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT (id) DO NOTHING",
    )
    .bind(&new.id)
    .bind(&new.kind)
    .bind(&new.name)
    .bind(&new.number)
    .bind(new.holder.id.as_str())
    .bind(serde_json::to_string(&new.holder)?)
    .bind(&new.issued_by)
    .bind(new.issued_on.to_string())
    .bind(new.valid_until.map(|it| it.to_string()))
    .bind(new.state.as_str())
    .bind(new.case_id.as_ref().map(CaseId::as_str))
    .bind(new.matter.as_ref().map(MatterId::as_str))
    .execute(db)
    .await?;
    Ok(())
}

/// One licence.
///
/// # Errors
///
/// When the database fails.
pub async fn by_id(db: &mut SqliteConnection, id: &str) -> Result<Option<LicenceRow>, Refusal> {
    let row = sqlx::query("SELECT * FROM licences WHERE id = ?1").bind(id).fetch_optional(db).await?;
    row.as_ref().map(read).transpose()
}

/// Those of a holder's licences that `sight` shows, the one recorded last first, before `before`.
///
/// # Errors
///
/// When the database fails.
pub async fn of_holder(
    db: &mut SqliteConnection,
    holder: &PartyId,
    sight: &Sight,
    before: i64,
    limit: u32,
) -> Result<Vec<LicenceRow>, Refusal> {
    let (every, matters) = match sight {
        Sight::Every => (true, "[]".to_owned()),
        Sight::Some { matters, .. } => (false, serde_json::to_string(matters)?),
    };
    let rows = sqlx::query(
        "SELECT * FROM licences WHERE holder_id = ?1 AND seq < ?2
           AND (?3 OR matter IN (SELECT value FROM json_each(?4))) ORDER BY seq DESC LIMIT ?5",
    )
    .bind(holder.as_str())
    .bind(before)
    .bind(every)
    .bind(matters)
    .bind(limit)
    .fetch_all(db)
    .await?;
    rows.iter().map(read).collect()
}

/// Writes what was decided about a licence.
///
/// # Errors
///
/// When the database fails.
pub async fn set(db: &mut SqliteConnection, id: &str, state: &LicenceState) -> Result<(), Refusal> {
    let sql = "UPDATE licences SET state = ?2 WHERE id = ?1";
    sqlx::query(sql).bind(id).bind(state.as_str()).execute(db).await?;
    Ok(())
}

/// Keeps the code by which a licence is shown. The licence's codes of before are gone, and all whose time is over.
///
/// # Errors
///
/// When the database fails.
pub async fn show_by(
    db: &mut SqliteConnection,
    code_hash: &str,
    licence: &str,
    now: i64,
    expires_s: i64,
) -> Result<(), Refusal> {
    let sql = "DELETE FROM licence_codes WHERE licence_id = ?1 OR expires_s <= ?2";
    sqlx::query(sql).bind(licence).bind(now).execute(&mut *db).await?;
    let sql = "INSERT INTO licence_codes (code_hash, licence_id, expires_s) VALUES (?1, ?2, ?3)";
    sqlx::query(sql).bind(code_hash).bind(licence).bind(expires_s).execute(db).await?;
    Ok(())
}

/// Reads a code, which is then gone: the licence it shows.
///
/// # Errors
///
/// When the database fails.
pub async fn read_code(
    db: &mut SqliteConnection,
    code_hash: &str,
    now: i64,
) -> Result<Option<LicenceRow>, Refusal> {
    let sql = "DELETE FROM licence_codes WHERE code_hash = ?1 AND expires_s > ?2 RETURNING licence_id";
    let Some(row) = sqlx::query(sql).bind(code_hash).bind(now).fetch_optional(&mut *db).await? else {
        return Ok(None);
    };
    by_id(db, &row.try_get::<String, _>(0)?).await
}

fn read(row: &SqliteRow) -> Result<LicenceRow, Refusal> {
    Ok(LicenceRow {
        seq: row.try_get("seq")?,
        id: row.try_get("id")?,
        kind: row.try_get("kind")?,
        name: row.try_get("name")?,
        number: row.try_get("number")?,
        holder: serde_json::from_str(&row.try_get::<String, _>("holder")?)?,
        issued_by: row.try_get("issued_by")?,
        issued_on: date(&row.try_get::<String, _>("issued_on")?)?,
        valid_until: row.try_get::<Option<String>, _>("valid_until")?.map(|it| date(&it)).transpose()?,
        state: LicenceState::from(row.try_get::<String, _>("state")?),
        case_id: row.try_get::<Option<String>, _>("case_id")?.map(|it| it.parse()).transpose()?,
        matter: row.try_get::<Option<String>, _>("matter")?.map(|it| it.parse()).transpose()?,
    })
}
