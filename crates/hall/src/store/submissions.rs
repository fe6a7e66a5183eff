//! What was filed: immutable rows, one for a filing and one for each answered correction notice.

use contract::{FilingId, Instant, Manifest, NoticeId, SignedEnvelope};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::error::Refusal;

/// What is known of a submission that was accepted.
#[derive(Debug, Clone)]
pub struct Held {
    /// Hash of its content.
    pub content_hash: String,
    /// The receipt, byte for byte as first given.
    pub receipt: String,
    /// The case that came of it.
    pub case_id: String,
}

/// A submission to be kept.
pub struct NewSubmission<'a> {
    /// The hall's running number.
    pub hall_seq: u64,
    /// The filing.
    pub filing: &'a FilingId,
    /// The case.
    pub case_id: &'a str,
    /// The notice it answers.
    pub notice: Option<&'a NoticeId>,
    /// The whole request.
    pub body: &'a contract::Finalize,
    /// The receipt.
    pub receipt: &'a str,
    /// When, as text.
    pub received_at: &'a str,
}

/// The next running number of the hall.
///
/// # Errors
///
/// When the database fails.
pub async fn next_seq(db: &mut SqliteConnection) -> Result<u64, Refusal> {
    let row = sqlx::query("SELECT COALESCE(MAX(hall_seq), 0) + 1 FROM submissions").fetch_one(db).await?;
    u64::try_from(row.try_get::<i64, _>(0)?).map_err(Refusal::internal)
}

/// Keeps a submission.
///
/// # Errors
///
/// When the database fails.
pub async fn add(db: &mut SqliteConnection, new: &NewSubmission<'_>) -> Result<(), Refusal> {
    let body = new.body;
    sqlx::query(
        "INSERT INTO submissions (hall_seq, filing_id, case_id, notice_id, content_hash, manifest, signatures,
           device_id, device_seq, receipt, received_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )
    .bind(number(new.hall_seq)?)
    .bind(new.filing.as_str())
    .bind(new.case_id)
    .bind(new.notice.map(NoticeId::as_str))
    .bind(&body.content_hash)
    .bind(serde_json::to_string(&body.manifest)?)
    .bind(serde_json::to_string(&body.signatures)?)
    .bind(body.device.id.as_str())
    .bind(number(body.device.seq)?)
    .bind(new.receipt)
    .bind(new.received_at)
    .execute(db)
    .await?;
    Ok(())
}

/// The files a submission stands on.
///
/// # Errors
///
/// When the database fails.
pub async fn add_file(
    db: &mut SqliteConnection,
    hall_seq: u64,
    file: &contract::Attachment,
    upload: &str,
) -> Result<(), Refusal> {
    let sql = "INSERT INTO submission_files (hall_seq, material_id, idx, upload_id) VALUES (?1, ?2, ?3, ?4)";
    sqlx::query(sql)
        .bind(number(hall_seq)?)
        .bind(file.material_id.as_str())
        .bind(file.index)
        .bind(upload)
        .execute(db)
        .await?;
    Ok(())
}

/// The first submission of a filing.
///
/// # Errors
///
/// When the database fails.
pub async fn of_filing(db: &mut SqliteConnection, filing: &FilingId) -> Result<Option<Held>, Refusal> {
    let sql = "SELECT * FROM submissions WHERE filing_id = ?1 AND notice_id IS NULL";
    let row = sqlx::query(sql).bind(filing.as_str()).fetch_optional(db).await?;
    row.as_ref().map(read).transpose()
}

/// The answer to a notice.
///
/// # Errors
///
/// When the database fails.
pub async fn of_notice(db: &mut SqliteConnection, notice: &NoticeId) -> Result<Option<Held>, Refusal> {
    let sql = "SELECT * FROM submissions WHERE notice_id = ?1";
    let row = sqlx::query(sql).bind(notice.as_str()).fetch_optional(db).await?;
    row.as_ref().map(read).transpose()
}

/// The manifest filed last for a case, and the case's first receipt.
///
/// # Errors
///
/// When the database fails or the case has no submission.
pub async fn content_of_case(db: &mut SqliteConnection, case: &str) -> Result<(Manifest, String), Refusal> {
    let sql = "SELECT manifest, receipt FROM submissions WHERE case_id = ?1 ORDER BY hall_seq";
    let rows = sqlx::query(sql).bind(case).fetch_all(db).await?;
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
        return Err(Refusal::internal("a case without a submission"));
    };
    Ok((serde_json::from_str(&last.try_get::<String, _>("manifest")?)?, first.try_get("receipt")?))
}

/// A submission with what was signed.
#[derive(Debug, Clone)]
pub struct Signed {
    /// The filing.
    pub filing_id: FilingId,
    /// The content.
    pub manifest: Manifest,
    /// Its hash, as it was when it was received.
    pub content_hash: String,
    /// The envelopes, as they were sent.
    pub signatures: Vec<SignedEnvelope>,
    /// When the hall had it.
    pub received_at: Instant,
}

/// What was signed of a case, oldest first.
///
/// # Errors
///
/// When the database fails.
pub async fn signed(db: &mut SqliteConnection, case: &str) -> Result<Vec<Signed>, Refusal> {
    let sql = "SELECT * FROM submissions WHERE case_id = ?1 ORDER BY hall_seq";
    let rows = sqlx::query(sql).bind(case).fetch_all(db).await?;
    let one = |row: &SqliteRow| -> Result<Signed, Refusal> {
        Ok(Signed {
            filing_id: row.try_get::<String, _>("filing_id")?.parse()?,
            manifest: serde_json::from_str(&row.try_get::<String, _>("manifest")?)?,
            content_hash: row.try_get("content_hash")?,
            signatures: serde_json::from_str(&row.try_get::<String, _>("signatures")?)?,
            received_at: Instant::parse_from_rfc3339(&row.try_get::<String, _>("received_at")?)
                .map_err(Refusal::internal)?,
        })
    };
    rows.iter().map(one).collect()
}

/// The running number of what was sent last for a case; 0 when there is no such case.
///
/// # Errors
///
/// When the database fails.
pub async fn latest(db: &mut SqliteConnection, case: &str) -> Result<i64, Refusal> {
    let sql = "SELECT COALESCE(MAX(hall_seq), 0) FROM submissions WHERE case_id = ?1";
    Ok(sqlx::query(sql).bind(case).fetch_one(db).await?.try_get(0)?)
}

fn read(row: &SqliteRow) -> Result<Held, Refusal> {
    Ok(Held {
        content_hash: row.try_get("content_hash")?,
        receipt: row.try_get("receipt")?,
        case_id: row.try_get("case_id")?,
    })
}

fn number(value: u64) -> Result<i64, Refusal> {
    i64::try_from(value).map_err(Refusal::internal)
}
