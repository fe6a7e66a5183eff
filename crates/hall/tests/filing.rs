//! The way of a filing: upload, sign, commit, receipt.

use contract::{Case, CaseState, ProblemCode, RECEIPT_TYPE, ReceiptLookup, ReceiptState};
use esign::receipt::{self, Expected};
use hall::testing::{Draft, TestHall, pdf};

const FOOD: &str = "food-business-licence";

#[tokio::test]
async fn every_guide_with_a_form_can_be_filed_as_it_stands() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let guides = fixtures::guides().unwrap();
    let offered: Vec<_> = guides.iter().filter(|it| it.form.is_some()).collect();
    assert!(offered.len() >= 6);
    for guide in offered {
        let mut draft = Draft::new(&hall, guide.matter.as_str(), me.party.as_ref().unwrap()).unwrap();
        let answer = me.file(&mut draft).await.unwrap();
        assert_eq!(answer.status, 201, "{}: {}", guide.title, answer.text());
    }
}

#[tokio::test]
async fn a_receipt_is_signed_by_the_hall_and_names_what_was_sent() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let mut draft = Draft::new(&hall, FOOD, me.party.as_ref().unwrap()).unwrap();
    let answer = me.file(&mut draft).await.unwrap();
    assert_eq!((answer.status, answer.header("content-type")), (201, RECEIPT_TYPE));

    let read = receipt::read(&answer.text()).unwrap();
    let expected = Expected::of(draft.filing_id.parse().unwrap(), &draft.manifest).unwrap();
    read.matches(&expected).unwrap();
    assert!(esign::verify(&read.to_verify(&hall.hall.keys.public()).unwrap()));
    assert_eq!((read.claims.hall_epoch, read.claims.hall_seq), (1, 1));

    let case: Case = me.get(answer.header("location")).await.unwrap().json().unwrap();
    assert_eq!(case.summary.state.code, CaseState::Submitted);
    assert_eq!(case.summary.receipt_no, read.claims.receipt_no);
    assert_eq!(case.receipt, answer.text());
    assert_eq!(case.manifest, draft.manifest);
    assert_eq!(case.events.len(), 1);
}

#[tokio::test]
async fn the_same_commit_64_times_at_once_makes_one_case_and_one_receipt() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let mut draft = Draft::new(&hall, FOOD, me.party.as_ref().unwrap()).unwrap();
    me.upload(&draft).await.unwrap();
    me.sign(&mut draft).await.unwrap();
    let mut running = tokio::task::JoinSet::new();
    for _ in 0..64 {
        let request = me
            .request("POST", &format!("/api/v1/filings/{}/finalize", draft.filing_id))
            .header("content-type", "application/json")
            .body(axum::body::Body::from(serde_json::to_vec(&draft.body().unwrap()).unwrap()))
            .unwrap();
        let router = hall.router();
        running.spawn(async move {
            let answer = tower::ServiceExt::oneshot(router, request).await.unwrap();
            let status = answer.status().as_u16();
            (status, axum::body::to_bytes(answer.into_body(), 1 << 20).await.unwrap())
        });
    }
    let answers = running.join_all().await;
    assert!(answers.iter().all(|it| it.0 == 201 && it.1 == answers[0].1));
    let cases: contract::Page<contract::CaseSummary> = me.get("/api/v1/cases").await.unwrap().json().unwrap();
    assert_eq!(cases.items.len(), 1);
}

#[tokio::test]
async fn a_replay_gets_the_first_receipt_whatever_else_it_carries() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let mut draft = Draft::new(&hall, FOOD, me.party.as_ref().unwrap()).unwrap();
    let first = me.file(&mut draft).await.unwrap();
    hall.clock.advance(86_400);
    let me = hall.sign_in("p-chenyu").await.unwrap();
    draft.signatures.clear();
    draft.device = "another-device".into();
    let again = me.finalize(&draft).await.unwrap();
    assert_eq!((again.status, &again.body), (201, &first.body));
    assert_eq!(again.header("location"), first.header("location"));
}

#[tokio::test]
async fn other_content_under_the_same_id_is_a_conflict_with_both_hashes() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let mut draft = Draft::new(&hall, FOOD, me.party.as_ref().unwrap()).unwrap();
    me.file(&mut draft).await.unwrap();
    let held = draft.content_hash().unwrap();
    draft.manifest.attachments[0].name = "改了名.pdf".into();
    let problem = me.finalize(&draft).await.unwrap().problem().unwrap();
    assert_eq!((problem.status, &problem.code), (409, &ProblemCode::ContentConflict));
    assert_eq!(problem.held_hash, Some(held));
    assert_eq!(problem.sent_hash, Some(draft.content_hash().unwrap()));
    assert!(problem.case_id.is_some());
}

#[tokio::test]
async fn the_receipt_can_be_asked_for_and_is_unknown_to_others() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let other = hall.sign_in("p-maimaiti").await.unwrap();
    let mut draft = Draft::new(&hall, FOOD, me.party.as_ref().unwrap()).unwrap();
    let path = format!("/api/v1/filings/{}/receipt", draft.filing_id);
    let before: ReceiptLookup = me.get(&path).await.unwrap().json().unwrap();
    assert_eq!(before.state, ReceiptState::Unknown);
    let receipt = me.file(&mut draft).await.unwrap().text();
    let mine: ReceiptLookup = me.get(&path).await.unwrap().json().unwrap();
    assert_eq!((mine.state, mine.receipt), (ReceiptState::Accepted, Some(receipt)));
    let theirs: ReceiptLookup = other.get(&path).await.unwrap().json().unwrap();
    assert_eq!((theirs.state, theirs.receipt, theirs.case_id), (ReceiptState::Unknown, None, None));
}

#[tokio::test]
async fn what_is_wrong_with_a_commit_has_its_own_code() {
    type Spoil = fn(&mut Draft);
    let table: [(Spoil, u16, &str, &str); 9] = [
        (|it| it.signatures.clear(), 422, "signature-invalid", "/signatures"),
        (|it| it.manifest.guide_version -= 1, 409, "version-retired", ""),
        (|it| it.manifest.matter = "no-such-matter".parse().unwrap(), 404, "not-found", ""),
        (|it| it.manifest.hall = "other-hall".parse().unwrap(), 422, "invalid", "/manifest/hall"),
        (|it| it.manifest.corrects = Some("n1".parse().unwrap()), 422, "invalid", "/manifest/corrects"),
        (|it| it.manifest.principal.name = "别人".into(), 422, "invalid", "/manifest/principal"),
        (|it| it.manifest.actor.id = "p-maimaiti".parse().unwrap(), 403, "not-allowed", ""),
        (|it| it.manifest.attachments.reverse(), 422, "invalid", "/manifest"),
        (|it| it.manifest.v = 2, 422, "invalid", "/manifest"),
    ];
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    for (row, (spoil, status, code, pointer)) in table.into_iter().enumerate() {
        let mut draft = Draft::new(&hall, FOOD, me.party.as_ref().unwrap()).unwrap();
        me.upload(&draft).await.unwrap();
        me.sign(&mut draft).await.unwrap();
        let honest = draft.body().unwrap();
        spoil(&mut draft);
        let content_hash = draft.content_hash().unwrap_or(honest.content_hash);
        let body = contract::Finalize {
            manifest: draft.manifest.clone(),
            signatures: draft.signatures.clone(),
            content_hash,
            device: honest.device,
        };
        let path = format!("/api/v1/filings/{}/finalize", draft.filing_id);
        let problem = me.post(&path, &body).await.unwrap().problem().unwrap();
        assert_eq!((problem.status, problem.code.as_str()), (status, code), "row {row}: {problem:?}");
        let at = problem.errors.first().map_or("", |it| it.pointer.as_str());
        assert_eq!(at, pointer, "row {row}");
        assert_eq!(problem.filing_id.unwrap().as_str(), draft.filing_id, "row {row}");
    }
}

#[tokio::test]
async fn a_hash_that_is_not_the_contents_is_refused() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let draft = Draft::new(&hall, FOOD, me.party.as_ref().unwrap()).unwrap();
    let mut body = draft.body().unwrap();
    body.content_hash = "0".repeat(64);
    let answer = me.post(&format!("/api/v1/filings/{}/finalize", draft.filing_id), &body).await.unwrap();
    assert_eq!(answer.refusal().unwrap(), (422, "hash-mismatch".into()));
}

#[tokio::test]
async fn a_broken_rule_names_its_place_in_the_body() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let mut draft = Draft::new(&hall, FOOD, me.party.as_ref().unwrap()).unwrap();
    let (name, _) = draft.manifest.answers.pop_first().unwrap();
    let problem = me.finalize(&draft).await.unwrap().problem().unwrap();
    assert_eq!(problem.code, ProblemCode::Invalid);
    let place = format!("/manifest/answers/{name}");
    assert!(problem.errors.iter().any(|it| it.pointer == place && it.code == "missing"), "{problem:?}");
}

#[tokio::test]
async fn an_attachment_that_was_not_uploaded_is_named() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let mut draft = Draft::new(&hall, FOOD, me.party.as_ref().unwrap()).unwrap();
    let missing = draft.files.remove(1);
    me.upload(&draft).await.unwrap();
    me.sign(&mut draft).await.unwrap();
    let problem = me.finalize(&draft).await.unwrap().problem().unwrap();
    assert_eq!(problem.code, ProblemCode::AttachmentMissing);
    assert_eq!(problem.errors.len(), 1);
    assert_eq!(problem.errors[0].pointer, "/manifest/attachments/1");

    // Nothing was consumed: with the file, the very same commit is taken.
    draft.files = vec![missing];
    me.upload(&draft).await.unwrap();
    assert_eq!(me.finalize(&draft).await.unwrap().status, 201);
}

#[tokio::test]
async fn a_file_of_another_filing_does_not_count() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let mut one = Draft::new(&hall, FOOD, me.party.as_ref().unwrap()).unwrap();
    me.upload(&one).await.unwrap();
    one.filing_id.push('2');
    me.sign(&mut one).await.unwrap();
    let answer = me.finalize(&one).await.unwrap();
    assert_eq!(answer.refusal().unwrap(), (422, "attachment-missing".into()));
}

#[tokio::test]
async fn two_equal_files_for_one_material_are_one_upload() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let mut draft = Draft::new(&hall, FOOD, me.party.as_ref().unwrap()).unwrap();
    let mut twin = draft.files[0].about.clone();
    twin.index = 1;
    draft.manifest.attachments.insert(1, twin);
    assert_eq!(me.file(&mut draft).await.unwrap().status, 201);
}

#[tokio::test]
async fn a_device_stays_with_the_person_who_used_it_first() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let other = hall.sign_in("p-maimaiti").await.unwrap();
    let mut mine = Draft::new(&hall, FOOD, me.party.as_ref().unwrap()).unwrap();
    me.file(&mut mine).await.unwrap();
    let mut theirs = Draft::new(&hall, FOOD, other.party.as_ref().unwrap()).unwrap();
    theirs.device.clone_from(&mine.device);
    let answer = other.file(&mut theirs).await.unwrap();
    assert_eq!(answer.refusal().unwrap(), (403, "not-allowed".into()));
}

#[tokio::test]
async fn what_is_not_online_is_not_taken() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let mut draft = Draft::new(&hall, "water-intake-permit", me.party.as_ref().unwrap()).unwrap();
    draft.files = vec![pdf("application", 0, "x").unwrap()];
    let problem = me.finalize(&draft).await.unwrap().problem().unwrap();
    assert_eq!(problem.errors[0].code, "not-online");
}
