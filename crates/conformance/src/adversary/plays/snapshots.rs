//! Files of the catalogue that are not what they are said to be, or say what they should not.

use contract::GuideSummary;
use serde_json::json;

use super::super::ask::Op;
use super::super::play::{Play, after, instead};
use super::super::reply::{Payload, Reply};
use super::super::upstream::Upstream;
use super::super::value::texts;

const NOT_SEARCHED: &str = "searches nothing of it; reads the pages instead, or says that the file is damaged and offers to try again";
const PIECE: usize = 64 * 1024;
const HOSTILE: &str =
    "</title><script>window.pwned=1</script><img src=x onerror=window.pwned=1>\u{202e}\u{0}${7*7}";

/// The bytes with one bit changed, in the middle.
fn flipped(reply: Reply) -> Reply {
    let mut bytes = reply.whole().to_vec();
    let middle = bytes.len() / 2;
    if let Some(byte) = bytes.get_mut(middle) {
        *byte ^= 1;
    }
    reply.arriving(Payload::Whole(bytes))
}

/// A list of one file, of everything, with these bytes.
fn list_of(bytes: &[u8]) -> Reply {
    let item = json!({
        "kind": "guides", "format": guide_index::FORMAT, "guides": 1,
        "length": bytes.len(), "sha256": canon::sha256_hex(bytes),
    });
    Reply::json(200, &json!({"sync": "none", "items": [item]}))
}

fn file(bytes: Vec<u8>) -> Reply {
    Reply::bytes(200, contract::GUIDE_INDEX_TYPE, bytes)
}

/// A good file of the hall's own guides, every text of them hostile.
fn hostile(hall: &Upstream) -> Vec<u8> {
    let mut page = hall.get("/api/v1/guides?limit=200").unwrap_or_else(|| json!({"items": []}));
    let items = &mut page["items"];
    texts(items, &mut |text| text.push_str(HOSTILE));
    let guides: Vec<GuideSummary> = serde_json::from_value(items.take()).unwrap_or_default();
    guide_index::pack(&guides, page["sync"].as_str().unwrap_or_default())
}

/// No file of a catalogue, whatever its digest.
fn nonsense() -> Vec<u8> {
    (0..PIECE).map(|at| (at * 31 % 251) as u8).collect()
}

/// The list of the hall, every file said to be longer than it is.
fn longer(reply: Reply) -> Reply {
    reply.changed(|it| {
        for item in it["items"].as_array_mut().into_iter().flatten() {
            item["length"] = json!(item["length"].as_u64().unwrap_or_default() + 10);
        }
    })
}

pub(super) const PLAYS: &[Play] = &[
    Play {
        name: "snapshot-other-bytes",
        deforms: "files of the catalogue: one bit changed",
        expects: NOT_SEARCHED,
        rules: &[after(&[Op::Snapshot], |_, reply| flipped(reply))],
    },
    Play {
        name: "snapshot-endless",
        deforms: "files of the catalogue: one that never ends",
        expects: NOT_SEARCHED,
        rules: &[instead(&[Op::Snapshot], |_| {
            let unit = vec![b'{'; PIECE];
            file(Vec::new()).arriving(Payload::Again { head: Vec::new(), unit, times: None, pause: 1 })
        })],
    },
    Play {
        name: "snapshot-too-short",
        deforms: "files of the catalogue: said to be ten bytes longer than they are",
        expects: "asks for the rest a few times at most; says that the hall did not answer, or reads the pages",
        rules: &[after(&[Op::Snapshots], |_, reply| longer(reply))],
    },
    Play {
        name: "snapshot-nonsense",
        deforms: "files of the catalogue: the right digest of bytes that are none",
        expects: NOT_SEARCHED,
        rules: &[
            instead(&[Op::Snapshots], |_| list_of(&nonsense())),
            instead(&[Op::Snapshot], |_| file(nonsense())),
        ],
    },
    Play {
        name: "snapshot-hostile",
        deforms: "files of the catalogue: a good one, with markup, script and marks that turn letters round in every text",
        expects: "shows it as the characters it is made of; nothing is run, fetched or made a link",
        rules: &[
            instead(&[Op::Snapshots], |it| list_of(&hostile(it.hall))),
            instead(&[Op::Snapshot], |it| file(hostile(it.hall))),
        ],
    },
];
