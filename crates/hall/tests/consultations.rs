//! Questions and their answers, and which of them everybody reads.

use contract::{Consultation, Page, PublicConsultation};
use hall::testing::TestHall;
use serde_json::{Value, json};

const PUBLIC: &str = "/api/v1/public-consultations";

fn question(public: bool) -> Value {
    json!({"matter": "elder-card", "subject": "照片", "text": "一寸照片要几张？", "public": public})
}

#[tokio::test]
async fn a_question_is_asked_once_and_is_its_askers_alone() {
    let hall = TestHall::start().await.unwrap();
    let (me, other) = (hall.sign_in("p-linwan").await.unwrap(), hall.sign_in("p-maimaiti").await.unwrap());
    let at = "/api/v1/consultations/q-1";
    let first = me.put(at, &question(true)).await.unwrap();
    let made: Consultation = first.json().unwrap();
    assert_eq!((first.status, made.state.code.as_str(), made.answers.len()), (201, "asked", 0));
    assert_eq!(me.put(at, &question(true)).await.unwrap().body, first.body);
    assert_eq!(
        me.put(at, &question(false)).await.unwrap().refusal().unwrap(),
        (409, "content-conflict".into())
    );
    assert_eq!(other.get(at).await.unwrap().refusal().unwrap(), (404, "not-found".into()));
    assert_eq!(other.put(at, &question(true)).await.unwrap().refusal().unwrap(), (403, "not-allowed".into()));
}

#[tokio::test]
async fn what_is_wrong_with_a_question_is_said_at_its_place() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-linwan").await.unwrap();
    let with = |member: &str, value: &str| {
        let mut body = question(true);
        body[member] = json!(value);
        body
    };
    let table = [
        (with("subject", ""), "/subject"),
        (with("subject", &"长".repeat(61)), "/subject"),
        (with("text", " "), "/text"),
        (with("text", &"长".repeat(1001)), "/text"),
        (with("matter", "m-0"), "/matter"),
    ];
    for (body, place) in table {
        let refused = me.put("/api/v1/consultations/q-1", &body).await.unwrap().problem().unwrap();
        assert_eq!((refused.status, refused.errors[0].pointer.as_str()), (422, place));
    }
    let without = json!({"subject": "照片", "text": "要几张？"});
    assert_eq!(me.put("/api/v1/consultations/q-1", &without).await.unwrap().status, 400);
}

#[tokio::test]
async fn everybody_reads_what_is_answered_and_agreed_to_and_not_who_asked() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-linwan").await.unwrap();
    let seeded: Page<PublicConsultation> = hall.stranger().get(PUBLIC).await.unwrap().json().unwrap();
    assert_eq!(seeded.items.len(), 5);
    for (id, public) in [("q-shown", true), ("q-mine", false), ("q-kept-back", true), ("q-open", true)] {
        let at = format!("/api/v1/consultations/{id}");
        assert_eq!(me.put(&at, &question(public)).await.unwrap().status, 201);
    }
    for (id, withhold) in [("q-shown", false), ("q-mine", false), ("q-kept-back", true)] {
        let said = json!({"by": "孙淑珍 · A10 窗口", "text": "两张。", "withhold": withhold});
        assert_eq!(
            hall.staff("POST", &format!("consultations/{id}/answer"), &said).await.unwrap().status,
            200
        );
    }
    let answer = hall.stranger().get(&format!("{PUBLIC}?matter=elder-card")).await.unwrap();
    let shown: Page<PublicConsultation> = answer.json().unwrap();
    let numbers: Vec<_> = shown.items.iter().map(|it| it.no.as_str()).collect();
    assert_eq!(numbers, ["咨询〔2026〕0007号", "咨询〔2026〕0002号"]);
    assert!(!answer.text().contains("林晚") && !answer.text().contains("q-shown"));
    let mine: Page<Consultation> = me.get("/api/v1/consultations?limit=2").await.unwrap().json().unwrap();
    assert_eq!(mine.items.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["q-open", "q-kept-back"]);
    assert!(mine.next.is_some());
}

#[tokio::test]
async fn the_clerk_of_the_matter_answers() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-linwan").await.unwrap();
    me.put("/api/v1/consultations/q-1", &question(true)).await.unwrap();
    let desk = hall::clerk::Desk::open().unwrap();
    for _ in 0..2 {
        hall::clerk::round(&hall.hall, &desk).await.unwrap();
        let now: Consultation = me.get("/api/v1/consultations/q-1").await.unwrap().json().unwrap();
        assert_eq!((now.state.code.as_str(), now.answers.len()), ("answered", 1));
        assert_eq!(now.answers[0].by, "孙淑珍 · A10 窗口");
    }
}

#[tokio::test]
async fn what_one_answer_withholds_no_later_one_publishes() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-linwan").await.unwrap();
    me.put("/api/v1/consultations/q-1", &question(true)).await.unwrap();
    for said in [
        json!({"by": "孙淑珍", "text": "两张。", "withhold": true}),
        json!({"by": "孙淑珍", "text": "白底。"}),
    ] {
        assert_eq!(hall.staff("POST", "consultations/q-1/answer", &said).await.unwrap().status, 200);
    }
    let shown: Page<PublicConsultation> =
        hall.stranger().get(&format!("{PUBLIC}?matter=elder-card")).await.unwrap().json().unwrap();
    assert!(shown.items.iter().all(|it| it.subject != "照片"));
}

#[tokio::test]
async fn a_late_copy_is_answered_alike_when_its_matter_is_gone() {
    let hall = TestHall::start().await.unwrap();
    let at = "/api/v1/consultations/q-1";
    let first = hall.sign_in("p-linwan").await.unwrap().put(at, &question(true)).await.unwrap();
    let mut left = fixtures::guides().unwrap();
    left.retain(|it| it.matter.as_str() != "elder-card");
    let hall = hall.restart_with(|it| it.guides = Some(left)).await.unwrap();
    let me = hall.sign_in("p-linwan").await.unwrap();
    let again = me.put(at, &question(true)).await.unwrap();
    assert_eq!((again.status, again.text()), (200, first.text()));
    assert_eq!(me.put("/api/v1/consultations/q-2", &question(true)).await.unwrap().status, 422);
}
