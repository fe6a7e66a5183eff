//! Sessions, by the SHA-256 of their token.

use sqlx::{Row, SqliteConnection};

use crate::error::Refusal;

/// A session as it is kept.
#[derive(Debug, Clone)]
pub struct SessionRow {
    /// Whose.
    pub person_id: String,
    /// What every write must carry.
    pub csrf: String,
    /// When it ends, in Unix seconds.
    pub expires_s: i64,
}

/// Opens a session, and forgets those that have ended.
///
/// # Errors
///
/// When the database fails.
pub async fn open(db: &mut SqliteConnection, hash: &str, row: &SessionRow, now: i64) -> Result<(), Refusal> {
    sqlx::query("DELETE FROM sessions WHERE expires_s <= ?1").bind(now).execute(&mut *db).await?;
    sqlx::query("INSERT INTO sessions (token_hash, person_id, csrf, expires_s) VALUES (?1, ?2, ?3, ?4)")
        .bind(hash)
        .bind(&row.person_id)
        .bind(&row.csrf)
        .bind(row.expires_s)
        .execute(db)
        .await?;
    Ok(())
}

/// The session of a token, unless it has ended.
///
/// # Errors
///
/// When the database fails.
pub async fn find(db: &mut SqliteConnection, hash: &str, now: i64) -> Result<Option<SessionRow>, Refusal> {
    let row = sqlx::query("SELECT * FROM sessions WHERE token_hash = ?1 AND expires_s > ?2")
        .bind(hash)
        .bind(now)
        .fetch_optional(db)
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(SessionRow {
        person_id: row.try_get("person_id")?,
        csrf: row.try_get("csrf")?,
        expires_s: row.try_get("expires_s")?,
    }))
}

/// Moves the end of a session.
///
/// # Errors
///
/// When the database fails.
pub async fn extend(db: &mut SqliteConnection, hash: &str, expires_s: i64) -> Result<(), Refusal> {
    let sql = "UPDATE sessions SET expires_s = ?2 WHERE token_hash = ?1";
    sqlx::query(sql).bind(hash).bind(expires_s).execute(db).await?;
    Ok(())
}

/// Ends a session. Ending one that is not there is no error.
///
/// # Errors
///
/// When the database fails.
pub async fn close(db: &mut SqliteConnection, hash: &str) -> Result<(), Refusal> {
    sqlx::query("DELETE FROM sessions WHERE token_hash = ?1").bind(hash).execute(db).await?;
    Ok(())
}
