//! Everything that can be said about an envelope on record, one thing beside the other: for people who ask why a
//! signature is held to be good, or which part of it is not.

use contract::{Envelope, SignedEnvelope};

use super::{EnvelopeError, EnvelopeExpectation, check};
use crate::challenge;
use crate::verify;

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
    let envelope = check::read(&signed.envelope);
    let with = |judge: &dyn Fn(&Envelope) -> Result<(), EnvelopeError>| match &envelope {
        Ok(envelope) => judge(envelope),
        Err(error) => Err(error.clone()),
    };
    vec![
        (Aspect::Content, with(&|it| check::document(it, expected))),
        (Aspect::Signature, with(&|_| signature(signed))),
        (Aspect::Statement, with(&|it| statement(signed, it, expected))),
        (Aspect::Time, with(&|it| in_time(it, expected))),
        (Aspect::Signer, with(&|it| check::signer(it, expected))),
        (Aspect::Consent, with(&|it| check::consent(it, expected))),
        (Aspect::Capture, with(&|it| check::capture(&it.cap, signed.ink.as_deref(), &expected.name))),
    ]
}

fn signature(signed: &SignedEnvelope) -> Result<(), EnvelopeError> {
    if verify(&check::by_signer(signed)?) { Ok(()) } else { Err(EnvelopeError::Signature) }
}

fn statement(
    signed: &SignedEnvelope,
    envelope: &Envelope,
    expected: &EnvelopeExpectation,
) -> Result<(), EnvelopeError> {
    let statement = check::statement(signed, envelope, expected)?;
    let proof = check::by_hall(&statement, expected)?;
    if verify(&proof) { Ok(()) } else { Err(EnvelopeError::ChallengeForged) }
}

/// Whatever else the statement says.
fn in_time(envelope: &Envelope, expected: &EnvelopeExpectation) -> Result<(), EnvelopeError> {
    let statement = challenge::read(&envelope.challenge).map_err(EnvelopeError::Challenge)?;
    check::in_time(&statement, expected)
}
