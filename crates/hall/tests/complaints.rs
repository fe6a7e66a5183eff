//! Complaints and urging.

use contract::{Case, Complaint, Page};
use hall::testing::{Draft, TestHall};
use serde_json::json;

#[tokio::test]
async fn a_complaint_is_made_once_and_is_its_makers_alone() {
    let hall = TestHall::start().await.unwrap();
    let (me, other) = (hall.sign_in("p-chenyu").await.unwrap(), hall.sign_in("p-linwan").await.unwrap());
    let at = "/api/v1/complaints/0192f6c0-0000-7000-8000-000000000001";
    let body = json!({"kind": "complaint", "text": "窗口没有人", "state": "answered", "no": "0"});
    let first = me.put(at, &body).await.unwrap();
    let made: Complaint = first.json().unwrap();
    assert_eq!(
        (first.status, made.no.as_str(), made.state.code.as_str()),
        (201, "投诉〔2026〕0001号", "received")
    );
    let again = me.put(at, &json!({"kind": "complaint", "text": "窗口没有人"})).await.unwrap();
    assert_eq!((again.status, &again.body), (200, &first.body));
    let changed = json!({"kind": "complaint", "text": "窗口关着"});
    assert_eq!(me.put(at, &changed).await.unwrap().refusal().unwrap(), (409, "content-conflict".into()));
    assert_eq!(other.put(at, &body).await.unwrap().refusal().unwrap(), (403, "not-allowed".into()));
    assert_eq!(other.get(at).await.unwrap().refusal().unwrap(), (404, "not-found".into()));
    let theirs: Page<Complaint> = other.get("/api/v1/complaints").await.unwrap().json().unwrap();
    assert!(theirs.items.is_empty());
}

#[tokio::test]
async fn a_case_is_urged_by_whoever_sees_it_until_it_has_ended() {
    let hall = TestHall::start().await.unwrap();
    let (me, other) = (hall.sign_in("p-chenyu").await.unwrap(), hall.sign_in("p-linwan").await.unwrap());
    let party = me.party.clone().unwrap();
    let filed = me.file(&mut Draft::new(&hall, "dog-licence", &party).unwrap()).await.unwrap();
    let path = filed.header("location").to_owned();
    let case: Case = me.get(&path).await.unwrap().json().unwrap();
    let id = case.summary.id.as_str();
    let urge = json!({"kind": "urge", "case_id": id, "text": "等了很久"});
    let at = |n: u8| format!("/api/v1/complaints/urge-{n}");
    #[rustfmt::skip]
    let table = [
        ("no case",        &me,    json!({"kind": "urge", "text": "快点"}),                     422, "/case_id"),
        ("another's case", &other, urge.clone(),                                              422, "/case_id"),
        ("no such case",   &me,    json!({"kind": "urge", "case_id": "c-0", "text": "快点"}),   422, "/case_id"),
        ("no such kind",   &me,    json!({"kind": "sing", "text": "快点"}),                     422, "/kind"),
        ("nothing said",   &me,    json!({"kind": "urge", "case_id": id, "text": " "}),         422, "/text"),
        ("no such matter", &me,    json!({"kind": "complaint", "matter": "m-0", "text": "x"}), 422, "/matter"),
    ];
    for (n, (what, who, body, status, place)) in (0..).zip(table) {
        let refused = who.put(&at(n), &body).await.unwrap().problem().unwrap();
        assert_eq!((refused.status, refused.errors[0].pointer.as_str()), (status, place), "{what}");
    }
    let urged: Complaint = me.put(&at(0), &urge).await.unwrap().json().unwrap();
    assert_eq!(urged.no, "催办〔2026〕0001号");
    let (withdraw, why) = (format!("{path}/withdraw"), json!({"acting": case.summary.acting, "reason": ""}));
    assert_eq!(me.post(&withdraw, &why).await.unwrap().status, 200);
    let refused = me.put(&at(1), &urge).await.unwrap().problem().unwrap();
    assert_eq!((refused.code.as_str(), refused.case_id.unwrap().as_str()), ("wrong-state", id));
    assert_eq!(me.put(&at(0), &urge).await.unwrap().status, 200, "what was made stays made");
}

#[tokio::test]
async fn the_clerk_takes_a_complaint_on_and_answers_it_a_step_later() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let at = "/api/v1/complaints/c-1";
    me.put(at, &json!({"kind": "complaint", "text": "窗口没有人"})).await.unwrap();
    let desk = hall::clerk::Desk::open().unwrap();
    for (n, state) in ["handling", "answered", "answered"].into_iter().enumerate() {
        hall::clerk::round(&hall.hall, &desk).await.unwrap();
        let now: Complaint = me.get(at).await.unwrap().json().unwrap();
        assert_eq!((now.state.code.as_str(), now.answers.len()), (state, (n + 1).min(2)));
    }
    let said = json!({"by": "李敏", "text": "再说一句"});
    assert_eq!(hall.staff("POST", "complaints/c-1/answer", &said).await.unwrap().status, 409);
    assert_eq!(hall.staff("POST", "complaints/c-1/sing", &said).await.unwrap().status, 404);
}

#[tokio::test]
async fn a_late_copy_is_answered_alike_when_its_matter_is_gone() {
    let hall = TestHall::start().await.unwrap();
    let at = "/api/v1/complaints/c-1";
    let body = json!({"kind": "complaint", "matter": "elder-card", "text": "窗口没有人"});
    let first = hall.sign_in("p-chenyu").await.unwrap().put(at, &body).await.unwrap();
    let mut left = fixtures::guides().unwrap();
    left.retain(|it| it.matter.as_str() != "elder-card");
    let hall = hall.restart_with(|it| it.guides = Some(left)).await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let again = me.put(at, &body).await.unwrap();
    assert_eq!((again.status, again.text()), (200, first.text()));
    assert_eq!(me.put("/api/v1/complaints/c-2", &body).await.unwrap().status, 422);
}
