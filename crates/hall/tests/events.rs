//! What happens to one's cases, as it happens.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use std::pin::Pin;
use std::time::Duration;

use axum::body::{Body, HttpBody as _};
use contract::{Case, CaseNews};
use hall::testing::{Draft, TestHall, Visitor};
use serde_json::json;

const PATH: &str = "/api/v1/events";

/// A message: its id, its event, its data.
type Message = (Option<String>, String, String);

/// A stream that is read message by message.
struct Ears {
    body: Body,
    rest: String,
}

impl Ears {
    async fn open(who: &Visitor<'_>, hall: &TestHall, last: Option<&str>) -> Self {
        let mut request = who.request("GET", PATH);
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let request = request.body(Body::empty()).unwrap();
        let answer = tower::ServiceExt::oneshot(hall.router(), request).await.unwrap();
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        assert_eq!(answer.headers()["cache-control"], "no-store");
        Self { body: answer.into_body(), rest: String::new() }
    }

    /// The next message; `None` when the stream has ended.
    async fn next(&mut self) -> Option<Message> {
        loop {
            if let Some((block, rest)) = self.rest.split_once("\n\n") {
                let field =
                    |name: &str| block.lines().find_map(|it| it.strip_prefix(name)).map(str::to_owned);
                let told = (
                    field("id: "),
                    field("event: ").unwrap_or_default(),
                    field("data: ").unwrap_or_default(),
                );
                self.rest = rest.to_owned();
                return Some(told);
            }
            let frame = std::future::poll_fn(|it| Pin::new(&mut self.body).poll_frame(it));
            let frame = tokio::time::timeout(Duration::from_secs(20), frame).await.unwrap()?;
            self.rest.push_str(std::str::from_utf8(frame.unwrap().data_ref().unwrap()).unwrap());
        }
    }

    /// The next event, with its id.
    async fn news(&mut self) -> (String, CaseNews) {
        loop {
            let (id, event, data) = self.next().await.unwrap();
            if event == "case" {
                return (id.unwrap(), serde_json::from_str(&data).unwrap());
            }
            assert!(data.is_empty(), "{event}");
        }
    }
}

async fn file(hall: &TestHall, who: &Visitor<'_>) -> Case {
    let mut draft = Draft::new(hall, "dog-licence", who.party.as_ref().unwrap()).unwrap();
    let filed = who.file(&mut draft).await.unwrap();
    who.get(filed.header("location")).await.unwrap().json().unwrap()
}

async fn act(hall: &TestHall, case: &Case, action: &str) {
    let path = format!("cases/{}/{action}", case.summary.id);
    let done = hall.staff("POST", &path, &json!({"by": "李敏", "note": "齐了"})).await.unwrap();
    assert_eq!(done.status, 200, "{}", done.text());
}

#[tokio::test]
async fn what_happens_to_my_case_is_told_to_me_and_to_nobody_else() {
    let hall = TestHall::start().await.unwrap();
    let (me, other) = (hall.sign_in("p-chenyu").await.unwrap(), hall.sign_in("p-linwan").await.unwrap());
    let (mut mine, mut theirs) = (Ears::open(&me, &hall, None).await, Ears::open(&other, &hall, None).await);
    assert!(mine.next().await.unwrap().0.is_some(), "a place before anything happens");
    let case = file(&hall, &me).await;
    act(&hall, &case, "accept").await;
    let (_, first) = mine.news().await;
    let (id, second) = mine.news().await;
    assert_eq!((first.case_id, first.seq), (case.summary.id.clone(), 1));
    assert_eq!((first.kind.code.as_str(), first.state.code.as_str()), ("received", "submitted"));
    assert_eq!((second.seq, second.kind.text.as_str(), second.state.text.as_str()), (2, "受理", "审查中"));
    assert!(!id.is_empty());
    let their_case = file(&hall, &other).await;
    assert_eq!(theirs.news().await.1.case_id, their_case.summary.id, "of the first case they heard nothing");
}

#[tokio::test]
async fn a_client_that_comes_back_hears_exactly_what_it_missed() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let mut ears = Ears::open(&me, &hall, None).await;
    let start = ears.next().await.unwrap().0.unwrap();
    let case = file(&hall, &me).await;
    let (place, _) = ears.news().await;
    drop(ears);
    for action in ["accept", "suspend", "resume", "approve"] {
        act(&hall, &case, action).await;
    }
    let mut back = Ears::open(&me, &hall, Some(&place)).await;
    let mut kinds = Vec::new();
    for _ in 0..4 {
        kinds.push(back.news().await.1.kind.code.to_string());
    }
    assert_eq!(kinds, ["accepted", "suspended", "resumed", "approved"]);
    act(&hall, &case, "deliver").await;
    assert_eq!(back.news().await.1.state.text, "已办结");
    let mut from_the_start = Ears::open(&me, &hall, Some(&start)).await;
    assert_eq!(from_the_start.news().await.1.seq, 1);

    // The place holds over a restart: clients hold on to it for days.
    let hall = hall.restart().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    assert_eq!(Ears::open(&me, &hall, Some(&place)).await.news().await.1.seq, 2);
}

#[tokio::test]
async fn a_place_that_is_unknown_or_too_old_is_reset_once_and_the_stream_goes_on() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let place = Ears::open(&me, &hall, None).await.next().await.unwrap().0.unwrap();
    let case = file(&hall, &me).await;
    hall.clock.advance(31 * 24 * 3600);
    let me = hall.sign_in("p-chenyu").await.unwrap();
    // `feed:1:999`: later than anything. `feed:2:0`: of another epoch.
    for last in ["nonsense", "", "ZmVlZDoxOjk5OQ", "ZmVlZDoyOjA", place.as_str()] {
        let mut ears = Ears::open(&me, &hall, Some(last)).await;
        let (id, event, _) = ears.next().await.unwrap();
        assert!(id.is_some() && event.is_empty(), "{last}");
        let (id, event, data) = ears.next().await.unwrap();
        assert_eq!((event.as_str(), data.as_str()), ("reset", "{}"), "{last}");
        assert!(id.is_some(), "{last}");
    }
    let mut ears = Ears::open(&me, &hall, Some("nonsense")).await;
    act(&hall, &case, "accept").await;
    ears.next().await.unwrap();
    assert_eq!(ears.next().await.unwrap().1, "reset");
    assert_eq!(ears.news().await.1.seq, 2, "from now on, and once");
}

#[tokio::test]
async fn an_agent_hears_of_what_they_filed_as_long_as_the_mandate_is_in_force() {
    let hall = TestHall::start().await.unwrap();
    let (agent, client) =
        (hall.sign_in("p-zhanglihua").await.unwrap(), hall.sign_in("p-wangguilan").await.unwrap());
    let (mut hers, mut theirs) =
        (Ears::open(&agent, &hall, None).await, Ears::open(&client, &hall, None).await);
    let mandate = agent.mandate("m-zhang-wang").await.unwrap();
    let filed = agent.file(&mut Draft::under(&hall, "elder-card", &mandate).unwrap()).await.unwrap();
    let case: Case = client.get(filed.header("location")).await.unwrap().json().unwrap();
    assert_eq!(hers.news().await.1.case_id, case.summary.id);
    assert_eq!(theirs.news().await.1.case_id, case.summary.id);
    client.post("/api/v1/mandates/m-zhang-wang/revoke", &json!({})).await.unwrap();
    act(&hall, &case, "accept").await;
    assert_eq!(theirs.news().await.1.seq, 2);
    let own = file(&hall, &agent).await;
    assert_eq!(
        hers.news().await.1.case_id,
        own.summary.id,
        "of the client's case she hears nothing any more"
    );
}

#[tokio::test]
async fn a_stream_ends_with_its_session_and_with_the_hall() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let again = hall.sign_in("p-chenyu").await.unwrap();
    let (mut ears, mut others) = (Ears::open(&me, &hall, None).await, Ears::open(&again, &hall, None).await);
    ears.next().await.unwrap();
    others.next().await.unwrap();
    let out = me.send(me.request("DELETE", "/api/v1/session"), Body::empty()).await.unwrap();
    assert_eq!(out.status, 204);
    assert_eq!(ears.next().await, None);
    let case = file(&hall, &again).await;
    assert_eq!(others.news().await.1.case_id, case.summary.id, "another session goes on");
    hall.hall.listeners.close();
    assert_eq!(others.next().await, None);
}

#[tokio::test]
async fn somebody_with_too_many_streams_is_told_to_wait_and_a_stranger_to_sign_in() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let mut open = Vec::new();
    for _ in 0..8 {
        open.push(Ears::open(&me, &hall, None).await);
    }
    assert_eq!(me.get(PATH).await.unwrap().refusal().unwrap(), (429, "too-many".into()));
    assert_eq!(hall.stranger().get(PATH).await.unwrap().refusal().unwrap(), (401, "session-required".into()));
}

#[tokio::test]
async fn asking_for_events_again_costs_nothing_while_nothing_happened() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let case = file(&hall, &me).await;
    let path = format!("/api/v1/cases/{}/events?after=0", case.summary.id);
    let tag = me.get(&path).await.unwrap().header("etag").to_owned();
    let ask = || me.send(me.request("GET", &path).header("if-none-match", &tag), Body::empty());
    assert_eq!(ask().await.unwrap().status, 304);
    act(&hall, &case, "accept").await;
    let answer = ask().await.unwrap();
    assert_eq!((answer.status, answer.header("cache-control")), (200, "no-store"));
}
