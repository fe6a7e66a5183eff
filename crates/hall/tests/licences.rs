//! Licences: whose they are, where they come from, and how they are shown once.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use contract::{Case, Licence, LicenceCheck, LicenceCode, Page};
use hall::testing::{Draft, TestHall, Visitor};
use serde_json::json;

const CHECKS: &str = "/api/v1/licence-checks";

async fn names(visitor: &Visitor<'_>, path: &str) -> Vec<String> {
    let page: Page<Licence> = visitor.get(path).await.unwrap().json().unwrap();
    page.items.into_iter().map(|it| format!("{} {}", it.name, it.state.code)).collect()
}

#[tokio::test]
async fn everybody_sees_their_own_and_a_handler_the_organisations() {
    let hall = TestHall::start().await.unwrap();
    let (me, handler) = (hall.sign_in("p-chenyu").await.unwrap(), hall.sign_in("p-luozhi").await.unwrap());
    assert_eq!(names(&me, "/api/v1/licences").await, ["养犬登记证 expired", "居住证 valid"]);
    let theirs = "/api/v1/licences?principal=o-shanquan";
    assert_eq!(
        names(&handler, theirs).await,
        ["公共场所卫生许可证 expired", "取水许可证 valid", "营业执照 valid"]
    );
    assert_eq!(me.get(theirs).await.unwrap().refusal().unwrap(), (403, "mandate-refused".into()));
    let unknown = me.get("/api/v1/licences/l-0").await.unwrap();
    let others = me.get("/api/v1/licences/l-shanquan-water").await.unwrap();
    assert_eq!((unknown.status, unknown.body), (others.status, others.body));
    assert_eq!(handler.get("/api/v1/licences/l-shanquan-water").await.unwrap().status, 200);
}

#[tokio::test]
async fn a_decision_in_favour_issues_a_licence_to_the_principal() {
    let hall = TestHall::start().await.unwrap();
    let agent = hall.sign_in("p-zhanglihua").await.unwrap();
    let mandate = agent.mandate("m-zhang-wang").await.unwrap();
    let filed = agent.file(&mut Draft::under(&hall, "elder-card", &mandate).unwrap()).await.unwrap();
    let path = filed.header("location").to_owned();
    let id = path.rsplit('/').next().unwrap();
    for act in ["accept", "approve"] {
        hall.staff("POST", &format!("cases/{id}/{act}"), &json!({})).await.unwrap();
    }
    let client = hall.sign_in("p-wangguilan").await.unwrap();
    let case: Case = client.get(&path).await.unwrap().json().unwrap();
    let mine: Page<Licence> = client.get("/api/v1/licences?limit=1").await.unwrap().json().unwrap();
    let issued = &mine.items[0];
    assert_eq!((&issued.name, &issued.number), (&case.results[0].name, &case.results[0].number));
    assert_eq!((issued.issued_by.as_str(), issued.holder.name.as_str()), ("云岫县民政局", "王桂兰"));
    let seen = agent.get(&format!("/api/v1/licences/{}", issued.id)).await.unwrap();
    assert_eq!(seen.status, 200, "whoever may view all matters sees it");
    let code = agent.post(&format!("/api/v1/licences/{}/codes", issued.id), &json!({})).await.unwrap();
    assert_eq!(code.refusal().unwrap(), (403, "not-allowed".into()), "and does not show it");
}

#[tokio::test]
async fn a_code_is_read_once_and_by_anybody_and_says_no_more_than_it_must() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let stranger = hall.stranger();
    let made = me.post("/api/v1/licences/l-chenyu-residence/codes", &json!({})).await.unwrap();
    assert_eq!(made.status, 201);
    let code: LicenceCode = made.json().unwrap();
    assert!(code.code.len() >= 22 && (code.expires_at.timestamp() - hall.now()) <= 120);
    let body = json!({"code": code.code});
    let checked: LicenceCheck = stranger.post(CHECKS, &body).await.unwrap().json().unwrap();
    assert_eq!((checked.name.as_str(), checked.state.code.as_str()), ("居住证", "valid"));
    assert_eq!((checked.number_masked.as_str(), checked.holder_masked.as_str()), ("990*********118", "陈*"));
    let again = stranger.post(CHECKS, &body).await.unwrap();
    let unknown = stranger.post(CHECKS, &json!({"code": "A".repeat(43)})).await.unwrap();
    assert_eq!(again.refusal().unwrap(), (404, "not-found".into()));
    assert_eq!((again.status, again.body), (unknown.status, unknown.body));
}

#[tokio::test]
async fn a_code_ends_with_its_time_and_with_the_next_one() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let code = async || -> LicenceCode {
        let made = me.post("/api/v1/licences/l-chenyu-residence/codes", &json!({})).await.unwrap();
        made.json().unwrap()
    };
    let status = async |code: LicenceCode| {
        hall.stranger().post(CHECKS, &json!({"code": code.code})).await.unwrap().status
    };
    let (first, second) = (code().await, code().await);
    assert_eq!(status(first).await, 404);
    assert_eq!(status(second).await, 200);
    let late = code().await;
    hall.clock.advance(late.expires_at.timestamp() - hall.now());
    assert_eq!(status(late).await, 404);
}

#[tokio::test]
async fn what_staff_decide_is_seen_at_once() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let at = "/api/v1/licences/l-chenyu-residence";
    let table = [
        ("resume", 409, "valid"),
        ("suspend", 200, "suspended"),
        ("suspend", 409, "suspended"),
        ("resume", 200, "valid"),
        ("revoke", 200, "revoked"),
        ("resume", 409, "revoked"),
        ("sing", 404, "revoked"),
    ];
    for (decision, status, state) in table {
        let path = format!("licences/l-chenyu-residence/{decision}");
        assert_eq!(hall.staff("POST", &path, &json!({})).await.unwrap().status, status, "{decision}");
        let now: Licence = me.get(at).await.unwrap().json().unwrap();
        assert_eq!(now.state.code.as_str(), state, "{decision}");
    }
}
