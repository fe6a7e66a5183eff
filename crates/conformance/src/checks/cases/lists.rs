//! Lists and single cases.

use std::collections::BTreeSet;

use contract::{CaseSummary, Page, ProblemCode};

use super::withdrawal::withdraw;
use super::{LIST, all, case_of};
use crate::ask::Ask;
use crate::bench::Bench;
use crate::filing::Wish;
use crate::paging;
use crate::trouble::{Outcome, Trouble, ensure};

/// The first of the first person's own cases.
fn newest(bench: &Bench) -> Result<Vec<CaseSummary>, Trouble> {
    let page: Page<CaseSummary> = bench.first().get(&format!("{LIST}?limit=5"))?.expect(200)?.json()?;
    Ok(page.items)
}

pub(super) fn listed(bench: &Bench) -> Outcome {
    // With one case alone every order is right.
    bench.filed()?;
    let filed = bench.file(bench.first(), &Wish::any())?;
    let list = newest(bench)?;
    let first = list.first().ok_or_else(|| Trouble::broken("the list of cases is empty after a filing"))?;
    ensure(first.filing_id == filed.filing_id && first.id == filed.case_id, || {
        format!(
            "filing {} was accepted last, the list begins with filing {}",
            filed.filing_id, first.filing_id
        )
    })?;
    ensure(first.receipt_no == filed.receipt.receipt_no, || {
        format!("the receipt says number {}, the list {}", filed.receipt.receipt_no, first.receipt_no)
    })?;
    ensure(first.acting == filed.manifest.acting(), || "the list names others than the manifest".into())?;
    ensure(first.received_at == filed.receipt.received_at, || {
        format!(
            "received at {} by the receipt, at {} by the list",
            filed.receipt.received_at, first.received_at
        )
    })
}

pub(super) fn whole(bench: &Bench) -> Outcome {
    let filed = bench.file(bench.first(), &Wish::any())?;
    let case = case_of(bench, &filed)?;
    ensure(case.manifest == filed.manifest, || "the case holds another manifest than was filed".into())?;
    ensure(case.receipt == filed.jws, || "the case holds another receipt than was given".into())?;
    ensure(case.matter == filed.manifest.matter, || format!("the case is of matter {}", case.matter))?;
    let list = newest(bench)?;
    let told = list.iter().find(|it| it.id == filed.case_id);
    let told = told.ok_or_else(|| Trouble::broken("a case that can be read is not in the list"))?;
    // What moves while a hall works is left out.
    let fixed = |it: &CaseSummary| {
        (
            it.id.clone(),
            it.filing_id.clone(),
            it.title.clone(),
            it.acting.clone(),
            it.receipt_no.clone(),
            it.received_at,
        )
    };
    ensure(fixed(told) == fixed(&case.summary), || "the list and the case say different things".into())?;
    ensure(case.summary.updated_at >= case.summary.received_at, || {
        "a case was changed before it was received".into()
    })
}

/// How often staff may be quicker than the kit, and change an answer under its hands.
const PATIENT: usize = 5;

/// The `ETag` of an address that answers 304 to it.
fn tag(bench: &Bench, path: &str) -> Result<String, Trouble> {
    let mut last = None;
    for _ in 0..PATIENT {
        let answer = bench.first().get(path)?.expect(200)?;
        let tag = answer.header("etag").ok_or_else(|| answer.broken("an ETag"))?.to_owned();
        let again = bench.first().send(Ask::new("GET", path).header("if-none-match", tag.clone()))?;
        if again.status == 304 {
            return Ok(tag);
        }
        // Staff may have worked on it in between: then the tag has changed, too.
        if again.header("etag") == Some(tag.as_str()) {
            return Err(again.broken("304, because the ETag is the same"));
        }
        last = Some(again);
    }
    Err(last.map_or_else(|| Trouble::not_tried("nothing was asked"), |it| it.broken("304")))
}

fn has_changed(bench: &Bench, path: &str, tag: &str) -> Outcome {
    let answer = bench.first().send(Ask::new("GET", path).header("if-none-match", tag))?.expect(200)?;
    ensure(answer.header("etag") != Some(tag), || format!("GET {path}: the ETag is the same after a change"))
}

pub(super) fn tags(bench: &Bench) -> Outcome {
    let one = bench.file(bench.first(), &Wish::any())?.case("");
    tag(bench, &one)?;
    let list = "/api/v1/cases?limit=5";
    let before = tag(bench, list)?;
    bench.file(bench.first(), &Wish::any())?;
    has_changed(bench, list, &before)?;
    for _ in 0..PATIENT {
        let filed = bench.file(bench.first(), &Wish::any())?;
        let path = filed.case("");
        let before = tag(bench, &path)?;
        // Staff may be quicker; then nobody knows whether it was before the tag was read.
        if withdraw(bench, &filed).is_ok() {
            return has_changed(bench, &path, &before);
        }
    }
    Err(Trouble::not_tried("no new case could be withdrawn"))
}

pub(super) fn pages(bench: &Bench) -> Outcome {
    let who = bench.first();
    while all(who)?.len() < 6 {
        bench.file(who, &Wish::any())?;
    }
    let before: Vec<_> = all(who)?.into_iter().map(|it| it.id).collect();
    let limit = before.len().div_ceil(4).clamp(1, 200);
    let mut seen = BTreeSet::new();
    // A hall may send fewer than asked, but not none.
    for (turn, page) in paging::pages::<Page<CaseSummary>>(who, LIST, limit).enumerate() {
        let page = page?;
        let last = page.next.is_none();
        ensure(turn <= before.len(), || "the pages do not come to an end".into())?;
        ensure(page.items.len() <= limit, || format!("{} cases on a page of {limit}", page.items.len()))?;
        ensure(!page.items.is_empty() || last, || "an empty page that is not the last".into())?;
        for it in page.items {
            let id = it.id.clone();
            ensure(seen.insert(it.id), || format!("case {id} is on two pages"))?;
        }
        if turn < 2 && !last {
            bench.file(who, &Wish::any())?;
        }
    }
    let missing: Vec<_> = before.iter().filter(|it| !seen.contains(*it)).collect();
    ensure(missing.is_empty(), || format!("{} of {} cases are on no page", missing.len(), before.len()))
}

pub(super) fn others(bench: &Bench) -> Outcome {
    let (filed, other) = (bench.filed()?, bench.second());
    for what in ["", "/events"] {
        other.get(&filed.case(what))?.problem(404, &ProblemCode::NotFound)?;
    }
    let party = other.party()?;
    let acting = contract::Acting { actor: party.clone(), principal: party, mandate: None };
    let body = contract::Withdraw { acting, reason: String::new() };
    other.post(&filed.case("/withdraw"), &body)?.problem(404, &ProblemCode::NotFound)?;
    let theirs = all(other)?;
    ensure(theirs.iter().all(|it| it.id != filed.case_id), || "somebody else's list shows the case".into())
}

pub(super) fn bad_cursor(bench: &Bench) -> Outcome {
    for cursor in ["nobody-gave-this", "%00", "-1"] {
        let path = format!("/api/v1/cases?cursor={cursor}");
        bench.first().get(&path)?.problem(400, &ProblemCode::Malformed)?;
    }
    Ok(())
}
