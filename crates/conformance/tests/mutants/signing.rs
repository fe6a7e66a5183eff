//! Halls that take signatures that are none.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use axum::http::Method;
use contract::{Challenge, KeyStatement};

use crate::Mutant;
use crate::lab::{Play, Req, Res, World};

/// A hall that takes a signature although `code` is wrong with it.
macro_rules! lenient {
    ($name:literal, $breaks:literal, $expects:literal, $code:literal) => {
        Mutant {
            name: $name,
            breaks: $breaks,
            expects: $expects,
            classes: &[],
            play: Play::After(|world, req, res| {
                if req.finalizes() && res.refuses($code) {
                    world.forge(req, res);
                }
            }),
        }
    };
}

pub(crate) const MUTANTS: &[Mutant] = &[
    Mutant {
        name: "statement-for-an-hour",
        breaks: "a statement lives for an hour",
        expects: "SIG-002",
        classes: &[],
        play: Play::After(|world, req, res| {
            restate(world, req, res, |it| it.expires_at = it.issued_at + chrono::TimeDelta::hours(1));
        }),
    },
    Mutant {
        name: "nonce-stands-still",
        breaks: "every statement has the same nonce",
        expects: "SIG-003",
        classes: &[],
        play: Play::After(|world, req, res| {
            restate(world, req, res, |it| it.nonce = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".into());
        }),
    },
    Mutant {
        name: "statement-names-nobody-right",
        breaks: "a statement names another person as the signer",
        expects: "SIG-001",
        classes: &[],
        play: Play::After(|world, req, res| {
            restate(world, req, res, |it| it.sub = "p-somebody".parse().unwrap());
        }),
    },
    lenient!("unsigned-is-taken", "a matter that is signed is taken unsigned", "SIG-004", "missing"),
    lenient!("any-content-was-signed", "a signature over other content is taken", "SIG-005", "E_DOC"),
    lenient!("any-key-will-do", "a signature by any key is taken", "SIG-006", "E_KEYATT"),
    lenient!("statement-for-any-filing", "a statement serves any filing", "SIG-007", "E_CHAL"),
    lenient!(
        "statement-is-believed",
        "a statement that the hall did not sign is taken",
        "SIG-008",
        "E_CHAL_FORGED"
    ),
    lenient!("envelope-is-not-verified", "an envelope that was changed is taken", "SIG-009", "E_SIG"),
    lenient!("any-name-will-do", "a typed name is not compared", "SIG-010", "E_NAME"),
    lenient!("envelope-in-any-spelling", "an envelope that is not canonical is taken", "SIG-011", "E_CANON"),
    lenient!("any-wording-was-agreed-to", "the wording agreed to is not compared", "SIG-012", "E_CONSENT"),
    lenient!("anybody-signs", "the signer is not compared", "SIG-013", "E_SIGNER"),
    Mutant {
        name: "challenge-for-everybody",
        breaks: "anybody gets a challenge for a filing",
        expects: "SIG-015",
        classes: &["signing"],
        play: Play::Around(|world, next, mut req| {
            Box::pin(async move {
                let asks = req.is(&Method::POST, "/challenges");
                let owner = world.first(&format!("asks {}", req.id("filings")), req.cookie());
                if asks && owner != req.cookie() {
                    // As if the owner had asked from another window.
                    let mut as_owner = req.clone();
                    as_owner.method = Method::GET;
                    as_owner.go("/api/v1/session");
                    as_owner.set("cookie", &owner);
                    as_owner.body = Default::default();
                    as_owner.headers.remove("content-length");
                    as_owner.headers.remove("content-type");
                    let session: contract::Session = crate::lab::pass(next, as_owner).await.json().unwrap();
                    req.set("cookie", &owner);
                    req.set("x-hall-csrf", &session.csrf);
                }
                crate::lab::pass(next, req).await
            })
        }),
    },
];

/// Changes what a challenge states, and signs it again.
fn restate(world: &World, req: &Req, res: &mut Res, change: impl FnOnce(&mut KeyStatement)) {
    if !req.is(&Method::POST, "/challenges") {
        return;
    }
    let Some(told) = res.json::<Challenge>() else { return };
    let mut claims = esign::challenge::read(&told.statement).unwrap().claims;
    change(&mut claims);
    let statement = world.key.sign_json(esign::challenge::TYP, &World::kid(), &claims).unwrap();
    res.body = serde_json::to_vec(&Challenge { statement, expires_at: claims.expires_at }).unwrap();
}
