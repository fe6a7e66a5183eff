//! The register of intermediary services, and policies.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use contract::{Intermediary, Page, Policy, PolicySummary};
use hall::testing::TestHall;
use serde::de::DeserializeOwned;

/// Every item of a list, one on a page.
async fn one_by_one<T: DeserializeOwned>(hall: &TestHall, list: &str) -> Vec<T> {
    let (mut all, mut cursor) = (Vec::new(), String::new());
    let separator = if list.contains('?') { '&' } else { '?' };
    loop {
        let path = format!("{list}{separator}limit=1{cursor}");
        let page: Page<T> = hall.stranger().get(&path).await.unwrap().json().unwrap();
        all.extend(page.items);
        match page.next {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return all,
        }
    }
}

#[tokio::test]
async fn the_register_is_read_whole_by_service_and_one_by_one() {
    let hall = TestHall::start().await.unwrap();
    let all: Vec<Intermediary> = one_by_one(&hall, "/api/v1/intermediaries").await;
    assert_eq!(all, fixtures::intermediaries().unwrap());
    let service = "%E6%B0%B4%E8%B4%A8%E3%80%81%E6%B0%B4%E9%87%8F%E6%A3%80%E6%B5%8B"; // 水质、水量检测
    let some: Vec<Intermediary> =
        one_by_one(&hall, &format!("/api/v1/intermediaries?service={service}")).await;
    let ids: Vec<_> = some.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["z-qingshi-testing", "z-qingshi-inspection"]);
    let one = hall.stranger().get("/api/v1/intermediaries/z-qingshi-testing").await.unwrap();
    assert_eq!(one.json::<Intermediary>().unwrap(), some[0]);
    assert_eq!(hall.stranger().get("/api/v1/intermediaries/z-nobody").await.unwrap().status, 404);
}

#[tokio::test]
async fn policies_are_read_whole_for_an_audience_and_one_by_one() {
    let hall = TestHall::start().await.unwrap();
    let all: Vec<PolicySummary> = one_by_one(&hall, "/api/v1/policies").await;
    let mut expected: Vec<_> = fixtures::policies().unwrap();
    expected.reverse();
    assert_eq!(all, expected.iter().map(|it| it.summary.clone()).collect::<Vec<_>>());
    let persons: Vec<PolicySummary> = one_by_one(&hall, "/api/v1/policies?audience=person").await;
    assert!(persons.len() < all.len() && !persons.is_empty());
    assert!(persons.iter().all(|it| it.audiences.iter().any(|it| it.as_str() == "person")));
    let one = hall.stranger().get(&format!("/api/v1/policies/{}", all[0].id)).await.unwrap();
    assert_eq!(one.json::<Policy>().unwrap(), expected[0]);
    assert_eq!(hall.stranger().get("/api/v1/policies/y-none").await.unwrap().status, 404);
}

#[tokio::test]
async fn what_is_public_may_be_kept_and_is_asked_for_by_its_tag() {
    let hall = TestHall::start().await.unwrap();
    for path in [
        "/api/v1/bundles",
        "/api/v1/intermediaries",
        "/api/v1/policies",
        "/api/v1/policies/y-elder-allowance",
    ] {
        let visitor = hall.stranger();
        let first = visitor.get(path).await.unwrap();
        assert!(first.header("cache-control").starts_with("public"), "{path}");
        let again = visitor.request("GET", path).header("if-none-match", first.header("etag"));
        assert_eq!(visitor.send(again, axum::body::Body::empty()).await.unwrap().status, 304, "{path}");
    }
}
