//! Uploads and their bytes.

use contract::{Attachment, FilingId, PersonId, UploadMetadata};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::error::Refusal;

/// An upload as it is kept.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Id.
    pub id: String,
    /// The filing it is for.
    pub filing_id: FilingId,
    /// What the client said of it.
    pub filename: String,
    /// Its media type.
    pub filetype: String,
    /// Its whole length, in bytes.
    pub length: u64,
    /// Its SHA-256, 64 hex digits.
    pub sha256: String,
    /// Bytes received so far.
    pub received: u64,
    /// True when all bytes are here and were checked.
    pub complete: bool,
    /// When it ends unless it is complete, in Unix seconds.
    pub expires_s: i64,
}

/// A new upload.
pub struct NewUpload<'a> {
    /// Id.
    pub id: &'a str,
    /// Who sends it.
    pub person: &'a PersonId,
    /// What the client said of it.
    pub metadata: &'a UploadMetadata,
    /// Whole length, in bytes.
    pub length: u64,
    /// When it ends, in Unix seconds.
    pub expires_s: i64,
}

/// Keeps a new upload.
///
/// # Errors
///
/// When the database fails.
pub async fn add(db: &mut SqliteConnection, new: &NewUpload<'_>) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO uploads (id, person_id, filing_id, material_id, filename, filetype, length, sha256, expires_s)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )
    .bind(new.id)
    .bind(new.person.as_str())
    .bind(new.metadata.filing_id.as_str())
    .bind(new.metadata.material_id.as_str())
    .bind(&new.metadata.filename)
    .bind(&new.metadata.filetype)
    .bind(number(new.length)?)
    .bind(&new.metadata.sha256)
    .bind(new.expires_s)
    .execute(db)
    .await?;
    Ok(())
}

/// The upload that was begun for this very content, when it is complete or can still go on.
///
/// # Errors
///
/// When the database fails.
pub async fn begun(
    db: &mut SqliteConnection,
    metadata: &UploadMetadata,
    length: u64,
    now: i64,
) -> Result<Option<Upload>, Refusal> {
    let row = sqlx::query(
        "SELECT * FROM uploads WHERE filing_id = ?1 AND material_id = ?2 AND sha256 = ?3 AND length = ?4
           AND filetype = ?5 AND (complete = 1 OR expires_s > ?6) ORDER BY complete DESC, received DESC LIMIT 1",
    )
    .bind(metadata.filing_id.as_str())
    .bind(metadata.material_id.as_str())
    .bind(&metadata.sha256)
    .bind(number(length)?)
    .bind(&metadata.filetype)
    .bind(now)
    .fetch_optional(db)
    .await?;
    row.as_ref().map(read).transpose()
}

/// One upload.
///
/// # Errors
///
/// When the database fails.
pub async fn by_id(db: &mut SqliteConnection, id: &str) -> Result<Option<Upload>, Refusal> {
    let row = sqlx::query("SELECT * FROM uploads WHERE id = ?1").bind(id).fetch_optional(db).await?;
    row.as_ref().map(read).transpose()
}

/// The complete upload that holds an attachment's bytes.
///
/// # Errors
///
/// When the database fails.
pub async fn holding(
    db: &mut SqliteConnection,
    filing: &FilingId,
    file: &Attachment,
) -> Result<Option<String>, Refusal> {
    let row = sqlx::query(
        "SELECT id FROM uploads WHERE filing_id = ?1 AND material_id = ?2 AND sha256 = ?3 AND length = ?4
           AND complete = 1 LIMIT 1",
    )
    .bind(filing.as_str())
    .bind(file.material_id.as_str())
    .bind(&file.sha256)
    .bind(number(file.length)?)
    .fetch_optional(db)
    .await?;
    Ok(row.map(|it| it.try_get(0)).transpose()?)
}

/// Appends bytes at `start`; false when the upload is not there any more or has moved on.
///
/// # Errors
///
/// When the database fails.
pub async fn append(
    db: &mut SqliteConnection,
    id: &str,
    start: u64,
    bytes: &[u8],
    complete: bool,
) -> Result<bool, Refusal> {
    let moved = sqlx::query(
        "UPDATE uploads SET received = received + ?3, complete = ?4
         WHERE id = ?1 AND received = ?2 AND complete = 0",
    )
    .bind(id)
    .bind(number(start)?)
    .bind(number(bytes.len() as u64)?)
    .bind(complete)
    .execute(&mut *db)
    .await?;
    if moved.rows_affected() == 0 {
        return Ok(false);
    }
    let sql = "INSERT INTO upload_chunks (upload_id, start, bytes) VALUES (?1, ?2, ?3)";
    sqlx::query(sql).bind(id).bind(number(start)?).bind(bytes).execute(db).await?;
    Ok(true)
}

/// All bytes received so far, in order.
///
/// # Errors
///
/// When the database fails.
pub async fn bytes(db: &mut SqliteConnection, id: &str) -> Result<Vec<u8>, Refusal> {
    let sql = "SELECT bytes FROM upload_chunks WHERE upload_id = ?1 ORDER BY start";
    let rows = sqlx::query(sql).bind(id).fetch_all(db).await?;
    let mut all = Vec::new();
    for row in rows {
        all.extend_from_slice(row.try_get("bytes")?);
    }
    Ok(all)
}

/// Removes an upload that is not complete; false when it is, or is not there.
///
/// # Errors
///
/// When the database fails.
pub async fn discard(db: &mut SqliteConnection, id: &str) -> Result<bool, Refusal> {
    let gone = sqlx::query("DELETE FROM uploads WHERE id = ?1 AND complete = 0").bind(id).execute(db).await?;
    Ok(gone.rows_affected() == 1)
}

/// Removes uploads that nobody will come back for: unfinished ones that ended before `unfinished`, and whole
/// ones that no filing ever named and that would have ended before `unnamed` (both Unix seconds).
///
/// # Errors
///
/// When the database fails.
pub async fn purge(db: &mut SqliteConnection, unfinished: i64, unnamed: i64) -> Result<u64, Refusal> {
    let sql =
        "DELETE FROM uploads WHERE (complete = 0 AND expires_s < ?1) OR (complete = 1 AND expires_s < ?2
               AND NOT EXISTS (SELECT 1 FROM submission_files WHERE upload_id = uploads.id))";
    Ok(sqlx::query(sql).bind(unfinished).bind(unnamed).execute(db).await?.rows_affected())
}

fn read(row: &SqliteRow) -> Result<Upload, Refusal> {
    let number = |name: &str| -> Result<u64, Refusal> {
        u64::try_from(row.try_get::<i64, _>(name)?).map_err(Refusal::internal)
    };
    Ok(Upload {
        id: row.try_get("id")?,
        filing_id: row.try_get::<String, _>("filing_id")?.parse()?,
        filename: row.try_get("filename")?,
        filetype: row.try_get("filetype")?,
        length: number("length")?,
        sha256: row.try_get("sha256")?,
        received: number("received")?,
        complete: row.try_get("complete")?,
        expires_s: row.try_get("expires_s")?,
    })
}

fn number(value: u64) -> Result<i64, Refusal> {
    i64::try_from(value).map_err(Refusal::internal)
}
