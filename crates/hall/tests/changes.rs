//! The catalogue: pages that hold together, and what changed since.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use std::collections::BTreeSet;

use contract::{Guide, GuideChange, GuideChangeKind, GuideChanges, GuidePage};
use hall::testing::TestHall;

async fn page(hall: &TestHall, query: &str) -> GuidePage {
    hall.stranger().get(&format!("/api/v1/guides?{query}")).await.unwrap().json().unwrap()
}

async fn changes(hall: &TestHall, since: &str) -> GuideChanges {
    let path = format!("/api/v1/guides/changes?since={since}");
    hall.stranger().get(&path).await.unwrap().json().unwrap()
}

fn told(changes: &GuideChanges) -> Vec<String> {
    let one = |it: &GuideChange| match &it.guide {
        Some(guide) => format!("{} {} {}", it.matter, it.change, guide.version),
        None => format!("{} {}", it.matter, it.change),
    };
    changes.items.iter().map(one).collect()
}

fn without(matter: &str) -> Vec<Guide> {
    fixtures::guides().unwrap().into_iter().filter(|it| it.matter.as_str() != matter).collect()
}

#[tokio::test]
async fn every_page_says_where_the_feed_was_when_the_first_one_was_read() {
    let hall = TestHall::start().await.unwrap();
    let first = page(&hall, "limit=5").await;
    let mut seen: BTreeSet<_> = first.items.iter().map(|it| it.matter.clone()).collect();
    let mut next = first.next.clone();
    while let Some(cursor) = next {
        let found = page(&hall, &format!("limit=5&cursor={cursor}")).await;
        assert_eq!(found.sync, first.sync);
        assert!(found.items.iter().all(|it| seen.insert(it.matter.clone())));
        next = found.next;
    }
    assert_eq!(seen.len(), fixtures::guides().unwrap().len());
    let nothing = changes(&hall, &first.sync).await;
    assert_eq!((nothing.items.len(), nothing.more), (0, false));
}

#[tokio::test]
async fn what_is_published_and_withdrawn_between_two_visits_is_told_once() {
    let hall = TestHall::start().await.unwrap();
    let sync = page(&hall, "").await.sync;
    let mut guides = without("elder-card");
    guides.iter_mut().find(|it| it.matter.as_str() == "dog-licence").unwrap().version = 9;
    let hall = hall.restart_with(|it| it.guides = Some(guides)).await.unwrap();
    let gone = hall.stranger().get("/api/v1/guides/elder-card").await.unwrap();
    assert_eq!(gone.refusal().unwrap(), (404, "not-found".into()));
    assert_eq!(hall.stranger().get("/api/v1/guides/elder-card?version=1").await.unwrap().status, 200);
    let found = changes(&hall, &sync).await;
    assert_eq!(told(&found), ["dog-licence published 9", "elder-card withdrawn"]);
    assert!(changes(&hall, &found.next).await.items.is_empty());

    let hall = hall.restart().await.unwrap();
    let again = changes(&hall, &found.next).await;
    assert_eq!(told(&again), ["elder-card published 1"]);
    assert_eq!(again.items[0].change, GuideChangeKind::Published);
    let since_the_first_visit = changes(&hall, &sync).await;
    assert_eq!(told(&since_the_first_visit), ["dog-licence published 9", "elder-card published 1"]);
}

#[tokio::test]
async fn changes_come_in_pages() {
    let hall = TestHall::start_with(|it| it.guides = Some(Vec::new())).await.unwrap();
    let nothing = page(&hall, "").await;
    assert!(nothing.items.is_empty());
    let hall = hall.restart().await.unwrap();
    let (mut since, mut seen, mut pages) = (nothing.sync, BTreeSet::new(), 0);
    loop {
        let found = changes(&hall, &format!("{since}&limit=10")).await;
        assert!(found.items.len() <= 10);
        assert!(found.items.iter().all(|it| seen.insert(it.matter.clone())));
        (since, pages) = (found.next, pages + 1);
        if !found.more {
            break;
        }
    }
    assert_eq!(seen.len(), fixtures::guides().unwrap().len());
    assert!(pages > 3);
}

#[tokio::test]
async fn a_list_goes_on_where_it_was_when_a_guide_before_it_is_withdrawn() {
    let hall = TestHall::start().await.unwrap();
    let first = page(&hall, "limit=3").await;
    let gone = first.items[0].matter.clone();
    let expected = page(&hall, "limit=4").await.items[3].matter.clone();
    let hall = hall.restart_with(|it| it.guides = Some(without(gone.as_str()))).await.unwrap();
    let second = page(&hall, &format!("limit=3&cursor={}", first.next.unwrap())).await;
    assert_eq!(second.items[0].matter, expected);
    assert_eq!(second.sync, first.sync);
    assert_eq!(told(&changes(&hall, &second.sync).await), [format!("{gone} withdrawn")]);
}

#[tokio::test]
async fn a_place_that_this_hall_never_gave_is_gone() {
    let hall = TestHall::start().await.unwrap();
    let next = page(&hall, "limit=1").await.next.unwrap();
    // `sync:1:99999`: later than anything. `sync:2:1`: of another epoch.
    for since in ["", "x", "c3luYzoxOjk5OTk5", "c3luYzoyOjE", next.as_str()] {
        let answer = hall.stranger().get(&format!("/api/v1/guides/changes?since={since}")).await.unwrap();
        assert_eq!(answer.refusal().unwrap(), (410, "cursor-gone".into()), "{since}");
    }
    let answer = hall.stranger().get("/api/v1/guides/changes").await.unwrap();
    assert_eq!(answer.refusal().unwrap(), (400, "malformed".into()));
}
