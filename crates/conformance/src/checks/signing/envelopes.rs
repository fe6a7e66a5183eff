//! Envelopes that are not what they should be. Everything else about the filing is right, and what is spoilt before
//! signing is signed as it stands.

use contract::{Consent, Envelope, KeyStatement};
use esign::SigningKey;

use super::{Asked, asked, refused};
use crate::bench::Bench;
use crate::filing::send::{finalize, jws};
use crate::filing::{mint, sign};
use crate::trouble::{Outcome, Trouble, ensure};

/// Sends the envelope after `spoil`, signed.
fn spoilt(bench: &Bench, spoil: impl FnOnce(&mut Envelope)) -> Outcome {
    let mut asked = asked(bench)?;
    let (mut envelope, _) = sign::envelope(bench, &asked.draft, &asked.challenge.statement)?;
    spoil(&mut envelope);
    let signed = sign::seal(&asked.key, sign::text(&envelope)?)?;
    refused(&asked.send(bench, signed)?)
}

pub(super) fn missing(bench: &Bench) -> Outcome {
    let asked = asked(bench)?;
    refused(&finalize(bench.first(), &asked.draft)?)
}

pub(super) fn other_content(bench: &Bench) -> Outcome {
    // The envelope names other content, and the statement is for other content.
    spoilt(bench, |it| it.content_hash = canon::sha256_hex(b"something else"))?;
    let mut asked = asked(bench)?;
    let other = asked.draft.changed()?;
    let statement = sign::challenge(bench.first(), &other, &asked.key)?.statement;
    let (_, text) = sign::envelope(bench, &asked.draft, &statement)?;
    let signed = sign::seal(&asked.key, text)?;
    refused(&asked.send(bench, signed)?)
}

pub(super) fn other_key(bench: &Bench) -> Outcome {
    let mut asked = asked(bench)?;
    let (_, text) = sign::envelope(bench, &asked.draft, &asked.challenge.statement)?;
    let other = mint::key()?;
    let signed = sign::seal(&other, text.clone())?;
    refused(&asked.send(bench, signed)?)?;
    // The right key named, another one used.
    let right = sign::seal(&asked.key, text.clone())?;
    let header = right.jws.split('.').next().unwrap_or_default().to_owned();
    let forged = contract::SignedEnvelope { jws: other.sign_detached(&header, text.as_bytes()), ..right };
    refused(&asked.send(bench, forged)?)
}

pub(super) fn other_filing(bench: &Bench) -> Outcome {
    let mut first = asked(bench)?;
    let again = |bench: &Bench, first: &Asked| -> Outcome {
        let mut other =
            Asked { draft: first.draft.again()?, key: first.key.clone(), challenge: first.challenge.clone() };
        bench.upload(bench.first(), &other.draft)?;
        let (_, text) = sign::envelope(bench, &other.draft, &other.challenge.statement)?;
        let signed = sign::seal(&other.key, text)?;
        refused(&other.send(bench, signed)?)
    };
    again(bench, &first)?;
    let (_, text) = sign::envelope(bench, &first.draft, &first.challenge.statement)?;
    let signed = sign::seal(&first.key, text)?;
    jws(&first.send(bench, signed)?)?;
    again(bench, &first)
}

pub(super) fn forged(bench: &Bench) -> Outcome {
    let mut asked = asked(bench)?;
    for statement in [by_somebody(&asked)?, changed_statement(&asked)?] {
        let (_, text) = sign::envelope(bench, &asked.draft, &statement)?;
        let signed = sign::seal(&asked.key, text)?;
        refused(&asked.send(bench, signed)?)?;
    }
    Ok(())
}

/// What the hall states, its nonce another one.
fn claims(asked: &Asked) -> Result<(KeyStatement, String), Trouble> {
    let read =
        esign::challenge::read(&asked.challenge.statement).map_err(|it| Trouble::broken(it.to_string()))?;
    let jws = esign::jws::Compact::parse(&asked.challenge.statement);
    let kid = jws.map_err(|it| Trouble::broken(it.to_string()))?.header.kid;
    let nonce = mint::random::<32>()?;
    Ok((KeyStatement { nonce: esign::jws::b64(&nonce), ..read.claims }, kid))
}

/// A statement under the hall's key id by a key of the kit's.
fn by_somebody(asked: &Asked) -> Result<String, Trouble> {
    let (claims, kid) = claims(asked)?;
    let kid = kid.parse().map_err(|_| Trouble::broken("the statement's key id is no id"))?;
    let key: SigningKey = mint::key()?;
    let made = key.sign_json(esign::challenge::TYP, &kid, &claims);
    made.map_err(|it| Trouble::not_tried(it.to_string()))
}

/// The hall's own signature under another payload.
fn changed_statement(asked: &Asked) -> Result<String, Trouble> {
    let (claims, _) = claims(asked)?;
    let payload = canon::canonical_of(&claims).map_err(|it| Trouble::not_tried(it.to_string()))?;
    let parts: Vec<_> = asked.challenge.statement.split('.').collect();
    let [head, _, signature] = parts.as_slice() else { return Err(Trouble::broken("no compact JWS")) };
    Ok(format!("{head}.{}.{signature}", esign::jws::b64(&payload)))
}

pub(super) fn changed(bench: &Bench) -> Outcome {
    let mut asked = asked(bench)?;
    let (mut envelope, text) = sign::envelope(bench, &asked.draft, &asked.challenge.statement)?;
    let mut signed = sign::seal(&asked.key, text)?;
    envelope.at += chrono::TimeDelta::seconds(1);
    signed.envelope = sign::text(&envelope)?;
    refused(&asked.send(bench, signed)?)
}

pub(super) fn other_name(bench: &Bench) -> Outcome {
    let other = bench.second().party()?.name;
    spoilt(bench, |it| it.cap.typed = Some(other))?;
    spoilt(bench, |it| it.cap.typed = Some(String::new()))
}

pub(super) fn not_canonical(bench: &Bench) -> Outcome {
    let mut asked = asked(bench)?;
    let (_, text) = sign::envelope(bench, &asked.draft, &asked.challenge.statement)?;
    let spaced = text.replacen(',', ", ", 1);
    ensure(spaced != text, || "the kit's envelope has no comma".into())?;
    let signed = sign::seal(&asked.key, spaced)?;
    refused(&asked.send(bench, signed)?)
}

pub(super) fn other_wording(bench: &Bench) -> Outcome {
    spoilt(bench, |it| it.consent.sha256 = canon::sha256_hex(b"another wording"))?;
    spoilt(bench, |it| it.consent = Consent { id: "nobody-published-this".into(), ..it.consent.clone() })
}

pub(super) fn other_signer(bench: &Bench) -> Outcome {
    let other = bench.second().party()?.id;
    spoilt(bench, |it| it.signer.sub = other)
}
