//! What was handed in: receipts, manifests, signatures, files.

use std::collections::BTreeMap;

use contract::{Consent, LegalUse, PartyKind, SignerRole, SigningPlace};
use esign::envelope::{EnvelopeExpectation, check_and_verify};

use super::past::past;

#[test]
fn every_receipt_is_the_halls_and_about_what_was_filed() {
    let past = past();
    let mut last = (0, past.submissions[0].receipt.claims.received_at);
    for sent in &past.submissions {
        let claims = &sent.receipt.claims;
        let expected = esign::receipt::Expected::of(sent.filing.clone(), &sent.manifest).unwrap();
        sent.receipt.matches(&expected).unwrap();
        assert!(esign::verify(&sent.receipt.to_verify(&past.keys).unwrap()), "{}", claims.receipt_no);
        assert_eq!(sent.content_hash, canon::content_hash(&sent.manifest).unwrap());
        assert!(claims.hall_seq == last.0 + 1 && claims.received_at >= last.1, "{}", claims.receipt_no);
        assert_eq!((claims.received_at, claims.hall_epoch), (sent.received_at, 1));
        last = (claims.hall_seq, claims.received_at);
    }
}

#[test]
fn every_manifest_keeps_to_its_guide_and_form() {
    let guides = fixtures::guides().unwrap();
    let past = past();
    let mut online = 0;
    for sent in &past.submissions {
        let guide = guides.iter().find(|it| it.matter == sent.manifest.matter).unwrap();
        let wrong = form::manifest_problems(guide, &past.limits, &sent.manifest, rules::verdict);
        assert!(wrong.is_empty(), "{} for {}: {wrong:?}", guide.matter, sent.manifest.principal.name);
        assert!(guide.form.is_some() || sent.window, "{} is not filed online", guide.matter);
        online += usize::from(!sent.window);
    }
    assert!(online >= 150, "{online}");
}

#[test]
fn what_came_by_phone_is_signed_by_its_signer_and_what_came_to_the_window_is_not() {
    let (guides, mandates) = (fixtures::guides().unwrap(), fixtures::mandates().unwrap());
    let past = past();
    let names: BTreeMap<&str, &str> =
        past.people.iter().map(|it| (it.id.as_str(), it.name.as_str())).collect();
    let consents: Vec<_> = fixtures::legal_texts()
        .into_iter()
        .filter(|it| it.purpose == LegalUse::Signing)
        .map(|it| Consent { id: it.id, lang: it.lang, sha256: it.sha256 })
        .collect();
    for sent in &past.submissions {
        let manifest = &sent.manifest;
        let esign = guides.iter().any(|it| it.matter == manifest.matter && it.esign);
        assert_eq!(sent.signatures.len(), usize::from(esign && !sent.window), "{}", manifest.matter);
        let mandate = mandates.iter().find(|it| Some(&it.id) == manifest.mandate.as_ref());
        let signer = mandate.map_or(manifest.principal.id.as_str(), |it| it.signer.as_str());
        if mandate.is_some_and(|it| it.place == SigningPlace::OwnAccount) && !sent.signatures.is_empty() {
            assert_eq!(signer, manifest.actor.id.as_str(), "{}", manifest.matter);
        }
        let role = match manifest.principal.kind {
            PartyKind::Organisation => SignerRole::LegalRepresentative,
            _ => SignerRole::Principal,
        };
        for signed in &sent.signatures {
            let apart = signer != manifest.actor.id.as_str();
            let expected = EnvelopeExpectation {
                hall: manifest.hall.clone(),
                filing_id: sent.filing.clone(),
                matter: manifest.matter.clone(),
                content_hash: sent.content_hash.clone(),
                consents: consents.clone(),
                sub: signer.parse().unwrap(),
                role: role.clone(),
                by: apart.then(|| manifest.actor.id.clone()),
                name: names[signer].to_owned(),
                keys: past.keys.clone(),
                at: sent.received_at,
            };
            check_and_verify(signed, &expected).unwrap();
        }
    }
}

#[test]
fn every_attachment_is_there_and_is_what_the_manifest_says() {
    let past = past();
    for sent in &past.submissions {
        for file in &sent.manifest.attachments {
            let bytes = &past.files[&(sent.filing.clone(), file.sha256.clone())];
            assert_eq!((bytes.len() as u64, canon::sha256_hex(bytes)), (file.length, file.sha256.clone()));
            assert!(hall::uploads::sniff::media_type(bytes).is_some(), "{}", file.name);
        }
    }
}
