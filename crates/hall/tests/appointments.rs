//! Appointments: slots by the hours and the calendar, a place for each, never more.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use contract::{Acting, Appointment, Page, Party, Slots, Venue};
use hall::testing::{TestHall, Visitor};
use serde_json::{Value, json};

const MONDAY: &str = "2026-11-23";

async fn slots(visitor: &Visitor<'_>, venue: &str, day: &str) -> Slots {
    visitor.get(&format!("/api/v1/venues/{venue}/slots?date={day}")).await.unwrap().json().unwrap()
}

fn for_self(me: &Party) -> Acting {
    Acting { actor: me.clone(), principal: me.clone(), mandate: None }
}

fn body(slot: &str, acting: &Acting) -> Value {
    json!({"slot": slot, "matter": "elder-card", "acting": acting})
}

#[tokio::test]
async fn venues_are_found_by_matter_and_slots_by_day() {
    let hall = TestHall::start().await.unwrap();
    let stranger = hall.stranger();
    let page: Page<Venue> =
        stranger.get("/api/v1/venues?matter=elder-allowance-village").await.unwrap().json().unwrap();
    let ids: Vec<_> = page.items.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["v-county", "v-taowu"]);
    let begins = async |venue: &str, day: &str| -> Vec<String> {
        slots(&stranger, venue, day)
            .await
            .items
            .iter()
            .map(|it| it.from.format("%H:%M").to_string())
            .collect()
    };
    let table: [(&str, &str, &[&str]); 6] = [
        ("v-taowu", "2026-11-24", &["09:00", "09:30", "10:00", "10:30", "11:00"]),
        ("v-taowu", MONDAY, &["09:30", "10:00", "10:30", "11:00"]),
        ("v-taowu", "2026-11-22", &[]),
        ("v-taowu", "2026-11-28", &["09:00", "09:30", "10:00", "10:30", "11:00"]),
        ("v-qingshi", "2026-11-28", &[]),
        ("v-taowu", "2026-12-01", &[]),
    ];
    for (venue, day, expected) in table {
        assert_eq!(begins(venue, day).await, expected, "{venue} {day}");
    }
    assert_eq!(stranger.get("/api/v1/venues/v-0/slots?date=2026-11-23").await.unwrap().status, 404);
    for bad in ["", "?date=", "?date=2026-02-30", "?date=tomorrow"] {
        let refused = stranger.get(&format!("/api/v1/venues/v-county/slots{bad}")).await.unwrap();
        assert_eq!(refused.refusal().unwrap(), (400, "malformed".into()), "{bad}");
    }
}

#[tokio::test]
async fn a_place_is_taken_once_and_given_back_once() {
    let hall = TestHall::start().await.unwrap();
    let (me, other) = (hall.sign_in("p-wangguilan").await.unwrap(), hall.sign_in("p-linwan").await.unwrap());
    let acting = for_self(me.party.as_ref().unwrap());
    let slot = slots(&me, "v-bailu", "2026-11-24").await.items[0].clone();
    let at = "/api/v1/appointments/a-1";
    let left = async || slots(&me, "v-bailu", "2026-11-24").await.items[0].left;
    let first = me.put(at, &body(slot.id.as_str(), &acting)).await.unwrap();
    let made: Appointment = first.json().unwrap();
    assert_eq!(
        (first.status, made.number.as_str(), made.state.code.as_str()),
        (201, "20261124-001", "booked")
    );
    assert_eq!((made.venue.name.as_str(), made.slot.from), ("白鹭乡便民服务中心", slot.from));
    let again = me.put(at, &body(slot.id.as_str(), &acting)).await.unwrap();
    assert_eq!((again.status, &again.body), (200, &first.body));
    assert_eq!(left().await, slot.left - 1);

    let cancel = format!("{at}/cancel");
    assert_eq!(other.post(&cancel, &json!({})).await.unwrap().status, 404);
    assert_eq!(other.get(at).await.unwrap().status, 404);
    for _ in 0..2 {
        let gone: Appointment = me.post(&cancel, &json!({})).await.unwrap().json().unwrap();
        assert_eq!(gone.state.code.as_str(), "cancelled");
        assert_eq!(left().await, slot.left);
    }
    let still: Appointment = me.put(at, &body(slot.id.as_str(), &acting)).await.unwrap().json().unwrap();
    assert_eq!(still.state.code.as_str(), "cancelled", "a late copy does not book again");
    assert_eq!(left().await, slot.left);
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_at_once_take_no_more_than_there_is() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-wangguilan").await.unwrap();
    let acting = for_self(me.party.as_ref().unwrap());
    let slot = slots(&me, "v-county", "2026-11-24").await.items[0].clone();
    let router = hall.router();
    let mut tasks = tokio::task::JoinSet::new();
    for n in 0..64 {
        let sent = serde_json::to_vec(&body(slot.id.as_str(), &acting)).unwrap();
        let request = me
            .request("PUT", &format!("/api/v1/appointments/many-{n}"))
            .header("content-type", "application/json")
            .body(axum::body::Body::from(sent))
            .unwrap();
        let router = router.clone();
        tasks.spawn(
            async move { tower::ServiceExt::oneshot(router, request).await.unwrap().status().as_u16() },
        );
    }
    let mut answers = tasks.join_all().await;
    answers.sort_unstable();
    let made = answers.iter().filter(|it| **it == 201).count();
    assert_eq!((made, answers[made]), (slot.left as usize, 409), "{answers:?}");
    assert_eq!(slots(&me, "v-county", "2026-11-24").await.items[0].left, 0);
    let full = me.put("/api/v1/appointments/late", &body(slot.id.as_str(), &acting)).await.unwrap();
    let problem = full.problem().unwrap();
    assert_eq!((problem.code.as_str(), problem.retry.as_str()), ("slot-full", "after-edit"));
}

#[tokio::test]
async fn whoever_comes_for_another_needs_a_mandate_for_what_it_is_about() {
    let hall = TestHall::start().await.unwrap();
    let agent = hall.sign_in("p-zhanglihua").await.unwrap();
    let li = agent.mandate("m-zhang-li").await.unwrap();
    let acting =
        Acting { actor: li.agent.clone(), principal: li.principal.clone(), mandate: Some(li.id.clone()) };
    let without = Acting { mandate: None, ..acting.clone() };
    let as_other = Acting { actor: li.principal.clone(), principal: li.principal.clone(), mandate: None };
    let slot = slots(&agent, "v-county", "2026-11-24").await.items[0].id.to_string();
    let with = |member: &str, value: Value| {
        let mut body = body(&slot, &acting);
        body[member] = value;
        body
    };
    let mut nothing = body(&slot, &acting);
    nothing.as_object_mut().unwrap().remove("matter");
    let mut elsewhere = with("matter", json!("social-insurance-residents"));
    elsewhere["slot"] = json!("v-taowu.20261124.0900");
    #[rustfmt::skip]
    let table = [
        ("no mandate",           with("acting", json!(without)),             403, "mandate-refused"),
        ("somebody else acts",   with("acting", json!(as_other)),            403, "not-allowed"),
        ("a matter not covered", with("matter", json!("dog-licence")),       403, "mandate-refused"),
        ("for nothing",          nothing,                                    422, "invalid"),
        ("no such slot",         with("slot", json!("v-county.20261124.0901")), 422, "invalid"),
        ("a slot of last week",  with("slot", json!("v-county.20261116.0900")), 422, "invalid"),
        ("done there, too",      with("slot", json!("v-qingshi.20261124.0900")), 201, ""),
        ("not done there",       elsewhere,                                  422, "invalid"),
        ("no such case",         with("case_id", json!("c-0")),              422, "invalid"),
    ];
    for (n, (what, body, status, code)) in table.into_iter().enumerate() {
        let answer = agent.put(&format!("/api/v1/appointments/m-{n}"), &body).await.unwrap();
        assert_eq!(answer.status, status, "{what}: {}", answer.text());
        if status >= 400 {
            assert_eq!(answer.problem().unwrap().code.as_str(), code, "{what}");
        }
    }
    let client = hall.sign_in("p-lishoutian").await.unwrap();
    let mine: Page<Appointment> = client.get("/api/v1/appointments").await.unwrap().json().unwrap();
    assert_eq!(mine.items.iter().map(|it| it.acting.actor.name.as_str()).collect::<Vec<_>>(), ["张丽华"]);
    let theirs: Page<Appointment> =
        agent.get("/api/v1/appointments?principal=p-lishoutian").await.unwrap().json().unwrap();
    assert_eq!(theirs.items, mine.items);
}

#[tokio::test]
async fn who_does_not_come_has_missed_it_and_who_comes_has_kept_it() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-wangguilan").await.unwrap();
    let acting = for_self(me.party.as_ref().unwrap());
    let slot = slots(&me, "v-bailu", "2026-11-23").await.items[0].id.to_string();
    for id in ["came", "stayed-away"] {
        assert_eq!(
            me.put(&format!("/api/v1/appointments/{id}"), &body(&slot, &acting)).await.unwrap().status,
            201
        );
    }
    assert_eq!(hall.staff("POST", "appointments/came/keep", &json!({})).await.unwrap().status, 200);
    hall.clock.advance(2 * 3600);
    let state = async |id: &str| {
        let it: Appointment = me.get(&format!("/api/v1/appointments/{id}")).await.unwrap().json().unwrap();
        it.state.code.to_string()
    };
    assert_eq!((state("came").await, state("stayed-away").await), ("kept".into(), "missed".into()));
    let late = me.post("/api/v1/appointments/stayed-away/cancel", &json!({})).await.unwrap();
    assert_eq!(late.refusal().unwrap(), (409, "wrong-state".into()));
}

#[tokio::test]
async fn a_late_copy_is_answered_alike_when_its_matter_is_gone() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-wangguilan").await.unwrap();
    let slot = slots(&me, "v-bailu", "2026-11-24").await.items[0].id.to_string();
    let sent = body(&slot, &for_self(me.party.as_ref().unwrap()));
    let first = me.put("/api/v1/appointments/a-1", &sent).await.unwrap();
    assert_eq!(first.status, 201, "{}", first.text());
    let mut left = fixtures::guides().unwrap();
    left.retain(|it| it.matter.as_str() != "elder-card");
    let hall = hall.restart_with(|it| it.guides = Some(left)).await.unwrap();
    let me = hall.sign_in("p-wangguilan").await.unwrap();
    let again = me.put("/api/v1/appointments/a-1", &sent).await.unwrap();
    assert_eq!((again.status, again.text()), (200, first.text()));
    assert_eq!(me.put("/api/v1/appointments/a-2", &sent).await.unwrap().status, 422);
}

#[tokio::test]
async fn whoever_made_it_reads_and_cancels_it_when_the_mandate_has_ended() {
    let hall = TestHall::start().await.unwrap();
    let (agent, client) =
        (hall.sign_in("p-zhanglihua").await.unwrap(), hall.sign_in("p-wangguilan").await.unwrap());
    let mandate = agent.mandate("m-zhang-wang").await.unwrap();
    let acting = Acting { actor: mandate.agent, principal: mandate.principal, mandate: Some(mandate.id) };
    let slot = slots(&agent, "v-county", "2026-11-24").await.items[0].id.to_string();
    let at = "/api/v1/appointments/a-1";
    assert_eq!(agent.put(at, &body(&slot, &acting)).await.unwrap().status, 201);
    let revoke = "/api/v1/mandates/m-zhang-wang/revoke";
    assert_eq!(client.post(revoke, &json!({})).await.unwrap().status, 200);
    assert_eq!(agent.get(at).await.unwrap().status, 200);
    let gone: Appointment = agent.post(&format!("{at}/cancel"), &json!({})).await.unwrap().json().unwrap();
    assert_eq!(gone.state.code.as_str(), "cancelled");
}
