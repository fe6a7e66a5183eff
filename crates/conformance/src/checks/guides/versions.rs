//! Guides by version: a published version never changes.

use contract::requirement::guides::{GUI_005, GUI_006, GUI_007, GUI_008, GUI_009, GUI_010};
use contract::{Guide, ProblemCode};

use super::{MOST, address, catalogue};
use crate::ask::Ask;
use crate::bench::Bench;
use crate::check::Check;
use crate::filing::mint;
use crate::trouble::{Outcome, Trouble, ensure};

pub(crate) const CHECKS: &[Check] = &[
    Check { of: &GUI_005, tries: "every guide with and without its version", run: same },
    Check { of: &GUI_006, tries: "every version that this run has read, again", run: immutable },
    Check { of: &GUI_007, tries: "the version before", run: older },
    Check { of: &GUI_008, tries: "versions that are none", run: never },
    Check { of: &GUI_009, tries: "a matter that nobody has", run: unknown },
    Check { of: &GUI_010, tries: "a guide, and again with its tag", run: tagged },
];

fn same(bench: &Bench) -> Outcome {
    for it in catalogue(bench)?.iter().take(MOST) {
        let path = address(it.matter.as_str());
        let current = bench.anyone().get(&path)?.expect(200)?;
        let named = bench.anyone().get(&format!("{path}?version={}", it.version))?.expect(200)?;
        ensure(current.bytes == named.bytes, || {
            named.broken("the same guide as without its version").to_string()
        })?;
    }
    Ok(())
}

fn immutable(bench: &Bench) -> Outcome {
    let mut seen = 0;
    for exchange in bench.record().all() {
        let answer = &exchange.answer;
        let of_version = answer.path.starts_with(super::ADDRESS) && answer.path.contains("?version=");
        if answer.method != "GET" || answer.status != 200 || !of_version || seen == MOST {
            continue;
        }
        seen += 1;
        let again = bench.anyone().get(&answer.path)?.expect(200)?;
        ensure(again.bytes == answer.bytes, || again.broken("what this version was before").to_string())?;
    }
    ensure(seen > 0, || "no version could be read".into()).map_err(|it| Trouble::not_tried(it.why()))
}

fn older(bench: &Bench) -> Outcome {
    let mut seen = false;
    for it in catalogue(bench)?.iter().filter(|it| it.version > 1).take(MOST) {
        seen = true;
        let before = it.version - 1;
        let answer = bench.anyone().get(&format!("{}?version={before}", address(it.matter.as_str())))?;
        if answer.status == 200 {
            let guide: Guide = answer.json()?;
            ensure(guide.version == before && guide.matter == it.matter, || {
                answer.broken(&format!("version {before}")).to_string()
            })?;
        } else {
            answer.problem(404, &ProblemCode::NotFound)?;
        }
    }
    if seen { Ok(()) } else { Err(Trouble::not_tried("every guide is in its first version")) }
}

fn never(bench: &Bench) -> Outcome {
    let Some(any) = catalogue(bench)?.into_iter().next() else {
        return Err(Trouble::not_tried("the catalogue is empty"));
    };
    let path = address(any.matter.as_str());
    let ask = |version: &str| bench.anyone().get(&format!("{path}?version={version}"));
    for version in [any.version + 1000, u32::MAX] {
        ask(&version.to_string())?.problem(404, &ProblemCode::NotFound)?;
    }
    for version in ["abc", "1.5", "-1", "99999999999999999999"] {
        ask(version)?.problem(400, &ProblemCode::Malformed)?;
    }
    Ok(())
}

fn unknown(bench: &Bench) -> Outcome {
    let path = address(&format!("no-such-matter-{}", mint::uuid()?));
    bench.anyone().get(&path)?.problem(404, &ProblemCode::NotFound).map(|_| ())
}

fn tagged(bench: &Bench) -> Outcome {
    for it in catalogue(bench)?.iter().take(3) {
        let path = address(it.matter.as_str());
        let answer = bench.anyone().get(&path)?.expect(200)?;
        let tag = answer.header("etag").ok_or_else(|| answer.broken("an `ETag`"))?.to_owned();
        let again = bench.anyone().send(Ask::new("GET", &path).header("if-none-match", &tag))?.expect(304)?;
        ensure(again.bytes.is_empty(), || again.broken("no body with 304").to_string())?;
        ensure(again.header("etag") == Some(&tag), || again.broken("the same `ETag` with 304").to_string())?;
        let other = bench.anyone().send(Ask::new("GET", &path).header("if-none-match", "\"other\""))?;
        other.expect(200)?;
    }
    Ok(())
}
