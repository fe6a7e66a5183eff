//! Signing challenges: single use, bound to one filing, one content and one key.

use contract::{FilingId, KeyStatement};
use sqlx::SqliteConnection;

use crate::error::Refusal;

/// Keeps the nonce of a statement.
///
/// # Errors
///
/// When the database fails.
pub async fn keep(db: &mut SqliteConnection, statement: &KeyStatement) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO challenges (nonce, filing_id, content_hash, jkt, expires_s) VALUES (?1, ?2, ?3, ?4, ?5)",
    )
    .bind(&statement.nonce)
    .bind(statement.filing_id.as_str())
    .bind(&statement.content_hash)
    .bind(&statement.jkt)
    .bind(statement.expires_at.timestamp())
    .execute(db)
    .await?;
    Ok(())
}

/// Consumes a nonce; false when it was never given for this filing and content, was used, or has ended.
///
/// # Errors
///
/// When the database fails.
pub async fn consume(
    db: &mut SqliteConnection,
    nonce: &str,
    filing: &FilingId,
    content_hash: &str,
    now: i64,
) -> Result<bool, Refusal> {
    let done = sqlx::query(
        "UPDATE challenges SET used = 1
         WHERE nonce = ?1 AND filing_id = ?2 AND content_hash = ?3 AND used = 0 AND expires_s > ?4",
    )
    .bind(nonce)
    .bind(filing.as_str())
    .bind(content_hash)
    .bind(now)
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}
