//! Discovery: what a hall says about itself holds.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::requirement::core::{
    COR_001, COR_002, COR_003, COR_004, COR_005, COR_006, COR_007, COR_008, COR_009, COR_010, COR_011,
    COR_055,
};
use contract::{Class, Discovery, Jwk};

use crate::bench::Bench;
use crate::check::Check;
use crate::filing::mint;
use crate::trouble::{Outcome, Trouble, ensure};

/// Where discovery is.
const ADDRESS: &str = "/.well-known/hall";

pub(crate) const CHECKS: &[Check] = &[
    Check { of: &COR_001, tries: "read discovery without a cookie", run: readable },
    Check { of: &COR_002, tries: "read `contract`", run: versions },
    Check { of: &COR_003, tries: "read `classes`", run: classes },
    Check { of: &COR_004, tries: "take every key for a key", run: keys },
    Check { of: &COR_005, tries: "digest every legal text", run: legal },
    Check { of: &COR_006, tries: "read `limits`", run: limits },
    Check { of: &COR_007, tries: "read it as a stranger and as two persons", run: same },
    Check { of: &COR_008, tries: "read the document that the hall serves", run: document },
    Check { of: &COR_009, tries: "ask for its health", run: health },
    Check { of: &COR_010, tries: "read `sign_in`", run: sign_in },
    Check { of: &COR_011, tries: "read `links`", run: links },
    Check { of: &COR_055, tries: "compare `calendar_until` with today", run: calendar },
];

fn readable(bench: &Bench) -> Outcome {
    bench.anyone().get(ADDRESS)?.expect(200)?.json::<Discovery>()?;
    Ok(())
}

/// `1.2` as (1, 2).
fn version(text: &str) -> Option<(u32, u32)> {
    let (major, minor) = text.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

fn versions(bench: &Bench) -> Outcome {
    let listed = &bench.discovery().contract;
    let read: Option<Vec<_>> = listed.iter().map(|it| version(it)).collect();
    let read = read.ok_or_else(|| Trouble::Broken(format!("{listed:?} are not all versions (`1.2`)")))?;
    ensure(read.iter().any(|it| it.0 == 1), || format!("no version of major 1 among {listed:?}"))?;
    ensure(read.windows(2).all(|it| it[0] > it[1]), || format!("{listed:?} are not newest first, each once"))
}

fn classes(bench: &Bench) -> Outcome {
    let listed = &bench.discovery().classes;
    let names: Vec<&str> = listed.iter().map(Class::as_str).collect();
    ensure(listed.contains(&Class::Core), || format!("no `core` among {names:?}"))?;
    let once: BTreeSet<&str> = names.iter().copied().collect();
    ensure(once.len() == names.len(), || format!("a class twice among {names:?}"))
}

fn keys(bench: &Bench) -> Outcome {
    let keys = &bench.discovery().keys.keys;
    ensure(!keys.is_empty() || !bench.offers(&Class::Filing), || {
        "no keys, and without them no receipt can be verified".into()
    })?;
    let mut kids = BTreeSet::new();
    for key in keys {
        let Some(kid) = &key.kid else { return Err(Trouble::broken("a key without a `kid`")) };
        ensure(kids.insert(kid.as_str()), || format!("two keys with the kid {kid}"))?;
        ensure(is_point(key), || format!("the key {kid} is no point on P-256"))?;
    }
    Ok(())
}

/// Whether the coordinates are those of a point on the curve (SEC 1 §2.3.3).
fn is_point(key: &Jwk) -> bool {
    let read = |it: &str| URL_SAFE_NO_PAD.decode(it).ok().filter(|it| it.len() == 32);
    let (Some(x), Some(y)) = (read(&key.x), read(&key.y)) else { return false };
    let point = [&[4_u8][..], &x, &y].concat();
    key.kty == "EC" && key.crv == "P-256" && p256::ecdsa::VerifyingKey::from_sec1_bytes(&point).is_ok()
}

fn legal(bench: &Bench) -> Outcome {
    let mut known = BTreeSet::new();
    for text in &bench.discovery().legal {
        let digest = canon::sha256_hex(text.text.as_bytes());
        ensure(digest == text.sha256, || format!("{}: expected {digest}, came {}", text.id, text.sha256))?;
        ensure(known.insert((&text.id, &text.lang)), || format!("{} twice in {}", text.id, text.lang))?;
    }
    Ok(())
}

fn limits(bench: &Bench) -> Outcome {
    let it = &bench.discovery().limits;
    let sizes = [it.file_bytes, it.chunk_bytes, it.body_bytes, u64::from(it.files_per_material)];
    ensure(sizes.iter().all(|it| *it > 0), || format!("a limit of 0: {it:?}"))?;
    ensure(it.upload_days >= 7, || format!("`upload_days` is {}; 7 are the least", it.upload_days))
}

fn same(bench: &Bench) -> Outcome {
    let [stranger, first, second] =
        [&bench.anyone(), bench.first(), bench.second()].map(|it| it.get(ADDRESS).map(|it| it.bytes));
    let (stranger, first, second) = (stranger?, first?, second?);
    ensure(stranger == first && first == second, || "discovery differs with who asks".into())
}

fn document(bench: &Bench) -> Outcome {
    let answer = bench.anyone().get("/api/v1/openapi.yaml")?.expect(200)?;
    let read: serde_json::Value = serde_norway::from_slice(&answer.bytes)
        .map_err(|it| answer.broken(&format!("a document in YAML ({it})")))?;
    let version = read["info"]["version"].as_str().unwrap_or_default();
    let listed = &bench.discovery().contract;
    ensure(listed.iter().any(|it| it == version), || {
        format!("the document is of version `{version}`, discovery lists {listed:?}")
    })
}

fn health(bench: &Bench) -> Outcome {
    let answer = bench.anyone().get("/healthz")?.expect(200)?;
    ensure(answer.media_type() == "text/plain", || answer.broken("text/plain").to_string())
}

/// Whether an address is on this origin, or encrypted.
fn is_safe(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with('/') && !url.starts_with("//") && !url.starts_with("/\\")
}

fn sign_in(bench: &Bench) -> Outcome {
    let it = &bench.discovery().sign_in;
    ensure(it.development || it.url.is_some(), || "nobody can sign in".into())?;
    ensure(it.url.as_deref().is_none_or(is_safe), || {
        format!("{:?} is neither https nor of this origin", it.url)
    })
}

fn links(bench: &Bench) -> Outcome {
    // Read as it came: a kit of an older version may meet members it does not know.
    let discovery = bench.anyone().get(ADDRESS)?.value()?;
    for link in discovery["links"].as_array().into_iter().flatten() {
        let (class, url) =
            (link["class"].as_str().unwrap_or_default(), link["url"].as_str().unwrap_or_default());
        let both = bench.discovery().classes.iter().any(|it| it.as_str() == class);
        ensure(!both, || format!("`{class}` is offered and linked"))?;
        ensure(is_safe(url), || format!("`{class}`: {url} is neither https nor of this origin"))?;
    }
    Ok(())
}

fn calendar(bench: &Bench) -> Outcome {
    let (until, today) = (bench.discovery().calendar_until, mint::now().date_naive());
    ensure(until >= today, || format!("the calendar ended on {until}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        let table =
            [("1.2", Some((1, 2))), ("1.10", Some((1, 10))), ("1", None), ("1.2.3", None), ("v1.2", None)];
        for (text, expected) in table {
            assert_eq!(version(text), expected, "{text}");
        }
        assert!(version("1.10") > version("1.9"));
    }

    #[test]
    fn an_address_is_safe_or_it_is_not() {
        let table = [
            ("https://a.example/x", true),
            ("/sign-in", true),
            ("//a.example", false),
            ("/\\a.example", false),
            ("http://a.example", false),
            ("javascript:alert(1)", false),
            ("", false),
        ];
        for (url, expected) in table {
            assert_eq!(is_safe(url), expected, "{url}");
        }
    }
}
