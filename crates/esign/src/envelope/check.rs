//! Checking an envelope, at the hall or by anyone who holds it.

use contract::{
    Capture, CaptureKind, Consent, Envelope, FilingId, HallId, Instant, Jwks, KeyStatement, MatterId,
    PartyId, SignedEnvelope, SignerRole,
};

use super::{EnvelopeError, TYP, VERSION, ink_ref};
use crate::challenge::{self, UnverifiedStatement};
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
    let envelope = read(&signed.envelope)?;
    document(&envelope, expected)?;
    consent(&envelope, expected)?;
    signer(&envelope, expected)?;
    capture(&envelope.cap, signed.ink.as_deref(), &expected.name)?;
    let by_signer = by_signer(signed)?;
    let statement = statement(signed, &envelope, expected)?;
    in_time(&statement, expected)?;
    let by_hall = by_hall(&statement, expected)?;
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

/// An envelope of this version, in its canonical form.
pub(super) fn read(text: &str) -> Result<Envelope, EnvelopeError> {
    let value = canon::parse_canonical(text)?;
    let envelope: Envelope =
        serde_json::from_value(value).map_err(|it| EnvelopeError::Shape(it.to_string()))?;
    if envelope.v == VERSION && envelope.typ == TYP { Ok(envelope) } else { Err(EnvelopeError::Type) }
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

pub(super) fn consent(envelope: &Envelope, expected: &EnvelopeExpectation) -> Result<(), EnvelopeError> {
    let known = expected.consents.contains(&envelope.consent);
    if known { Ok(()) } else { Err(EnvelopeError::Consent(envelope.consent.id.clone())) }
}

pub(super) fn signer(envelope: &Envelope, expected: &EnvelopeExpectation) -> Result<(), EnvelopeError> {
    let same = envelope.signer.sub == expected.sub && envelope.signer.role == expected.role;
    if same { Ok(()) } else { Err(EnvelopeError::Signer) }
}

/// The signer's signature, which names its key, to be verified.
pub(super) fn by_signer(signed: &SignedEnvelope) -> Result<ToVerify, EnvelopeError> {
    let jws = Detached::parse(&signed.jws)?;
    if jws.header.typ != DETACHED_TYP {
        return Err(EnvelopeError::JwsType(jws.header.typ));
    }
    if jws.header.kid != thumbprint(&signed.key)? {
        return Err(EnvelopeError::KeyBinding);
    }
    let signing_input = jws.signing_input(signed.envelope.as_bytes());
    Ok(ToVerify { key: signed.key.clone(), signing_input, signature: jws.signature })
}

/// The hall's statement, when it is about this key, person and content.
pub(super) fn statement(
    signed: &SignedEnvelope,
    envelope: &Envelope,
    expected: &EnvelopeExpectation,
) -> Result<UnverifiedStatement, EnvelopeError> {
    let of = challenge::Expected {
        hall: expected.hall.clone(),
        filing_id: expected.filing_id.clone(),
        content_hash: expected.content_hash.clone(),
        jkt: thumbprint(&signed.key)?,
        sub: expected.sub.clone(),
        by: expected.by.clone(),
    };
    let statement = challenge::read(&envelope.challenge).map_err(EnvelopeError::Challenge)?;
    statement.matches(&of).map_err(EnvelopeError::Challenge)?;
    Ok(statement)
}

pub(super) fn in_time(
    statement: &UnverifiedStatement,
    expected: &EnvelopeExpectation,
) -> Result<(), EnvelopeError> {
    statement.current(expected.at).map_err(EnvelopeError::Challenge)
}

/// The hall's signature under its statement, to be verified.
pub(super) fn by_hall(
    statement: &UnverifiedStatement,
    expected: &EnvelopeExpectation,
) -> Result<ToVerify, EnvelopeError> {
    statement.to_verify(&expected.keys).map_err(|it| EnvelopeError::Challenge(it.into()))
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
