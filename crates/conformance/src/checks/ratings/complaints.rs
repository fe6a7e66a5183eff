//! Complaints and urging.

use serde_json::{Value, json};

use crate::bench::Bench;
use crate::filing::mint;
use crate::puts::{Kind, until};
use crate::trouble::{Outcome, Trouble, ensure};

const KIND: Kind = Kind { collection: "/api/v1/complaints", number: "no" };

fn complaint(text: &str) -> Value {
    json!({ "kind": "complaint", "text": text })
}

pub(super) fn first(bench: &Bench) -> Outcome {
    let path = KIND.address()?;
    let made = KIND.make(bench.first(), &path, &complaint("一致性测试：窗口没有人"))?;
    ensure(made["state"]["code"] == "received" && made["answers"] == json!([]), || {
        format!("PUT {path}: a new complaint is {}", made["state"]["code"])
    })
}

pub(super) fn again(bench: &Bench) -> Outcome {
    KIND.again(bench.first(), &complaint("一致性测试：同一件事说很多遍"))
}

pub(super) fn conflict(bench: &Bench) -> Outcome {
    KIND.conflict(bench.first(), &complaint("一"), &complaint("二"), "text")
}

pub(super) fn others(bench: &Bench) -> Outcome {
    let body = complaint("一致性测试：谁能看到");
    KIND.not_mine(bench, &body, &body)
}

pub(super) fn urge(bench: &Bench) -> Outcome {
    KIND.refused(bench.first(), &json!({ "kind": "urge", "text": "快一点" }), "/case_id")?;
    let about = |case: &str| json!({ "kind": "urge", "case_id": case, "text": "快一点" });
    KIND.refused(bench.first(), &about(&mint::uuid()?), "/case_id")?;
    let filed = match bench.filed() {
        Ok(filed) => filed,
        Err(Trouble::NotTried(_)) => return Ok(()),
        Err(other) => return Err(other),
    };
    KIND.refused(bench.second(), &about(filed.case_id.as_str()), "/case_id")
}

pub(super) fn texts(bench: &Bench) -> Outcome {
    for text in [String::new(), " ".to_owned(), "字".repeat(1001)] {
        KIND.refused(bench.first(), &complaint(&text), "/text")?;
    }
    KIND.make(bench.first(), &KIND.address()?, &complaint(&"字".repeat(1000))).map(drop)
}

pub(super) fn list(bench: &Bench) -> Outcome {
    KIND.own_list(bench, |n| complaint(&format!("一致性测试：第 {n} 件")))
}

pub(super) fn assigned(bench: &Bench) -> Outcome {
    let path = KIND.address()?;
    let mut body = complaint("一致性测试：我自己答复");
    body["id"] = json!("my-own");
    body["no"] = json!("MY-OWN");
    body["state"] = json!({ "code": "answered", "text": "已答复" });
    body["answers"] = json!([{ "at": "2026-01-01T00:00:00+08:00", "by": "我", "text": "我自己" }]);
    let made = KIND.make(bench.first(), &path, &body)?;
    let own = made["no"] == "MY-OWN" || made["state"]["code"] != "received" || made["answers"] != json!([]);
    ensure(!own, || format!("PUT {path}: the client wrote what is the hall's: {made}"))
}

pub(super) fn answered(bench: &Bench) -> Outcome {
    let path = KIND.address()?;
    KIND.make(bench.first(), &path, &complaint("一致性测试：什么时候答复"))?;
    let it = until(bench, &path, "an answer", |it| it["state"]["code"] == "answered")?;
    ensure(it["answers"][0]["text"].is_string(), || format!("GET {path}: answered, without an answer"))
}
