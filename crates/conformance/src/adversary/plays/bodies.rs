//! Bodies without measure: too large, too slow, too deep.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::super::ask::Op;
use super::super::play::{Play, after, instead};
use super::super::reply::{Payload, Reply};
use super::super::value::nested;

const TOO_MUCH: &str =
    "stops reading at its limit, says so, and offers to try again; the page answers all the while";
const PIECE: usize = 64 * 1024;
/// 200 MB in pieces.
const HUGE: usize = 3_200;
const DEEP: usize = 100_000;

/// 200 MB of spaces in 200 kB.
fn bomb() -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    let spaces = vec![b' '; PIECE];
    let _ = packed.write_all(b"{\"items\":[");
    for _ in 0..HUGE {
        let _ = packed.write_all(&spaces);
    }
    let _ = packed.write_all(b"]}");
    packed.finish().unwrap_or_default()
}

fn json() -> Reply {
    Reply::bytes(200, "application/json", "")
}

pub(super) const PLAYS: &[Play] = &[
    Play {
        name: "body-huge",
        deforms: "guides and cases: 200 MB, its length not told",
        expects: TOO_MUCH,
        rules: &[instead(Op::LISTS, |_| {
            let unit = vec![b' '; PIECE];
            json().arriving(Payload::Again {
                head: b"{\"items\":[".to_vec(),
                unit,
                times: Some(HUGE),
                pause: 0,
            })
        })],
    },
    Play {
        name: "body-endless",
        deforms: "guides and cases: an answer that never ends, 64 kB every 20 ms",
        expects: TOO_MUCH,
        rules: &[instead(Op::LISTS, |_| {
            let unit = vec![b' '; PIECE];
            json().arriving(Payload::Again { head: b"{\"items\":[".to_vec(), unit, times: None, pause: 20 })
        })],
    },
    Play {
        name: "body-gzip-bomb",
        deforms: "guides and cases: 200 MB packed into 200 kB",
        expects: TOO_MUCH,
        rules: &[instead(Op::LISTS, |_| {
            json().arriving(Payload::Whole(bomb())).with("content-encoding", "gzip")
        })],
    },
    Play {
        name: "body-drips",
        deforms: "guides and cases: one byte a second",
        expects: "gives up after its time limit, not before and not never; the page answers all the while",
        rules: &[after(Op::LISTS, |_, reply| {
            let body = reply.whole().to_vec();
            reply.arriving(Payload::Drip(body, 1_000))
        })],
    },
    Play {
        name: "body-silent",
        deforms: "guides and cases: a status line, then silence",
        expects: "gives up after its time limit; the page answers all the while",
        rules: &[instead(Op::LISTS, |_| json().arriving(Payload::Drip(b"{}".to_vec(), 600_000)))],
    },
    Play {
        name: "body-deep",
        deforms: "guides and cases: 100,000 arrays, one in the other",
        expects: "refuses it before its stack is used up; says that this is not the hall's answer",
        rules: &[instead(Op::LISTS, |_| json().arriving(Payload::Whole(nested(DEEP))))],
    },
    Play {
        name: "body-deep-member",
        deforms: "guides and cases: the right answer with a member nobody knows, 10,000 arrays deep",
        expects: "ignores it, or refuses the whole; never falls over",
        rules: &[after(Op::LISTED, |_, reply| {
            let text = String::from_utf8_lossy(reply.whole()).into_owned();
            let deep = String::from_utf8_lossy(&nested(10_000)).into_owned();
            let with = text.replacen('{', &["{\"x_deep\":", &*deep, ","].concat(), 1);
            reply.arriving(Payload::Whole(with.into_bytes()))
        })],
    },
];
