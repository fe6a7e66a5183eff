//! Looking up without an account, and what a page of events costs while nothing happens.

use contract::{CaseGlance, CaseLookup, ProblemCode};
use serde_json::Value;

use super::{all, case};
use crate::answer::Answer;
use crate::ask::Ask;
use crate::bench::Bench;
use crate::filing::Wish;
use crate::filing::send::me;
use crate::trouble::{Outcome, Trouble, ensure};

const PATH: &str = "/api/v1/case-lookups";

/// More misses than this are not tried, whatever a hall allows.
const MOST: u32 = 200;

pub(super) fn polled(bench: &Bench) -> Outcome {
    let filed = bench.file(bench.first(), &Wish::any())?;
    let path = filed.case("/events");
    let answer = bench.first().get(&path)?.expect(200)?;
    let tag = answer.header("etag").ok_or_else(|| answer.broken("an ETag"))?.to_owned();
    let again = || bench.first().send(Ask::new("GET", &path).header("if-none-match", &tag));
    again()?.expect(304)?;
    // When it cannot be withdrawn, nothing happens and there is nothing more to see.
    if super::withdrawal::withdraw(bench, &filed).is_ok() {
        again()?.expect(200)?;
    }
    Ok(())
}

/// Sends a look-up as somebody who has neither session nor cookie.
fn ask(bench: &Bench, number: &str, tail: &str) -> Result<Answer, Trouble> {
    let body = CaseLookup { number: number.to_owned(), tail: tail.to_owned() };
    bench.anyone().post(PATH, &body)
}

/// The same, when this address has not used up its misses in an earlier run.
fn fresh(bench: &Bench, number: &str, tail: &str) -> Result<Answer, Trouble> {
    let answer = ask(bench, number, tail)?;
    if answer.status == 429 {
        return Err(Trouble::not_tried("this address has used up its misses; try again in an hour"));
    }
    Ok(answer)
}

/// The last six characters of the first person's identity number.
fn tail(bench: &Bench) -> Result<String, Trouble> {
    let number = me(bench.first())?.profile.get("id_number");
    let number = number.ok_or_else(|| Trouble::not_tried("the session does not tell the identity number"))?;
    Ok(number.chars().skip(number.chars().count().saturating_sub(6)).collect())
}

/// A tail that is not this one.
fn other(tail: &str) -> &'static str {
    if tail == "000000" { "111111" } else { "000000" }
}

pub(super) fn by_receipt(bench: &Bench) -> Outcome {
    let filed = bench.filed()?;
    let answer = fresh(bench, &filed.receipt.receipt_no, &tail(bench)?)?.expect(200)?;
    let glance: CaseGlance = answer.json()?;
    let whole = case(bench.first(), &filed.case_id)?;
    let same = glance.title == whole.summary.title && glance.received_at == whole.summary.received_at;
    ensure(same, || answer.broken("the title and the time of the case").why().to_owned())?;
    let kinds = |it: &CaseGlance| it.events.iter().map(|it| (it.seq, it.kind.clone())).collect::<Vec<_>>();
    let told: Vec<_> = whole.events.iter().map(|it| (it.seq, it.kind.clone())).collect();
    ensure(told.starts_with(&kinds(&glance)), || answer.broken("the events of the case").why().to_owned())
}

pub(super) fn by_case_number(bench: &Bench) -> Outcome {
    let found = all(bench.first())?.into_iter().find_map(|it| it.case_no);
    let number = found.ok_or_else(|| Trouble::not_tried("no case of the first person has a case number"))?;
    fresh(bench, &number, &tail(bench)?)?.expect(200)?.json::<CaseGlance>().map(|_| ())
}

/// Members of a glance and of its events.
const SHOWN: [&str; 9] = [
    "title",
    "state",
    "applicant_masked",
    "department",
    "received_at",
    "updated_at",
    "clock",
    "action_due",
    "events",
];
const OF_EVENT: [&str; 3] = ["seq", "at", "kind"];

pub(super) fn names_nobody(bench: &Bench) -> Outcome {
    let filed = bench.filed()?;
    let answer = fresh(bench, &filed.receipt.receipt_no, &tail(bench)?)?.expect(200)?;
    let body = answer.value()?;
    let beside = |value: &Value, known: &[&str]| {
        let members = value.as_object().into_iter().flatten();
        members.map(|it| it.0.clone()).find(|it| !known.contains(&it.as_str()))
    };
    let events = body["events"].as_array().into_iter().flatten();
    let extra = beside(&body, &SHOWN).or_else(|| events.into_iter().find_map(|it| beside(it, &OF_EVENT)));
    ensure(extra.is_none(), || format!("a look-up tells `{}`", extra.unwrap_or_default()))?;
    let person = me(bench.first())?;
    let text = answer.text();
    let secrets = person.profile.values().chain([&person.name]).filter(|it| it.chars().count() > 1);
    let told = secrets.into_iter().find(|it| text.contains(it.as_str()));
    ensure(told.is_none(), || "a look-up tells a name, a number or an address of the applicant".into())?;
    ensure(!text.contains(filed.case_id.as_str()) && !text.contains(filed.filing_id.as_str()), || {
        "a look-up tells an id by which the case is reached".into()
    })
}

pub(super) fn alike(bench: &Bench) -> Outcome {
    let filed = bench.filed()?;
    let wrong = fresh(bench, &filed.receipt.receipt_no, other(&tail(bench)?))?;
    let unknown = fresh(bench, "S-000000-NOBODY-0", other(&tail(bench)?))?;
    wrong.problem(404, &ProblemCode::NotFound)?;
    unknown.problem(404, &ProblemCode::NotFound)?;
    ensure(wrong.bytes == unknown.bytes, || {
        format!("an unknown number is refused with {}, a wrong tail with {}", unknown.text(), wrong.text())
    })
}

pub(super) fn what_cannot_be(bench: &Bench) -> Outcome {
    let table = [("", "000000", "/number"), ("S-1", "00000", "/tail"), ("S-1", "零零零零零零", "/tail")];
    for (number, tail, pointer) in table {
        let answer = fresh(bench, number, tail)?;
        let problem = answer.problem(422, &ProblemCode::Invalid)?;
        if problem.errors.iter().all(|it| it.pointer != pointer) {
            return Err(answer.broken(&format!("an error at {pointer}")));
        }
    }
    Ok(())
}

/// The last of the look-ups: it leaves this address without a miss for an hour.
pub(super) fn guesses_end(bench: &Bench) -> Outcome {
    let limit = bench.discovery().limits.lookup_misses_per_hour;
    let limit = limit.ok_or_else(|| Trouble::broken("discovery publishes no `lookup_misses_per_hour`"))?;
    if limit > MOST {
        return Err(Trouble::not_tried(format!("{limit} misses are more than the kit tries")));
    }
    let (number, tail) = (&bench.filed()?.receipt.receipt_no, tail(bench)?);
    let another = bench.file(bench.first(), &Wish::any())?;
    let mut tries = 0;
    loop {
        let answer = ask(bench, number, other(&tail))?;
        if answer.status == 429 {
            break;
        }
        answer.problem(404, &ProblemCode::NotFound)?;
        tries += 1;
        ensure(tries <= limit, || format!("{tries} misses for one number, {limit} are published"))?;
    }
    for number in [number, &another.receipt.receipt_no] {
        let answer = ask(bench, number, &tail)?;
        answer.problem(429, &ProblemCode::TooMany)?;
        let after = answer.header("retry-after").and_then(|it| it.parse::<u32>().ok());
        ensure(after.is_some_and(|it| it > 0), || answer.broken("Retry-After in seconds").why().to_owned())?;
    }
    Ok(())
}
