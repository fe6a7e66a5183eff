//! The past of the sample hall: what a hall that has been open for a year would have on its shelves.
//!
//! There is no second way to write a case. The clock is put back ([`Hindsight`]) and every story of the seed is lived
//! through the doors that live cases take: intake with its checks and signatures, the steps of staff, corrections and
//! withdrawals. So whatever the hall promises of a case holds for these, too.

mod answers;
mod cast;
mod days;
mod dice;
mod hindsight;
mod life;
mod papers;
mod pen;
mod plan;
mod walk;

use std::sync::Arc;

use fixtures::Story;
use sqlx::{Row, SqliteConnection};

use crate::clerk::Desk;
use crate::error::Refusal;
use crate::state::Shared;
use crate::store::submissions;
use cast::Cast;
use life::{Life, World};
use plan::{Act, Told};

pub use hindsight::Hindsight;

/// Lives through the past, once: a hall that has taken anything in is left as it is. All of it or nothing is kept. How
/// many cases there are now from the past.
///
/// # Errors
///
/// When the hall refuses a step, or the database fails.
pub async fn live(hall: &Shared, clock: &Arc<Hindsight>) -> Result<usize, Refusal> {
    let (hall_, clock) = (hall.clone(), clock.clone());
    let (stories, cast, desk) = (fixtures::history()?, Cast::read()?, Desk::open()?);
    let lived = hall.writer.run(move |db| {
        Box::pin(async move {
            if submissions::next_seq(db).await? > 1 {
                return Ok(0);
            }
            let world = World { hall: &hall_, cast: &cast, desk: &desk };
            let lived = through(&world, db, &clock, &stories).await;
            clock.catch_up();
            lived?;
            remember(db).await?;
            Ok(stories.len())
        })
    });
    lived.await
}

/// The running number of what was sent last in the past; 0 for a hall without one.
///
/// # Errors
///
/// When the database fails.
pub async fn last(db: &mut SqliteConnection) -> Result<i64, Refusal> {
    let row = sqlx::query("SELECT value FROM meta WHERE key = ?1").bind(KEPT_AS).fetch_optional(db).await?;
    let Some(row) = row else { return Ok(0) };
    row.try_get::<String, _>(0)?.parse().map_err(Refusal::internal)
}

/// Where the end of the past is kept.
const KEPT_AS: &str = "past";

async fn remember(db: &mut SqliteConnection) -> Result<(), Refusal> {
    let last = submissions::next_seq(db).await? - 1;
    let sql = "INSERT INTO meta (key, value) VALUES (?1, ?2)";
    sqlx::query(sql).bind(KEPT_AS).bind(last.to_string()).execute(db).await?;
    Ok(())
}

async fn through(
    world: &World<'_>,
    db: &mut SqliteConnection,
    clock: &Hindsight,
    stories: &[Story],
) -> Result<(), Refusal> {
    let mut lives = Vec::with_capacity(stories.len());
    let mut told = Vec::with_capacity(stories.len());
    let catalogue = &world.hall.catalogue;
    for (n, story) in (0_u64..).zip(stories) {
        let guide = catalogue.current(&story.matter).ok_or_else(|| Refusal::internal("no such matter"))?;
        lives.push(Life::new(n, story, guide, world.cast)?);
        told.push(Told { story, guide, role: world.cast.role(story) });
    }
    let now = world.hall.clock().now();
    for Act { at, story, step } in plan::acts(&told, &world.hall.calendar, &now).map_err(Refusal::internal)? {
        clock.put_back(&at);
        let Some(life) = lives.get_mut(story) else { continue };
        life.step(world, db, step).await.inspect_err(|refused| {
            let story = &stories[story];
            let (matter, principal) = (story.matter.as_str(), story.principal.as_str());
            tracing::error!(matter, principal, ?step, %at, problem = ?refused.problem(), "a step of the past was refused");
        })?;
    }
    Ok(())
}
