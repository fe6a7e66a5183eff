//! Projects as they were registered.

use contract::{Instant, ProjectCode};
use fixtures::{ProjectSeed, StageSeed};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::clock;
use crate::error::Refusal;

/// A project as it is kept.
#[derive(Debug, Clone)]
pub struct ProjectRow {
    /// The hall's running number, which orders lists.
    pub seq: i64,
    /// 投资项目统一代码
    pub code: ProjectCode,
    /// Name.
    pub name: String,
    /// Whose it is.
    pub principal_id: String,
    /// Where it is built.
    pub place: String,
    /// Kind, in the hall's words.
    pub kind: String,
    /// When it was registered.
    pub registered_at: Instant,
    /// Working days its own intermediary services took.
    pub intermediary_days: u32,
    /// Its stages in order.
    pub stages: Vec<StageSeed>,
}

/// Adds projects this hall does not know yet, registered as many days before `now` as each says.
///
/// # Errors
///
/// When the database fails.
pub async fn add(db: &mut SqliteConnection, plans: &[ProjectSeed], now: &Instant) -> Result<(), Refusal> {
    for plan in plans {
        let registered = *now + chrono::Duration::days(plan.from_days);
        sqlx::query(
            "INSERT INTO projects (code, name, principal_id, place, kind, registered_at, intermediary_days, stages)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (code) DO NOTHING",
        )
        .bind(plan.code.as_str())
        .bind(&plan.name)
        .bind(plan.principal.as_str())
        .bind(&plan.place)
        .bind(&plan.kind)
        .bind(clock::text(&registered))
        .bind(plan.intermediary_days)
        .bind(serde_json::to_string(&plan.stages)?)
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// One project.
///
/// # Errors
///
/// When the database fails.
pub async fn by_code(db: &mut SqliteConnection, code: &str) -> Result<Option<ProjectRow>, Refusal> {
    let row = sqlx::query("SELECT * FROM projects WHERE code = ?1").bind(code).fetch_optional(db).await?;
    row.as_ref().map(read).transpose()
}

/// An organisation's projects, those registered last first, those before `before`.
///
/// # Errors
///
/// When the database fails.
pub async fn of_principal(
    db: &mut SqliteConnection,
    principal: &str,
    before: i64,
    limit: u32,
) -> Result<Vec<ProjectRow>, Refusal> {
    let sql = "SELECT * FROM projects WHERE principal_id = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT ?3";
    let rows = sqlx::query(sql).bind(principal).bind(before).bind(limit).fetch_all(db).await?;
    rows.iter().map(read).collect()
}

fn read(row: &SqliteRow) -> Result<ProjectRow, Refusal> {
    let registered_at = Instant::parse_from_rfc3339(&row.try_get::<String, _>("registered_at")?)
        .map_err(Refusal::internal)?;
    Ok(ProjectRow {
        seq: row.try_get("seq")?,
        code: row.try_get::<String, _>("code")?.parse()?,
        name: row.try_get("name")?,
        principal_id: row.try_get("principal_id")?,
        place: row.try_get("place")?,
        kind: row.try_get("kind")?,
        registered_at,
        intermediary_days: row.try_get("intermediary_days")?,
        stages: serde_json::from_str(&row.try_get::<String, _>("stages")?)?,
    })
}
