//! Manifest, finalize, signatures, receipts.

use contract::*;
use serde_json::{Value, json};

use super::*;

pub(super) fn samples() -> Vec<(&'static str, Value)> {
    let manifest = manifest();
    let envelope = Envelope {
        v: 1,
        typ: "hall-esign/1".into(),
        hall: id("yunxiu-990101"),
        filing_id: id("f-1"),
        matter: id("food"),
        content_hash: HASH.into(),
        consent: Consent { id: "signing-2026-01".into(), lang: "zh-CN".into(), sha256: HASH.into() },
        signer: Signer { role: SignerRole::Principal, sub: id("p-chenyu") },
        cap: Capture { kind: CaptureKind::Draw, ink: Some(ink()), typed: Some("陈屿".into()) },
        challenge: JWS.into(),
        at: instant(),
    };
    let signed = SignedEnvelope {
        envelope: serde_json::to_string(&envelope).unwrap(),
        jws: "eyJhbGciOiJFUzI1NiJ9..c2ln".into(),
        key: jwk(),
        ink: Some("{}".into()),
    };
    let statement = KeyStatement {
        nonce: POINT.into(),
        hall: id("yunxiu-990101"),
        filing_id: id("f-1"),
        content_hash: HASH.into(),
        jkt: POINT.into(),
        sub: id("p-chenyu"),
        by: Some(id("p-zhanglihua")),
        issued_at: instant(),
        expires_at: instant(),
    };
    let receipt = Receipt {
        filing_id: id("f-1"),
        receipt_no: "990101-20261122-000001".into(),
        content_hash: HASH.into(),
        attachment_count: 1,
        hall: id("yunxiu-990101"),
        hall_epoch: 1,
        hall_seq: 1,
        received_at: instant(),
    };
    let lookup = ReceiptLookup {
        state: ReceiptState::Accepted,
        receipt: Some(JWS.into()),
        case_id: Some(id("c-1")),
        problem: Some(hall::problem()),
    };
    let device = DeviceSeq { id: id("d-1"), seq: 7 };
    let finalize = Finalize {
        device: device.clone(),
        manifest: manifest.clone(),
        content_hash: HASH.into(),
        signatures: vec![signed.clone()],
    };
    vec![
        sample("Manifest", &manifest),
        sample("Attachment", &manifest.attachments[0]),
        sample("Commitment", &manifest.commitments[0]),
        sample("DeliveryChoice", &manifest.delivery),
        sample("DeviceSeq", &device),
        sample("Finalize", &finalize),
        sample(
            "ChallengeRequest",
            &ChallengeRequest { content_hash: HASH.into(), key: jwk(), mandate: Some(id("m-1")) },
        ),
        sample("Challenge", &Challenge { statement: JWS.into(), expires_at: instant() }),
        sample("KeyStatement", &statement),
        sample("Consent", &envelope.consent),
        sample("Signer", &envelope.signer),
        sample("Capture", &envelope.cap),
        sample("InkRef", &ink()),
        sample("Envelope", &envelope),
        sample("SignedEnvelope", &signed),
        sample("Receipt", &receipt),
        sample("ReceiptLookup", &lookup),
    ]
}

fn ink() -> InkRef {
    InkRef { fmt: "ink/1".into(), len: 8_123, sha256: HASH.into(), svg_sha256: HASH.into() }
}

pub(super) fn manifest() -> Manifest {
    Manifest {
        v: 1,
        hall: id("yunxiu-990101"),
        matter: id("food"),
        guide_version: 3,
        form_version: Some(1),
        scenario: [("premises".to_owned(), "lease".to_owned())].into(),
        answers: [
            ("shop_name".to_owned(), json!("柳溪面馆")),
            ("area".to_owned(), json!(60)),
            ("takeaway".to_owned(), json!(true)),
        ]
        .into(),
        attachments: vec![Attachment {
            material_id: id("floor-plan"),
            index: 0,
            name: "平面图.jpg".into(),
            length: 482_133,
            sha256: HASH.into(),
        }],
        principal: party(),
        actor: party(),
        mandate: Some(id("m-1")),
        project: Some(id("2609-990101-04-01-100016")),
        commitments: vec![Commitment {
            text_id: "commitment-2026-01".into(),
            sha256: HASH.into(),
            material_id: Some(id("health-certificate")),
        }],
        delivery: DeliveryChoice {
            kind: DeliveryKind::Courier,
            to: [("name".to_owned(), "陈屿".to_owned())].into(),
        },
        corrects: Some(id("n-1")),
    }
}
