//! What the hall would say to a filing, asked before it is sent; and what verifying its signatures gives afterwards.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use contract::{Case, CaseSignatures, MandateId, PreCheck, PreChecked, ReceiptLookup, ReceiptState};
use hall::testing::{Answer, Draft, TestHall, Visitor};
use serde_json::{Value, json};

const MATTER: &str = "dog-licence";

async fn check(who: &Visitor<'_>, draft: &Draft) -> Answer {
    let body = PreCheck { manifest: draft.manifest.clone() };
    who.post(&format!("/api/v1/filings/{}/check", draft.filing_id), &body).await.unwrap()
}

fn draft(hall: &TestHall, who: &Visitor<'_>) -> Draft {
    Draft::new(hall, MATTER, who.party.as_ref().unwrap()).unwrap()
}

#[tokio::test]
async fn content_that_will_be_taken_has_no_problems_before_anything_is_uploaded_or_signed() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let mut draft = draft(&hall, &me);
    assert!(!draft.files.is_empty());
    let found: PreChecked = check(&me, &draft).await.json().unwrap();
    assert_eq!(found.problems, []);
    assert_eq!(found.checked_at.timestamp(), hall.now());
    assert_eq!(me.file(&mut draft).await.unwrap().status, 201);
    let after: PreChecked = check(&me, &draft).await.json().unwrap();
    assert_eq!(after.problems, [], "also when it was taken already");
}

/// Every place that finalize names, the pre-check names; each entry spoils one thing.
#[tokio::test]
async fn the_same_places_are_wrong_as_when_it_is_filed() {
    type Spoil = fn(&mut Draft);
    let table: [(Spoil, &str); 8] = [
        (|it| it.manifest.answers.clear(), "/manifest/answers/"),
        (|it| it.manifest.hall = "other-hall".parse().unwrap(), "/manifest/hall"),
        (|it| it.manifest.corrects = Some("n-1".parse().unwrap()), "/manifest/corrects"),
        (|it| it.manifest.project = Some("2609-990101-04-01-999999".parse().unwrap()), "/manifest/project"),
        (|it| it.manifest.attachments.clear(), "/manifest/attachments"),
        (|it| it.manifest.principal.name = "陈屿屿".into(), "/manifest/principal"),
        (|it| it.manifest.v = 2, "/manifest"),
        (|it| drop(it.manifest.answers.insert("nonsense".into(), json!("x"))), "/manifest/answers/nonsense"),
    ];
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    for (spoil, pointer) in table {
        let mut draft = draft(&hall, &me);
        spoil(&mut draft);
        let found: PreChecked = check(&me, &draft).await.json().unwrap();
        assert!(found.problems.iter().any(|it| it.pointer.starts_with(pointer)), "{pointer}: {found:?}");
        let body = match draft.body() {
            Ok(body) => serde_json::to_value(body).unwrap(),
            Err(_) => without_hash(&draft),
        };
        let refused = me.post(&format!("/api/v1/filings/{}/finalize", draft.filing_id), &body).await.unwrap();
        let refused = refused.problem().unwrap();
        assert_eq!(refused.code.as_str(), "invalid", "{pointer}");
        for it in refused.errors {
            assert!(found.problems.contains(&it), "{pointer}: {it:?} is missing");
        }
    }
}

/// What has no hash is sent with any.
fn without_hash(draft: &Draft) -> Value {
    json!({"device": {"id": draft.device, "seq": 1}, "manifest": draft.manifest, "content_hash": "0".repeat(64)})
}

#[tokio::test]
async fn several_things_are_told_at_once() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let mut draft = draft(&hall, &me);
    draft.manifest.corrects = Some("n-1".parse().unwrap());
    draft.manifest.project = Some("2609-990101-04-01-999999".parse().unwrap());
    draft.manifest.answers.clear();
    let found: PreChecked = check(&me, &draft).await.json().unwrap();
    let at = |pointer: &str| found.problems.iter().any(|it| it.pointer.starts_with(pointer));
    assert!(at("/manifest/corrects") && at("/manifest/project") && at("/manifest/answers/"), "{found:?}");
}

#[tokio::test]
async fn it_keeps_nothing_and_claims_nothing() {
    let hall = TestHall::start().await.unwrap();
    let (me, other) = (hall.sign_in("p-chenyu").await.unwrap(), hall.sign_in("p-linwan").await.unwrap());
    let mine = draft(&hall, &me);
    check(&me, &mine).await;
    let path = format!("/api/v1/filings/{}/receipt", mine.filing_id);
    let found: ReceiptLookup = me.get(&path).await.unwrap().json().unwrap();
    assert_eq!(found.state, ReceiptState::Unknown);
    let mut theirs = Draft { filing_id: mine.filing_id.clone(), ..draft(&hall, &other) };
    assert_eq!(other.file(&mut theirs).await.unwrap().status, 201, "the id was nobody's");
    assert_eq!(check(&me, &mine).await.refusal().unwrap(), (403, "not-allowed".into()));
}

#[tokio::test]
async fn what_no_content_puts_right_is_refused_as_when_it_is_filed() {
    type Spoil = fn(&mut Draft);
    let table: [(Spoil, (u16, &str)); 5] = [
        (|it| it.manifest.guide_version += 1, (409, "version-retired")),
        (|it| it.manifest.matter = "nothing".parse().unwrap(), (404, "not-found")),
        (|it| it.manifest.actor.id = "p-linwan".parse().unwrap(), (403, "not-allowed")),
        (|it| it.manifest.principal.id = "p-linwan".parse().unwrap(), (403, "mandate-refused")),
        (|it| it.manifest.mandate = Some(id("m-zhang-wang")), (403, "mandate-refused")),
    ];
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    for (spoil, (status, code)) in table {
        let mut draft = draft(&hall, &me);
        spoil(&mut draft);
        let problem = check(&me, &draft).await.problem().unwrap();
        assert_eq!((problem.status, problem.code.as_str()), (status, code));
        assert_eq!(problem.filing_id.unwrap().as_str(), draft.filing_id);
    }
}

fn id(text: &str) -> MandateId {
    text.parse().unwrap()
}

#[tokio::test]
async fn signatures_are_verified_from_what_is_kept() {
    let hall = TestHall::start().await.unwrap();
    let agent = hall.sign_in("p-zhanglihua").await.unwrap();
    let mandate = agent.mandate("m-zhang-wang").await.unwrap();
    let mut draft = Draft::under(&hall, "elder-card", &mandate).unwrap();
    let filed = agent.file(&mut draft).await.unwrap();
    let path = format!("{}/signatures", filed.header("location"));
    // Long after the challenge has ended: what counts is when it was received.
    hall.clock.advance(40 * 24 * 3600);
    let client = hall.sign_in("p-wangguilan").await.unwrap();
    let found: CaseSignatures = client.get(&path).await.unwrap().json().unwrap();
    let [one] = found.items.as_slice() else { panic!("{found:?}") };
    assert_eq!((one.signer.name.as_str(), one.method.as_str()), ("王桂兰", "type"));
    assert_eq!(one.content_hash, draft.content_hash().unwrap());
    let ids: Vec<_> = one.checks.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, contract::SignatureCheckId::KNOWN);
    assert!(one.checks.iter().all(|it| it.ok), "{:?}", one.checks);
    let stranger = hall.sign_in("p-chenyu").await.unwrap();
    assert_eq!(stranger.get(&path).await.unwrap().refusal().unwrap(), (404, "not-found".into()));
}

#[tokio::test]
async fn a_record_that_was_tampered_with_is_found_out() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let filed = me.file(&mut draft(&hall, &me)).await.unwrap();
    let case: Case = me.get(filed.header("location")).await.unwrap().json().unwrap();
    let id = case.summary.id.to_string();
    let tampered = hall.hall.writer.run(move |db| {
        Box::pin(async move {
            let sql = "UPDATE submissions SET manifest = json_set(manifest, '$.delivery.kind', 'window') WHERE case_id = ?1";
            sqlx::query(sql).bind(id).execute(db).await?;
            Ok(())
        })
    });
    tampered.await.unwrap();
    let path = format!("{}/signatures", filed.header("location"));
    let found: CaseSignatures = me.get(&path).await.unwrap().json().unwrap();
    let wrong: Vec<_> = found.items[0].checks.iter().filter(|it| !it.ok).map(|it| it.id.as_str()).collect();
    assert_eq!(wrong, ["content", "statement"]);
}
