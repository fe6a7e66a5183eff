//! Tests over one small guide: opening a food shop.

mod broken;
mod checklist;
mod definition;
mod form;
mod manifest;
mod properties;
mod schema_oracle;

use contract::{Answers, Format, FormatVerdict, Guide, Limits, Manifest, ScenarioAnswers};
use serde_json::{Value, json};

/// A format check that needs no knowledge of identifiers: the text says what it is.
fn check(_: &Format, text: &str) -> FormatVerdict {
    if text.contains("bad") {
        FormatVerdict::Bad
    } else if text.contains("doubtful") {
        FormatVerdict::Doubtful
    } else {
        FormatVerdict::Good
    }
}

fn scenario(pairs: &[(&str, &str)]) -> ScenarioAnswers {
    pairs.iter().map(|(question, option)| ((*question).to_owned(), (*option).to_owned())).collect()
}

fn answers(value: Value) -> Answers {
    serde_json::from_value(value).unwrap()
}

fn limits() -> Limits {
    Limits {
        file_bytes: 1000,
        chunk_bytes: 100,
        files_per_material: 3,
        file_types: vec!["image/jpeg".into()],
        body_bytes: 1 << 20,
        upload_days: 7,
        lookup_misses_per_hour: None,
        regions_at_once: None,
    }
}

/// Premises: own, rented (then: a contract, and whether it was registered), or on the street (stop).
fn guide() -> Guide {
    let coded = |code: &str| json!({"code": code, "text": code});
    let limit = json!({"n": 5, "unit": "working-day"});
    let material = |id: &str, necessity: &str, when: Value| {
        let mut material = json!({
            "id": id, "name": id, "necessity": coded(necessity), "source": coded("applicant"),
            "original": "复印件", "paper_copies": 0
        });
        if !when.is_null() {
            material["when"] = when;
        }
        material
    };
    let mut guide = json!({
        "matter": "food-shop", "version": 3, "updated_on": "2026-06-01", "title": "食品经营许可",
        "aliases": [], "kind": coded("licence"), "level": coded("county"),
        "department": {"name": "县市场监管局", "nature": "行政机关"}, "audiences": ["person"],
        "handling": coded("promised"), "topics": [], "legal_basis": [], "conditions": [],
        "statutory": limit, "promised": limit, "special_procedures": [], "steps": [], "channels": [],
        "depth": coded("fully-online"), "visits": 0, "places": [], "consult": "", "supervise": "", "fees": [],
        "results": [], "intermediaries": [], "faq": [], "esign": true, "village": false,
        "deliveries": ["electronic", "courier"]
    });
    guide["form"] = form_json();
    guide["questions"] = json!([
        {"id": "premises", "text": "店面是自己的吗？", "options": [
            {"id": "own", "text": "是"}, {"id": "rent", "text": "租的"},
            {"id": "street", "text": "摆摊", "stop": "请到城管窗口办理"}]},
        {"id": "registered", "text": "租约备案了吗？", "show_if": {"field": "premises", "is": "rent"},
            "options": [{"id": "yes", "text": "是"}, {"id": "no", "text": "没有"}]}
    ]);
    guide["materials"] = json!([
        material("identity", "fetched", Value::Null),
        material("layout", "required", Value::Null),
        material("deed", "required", json!({"field": "premises", "is": "own"})),
        material("lease", "required", json!({"field": "premises", "is": "rent"})),
        material("registration", "may-follow", json!({"field": "registered", "is": "no"})),
        material("photo", "optional", Value::Null),
    ]);
    serde_json::from_value(guide).unwrap()
}

fn form_json() -> Value {
    json!({
        "id": "food-shop", "version": 2,
        "schema": {"type": "object", "properties": {
            "shop_name": {"type": "string", "title": "店名", "minLength": 2, "maxLength": 6},
            "mobile": {"type": "string", "title": "手机", "format": "hall-mobile"},
            "seats": {"type": "integer", "title": "座位", "minimum": 0, "maximum": 500},
            "takeaway": {"type": "boolean", "title": "外卖"},
            "platform": {"type": "string", "title": "平台", "oneOf": [
                {"const": "a", "title": "甲"}, {"const": "b", "title": "乙"}, {"const": "own", "title": "自营"}]},
            "site": {"type": "string", "title": "网址"},
            "landlord": {"type": "string", "title": "房东", "minLength": 2}
        }},
        "sections": [
            {"id": "shop", "title": "店铺", "fields": [
                {"name": "shop_name", "required": true},
                {"name": "mobile", "required": true},
                {"name": "seats"}
            ]},
            {"id": "sales", "title": "经营", "fields": [
                {"name": "takeaway", "required": true},
                {"name": "platform", "required": true, "show_if": {"field": "takeaway", "is": "true"}},
                {"name": "site", "show_if": {"field": "platform", "is": "own"}}
            ]},
            {"id": "lease", "title": "租赁", "fields": [
                {"name": "landlord", "required": true, "show_if": {"field": "premises", "is": "rent"}}
            ]}
        ]
    })
}

/// A manifest that may be received: rented and unregistered, with a promise for the registration.
fn manifest() -> Manifest {
    let digest = "0a".repeat(32);
    let party = json!({"id": "p1", "kind": "person", "name": "李敏"});
    serde_json::from_value(json!({
        "v": 1, "hall": "yunxiu", "matter": "food-shop", "guide_version": 3, "form_version": 2,
        "scenario": {"premises": "rent", "registered": "no"},
        "answers": {"shop_name": "云岫小馆", "mobile": "13800000001", "takeaway": false, "landlord": "王强"},
        "attachments": [
            {"material_id": "layout", "index": 0, "name": "平面图.jpg", "length": 10, "sha256": digest},
            {"material_id": "layout", "index": 1, "name": "平面图 2.jpg", "length": 1000, "sha256": digest},
            {"material_id": "lease", "index": 0, "name": "租约.pdf", "length": 10, "sha256": digest}
        ],
        "principal": party, "actor": party,
        "commitments": [{"text_id": "commitment-2026-01", "sha256": digest, "material_id": "registration"}],
        "delivery": {"kind": "electronic"}
    }))
    .unwrap()
}
