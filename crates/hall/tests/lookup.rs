//! Looking up a case without an account.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use contract::{Case, CaseGlance, CaseLookup};
use hall::testing::{Answer, Draft, TestHall};
use serde_json::json;

const PATH: &str = "/api/v1/case-lookups";

/// Asks from an address.
async fn ask(hall: &TestHall, from: &str, number: &str, tail: &str) -> Answer {
    let body = CaseLookup { number: number.into(), tail: tail.into() };
    let mut request = hall
        .stranger()
        .request("POST", PATH)
        .header("content-type", "application/json")
        .body(Body::from(serde_json::to_vec(&body).unwrap()))
        .unwrap();
    let from: SocketAddr = format!("{from}:40000").parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(from));
    hall.send(request).await.unwrap()
}

/// A case of 陈屿's and the end of his number.
async fn case(hall: &TestHall) -> (Case, String) {
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let mut draft = Draft::new(hall, "dog-licence", me.party.as_ref().unwrap()).unwrap();
    let filed = me.file(&mut draft).await.unwrap();
    let case = me.get(filed.header("location")).await.unwrap().json().unwrap();
    let people = fixtures::people().unwrap();
    let number = people.into_iter().find(|it| it.id.as_str() == "p-chenyu").unwrap().id_number;
    (case, number[12..].to_owned())
}

#[tokio::test]
async fn a_case_is_shown_by_either_number_and_names_nobody() {
    let hall = TestHall::start().await.unwrap();
    let (case, tail) = case(&hall).await;
    let by = json!({"by": "李敏 · B06 窗口", "note": "材料齐全"});
    hall.staff("POST", &format!("cases/{}/accept", case.summary.id), &by).await.unwrap();
    let answer =
        ask(&hall, "203.0.113.1", &case.summary.receipt_no.to_lowercase(), &format!(" {tail} ")).await;
    assert_eq!(answer.header("cache-control"), "no-store");
    let glance: CaseGlance = answer.json().unwrap();
    assert_eq!((glance.applicant_masked.as_str(), glance.title.as_str()), ("陈*", "犬类准养登记"));
    assert_eq!(glance.state.code.as_str(), "under-review");
    let kinds: Vec<_> = glance.events.iter().map(|it| it.kind.code.as_str()).collect();
    assert_eq!(kinds, ["received", "accepted"]);
    let text = answer.text();
    for hidden in
        ["陈屿", "李敏", "材料齐全", "p-chenyu", case.summary.filing_id.as_str(), case.summary.id.as_str()]
    {
        assert!(!text.contains(hidden), "{hidden}");
    }
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let whole: Case = me.get(&format!("/api/v1/cases/{}", case.summary.id)).await.unwrap().json().unwrap();
    let answer = ask(&hall, "203.0.113.1", whole.summary.case_no.as_deref().unwrap(), &tail).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

#[tokio::test]
async fn an_organisation_is_masked_and_asked_for_its_credit_code() {
    let hall = TestHall::start().await.unwrap();
    let boss = hall.sign_in("p-luojianguo").await.unwrap();
    let mandate = boss.mandate("m-luojianguo-shanquan").await.unwrap();
    let filed = boss.file(&mut Draft::under(&hall, "drainage-permit", &mandate).unwrap()).await.unwrap();
    let case: Case = boss.get(filed.header("location")).await.unwrap().json().unwrap();
    let code = mandate.principal_no;
    let answer = ask(&hall, "203.0.113.1", &case.summary.receipt_no, &code[code.len() - 6..]).await;
    assert_eq!(answer.json::<CaseGlance>().unwrap().applicant_masked, "云岫县****有限公司");
}

#[tokio::test]
async fn an_unknown_number_and_a_wrong_tail_are_the_same() {
    let hall = TestHall::start().await.unwrap();
    let (case, _) = case(&hall).await;
    let unknown = ask(&hall, "203.0.113.1", "S990101-26-999999", "000000").await;
    let wrong = ask(&hall, "203.0.113.1", &case.summary.receipt_no, "000000").await;
    assert_eq!(unknown.refusal().unwrap(), (404, "not-found".into()));
    assert_eq!((unknown.status, unknown.body), (wrong.status, wrong.body));
}

#[tokio::test]
async fn guesses_end_for_the_number_and_for_the_address_and_begin_again_after_an_hour() {
    let hall = TestHall::start_with(|it| it.limits.lookup_misses_per_hour = Some(3)).await.unwrap();
    let (case, tail) = case(&hall).await;
    let number = case.summary.receipt_no.as_str();
    for k in 0..3 {
        assert_eq!(ask(&hall, &format!("203.0.113.{k}"), number, "000000").await.status, 404, "{k}");
    }
    let problem = ask(&hall, "203.0.113.9", number, &tail).await.problem().unwrap();
    assert_eq!(
        (problem.code.as_str(), problem.retry_after),
        ("too-many", Some(3600)),
        "the number is closed"
    );
    for k in 0..3 {
        assert_eq!(ask(&hall, "203.0.113.7", &format!("S-{k}"), "000000").await.status, 404, "{k}");
    }
    let (other, end) = self::case(&hall).await;
    let refused = ask(&hall, "203.0.113.7", &other.summary.receipt_no, &end).await;
    assert_eq!(refused.refusal().unwrap(), (429, "too-many".into()), "the address is closed");
    assert_eq!(refused.header("retry-after"), "3600");
    assert_eq!(ask(&hall, "203.0.113.8", &other.summary.receipt_no, &end).await.status, 200, "others go on");
    hall.clock.advance(3600);
    assert_eq!(ask(&hall, "203.0.113.7", number, &tail).await.status, 200);
}

#[tokio::test]
async fn many_guesses_at_one_time_are_no_more_than_one_after_the_other() {
    let hall = TestHall::start_with(|it| it.limits.lookup_misses_per_hour = Some(5)).await.unwrap();
    let mut counts = [0, 0];
    let asked = (0..64).map(|k| {
        let body = json!({"number": format!("S-{k}"), "tail": "000000"});
        let stranger = hall.stranger();
        let request = stranger.request("POST", PATH).header("content-type", "application/json");
        let request = request.body(Body::from(body.to_string())).unwrap();
        let router = hall.router();
        tokio::spawn(
            async move { tower::ServiceExt::oneshot(router, request).await.unwrap().status().as_u16() },
        )
    });
    for it in asked.collect::<Vec<_>>() {
        counts[usize::from(it.await.unwrap() == 429)] += 1;
    }
    assert_eq!(counts, [5, 59]);
}

#[tokio::test]
async fn what_cannot_be_a_number_or_a_tail_is_said_so_and_counts_for_nothing() {
    let hall = TestHall::start_with(|it| it.limits.lookup_misses_per_hour = Some(1)).await.unwrap();
    let table = [
        ("", "000000", "/number"),
        (&"9".repeat(65), "000000", "/number"),
        ("S1", "00000", "/tail"),
        ("S1", "0000000", "/tail"),
        ("S1", "零零零零零零", "/tail"),
        ("S1", "00 000", "/tail"),
    ];
    for (number, tail, pointer) in table {
        let problem = ask(&hall, "203.0.113.1", number, tail).await.problem().unwrap();
        assert_eq!((problem.status, problem.errors[0].pointer.as_str()), (422, pointer), "{number} {tail}");
    }
}

#[tokio::test]
async fn a_form_on_another_site_cannot_ask() {
    let hall = TestHall::start().await.unwrap();
    let mut stranger = hall.stranger();
    stranger.csrf = String::new();
    let body = json!({"number": "S1", "tail": "000000"});
    assert_eq!(stranger.post(PATH, &body).await.unwrap().refusal().unwrap(), (403, "csrf-mismatch".into()));
    let mut me = hall.sign_in("p-chenyu").await.unwrap();
    assert_eq!(me.post(PATH, &body).await.unwrap().status, 404);
    me.csrf = "sign-in".into();
    assert_eq!(me.post(PATH, &body).await.unwrap().status, 403);
}

#[tokio::test]
async fn an_address_of_the_sixth_version_is_counted_by_its_network() {
    let hall = TestHall::start_with(|it| it.limits.lookup_misses_per_hour = Some(2)).await.unwrap();
    #[rustfmt::skip]
    let table = [
        ("[2001:db8:0:1::1]",    404),
        ("[2001:db8:0:1:2::9]",  404),
        ("[2001:db8:0:1:ffff::]", 429),
        ("[2001:db8:0:2::1]",    404),
        ("203.0.113.1",          404),
        ("[::ffff:203.0.113.1]", 404),
        ("203.0.113.1",          429),
        ("[::ffff:203.0.113.2]", 404),
    ];
    for (k, (from, status)) in table.into_iter().enumerate() {
        assert_eq!(ask(&hall, from, &format!("S-{k}"), "000000").await.status, status, "{k} {from}");
    }
}
