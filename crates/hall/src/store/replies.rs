//! What the hall said to a question, a complaint or a bad rating. Append-only.

use contract::{Instant, Reply};
use sqlx::{Row, SqliteConnection};

use crate::clock;
use crate::error::Refusal;

/// What something was said to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// 咨询
    Consultation,
    /// 投诉、催办
    Complaint,
    /// 差评
    Rating,
}

impl About {
    fn as_str(self) -> &'static str {
        match self {
            Self::Consultation => "consultation",
            Self::Complaint => "complaint",
            Self::Rating => "rating",
        }
    }
}

/// Keeps a reply.
///
/// # Errors
///
/// When the database fails.
pub async fn add(db: &mut SqliteConnection, about: About, id: &str, reply: &Reply) -> Result<(), Refusal> {
    let sql = "INSERT INTO replies (about, id, at, by, text) VALUES (?1, ?2, ?3, ?4, ?5)";
    sqlx::query(sql)
        .bind(about.as_str())
        .bind(id)
        .bind(clock::text(&reply.at))
        .bind(&reply.by)
        .bind(&reply.text)
        .execute(db)
        .await?;
    Ok(())
}

/// What was said to something, the oldest first.
///
/// # Errors
///
/// When the database fails.
pub async fn to(db: &mut SqliteConnection, about: About, id: &str) -> Result<Vec<Reply>, Refusal> {
    let sql = "SELECT at, by, text FROM replies WHERE about = ?1 AND id = ?2 ORDER BY seq";
    let rows = sqlx::query(sql).bind(about.as_str()).bind(id).fetch_all(db).await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let at = Instant::parse_from_rfc3339(&row.try_get::<String, _>("at")?).map_err(Refusal::internal)?;
        all.push(Reply { at, by: row.try_get("by")?, text: row.try_get("text")? });
    }
    Ok(all)
}
