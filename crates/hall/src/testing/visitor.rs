//! Somebody at the hall's door: keeps the cookie and the CSRF value, signs with a key of their own.

use axum::body::Body;
use axum::http::{Request, request};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::{
    CSRF_HEADER, Challenge, ChallengeRequest, LegalUse, Mandate, Party, PartyKind, Session, SignedEnvelope,
    Signer as SignerOf, SignerRole,
};
use esign::envelope::{EnvelopeParts, Will, build};
use serde::Serialize;

use super::{Answer, Draft, File, TestHall, Tried};
use crate::random;
use crate::uploads::tus;

/// A person's browser.
pub struct Visitor<'a> {
    hall: &'a TestHall,
    cookie: String,
    /// The CSRF value that is sent with writes.
    pub csrf: String,
    /// Who is signed in.
    pub party: Option<Party>,
}

impl<'a> Visitor<'a> {
    pub(super) fn new(hall: &'a TestHall) -> Self {
        Self { hall, cookie: String::new(), csrf: "sign-in".into(), party: None }
    }

    /// Signs in as a sample person.
    ///
    /// # Errors
    ///
    /// When the hall refuses.
    pub async fn sign_in(&mut self, person: &str) -> Tried<Session> {
        let answer = self.post("/api/v1/session", &serde_json::json!({"person_id": person})).await?;
        let session: Session = answer.json()?;
        self.csrf.clone_from(&session.csrf);
        self.cookie = answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
        let me = session.person.as_ref().ok_or("nobody is signed in")?;
        self.party =
            Some(Party { id: me.id.as_str().parse()?, kind: PartyKind::Person, name: me.name.clone() });
        Ok(session)
    }

    /// A request with what the browser would send along.
    #[must_use]
    pub fn request(&self, method: &str, path: &str) -> request::Builder {
        let request = Request::builder().method(method).uri(path).header(CSRF_HEADER, &self.csrf);
        if self.cookie.is_empty() { request } else { request.header("cookie", &self.cookie) }
    }

    /// Sends a request.
    ///
    /// # Errors
    ///
    /// When the answer cannot be read.
    pub async fn send(&self, request: request::Builder, body: impl Into<Body>) -> Tried<Answer> {
        self.hall.send(request.body(body.into())?).await
    }

    /// `GET`
    ///
    /// # Errors
    ///
    /// When the answer cannot be read.
    pub async fn get(&self, path: &str) -> Tried<Answer> {
        self.send(self.request("GET", path), Body::empty()).await
    }

    /// `POST` with JSON.
    ///
    /// # Errors
    ///
    /// When the answer cannot be read.
    pub async fn post<T: Serialize>(&self, path: &str, value: &T) -> Tried<Answer> {
        let request = self.request("POST", path).header("content-type", "application/json");
        self.send(request, serde_json::to_vec(value)?).await
    }

    /// `PUT` with JSON.
    ///
    /// # Errors
    ///
    /// When the answer cannot be read.
    pub async fn put<T: Serialize>(&self, path: &str, value: &T) -> Tried<Answer> {
        let request = self.request("PUT", path).header("content-type", "application/json");
        self.send(request, serde_json::to_vec(value)?).await
    }

    /// A mandate of this visitor's.
    ///
    /// # Errors
    ///
    /// When the hall does not show it.
    pub async fn mandate(&self, id: &str) -> Tried<Mandate> {
        self.get(&format!("/api/v1/mandates/{id}")).await?.json()
    }

    /// Begins the upload of a file.
    ///
    /// # Errors
    ///
    /// When the answer cannot be read.
    pub async fn begin(&self, filing: &str, file: &File) -> Tried<Answer> {
        let pairs = [
            ("filename", file.about.name.as_str()),
            ("filetype", file.media_type),
            ("material_id", file.about.material_id.as_str()),
            ("filing_id", filing),
            ("sha256", &file.about.sha256),
        ];
        let metadata = pairs.map(|(key, value)| format!("{key} {}", STANDARD.encode(value))).join(",");
        let request = self
            .request("POST", "/api/v1/uploads")
            .header("tus-resumable", "1.0.0")
            .header("upload-length", file.about.length)
            .header("upload-metadata", metadata);
        self.send(request, Body::empty()).await
    }

    /// Appends bytes to an upload.
    ///
    /// # Errors
    ///
    /// When the answer cannot be read.
    pub async fn append(&self, location: &str, offset: u64, bytes: &[u8]) -> Tried<Answer> {
        let request = self
            .request("PATCH", location)
            .header("tus-resumable", "1.0.0")
            .header("content-type", tus::CHUNK_TYPE)
            .header("upload-offset", offset)
            .header("upload-checksum", format!("sha256 {}", STANDARD.encode(canon::sha256(bytes))));
        self.send(request, bytes.to_vec()).await
    }

    /// Uploads every file of a draft, from where the hall has it.
    ///
    /// # Errors
    ///
    /// When the hall refuses one.
    pub async fn upload(&self, draft: &Draft) -> Tried<()> {
        for file in &draft.files {
            let begun = self.begin(&draft.filing_id, file).await?;
            let offset: usize = begun.header("upload-offset").parse()?;
            if offset == file.bytes.len() {
                continue;
            }
            let sent = self.append(begun.header("location"), offset as u64, &file.bytes[offset..]).await?;
            if sent.status != 204 {
                return Err(sent.text().into());
            }
        }
        Ok(())
    }

    /// Asks for a challenge for a draft's content and a signer's key.
    ///
    /// # Errors
    ///
    /// When the hall refuses.
    pub async fn challenge(&self, draft: &Draft, signer: &Signer) -> Tried<Challenge> {
        let asked = ChallengeRequest {
            content_hash: draft.content_hash()?,
            key: signer.0.jwk(None),
            mandate: draft.manifest.mandate.clone(),
        };
        self.post(&format!("/api/v1/filings/{}/challenges", draft.filing_id), &asked).await?.json()
    }

    /// Signs a draft with a new key, the name typed.
    ///
    /// # Errors
    ///
    /// When the hall gives no challenge.
    pub async fn sign(&self, draft: &mut Draft) -> Tried<()> {
        let signer = Signer::new()?;
        let challenge = self.challenge(draft, &signer).await?;
        draft.signatures = vec![signer.sign(self.hall, draft, challenge)?];
        Ok(())
    }

    /// Commits a draft.
    ///
    /// # Errors
    ///
    /// When the answer cannot be read.
    pub async fn finalize(&self, draft: &Draft) -> Tried<Answer> {
        self.post(&format!("/api/v1/filings/{}/finalize", draft.filing_id), &draft.body()?).await
    }

    /// Uploads, signs and commits a draft.
    ///
    /// # Errors
    ///
    /// When the hall refuses on the way.
    pub async fn file(&self, draft: &mut Draft) -> Tried<Answer> {
        self.upload(draft).await?;
        self.sign(draft).await?;
        self.finalize(draft).await
    }
}

/// A signer's transaction key.
pub struct Signer(pub esign::SigningKey);

impl Signer {
    /// A new key.
    ///
    /// # Errors
    ///
    /// Practically never.
    pub fn new() -> Tried<Self> {
        let bytes = random::bytes::<32>().map_err(|_| "no random numbers")?;
        Ok(Self(esign::SigningKey::generate(bytes)?))
    }

    /// Signs a draft under a challenge, the signer's name typed.
    ///
    /// # Errors
    ///
    /// When the draft has no content hash.
    pub fn sign(&self, hall: &TestHall, draft: &Draft, challenge: Challenge) -> Tried<SignedEnvelope> {
        let manifest = &draft.manifest;
        let role = match manifest.principal.kind {
            PartyKind::Organisation => SignerRole::LegalRepresentative,
            _ => SignerRole::Principal,
        };
        let legal = hall.hall.legal.iter().find(|it| it.purpose == LegalUse::Signing).ok_or("no wording")?;
        let (_, envelope) = build(EnvelopeParts {
            hall: manifest.hall.clone(),
            filing_id: draft.filing_id.parse()?,
            matter: manifest.matter.clone(),
            content_hash: draft.content_hash()?,
            consent: legal,
            signer: SignerOf { role, sub: draft.signer.id.clone() },
            will: Will::Typed(&draft.signer.name),
            challenge: challenge.statement,
            at: hall.hall.clock().now(),
        })?;
        let key = self.0.jwk(None);
        let header = esign::jws::detached_header(&esign::thumbprint(&key)?);
        let jws = self.0.sign_detached(&header, envelope.as_bytes());
        Ok(SignedEnvelope { envelope, jws, key, ink: None })
    }
}
