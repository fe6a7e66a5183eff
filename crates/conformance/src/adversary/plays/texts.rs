//! Hostile text in every string for people.

use serde_json::json;

use super::super::ask::Op;
use super::super::play::{NO_FILES, Play, after};
use super::super::reply::{Payload, Reply};
use super::super::value::{objects, texts};

const AS_TEXT: &str = "shows it as the characters it is made of; nothing is run, fetched or made a link";
const SHOWN: &[Op] =
    &[Op::Discovery, Op::Session, Op::Guides, Op::Changes, Op::Guide, Op::Cases, Op::Case, Op::Read];
/// Texts made long in one answer: enough to be met, not so many that the answer itself is refused.
const LONG_TEXTS: usize = 3;
const LONG: usize = 1_000_000;

fn with(reply: Reply, more: &str) -> Reply {
    reply.changed(|it| texts(it, &mut |text| text.push_str(more)))
}

macro_rules! play {
    ($name:literal, $what:literal, $expects:expr, $deed:expr) => {
        Play {
            name: $name,
            deforms: concat!("every text of discovery, session, guides, cases: ", $what),
            expects: $expects,
            rules: &[after(SHOWN, $deed), NO_FILES],
        }
    };
}

pub(super) const PLAYS: &[Play] = &[
    play!("text-script", "`<script>`", AS_TEXT, |_, reply| {
        with(reply, "</title></textarea><script>window.pwned=1</script>")
    }),
    play!("text-onerror", "`<img onerror>`", AS_TEXT, |_, reply| {
        with(reply, "\"'><img src=x onerror=window.pwned=1>")
    }),
    play!("text-svg", "SVG with handlers and a foreign object", AS_TEXT, |_, reply| {
        with(reply, "<svg onload=window.pwned=1><foreignObject><iframe srcdoc=x></foreignObject></svg>")
    }),
    play!("text-markdown", "Markdown with script links and images elsewhere", AS_TEXT, |it, reply| {
        let image = [") ![x](", it.elsewhere, "/pixel.png) <", it.elsewhere, "/auto>"].concat();
        with(reply, &["[点这里](javascript:window.pwned=1", &*image].concat())
    }),
    play!("text-template", "template and format marks", AS_TEXT, |_, reply| with(
        reply,
        "{0}{name}${window.pwned=1}{{7*7}}%s"
    )),
    play!(
        "text-bidi",
        "bidi overrides that are never closed",
        "the hall's text ends where it ends; ours stays in order",
        |_, reply| { with(reply, "\u{202e}cod.exe\u{2067}\u{202d}") }
    ),
    play!(
        "text-invisible",
        "zero-width characters, tags, variation selectors",
        "what is ours stays readable",
        |_, reply| { with(reply, "\u{200b}\u{feff}\u{2060}\u{e0041}\u{fe0f}\u{200d}") }
    ),
    play!(
        "text-control",
        "NUL, escape and other control characters",
        "what is ours stays readable",
        |_, reply| { with(reply, "\u{0}\u{1b}[31m\u{8}\u{7f}\u{85}\u{2028}") }
    ),
    play!(
        "text-combining",
        "500 combining marks on one letter",
        "no mark covers what is ours",
        |_, reply| { with(reply, &["z", &*"\u{0334}\u{0311}".repeat(250)].concat()) }
    ),
    play!(
        "text-long",
        "three of them a megabyte long",
        "cut for display; no scrolling sideways, the page answers",
        |_, reply| {
            let mut left = LONG_TEXTS;
            reply.changed(|it| {
                texts(it, &mut |text| {
                    if left > 0 {
                        left -= 1;
                        text.push_str(&"W".repeat(LONG));
                    }
                });
            })
        }
    ),
    Play {
        name: "text-surrogates",
        deforms: "guides and cases: half a surrogate pair in an escape",
        expects: "not the hall's answer; offers to try again",
        rules: &[
            NO_FILES,
            after(Op::LISTED, |_, reply| {
                let text =
                    String::from_utf8_lossy(reply.whole()).replace("\"title\":\"", "\"title\":\"\\ud83d");
                reply.arriving(Payload::Whole(text.into_bytes()))
            }),
        ],
    },
    Play {
        name: "text-not-utf8",
        deforms: "guides and cases: bytes that are no UTF-8",
        expects: "not the hall's answer; offers to try again",
        rules: &[
            NO_FILES,
            after(Op::LISTED, |_, reply| {
                let bytes = reply.whole().iter().map(|it| if *it == 0xe4 { 0xff } else { *it }).collect();
                reply.arriving(Payload::Whole(bytes))
            }),
        ],
    },
    Play {
        name: "links-hostile",
        deforms: "discovery, guides: `javascript:`, `data:` and foreign addresses wherever a link or a number is",
        expects: "no link but https, the same origin and telephone numbers; each says where it leads",
        rules: &[
            NO_FILES,
            after(&[Op::Discovery, Op::Guides, Op::Changes, Op::Guide], |_, reply| {
                reply.changed(|it| {
                if it.get("limits").is_some() {
                    it["sign_in"]["url"] = json!("javascript:window.pwned=1//");
                    it["hotline"] = json!("12345\";window.pwned=1;\"");
                    it["links"] = json!([
                        {"class": "payments", "url": "javascript:window.pwned=1//", "text": "缴费"},
                        {"class": "ratings", "url": "data:text/html,<script>opener.pwned=1</script>", "text": "评价"},
                        {"class": "policies", "url": "//evil.example/x", "text": "政策"},
                    ]);
                }
                objects(it, &mut |members| {
                    if let Some(phone) = members.get_mut("phone") {
                        *phone = json!("javascript:window.pwned=1");
                    }
                });
            })
            }),
        ],
    },
];
