//! Blank and sample forms: bytes that never change under one id.

use contract::{DocumentId, MatterId};
use fixtures::Document;
use sqlx::{Row, SqliteConnection};

use crate::error::Refusal;

/// A form as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// File name, for people.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// SHA-256 of the bytes, 64 lower-case hex digits.
    pub sha256: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Adds forms this hall does not have yet. One that changed under its id stays as it was published.
///
/// # Errors
///
/// When the database fails.
pub async fn add(db: &mut SqliteConnection, documents: &[Document]) -> Result<(), Refusal> {
    for it in documents {
        sqlx::query(
            "INSERT INTO guide_documents (matter, id, name, media_type, sha256, bytes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (matter, id) DO NOTHING",
        )
        .bind(it.matter)
        .bind(it.about.id.as_str())
        .bind(&it.about.name)
        .bind(&it.about.media_type)
        .bind(&it.about.sha256)
        .bind(it.bytes)
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// One form.
///
/// # Errors
///
/// When the database fails.
pub async fn by_id(
    db: &mut SqliteConnection,
    matter: &MatterId,
    id: &DocumentId,
) -> Result<Option<DocumentRow>, Refusal> {
    let sql = "SELECT * FROM guide_documents WHERE matter = ?1 AND id = ?2";
    let row = sqlx::query(sql).bind(matter.as_str()).bind(id.as_str()).fetch_optional(db).await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(DocumentRow {
        name: row.try_get("name")?,
        media_type: row.try_get("media_type")?,
        sha256: row.try_get("sha256")?,
        bytes: row.try_get("bytes")?,
    }))
}
