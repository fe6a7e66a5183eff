//! Shared drafts and who holds the pen of each.

use contract::{DeviceId, DraftContent, FilingId, Instant, MatterId, PersonId, ProjectCode};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::clock;
use crate::drafts::Pen;
use crate::error::Refusal;

/// A shared draft as it is kept.
#[derive(Debug, Clone)]
pub struct DraftRow {
    /// The filing it will become.
    pub filing_id: FilingId,
    /// Which writing this is; counts over all drafts and orders lists.
    pub version: i64,
    /// The organisation it is for.
    pub principal_id: String,
    /// The matter.
    pub matter: MatterId,
    /// The guide version it is pinned to.
    pub guide_version: u32,
    /// The project it belongs to.
    pub project: Option<ProjectCode>,
    /// Whether it waits for the signer.
    pub ready_to_sign: bool,
    /// What is filled in.
    pub content: DraftContent,
    /// Who was given the pen last; see [`Pen::is_held`].
    pub pen: Option<Pen>,
    /// Who wrote last.
    pub updated_by: PersonId,
    /// When.
    pub updated_at: Instant,
}

/// Writes a draft, the first time or again.
///
/// # Errors
///
/// When the database fails.
pub async fn put(db: &mut SqliteConnection, draft: &DraftRow) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO drafts (filing_id, version, principal_id, matter, guide_version, project, ready_to_sign,
           content, holder_id, holder_device, holder_until_s, updated_by, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
         ON CONFLICT (filing_id) DO UPDATE SET version = ?2, guide_version = ?5, ready_to_sign = ?7, content = ?8,
           holder_id = ?9, holder_device = ?10, holder_until_s = ?11, updated_by = ?12, updated_at = ?13",
    )
    .bind(draft.filing_id.as_str())
    .bind(draft.version)
    .bind(&draft.principal_id)
    .bind(draft.matter.as_str())
    .bind(draft.guide_version)
    .bind(draft.project.as_ref().map(ProjectCode::as_str))
    .bind(draft.ready_to_sign)
    .bind(serde_json::to_string(&draft.content)?)
    .bind(draft.pen.as_ref().map(|it| it.person.as_str()))
    .bind(draft.pen.as_ref().map(|it| it.device.as_str()))
    .bind(draft.pen.as_ref().map(|it| it.until_s))
    .bind(draft.updated_by.as_str())
    .bind(clock::text(&draft.updated_at))
    .execute(db)
    .await?;
    Ok(())
}

/// Gives the pen to somebody, or lays it down. What is written stays at its version.
///
/// # Errors
///
/// When the database fails.
pub async fn set_pen(db: &mut SqliteConnection, filing: &FilingId, pen: Option<&Pen>) -> Result<(), Refusal> {
    let sql =
        "UPDATE drafts SET holder_id = ?2, holder_device = ?3, holder_until_s = ?4 WHERE filing_id = ?1";
    sqlx::query(sql)
        .bind(filing.as_str())
        .bind(pen.map(|it| it.person.as_str()))
        .bind(pen.map(|it| it.device.as_str()))
        .bind(pen.map(|it| it.until_s))
        .execute(db)
        .await?;
    Ok(())
}

/// One draft.
///
/// # Errors
///
/// When the database fails.
pub async fn by_filing(db: &mut SqliteConnection, filing: &FilingId) -> Result<Option<DraftRow>, Refusal> {
    let sql = "SELECT * FROM drafts WHERE filing_id = ?1";
    let row = sqlx::query(sql).bind(filing.as_str()).fetch_optional(db).await?;
    row.as_ref().map(read).transpose()
}

/// An organisation's drafts, the one written last first, those before the version `before`.
///
/// # Errors
///
/// When the database fails.
pub async fn of_principal(
    db: &mut SqliteConnection,
    principal: &str,
    before: i64,
    limit: u32,
) -> Result<Vec<DraftRow>, Refusal> {
    let sql = "SELECT * FROM drafts WHERE principal_id = ?1 AND version < ?2 ORDER BY version DESC LIMIT ?3";
    let rows = sqlx::query(sql).bind(principal).bind(before).bind(limit).fetch_all(db).await?;
    rows.iter().map(read).collect()
}

/// A project's drafts, the one written last first.
///
/// # Errors
///
/// When the database fails.
pub async fn of_project(db: &mut SqliteConnection, project: &ProjectCode) -> Result<Vec<DraftRow>, Refusal> {
    let sql = "SELECT * FROM drafts WHERE project = ?1 ORDER BY version DESC";
    let rows = sqlx::query(sql).bind(project.as_str()).fetch_all(db).await?;
    rows.iter().map(read).collect()
}

/// Removes a draft; nothing happens when there is none.
///
/// # Errors
///
/// When the database fails.
pub async fn remove(db: &mut SqliteConnection, filing: &FilingId) -> Result<(), Refusal> {
    sqlx::query("DELETE FROM drafts WHERE filing_id = ?1").bind(filing.as_str()).execute(db).await?;
    Ok(())
}

fn read(row: &SqliteRow) -> Result<DraftRow, Refusal> {
    let text = |name: &str| -> Result<String, Refusal> { Ok(row.try_get(name)?) };
    let perhaps = |name: &str| -> Result<Option<String>, Refusal> { Ok(row.try_get(name)?) };
    Ok(DraftRow {
        filing_id: text("filing_id")?.parse()?,
        version: row.try_get("version")?,
        principal_id: text("principal_id")?,
        matter: text("matter")?.parse()?,
        guide_version: row.try_get("guide_version")?,
        project: perhaps("project")?.map(|it| it.parse()).transpose()?,
        ready_to_sign: row.try_get("ready_to_sign")?,
        content: serde_json::from_str(&text("content")?)?,
        pen: pen(perhaps("holder_id")?, perhaps("holder_device")?, row.try_get("holder_until_s")?)?,
        updated_by: text("updated_by")?.parse()?,
        updated_at: Instant::parse_from_rfc3339(&text("updated_at")?).map_err(Refusal::internal)?,
    })
}

fn pen(person: Option<String>, device: Option<String>, until_s: Option<i64>) -> Result<Option<Pen>, Refusal> {
    let (Some(person), Some(device), Some(until_s)) = (person, device, until_s) else { return Ok(None) };
    let (person, device): (PersonId, DeviceId) = (person.parse()?, device.parse()?);
    Ok(Some(Pen { person, device, until_s }))
}
