//! The tree of regions.

use contract::{Level, Regions};
use hall::testing::TestHall;

#[tokio::test]
async fn anyone_reads_the_regions_from_province_to_village_and_may_keep_them() {
    let hall = TestHall::start().await.unwrap();
    let stranger = hall.stranger();
    let answer = stranger.get("/api/v1/regions").await.unwrap();
    assert!(answer.header("cache-control").starts_with("public"));
    let regions = answer.json::<Regions>().unwrap().regions;
    assert_eq!(regions.first().map(|it| &it.level.code), Some(&Level::Province));
    assert!(regions.iter().any(|it| it.level.code == Level::Village));
    assert!(regions.iter().any(|it| it.code == hall.hall.seed.region));
    for (place, region) in regions.iter().enumerate() {
        let parent = |code: &String| regions[..place].iter().any(|it| it.code == *code);
        assert!(region.parent.as_ref().is_none_or(parent), "{} comes before what it lies in", region.name);
    }

    let tag = answer.header("etag").to_owned();
    let again = stranger.request("GET", "/api/v1/regions").header("if-none-match", tag);
    let again = stranger.send(again, "").await.unwrap();
    assert_eq!((again.status, again.body.len()), (304, 0));
}
