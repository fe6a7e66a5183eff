//! Mandates granted online: offered, accepted, declined, taken back.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use contract::{Mandate, MandateState, Page};
use hall::testing::{Draft, TestHall, Visitor};
use serde_json::{Value, json};

const PATH: &str = "/api/v1/mandates/019aa4b2-7c00-7abc-8def-0123456789ad";

fn contact(id: &str) -> Value {
    let people = fixtures::people().unwrap();
    let person = people.iter().find(|it| it.id.as_str() == id).unwrap();
    json!({"name": person.name, "mobile": person.mobile})
}

/// 王桂兰 asks 陈屿 to file for her.
fn offer() -> Value {
    json!({
        "role": "relative", "principal": "p-wangguilan", "agent": contact("p-chenyu"),
        "scope": {"matters": ["elder-card"], "actions": ["file", "view"]},
        "valid_from": "2026-11-23", "valid_until": "2026-12-31", "place": "in-person",
    })
}

fn with(changes: &Value) -> Value {
    let mut body = offer();
    for (name, value) in changes.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

async fn answer(who: &Visitor<'_>, word: &str) -> (u16, String) {
    let answer = who.post(&format!("{PATH}/{word}"), &json!({})).await.unwrap();
    match answer.json::<Mandate>() {
        Ok(mandate) => (answer.status, mandate.state.code.to_string()),
        Err(_) => answer.refusal().unwrap(),
    }
}

#[tokio::test]
async fn an_offer_covers_nothing_until_its_agent_accepts_it() {
    let hall = TestHall::start().await.unwrap();
    let (giver, agent) =
        (hall.sign_in("p-wangguilan").await.unwrap(), hall.sign_in("p-chenyu").await.unwrap());
    let made = giver.put(PATH, &offer()).await.unwrap();
    assert_eq!(made.status, 201, "{}", made.text());
    let mandate: Mandate = made.json().unwrap();
    assert_eq!((mandate.state.code.clone(), mandate.state.text.as_str()), (MandateState::Offered, "待接受"));
    assert_eq!((mandate.agent.name.as_str(), mandate.signer.party.name.as_str()), ("陈屿", "王桂兰"));
    let heard: Page<Mandate> = agent.get("/api/v1/mandates").await.unwrap().json().unwrap();
    assert!(heard.items.iter().any(|it| it.id == mandate.id));
    assert!(agent.mandate(mandate.id.as_str()).await.unwrap().profile.is_empty());
    let problem = {
        let mut draft = Draft::under(&hall, "elder-card", &mandate).unwrap();
        draft.signatures.clear();
        agent.finalize(&draft).await.unwrap().problem().unwrap()
    };
    assert_eq!(problem.code.as_str(), "mandate-refused");
    assert!(problem.detail.unwrap().contains("还没有接受"));
    let cases = agent.get("/api/v1/cases?principal=p-wangguilan").await.unwrap().refusal().unwrap();
    assert_eq!(cases, (403, "mandate-refused".into()));

    assert_eq!(answer(&agent, "accept").await, (200, "active".into()));
    assert_eq!(answer(&agent, "accept").await, (200, "active".into()));
    assert_eq!(answer(&agent, "decline").await, (409, "wrong-state".into()), "only the giver takes it back");
    let mandate = agent.mandate(mandate.id.as_str()).await.unwrap();
    assert_eq!(mandate.profile["name"], "王桂兰");
    let filed = agent.file(&mut Draft::under(&hall, "elder-card", &mandate).unwrap()).await.unwrap();
    assert_eq!(filed.status, 201, "{}", filed.text());
    let again = giver.put(PATH, &offer()).await.unwrap();
    assert_eq!((again.status, again.json::<Mandate>().unwrap().state.code), (200, MandateState::Active));
}

#[tokio::test]
async fn what_is_declined_or_taken_back_stays_so() {
    let hall = TestHall::start().await.unwrap();
    let (giver, agent) =
        (hall.sign_in("p-wangguilan").await.unwrap(), hall.sign_in("p-chenyu").await.unwrap());
    giver.put(PATH, &offer()).await.unwrap();
    assert_eq!(answer(&agent, "decline").await, (200, "declined".into()));
    assert_eq!(answer(&agent, "decline").await, (200, "declined".into()));
    assert_eq!(answer(&agent, "accept").await, (409, "wrong-state".into()));
    let other = "/api/v1/mandates/019aa4b2-7c00-7abc-8def-0123456789ae";
    assert_eq!(giver.put(other, &offer()).await.unwrap().status, 201);
    let back: Mandate = giver.post(&format!("{other}/revoke"), &json!({})).await.unwrap().json().unwrap();
    assert_eq!(back.state.code, MandateState::Revoked);
    let late = agent.post(&format!("{other}/accept"), &json!({})).await.unwrap();
    assert_eq!(late.refusal().unwrap(), (409, "wrong-state".into()));
}

#[tokio::test]
async fn an_offer_that_begins_later_waits_and_one_that_nobody_took_ends() {
    let hall = TestHall::start().await.unwrap();
    let (giver, agent) =
        (hall.sign_in("p-wangguilan").await.unwrap(), hall.sign_in("p-chenyu").await.unwrap());
    let later = with(&json!({"valid_from": "2026-12-01"}));
    giver.put(PATH, &later).await.unwrap();
    assert_eq!(answer(&agent, "accept").await, (200, "not-yet".into()));
    let other = "/api/v1/mandates/019aa4b2-7c00-7abc-8def-0123456789ae";
    giver.put(other, &offer()).await.unwrap();
    hall.clock.advance(60 * 24 * 3600);
    let (giver, agent) =
        (hall.sign_in("p-wangguilan").await.unwrap(), hall.sign_in("p-chenyu").await.unwrap());
    let ended = agent.post(&format!("{other}/accept"), &json!({})).await.unwrap();
    assert_eq!(ended.refusal().unwrap(), (409, "wrong-state".into()));
    let again = giver.put(other, &offer()).await.unwrap();
    assert_eq!(
        again.status, 200,
        "the same offer again is answered alike, though it could not be made today"
    );
}

#[tokio::test]
async fn only_the_agent_answers_and_strangers_learn_nothing() {
    let hall = TestHall::start().await.unwrap();
    let (giver, stranger) =
        (hall.sign_in("p-wangguilan").await.unwrap(), hall.sign_in("p-luozhi").await.unwrap());
    giver.put(PATH, &offer()).await.unwrap();
    assert_eq!(answer(&giver, "accept").await, (403, "not-allowed".into()));
    assert_eq!(answer(&stranger, "accept").await, (404, "not-found".into()));
    assert_eq!(answer(&stranger, "decline").await, (404, "not-found".into()));
    assert_eq!(stranger.get(PATH).await.unwrap().status, 404);
    let theirs = with(&json!({"principal": "p-luozhi"}));
    assert_eq!(stranger.put(PATH, &theirs).await.unwrap().refusal().unwrap(), (403, "not-allowed".into()));
    let changed = with(&json!({"valid_until": "2027-12-31"}));
    let conflict = giver.put(PATH, &changed).await.unwrap().problem().unwrap();
    assert_eq!(conflict.code.as_str(), "content-conflict");
    assert!(conflict.held_hash.is_some() && conflict.sent_hash.is_some());
}

#[tokio::test]
async fn a_mandate_of_paper_is_not_granted_over() {
    let hall = TestHall::start().await.unwrap();
    let (giver, other) =
        (hall.sign_in("p-wangguilan").await.unwrap(), hall.sign_in("p-chenyu").await.unwrap());
    let paper = "/api/v1/mandates/m-zhang-wang";
    assert_eq!(giver.put(paper, &offer()).await.unwrap().refusal().unwrap(), (409, "wrong-state".into()));
    let theirs = with(&json!({"principal": "p-chenyu", "agent": contact("p-linwan")}));
    assert_eq!(other.put(paper, &theirs).await.unwrap().refusal().unwrap(), (403, "not-allowed".into()));
}

#[tokio::test]
async fn who_speaks_for_an_organisation_grants_for_it_and_nobody_else_does() {
    let hall = TestHall::start().await.unwrap();
    let body = with(&json!({"role": "handler", "principal": "o-shanquan", "place": "own-account",
                            "scope": {"actions": ["file", "correct", "withdraw", "view"]}}));
    let handler = hall.sign_in("p-luozhi").await.unwrap();
    assert_eq!(handler.put(PATH, &body).await.unwrap().refusal().unwrap(), (403, "not-allowed".into()));
    let boss = hall.sign_in("p-luojianguo").await.unwrap();
    let made = boss.put(PATH, &body).await.unwrap();
    assert_eq!(made.status, 201, "{}", made.text());
    let mandate: Mandate = made.json().unwrap();
    assert_eq!(
        (mandate.principal.name.as_str(), mandate.signer.party.name.as_str()),
        ("云岫县山泉饮品有限公司", "罗建国")
    );
    let new = hall.sign_in("p-chenyu").await.unwrap();
    assert_eq!(new.get("/api/v1/projects?principal=o-shanquan").await.unwrap().status, 403);
    assert_eq!(answer(&new, "accept").await, (200, "active".into()));
    assert_eq!(new.get("/api/v1/projects?principal=o-shanquan").await.unwrap().status, 200);
}

#[tokio::test]
async fn what_cannot_be_is_refused_where_it_is_wrong() {
    let table = [
        (json!({"role": "handler"}), "/role"),
        (json!({"role": "legal-representative"}), "/role"),
        (json!({"role": "friend"}), "/role"),
        (json!({"agent": {"name": "陈屿", "mobile": "13900009999"}}), "/agent"),
        (json!({"agent": {"name": "陈鱼", "mobile": contact("p-chenyu")["mobile"]}}), "/agent"),
        (json!({"agent": contact("p-wangguilan")}), "/agent"),
        (json!({"scope": {"actions": []}}), "/scope/actions"),
        (json!({"scope": {"actions": ["sell"]}}), "/scope/actions"),
        (json!({"scope": {"matters": [], "actions": ["file"]}}), "/scope/matters"),
        (json!({"scope": {"matters": ["elder-card", "nothing"], "actions": ["file"]}}), "/scope/matters/1"),
        (json!({"valid_from": "2026-11-22"}), "/valid_from"),
        (json!({"valid_until": "2026-11-22"}), "/valid_until"),
        (json!({"place": "by-phone"}), "/place"),
    ];
    let hall = TestHall::start().await.unwrap();
    let giver = hall.sign_in("p-wangguilan").await.unwrap();
    for (changes, pointer) in table {
        let problem = giver.put(PATH, &with(&changes)).await.unwrap().problem().unwrap();
        assert_eq!((problem.status, problem.errors[0].pointer.as_str()), (422, pointer), "{changes}");
    }
    assert_eq!(giver.put(PATH, &offer()).await.unwrap().status, 201, "no refusal kept the id");
}

#[tokio::test]
async fn guessing_whose_number_it_is_ends_soon() {
    let hall = TestHall::start_with(|it| it.limits.lookup_misses_per_hour = Some(3)).await.unwrap();
    let giver = hall.sign_in("p-wangguilan").await.unwrap();
    let wrong = |k: u32| with(&json!({"agent": {"name": "陈屿", "mobile": format!("1390000000{k}")}}));
    for k in 0..3 {
        assert_eq!(giver.put(PATH, &wrong(k)).await.unwrap().status, 422);
    }
    let refused = giver.put(PATH, &offer()).await.unwrap().problem().unwrap();
    assert_eq!((refused.code.as_str(), refused.retry_after), ("too-many", Some(3600)));
    let other = hall.sign_in("p-chenyu").await.unwrap();
    let theirs = with(&json!({"principal": "p-chenyu", "agent": contact("p-linwan")}));
    assert_eq!(other.put(PATH, &theirs).await.unwrap().status, 201, "others go on");
    hall.clock.advance(3600);
    let mine = "/api/v1/mandates/019aa4b2-7c00-7abc-8def-0123456789ae";
    assert_eq!(giver.put(mine, &offer()).await.unwrap().status, 201);
}

#[tokio::test]
async fn the_same_offer_many_times_at_once_is_one() {
    let hall = TestHall::start().await.unwrap();
    let giver = hall.sign_in("p-wangguilan").await.unwrap();
    let body = offer();
    let mut sent = Vec::new();
    for _ in 0..32 {
        let request = giver.request("PUT", PATH).header("content-type", "application/json");
        let request = request.body(axum::body::Body::from(body.to_string())).unwrap();
        let router = hall.router();
        sent.push(tokio::spawn(async move {
            tower::ServiceExt::oneshot(router, request).await.unwrap().status().as_u16()
        }));
    }
    let mut counts = [0, 0];
    for it in sent {
        match it.await.unwrap() {
            201 => counts[0] += 1,
            200 => counts[1] += 1,
            other => panic!("{other}"),
        }
    }
    assert_eq!(counts, [1, 31]);
    let given: Page<Mandate> = giver.get("/api/v1/mandates?as=principal").await.unwrap().json().unwrap();
    assert_eq!(given.items.iter().filter(|it| it.state.code == MandateState::Offered).count(), 1);
}

#[tokio::test]
async fn taking_back_what_was_declined_changes_nothing() {
    let hall = TestHall::start().await.unwrap();
    let (giver, agent) =
        (hall.sign_in("p-wangguilan").await.unwrap(), hall.sign_in("p-chenyu").await.unwrap());
    giver.put(PATH, &offer()).await.unwrap();
    assert_eq!(answer(&agent, "decline").await, (200, "declined".into()));
    assert_eq!(answer(&giver, "revoke").await, (200, "declined".into()));
    assert_eq!(answer(&agent, "decline").await, (200, "declined".into()));
}
