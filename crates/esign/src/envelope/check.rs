//! Checking an envelope, at the hall or by anyone who holds it.

use contract::{
    Capture, CaptureKind, Consent, Envelope, FilingId, HallId, Instant, Jwks, KeyStatement, MatterId,
    PartyId, SignedEnvelope, SignerRole,
};

use super::{EnvelopeError, TYP, VERSION, ink_ref};
use crate::challenge::{self, ChallengeError};
use crate::jws::{DETACHED_TYP, Detached};
use crate::{ToVerify, thumbprint};

/// What an envelope must say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnvelopeExpectation {
    /// The hall.
    pub hall: HallId,
    /// The filing.
    pub filing_id: FilingId,
    /// The matter.
    pub matter: MatterId,
    /// The content, hashed again by whoever checks.
    pub content_hash: String,
    /// The wordings in force; the one agreed to must be among them.
    pub consents: Vec<Consent>,
    /// The signer.
    pub sub: PartyId,
    /// In which role.
    pub role: SignerRole,
    /// Who was signed in, when that was not the signer.
    pub by: Option<PartyId>,
    /// The signer's name as registered, for a typed signature.
    pub name: String,
    /// The hall's keys.
    pub keys: Jwks,
    /// When it is judged, by the hall's clock.
    pub at: Instant,
}

/// An envelope of which everything holds but what is in `verify`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The envelope.
    pub envelope: Envelope,
    /// The hall's statement in it. Whoever accepts the envelope consumes its nonce.
    pub statement: KeyStatement,
    /// What is left to verify: first the signer's signature, then the hall's under its statement.
    pub verify: Vec<ToVerify>,
}

/// Checks everything that needs no key cryptography.
///
/// # Errors
///
/// The first thing that does not hold: form, document, wording, person, capture, key, statement.
pub fn check(signed: &SignedEnvelope, expected: &EnvelopeExpectation) -> Result<Checked, EnvelopeError> {
    let value = canon::parse_canonical(&signed.envelope)?;
    let envelope: Envelope =
        serde_json::from_value(value).map_err(|it| EnvelopeError::Shape(it.to_string()))?;
    if envelope.v != VERSION || envelope.typ != TYP {
        return Err(EnvelopeError::Type);
    }
    document(&envelope, expected)?;
    if !expected.consents.contains(&envelope.consent) {
        return Err(EnvelopeError::Consent(envelope.consent.id));
    }
    if envelope.signer.sub != expected.sub || envelope.signer.role != expected.role {
        return Err(EnvelopeError::Signer);
    }
    capture(&envelope.cap, signed.ink.as_deref(), &expected.name)?;

    let jws = Detached::parse(&signed.jws)?;
    if jws.header.typ != DETACHED_TYP {
        return Err(EnvelopeError::JwsType(jws.header.typ));
    }
    let jkt = thumbprint(&signed.key)?;
    if jws.header.kid != jkt {
        return Err(EnvelopeError::KeyBinding);
    }
    let statement = statement(&envelope, jkt, expected).map_err(EnvelopeError::Challenge)?;
    let by_hall = statement.to_verify(&expected.keys).map_err(|it| EnvelopeError::Challenge(it.into()))?;
    let by_signer = ToVerify {
        key: signed.key.clone(),
        signing_input: jws.signing_input(signed.envelope.as_bytes()),
        signature: jws.signature,
    };
    Ok(Checked { envelope, statement: statement.claims, verify: vec![by_signer, by_hall] })
}

/// Checks everything.
///
/// # Errors
///
/// As [`check`], and [`EnvelopeError::Signature`] or [`EnvelopeError::ChallengeForged`].
#[cfg(feature = "p256")]
pub fn check_and_verify(
    signed: &SignedEnvelope,
    expected: &EnvelopeExpectation,
) -> Result<Checked, EnvelopeError> {
    let checked = check(signed, expected)?;
    for (proof, otherwise) in
        checked.verify.iter().zip([EnvelopeError::Signature, EnvelopeError::ChallengeForged])
    {
        if !crate::verify(proof) {
            return Err(otherwise);
        }
    }
    Ok(checked)
}

pub(super) fn document(envelope: &Envelope, expected: &EnvelopeExpectation) -> Result<(), EnvelopeError> {
    let table = [
        ("hall", envelope.hall == expected.hall),
        ("filing_id", envelope.filing_id == expected.filing_id),
        ("matter", envelope.matter == expected.matter),
        ("content_hash", envelope.content_hash == expected.content_hash),
    ];
    match table.into_iter().find(|(_, same)| !same) {
        Some((member, _)) => Err(EnvelopeError::Document(member)),
        None => Ok(()),
    }
}

fn statement(
    envelope: &Envelope,
    jkt: String,
    expected: &EnvelopeExpectation,
) -> Result<challenge::UnverifiedStatement, ChallengeError> {
    let statement = challenge::read(&envelope.challenge)?;
    statement.matches(&challenge::Expected {
        hall: expected.hall.clone(),
        filing_id: expected.filing_id.clone(),
        content_hash: expected.content_hash.clone(),
        jkt,
        sub: expected.sub.clone(),
        by: expected.by.clone(),
    })?;
    statement.current(expected.at)?;
    Ok(statement)
}

pub(super) fn capture(cap: &Capture, log: Option<&str>, name: &str) -> Result<(), EnvelopeError> {
    match (&cap.kind, &cap.ink, &cap.typed, log) {
        (CaptureKind::Draw, Some(signed), None, Some(log)) => {
            // The digest first: a log that was never signed is not worth parsing.
            if signed.fmt != ink::FORMAT
                || signed.len != log.len() as u64
                || signed.sha256 != canon::sha256_hex(log.as_bytes())
            {
                return Err(EnvelopeError::InkDigest);
            }
            if signed.svg_sha256 == ink_ref(log)?.svg_sha256 { Ok(()) } else { Err(EnvelopeError::Svg) }
        }
        (CaptureKind::Type, None, Some(typed), None) => {
            if !typed.is_empty() && typed == name {
                Ok(())
            } else {
                Err(EnvelopeError::Name)
            }
        }
        _ => Err(EnvelopeError::Capture),
    }
}
