//! Shared drafts: one pen for many hands.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use axum::body::Body;
use contract::{DraftContent, DraftSummary, Page, PutDraft, SharedDraft};
use hall::testing::{Answer, Draft, TestHall, Visitor, pdf};
use serde_json::{Value, json};

const MATTER: &str = "food-business-licence";
const FILING: &str = "/api/v1/drafts/f-shared";
const FIRST: &str = "m-luozhi-shanquan";
const SECOND: &str = "m-fangmin-shanquan";
const HEAD: &str = "m-luojianguo-shanquan";

/// A draft that says one thing.
fn saying(mandate: &str, text: &str) -> PutDraft {
    let content = json!({
        "scenario": {}, "answers": {"shop_name": text}, "files": [], "later": [], "delivery": {"kind": "window"},
    });
    PutDraft {
        device: format!("device-{mandate}").parse().unwrap(),
        mandate: mandate.parse().unwrap(),
        matter: MATTER.parse().unwrap(),
        guide_version: 0,
        project: None,
        ready_to_sign: false,
        content: serde_json::from_value::<DraftContent>(content).unwrap(),
    }
}

/// The same, by the guide that is current.
fn draft(hall: &TestHall, mandate: &str, text: &str) -> PutDraft {
    let guide_version = hall.hall.catalogue.current(&MATTER.parse().unwrap()).unwrap().version;
    PutDraft { guide_version, ..saying(mandate, text) }
}

async fn put(who: &Visitor<'_>, condition: (&str, &str), body: &PutDraft) -> Answer {
    let request = who.request("PUT", FILING).header("content-type", "application/json");
    who.send(request.header(condition.0, condition.1), serde_json::to_vec(body).unwrap()).await.unwrap()
}

const NEW: (&str, &str) = ("if-none-match", "*");

async fn begin(hall: &TestHall, who: &Visitor<'_>) -> String {
    let answer = put(who, NEW, &draft(hall, FIRST, "山泉")).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.header("etag").to_owned()
}

async fn delete(who: &Visitor<'_>, path: &str, tag: &str) -> Answer {
    who.send(who.request("DELETE", path).header("if-match", tag), Body::empty()).await.unwrap()
}

async fn take_pen(who: &Visitor<'_>, device: &str) -> Answer {
    who.post(&format!("{FILING}/holder"), &json!({"device": device})).await.unwrap()
}

async fn read(who: &Visitor<'_>) -> SharedDraft {
    who.get(FILING).await.unwrap().json().unwrap()
}

fn shop_name(draft: &SharedDraft) -> &Value {
    &draft.content.answers["shop_name"]
}

#[tokio::test]
async fn handlers_of_one_organisation_read_the_same_draft_and_pass_the_pen() {
    let hall = TestHall::start().await.unwrap();
    let first = hall.sign_in("p-luozhi").await.unwrap();
    let second = hall.sign_in("p-fangmin").await.unwrap();
    let tag = begin(&hall, &first).await;

    let seen = read(&second).await;
    assert_eq!(shop_name(&seen), "山泉");
    let holder = seen.summary.holder.unwrap();
    assert_eq!((holder.party.name.as_str(), holder.device.as_str()), ("罗芷", "device-m-luozhi-shanquan"));
    assert_eq!(holder.until.timestamp(), hall.now() + 120);
    assert_eq!(seen.summary.principal.id.as_str(), "o-shanquan");

    let refused = put(&second, ("if-match", &tag), &draft(&hall, SECOND, "方敏写的")).await;
    let problem = refused.problem().unwrap();
    assert_eq!((problem.status, problem.code.as_str(), problem.retry_after), (423, "draft-held", Some(120)));
    assert!(problem.detail.unwrap().contains("罗芷"));
    assert_eq!(take_pen(&second, "device-2").await.refusal().unwrap(), (423, "draft-held".into()));

    let down = first.send(first.request("DELETE", &format!("{FILING}/holder")), Body::empty()).await.unwrap();
    assert_eq!(down.status, 204);
    assert_eq!(read(&second).await.summary.holder, None);
    let taken = take_pen(&second, "device-m-fangmin-shanquan").await;
    assert_eq!((taken.status, taken.header("etag")), (200, tag.as_str()));
    let written = put(&second, ("if-match", &tag), &draft(&hall, SECOND, "方敏写的")).await;
    assert_eq!(written.status, 200, "{}", written.text());
    assert_ne!(written.header("etag"), tag);
    let seen = read(&first).await;
    assert_eq!((shop_name(&seen), seen.summary.updated_by.name.as_str()), (&json!("方敏写的"), "方敏"));
}

#[tokio::test]
async fn of_two_who_write_at_once_one_wins_and_the_other_is_told() {
    let hall = TestHall::start().await.unwrap();
    let first = hall.sign_in("p-luozhi").await.unwrap();
    let second = hall.sign_in("p-fangmin").await.unwrap();
    let (one, other) = (draft(&hall, FIRST, "罗芷写的"), draft(&hall, SECOND, "方敏写的"));
    let (a, b) = tokio::join!(put(&first, NEW, &one), put(&second, NEW, &other));
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 412], "{} {}", a.text(), b.text());

    // One person, one pen, the same version twice: a browser that sends twice loses nothing unseen.
    let (who, body, tag) = if a.status == 201 { (&first, &one, &a) } else { (&second, &other, &b) };
    let at = ("if-match", tag.header("etag"));
    let (a, b) = tokio::join!(put(who, at, body), put(who, at, body));
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
}

#[tokio::test]
async fn a_pen_that_is_not_renewed_lies_free_after_two_minutes() {
    let hall = TestHall::start().await.unwrap();
    let first = hall.sign_in("p-luozhi").await.unwrap();
    let second = hall.sign_in("p-fangmin").await.unwrap();
    let tag = begin(&hall, &first).await;

    hall.clock.advance(100);
    assert_eq!(take_pen(&first, "device-m-luozhi-shanquan").await.status, 200); // renewed
    hall.clock.advance(119);
    assert_eq!(take_pen(&second, "device-2").await.status, 423);
    hall.clock.advance(1);
    assert_eq!(read(&second).await.summary.holder, None);
    assert_eq!(take_pen(&second, "device-2").await.status, 200);

    // Whoever slept is told who has it now, and may go on when nothing was written meanwhile.
    let late = put(&first, ("if-match", &tag), &draft(&hall, FIRST, "睡醒了")).await;
    assert!(late.problem().unwrap().detail.unwrap().contains("方敏"));
    hall.clock.advance(120);
    let back = put(&first, ("if-match", &tag), &draft(&hall, FIRST, "睡醒了")).await;
    assert_eq!(back.status, 200, "{}", back.text());
    assert_eq!(read(&first).await.summary.holder.unwrap().party.name, "罗芷");
}

#[tokio::test]
async fn an_older_version_overwrites_nothing() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-luozhi").await.unwrap();
    let tag = begin(&hall, &me).await;
    let newer = put(&me, ("if-match", &tag), &draft(&hall, FIRST, "第二稿")).await;
    assert_eq!(newer.status, 200);
    let stale = put(&me, ("if-match", &tag), &draft(&hall, FIRST, "旧的一稿")).await;
    let problem = stale.problem().unwrap();
    assert_eq!((problem.status, problem.code.as_str()), (412, "stale"));
    assert!(problem.detail.unwrap().contains("罗芷"));
    assert_eq!(delete(&me, FILING, &tag).await.refusal().unwrap(), (412, "stale".into()));
    assert_eq!(shop_name(&read(&me).await), "第二稿");

    let bare = me.request("PUT", FILING).header("content-type", "application/json");
    let body = serde_json::to_vec(&draft(&hall, FIRST, "没说哪一版")).unwrap();
    let bare = me.send(bare, body).await.unwrap();
    assert_eq!(bare.refusal().unwrap(), (428, "precondition-required".into()));
    let bare = me.send(me.request("DELETE", FILING), Body::empty()).await.unwrap();
    assert_eq!(bare.refusal().unwrap(), (428, "precondition-required".into()));
}

#[tokio::test]
async fn one_deletes_while_the_other_writes_and_no_version_comes_twice() {
    let hall = TestHall::start().await.unwrap();
    let first = hall.sign_in("p-luozhi").await.unwrap();
    let second = hall.sign_in("p-fangmin").await.unwrap();
    let tag = begin(&hall, &first).await;
    assert_eq!(delete(&second, FILING, &tag).await.status, 423);
    hall.clock.advance(120);
    assert_eq!(delete(&second, FILING, &tag).await.status, 204);
    let late = put(&first, ("if-match", &tag), &draft(&hall, FIRST, "还在写")).await;
    assert_eq!(late.refusal().unwrap(), (404, "not-found".into()));
    let again = begin(&hall, &first).await;
    assert_ne!(again, tag);
    let late = put(&first, ("if-match", &tag), &draft(&hall, FIRST, "更旧的")).await;
    assert_eq!(late.refusal().unwrap(), (412, "stale".into()));
}

#[tokio::test]
async fn two_devices_of_one_person_do_not_write_over_each_other() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-luozhi").await.unwrap();
    let tag = begin(&hall, &me).await;
    let elsewhere = PutDraft { device: "desktop".parse().unwrap(), ..draft(&hall, FIRST, "电脑上") };
    let refused = put(&me, ("if-match", &tag), &elsewhere).await;
    assert!(refused.problem().unwrap().detail.unwrap().contains("另一台设备"));
    assert_eq!(take_pen(&me, "desktop").await.status, 200);
    assert_eq!(put(&me, ("if-match", &tag), &elsewhere).await.status, 200);
}

#[tokio::test]
async fn a_draft_is_for_the_organisations_people_and_nobody_else() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-luozhi").await.unwrap();
    let tag = begin(&hall, &me).await;
    for person in ["p-chenyu", "p-heqing", "p-zhanglihua"] {
        let other = hall.sign_in(person).await.unwrap();
        assert_eq!(
            other.get(FILING).await.unwrap().refusal().unwrap(),
            (404, "not-found".into()),
            "{person}"
        );
        assert_eq!(take_pen(&other, "d").await.refusal().unwrap(), (404, "not-found".into()), "{person}");
        assert_eq!(delete(&other, FILING, &tag).await.status, 404, "{person}");
        let list = other.get("/api/v1/drafts?principal=o-shanquan").await.unwrap();
        assert_eq!(list.refusal().unwrap(), (403, "mandate-refused".into()), "{person}");
        let stolen = put(&other, ("if-match", &tag), &draft(&hall, FIRST, "偷写")).await;
        assert_eq!(stolen.refusal().unwrap(), (403, "mandate-refused".into()), "{person}");
    }
    let other = hall.sign_in("p-heqing").await.unwrap();
    let elsewhere = put(&other, ("if-match", &tag), &draft(&hall, "m-heqing-qinghe", "别家的")).await;
    assert_eq!(elsewhere.refusal().unwrap(), (404, "not-found".into()));
    let head = hall.sign_in("p-luojianguo").await.unwrap();
    let list = head.get("/api/v1/drafts?principal=o-shanquan").await.unwrap();
    assert_eq!(list.json::<Page<DraftSummary>>().unwrap().items.len(), 1);
    assert_eq!(head.get("/api/v1/drafts").await.unwrap().refusal().unwrap(), (400, "malformed".into()));
}

#[tokio::test]
async fn who_is_no_longer_a_handler_loses_the_draft() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-luozhi").await.unwrap();
    let tag = begin(&hall, &me).await;
    let head = hall.sign_in("p-luojianguo").await.unwrap();
    let revoked = head.post(&format!("/api/v1/mandates/{FIRST}/revoke"), &json!({})).await.unwrap();
    assert_eq!(revoked.status, 200, "{}", revoked.text());
    assert_eq!(me.get(FILING).await.unwrap().status, 404);
    let refused = put(&me, ("if-match", &tag), &draft(&hall, FIRST, "还想写")).await;
    assert_eq!(refused.refusal().unwrap(), (403, "mandate-refused".into()));
    assert_eq!(shop_name(&read(&head).await), "山泉");
}

#[tokio::test]
async fn what_a_draft_says_of_itself_is_checked_and_its_content_is_not() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-luozhi").await.unwrap();
    let agent = hall.sign_in("p-zhanglihua").await.unwrap();
    let good = draft(&hall, FIRST, "");
    let table = [
        (PutDraft { guide_version: 999, ..good.clone() }, "/guide_version", "unknown-version"),
        (
            PutDraft { matter: "no-such".parse().unwrap(), ..good.clone() },
            "/guide_version",
            "unknown-version",
        ),
        (PutDraft { project: Some("p-1".parse().unwrap()), ..good.clone() }, "/project", "unknown-project"),
        (
            PutDraft { project: Some("2610-990101-04-01-100031".parse().unwrap()), ..good.clone() },
            "/project",
            "unknown-project",
        ),
    ];
    for (body, pointer, code) in table {
        let problem = put(&me, NEW, &body).await.problem().unwrap();
        assert_eq!(problem.status, 422);
        assert_eq!((problem.errors[0].pointer.as_str(), problem.errors[0].code.as_str()), (pointer, code));
    }
    let personal = put(&agent, NEW, &draft(&hall, "m-zhang-wang", "")).await.problem().unwrap();
    assert_eq!((personal.status, personal.errors[0].code.as_str()), (422, "not-an-organisation"));
    assert_eq!(me.get(FILING).await.unwrap().status, 404, "what was refused left nothing");

    // Nonsense and half of it: nobody's business before it is filed.
    let tag = begin(&hall, &me).await;
    let mut wild = draft(&hall, FIRST, "");
    wild.content.answers.insert("no_such_field".into(), json!([1, {"a": true}]));
    let wild = put(&me, ("if-match", &tag), &wild).await;
    assert_eq!(wild.status, 200, "{}", wild.text());
    let at = ("if-match", wild.header("etag"));
    for (body, pointer) in [
        (
            PutDraft { matter: "drainage-permit".parse().unwrap(), guide_version: 1, ..good.clone() },
            "/matter",
        ),
        (PutDraft { project: Some("2609-990101-04-01-100016".parse().unwrap()), ..good.clone() }, "/project"),
    ] {
        let problem = put(&me, at, &body).await.problem().unwrap();
        assert_eq!(
            (problem.errors[0].pointer.as_str(), problem.errors[0].code.as_str()),
            (pointer, "immutable")
        );
    }
}

#[tokio::test]
async fn files_are_listed_when_the_hall_has_them_whoever_sent_them() {
    let hall = TestHall::start().await.unwrap();
    let first = hall.sign_in("p-luozhi").await.unwrap();
    let second = hall.sign_in("p-fangmin").await.unwrap();
    let tag = begin(&hall, &first).await;
    let file = pdf("floor-plan", 0, "平面图").unwrap();
    let mut body = draft(&hall, FIRST, "山泉");
    body.content.files = vec![file.about.clone()];
    let early = put(&first, ("if-match", &tag), &body).await.problem().unwrap();
    assert_eq!((early.status, early.code.as_str()), (422, "attachment-missing"));
    assert_eq!(early.errors[0].pointer, "/content/files/0");

    let begun = second.begin("f-shared", &file).await.unwrap();
    assert_eq!(begun.status, 201, "{}", begun.text());
    assert_eq!(second.append(begun.header("location"), 0, &file.bytes).await.unwrap().status, 204);
    let listed = put(&first, ("if-match", &tag), &body).await;
    assert_eq!(listed.status, 200, "{}", listed.text());
    assert_eq!(first.get(begun.header("location")).await.unwrap().body, file.bytes);
    let stranger = hall.sign_in("p-chenyu").await.unwrap();
    assert_eq!(stranger.begin("f-shared", &file).await.unwrap().status, 403);
}

#[tokio::test]
async fn the_filing_takes_its_draft_with_it_and_leaves_no_way_back() {
    let hall = TestHall::start().await.unwrap();
    let handler = hall.sign_in("p-luozhi").await.unwrap();
    begin(&hall, &handler).await;
    let head = hall.sign_in("p-luojianguo").await.unwrap();
    let mandate = head.mandate(HEAD).await.unwrap();
    let mut filing = Draft::under(&hall, MATTER, &mandate).unwrap();
    filing.filing_id = "f-shared".into();
    let filed = head.file(&mut filing).await.unwrap();
    assert_eq!(filed.status, 201, "{}", filed.text());
    assert_eq!(handler.get(FILING).await.unwrap().status, 404);
    let zombie = put(&handler, NEW, &draft(&hall, FIRST, "已经交了")).await.problem().unwrap();
    assert_eq!((zombie.status, zombie.code.as_str()), (409, "wrong-state"));
    assert_eq!(format!("/api/v1/cases/{}", zombie.case_id.unwrap()), filed.header("location"));
}

#[tokio::test]
async fn a_list_pages_through_all_drafts_the_one_written_last_first() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-luozhi").await.unwrap();
    for n in 0..3 {
        let request = me.request("PUT", &format!("/api/v1/drafts/f-{n}")).header("if-none-match", "*");
        let body = serde_json::to_vec(&draft(&hall, FIRST, "山泉")).unwrap();
        let begun = me.send(request.header("content-type", "application/json"), body).await.unwrap();
        assert_eq!(begun.status, 201, "{}", begun.text());
    }
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!("/api/v1/drafts?principal=o-shanquan&limit=2{cursor}");
        let page: Page<DraftSummary> = me.get(&path).await.unwrap().json().unwrap();
        seen.extend(page.items.into_iter().map(|it| it.filing_id.to_string()));
        let Some(next) = page.next else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(seen, ["f-2", "f-1", "f-0"]);
}
