//! The past is written once, stays where it is, and goes on when somebody does something.

use contract::{Case, CaseState, CaseSummary, Page, Problem};
use hall::clerk::{self, Desk};
use hall::clock::FixedClock;
use hall::testing::{Draft, TestHall, Visitor, pdf};
use sqlx::Row as _;

async fn with_a_past() -> TestHall {
    TestHall::start_with(|it| it.history = true).await.unwrap()
}

/// Every case with its state and when something last happened to it.
async fn shelf(hall: &TestHall) -> Vec<(String, String, String)> {
    let mut db = hall.hall.readers.acquire().await.unwrap();
    let rows = sqlx::query("SELECT * FROM cases ORDER BY hall_seq").fetch_all(&mut *db).await.unwrap();
    let case = |row: &sqlx::sqlite::SqliteRow| {
        let text = |name: &str| row.try_get::<String, _>(name).unwrap();
        (text("receipt_no"), text("state"), text("updated_at"))
    };
    rows.iter().map(case).collect()
}

#[tokio::test]
async fn opening_the_hall_again_adds_nothing_and_two_halls_have_the_same_past() {
    let hall = with_a_past().await;
    let before = shelf(&hall).await;
    let again = hall.restart_with(|it| it.history = true).await.unwrap();
    assert_eq!(shelf(&again).await, before);
    assert_eq!(shelf(&with_a_past().await).await, before);
}

#[tokio::test]
async fn a_hall_that_has_taken_something_in_gets_no_past() {
    let hall = TestHall::start().await.unwrap();
    assert!(shelf(&hall).await.is_empty());
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let mut draft = Draft::new(&hall, "dog-licence", me.party.as_ref().unwrap()).unwrap();
    assert_eq!(me.file(&mut draft).await.unwrap().status, 201);
    let hall = hall.restart_with(|it| it.history = true).await.unwrap();
    assert_eq!(shelf(&hall).await.len(), 1);
}

/// A Sunday, the day after a week of holidays, the middle of another year, and one whose notice nobody knows yet.
#[tokio::test]
async fn whenever_the_hall_is_opened_it_has_a_past() {
    for opened in
        ["2026-11-22T05:00:00Z", "2026-02-24T00:10:00Z", "2026-06-30T09:00:00Z", "2028-10-08T15:59:00Z"]
    {
        let at: contract::Instant = opened.parse().unwrap();
        let clock = std::sync::Arc::new(FixedClock::at(at.timestamp()));
        let hall = TestHall::start_with(|it| (it.history, it.clock) = (true, clock)).await.unwrap();
        assert_eq!(shelf(&hall).await.len(), fixtures::history().unwrap().len(), "{opened}");
    }
}

#[tokio::test]
async fn there_is_no_past_outside_a_demo() {
    let hall = TestHall::start_with(|it| (it.demo, it.history) = (false, true)).await.unwrap();
    assert!(shelf(&hall).await.is_empty());
}

#[tokio::test]
async fn whoever_is_of_the_town_cannot_sign_in() {
    let hall = with_a_past().await;
    let answer = hall
        .stranger()
        .post("/api/v1/session", &serde_json::json!({"person_id": "t-shenzhixia"}))
        .await
        .unwrap();
    let problem: Problem = answer.problem().unwrap();
    assert_eq!(problem.status, 404);
}

async fn state(me: &Visitor<'_>, case: &CaseSummary) -> CaseState {
    let case: Case = me.get(&format!("/api/v1/cases/{}", case.id)).await.unwrap().json().unwrap();
    case.summary.state.code
}

#[tokio::test]
async fn the_clerk_leaves_the_past_alone_until_its_applicant_sends_something() {
    let hall = with_a_past().await;
    let desk = Desk::open().unwrap();
    let before = shelf(&hall).await;
    clerk::round(&hall.hall, &desk).await.unwrap();
    assert_eq!(shelf(&hall).await, before);

    let me = hall.sign_in("p-chenyu").await.unwrap();
    let page: Page<CaseSummary> = me.get("/api/v1/cases").await.unwrap().json().unwrap();
    let asked = page.items.iter().find(|it| it.state.code == CaseState::CorrectionNeeded).unwrap();
    let case: Case = me.get(&format!("/api/v1/cases/{}", asked.id)).await.unwrap().json().unwrap();
    let (notice, mut manifest) = (case.notices[0].clone(), case.manifest);
    let material = notice.items[0].material_id.clone().unwrap();
    let file = pdf(material.as_str(), 0, "clear").unwrap();
    let place = manifest.attachments.iter().position(|it| it.material_id == material).unwrap();
    manifest.attachments[place] = file.about.clone();
    manifest.corrects = Some(notice.id.clone());
    let mut draft = Draft {
        filing_id: asked.filing_id.to_string(),
        device: "device-of-today".to_owned(),
        signer: manifest.principal.clone(),
        manifest,
        files: vec![file],
        signatures: Vec::new(),
    };
    me.upload(&draft).await.unwrap();
    me.sign(&mut draft).await.unwrap();
    let path = format!("/api/v1/cases/{}/corrections/{}/answer", asked.id, notice.id);
    let answer = me.post(&path, &draft.body().unwrap()).await.unwrap();
    assert_eq!(answer.status, 201, "{}", answer.text());

    let mut fresh = Draft::new(&hall, "elder-card", me.party.as_ref().unwrap()).unwrap();
    assert_eq!(me.file(&mut fresh).await.unwrap().status, 201);
    for _ in 0..8 {
        clerk::round(&hall.hall, &desk).await.unwrap();
    }
    assert_eq!(state(&me, asked).await, CaseState::Delivered);
    let changed = shelf(&hall).await.iter().filter(|it| !before.contains(it)).count();
    assert_eq!(changed, 2, "only what was sent today moves");
}
