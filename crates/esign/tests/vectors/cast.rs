//! Who and what the golden vectors are about: a restaurant licence in 云岫县, which does not exist.

use contract::{
    FilingId, HallId, Instant, Jwks, KeyId, KeyStatement, LegalText, LegalUse, Manifest, PartyId, Receipt,
    Signer, SignerRole,
};
use esign::SigningKey;
use esign::envelope::{EnvelopeExpectation, EnvelopeParts, Will};
use serde_json::{Value, json};

pub(crate) const HALL: &str = "yunxiu-990101";
pub(crate) const FILING: &str = "019c8f2a-6d00-7c41-9a55-3f1e02b7c9d4";
pub(crate) const OTHER_FILING: &str = "019c8f2a-6d00-7c41-9a55-3f1e02b7c9d5";
pub(crate) const SIGNER: &str = "p-chenyu";
pub(crate) const NAME: &str = "陈屿";
pub(crate) const KID: &str = "yunxiu-2026";
pub(crate) const OLD_KID: &str = "yunxiu-2025";

/// A private key that everyone can compute. For vectors only.
pub(crate) fn scalar(who: &str) -> [u8; 32] {
    canon::sha256(format!("golden vectors, TEST ONLY, key of {who}").as_bytes())
}

pub(crate) fn key(who: &str) -> SigningKey {
    SigningKey::generate(scalar(who)).unwrap()
}

pub(crate) fn keys() -> Jwks {
    let kid = |text: &str| Some(text.parse::<KeyId>().unwrap());
    Jwks { keys: vec![key("hall").jwk(kid(KID)), key("hall in 2025").jwk(kid(OLD_KID))] }
}

pub(crate) fn hall() -> HallId {
    HALL.parse().unwrap()
}

pub(crate) fn filing() -> FilingId {
    FILING.parse().unwrap()
}

pub(crate) fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

pub(crate) fn jkt() -> String {
    esign::thumbprint(&key("signer").jwk(None)).unwrap()
}

fn party(id: &str, kind: &str, name: &str) -> Value {
    json!({"id": id, "kind": kind, "name": name})
}

fn file(material: &str, index: u32, name: &str) -> Value {
    let bytes = format!("样本文件 {material} {index}");
    json!({
        "material_id": material, "index": index, "name": name,
        "length": bytes.len(), "sha256": canon::sha256_hex(bytes.as_bytes()),
    })
}

pub(crate) fn first_filing() -> Value {
    let promised = canon::sha256_hex("我承诺所填内容真实。".as_bytes());
    json!({
        "v": 1, "hall": HALL, "matter": "food-licence", "guide_version": 3, "form_version": 2,
        "scenario": {"kind": "restaurant", "premises": "rented"},
        "answers": {
            "shop_name": "云岫小馆", "address": "云岫县青石街 18 号", "seats": 24, "opens_on": "2026-04-01",
            "cold_dishes": false, "mobile": "13800000001"
        },
        "attachments": [
            file("id-card", 0, "身份证 正面.jpg"), file("id-card", 1, "身份证 反面.jpg"),
            file("layout-plan", 0, "平面图.pdf"), file("lease", 0, "租赁合同.pdf")
        ],
        "principal": party(SIGNER, "person", NAME), "actor": party(SIGNER, "person", NAME),
        "commitments": [
            {"text_id": "commitment-2026-01", "sha256": promised},
            {"text_id": "commitment-2026-01", "sha256": promised, "material_id": "health-certificate"}
        ],
        "delivery": {"kind": "electronic"}
    })
}

pub(crate) fn smallest() -> Value {
    json!({
        "v": 1, "hall": HALL, "matter": "urge", "guide_version": 1,
        "scenario": {}, "answers": {}, "attachments": [],
        "principal": party(SIGNER, "person", NAME), "actor": party(SIGNER, "person", NAME),
        "commitments": [], "delivery": {"kind": "window"}
    })
}

pub(crate) fn on_behalf_correction() -> Value {
    let mut manifest = first_filing();
    manifest["principal"] = party("o-yunxiu-xiaoguan", "organisation", "云岫县云岫小馆（个体工商户）");
    manifest["mandate"] = json!("m-0007");
    manifest["corrects"] = json!("n-0001");
    manifest["delivery"] = json!({
        "kind": "courier",
        "to": {"name": "买买提·吐尔逊", "mobile": "13800000003", "address": "云岫县青石街 18 号"}
    });
    manifest
}

/// Whatever a canonicaliser tends to get wrong.
pub(crate) fn awkward() -> Value {
    let mut manifest = smallest();
    manifest["answers"] = json!({
        "quotes": "\"\\/", "controls": "\u{0}\u{8}\t\n\u{b}\u{c}\r\u{1f}\u{7f}",
        "separators": "\u{2028}\u{2029}\u{feff}", "rare_name": "𠮷·㐀", "composed": "é", "decomposed": "e\u{301}",
        "largest": 9_007_199_254_740_991_i64, "smallest": -9_007_199_254_740_991_i64, "zero": 0,
        "Upper": true, "lower": false, "a": "", "a-": "", "a0": "", "a_": "", "aa": ""
    });
    manifest
}

pub(crate) fn content_hash() -> String {
    let manifest: Manifest = serde_json::from_value(first_filing()).unwrap();
    canon::content_hash(&manifest).unwrap()
}

pub(crate) fn statement() -> KeyStatement {
    KeyStatement {
        nonce: esign::jws::b64(&canon::sha256(b"nonce")[..16]),
        hall: hall(),
        filing_id: filing(),
        content_hash: content_hash(),
        jkt: jkt(),
        sub: SIGNER.parse().unwrap(),
        by: None,
        issued_at: at("2026-03-02T09:28:00+08:00"),
        expires_at: at("2026-03-09T09:28:00+08:00"),
    }
}

pub(crate) fn challenge(statement: &KeyStatement) -> String {
    key("hall").sign_json(esign::challenge::TYP, &KID.parse().unwrap(), statement).unwrap()
}

pub(crate) fn receipt() -> Receipt {
    Receipt {
        filing_id: filing(),
        receipt_no: "990101-2026-000042".into(),
        content_hash: content_hash(),
        attachment_count: 4,
        hall: hall(),
        hall_epoch: 1,
        hall_seq: 42,
        received_at: at("2026-03-02T09:31:07+08:00"),
    }
}

pub(crate) fn wording() -> LegalText {
    let text = "你同意用手写签名采集的方式确认本次申报。系统会记录笔迹、时间和申报内容的摘要。";
    LegalText {
        id: "signing-2026-01".into(),
        purpose: LegalUse::Signing,
        lang: "zh-CN".into(),
        title: "手写签名采集说明".into(),
        text: text.into(),
        sha256: canon::sha256_hex(text.as_bytes()),
    }
}

/// A log of ink: horizontal and vertical strokes, as (x, y, Δx, Δy) in CSS px, eight samples each.
fn drawn(strokes: &[(i32, i32, i32, i32)]) -> String {
    let pad = ink::Pad { w: 360, h: 200, rot: ink::Rotation::R0, dpr1000: 3000 };
    let device = ink::Device { coal: true, pressure: ink::Pressure::None, pointer: ink::Pointer::Touch };
    let mut recorder = ink::Recorder::new(pad, device).unwrap();
    for ((x, y, dx, dy), start) in strokes.iter().zip((0_u64..).step_by(4_000)) {
        recorder.down(x * 32, y * 32, start, 0);
        for step in 1..=7 {
            recorder.moved(x * 32 + dx * 4 * step, y * 32 + dy * 4 * step, start + 160 * step as u64, 0);
        }
        recorder.up(x * 32 + dx * 32, y * 32 + dy * 32, start + 1_280);
    }
    recorder.finish().to_json()
}

pub(crate) fn ink_log() -> String {
    drawn(&[(60, 40, 120, 0), (60, 100, 120, 0), (50, 160, 140, 0), (120, 40, 0, 120)])
}

pub(crate) fn dots() -> String {
    drawn(&[(60, 40, 0, 0), (100, 40, 1, 0)])
}

pub(crate) fn parts<'a>(wording: &'a LegalText, will: Will<'a>) -> EnvelopeParts<'a> {
    EnvelopeParts {
        hall: hall(),
        filing_id: filing(),
        matter: "food-licence".parse().unwrap(),
        content_hash: content_hash(),
        consent: wording,
        signer: Signer { role: SignerRole::Principal, sub: SIGNER.parse().unwrap() },
        will,
        challenge: challenge(&statement()),
        at: at("2026-03-02T09:29:40+08:00"),
    }
}

pub(crate) fn expectation() -> EnvelopeExpectation {
    let wording = wording();
    EnvelopeExpectation {
        hall: hall(),
        filing_id: filing(),
        matter: "food-licence".parse().unwrap(),
        content_hash: content_hash(),
        consents: vec![contract::Consent { id: wording.id, lang: wording.lang, sha256: wording.sha256 }],
        sub: SIGNER.parse::<PartyId>().unwrap(),
        role: SignerRole::Principal,
        by: None,
        name: NAME.into(),
        keys: keys(),
        at: at("2026-03-02T09:31:00+08:00"),
    }
}
