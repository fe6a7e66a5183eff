//! What the hall states before somebody signs.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::{KeyStatement, LegalUse, ProblemCode};
use esign::challenge::{self, Expected, UnverifiedStatement};

use super::{Asked, asked};
use crate::bench::Bench;
use crate::filing::{Wish, mint, sign};
use crate::trouble::{Outcome, Trouble, ensure};

fn read(statement: &str) -> Result<UnverifiedStatement, Trouble> {
    challenge::read(statement).map_err(|it| Trouble::broken(format!("the challenge is no statement: {it}")))
}

pub(super) fn names(bench: &Bench) -> Outcome {
    let Asked { draft, key, challenge } = asked(bench)?;
    let statement = read(&challenge.statement)?;
    let jkt = esign::thumbprint(&key.jwk(None)).map_err(|it| Trouble::not_tried(it.to_string()))?;
    let expected = Expected {
        hall: bench.discovery().hall.clone(),
        filing_id: draft.filing_id.clone(),
        content_hash: draft.hash()?,
        jkt,
        sub: bench.first().party()?.id,
        by: None,
    };
    let other = |it| Trouble::broken(format!("the statement is not what was asked for: {it}"));
    statement.matches(&expected).map_err(other)?;
    let proof = statement.to_verify(&bench.discovery().keys);
    let proof = proof.map_err(|it| Trouble::broken(format!("no key of discovery: {it}")))?;
    ensure(esign::verify(&proof), || "the statement's signature does not verify".into())
}

pub(super) fn lives(bench: &Bench) -> Outcome {
    let challenge = asked(bench)?.challenge;
    let KeyStatement { issued_at, expires_at, .. } = read(&challenge.statement)?.claims;
    ensure(expires_at == challenge.expires_at, || {
        format!("it ends at {} by the answer and at {expires_at} by the statement", challenge.expires_at)
    })?;
    let days = i64::from(bench.discovery().limits.upload_days).max(7);
    ensure(expires_at - issued_at >= chrono::TimeDelta::days(days), || {
        format!("a statement of {issued_at} ends at {expires_at}, before {days} days are over")
    })
}

pub(super) fn nonces(bench: &Bench) -> Outcome {
    let Asked { draft, key, challenge } = asked(bench)?;
    let mut seen = vec![read(&challenge.statement)?.claims.nonce];
    for _ in 0..4 {
        let nonce = read(&sign::challenge(bench.first(), &draft, &key)?.statement)?.claims.nonce;
        ensure(!seen.contains(&nonce), || format!("nonce {nonce} was given twice"))?;
        seen.push(nonce);
    }
    for nonce in seen {
        let bytes = URL_SAFE_NO_PAD.decode(&nonce).map_or(0, |it| it.len());
        ensure(bytes >= 16, || format!("nonce {nonce} is {bytes} bytes of base64url, not 16 or more"))?;
    }
    Ok(())
}

pub(super) fn nonsense(bench: &Bench) -> Outcome {
    let draft = bench.draft(bench.first(), &Wish::any().signed())?;
    let good = sign::request(&draft, &mint::key()?)?;
    let mut tries = vec![("/content_hash", good.clone()); 2];
    tries[0].1.content_hash = "no-digest".into();
    tries[1].1.content_hash.make_ascii_uppercase();
    let mut keys = vec![("/key", good); 3];
    keys[0].1.key.crv = "P-384".into();
    keys[1].1.key.x.truncate(20);
    keys[2].1.key.kty = "RSA".into();
    tries.extend(keys);
    for (place, body) in tries {
        let answer = bench.first().post(&draft.path("challenges"), &body)?;
        let problem = answer.problem(422, &ProblemCode::Invalid)?;
        if !problem.errors.iter().any(|it| it.pointer.starts_with(place)) {
            return Err(answer.broken(&format!("an error at {place}")));
        }
    }
    Ok(())
}

pub(super) fn others(bench: &Bench) -> Outcome {
    let draft = asked(bench)?.draft;
    let body = sign::request(&draft, &mint::key()?)?;
    bench.second().post(&draft.path("challenges"), &body)?.problem(403, &ProblemCode::NotAllowed)?;
    Ok(())
}

pub(super) fn wording(bench: &Bench) -> Outcome {
    sign::wording(bench)?;
    for text in bench.discovery().legal.iter().filter(|it| it.purpose == LegalUse::Signing) {
        let hash = canon::sha256_hex(text.text.as_bytes());
        ensure(hash == text.sha256, || {
            format!("wording {}: its digest is {hash}, not {}", text.id, text.sha256)
        })?;
        ensure(!text.text.trim().is_empty(), || format!("wording {} says nothing", text.id))?;
    }
    Ok(())
}
