//! Everything that must be accepted is, through the public API alone.

use contract::{Jwk, Jwks, Manifest};
use esign::envelope::{self, EnvelopeExpectation};
use esign::{challenge, receipt, verify};
use serde_json::Value;

use crate::{cases, text, vectors};

/// The keys of the hall.
pub(crate) fn keys() -> Jwks {
    serde_json::from_value(vectors("keys.json")["hall"]["jwks"].clone()).unwrap()
}

/// What every receipt in the files is held against.
pub(crate) fn receipt_expected() -> receipt::Expected {
    let it = &vectors("receipts.json")["expected"];
    receipt::Expected {
        hall: text(it, "hall").parse().unwrap(),
        filing_id: text(it, "filing_id").parse().unwrap(),
        content_hash: text(it, "content_hash").into(),
        attachment_count: it["attachment_count"].as_u64().unwrap() as u32,
    }
}

/// What every statement in the files is held against.
pub(crate) fn challenge_expected() -> challenge::Expected {
    let it = &vectors("challenge.json")["expected"];
    challenge::Expected {
        hall: text(it, "hall").parse().unwrap(),
        filing_id: text(it, "filing_id").parse().unwrap(),
        content_hash: text(it, "content_hash").into(),
        jkt: text(it, "jkt").into(),
        sub: text(it, "sub").parse().unwrap(),
        by: None,
    }
}

/// What every envelope in the files is held against.
pub(crate) fn envelope_expected() -> EnvelopeExpectation {
    let it = &vectors("envelopes.json")["expected"];
    EnvelopeExpectation {
        hall: text(it, "hall").parse().unwrap(),
        filing_id: text(it, "filing_id").parse().unwrap(),
        matter: text(it, "matter").parse().unwrap(),
        content_hash: text(it, "content_hash").into(),
        consents: serde_json::from_value(it["consents"].clone()).unwrap(),
        sub: text(it, "sub").parse().unwrap(),
        role: contract::SignerRole::from(text(it, "role").to_owned()),
        by: None,
        name: text(it, "name").into(),
        keys: keys(),
        at: text(it, "at").parse().unwrap(),
    }
}

/// Reads, compares and verifies a receipt.
pub(crate) fn receipt_outcome(jws: &str) -> Result<contract::Receipt, &'static str> {
    let read = receipt::read(jws).map_err(|it| it.code())?;
    read.matches(&receipt_expected()).map_err(|it| it.code())?;
    let proof = read.to_verify(&keys()).map_err(|it| it.code())?;
    if verify(&proof) { Ok(read.claims) } else { Err("signature") }
}

/// Reads, compares and verifies a statement.
pub(crate) fn challenge_outcome(jws: &str) -> Result<contract::KeyStatement, &'static str> {
    let read = challenge::read(jws).map_err(|it| it.code())?;
    read.matches(&challenge_expected()).map_err(|it| it.code())?;
    let proof = read.to_verify(&keys()).map_err(|it| it.code())?;
    if verify(&proof) { Ok(read.claims) } else { Err("signature") }
}

#[test]
fn manifests_have_their_canonical_form_and_hash() {
    for case in cases(&vectors("manifests.json")["cases"]) {
        let (name, canonical) = (text(case, "name"), text(case, "canonical"));
        let manifest: Manifest = serde_json::from_value(case["manifest"].clone()).unwrap();
        assert_eq!(canon::content_hash(&manifest).unwrap(), text(case, "content_hash"), "{name}");
        assert_eq!(canon::canonical(&case["manifest"]).unwrap(), canonical.as_bytes(), "{name}");
        assert_eq!(&canon::parse_canonical(canonical).unwrap(), &case["manifest"], "{name}");
        assert_eq!(canon::sha256_hex(canonical.as_bytes()), text(case, "content_hash"), "{name}");
    }
}

#[test]
fn the_signers_thumbprint_is_the_one_stated() {
    let signer = &vectors("keys.json")["signer"];
    let key: Jwk = serde_json::from_value(signer["jwk"].clone()).unwrap();
    assert_eq!(esign::thumbprint(&key).unwrap(), text(signer, "thumbprint"));
    assert_eq!(challenge_expected().jkt, text(signer, "thumbprint"));
}

#[test]
fn the_statement_holds() {
    let file = vectors("challenge.json");
    let stated = challenge_outcome(text(&file, "jws")).unwrap();
    assert_eq!(serde_json::to_value(stated).unwrap(), file["statement"]);
}

#[test]
fn a_statement_may_be_used_until_its_last_instant() {
    let read = challenge::read(text(&vectors("challenge.json"), "jws")).unwrap();
    let table = [
        ("2026-03-09T09:28:00+08:00", None),
        ("2026-03-09T01:28:00Z", None),
        ("2026-03-09T09:28:01+08:00", Some("expired")),
    ];
    for (at, code) in table {
        assert_eq!(read.current(at.parse().unwrap()).err().map(|it| it.code()), code, "{at}");
    }
}

#[test]
fn envelopes_hold() {
    let file = vectors("envelopes.json");
    for case in cases(&file["cases"]) {
        let signed = serde_json::from_value(case["signed"].clone()).unwrap();
        let checked = envelope::check_and_verify(&signed, &envelope_expected()).unwrap();
        assert_eq!(serde_json::to_value(checked.envelope).unwrap(), case["envelope"], "{case}");
        assert_eq!(checked.verify.len(), 2, "the signer's signature and the hall's");
        if let Some(svg) = case["svg"].as_str() {
            assert_eq!(canon::sha256_hex(svg.as_bytes()), case["envelope"]["cap"]["ink"]["svg_sha256"]);
        }
    }
}

#[test]
fn receipts_hold() {
    for case in cases(&vectors("receipts.json")["cases"]) {
        let receipt = receipt_outcome(text(case, "jws")).unwrap();
        assert_eq!(serde_json::to_value(receipt).unwrap(), case["receipt"]);
    }
}

#[test]
fn an_expectation_comes_of_the_manifest() {
    let manifest: Value = vectors("manifests.json")["cases"][0]["manifest"].clone();
    let manifest: Manifest = serde_json::from_value(manifest).unwrap();
    let filing = receipt_expected().filing_id;
    assert_eq!(receipt::Expected::of(filing, &manifest), Ok(receipt_expected()));
}
