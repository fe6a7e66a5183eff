//! Answers to a commit that are not even meant to be receipts.

use serde_json::json;

use super::super::ask::Op;
use super::super::play::{Play, after, instead};
use super::super::reply::{Payload, Reply};

const COMMIT: &[Op] = &[Op::Finalize];
const NOT_YET: &str = "says that it is not known whether the hall has it; asks the hall, then sends again";

macro_rules! commit {
    ($name:literal, $deforms:literal, $expects:expr, $deed:expr) => {
        Play {
            name: $name,
            deforms: concat!("commit: ", $deforms),
            expects: $expects,
            rules: &[instead(COMMIT, $deed)],
        }
    };
}

pub(super) const PLAYS: &[Play] = &[
    commit!("commit-bare-200", "200 and nothing else", NOT_YET, |_| Reply::empty(200)),
    commit!("commit-204", "204", NOT_YET, |_| Reply::empty(204)),
    commit!("commit-201-json", "201 with friendly JSON", NOT_YET, |it| {
        Reply::json(201, &json!({"ok": true, "state": "accepted", "receipt": it.forge.receipt(&it.claims())}))
    }),
    commit!("commit-portal", "200 with the page of a captive portal", NOT_YET, |_| Reply::portal(200)),
    commit!(
        "commit-redirect",
        "307 to another origin",
        "sends nothing there; not known, asks the hall",
        |it| { Reply::redirect(307, &[it.elsewhere, it.ask.path()].concat()) }
    ),
    commit!("commit-redirect-loop", "308 to itself", NOT_YET, |it| Reply::redirect(308, it.ask.path())),
    commit!("commit-500", "500 with a page of HTML", NOT_YET, |_| Reply::portal(500)),
    commit!("commit-cut", "a receipt that breaks off, and the connection with it", NOT_YET, |it| {
        let half = it.forge.receipt(&it.claims()).into_bytes();
        Reply::receipt("").arriving(Payload::Cut(half[..half.len() / 2].to_vec()))
    }),
    commit!("commit-401", "401 every time", "says that one has to sign in, and goes on after that", |_| {
        Reply::problem(401, "session-required", Some("after-login"))
    }),
    commit!("commit-csrf", "403 `csrf-mismatch` every time", "waits longer and longer; no loop", |_| {
        Reply::problem(403, "csrf-mismatch", Some("after-login"))
    }),
    commit!("commit-429-now", "429, `Retry-After: 0`", "waits all the same, longer and longer", |_| {
        let reply = Reply::problem(429, "too-many", Some("later")).with("retry-after", "0");
        reply.changed_problem(|it| it["retry_after"] = json!(0))
    }),
    commit!(
        "commit-429-for-ever",
        "429, `Retry-After` of 136 years",
        "caps it; the person can try at once",
        |_| {
            let reply = Reply::problem(429, "too-many", Some("later")).with("retry-after", "4294967295");
            reply.changed_problem(|it| it["retry_after"] = json!(u32::MAX))
        }
    ),
    commit!(
        "commit-429-negative",
        "429, `Retry-After: -1`",
        "takes it for no number at all, and waits",
        |_| {
            let reply = Reply::problem(429, "too-many", Some("later")).with("retry-after", "-1");
            reply.changed_problem(|it| it["retry_after"] = json!(-1))
        }
    ),
    commit!("commit-strange-code", "a code nobody knows, `retry: later`", "waits, and sends again", |_| {
        Reply::problem(503, "x-solar-storm", Some("later"))
    }),
    commit!("commit-strange-retry", "a retry class nobody knows", "waits, and sends again", |_| {
        Reply::problem(409, "x-solar-storm", Some("at-full-moon"))
    }),
    Play {
        name: "commit-other-case",
        deforms: "receipt look-up: the genuine receipt, with the case of another filing",
        expects: "shows the genuine receipt; the case is shown for what it is",
        rules: &[after(&[Op::Receipt], |it, reply| {
            let other = it.memory.another_case("");
            reply.changed(|body| {
                if let (Some(other), true) = (other, body.get("case_id").is_some()) {
                    body["case_id"] = other["id"].clone();
                }
            })
        })],
    },
];
