//! The life of a case, from both sides of the counter.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests: what fails here is a failed test")]

use contract::{
    Case, CaseAction, CaseState, CaseSummary, EventKind, NoticeState, Page, ReceiptLookup, ReceiptState,
};
use hall::testing::{Draft, TestHall, Visitor, pdf};
use serde_json::json;

const FOOD: &str = "food-business-licence";

async fn filed(hall: &TestHall, me: &Visitor<'_>, matter: &str) -> (Draft, Case) {
    let mut draft = Draft::new(hall, matter, me.party.as_ref().unwrap()).unwrap();
    let answer = me.file(&mut draft).await.unwrap();
    assert_eq!(answer.status, 201, "{}", answer.text());
    (draft, me.get(answer.header("location")).await.unwrap().json().unwrap())
}

async fn act(hall: &TestHall, case: &Case, action: &str, order: serde_json::Value) -> Case {
    let answer = hall.staff("POST", &format!("cases/{}/{action}", case.summary.id), &order).await.unwrap();
    answer.json().unwrap_or_else(|error| panic!("{action}: {error}"))
}

fn said(note: &str) -> serde_json::Value {
    json!({"by": "李敏 · B06 窗口", "note": note})
}

#[tokio::test]
async fn a_case_goes_from_filing_to_delivery_with_a_stopped_clock_between() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let (_, case) = filed(&hall, &me, FOOD).await;
    let case = act(&hall, &case, "accept", said("材料齐全")).await;
    assert_eq!(case.summary.case_no.as_deref(), Some("990101-26-000001"));
    let clock = case.summary.clock.clone().unwrap();
    assert_eq!((clock.total, clock.used, clock.left, clock.stopped), (8, 0, 8, false));
    hall.clock.advance(2 * 86_400);
    let case = act(&hall, &case, "suspend", said("现场核查")).await;
    assert!(case.summary.clock.clone().unwrap().stopped);
    hall.clock.advance(2 * 86_400);
    let case = act(&hall, &case, "resume", said("核查通过")).await;
    let case = act(&hall, &case, "approve", said("准予")).await;
    assert!(!case.results.is_empty());
    let clock = case.summary.clock.clone().unwrap();
    assert_eq!((clock.used, clock.paused, clock.left), (2, 2, 6));
    let case = act(&hall, &case, "deliver", said("")).await;

    hall.clock.advance(30 * 86_400);
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let path = format!("/api/v1/cases/{}", case.summary.id);
    let mine: Case = me.get(&path).await.unwrap().json().unwrap();
    assert_eq!(mine.summary.state.code, CaseState::Delivered);
    assert_eq!(mine.summary.clock, Some(clock));
    let kinds: Vec<_> = mine.events.iter().map(|it| it.kind.code.as_str()).collect();
    assert_eq!(kinds, ["received", "accepted", "suspended", "resumed", "approved", "delivered"]);
    assert_eq!(mine.events.iter().map(|it| it.seq).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
    assert_eq!(mine.events[1].by, "李敏 · B06 窗口");
    assert_eq!(mine.events[5].note, None);
    assert!(mine.actions.is_empty());
}

#[tokio::test]
async fn a_correction_is_asked_answered_and_receipted_once() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let (mut draft, case) = filed(&hall, &me, FOOD).await;
    let material = draft.files[0].about.material_id.clone();
    let items = json!([{"material_id": material, "text": "照片不清楚，请重新拍摄"}]);
    let case = act(&hall, &case, "return", json!({"note": "请补正", "items": items})).await;
    let notice = case.notices[0].clone();
    assert_eq!((&notice.state.code, notice.items.len()), (&NoticeState::Open, 1));
    assert_eq!(case.summary.action_due, Some(notice.due_on));
    assert_eq!(notice.due_on.to_string(), "2026-12-07"); // ten working days after Monday 2026-11-23
    assert_eq!(case.actions, [CaseAction::Correct, CaseAction::Withdraw]);

    draft.files[0] = pdf(material.as_str(), 0, "清楚的照片").unwrap();
    draft.manifest.attachments[0] = draft.files[0].about.clone();
    draft.manifest.corrects = Some(notice.id.clone());
    me.upload(&draft).await.unwrap();
    me.sign(&mut draft).await.unwrap();
    let path = format!("/api/v1/cases/{}/corrections/{}/answer", case.summary.id, notice.id);
    let before: ReceiptLookup = me.get(&format!("{path}/receipt")).await.unwrap().json().unwrap();
    assert_eq!(before.state, ReceiptState::Unknown);
    let first = me.post(&path, &draft.body().unwrap()).await.unwrap();
    assert_eq!(first.status, 201, "{}", first.text());
    let again = me.post(&path, &draft.body().unwrap()).await.unwrap();
    assert_eq!((again.status, &again.body), (201, &first.body));
    let after: ReceiptLookup = me.get(&format!("{path}/receipt")).await.unwrap().json().unwrap();
    assert_eq!(after.receipt, Some(first.text()));

    let receipt = esign::receipt::read(&first.text()).unwrap();
    let expected = esign::receipt::Expected::of(draft.filing_id.parse().unwrap(), &draft.manifest).unwrap();
    receipt.matches(&expected).unwrap();
    let mine: Case = me.get(&format!("/api/v1/cases/{}", case.summary.id)).await.unwrap().json().unwrap();
    assert_eq!(mine.summary.state.code, CaseState::Submitted);
    assert_eq!((mine.summary.action_due, &mine.notices[0].state.code), (None, &NoticeState::Answered));
    assert_eq!(mine.manifest, draft.manifest);
    assert_eq!(mine.events.last().unwrap().kind.code, EventKind::CorrectionAnswered);

    draft.manifest.attachments[0].name = "又一个.pdf".into();
    let conflict = me.post(&path, &draft.body().unwrap()).await.unwrap().problem().unwrap();
    assert_eq!((conflict.status, conflict.code.as_str()), (409, "content-conflict"));
}

#[tokio::test]
async fn a_correction_after_acceptance_goes_back_to_review_and_stops_the_clock_meanwhile() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let (mut draft, case) = filed(&hall, &me, FOOD).await;
    let case = act(&hall, &case, "accept", said("")).await;
    let case = act(&hall, &case, "return", json!({"items": [{"text": "请补充说明"}]})).await;
    assert!(case.summary.clock.clone().unwrap().stopped);
    draft.manifest.corrects = Some(case.notices[0].id.clone());
    me.sign(&mut draft).await.unwrap();
    let path = format!("/api/v1/cases/{}/corrections/{}/answer", case.summary.id, case.notices[0].id);
    assert_eq!(me.post(&path, &draft.body().unwrap()).await.unwrap().status, 201);
    let mine: Case = me.get(&format!("/api/v1/cases/{}", case.summary.id)).await.unwrap().json().unwrap();
    assert_eq!(mine.summary.state.code, CaseState::UnderReview);
    assert!(!mine.summary.clock.unwrap().stopped);
}

#[tokio::test]
async fn an_answer_that_is_not_to_this_notice_is_refused() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let other = hall.sign_in("p-maimaiti").await.unwrap();
    let (mut draft, case) = filed(&hall, &me, FOOD).await;
    let case = act(&hall, &case, "return", json!({"items": [{"text": "请补充"}]})).await;
    let path = format!("/api/v1/cases/{}/corrections/{}/answer", case.summary.id, case.notices[0].id);
    let problem = me.post(&path, &draft.body().unwrap()).await.unwrap().problem().unwrap();
    assert_eq!(problem.errors[0].pointer, "/manifest/corrects");
    draft.manifest.corrects = Some(case.notices[0].id.clone());
    assert_eq!(other.post(&path, &draft.body().unwrap()).await.unwrap().status, 404);
    let unknown = format!("/api/v1/cases/{}/corrections/n1/answer", case.summary.id);
    assert_eq!(me.post(&unknown, &draft.body().unwrap()).await.unwrap().status, 404);

    me.sign(&mut draft).await.unwrap();
    let body = json!({"acting": draft.manifest.acting(), "reason": "不开了"});
    let withdraw = format!("/api/v1/cases/{}/withdraw", case.summary.id);
    assert_eq!(me.post(&withdraw, &body).await.unwrap().status, 200);
    let late = me.post(&path, &draft.body().unwrap()).await.unwrap();
    assert_eq!(late.refusal().unwrap(), (409, "wrong-state".into()));
}

#[tokio::test]
async fn withdrawing_twice_is_withdrawing_once() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let other = hall.sign_in("p-maimaiti").await.unwrap();
    let (draft, case) = filed(&hall, &me, FOOD).await;
    let path = format!("/api/v1/cases/{}/withdraw", case.summary.id);
    let body = json!({"acting": draft.manifest.acting(), "reason": "店面没租下来"});
    assert_eq!(other.post(&path, &body).await.unwrap().status, 403);
    let mut theirs = draft.manifest.acting();
    theirs.actor = other.party.clone().unwrap();
    let stolen = json!({"acting": theirs, "reason": ""});
    assert_eq!(other.post(&path, &stolen).await.unwrap().status, 404);
    let first: Case = me.post(&path, &body).await.unwrap().json().unwrap();
    assert_eq!(first.summary.state.code, CaseState::Withdrawn);
    assert_eq!(first.events.last().unwrap().note.as_deref(), Some("店面没租下来"));
    let again: Case = me.post(&path, &body).await.unwrap().json().unwrap();
    assert_eq!(again, first);
}

#[tokio::test]
async fn a_decided_case_cannot_be_withdrawn() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let (draft, case) = filed(&hall, &me, FOOD).await;
    let case = act(&hall, &case, "accept", said("")).await;
    let case = act(&hall, &case, "reject", said("场所不符合要求")).await;
    let body = json!({"acting": draft.manifest.acting(), "reason": ""});
    let answer = me.post(&format!("/api/v1/cases/{}/withdraw", case.summary.id), &body).await.unwrap();
    assert_eq!(answer.refusal().unwrap(), (409, "wrong-state".into()));
}

#[tokio::test]
async fn staff_steps_that_the_lifecycle_does_not_know_are_refused() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let (_, case) = filed(&hall, &me, FOOD).await;
    let table = [
        ("approve", said(""), 409, "wrong-state"),
        ("deliver", said(""), 409, "wrong-state"),
        ("return", said("没有写明内容"), 422, "invalid"),
        ("refuse", said(""), 422, "invalid"),
        ("dance", said(""), 404, "not-found"),
    ];
    for (action, order, status, code) in table {
        let path = format!("cases/{}/{action}", case.summary.id);
        let answer = hall.staff("POST", &path, &order).await.unwrap();
        assert_eq!(answer.refusal().unwrap(), (status, code.into()), "{action}");
    }
    let shown = hall.staff("GET", &format!("cases/{}", case.summary.id), &json!(null)).await.unwrap();
    assert_eq!(shown.json::<Case>().unwrap(), case);
}

#[tokio::test]
async fn cases_are_listed_newest_first_page_by_page() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let other = hall.sign_in("p-maimaiti").await.unwrap();
    let mut ids = Vec::new();
    for _ in 0..5 {
        ids.push(filed(&hall, &me, "elder-card").await.1.summary.id);
        filed(&hall, &other, "elder-card").await;
    }
    ids.reverse();
    let mut seen = Vec::new();
    let mut path = "/api/v1/cases?limit=2".to_owned();
    loop {
        let page: Page<CaseSummary> = me.get(&path).await.unwrap().json().unwrap();
        seen.extend(page.items.into_iter().map(|it| it.id));
        let Some(next) = page.next else { break };
        path = format!("/api/v1/cases?limit=2&cursor={next}");
    }
    assert_eq!(seen, ids);
    let answer = me.get("/api/v1/cases?cursor=nonsense").await.unwrap();
    assert_eq!(answer.refusal().unwrap(), (400, "malformed".into()));
}

#[tokio::test]
async fn a_case_that_did_not_change_is_not_sent_again() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let (_, case) = filed(&hall, &me, FOOD).await;
    let path = format!("/api/v1/cases/{}", case.summary.id);
    let tag = me.get(&path).await.unwrap().header("etag").to_owned();
    let ask = || me.request("GET", &path).header("if-none-match", &tag);
    let same = me.send(ask(), axum::body::Body::empty()).await.unwrap();
    assert_eq!((same.status, same.body.len()), (304, 0));
    act(&hall, &case, "accept", said("")).await;
    assert_eq!(me.send(ask(), axum::body::Body::empty()).await.unwrap().status, 200);
    let events: Page<contract::CaseEvent> =
        me.get(&format!("{path}/events?after=1")).await.unwrap().json().unwrap();
    assert_eq!(events.items.iter().map(|it| it.seq).collect::<Vec<_>>(), [2]);
}

#[tokio::test]
async fn everything_is_still_there_after_a_restart() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let (draft, case) = filed(&hall, &me, FOOD).await;
    let case = act(&hall, &case, "accept", said("")).await;
    drop(me);
    let keys = hall.hall.keys.public();
    let hall = hall.restart().await.unwrap();
    assert_eq!(hall.hall.keys.public(), keys);
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let path = format!("/api/v1/cases/{}", case.summary.id);
    assert_eq!(me.get(&path).await.unwrap().json::<Case>().unwrap(), case);
    assert_eq!(me.finalize(&draft).await.unwrap().text(), case.receipt);
}

#[tokio::test]
async fn the_demo_clerk_brings_every_case_to_its_end() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    for matter in [FOOD, "residence-permit", "elder-card", "dog-licence"] {
        filed(&hall, &me, matter).await;
    }
    let desk = hall::clerk::Desk::open().unwrap();
    for _ in 0..8 {
        hall::clerk::round(&hall.hall, &desk).await.unwrap();
    }
    let page: Page<CaseSummary> = me.get("/api/v1/cases").await.unwrap().json().unwrap();
    let states: Vec<_> = page.items.iter().rev().map(|it| it.state.code.as_str()).collect();
    // The third is returned once and waits for its applicant.
    assert_eq!(states, ["delivered", "delivered", "correction-needed", "delivered"]);
    let food: Case = me.get(&format!("/api/v1/cases/{}", page.items[3].id)).await.unwrap().json().unwrap();
    assert!(food.events.iter().any(|it| it.kind.code == EventKind::Suspended));
    assert!(food.events[1..].iter().all(|it| it.by.contains('·') && it.note.is_some()));
}
