//! 好差评: who rates what, once, and what the hall does about a bad rating.

use contract::{Case, Rating, ServiceEvents};
use hall::testing::{Draft, TestHall, Tried, Visitor};
use serde_json::{Value, json};

const CARD: &str = "elder-card";

/// A case of 王桂兰's, filed by 张丽华, that was accepted: its path and the id of the service.
async fn accepted(hall: &TestHall, agent: &Visitor<'_>) -> Tried<(String, String)> {
    let mandate = agent.mandate("m-zhang-wang").await?;
    let path = agent.file(&mut Draft::under(hall, CARD, &mandate)?).await?.header("location").to_owned();
    let case: Case = agent.get(&path).await?.json()?;
    hall.staff("POST", &format!("cases/{}/accept", case.summary.id), &json!({})).await?;
    let services: ServiceEvents = agent.get(&format!("{path}/service-events")).await?.json()?;
    Ok((path, services.items.first().ok_or("nothing was done")?.id.to_string()))
}

fn rating(stars: u8) -> Value {
    json!({"stars": stars, "reasons": ["办得快"], "text": "谢谢", "anonymous": true})
}

#[tokio::test]
async fn every_act_of_staff_is_a_service_of_its_department_and_the_latest_comes_first() {
    let hall = TestHall::start().await.unwrap();
    let agent = hall.sign_in("p-zhanglihua").await.unwrap();
    let (path, _) = accepted(&hall, &agent).await.unwrap();
    let id = path.rsplit('/').next().unwrap();
    for act in ["approve", "deliver"] {
        hall.staff("POST", &format!("cases/{id}/{act}"), &json!({})).await.unwrap();
    }
    let services: ServiceEvents = agent.get(&format!("{path}/service-events")).await.unwrap().json().unwrap();
    let kinds: Vec<_> = services.items.iter().map(|it| it.kind.code.as_str()).collect();
    assert_eq!(kinds, ["delivery", "decision", "acceptance"]);
    assert!(services.items.iter().all(|it| it.department == "云岫县民政局" && !it.rated));
}

#[tokio::test]
async fn a_service_is_rated_once_by_the_applicant_or_who_filed_and_the_same_again_changes_nothing() {
    let hall = TestHall::start().await.unwrap();
    let agent = hall.sign_in("p-zhanglihua").await.unwrap();
    let client = hall.sign_in("p-wangguilan").await.unwrap();
    let stranger = hall.sign_in("p-chenyu").await.unwrap();
    let (path, service) = accepted(&hall, &agent).await.unwrap();
    let at = format!("/api/v1/ratings/{service}");

    assert_eq!(client.get(&at).await.unwrap().status, 404, "nothing is said yet");
    assert_eq!(stranger.put(&at, &rating(5)).await.unwrap().status, 404);
    let first = client.put(&at, &rating(5)).await.unwrap();
    assert_eq!(first.status, 201, "{}", first.text());
    let again = client.put(&at, &rating(5)).await.unwrap();
    assert_eq!((again.status, again.body), (200, first.body));
    assert_eq!(agent.put(&at, &rating(5)).await.unwrap().status, 200, "who filed may rate, too");
    let other = agent.put(&at, &rating(1)).await.unwrap().problem().unwrap();
    assert_eq!(other.code.as_str(), "content-conflict");
    assert!(other.held_hash.is_some() && other.held_hash != other.sent_hash);

    let kept: Rating = client.get(&at).await.unwrap().json().unwrap();
    assert_eq!((kept.stars, kept.follow_up), (5, None));
    let services: ServiceEvents =
        client.get(&format!("{path}/service-events")).await.unwrap().json().unwrap();
    assert!(services.items[0].rated);
    for gone in
        [stranger.get(&at).await.unwrap(), stranger.get(&format!("{path}/service-events")).await.unwrap()]
    {
        assert_eq!(gone.refusal().unwrap(), (404, "not-found".into()));
    }
}

#[tokio::test]
async fn nothing_is_chosen_for_people() {
    let hall = TestHall::start().await.unwrap();
    let agent = hall.sign_in("p-zhanglihua").await.unwrap();
    let (_, service) = accepted(&hall, &agent).await.unwrap();
    let at = format!("/api/v1/ratings/{service}");
    let refused = agent.put(&at, &json!({})).await.unwrap().problem().unwrap();
    let places: Vec<_> = refused.errors.iter().map(|it| it.pointer.as_str()).collect();
    assert_eq!((refused.status, places), (422, vec!["/stars", "/reasons", "/anonymous"]));
    assert_eq!(agent.get(&at).await.unwrap().status, 404, "nothing is kept");
}

#[tokio::test]
async fn a_bad_rating_is_followed_up() {
    let hall = TestHall::start().await.unwrap();
    let agent = hall.sign_in("p-zhanglihua").await.unwrap();
    let (_, service) = accepted(&hall, &agent).await.unwrap();
    let at = format!("/api/v1/ratings/{service}");
    let bad: Rating = agent.put(&at, &rating(2)).await.unwrap().json().unwrap();
    let follow_up = bad.follow_up.unwrap();
    assert_eq!(
        (follow_up.state.code.as_str(), follow_up.due_on.to_string().as_str()),
        ("open", "2026-12-14")
    );
    let waiting = hall.staff("GET", "requests", &json!({})).await.unwrap();
    assert!(!waiting.text().contains("王桂兰") && !waiting.text().contains("张丽华"), "{}", waiting.text());
    let said = json!({"by": "云岫县民政局", "text": "已经回访，问题改了。"});
    let path = format!("ratings/{service}/answer");
    assert_eq!(hall.staff("POST", &path, &said).await.unwrap().status, 200);
    assert_eq!(hall.staff("POST", &path, &said).await.unwrap().status, 409, "once is enough");
    let answered: Rating = agent.get(&at).await.unwrap().json().unwrap();
    let follow_up = answered.follow_up.unwrap();
    assert_eq!(follow_up.state.code.as_str(), "answered");
    assert_eq!(follow_up.reply.unwrap().by, "云岫县民政局");
}

#[tokio::test]
async fn after_its_time_a_service_is_not_rated_any_more_and_a_replay_still_finds_its_rating() {
    let hall = TestHall::start().await.unwrap();
    let agent = hall.sign_in("p-zhanglihua").await.unwrap();
    let (path, rated) = accepted(&hall, &agent).await.unwrap();
    let id = path.rsplit('/').next().unwrap();
    hall.staff("POST", &format!("cases/{id}/approve"), &json!({})).await.unwrap();
    let services: ServiceEvents = agent.get(&format!("{path}/service-events")).await.unwrap().json().unwrap();
    let late = services.items[0].id.to_string();
    agent.put(&format!("/api/v1/ratings/{rated}"), &rating(4)).await.unwrap();
    hall.clock.advance(31 * 24 * 3600);
    let agent = hall.sign_in("p-zhanglihua").await.unwrap();
    let refused = agent.put(&format!("/api/v1/ratings/{late}"), &rating(4)).await.unwrap();
    assert_eq!(refused.refusal().unwrap(), (409, "wrong-state".into()));
    assert_eq!(agent.put(&format!("/api/v1/ratings/{rated}"), &rating(4)).await.unwrap().status, 200);
}
