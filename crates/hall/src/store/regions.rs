//! Regions, asked one level at a time: a province has tens of thousands of them.

use std::collections::{BTreeMap, HashMap};

use contract::{Coded, Level, Region, Regions};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection};

use crate::catalogue::pinyin;
use crate::error::Refusal;

/// Rows of one statement.
const AT_ONCE: usize = 1_000;

/// Puts imported `regions` in the place of those the hall had; each comes after the one it lies in.
///
/// # Errors
///
/// When the database fails.
pub async fn replace(db: &mut SqliteConnection, regions: &[Region]) -> Result<(), Refusal> {
    let sql = "INSERT INTO meta (key, value) VALUES ('regions', 'imported') ON CONFLICT (key) DO NOTHING";
    sqlx::query(sql).execute(&mut *db).await?;
    write(db, regions).await
}

/// Makes sure that there are regions: those that come with the program, until others are imported.
///
/// # Errors
///
/// When the database fails.
pub async fn settle(db: &mut SqliteConnection) -> Result<(), Refusal> {
    let imported = sqlx::query("SELECT 1 FROM meta WHERE key = 'regions'").fetch_optional(&mut *db).await?;
    if imported.is_none() {
        return write(db, &fixtures::regions()?).await;
    }
    // An earlier hall kept them without what they are found by.
    loop {
        let sql = "SELECT position, name FROM regions WHERE pinyin IS NULL LIMIT ?1";
        let rows =
            sqlx::query(sql).bind(i64::try_from(AT_ONCE).unwrap_or(i64::MAX)).fetch_all(&mut *db).await?;
        if rows.is_empty() {
            return Ok(());
        }
        for row in rows {
            let name: &str = row.try_get("name")?;
            let (full, initials) = latin(name);
            sqlx::query("UPDATE regions SET plain = ?2, pinyin = ?3, initials = ?4 WHERE position = ?1")
                .bind(row.try_get::<i64, _>("position")?)
                .bind(plain(name))
                .bind(full)
                .bind(initials)
                .execute(&mut *db)
                .await?;
        }
    }
}

async fn write(db: &mut SqliteConnection, regions: &[Region]) -> Result<(), Refusal> {
    sqlx::query("DELETE FROM regions").execute(&mut *db).await?;
    let mut depths: HashMap<&str, i64> = HashMap::with_capacity(regions.len());
    let mut position = 0_i64;
    for some in regions.chunks(AT_ONCE) {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "INSERT INTO regions (position, code, parent, depth, name, level, text, plain, pinyin, initials) ",
        );
        for region in some {
            let above = region.parent.as_deref().and_then(|it| depths.get(it));
            depths.insert(&region.code, above.map_or(0, |it| it + 1));
        }
        sql.push_values(some, |mut row, region| {
            let (full, initials) = latin(&region.name);
            row.push_bind(position)
                .push_bind(&region.code)
                .push_bind(&region.parent)
                .push_bind(depths.get(region.code.as_str()).copied().unwrap_or(0))
                .push_bind(&region.name)
                .push_bind(region.level.code.as_str())
                .push_bind(&region.level.text)
                .push_bind(plain(&region.name))
                .push_bind(full)
                .push_bind(initials);
            position += 1;
        });
        sql.build().execute(&mut *db).await?;
    }
    Ok(())
}

/// Letters and digits of a name or of what was typed, Latin ones small: keyboards and lists put all sorts between them.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Pinyin without spaces, and its initials.
fn latin(name: &str) -> (String, String) {
    let full = pinyin(name);
    let initials = full.split(' ').filter_map(|it| it.chars().next()).collect();
    (full.replace(' ', ""), initials)
}

/// As many whole levels as fit into `at_once`, all of them without it; the highest in any case.
///
/// # Errors
///
/// When the database fails.
pub async fn highest(db: &mut SqliteConnection, at_once: Option<u32>) -> Result<Regions, Refusal> {
    let levels = sqlx::query("SELECT depth, count(*) AS n FROM regions GROUP BY depth ORDER BY depth");
    let (mut deepest, mut sum) = (0_i64, 0_i64);
    for row in levels.fetch_all(&mut *db).await? {
        sum += row.try_get::<i64, _>("n")?;
        let depth = row.try_get("depth")?;
        if depth > 0 && at_once.is_some_and(|it| sum > i64::from(it)) {
            break;
        }
        deepest = depth;
    }
    let sql = "SELECT it.*, (SELECT count(*) FROM regions AS one WHERE one.parent = it.code) AS under
               FROM regions AS it WHERE depth <= ?1 ORDER BY position";
    answer(&sqlx::query(sql).bind(deepest).fetch_all(db).await?)
}

/// The regions that lie directly in `code`; `None` when there is no such region.
///
/// # Errors
///
/// When the database fails.
pub async fn under(db: &mut SqliteConnection, code: &str) -> Result<Option<Regions>, Refusal> {
    let sql = "SELECT it.*, (SELECT count(*) FROM regions AS one WHERE one.parent = it.code) AS under
               FROM regions AS it WHERE parent = ?1 ORDER BY position";
    let rows = sqlx::query(sql).bind(code).fetch_all(&mut *db).await?;
    if rows.is_empty() && names(db, [code]).await?.is_empty() {
        return Ok(None);
    }
    answer(&rows).map(Some)
}

/// The way from the highest region to `code`; `None` when there is no such region.
///
/// # Errors
///
/// When the database fails.
pub async fn way(db: &mut SqliteConnection, code: &str) -> Result<Option<Regions>, Refusal> {
    let regions = around(db, &[code.to_owned()]).await?;
    Ok((!regions.regions.is_empty()).then_some(regions))
}

/// The regions with these codes and everything they lie in.
///
/// # Errors
///
/// When the database fails.
pub async fn around(db: &mut SqliteConnection, codes: &[String]) -> Result<Regions, Refusal> {
    let sql = "WITH RECURSIVE up (code) AS (
                   SELECT value FROM json_each(?1)
                   UNION SELECT it.parent FROM up JOIN regions AS it ON it.code = up.code
               )
               SELECT it.*, (SELECT count(*) FROM regions AS one WHERE one.parent = it.code) AS under
               FROM up JOIN regions AS it ON it.code = up.code ORDER BY it.position";
    answer(&sqlx::query(sql).bind(serde_json::to_string(codes)?).fetch_all(db).await?)
}

/// Names of those of these regions that the hall has, by code.
///
/// # Errors
///
/// When the database fails.
pub async fn names(
    db: &mut SqliteConnection,
    codes: impl IntoIterator<Item = &str>,
) -> Result<BTreeMap<String, String>, Refusal> {
    let codes: Vec<&str> = codes.into_iter().collect();
    let sql = "SELECT code, name FROM regions WHERE code IN (SELECT value FROM json_each(?1))";
    let rows = sqlx::query(sql).bind(serde_json::to_string(&codes)?).fetch_all(db).await?;
    rows.iter().map(|row| Ok((row.try_get("code")?, row.try_get("name")?))).collect()
}

/// Rows as they are served; a region has more when not all that lies in it is among them.
fn answer(rows: &[SqliteRow]) -> Result<Regions, Refusal> {
    let mut here: HashMap<String, i64> = HashMap::new();
    for row in rows {
        if let Some(parent) = row.try_get::<Option<String>, _>("parent")? {
            *here.entry(parent).or_default() += 1;
        }
    }
    let region = |row: &SqliteRow| -> Result<Region, Refusal> {
        let code: String = row.try_get("code")?;
        let level = Level::from(row.try_get::<String, _>("level")?);
        Ok(Region {
            name: row.try_get("name")?,
            level: Coded::new(level, row.try_get::<String, _>("text")?),
            parent: row.try_get("parent")?,
            more: row.try_get::<i64, _>("under")? > here.get(&code).copied().unwrap_or(0),
            code,
        })
    };
    Ok(Regions { regions: rows.iter().map(region).collect::<Result<_, _>>()?, found: Vec::new() })
}
