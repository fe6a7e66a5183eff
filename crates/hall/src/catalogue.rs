//! The catalogue: every version of every guide, held in memory, kept in the database.

use std::collections::HashMap;

use contract::{Guide, GuideSummary, MatterId, Page, ProblemCode};
use pinyin::ToPinyin;
use sqlx::{Row, SqliteConnection};

use crate::error::Refusal;
use crate::page::{self, PageQuery};

/// All guides this hall ever published.
pub struct Catalogue {
    /// Current versions, in the order the catalogue shows them.
    current: Vec<GuideSummary>,
    versions: HashMap<(MatterId, u32), Guide>,
}

impl Catalogue {
    /// Publishes what is new among `guides` and reads everything that is published. A version that is
    /// published already stays as it is: versions are immutable.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub async fn publish(db: &mut SqliteConnection, guides: &[Guide]) -> Result<Self, Refusal> {
        for (position, guide) in (0_i64..).zip(guides) {
            add(db, position, guide).await?;
        }
        let rows =
            sqlx::query("SELECT body, current FROM guides ORDER BY position, matter").fetch_all(db).await?;
        let mut found = Self { current: Vec::new(), versions: HashMap::new() };
        for row in rows {
            let guide: Guide = serde_json::from_str(&row.try_get::<String, _>("body")?)?;
            if row.try_get("current")? {
                found.current.push(summary(&guide));
            }
            found.versions.insert((guide.matter.clone(), guide.version), guide);
        }
        Ok(found)
    }

    /// One page of current guides.
    ///
    /// # Errors
    ///
    /// `malformed` for a cursor this hall never gave.
    pub fn page(&self, query: &PageQuery) -> Result<Page<GuideSummary>, Refusal> {
        let start = usize::try_from(query.after()?.unwrap_or(0)).unwrap_or(usize::MAX);
        let rest = self.current.get(start..).unwrap_or_default();
        let items: Vec<_> = rest.iter().take(query.limit() as usize).cloned().collect();
        let end = start.saturating_add(items.len());
        let next = (items.len() < rest.len()).then(|| page::cursor(i64::try_from(end).unwrap_or(i64::MAX)));
        Ok(Page { items, next })
    }

    /// The current version of a matter's guide.
    #[must_use]
    pub fn current(&self, matter: &MatterId) -> Option<&Guide> {
        let version = self.current.iter().find(|it| it.matter == *matter)?.version;
        self.version(matter, version)
    }

    /// One version of a matter's guide.
    #[must_use]
    pub fn version(&self, matter: &MatterId, version: u32) -> Option<&Guide> {
        self.versions.get(&(matter.clone(), version))
    }

    /// The guide a filing is made by: only the current version is taken.
    ///
    /// # Errors
    ///
    /// `not-found` for a matter this hall does not have, `version-retired` for another version.
    pub fn accepted(&self, matter: &MatterId, version: u32) -> Result<&Guide, Refusal> {
        let unknown = || Refusal::new(ProblemCode::NotFound).detail("大厅没有这个事项");
        let guide = self.current(matter).ok_or_else(unknown)?;
        if guide.version == version { Ok(guide) } else { Err(Refusal::new(ProblemCode::VersionRetired)) }
    }
}

async fn add(db: &mut SqliteConnection, position: i64, guide: &Guide) -> Result<(), Refusal> {
    let body = serde_json::to_string(guide)?;
    let sql = "SELECT body FROM guides WHERE matter = ?1 AND version = ?2";
    let found =
        sqlx::query(sql).bind(guide.matter.as_str()).bind(guide.version).fetch_optional(&mut *db).await?;
    if let Some(row) = found {
        if row.try_get::<String, _>("body")? != body {
            let (matter, version) = (guide.matter.as_str(), guide.version);
            tracing::warn!(
                matter,
                version,
                "a published guide was changed without a new version; the old one stays"
            );
        }
        return Ok(());
    }
    let sql = "UPDATE guides SET current = 0 WHERE matter = ?1";
    sqlx::query(sql).bind(guide.matter.as_str()).execute(&mut *db).await?;
    sqlx::query("INSERT INTO guides (matter, version, position, current, body) VALUES (?1, ?2, ?3, 1, ?4)")
        .bind(guide.matter.as_str())
        .bind(guide.version)
        .bind(position)
        .bind(body)
        .execute(db)
        .await?;
    Ok(())
}

fn summary(guide: &Guide) -> GuideSummary {
    let texts = std::iter::once(&guide.title).chain(&guide.aliases);
    GuideSummary {
        matter: guide.matter.clone(),
        version: guide.version,
        title: guide.title.clone(),
        titles: guide.titles.clone(),
        level: Some(guide.level.clone()),
        region: guide.region.clone(),
        catalog_code: guide.catalog_code.clone(),
        department: guide.department.name.clone(),
        audiences: guide.audiences.clone(),
        depth: guide.depth.clone(),
        visits: guide.visits,
        promised: guide.promised.clone(),
        topics: guide.topics.clone(),
        aliases: guide.aliases.clone(),
        pinyin: texts.map(|it| pinyin(it)).collect(),
    }
}

/// Full pinyin without tones, syllables separated by spaces. Latin letters and digits stay together in lower
/// case, everything else separates.
fn pinyin(text: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut joins = false;
    for (letter, reading) in text.chars().zip(text.to_pinyin()) {
        let latin = letter.is_ascii_alphanumeric();
        match (reading, words.last_mut()) {
            (Some(reading), _) => words.push(reading.plain().to_owned()),
            (None, Some(word)) if latin && joins => word.push(letter.to_ascii_lowercase()),
            (None, _) if latin => words.push(letter.to_ascii_lowercase().to_string()),
            (None, _) => {}
        }
        joins = latin;
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pinyin_table() {
        let table = [
            ("开饭馆", "kai fan guan"),
            ("食品经营许可（新办）", "shi pin jing ying xu ke xin ban"),
            ("ETC 办理", "etc ban li"),
            ("A4纸", "a4 zhi"),
            ("", ""),
        ];
        for (text, full) in table {
            assert_eq!(pinyin(text), full, "{text}");
        }
    }
}
