//! Uploads that lead astray, and signing for something else.

use canon::canonical_of;
use serde_json::{Value, json};

use super::super::ask::Op;
use super::super::play::{Play, Scene, after, instead};
use super::super::reply::Reply;

const STAYS: &str = "sends no byte there; says that it goes on later, and keeps the files";
const BOUNDED: &str = "stops after one try, waits, and keeps the files; no loop";

/// The hall's key statement with other claims, signed with a key that discovery names.
fn statement(scene: &Scene, reply: Reply, change: fn(&mut Value)) -> Reply {
    reply.changed(|body| {
        let mut claims = body["statement"].as_str().and_then(payload).unwrap_or_else(|| json!({}));
        change(&mut claims);
        let claims = canonical_of(&claims).unwrap_or_default();
        body["statement"] = json!(scene.forge.signed(esign::challenge::TYP, &claims));
    })
}

/// What a compact JWS says.
fn payload(jws: &str) -> Option<Value> {
    use base64::Engine as _;
    let body = jws.split('.').nth(1)?;
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(body).ok()?;
    serde_json::from_slice(&bytes).ok()
}

fn offset(at: u64) -> Reply {
    Reply::empty(204).with("upload-offset", &at.to_string()).with("tus-resumable", "1.0.0")
}

pub(super) const PLAYS: &[Play] = &[
    Play {
        name: "upload-elsewhere",
        deforms: "upload: `Location` on another origin",
        expects: STAYS,
        rules: &[after(&[Op::UploadCreate], |it, reply| {
            let to = [it.elsewhere, "/steal/", reply.header("location").unwrap_or("/")].concat();
            reply.with("location", &to)
        })],
    },
    Play {
        name: "upload-elsewhere-same-path",
        deforms: "upload: `Location` on another origin, with a path like ours",
        expects: "asks this hall only, whatever the host in it",
        rules: &[after(&[Op::UploadCreate], |it, reply| {
            let path = reply.header("location").unwrap_or("/").to_owned();
            reply.with("location", &[it.elsewhere, &*path].concat())
        })],
    },
    Play {
        name: "upload-climbs",
        deforms: "upload: `Location` climbs out of the uploads (`../session`)",
        expects: STAYS,
        rules: &[after(&[Op::UploadCreate], |_, reply| reply.with("location", "/api/v1/uploads/../session"))],
    },
    Play {
        name: "upload-beyond",
        deforms: "upload: an offset behind the end of the file",
        expects: BOUNDED,
        rules: &[instead(&[Op::UploadOffset, Op::UploadAppend], |_| offset(9_007_199_254_740_991))],
    },
    Play {
        name: "upload-backwards",
        deforms: "upload: every chunk is acknowledged with offset 0",
        expects: BOUNDED,
        rules: &[instead(&[Op::UploadOffset, Op::UploadAppend], |_| offset(0))],
    },
    Play {
        name: "upload-stuck",
        deforms: "upload: every chunk is acknowledged with one byte",
        expects: BOUNDED,
        rules: &[instead(&[Op::UploadOffset, Op::UploadAppend], |_| offset(1))],
    },
    Play {
        name: "upload-gone",
        deforms: "upload: 410 every time",
        expects: "says that the hall did not take the files; keeps them, no loop",
        rules: &[instead(&[Op::UploadOffset, Op::UploadAppend], |_| {
            Reply::problem(410, "upload-gone", Some("later"))
        })],
    },
    Play {
        name: "upload-no-offset",
        deforms: "upload: acknowledged without an offset",
        expects: BOUNDED,
        rules: &[instead(&[Op::UploadOffset, Op::UploadAppend], |_| Reply::empty(204))],
    },
    Play {
        name: "challenge-other-content",
        deforms: "challenge: a key statement for another content, signed",
        expects: "signs nothing; waits, and asks for another",
        rules: &[after(&[Op::Challenge], |it, reply| {
            statement(it, reply, |claims| claims["content_hash"] = json!("cd".repeat(32)))
        })],
    },
    Play {
        name: "challenge-other-filing",
        deforms: "challenge: a key statement for another filing, signed",
        expects: "signs nothing; waits, and asks for another",
        rules: &[after(&[Op::Challenge], |it, reply| {
            statement(it, reply, |claims| claims["filing_id"] = json!("01999999-0000-7000-8000-000000000000"))
        })],
    },
    Play {
        name: "challenge-other-key",
        deforms: "challenge: a key statement for another key, signed",
        expects: "signs nothing; waits, and asks for another",
        rules: &[after(&[Op::Challenge], |it, reply| {
            statement(it, reply, |claims| claims["jkt"] = json!("A".repeat(43)))
        })],
    },
    Play {
        name: "challenge-not-signed",
        deforms: "challenge: no signed statement at all",
        expects: "signs nothing; waits, and asks for another",
        rules: &[after(&[Op::Challenge], |_, reply| {
            reply.changed(|body| body["statement"] = json!("sign-this"))
        })],
    },
];
