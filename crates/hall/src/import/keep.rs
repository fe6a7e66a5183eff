//! What was read goes into the hall's own records.

use std::collections::HashSet;

use contract::{Guide, Instant, MatterId};
use sqlx::{Row as _, SqliteConnection};

use super::assemble::Found;
use super::report::{Outcome, Report};
use crate::catalogue;
use crate::error::Refusal;

/// Publishes what is new or changed, as a further version of its matter. With `withdraw`, what an earlier import brought and
/// this one does not is withdrawn; `broken` is what it has and could not be read.
pub(super) async fn guides(
    db: &mut SqliteConnection,
    found: Vec<Found>,
    broken: &[MatterId],
    withdraw: bool,
    now: &Instant,
    report: &mut Report,
) -> Result<(), Refusal> {
    let mut offered: HashSet<String> = broken.iter().map(|it| it.as_str().to_owned()).collect();
    let mut free = catalogue::free_place(db).await?;
    for Found { guide, mut entry, .. } in found {
        offered.insert(guide.matter.as_str().to_owned());
        match current(db, guide.matter.as_str()).await? {
            Some(Kept { origin, .. }) if origin != catalogue::IMPORTED => {
                entry.outcome = Outcome::Refused;
                entry.why.push("这个编号是大厅自带的事项".to_owned());
            }
            Some(Kept { guide: kept, current: true, .. }) if same(&kept, &guide) => {
                entry.outcome = Outcome::Unchanged;
            }
            Some(Kept { guide: kept, place, .. }) => {
                catalogue::import(db, place, &Guide { version: kept.version + 1, ..guide }, now).await?;
            }
            None => {
                catalogue::import(db, free, &guide, now).await?;
                free += 1;
            }
        }
        report.add(entry);
    }
    if withdraw {
        report.withdrawn = catalogue::withdraw_others(db, &offered, now).await?;
    }
    Ok(())
}

/// The latest version of a matter that the hall has.
struct Kept {
    guide: Guide,
    origin: String,
    current: bool,
    place: i64,
}

async fn current(db: &mut SqliteConnection, matter: &str) -> Result<Option<Kept>, Refusal> {
    let sql =
        "SELECT body, origin, current, position FROM guides WHERE matter = ?1 ORDER BY version DESC LIMIT 1";
    let Some(row) = sqlx::query(sql).bind(matter).fetch_optional(db).await? else { return Ok(None) };
    let guide = serde_json::from_str(&row.try_get::<String, _>("body")?)?;
    let (origin, current, place) =
        (row.try_get("origin")?, row.try_get("current")?, row.try_get("position")?);
    Ok(Some(Kept { guide, origin, current, place }))
}

/// Whether they say the same, whatever their version and its day.
fn same(kept: &Guide, new: &Guide) -> bool {
    let new = Guide { version: kept.version, updated_on: kept.updated_on, ..new.clone() };
    *kept == new
}
