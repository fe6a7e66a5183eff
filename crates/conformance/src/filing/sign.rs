//! Signing: a challenge for the content and a fresh key, an envelope, a detached signature. The name is typed.

use contract::{Challenge, ChallengeRequest, Envelope, LegalText, LegalUse, SignedEnvelope, Signer};
use esign::SigningKey;
use esign::envelope::{EnvelopeParts, Will, build};

use super::draft::Draft;
use super::mint;
use crate::bench::Bench;
use crate::trouble::Trouble;
use crate::visitor::Visitor;

/// The wording that is agreed to before a signature.
///
/// # Errors
///
/// [`Trouble::Broken`] when discovery publishes none.
pub fn wording(bench: &Bench) -> Result<&LegalText, Trouble> {
    let legal = &bench.discovery().legal;
    let found = legal.iter().find(|it| it.purpose == LegalUse::Signing);
    found.ok_or_else(|| Trouble::broken("discovery publishes no wording for signing"))
}

/// What is asked of the hall before a draft is signed with a key.
///
/// # Errors
///
/// As [`Draft::hash`].
pub fn request(draft: &Draft, key: &SigningKey) -> Result<ChallengeRequest, Trouble> {
    Ok(ChallengeRequest {
        content_hash: draft.hash()?,
        key: key.jwk(None),
        mandate: draft.manifest.mandate.clone(),
    })
}

/// A challenge for a draft and a key.
///
/// # Errors
///
/// [`Trouble::Broken`] when the hall gives none.
pub fn challenge(who: &Visitor, draft: &Draft, key: &SigningKey) -> Result<Challenge, Trouble> {
    who.post(&draft.path("challenges"), &request(draft, key)?)?.expect(201)?.json()
}

/// The envelope of a draft under a statement, and its canonical text.
///
/// # Errors
///
/// [`Trouble::NotTried`] when it has no canonical form, which is the kit's own fault.
pub fn envelope(bench: &Bench, draft: &Draft, statement: &str) -> Result<(Envelope, String), Trouble> {
    let parts = EnvelopeParts {
        hall: draft.manifest.hall.clone(),
        filing_id: draft.filing_id.clone(),
        matter: draft.manifest.matter.clone(),
        content_hash: draft.hash()?,
        consent: wording(bench)?,
        signer: Signer { role: draft.role.clone(), sub: draft.signer.id.clone() },
        will: Will::Typed(&draft.signer.name),
        challenge: statement.to_owned(),
        at: mint::now(),
    };
    build(parts).map_err(|it| Trouble::not_tried(format!("the kit's envelope: {it}")))
}

/// The canonical text of an envelope.
///
/// # Errors
///
/// As [`envelope`].
pub fn text(envelope: &Envelope) -> Result<String, Trouble> {
    canon::canonical_text_of(envelope).map_err(|it| Trouble::not_tried(format!("the kit's envelope: {it}")))
}

/// Signs the text of an envelope.
///
/// # Errors
///
/// [`Trouble::NotTried`] when the key has no thumbprint, which is the kit's own fault.
pub fn seal(key: &SigningKey, envelope: String) -> Result<SignedEnvelope, Trouble> {
    let public = key.jwk(None);
    let thumbprint =
        esign::thumbprint(&public).map_err(|it| Trouble::not_tried(format!("the kit's key: {it}")))?;
    let header = esign::jws::detached_header(&thumbprint);
    let jws = key.sign_detached(&header, envelope.as_bytes());
    Ok(SignedEnvelope { envelope, jws, key: public, ink: None })
}
