//! The vectors that must be accepted: manifest → canonical → hash → statement → envelope → JWS → receipt.

use contract::{Manifest, SignedEnvelope};
use esign::envelope::{self, Will};
use esign::{jws, receipt};
use serde_json::{Value, json};

use crate::cast;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|it| format!("{it:02x}")).collect()
}

pub(crate) fn keys() -> Value {
    let private = |who: &str| hex(&cast::scalar(who));
    json!({
        "about": "TEST KEYS. The private halves are published here and must never be used for anything else.",
        "hall": {
            "jwks": cast::keys(),
            "test_only_private_scalars": {cast::KID: private("hall"), cast::OLD_KID: private("hall in 2025")},
        },
        "signer": {
            "jwk": cast::key("signer").jwk(None),
            "thumbprint": cast::jkt(),
            "test_only_private_scalar": private("signer"),
        },
    })
}

pub(crate) fn manifests() -> Value {
    let case = |(name, manifest): (&str, Value)| {
        let typed: Manifest = serde_json::from_value(manifest.clone()).unwrap();
        json!({
            "name": name,
            "manifest": manifest,
            "canonical": canon::canonical_text_of(&typed).unwrap(),
            "content_hash": canon::content_hash(&typed).unwrap(),
        })
    };
    let cases = [
        ("first filing", cast::first_filing()),
        ("no form, no files", cast::smallest()),
        ("correction on behalf of an organisation", cast::on_behalf_correction()),
        ("awkward strings and integers", cast::awkward()),
    ];
    json!({
        "about": "content_hash = SHA-256 over the UTF-8 bytes of `canonical` (RFC 8785 on restricted input).",
        "cases": cases.map(case),
    })
}

pub(crate) fn challenge() -> Value {
    let statement = cast::statement();
    json!({
        "about": "The hall's statement about a signer's key: compact JWS over canonical JSON.",
        "statement": statement,
        "canonical": canon::canonical_text_of(&statement).unwrap(),
        "jws": cast::challenge(&statement),
        "expected": {
            "hall": cast::HALL, "filing_id": cast::FILING, "content_hash": cast::content_hash(),
            "jkt": cast::jkt(), "sub": cast::SIGNER,
        },
    })
}

pub(crate) fn sign(envelope: String, ink: Option<String>) -> SignedEnvelope {
    let signer = cast::key("signer");
    let jws = signer.sign_detached(&jws::detached_header(&cast::jkt()), envelope.as_bytes());
    SignedEnvelope { envelope, jws, key: signer.jwk(None), ink }
}

pub(crate) fn drawn() -> SignedEnvelope {
    let log = cast::ink_log();
    let (_, text) = envelope::build(cast::parts(&cast::wording(), Will::Drawn(&log))).unwrap();
    sign(text, Some(log))
}

pub(crate) fn typed() -> SignedEnvelope {
    let (_, text) = envelope::build(cast::parts(&cast::wording(), Will::Typed(cast::NAME))).unwrap();
    sign(text, None)
}

pub(crate) fn envelopes() -> Value {
    let expected = cast::expectation();
    let case = |name: &str, signed: SignedEnvelope| {
        let svg = signed.ink.as_ref().map(|it| ink::Log::parse(it).unwrap().svg());
        let mut case = json!({
            "name": name,
            "envelope": serde_json::from_str::<Value>(&signed.envelope).unwrap(),
            "signed": signed,
        });
        if let Some(svg) = svg {
            case["svg"] = svg.into();
        }
        case
    };
    json!({
        "about": "What a person signs: canonical JSON under a detached JWS (RFC 7797, b64 false).",
        "wording": cast::wording(),
        "expected": {
            "hall": expected.hall, "filing_id": expected.filing_id, "matter": expected.matter,
            "content_hash": expected.content_hash, "consents": expected.consents, "sub": expected.sub,
            "role": expected.role, "name": expected.name, "at": expected.at,
        },
        "cases": [case("drawn", drawn()), case("typed", typed())],
    })
}

pub(crate) fn receipts() -> Value {
    let receipt = cast::receipt();
    let case = |name: &str, who: &str, kid: &str| {
        json!({
            "name": name,
            "receipt": receipt,
            "canonical": canon::canonical_text_of(&receipt).unwrap(),
            "jws": cast::key(who).sign_json(receipt::TYP, &kid.parse().unwrap(), &receipt).unwrap(),
        })
    };
    json!({
        "about": "The hall's signed word that it has a filing: compact JWS over canonical JSON.",
        "expected": {
            "hall": cast::HALL, "filing_id": cast::FILING, "content_hash": cast::content_hash(),
            "attachment_count": 4,
        },
        "cases": [case("current key", "hall", cast::KID), case("older key", "hall in 2025", cast::OLD_KID)],
    })
}
