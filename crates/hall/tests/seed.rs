//! What comes with the program is written when a hall opens: all of it, or nothing.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use std::path::Path;

use hall::state::OpenError;
use hall::testing::TestHall;
use hall::{Config, Hall, db};
use sqlx::{Connection as _, Row as _, SqliteConnection};
use tempfile::TempDir;

/// Does something to the records of a hall that is closed.
async fn with(folder: &Path, sql: &'static str) -> SqliteConnection {
    let mut records = db::open(&folder.join("hall.db")).await.unwrap().writer;
    sqlx::query(sql).execute(&mut records).await.unwrap();
    records
}

/// How many people, guides and rates of fees the records have.
async fn counted(folder: &Path) -> [i64; 3] {
    let mut records = with(folder, "DROP TRIGGER IF EXISTS full").await;
    let mut counts = [0; 3];
    let each =
        ["SELECT count(*) FROM people", "SELECT count(*) FROM guides", "SELECT count(*) FROM fee_rates"];
    for (count, sql) in counts.iter_mut().zip(each) {
        *count = sqlx::query(sql).fetch_one(&mut records).await.unwrap().get(0);
    }
    records.close().await.unwrap();
    counts
}

async fn fails_to_open(folder: &TempDir) {
    let config = Config { demo: true, ..Config::new(folder.path().to_owned()) };
    assert!(matches!(Hall::open(config).await, Err(OpenError::Prepare)));
}

#[tokio::test]
async fn a_new_hall_that_stops_halfway_has_nothing_and_is_whole_the_next_time() {
    let folder = tempfile::tempdir().unwrap();
    // The blank forms come last.
    let full =
        "CREATE TRIGGER full BEFORE INSERT ON guide_documents BEGIN SELECT RAISE(ABORT, 'no room'); END";
    with(folder.path(), full).await.close().await.unwrap();
    fails_to_open(&folder).await;
    assert_eq!(counted(folder.path()).await, [0, 0, 0]);

    let hall = TestHall::resume(folder).await.unwrap();
    hall.sign_in("p-chenyu").await.unwrap();
    assert!(hall.hall.catalogue.summaries().next().is_some());
}

#[tokio::test]
async fn a_hall_that_stops_while_fees_are_written_anew_has_those_it_had() {
    let folder = TestHall::start().await.unwrap().stop().await;
    let before = counted(folder.path()).await;
    assert!(before.iter().all(|it| *it > 0), "{before:?}");
    let full = "CREATE TRIGGER full BEFORE INSERT ON fee_rates BEGIN SELECT RAISE(ABORT, 'no room'); END";
    with(folder.path(), full).await.close().await.unwrap();
    fails_to_open(&folder).await;
    assert_eq!(counted(folder.path()).await, before);
}
