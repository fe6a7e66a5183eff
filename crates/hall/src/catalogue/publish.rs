//! Publishing and withdrawing guides, each time with a row that says so.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use contract::{Guide, GuideSummary, Instant};
use sqlx::{Row, SqliteConnection};

use super::changes::Change;
use super::pinyin::pinyin;
use super::{Catalogue, Listed, Version};
use crate::clock;
use crate::error::Refusal;

impl Catalogue {
    /// Publishes what is new among `guides`, withdraws what came from an earlier list like it and is no longer there,
    /// and reads everything that was ever published. A version that is published already stays as it is: versions
    /// are immutable.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub async fn publish(
        db: &mut SqliteConnection,
        guides: &[Guide],
        now: &Instant,
    ) -> Result<Self, Refusal> {
        for (position, guide) in (0_i64..).zip(guides) {
            add(db, position, guide, now).await?;
        }
        let offered: HashSet<&str> = guides.iter().map(|it| it.matter.as_str()).collect();
        let sql = "SELECT matter FROM guides WHERE current AND origin = 'seed' ORDER BY position, matter";
        for row in sqlx::query(sql).fetch_all(&mut *db).await? {
            let matter: String = row.try_get(0)?;
            if !offered.contains(matter.as_str()) {
                withdraw(db, &matter, now).await?;
            }
        }
        Self::read(db).await
    }

    /// Everything that was ever published.
    async fn read(db: &mut SqliteConnection) -> Result<Self, Refusal> {
        let sql = "SELECT body, current, position FROM guides ORDER BY position, matter";
        let (mut current, mut versions) = (Vec::new(), HashMap::new());
        for row in sqlx::query(sql).fetch_all(&mut *db).await? {
            let body: String = row.try_get("body")?;
            let guide: Guide = serde_json::from_str(&body)?;
            if row.try_get("current")? {
                let position = row.try_get("position")?;
                current.push(Listed { position, summary: summary(&guide) });
            }
            versions.insert((guide.matter, guide.version), Version::new(body));
        }
        let sql = "SELECT matter, MAX(seq) AS seq FROM catalogue_changes GROUP BY matter ORDER BY MAX(seq)";
        let mut changes = Vec::new();
        for row in sqlx::query(sql).fetch_all(db).await? {
            let matter = row.try_get::<String, _>("matter")?.parse()?;
            changes.push(Change { seq: row.try_get("seq")?, matter });
        }
        let places = (0..).zip(&current).map(|(at, it): (_, &Listed)| (it.summary.matter.clone(), at));
        let places = places.collect();
        Ok(Self { current, places, versions, filed: OnceLock::new(), changes })
    }
}

async fn add(db: &mut SqliteConnection, position: i64, guide: &Guide, now: &Instant) -> Result<(), Refusal> {
    let body = serde_json::to_string(guide)?;
    let (matter, version) = (guide.matter.as_str(), guide.version);
    let sql = "SELECT body FROM guides WHERE matter = ?1 AND version = ?2";
    let found = sqlx::query(sql).bind(matter).bind(version).fetch_optional(&mut *db).await?;
    if let Some(row) = found {
        if row.try_get::<String, _>("body")? != body {
            let why = "a published guide was changed without a new version; the old one stays";
            tracing::warn!(matter, version, why);
        }
        return offer_again(db, matter, version, now).await;
    }
    let sql = "UPDATE guides SET current = 0 WHERE matter = ?1";
    sqlx::query(sql).bind(matter).execute(&mut *db).await?;
    sqlx::query("INSERT INTO guides (matter, version, position, current, body) VALUES (?1, ?2, ?3, 1, ?4)")
        .bind(matter)
        .bind(version)
        .bind(position)
        .bind(body)
        .execute(&mut *db)
        .await?;
    changed(db, matter, Some(version), now).await
}

/// The origin of guides that `hall import` brought.
pub(crate) const IMPORTED: &str = "import";

/// Where imported guides stand in the list: behind all that came with the program.
const BEHIND: i64 = 1_000_000;

/// The first free place for an imported matter.
///
/// # Errors
///
/// When the database fails.
pub(crate) async fn free_place(db: &mut SqliteConnection) -> Result<i64, Refusal> {
    let sql = "SELECT MAX(COALESCE(MAX(position) + 1, 0), ?1) FROM guides";
    Ok(sqlx::query(sql).bind(BEHIND).fetch_one(db).await?.try_get(0)?)
}

/// Publishes a version that was imported, at its matter's `place` in the list.
///
/// # Errors
///
/// When the database fails.
pub(crate) async fn import(
    db: &mut SqliteConnection,
    place: i64,
    guide: &Guide,
    now: &Instant,
) -> Result<(), Refusal> {
    add(db, place, guide, now).await?;
    let sql = "UPDATE guides SET origin = ?3 WHERE matter = ?1 AND version = ?2";
    sqlx::query(sql).bind(guide.matter.as_str()).bind(guide.version).bind(IMPORTED).execute(db).await?;
    Ok(())
}

/// Withdraws every imported matter that is not among `offered`, and says how many.
///
/// # Errors
///
/// When the database fails.
pub(crate) async fn withdraw_others(
    db: &mut SqliteConnection,
    offered: &HashSet<String>,
    now: &Instant,
) -> Result<usize, Refusal> {
    let sql = "SELECT matter FROM guides WHERE current AND origin = ?1 ORDER BY position, matter";
    let mut gone = 0;
    for row in sqlx::query(sql).bind(IMPORTED).fetch_all(&mut *db).await? {
        let matter: String = row.try_get(0)?;
        if !offered.contains(&matter) {
            withdraw(db, &matter, now).await?;
            gone += 1;
        }
    }
    Ok(gone)
}

/// A version that was published before is current again when none of its matter is: it had been withdrawn.
async fn offer_again(
    db: &mut SqliteConnection,
    matter: &str,
    version: u32,
    now: &Instant,
) -> Result<(), Refusal> {
    let sql = "UPDATE guides SET current = 1 WHERE matter = ?1 AND version = ?2
               AND NOT EXISTS (SELECT 1 FROM guides WHERE matter = ?1 AND current)";
    let again = sqlx::query(sql).bind(matter).bind(version).execute(&mut *db).await?;
    if again.rows_affected() == 0 { Ok(()) } else { changed(db, matter, Some(version), now).await }
}

async fn withdraw(db: &mut SqliteConnection, matter: &str, now: &Instant) -> Result<(), Refusal> {
    sqlx::query("UPDATE guides SET current = 0 WHERE matter = ?1").bind(matter).execute(&mut *db).await?;
    changed(db, matter, None, now).await
}

async fn changed(
    db: &mut SqliteConnection,
    matter: &str,
    version: Option<u32>,
    now: &Instant,
) -> Result<(), Refusal> {
    let sql = "INSERT INTO catalogue_changes (matter, version, at) VALUES (?1, ?2, ?3)";
    sqlx::query(sql).bind(matter).bind(version).bind(clock::text(now)).execute(db).await?;
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
        parts: u32::try_from(guide.parts.len()).ok().filter(|it| *it > 0),
        handling: Some(guide.handling.clone()),
        channels: guide.channels.clone(),
        village: guide.village,
        popularity: None,
    }
}
