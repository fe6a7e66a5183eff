//! Signatures: challenge, envelope, and what does not hold.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use contract::{ChallengeRequest, Problem, SignedEnvelope};
use hall::testing::{Draft, Signer, TestHall, Visitor};

const FOOD: &str = "food-business-licence";

/// A draft whose files are there, and its signer.
async fn ready(hall: &TestHall, me: &Visitor<'_>) -> (Draft, Signer) {
    let draft = Draft::new(hall, FOOD, me.party.as_ref().unwrap()).unwrap();
    me.upload(&draft).await.unwrap();
    (draft, Signer::new().unwrap())
}

async fn refused(me: &Visitor<'_>, draft: &mut Draft, signature: SignedEnvelope) -> Problem {
    draft.signatures = vec![signature];
    me.finalize(draft).await.unwrap().problem().unwrap()
}

#[tokio::test]
async fn a_challenge_is_used_once() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let (mut draft, signer) = ready(&hall, &me).await;
    let challenge = me.challenge(&draft, &signer).await.unwrap();
    let signature = signer.sign(&hall, &draft, challenge).unwrap();
    draft.signatures = vec![signature.clone(), signature];
    let problem = me.finalize(&draft).await.unwrap().problem().unwrap();
    assert_eq!((problem.status, problem.errors[0].code.as_str()), (422, "E_CHAL_USED"));
    // The refusal was undone whole: once is still possible.
    draft.signatures.pop();
    assert_eq!(me.finalize(&draft).await.unwrap().status, 201);
}

#[tokio::test]
async fn a_challenge_ends_after_seven_days() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let (mut draft, signer) = ready(&hall, &me).await;
    let challenge = me.challenge(&draft, &signer).await.unwrap();
    let signature = signer.sign(&hall, &draft, challenge).unwrap();
    hall.clock.advance(7 * 86_400 + 1);
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let problem = refused(&me, &mut draft, signature).await;
    assert_eq!(
        (problem.code.as_str(), problem.errors[0].code.as_str()),
        ("signature-invalid", "E_CHAL_EXPIRED")
    );
}

#[tokio::test]
async fn a_signature_holds_for_its_own_content_filing_and_person_only() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let other = hall.sign_in("p-maimaiti").await.unwrap();
    let (mut draft, signer) = ready(&hall, &me).await;
    let challenge = me.challenge(&draft, &signer).await.unwrap();
    let honest = signer.sign(&hall, &draft, challenge).unwrap();

    let mut elsewhere = draft.clone();
    elsewhere.filing_id.push('2');
    me.upload(&elsewhere).await.unwrap();
    assert_eq!(refused(&me, &mut elsewhere, honest.clone()).await.errors[0].code, "E_DOC");

    let mut changed = draft.clone();
    changed.manifest.attachments[0].name = "改了名.pdf".into();
    assert_eq!(refused(&me, &mut changed, honest.clone()).await.errors[0].code, "E_DOC");

    let (mut theirs, _) = ready(&hall, &other).await;
    assert_eq!(refused(&other, &mut theirs, honest.clone()).await.code.as_str(), "signature-invalid");

    let mut forged = honest.clone();
    forged.key = Signer::new().unwrap().0.jwk(None);
    assert_eq!(refused(&me, &mut draft, forged).await.errors[0].code, "E_KEYATT");

    draft.signatures = vec![honest];
    assert_eq!(me.finalize(&draft).await.unwrap().status, 201);
}

#[tokio::test]
async fn a_statement_of_another_hall_is_no_challenge() {
    let hall = TestHall::start().await.unwrap();
    let twin = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let there = twin.sign_in("p-chenyu").await.unwrap();
    let (mut draft, signer) = ready(&hall, &me).await;
    let challenge = there.challenge(&draft, &signer).await.unwrap();
    let signature = signer.sign(&hall, &draft, challenge).unwrap();
    let problem = refused(&me, &mut draft, signature).await;
    assert!(problem.errors[0].code.starts_with("E_CHAL"), "{problem:?}");
}

#[tokio::test]
async fn a_challenge_wants_a_digest_and_a_key() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let path = "/api/v1/filings/f1/challenges";
    let key = Signer::new().unwrap().0.jwk(None);
    let mut bad_key = key.clone();
    bad_key.crv = "P-384".into();
    let table = [
        (ChallengeRequest { content_hash: "A".repeat(64), key, mandate: None }, "/content_hash"),
        (ChallengeRequest { content_hash: "a".repeat(64), key: bad_key, mandate: None }, "/key"),
    ];
    for (asked, pointer) in table {
        let problem = me.post(path, &asked).await.unwrap().problem().unwrap();
        assert_eq!((problem.status, problem.errors[0].pointer.as_str()), (422, pointer));
    }
}

#[tokio::test]
async fn another_persons_filing_gives_no_challenge() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let other = hall.sign_in("p-maimaiti").await.unwrap();
    let (draft, signer) = ready(&hall, &me).await;
    let asked = ChallengeRequest {
        content_hash: draft.content_hash().unwrap(),
        key: signer.0.jwk(None),
        mandate: None,
    };
    let path = format!("/api/v1/filings/{}/challenges", draft.filing_id);
    assert_eq!(other.post(&path, &asked).await.unwrap().refusal().unwrap(), (403, "not-allowed".into()));
}

#[tokio::test]
async fn a_matter_that_takes_no_electronic_signature_is_filed_without_one() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let draft = Draft::new(&hall, "real-estate-transfer", me.party.as_ref().unwrap()).unwrap();
    me.upload(&draft).await.unwrap();
    assert_eq!(me.finalize(&draft).await.unwrap().status, 201);
}
