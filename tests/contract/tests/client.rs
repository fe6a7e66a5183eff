//! The client against the real hall's router: no mock on either side.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise, helpers included")]

use std::sync::Mutex;

use axum::body::Body as HttpBody;
use axum::http::Request;
use base64::Engine as _;
use client::filings::{self, Target};
use client::{Answer, Body, Call, CallError, cases, guides, session, uploads};
use contract::{
    CSRF_HEADER, CaseState, ChallengeRequest, Party, PartyKind, ProblemCode, ReceiptState, Retry,
    UploadMetadata, Withdraw,
};
use hall::testing::{Draft, Signer, TestHall};
use sha2::{Digest as _, Sha256};

const PERSON: &str = "p-chenyu";
const MATTER: &str = "elder-card";

/// The browser's part: performs calls, keeps the cookie and the CSRF value.
struct Phone<'a> {
    hall: &'a TestHall,
    cookie: Mutex<String>,
    csrf: Mutex<String>,
}

impl<'a> Phone<'a> {
    fn new(hall: &'a TestHall) -> Self {
        Self { hall, cookie: Mutex::default(), csrf: Mutex::default() }
    }

    async fn send<T>(&self, call: Call<T>) -> Result<T, CallError> {
        let mut request = Request::builder().method(call.method.as_str()).uri(&call.path);
        let brings = call.headers.iter().any(|(name, _)| *name == CSRF_HEADER);
        if call.method.writes() && !brings {
            request = request.header(CSRF_HEADER, self.csrf.lock().unwrap().as_str());
        }
        request = request.header("cookie", self.cookie.lock().unwrap().as_str());
        for (name, value) in call.headers.iter().map(|(name, value)| (*name, value.as_str())) {
            request = request.header(name, value);
        }
        if let Some(media_type) = call.body.media_type() {
            request = request.header("content-type", media_type);
        }
        let body = match &call.body {
            Body::None => HttpBody::empty(),
            Body::Json(text) => HttpBody::from(text.clone()),
            Body::Chunk(bytes) => HttpBody::from(bytes.clone()),
        };
        let answer = self.hall.send(request.body(body).unwrap()).await.unwrap();
        if let Some(cookie) = answer.header("set-cookie").split(';').next().filter(|it| !it.is_empty()) {
            cookie.clone_into(&mut self.cookie.lock().unwrap());
        }
        let header = |name: &str| Some(answer.header(name).to_owned()).filter(|it| !it.is_empty());
        call.read(&Answer {
            status: answer.status,
            media_type: answer.header("content-type").split(';').next().unwrap_or_default().to_owned(),
            location: header("location"),
            etag: header("etag"),
            upload_offset: header("upload-offset").and_then(|it| it.parse().ok()),
            retry_after: header("retry-after").and_then(|it| it.parse().ok()),
            body: answer.body.clone(),
        })
    }

    async fn sign_in(&self, person: &str) {
        let session = self.send(session::sign_in_for_development(&person.parse().unwrap())).await.unwrap();
        *self.csrf.lock().unwrap() = session.csrf;
    }
}

fn base64(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

fn party() -> Party {
    let person = fixtures::people().unwrap().into_iter().find(|it| it.id.as_str() == PERSON).unwrap();
    Party { id: PERSON.parse().unwrap(), kind: PartyKind::Person, name: person.name }
}

/// Brings every file to the hall in two chunks each.
async fn upload(phone: &Phone<'_>, draft: &Draft) {
    for file in &draft.files {
        let meta = UploadMetadata {
            filename: file.about.name.clone(),
            filetype: "application/pdf".into(),
            material_id: file.about.material_id.clone(),
            filing_id: draft.filing_id.parse().unwrap(),
            sha256: file.about.sha256.clone(),
        };
        let path = phone.send(uploads::create(file.about.length, &meta, base64)).await.unwrap();
        let (first, second) = file.bytes.split_at(file.bytes.len() / 2);
        for chunk in [first, second] {
            let offset = phone.send(uploads::offset(&path)).await.unwrap();
            let digest = base64(&Sha256::digest(chunk));
            let after = phone.send(uploads::append(&path, offset, chunk.to_vec(), &digest)).await.unwrap();
            assert_eq!(after, offset + chunk.len() as u64);
        }
    }
}

/// A draft that is uploaded and signed, ready to be committed.
async fn ready(phone: &Phone<'_>) -> Draft {
    let mut draft = Draft::new(phone.hall, MATTER, &party()).unwrap();
    upload(phone, &draft).await;
    let signer = Signer::new().unwrap();
    let request = ChallengeRequest {
        content_hash: draft.content_hash().unwrap(),
        key: signer.0.jwk(None),
        mandate: None,
    };
    let id = draft.filing_id.parse().unwrap();
    let challenge = phone.send(filings::challenge(&id, &request)).await.unwrap();
    draft.signatures = vec![signer.sign(phone.hall, &draft, challenge).unwrap()];
    draft
}

fn target(draft: &Draft) -> Target {
    Target::Filing(draft.filing_id.parse().unwrap())
}

#[tokio::test]
async fn everyone_reads_the_hall_and_its_guides() {
    let hall = TestHall::start().await.unwrap();
    let phone = Phone::new(&hall);
    let said = phone.send(client::hall::announcement()).await.unwrap();
    let (front, found) = (client::hall::front(&said).unwrap(), client::hall::whole(&said).unwrap());
    assert!(client::hall::fits(&front.contract), "{:?}", front.contract);
    assert_eq!(front.classes, found.classes.iter().map(contract::Class::to_string).collect::<Vec<_>>());
    let page = phone.send(guides::page(None)).await.unwrap();
    assert_eq!(page.items.len(), fixtures::guides().unwrap().len());
    let guide = phone.send(guides::by_matter(&MATTER.parse().unwrap())).await.unwrap();
    assert_eq!(guide.matter.as_str(), MATTER);
    assert_eq!(found.hall, fixtures::hall().unwrap().id);
    let nobody = phone.send(session::current()).await.unwrap();
    assert_eq!(nobody.person, None);
}

#[tokio::test]
async fn what_is_not_there_and_what_is_not_allowed_are_told_apart() {
    let hall = TestHall::start().await.unwrap();
    let phone = Phone::new(&hall);
    assert_eq!(
        phone.send(guides::by_matter(&"no-such".parse().unwrap())).await.err(),
        Some(CallError::NotFound)
    );
    assert_eq!(phone.send(cases::page(None, None)).await.err(), Some(CallError::SignedOut));
    phone.sign_in(PERSON).await;
    assert_eq!(phone.send(cases::by_id(&"no-such".parse().unwrap())).await.err(), Some(CallError::NotFound));
    *phone.csrf.lock().unwrap() = "wrong".into();
    let refused = phone.send(session::sign_out()).await.unwrap_err();
    assert_eq!(refused.problem().map(|it| it.code.clone()), Some(ProblemCode::CsrfMismatch));
}

#[tokio::test]
async fn a_filing_is_received_once_and_its_receipt_verifies() {
    let hall = TestHall::start().await.unwrap();
    let phone = Phone::new(&hall);
    phone.sign_in(PERSON).await;
    let draft = ready(&phone).await;
    let unknown = phone.send(filings::receipt(&target(&draft))).await.unwrap();
    assert_eq!(unknown.state, ReceiptState::Unknown);

    let jws = phone.send(filings::commit(&target(&draft), &draft.body().unwrap())).await.unwrap();
    let again = phone.send(filings::commit(&target(&draft), &draft.body().unwrap())).await.unwrap();
    assert_eq!(jws, again, "the same content gets the same receipt");
    let receipt = esign::receipt::read(&jws).unwrap();
    let keys = client::hall::whole(&phone.send(client::hall::announcement()).await.unwrap()).unwrap().keys;
    assert!(esign::verify(&receipt.to_verify(&keys).unwrap()));
    let expected = esign::receipt::Expected::of(draft.filing_id.parse().unwrap(), &draft.manifest).unwrap();
    assert_eq!(receipt.matches(&expected), Ok(()));

    let known = phone.send(filings::receipt(&target(&draft))).await.unwrap();
    assert_eq!((known.state, known.receipt), (ReceiptState::Accepted, Some(jws)));
    let mine = phone.send(cases::page(None, None)).await.unwrap();
    assert_eq!(mine.items.len(), 1);
    assert_eq!(known.case_id.as_ref(), Some(&mine.items[0].id));

    let case = phone.send(cases::by_id(&mine.items[0].id)).await.unwrap();
    let body = Withdraw { acting: case.summary.acting.clone(), reason: String::new() };
    let withdrawn = phone.send(cases::withdraw(&case.summary.id, &body)).await.unwrap();
    assert_eq!(withdrawn.summary.state.code, CaseState::Withdrawn);
}

#[tokio::test]
async fn other_content_under_a_received_id_is_refused_with_both_hashes() {
    let hall = TestHall::start().await.unwrap();
    let phone = Phone::new(&hall);
    phone.sign_in(PERSON).await;
    let mut draft = ready(&phone).await;
    phone.send(filings::commit(&target(&draft), &draft.body().unwrap())).await.unwrap();
    let held = draft.content_hash().unwrap();
    draft.manifest.scenario.insert("card".into(), "plastic".into());
    let refused = phone.send(filings::commit(&target(&draft), &draft.body().unwrap())).await.unwrap_err();
    assert_eq!(refused.retry(), Retry::Never);
    let problem = refused.problem().unwrap();
    assert_eq!(problem.code, ProblemCode::ContentConflict);
    assert_eq!(problem.held_hash.as_deref(), Some(held.as_str()));
    assert_eq!(problem.sent_hash, draft.content_hash().ok());
}

#[tokio::test]
async fn another_person_sees_nothing_of_it() {
    let hall = TestHall::start().await.unwrap();
    let phone = Phone::new(&hall);
    phone.sign_in(PERSON).await;
    let draft = ready(&phone).await;
    phone.send(filings::commit(&target(&draft), &draft.body().unwrap())).await.unwrap();
    let case = phone.send(cases::page(None, None)).await.unwrap().items.remove(0);

    let other = Phone::new(&hall);
    other.sign_in("p-wangguilan").await;
    assert_eq!(other.send(cases::page(None, None)).await.unwrap().items, vec![]);
    assert_eq!(other.send(cases::by_id(&case.id)).await.err(), Some(CallError::NotFound));
    let lookup = other.send(filings::receipt(&target(&draft))).await.unwrap();
    assert_eq!((lookup.state, lookup.receipt), (ReceiptState::Unknown, None));
}
