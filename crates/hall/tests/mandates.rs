//! Mandates: who is told of them, and who takes them back.

use contract::{Case, Mandate, MandateState, Page};
use hall::testing::{Draft, TestHall};
use serde_json::json;

const CARD: &str = "elder-card";

#[tokio::test]
async fn a_mandate_taken_back_stops_the_next_filing_and_the_case_stays_the_clients() {
    let hall = TestHall::start().await.unwrap();
    let agent = hall.sign_in("p-zhanglihua").await.unwrap();
    let client = hall.sign_in("p-wangguilan").await.unwrap();
    let mandate = agent.mandate("m-zhang-wang").await.unwrap();
    let first = agent.file(&mut Draft::under(&hall, CARD, &mandate).unwrap()).await.unwrap();
    let path = first.header("location");
    let mut ready = Draft::under(&hall, CARD, &mandate).unwrap();
    agent.upload(&ready).await.unwrap();
    agent.sign(&mut ready).await.unwrap();

    let revoke = "/api/v1/mandates/m-zhang-wang/revoke";
    let refusal = agent.post(revoke, &json!({})).await.unwrap().refusal().unwrap();
    assert_eq!(refusal, (403, "not-allowed".into()));
    let stranger = hall.sign_in("p-chenyu").await.unwrap();
    assert_eq!(stranger.post(revoke, &json!({})).await.unwrap().status, 404);
    let back: Mandate = client.post(revoke, &json!({})).await.unwrap().json().unwrap();
    assert_eq!((back.state.code.as_str(), back.state.text.as_str()), ("revoked", "已收回"));
    let again: Mandate = client.post(revoke, &json!({})).await.unwrap().json().unwrap();
    assert_eq!(again.state.code, MandateState::Revoked);

    let problem = agent.finalize(&ready).await.unwrap().problem().unwrap();
    assert_eq!(problem.code.as_str(), "mandate-refused");
    assert!(problem.detail.unwrap().contains("王桂兰已收回这份委托"));
    assert_eq!(agent.get(path).await.unwrap().status, 404);
    let kept: Case = client.get(path).await.unwrap().json().unwrap();
    assert_eq!(kept.summary.acting.actor.name, "张丽华");
}

#[tokio::test]
async fn an_organisations_representative_takes_a_handlers_mandate_back_but_not_the_own_one() {
    let hall = TestHall::start().await.unwrap();
    let boss = hall.sign_in("p-luojianguo").await.unwrap();
    let handler = hall.sign_in("p-luozhi").await.unwrap();
    let given: Page<Mandate> = boss.get("/api/v1/mandates?as=principal").await.unwrap().json().unwrap();
    let ids: Vec<_> = given.items.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["m-luozhi-shanquan", "m-fangmin-shanquan"]);
    let path = |id: &str| format!("/api/v1/mandates/{id}/revoke");
    let colleague = handler.post(&path("m-fangmin-shanquan"), &json!({})).await.unwrap();
    assert_eq!(colleague.status, 404);
    assert_eq!(boss.post(&path("m-luozhi-shanquan"), &json!({})).await.unwrap().status, 200);
    let gone = handler.get("/api/v1/cases?principal=o-shanquan").await.unwrap().refusal().unwrap();
    assert_eq!(gone, (403, "mandate-refused".into()));
    let own = boss.post(&path("m-luojianguo-shanquan"), &json!({})).await.unwrap();
    assert_eq!(own.refusal().unwrap(), (409, "wrong-state".into()));
}

#[tokio::test]
async fn mandates_are_listed_page_by_page_and_told_whole_to_those_they_concern() {
    let hall = TestHall::start().await.unwrap();
    let agent = hall.sign_in("p-zhanglihua").await.unwrap();
    let mut ids = Vec::new();
    let mut path = "/api/v1/mandates?limit=2".to_owned();
    loop {
        let page: Page<Mandate> = agent.get(&path).await.unwrap().json().unwrap();
        assert!(page.items.iter().all(|it| it.profile.is_empty()));
        ids.extend(page.items.into_iter().map(|it| format!("{} {}", it.id, it.state.code)));
        let Some(next) = page.next else { break };
        path = format!("/api/v1/mandates?limit=2&cursor={next}");
    }
    assert_eq!(
        ids,
        [
            "m-zhang-wang active",
            "m-zhang-li active",
            "m-zhang-zhao expired",
            "m-zhang-sun active",
            "m-zhang-zhou not-yet",
            "m-zhang-qinghe active"
        ]
    );
    let mandate = agent.mandate("m-zhang-wang").await.unwrap();
    assert_eq!((mandate.role.text.as_str(), mandate.principal_no.as_str()), ("代办员", "990101********0026"));
    assert_eq!(mandate.profile["id_number"], "990101195804090026");
    let client = hall.sign_in("p-wangguilan").await.unwrap();
    let seen = client.mandate("m-zhang-wang").await.unwrap();
    assert_eq!((seen.agent.name.as_str(), seen.profile.is_empty()), ("张丽华", true));
    let given: Page<Mandate> = client.get("/api/v1/mandates?as=principal").await.unwrap().json().unwrap();
    assert_eq!(given.items.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["m-zhang-wang"]);
    let other = hall.sign_in("p-linwan").await.unwrap();
    assert_eq!(other.get("/api/v1/mandates/m-zhang-wang").await.unwrap().status, 404);
    assert_eq!(other.get("/api/v1/mandates?as=king").await.unwrap().status, 400);
    let shop = hall.sign_in("p-chenyu").await.unwrap().mandate("m-chenyu-yujian").await.unwrap();
    assert_eq!(shop.role.text, "经营者");
    assert_eq!(shop.profile["organisation"], shop.principal.name);
    assert_eq!(shop.profile["credit_code"], shop.principal_no);
}
