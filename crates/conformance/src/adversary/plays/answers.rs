//! Answers of the wrong kind, whatever was asked.

use serde_json::json;

use super::super::ask::Op;
use super::super::play::{Play, after, instead};
use super::super::reply::{Payload, Reply};

const AGAIN: &str =
    "says that this is not the hall's answer and offers to try again; what is on the device stays";
const COOKIES: usize = 40;

/// The first member a second time.
fn twice(reply: Reply) -> Reply {
    let text = String::from_utf8_lossy(reply.whole()).into_owned();
    let end = text.rfind('}').unwrap_or(text.len());
    let first = text.split('"').nth(1).unwrap_or("items");
    let twice = [&text[..end], ",\"", first, "\":null", &text[end..]].concat();
    reply.arriving(Payload::Whole(twice.into_bytes()))
}

pub(super) const PLAYS: &[Play] = &[
    Play {
        name: "portal-everywhere",
        deforms: "everything of the contract: 200 with the page of a captive portal",
        expects: AGAIN,
        rules: &[instead(Op::ALL, |_| Reply::portal(200))],
    },
    Play {
        name: "empty-everywhere",
        deforms: "everything of the contract: 200 and nothing else",
        expects: AGAIN,
        rules: &[instead(Op::ALL, |_| Reply::empty(200))],
    },
    Play {
        name: "wrong-media-type",
        deforms: "discovery, session, guides, cases: the right JSON as `text/plain`",
        expects: AGAIN,
        rules: &[after(Op::READS, |_, reply| reply.with("content-type", "text/plain").fresh())],
    },
    Play {
        name: "redirect-elsewhere",
        deforms: "every read: 302 to another origin",
        expects: "follows it nowhere; says that this is not the hall's answer",
        rules: &[instead(Op::READS, |it| Reply::redirect(302, &[it.elsewhere, it.ask.path()].concat()))],
    },
    Play {
        name: "redirect-loop",
        deforms: "every read: 302 to itself",
        expects: AGAIN,
        rules: &[instead(Op::READS, |it| Reply::redirect(302, &it.ask.target))],
    },
    Play {
        name: "cut-off",
        deforms: "guides and cases: half an answer, then the connection breaks",
        expects: "says that the hall cannot be reached, and offers to try again",
        rules: &[after(Op::LISTED, |_, reply| {
            let half = reply.whole()[..reply.whole().len() / 2].to_vec();
            reply.arriving(Payload::Cut(half))
        })],
    },
    Play {
        name: "half-json",
        deforms: "guides and cases: half an answer that calls itself whole",
        expects: AGAIN,
        rules: &[after(Op::LISTED, |_, reply| {
            let half = reply.whole()[..reply.whole().len() / 2].to_vec();
            reply.arriving(Payload::Whole(half))
        })],
    },
    Play {
        name: "members-twice",
        deforms: "session, guides, cases: every object has its first member a second time, with another value",
        expects: "does not choose between the two: not the hall's answer",
        rules: &[after(&[Op::Session], |_, it| twice(it)), after(Op::LISTED, |_, it| twice(it))],
    },
    Play {
        name: "not-modified",
        deforms: "guides and cases: 304 for what this browser never had",
        expects: AGAIN,
        rules: &[instead(Op::LISTED, |_| Reply::empty(304).with("etag", "\"1\""))],
    },
    Play {
        name: "etag-collision",
        deforms: "guides: one and the same ETag for every guide, and 304 for all who name it",
        expects: "never shows one matter under the address of another",
        rules: &[after(&[Op::Guide], |it, reply| {
            let known = it.ask.headers.get("if-none-match").is_some_and(|it| it.as_bytes() == b"\"same\"");
            let reply = if known { Reply::empty(304) } else { reply };
            reply.with("etag", "\"same\"").with("cache-control", "private, no-cache")
        })],
    },
    Play {
        name: "cookies",
        deforms: "everything: forty cookies, some named like the session's",
        expects: "works as ever; none of them is read",
        rules: &[after(Op::ALL, |_, reply| {
            (0..COOKIES).fold(reply, |it, number| {
                let name = ["hall", "__Host-other", "csrf", "X-Hall-CSRF"][number % 4];
                it.and("set-cookie", &format!("{name}{number}=<script>; Path=/; Max-Age=600"))
            })
        })],
    },
    Play {
        name: "another-case",
        deforms: "one case: another one than was asked for",
        expects: "does not show it under this address",
        rules: &[after(&[Op::Case], |it, reply| match it.memory.another_case(it.ask.part(3)) {
            Some(other) => reply.changed(|body| *body = other),
            None => Reply::json(200, &json!({})),
        })],
    },
    Play {
        name: "another-guide",
        deforms: "one guide: another matter than was asked for",
        expects: "does not show it under this address, and begins nothing with it",
        rules: &[after(&[Op::Guide], |_, reply| reply.changed(|it| it["matter"] = json!("something-else")))],
    },
];
