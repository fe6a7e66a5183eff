//! Parts of a snapshot (RFC 9110 §14).

use contract::requirement::snapshots::{SNP_007, SNP_008, SNP_009};
use contract::{GuideSnapshot, ProblemCode};

use super::{address, list, whole};
use crate::answer::Answer;
use crate::ask::Ask;
use crate::bench::Bench;
use crate::check::Check;
use crate::trouble::{Outcome, Trouble, ensure};

pub(crate) const CHECKS: &[Check] = &[
    Check { of: &SNP_007, tries: "fetch the whole in parts, and join them", run: joined },
    Check { of: &SNP_008, tries: "ask for what is behind the end", run: behind },
    Check { of: &SNP_009, tries: "go on with what was another file", run: changed },
];

/// A part, asked for by who takes packed answers; with a tag, only of the file of that tag.
fn part(bench: &Bench, it: &GuideSnapshot, range: &str, tag: Option<&str>) -> Result<Answer, Trouble> {
    let ask = Ask::new("GET", address(it)).header("range", range);
    bench.anyone().send(match tag {
        Some(tag) => ask.header("if-range", tag),
        None => ask.header("accept-encoding", "gzip, br"),
    })
}

/// The whole, which has to be there and not empty.
fn file(bench: &Bench, it: &GuideSnapshot) -> Result<Answer, Trouble> {
    let answer = bench.anyone().get(&address(it))?.expect(200)?;
    if answer.bytes.is_empty() { Err(answer.broken("a snapshot that is not empty")) } else { Ok(answer) }
}

fn joined(bench: &Bench) -> Outcome {
    let list = list(bench)?;
    let it = whole(&list)?;
    let file = file(bench, it)?;
    let units = file.header("accept-ranges").unwrap_or_default();
    ensure(units == "bytes", || {
        format!("GET {}: expected `Accept-Ranges: bytes`, came `{units}`", file.path)
    })?;
    let length = file.bytes.len();
    let cut = |at: usize| (length * at / 3).min(length - 1);
    let mut whole = Vec::new();
    for (first, last) in [(0, cut(1)), (cut(1) + 1, cut(2)), (cut(2) + 1, length * 2)] {
        if first < length && first <= last {
            whole.extend_from_slice(
                exactly(bench, it, &format!("bytes={first}-{last}"), &file, first, last)?.as_ref(),
            );
        }
    }
    ensure(whole[..] == file.bytes[..], || format!("GET {}: the parts joined are not the whole", file.path))?;
    let tail = length.min(7);
    exactly(bench, it, &format!("bytes=-{tail}"), &file, length - tail, length - 1)?;
    exactly(bench, it, &format!("bytes={}-", length / 2), &file, length / 2, length - 1)?;
    Ok(())
}

/// The bytes from `first` to `last` inclusive, or to the end of a file that is shorter.
fn exactly(
    bench: &Bench,
    it: &GuideSnapshot,
    range: &str,
    file: &Answer,
    first: usize,
    last: usize,
) -> Result<std::sync::Arc<[u8]>, Trouble> {
    let length = file.bytes.len();
    let last = last.min(length - 1);
    let answer = part(bench, it, range, None)?;
    let place = format!("bytes {first}-{last}/{length}");
    let plain = answer.header("content-encoding").is_none_or(|it| it == "identity");
    let fits = answer.status == 206
        && answer.header("content-range") == Some(&place)
        && answer.bytes[..] == file.bytes[first..=last];
    ensure(fits && plain, || {
        let came = answer.header("content-range").unwrap_or("nothing");
        let how = if plain { "" } else { ", packed" };
        let (path, status, bytes) = (&answer.path, answer.status, answer.bytes.len());
        format!(
            "GET {path}, `Range: {range}`: expected 206 `{place}`, came {status} `{came}` with {bytes} bytes{how}"
        )
    })?;
    Ok(answer.bytes)
}

fn behind(bench: &Bench) -> Outcome {
    let list = list(bench)?;
    let it = whole(&list)?;
    let length = file(bench, it)?.bytes.len();
    for range in [format!("bytes={length}-"), format!("bytes={}-{}", length + 5, length + 9)] {
        let answer = part(bench, it, &range, None)?;
        answer.problem(416, &ProblemCode::RangeUnsatisfiable)?;
        let said = answer.header("content-range").unwrap_or_default();
        ensure(said == format!("bytes */{length}"), || {
            format!("GET {}: expected `Content-Range: bytes */{length}`, came `{said}`", answer.path)
        })?;
    }
    Ok(())
}

fn changed(bench: &Bench) -> Outcome {
    let list = list(bench)?;
    let it = whole(&list)?;
    let file = file(bench, it)?;
    let tag = format!("\"{}\"", it.sha256);
    let range = "bytes=0-0";
    for other in ["\"other\"".to_owned(), format!("W/{tag}")] {
        let answer = part(bench, it, range, Some(&other))?;
        ensure(answer.status == 200 && answer.bytes[..] == file.bytes[..], || {
            let (path, status, bytes) = (&answer.path, answer.status, answer.bytes.len());
            format!(
                "GET {path}, `If-Range: {other}`: expected 200 and the whole, came {status} with {bytes} bytes"
            )
        })?;
    }
    let same = part(bench, it, range, Some(&tag))?;
    ensure(same.status == 206, || {
        format!("GET {}: expected 206 with its own tag in `If-Range`, came {}", same.path, same.status)
    })
}
