//! Parcels: made when a result is to be sent, moved on by the carrier's time.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use contract::{Case, DeliveryKind, Page, Parcel};
use hall::testing::{Draft, TestHall, Visitor};
use serde_json::json;

async fn delivered(hall: &TestHall, me: &Visitor<'_>, kind: DeliveryKind) -> String {
    let mut draft = Draft::new(hall, "food-business-licence", me.party.as_ref().unwrap()).unwrap();
    draft.manifest.delivery.kind = kind.clone();
    if kind == DeliveryKind::Courier {
        let to = [("name", "陈屿"), ("mobile", "13800000001"), ("address", "云岫县青石镇柳溪路 18 号")];
        draft.manifest.delivery.to = to.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
    }
    let answer = me.file(&mut draft).await.unwrap();
    assert_eq!(answer.status, 201, "{}", answer.text());
    let case: Case = me.get(answer.header("location")).await.unwrap().json().unwrap();
    for action in ["accept", "approve", "deliver"] {
        let path = format!("cases/{}/{action}", case.summary.id);
        assert_eq!(hall.staff("POST", &path, &json!({})).await.unwrap().status, 200);
    }
    case.summary.id.to_string()
}

async fn parcels(me: &Visitor<'_>, case: &str) -> Vec<Parcel> {
    let page: Page<Parcel> = me.get(&format!("/api/v1/cases/{case}/parcels")).await.unwrap().json().unwrap();
    page.items
}

#[tokio::test]
async fn a_result_by_courier_is_followed_to_the_door() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let case = delivered(&hall, &me, DeliveryKind::Courier).await;
    let before = parcels(&me, &case).await;
    assert_eq!((before.len(), before[0].state.code.as_str(), before[0].events.len()), (1, "prepared", 1));
    assert_eq!(before[0].tracking_no, None);
    for (days, state, events) in [(1, "sent", 2), (1, "sent", 2), (1, "delivered", 3), (9, "delivered", 3)] {
        hall.clock.advance(days * 86_400);
        hall::parcels::advance(&hall.hall).await.unwrap();
        let me = hall.sign_in("p-chenyu").await.unwrap();
        let now = parcels(&me, &case).await;
        assert_eq!((now[0].state.code.as_str(), now[0].events.len()), (state, events));
        assert!(now[0].tracking_no.is_some());
        assert!(now[0].events.is_sorted_by_key(|it| it.at));
    }
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let text = me.get(&format!("/api/v1/cases/{case}/parcels")).await.unwrap().text();
    assert!(!text.contains("陈屿") && !text.contains("13800000001") && !text.contains("柳溪路"), "{text}");
}

#[tokio::test]
async fn what_is_not_sent_has_no_parcel_and_others_see_none() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let case = delivered(&hall, &me, DeliveryKind::Electronic).await;
    assert!(parcels(&me, &case).await.is_empty());
    let other = hall.sign_in("p-linwan").await.unwrap();
    let theirs = other.get(&format!("/api/v1/cases/{case}/parcels")).await.unwrap();
    assert_eq!(theirs.refusal().unwrap(), (404, "not-found".into()));
}
