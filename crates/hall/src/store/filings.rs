//! Whose a filing id is, and whose a device is. Both are minted by clients, so the first to come has them.

use contract::{DeviceId, FilingId, PersonId, ProblemCode};
use sqlx::{Row, SqliteConnection};

use crate::error::Refusal;

/// Claims a filing id for a person, or finds it theirs already.
///
/// # Errors
///
/// `not-allowed` when it is another person's.
pub async fn claim(db: &mut SqliteConnection, id: &FilingId, person: &PersonId) -> Result<(), Refusal> {
    sqlx::query("INSERT INTO filing_ids (id, person_id) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING")
        .bind(id.as_str())
        .bind(person.as_str())
        .execute(&mut *db)
        .await?;
    let owned = owner(db, id).await?.is_some_and(|it| it == person.as_str());
    if owned { Ok(()) } else { Err(Refusal::new(ProblemCode::NotAllowed)) }
}

/// Whose a filing id is; nobody's before it was first used.
///
/// # Errors
///
/// When the database fails.
pub async fn owner(db: &mut SqliteConnection, id: &FilingId) -> Result<Option<String>, Refusal> {
    let sql = "SELECT person_id FROM filing_ids WHERE id = ?1";
    let row = sqlx::query(sql).bind(id.as_str()).fetch_optional(db).await?;
    Ok(row.map(|it| it.try_get(0)).transpose()?)
}

/// Registers a device for a person on first use.
///
/// # Errors
///
/// `not-allowed` when it is registered to another person.
pub async fn register_device(
    db: &mut SqliteConnection,
    id: &DeviceId,
    person: &PersonId,
) -> Result<(), Refusal> {
    sqlx::query("INSERT INTO devices (id, person_id) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING")
        .bind(id.as_str())
        .bind(person.as_str())
        .execute(&mut *db)
        .await?;
    let sql = "SELECT 1 FROM devices WHERE id = ?1 AND person_id = ?2";
    let found = sqlx::query(sql).bind(id.as_str()).bind(person.as_str()).fetch_optional(db).await?;
    let theirs = Refusal::new(ProblemCode::NotAllowed).detail("这台设备登记在别人名下");
    found.map(|_| ()).ok_or(theirs)
}
