//! Organisations as the hall's identity system knows them.

use contract::{Party, PartyKind};
use fixtures::Organisation;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::error::Refusal;

/// Adds organisations this hall does not know yet, in their order. Their people have to be there before.
///
/// # Errors
///
/// When the database fails.
pub async fn add(db: &mut SqliteConnection, organisations: &[Organisation]) -> Result<(), Refusal> {
    for (position, organisation) in (0_i64..).zip(organisations) {
        sqlx::query(
            "INSERT INTO organisations (id, position, name, credit_code, representative, representative_id,
               address, handlers, about) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT (id) DO NOTHING",
        )
        .bind(organisation.id.as_str())
        .bind(position)
        .bind(&organisation.name)
        .bind(&organisation.credit_code)
        .bind(&organisation.representative)
        .bind(organisation.representative_id.as_str())
        .bind(&organisation.address)
        .bind(serde_json::to_string(&organisation.handlers)?)
        .bind(&organisation.about)
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// One organisation.
///
/// # Errors
///
/// When the database fails.
pub async fn by_id(db: &mut SqliteConnection, id: &str) -> Result<Option<Organisation>, Refusal> {
    let row = sqlx::query("SELECT * FROM organisations WHERE id = ?1").bind(id).fetch_optional(db).await?;
    row.as_ref().map(read).transpose()
}

/// One organisation as a party on a record.
///
/// # Errors
///
/// When the database fails.
pub async fn party(db: &mut SqliteConnection, id: &str) -> Result<Option<Party>, Refusal> {
    let Some(found) = by_id(db, id).await? else { return Ok(None) };
    let id = found.id.as_str().parse()?;
    Ok(Some(Party { id, kind: PartyKind::Organisation, name: found.name }))
}

fn read(row: &SqliteRow) -> Result<Organisation, Refusal> {
    Ok(Organisation {
        id: row.try_get::<String, _>("id")?.parse()?,
        name: row.try_get("name")?,
        credit_code: row.try_get("credit_code")?,
        representative: row.try_get("representative")?,
        representative_id: row.try_get::<String, _>("representative_id")?.parse()?,
        address: row.try_get("address")?,
        handlers: serde_json::from_str(&row.try_get::<String, _>("handlers")?)?,
        about: row.try_get("about")?,
    })
}
