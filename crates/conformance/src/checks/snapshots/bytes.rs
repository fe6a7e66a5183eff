//! The bytes of a snapshot, whole.

use canon::sha256_hex;
use contract::requirement::snapshots::{SNP_004, SNP_005, SNP_006, SNP_010, SNP_011};
use contract::{GUIDE_INDEX_TYPE, ProblemCode};

use super::{ADDRESS, MOST, address, list, name, whole};
use crate::ask::Ask;
use crate::bench::Bench;
use crate::check::Check;
use crate::trouble::{Outcome, Trouble, ensure};

pub(crate) const CHECKS: &[Check] = &[
    Check { of: &SNP_004, tries: "fetch snapshots, and hash them", run: digests },
    Check { of: &SNP_005, tries: "what the whole says of itself", run: kept },
    Check { of: &SNP_006, tries: "its tag, alone, weak, among others, and another", run: tags },
    Check { of: &SNP_010, tries: "digests that there are not, and what is none", run: unknown },
    Check { of: &SNP_011, tries: "fetch the whole as a browser does", run: packed },
];

fn digests(bench: &Bench) -> Outcome {
    for it in list(bench)?.items.iter().take(MOST) {
        let answer = bench.anyone().get(&address(it))?.expect(200)?;
        let (length, digest) = (answer.bytes.len() as u64, sha256_hex(&answer.bytes));
        ensure(length == it.length && digest == it.sha256, || {
            format!("{}: {length} bytes of {digest}, the list says {} of {}", name(it), it.length, it.sha256)
        })?;
    }
    Ok(())
}

fn kept(bench: &Bench) -> Outcome {
    let answer = bench.anyone().get(&address(whole(&list(bench)?)?))?.expect(200)?;
    ensure(answer.media_type() == GUIDE_INDEX_TYPE, || answer.broken(GUIDE_INDEX_TYPE).to_string())?;
    let said = answer.header("cache-control").unwrap_or_default().to_ascii_lowercase();
    let has = |word: &str| said.split(',').any(|it| it.trim() == word);
    ensure(has("public") && has("immutable"), || {
        format!("GET {}: expected `public` and `immutable`, came `Cache-Control: {said}`", answer.path)
    })
}

fn tags(bench: &Bench) -> Outcome {
    let list = list(bench)?;
    let (path, digest) = (address(whole(&list)?), &whole(&list)?.sha256);
    let tag = format!("\"{digest}\"");
    let answer = bench.anyone().get(&path)?.expect(200)?;
    let came = answer.header("etag").unwrap_or_default();
    ensure(came == tag, || format!("GET {path}: expected `ETag: {tag}`, came `{came}`"))?;
    for sent in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}")] {
        let again = bench.anyone().send(Ask::new("GET", &path).header("if-none-match", &sent))?;
        ensure(again.status == 304 && again.bytes.is_empty(), || {
            format!("GET {path}: expected 304 for `If-None-Match: {sent}`, came {}", again.status)
        })?;
    }
    let other = bench.anyone().send(Ask::new("GET", &path).header("if-none-match", "\"other\""))?;
    ensure(other.status == 200, || format!("GET {path}: expected 200 for another tag, came {}", other.status))
}

fn unknown(bench: &Bench) -> Outcome {
    let list = list(bench)?;
    let known = &whole(&list)?.sha256;
    let never = sha256_hex(b"nobody packed this");
    let capitals = Some(known.to_ascii_uppercase()).filter(|it| it != known);
    let strange = [never.clone(), never[..63].to_owned(), "nothing".to_owned(), "..%2f..".to_owned()];
    for digest in strange.into_iter().chain(capitals) {
        bench.anyone().get(&format!("{ADDRESS}/{digest}"))?.problem(404, &ProblemCode::NotFound)?;
    }
    Ok(())
}

/// Smaller than this nothing is worth packing.
const SMALL: u64 = 4096;

fn packed(bench: &Bench) -> Outcome {
    let list = list(bench)?;
    let it = whole(&list)?;
    if it.length < SMALL {
        return Err(Trouble::not_tried(format!("{} has {} bytes", name(it), it.length)));
    }
    let ask = Ask::new("GET", address(it)).header("accept-encoding", "gzip, deflate, br");
    let answer = bench.anyone().send(ask)?.expect(200)?;
    let how = answer.header("content-encoding").unwrap_or("identity");
    ensure(["br", "gzip"].contains(&how), || format!("GET {}: came as {how}", answer.path))?;
    let mut varies = answer.all("vary").flat_map(|it| it.split(',')).map(str::trim);
    ensure(varies.any(|it| it == "*" || it.eq_ignore_ascii_case("accept-encoding")), || {
        format!("GET {}: packed, and `Vary` does not say so", answer.path)
    })?;
    ensure(answer.header("etag") != Some(&format!("\"{}\"", it.sha256)), || {
        format!("GET {}: packed under the strong `ETag` of the unpacked bytes", answer.path)
    })
}
