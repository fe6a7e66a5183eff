//! Receipts that are none. The hall behind knows nothing of the filing, so that taking one for real would lose it.

use serde_json::json;

use super::super::ask::Op;
use super::super::forge::Forge;
use super::super::play::{Play, after, instead};
use super::super::reply::Reply;

const COMMIT: &[Op] = &[Op::Finalize];
const LOOK_UP: &[Op] = &[Op::Receipt];
const NOT_YET: &str =
    "says that it is not known whether the hall has it; asks again, at longer and longer intervals";
const MANY: usize = 3_000_000;

/// Deforms the answer to a commit.
macro_rules! commit {
    ($name:literal, $deforms:literal, $deed:expr) => {
        Play {
            name: $name,
            deforms: concat!("commit: ", $deforms),
            expects: NOT_YET,
            rules: &[instead(COMMIT, $deed)],
        }
    };
}

/// Deforms the answer to the question what the hall knows of a filing.
macro_rules! look_up {
    ($name:literal, $deforms:literal, $deed:expr) => {
        Play {
            name: $name,
            deforms: concat!("receipt look-up: ", $deforms),
            expects: NOT_YET,
            rules: &[instead(COMMIT, |_| Reply::empty(500)), instead(LOOK_UP, $deed)],
        }
    };
}

fn accepted(jws: Option<String>) -> Reply {
    let mut body = json!({"state": "accepted", "case_id": "c-666"});
    if let Some(jws) = jws {
        body["receipt"] = json!(jws);
    }
    Reply::json(200, &body)
}

pub(super) const PLAYS: &[Play] = &[
    commit!("receipt-forged", "the right receipt, one bit of its signature changed", |it| {
        let mut jws = it.forge.receipt(&it.claims());
        let last = if jws.ends_with('A') { 'Q' } else { 'A' };
        jws.truncate(jws.len() - 1);
        jws.push(last);
        Reply::receipt(&jws)
    }),
    commit!("receipt-other-key", "signed with a key discovery does not name", |it| {
        Reply::receipt(&it.forge.strange(&it.claims()))
    }),
    commit!("receipt-disguised-key", "signed with another key under the id of the hall's", |it| {
        Reply::receipt(&it.forge.disguised(&it.claims()))
    }),
    commit!("receipt-alg-none", "`alg` is `none`, no signature", |it| {
        Reply::receipt(&Forge::with_alg(&it.claims(), "none", b""))
    }),
    commit!("receipt-alg-hs256", "`alg` is `HS256`", |it| {
        Reply::receipt(&Forge::with_alg(&it.claims(), "HS256", &[0; 32]))
    }),
    commit!("receipt-zero-signature", "64 zero bytes for a signature", |it| {
        Reply::receipt(&Forge::with_alg(&it.claims(), "ES256", &[0; 64]))
    }),
    commit!("receipt-wrong-hall", "signed, but of another hall", |it| {
        it.receipt(|claims| claims["hall"] = json!("elsewhere-990999"))
    }),
    commit!("receipt-wrong-filing", "signed, but for another filing", |it| {
        it.receipt(|claims| claims["filing_id"] = json!("01999999-0000-7000-8000-000000000000"))
    }),
    commit!("receipt-replayed", "the genuine receipt of an earlier filing", |it| {
        let jws = it.memory.receipt_of_another(it.ask.part(3));
        Reply::receipt(&jws.unwrap_or_default())
    }),
    commit!("receipt-truncated", "the right receipt, cut off in the middle", |it| {
        let jws = it.forge.receipt(&it.claims());
        Reply::receipt(&jws[..jws.len() / 2])
    }),
    commit!("receipt-no-signature", "the right receipt without its last part", |it| {
        let jws = it.forge.receipt(&it.claims());
        Reply::receipt(jws.rsplit_once('.').map_or("", |(head, _)| head))
    }),
    commit!("receipt-wrong-type", "signed, but as a challenge is (`typ`)", |it| {
        let payload = canon::canonical_of(&it.claims()).unwrap_or_default();
        Reply::receipt(&it.forge.signed(esign::challenge::TYP, &payload))
    }),
    commit!("receipt-wrong-count", "signed, but for one attachment more", |it| {
        let more = it.sent().attachments + 1;
        it.receipt(|claims| claims["attachment_count"] = json!(more))
    }),
    commit!("receipt-no-time", "signed, but `received_at` is no instant", |it| {
        it.receipt(|claims| claims["received_at"] = json!("yesterday, about noon"))
    }),
    commit!("receipt-not-canonical", "signed, but with spaces and a member twice", |it| {
        let text = json!(it.claims()).to_string();
        let twice = text.replacen('{', "{ \"hall\":\"elsewhere-990999\", ", 1);
        Reply::receipt(&it.forge.signed(esign::receipt::TYP, twice.as_bytes()))
    }),
    commit!("receipt-huge", "signed, with a member of 3 MB", |it| {
        it.receipt(|claims| claims["receipt_no"] = json!("9".repeat(MANY)))
    }),
    commit!("receipt-as-text", "the right receipt as `text/plain`", |it| {
        Reply::bytes(201, "text/plain", it.forge.strange(&it.claims()))
    }),
    look_up!("look-up-forged", "accepted, with a receipt under a strange key", |it| {
        accepted(Some(it.forge.strange(&it.claims())))
    }),
    look_up!("look-up-replayed", "accepted, with the genuine receipt of another filing", |it| {
        accepted(it.memory.receipt_of_another(it.ask.part(3)))
    }),
    look_up!("look-up-bare", "accepted, without a receipt", |_| accepted(None)),
    look_up!("look-up-strange-state", "a state nobody knows, with a forged receipt", |it| {
        let jws = it.forge.strange(&it.claims());
        Reply::json(200, &json!({"state": "x-blessed", "receipt": jws}))
    }),
    Play {
        name: "receipt-epoch-lower",
        deforms: "commit: taken in by the hall, signed in an epoch before the one discovery names",
        expects: "counts it: after a restore a hall still gives the receipt it gave before",
        rules: &[after(COMMIT, |it, reply| {
            if reply.status >= 300 {
                return reply;
            }
            it.receipt(|claims| claims["hall_epoch"] = json!(it.forge.epoch().saturating_sub(1)))
        })],
    },
    Play {
        name: "receipt-wrong-content",
        deforms: "commit: signed, for this filing, but with another content hash",
        expects: "says that the hall holds other content; keeps the draft, sends nothing more by itself",
        rules: &[instead(COMMIT, |it| it.receipt(|claims| claims["content_hash"] = json!("ab".repeat(32))))],
    },
];
