//! Refusals and silences of every kind, on everything a person reads.

use serde_json::json;

use super::super::ask::Op;
use super::super::play::{Play, after, instead};
use super::super::reply::Reply;

const AGAIN: &str = "says what happened in one sentence and offers to try again; asks no more by itself";

pub(super) const PLAYS: &[Play] = &[
    Play {
        name: "problem-html-500",
        deforms: "every read: 500 with a page of HTML",
        expects: AGAIN,
        rules: &[instead(Op::READS, |_| Reply::portal(500))],
    },
    Play {
        name: "problem-empty-502",
        deforms: "every read: 502 and nothing else",
        expects: AGAIN,
        rules: &[instead(Op::READS, |_| Reply::empty(502))],
    },
    Play {
        name: "problem-strange-code",
        deforms: "guides and cases: a problem with a code nobody knows and a hostile title",
        expects: "shows the hall's sentence as text, and offers to try again",
        rules: &[instead(Op::LISTED, |_| {
            let reply = Reply::problem(418, "x-teapot", Some("later"));
            reply.changed_problem(|it| it["detail"] = json!("茶壶<img src=x onerror=\"window.pwned=1\">"))
        })],
    },
    Play {
        name: "problem-no-retry",
        deforms: "guides and cases: a problem without `retry`",
        expects: AGAIN,
        rules: &[instead(Op::LISTED, |_| Reply::problem(409, "wrong-state", None))],
    },
    Play {
        name: "problem-429",
        deforms: "guides and cases: 429 with `Retry-After: 0`",
        expects: AGAIN,
        rules: &[instead(Op::LISTED, |_| {
            Reply::problem(429, "too-many", Some("later")).with("retry-after", "0")
        })],
    },
    Play {
        name: "signed-out-loop",
        deforms: "everything personal: 401, while the session says somebody is signed in",
        expects: "asks the person to sign in, once; no loop",
        rules: &[instead(Op::PERSONAL, |_| Reply::problem(401, "session-required", Some("after-login")))],
    },
    Play {
        name: "csrf-loop",
        deforms: "every write: 403 `csrf-mismatch`, a new value each time the session is asked",
        expects: "asks for the value again, but no loop",
        rules: &[
            instead(&[Op::SignIn, Op::UploadCreate, Op::Challenge, Op::Finalize, Op::Write], |_| {
                Reply::problem(403, "csrf-mismatch", Some("after-login"))
            }),
            after(&[Op::Session], |_, reply| reply.changed(|it| it["csrf"] = json!("never-right"))),
        ],
    },
];
