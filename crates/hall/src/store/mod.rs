//! Statements, one file per record. Every function takes a connection, so that it runs in the writer's
//! savepoint as well as in a reader's snapshot.

pub mod appointments;
mod case_events;
pub mod cases;
pub mod challenges;
pub mod complaints;
pub mod consultations;
pub mod documents;
pub mod drafts;
pub mod feed;
pub mod filings;
pub mod licences;
pub mod mandates;
pub mod organisations;
pub mod parcels;
pub mod payments;
pub mod people;
pub mod projects;
pub mod ratings;
pub mod region_words;
pub mod regions;
pub mod registers;
pub mod replies;
pub mod reports;
pub mod results;
pub mod sessions;
pub mod submissions;
pub mod uploads;
pub mod venues;

use sqlx::{Row, SqliteConnection};

use crate::error::Refusal;

/// The next number of a counter, from 1.
///
/// # Errors
///
/// When the database fails.
pub async fn next(db: &mut SqliteConnection, counter: &str) -> Result<i64, Refusal> {
    let row = sqlx::query(
        "INSERT INTO counters (name, value) VALUES (?1, 1)
         ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value",
    )
    .bind(counter)
    .fetch_one(db)
    .await?;
    Ok(row.try_get(0)?)
}
