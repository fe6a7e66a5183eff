//! Bundles: one filing, one receipt, a case for each part.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests: what fails here is a failed test")]

use contract::{Case, CaseSignatures, CaseState, CaseSummary, GuideSummary, Page, Withdraw};
use hall::testing::{Draft, TestHall, Visitor, pdf};
use serde_json::{Value, json};
use tower::ServiceExt as _;

const RESTAURANT: &str = "open-restaurant";

async fn filed(hall: &TestHall, me: &Visitor<'_>, scenario: &[(&str, &str)]) -> (Draft, Case) {
    let mut draft = Draft::new(hall, RESTAURANT, me.party.as_ref().unwrap()).unwrap();
    for (question, option) in scenario {
        draft.manifest.scenario.insert((*question).to_owned(), (*option).to_owned());
    }
    let answer = me.file(&mut draft).await.unwrap();
    assert_eq!(answer.status, 201, "{}", answer.text());
    (draft, me.get(answer.header("location")).await.unwrap().json().unwrap())
}

async fn read(me: &Visitor<'_>, id: &str) -> Case {
    me.get(&format!("/api/v1/cases/{id}")).await.unwrap().json().unwrap()
}

async fn act(hall: &TestHall, id: &str, action: &str, order: &Value) -> Case {
    let answer = hall.staff("POST", &format!("cases/{id}/{action}"), order).await.unwrap();
    answer.json().unwrap_or_else(|error| panic!("{action}: {error}"))
}

async fn refused(hall: &TestHall, id: &str, action: &str, order: &Value) -> String {
    let answer = hall.staff("POST", &format!("cases/{id}/{action}"), order).await.unwrap();
    let problem = answer.problem().unwrap();
    assert_eq!((problem.status, problem.code.as_str()), (409, "wrong-state"), "{action}");
    problem.detail.unwrap_or_default()
}

fn states(case: &Case) -> Vec<&str> {
    case.summary.parts.iter().map(|it| it.state.code.as_str()).collect()
}

fn note() -> Value {
    json!({"by": "白露 · B07 窗口", "note": "说明"})
}

#[tokio::test]
async fn one_filing_opens_a_case_for_each_part_that_applies() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let (draft, whole) = filed(&hall, &me, &[]).await;
    let matters: Vec<_> = whole.summary.parts.iter().map(|it| it.matter.as_str()).collect();
    assert_eq!(matters, ["individual-business-registration", "food-business-licence", "drainage-permit"]);
    assert_eq!(states(&whole), ["submitted"; 3]);
    for part in &whole.summary.parts {
        let own = read(&me, part.case_id.as_str()).await;
        assert_eq!(own.summary.bundle, Some(whole.summary.id.clone()));
        assert_eq!((&own.summary.title, &own.summary.state), (&part.title, &part.state));
        assert_eq!((&own.summary.filing_id, &own.receipt), (&whole.summary.filing_id, &whole.receipt));
        assert_eq!(own.manifest, draft.manifest);
        assert_eq!(own.summary.receipt_no, whole.summary.receipt_no);
        assert!(own.actions.is_empty() && own.summary.parts.is_empty());
        assert_eq!(own.events.len(), 1);
    }
    let other = hall.sign_in("p-linwan").await.unwrap();
    let path = format!("/api/v1/cases/{}", whole.summary.parts[0].case_id);
    assert_eq!(other.get(&path).await.unwrap().status, 404);
}

#[tokio::test]
async fn a_part_whose_condition_does_not_hold_has_no_case() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let mut draft = Draft::new(&hall, RESTAURANT, me.party.as_ref().unwrap()).unwrap();
    let sample = fixtures::sample(RESTAURANT).unwrap();
    draft.manifest.scenario = sample.scenario;
    draft.manifest.answers = sample.answers;
    let scenario = &mut draft.manifest.scenario;
    scenario.insert("licence".into(), "have".into());
    for gone in ["named", "home", "family"] {
        scenario.remove(gone);
    }
    let answers = &mut draft.manifest.answers;
    for gone in ["operator_address", "trade_name", "trade_name_spare", "scope", "capital"] {
        answers.remove(gone);
    }
    answers.insert("shop_name".into(), "云岫县屿见面馆（个体工商户）".into());
    answers.insert("credit_code".into(), "92990101MA0000C38Q".into());
    let guide = hall.hall.catalogue.current(&RESTAURANT.parse().unwrap()).unwrap();
    draft.files = form::checklist(guide, &draft.manifest.scenario)
        .into_iter()
        .filter(|it| matches!(it.necessity.code.as_str(), "required" | "may-follow"))
        .map(|it| pdf(it.id.as_str(), 0, &it.name).unwrap())
        .collect();
    draft.files.sort_by(|one, other| one.about.material_id.cmp(&other.about.material_id));
    draft.manifest.attachments = draft.files.iter().map(|it| it.about.clone()).collect();
    let answer = me.file(&mut draft).await.unwrap();
    assert_eq!(answer.status, 201, "{}", answer.text());
    let whole: Case = me.get(answer.header("location")).await.unwrap().json().unwrap();
    let matters: Vec<_> = whole.summary.parts.iter().map(|it| it.matter.as_str()).collect();
    assert_eq!(matters, ["food-business-licence", "drainage-permit"]);
}

#[tokio::test]
async fn lists_show_the_whole_once_and_no_part() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let before: Page<CaseSummary> = me.get("/api/v1/cases").await.unwrap().json().unwrap();
    let (draft, whole) = filed(&hall, &me, &[]).await;
    assert_eq!(me.finalize(&draft).await.unwrap().text(), whole.receipt, "a replay opens nothing twice");
    let after: Page<CaseSummary> = me.get("/api/v1/cases").await.unwrap().json().unwrap();
    assert_eq!(after.items.len(), before.items.len() + 1);
    assert_eq!(after.items[0].id, whole.summary.id);
    assert_eq!(after.items[0].parts.len(), 3);
    assert!(after.items.iter().all(|it| it.bundle.is_none()));
    let queue: Page<CaseSummary> = hall.staff("GET", "queue", &json!({})).await.unwrap().json().unwrap();
    let ours = queue.items.iter().filter(|it| it.filing_id == whole.summary.filing_id).count();
    assert_eq!(ours, 4, "staff see the whole and its parts");
}

#[tokio::test]
async fn sixty_four_at_once_open_one_whole() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let mut draft = Draft::new(&hall, RESTAURANT, me.party.as_ref().unwrap()).unwrap();
    me.upload(&draft).await.unwrap();
    me.sign(&mut draft).await.unwrap();
    let path = format!("/api/v1/filings/{}/finalize", draft.filing_id);
    let body = serde_json::to_vec(&draft.body().unwrap()).unwrap();
    let mut sent = tokio::task::JoinSet::new();
    for _ in 0..64 {
        let request = me.request("POST", &path).header("content-type", "application/json");
        sent.spawn(hall.router().oneshot(request.body(axum::body::Body::from(body.clone())).unwrap()));
    }
    let mut receipts = std::collections::BTreeSet::new();
    for answer in sent.join_all().await {
        let answer = answer.unwrap();
        assert_eq!(answer.status(), 201);
        receipts.insert(axum::body::to_bytes(answer.into_body(), 65_536).await.unwrap());
    }
    assert_eq!(receipts.len(), 1);
    let queue: Page<CaseSummary> = hall.staff("GET", "queue", &json!({})).await.unwrap().json().unwrap();
    let ours = queue.items.iter().filter(|it| it.filing_id.as_str() == draft.filing_id).count();
    assert_eq!(ours, 4);
}

#[tokio::test]
async fn the_whole_is_accepted_as_one_and_decided_part_by_part() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let (_, whole) = filed(&hall, &me, &[]).await;
    let id = whole.summary.id.to_string();
    let parts: Vec<String> = whole.summary.parts.iter().map(|it| it.case_id.to_string()).collect();
    assert!(refused(&hall, &parts[0], "accept", &note()).await.contains("整件事"));

    let whole = act(&hall, &id, "accept", &note()).await;
    assert_eq!(
        (whole.summary.state.code.as_str(), states(&whole)),
        ("under-review", vec!["under-review"; 3])
    );
    let numbers: std::collections::BTreeSet<_> = [read(&me, &parts[0]).await, read(&me, &parts[1]).await]
        .into_iter()
        .map(|it| it.summary.case_no.unwrap())
        .chain(whole.summary.case_no.clone())
        .collect();
    assert_eq!(numbers.len(), 3, "each has a number of its own");
    let totals: Vec<_> = whole.summary.parts.iter().map(|it| it.clock.as_ref().unwrap().total).collect();
    assert_eq!(totals, [1, 8, 8]);
    assert_eq!(whole.summary.clock.unwrap().total, 8, "the clock of the part that is due last");
    assert!(refused(&hall, &id, "approve", &note()).await.contains("逐个"));

    act(&hall, &parts[0], "approve", &note()).await;
    act(&hall, &parts[0], "deliver", &note()).await;
    act(&hall, &parts[1], "suspend", &note()).await;
    let now = read(&me, &id).await;
    assert_eq!(states(&now), ["delivered", "suspended", "under-review"]);
    assert_eq!(now.summary.state.code, CaseState::UnderReview);
    act(&hall, &parts[1], "resume", &note()).await;
    act(&hall, &parts[1], "approve", &note()).await;
    act(&hall, &parts[2], "reject", &note()).await;
    let now = read(&me, &id).await;
    assert_eq!(now.summary.state.code, CaseState::Approved);
    assert_eq!(now.events.last().unwrap().note.as_deref(), Some("2 个事项准予，1 个没有准予"));
    assert_eq!(now.results.len(), 2, "what the parts issued");
    act(&hall, &parts[1], "deliver", &note()).await;
    let now = read(&me, &id).await;
    assert_eq!(now.summary.state.code, CaseState::Delivered);
    let kinds: Vec<_> = now.events.iter().map(|it| it.kind.code.as_str()).collect();
    assert_eq!(kinds, ["received", "accepted", "approved", "delivered"]);
    assert_eq!(states(&now), ["delivered", "delivered", "rejected"]);
}

#[tokio::test]
async fn a_correction_is_asked_for_the_whole_and_the_parts_wait() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let (mut draft, whole) = filed(&hall, &me, &[]).await;
    let id = whole.summary.id.to_string();
    let part = whole.summary.parts[1].case_id.to_string();
    act(&hall, &id, "accept", &note()).await;
    let asked = json!({"note": "请补正", "items": [{"material_id": "floor-plan", "text": "食品经营许可：平面图看不清，请重拍"}]});
    assert!(refused(&hall, &part, "return", &asked).await.contains("整件事"));
    let whole = act(&hall, &id, "return", &asked).await;
    assert_eq!(whole.summary.state.code, CaseState::CorrectionNeeded);
    assert!(whole.summary.parts.iter().all(|it| it.clock.as_ref().unwrap().stopped));
    assert!(refused(&hall, &part, "approve", &note()).await.contains("补正"));

    hall.clock.advance(2 * 86_400);
    let me = hall.sign_in("p-chenyu").await.unwrap();
    draft.manifest.corrects = Some(whole.notices[0].id.clone());
    me.sign(&mut draft).await.unwrap();
    let path = format!("/api/v1/cases/{id}/corrections/{}/answer", whole.notices[0].id);
    let answer = me.post(&path, &draft.body().unwrap()).await.unwrap();
    assert_eq!(answer.status, 201, "{}", answer.text());
    let now = read(&me, &id).await;
    assert_eq!((now.summary.state.code.as_str(), states(&now)), ("under-review", vec!["under-review"; 3]));
    let clock = now.summary.parts[1].clock.as_ref().unwrap();
    assert_eq!((clock.stopped, clock.paused, clock.left), (false, 2, 8));
    assert_eq!(read(&me, &part).await.manifest, draft.manifest, "the parts stand on what was sent last");
}

#[tokio::test]
async fn withdrawing_takes_back_what_is_not_decided_and_never_one_part() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let (draft, whole) = filed(&hall, &me, &[]).await;
    let id = whole.summary.id.to_string();
    let part = whole.summary.parts[0].case_id.to_string();
    let body = Withdraw { acting: draft.manifest.acting(), reason: "不开了".into() };
    let alone = me.post(&format!("/api/v1/cases/{part}/withdraw"), &body).await.unwrap();
    assert_eq!(alone.refusal().unwrap(), (409, "wrong-state".into()));
    act(&hall, &id, "accept", &note()).await;
    act(&hall, &part, "approve", &note()).await;
    let path = format!("/api/v1/cases/{id}/withdraw");
    let now: Case = me.post(&path, &body).await.unwrap().json().unwrap();
    assert_eq!(now.summary.state.code, CaseState::Withdrawn);
    assert_eq!(states(&now), ["approved", "withdrawn", "withdrawn"]);
    act(&hall, &part, "deliver", &note()).await;
    let again: Case = me.post(&path, &body).await.unwrap().json().unwrap();
    assert_eq!(again.summary.state.code, CaseState::Withdrawn, "withdrawn it stays");
    assert_eq!(states(&again), ["delivered", "withdrawn", "withdrawn"]);
}

#[tokio::test]
async fn a_whole_that_is_not_accepted_is_refused_in_every_part() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let (_, whole) = filed(&hall, &me, &[]).await;
    let now = act(&hall, whole.summary.id.as_str(), "refuse", &note()).await;
    assert_eq!((now.summary.state.code.as_str(), states(&now)), ("not-accepted", vec!["not-accepted"; 3]));
}

#[tokio::test]
async fn the_list_of_bundles_is_that_part_of_the_catalogue() {
    let hall = TestHall::start().await.unwrap();
    let stranger = hall.stranger();
    let bundles: Page<GuideSummary> = stranger.get("/api/v1/bundles").await.unwrap().json().unwrap();
    let parts: Vec<_> = bundles.items.iter().map(|it| (it.matter.as_str(), it.parts)).collect();
    assert_eq!(parts, [(RESTAURANT, Some(3)), ("newborn-together", Some(4))]);
    let first: Page<GuideSummary> = stranger.get("/api/v1/bundles?limit=1").await.unwrap().json().unwrap();
    let next = format!("/api/v1/bundles?limit=1&cursor={}", first.next.unwrap());
    let second: Page<GuideSummary> = stranger.get(&next).await.unwrap().json().unwrap();
    assert_eq!((second.items[0].matter.as_str(), second.next), ("newborn-together", None));
}

#[tokio::test]
async fn the_demo_clerk_brings_a_bundle_to_its_end() {
    let hall = TestHall::start().await.unwrap();
    let desk = hall::clerk::Desk::open().unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let (_, whole) = filed(&hall, &me, &[]).await;
    let mut now = whole;
    for _ in 0..12 {
        hall::clerk::round(&hall.hall, &desk).await.unwrap();
        now = read(&me, now.summary.id.as_str()).await;
        if now.summary.state.code == CaseState::CorrectionNeeded {
            return;
        }
    }
    assert_eq!((now.summary.state.code.as_str(), states(&now)), ("delivered", vec!["delivered"; 3]));
}

#[tokio::test]
async fn a_part_shows_the_signatures_of_the_whole() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let (_, whole) = filed(&hall, &me, &[]).await;
    let signatures = async |id: &str| -> CaseSignatures {
        me.get(&format!("/api/v1/cases/{id}/signatures")).await.unwrap().json().unwrap()
    };
    let signed = signatures(whole.summary.id.as_str()).await;
    assert_eq!(signed.items.len(), 1);
    assert_eq!(signatures(whole.summary.parts[0].case_id.as_str()).await, signed);
}

#[tokio::test]
async fn a_correction_cannot_change_which_parts_apply() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let (mut draft, whole) = filed(&hall, &me, &[]).await;
    let id = whole.summary.id.to_string();
    let asked = json!({"note": "请补正", "items": [{"material_id": "floor-plan", "text": "请重拍"}]});
    let whole = act(&hall, &id, "return", &asked).await;
    let path = format!("/api/v1/cases/{id}/corrections/{}/answer", whole.notices[0].id);
    draft.manifest.corrects = Some(whole.notices[0].id.clone());
    let first = draft.manifest.scenario.clone();
    draft.manifest.scenario.insert("licence".into(), "have".into());
    me.sign(&mut draft).await.unwrap();
    let problem = me.post(&path, &draft.body().unwrap()).await.unwrap().problem().unwrap();
    assert_eq!((problem.status, problem.code.as_str()), (422, "invalid"));
    assert_eq!(
        (problem.errors[0].pointer.as_str(), problem.errors[0].code.as_str()),
        ("/manifest/scenario", "other-parts")
    );
    draft.manifest.scenario = first;
    me.sign(&mut draft).await.unwrap();
    assert_eq!(me.post(&path, &draft.body().unwrap()).await.unwrap().status, 201);
}
