//! The one writer: groups, savepoints, and answers only after the commit.

use contract::ProblemCode;
use hall::error::Refusal;
use hall::testing::TestHall;
use sqlx::Row as _;

async fn add(hall: &hall::Hall, key: &'static str, then: Option<ProblemCode>) -> Result<(), Refusal> {
    let job = hall.writer.run(move |db| {
        Box::pin(async move {
            sqlx::query("INSERT INTO meta (key, value) VALUES (?1, '')").bind(key).execute(db).await?;
            then.map_or(Ok(()), |code| Err(Refusal::new(code)))
        })
    });
    job.await
}

#[tokio::test]
async fn a_refused_job_leaves_nothing_and_its_neighbours_stay() {
    let hall = TestHall::start().await.unwrap();
    let (one, two, three) = tokio::join!(
        add(&hall.hall, "one", None),
        add(&hall.hall, "two", Some(ProblemCode::Invalid)),
        add(&hall.hall, "three", None),
    );
    assert!(one.is_ok() && three.is_ok());
    assert_eq!(two.unwrap_err().problem().code, ProblemCode::Invalid);
    let mut db = hall.hall.readers.acquire().await.unwrap();
    let sql = "SELECT key FROM meta WHERE key IN ('one', 'two', 'three') ORDER BY key";
    let rows = sqlx::query(sql).fetch_all(&mut *db).await.unwrap();
    assert_eq!(rows.iter().map(|it| it.get::<String, _>(0)).collect::<Vec<_>>(), ["one", "three"]);
}

#[tokio::test]
async fn a_job_that_breaks_a_rule_of_the_database_is_a_fault_and_the_writer_goes_on() {
    let hall = TestHall::start().await.unwrap();
    add(&hall.hall, "one", None).await.unwrap();
    let again = add(&hall.hall, "one", None).await;
    assert_eq!(again.unwrap_err().problem().code, ProblemCode::Internal);
    add(&hall.hall, "two", None).await.unwrap();
}

#[tokio::test]
async fn a_closed_hall_is_unavailable() {
    let hall = TestHall::start().await.unwrap();
    hall.hall.close().await;
    let refused = add(&hall.hall, "late", None).await.unwrap_err();
    assert_eq!((refused.problem().status, &refused.problem().code), (503, &ProblemCode::Unavailable));
}

#[tokio::test]
async fn readers_cannot_write() {
    let hall = TestHall::start().await.unwrap();
    let mut db = hall.hall.readers.acquire().await.unwrap();
    assert!(sqlx::query("DELETE FROM meta").execute(&mut *db).await.is_err());
}
