//! Everything that must be refused is, for the reason the file gives.

use contract::{Manifest, SignedEnvelope};
use esign::envelope;

use crate::accept::{challenge_outcome, envelope_expected, receipt_outcome};
use crate::{cases, text, vectors};

#[test]
fn texts() {
    for case in cases(&vectors("refusals.json")["texts"]) {
        let code = canon::parse_canonical(text(case, "text")).err().map(|it| it.code());
        assert_eq!(code, Some(text(case, "code")), "{}", text(case, "name"));
    }
}

#[test]
fn manifests() {
    for case in cases(&vectors("refusals.json")["manifests"]) {
        let manifest: Manifest = serde_json::from_value(case["manifest"].clone()).unwrap();
        let code = canon::content_hash(&manifest).err().map(|it| it.code());
        assert_eq!(code, Some(text(case, "code")), "{}", text(case, "name"));
    }
}

#[test]
fn challenges() {
    for case in cases(&vectors("refusals.json")["challenges"]) {
        let code = challenge_outcome(text(case, "jws")).err();
        assert_eq!(code, Some(text(case, "code")), "{}", text(case, "name"));
    }
}

#[test]
fn receipts() {
    for case in cases(&vectors("refusals.json")["receipts"]) {
        let code = receipt_outcome(text(case, "jws")).err();
        assert_eq!(code, Some(text(case, "code")), "{}", text(case, "name"));
    }
}

#[test]
fn envelopes() {
    for case in cases(&vectors("refusals.json")["envelopes"]) {
        let signed: SignedEnvelope = serde_json::from_value(case["signed"].clone()).unwrap();
        let code = envelope::check_and_verify(&signed, &envelope_expected()).err().map(|it| it.code());
        assert_eq!(code, Some(text(case, "code")), "{}", text(case, "name"));
    }
}

const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

#[test]
fn no_changed_byte_of_a_receipt_is_accepted() {
    let file = vectors("receipts.json");
    let good = text(&file["cases"][0], "jws").as_bytes();
    let ends_segment = |index: usize| good.get(index + 1).is_none_or(|it| *it == b'.');
    for index in 0..good.len() {
        // One bit anywhere; at the end of a segment, where bits may be unused, every other character.
        let others = if ends_segment(index) { ALPHABET.to_vec() } else { vec![good[index] ^ 1] };
        for other in others.into_iter().filter(|it| *it != good[index]) {
            let mut changed = good.to_vec();
            changed[index] = other;
            let Ok(changed) = String::from_utf8(changed) else { continue };
            assert!(receipt_outcome(&changed).is_err(), "byte {index} as {:?}", char::from(other));
        }
    }
}

#[test]
fn no_part_of_a_receipt_is_accepted() {
    let file = vectors("receipts.json");
    let good = text(&file["cases"][0], "jws");
    for index in 0..good.len() {
        assert!(receipt_outcome(&good[..index]).is_err(), "the first {index} bytes");
    }
}

#[test]
fn no_changed_byte_of_an_envelope_its_signature_or_its_ink_is_accepted() {
    let file = vectors("envelopes.json");
    let good: SignedEnvelope = serde_json::from_value(file["cases"][0]["signed"].clone()).unwrap();
    let expected = envelope_expected();
    type Part = fn(&mut SignedEnvelope) -> &mut String;
    let parts: [(&str, Part); 5] = [
        ("envelope", |it| &mut it.envelope),
        ("jws", |it| &mut it.jws),
        ("ink", |it| it.ink.as_mut().unwrap()),
        ("x", |it| &mut it.key.x),
        ("y", |it| &mut it.key.y),
    ];
    for (name, part) in parts {
        for index in 0..part(&mut good.clone()).len() {
            let mut changed = good.clone();
            let mut bytes = part(&mut changed).clone().into_bytes();
            bytes[index] ^= 1;
            let Ok(text) = String::from_utf8(bytes) else { continue };
            *part(&mut changed) = text;
            assert!(envelope::check_and_verify(&changed, &expected).is_err(), "byte {index} of {name}");
        }
    }
}
