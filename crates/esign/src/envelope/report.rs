//! Everything that can be said about an envelope on record, one thing beside the other: for people who ask why a
//! signature is held to be good, or which part of it is not.

use contract::{Envelope, SignedEnvelope};

use super::check::{capture, document};
use super::{EnvelopeError, EnvelopeExpectation, TYP, VERSION};
use crate::challenge;
use crate::jws::{DETACHED_TYP, Detached};
use crate::{ToVerify, thumbprint, verify};

/// What is verified about an envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aspect {
    /// It names this hall, filing, matter and content.
    Content,
    /// Its signature verifies under the signer's key.
    Signature,
    /// The hall's statement in it is genuine and about this key, person and content.
    Statement,
    /// The statement was in force at the instant of the expectation.
    Time,
    /// It names the expected signer, in the expected role.
    Signer,
    /// The wording agreed to is a known one.
    Consent,
    /// The ink, or the typed name, is the one that was signed.
    Capture,
}

/// Each aspect, and what is wrong with it. An envelope that cannot be read has nothing right.
#[must_use]
pub fn report(
    signed: &SignedEnvelope,
    expected: &EnvelopeExpectation,
) -> Vec<(Aspect, Result<(), EnvelopeError>)> {
    let envelope = read(signed);
    let with = |judge: &dyn Fn(&Envelope) -> Result<(), EnvelopeError>| match &envelope {
        Ok(envelope) => judge(envelope),
        Err(error) => Err(error.clone()),
    };
    vec![
        (Aspect::Content, with(&|it| document(it, expected))),
        (Aspect::Signature, with(&|_| signature(signed))),
        (Aspect::Statement, with(&|it| statement(signed, it, expected))),
        (Aspect::Time, with(&|it| in_time(it, expected))),
        (Aspect::Signer, with(&|it| signer(it, expected))),
        (Aspect::Consent, with(&|it| consent(it, expected))),
        (Aspect::Capture, with(&|it| capture(&it.cap, signed.ink.as_deref(), &expected.name))),
    ]
}

fn read(signed: &SignedEnvelope) -> Result<Envelope, EnvelopeError> {
    let value = canon::parse_canonical(&signed.envelope)?;
    let envelope: Envelope =
        serde_json::from_value(value).map_err(|it| EnvelopeError::Shape(it.to_string()))?;
    if envelope.v == VERSION && envelope.typ == TYP { Ok(envelope) } else { Err(EnvelopeError::Type) }
}

fn signature(signed: &SignedEnvelope) -> Result<(), EnvelopeError> {
    let jws = Detached::parse(&signed.jws)?;
    if jws.header.typ != DETACHED_TYP {
        return Err(EnvelopeError::JwsType(jws.header.typ));
    }
    if jws.header.kid != thumbprint(&signed.key)? {
        return Err(EnvelopeError::KeyBinding);
    }
    let signing_input = jws.signing_input(signed.envelope.as_bytes());
    let proof = ToVerify { key: signed.key.clone(), signing_input, signature: jws.signature };
    if verify(&proof) { Ok(()) } else { Err(EnvelopeError::Signature) }
}

fn statement(
    signed: &SignedEnvelope,
    envelope: &Envelope,
    expected: &EnvelopeExpectation,
) -> Result<(), EnvelopeError> {
    let jkt = thumbprint(&signed.key)?;
    let statement = challenge::read(&envelope.challenge).map_err(EnvelopeError::Challenge)?;
    let of = challenge::Expected {
        hall: expected.hall.clone(),
        filing_id: expected.filing_id.clone(),
        content_hash: expected.content_hash.clone(),
        jkt,
        sub: expected.sub.clone(),
        by: expected.by.clone(),
    };
    statement.matches(&of).map_err(EnvelopeError::Challenge)?;
    let proof = statement.to_verify(&expected.keys).map_err(|it| EnvelopeError::Challenge(it.into()))?;
    if verify(&proof) { Ok(()) } else { Err(EnvelopeError::ChallengeForged) }
}

fn in_time(envelope: &Envelope, expected: &EnvelopeExpectation) -> Result<(), EnvelopeError> {
    let statement = challenge::read(&envelope.challenge).map_err(EnvelopeError::Challenge)?;
    statement.current(expected.at).map_err(EnvelopeError::Challenge)
}

fn signer(envelope: &Envelope, expected: &EnvelopeExpectation) -> Result<(), EnvelopeError> {
    let same = envelope.signer.sub == expected.sub && envelope.signer.role == expected.role;
    if same { Ok(()) } else { Err(EnvelopeError::Signer) }
}

fn consent(envelope: &Envelope, expected: &EnvelopeExpectation) -> Result<(), EnvelopeError> {
    let known = expected.consents.contains(&envelope.consent);
    if known { Ok(()) } else { Err(EnvelopeError::Consent(envelope.consent.id.clone())) }
}
