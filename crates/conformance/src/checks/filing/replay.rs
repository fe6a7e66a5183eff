//! The same filing more than once: it happens on every bad line, and nothing may come of it.

use contract::ProblemCode;

use super::{one_case, spoilt};
use crate::answer::Answer;
use crate::bench::Bench;
use crate::filing::send::{finalize, jws};
use crate::filing::{Draft, Wish, mint};
use crate::race;
use crate::trouble::{Outcome, Trouble, ensure};
use crate::visitor::Visitor;

pub(super) fn same(bench: &Bench) -> Outcome {
    let draft = bench.ready(bench.first(), &Wish::any())?;
    let first = finalize(bench.first(), &draft)?;
    let again = finalize(bench.first(), &draft)?;
    alike(&first, &again)?;
    one_case(bench, &draft)
}

/// Two receipts are one: same bytes, same case.
fn alike(first: &Answer, again: &Answer) -> Outcome {
    if jws(first)? != jws(again)? {
        return Err(again.broken(&format!("the first receipt, {}", first.text())));
    }
    let (one, other) = (first.header("location"), again.header("location"));
    ensure(one == other, || format!("Location was {one:?}, and for the replay {other:?}"))
}

pub(super) fn elsewhere(bench: &Bench) -> Outcome {
    let mut draft = bench.ready(bench.first(), &Wish::any())?;
    let first = finalize(bench.first(), &draft)?;
    draft.signatures.clear();
    draft.device = mint::device_id()?;
    let session = match bench.fresh_first() {
        Ok(fresh) => fresh,
        // People come with a cookie: the same session has to do.
        Err(Trouble::NotTried(_)) => bench.first().clone(),
        Err(broken) => return Err(broken),
    };
    alike(&first, &finalize(&session, &draft)?)
}

pub(super) fn other_content(bench: &Bench) -> Outcome {
    let filed = bench.file(bench.first(), &Wish::any())?;
    let mut other = filed.draft.changed()?;
    other.signatures.clone_from(&filed.draft.signatures);
    let answer = finalize(bench.first(), &other)?;
    let problem = answer.problem(409, &ProblemCode::ContentConflict)?;
    let held = problem.held_hash.as_deref() == Some(filed.receipt.content_hash.as_str());
    let sent = problem.sent_hash.as_deref() == Some(other.hash()?.as_str());
    let filing = problem.filing_id.as_ref() == Some(&filed.filing_id);
    let case = problem.case_id.as_ref() == Some(&filed.case_id);
    if held && sent && filing && case {
        one_case(bench, &other)
    } else {
        Err(answer.broken("held_hash, sent_hash, filing_id and case_id"))
    }
}

/// How many send at once.
const CROWD: usize = 64;

pub(super) fn at_once(bench: &Bench) -> Outcome {
    let draft = bench.ready(bench.first(), &Wish::any())?;
    let answers = race::at_once(CROWD, |_| finalize(bench.first(), &draft))?;
    let [first, rest @ ..] = answers.as_slice() else { return Err(Trouble::not_tried("nobody sent")) };
    for again in rest {
        alike(first, again)?;
    }
    one_case(bench, &draft)
}

pub(super) fn two_contents(bench: &Bench) -> Outcome {
    let who = bench.first();
    let draft = bench.ready(who, &Wish::any().without_files())?;
    let mut other = draft.changed()?;
    bench.sign(who, &mut other)?;
    let both = [&draft, &other];
    let answers = race::at_once(8, |index| send(who, both[index % 2]))?;
    let taken: Vec<_> = answers.iter().filter(|it| it.status == 201).collect();
    let [first, rest @ ..] = taken.as_slice() else {
        return Err(Trouble::broken("of two contents sent at once under one filing id none was taken"));
    };
    for again in rest {
        alike(first, again)?;
    }
    for refused in answers.iter().filter(|it| it.status != 201) {
        refused.problem(409, &ProblemCode::ContentConflict)?;
    }
    ensure(taken.len() == 4, || format!("{} of 8 were taken, not the 4 of one content", taken.len()))?;
    one_case(bench, &draft)
}

fn send(who: &Visitor, draft: &Draft) -> Result<Answer, Trouble> {
    finalize(who, draft)
}

pub(super) fn after_refusal(bench: &Bench) -> Outcome {
    let (mut draft, refused) = spoilt(bench, &Wish::any(), |draft| {
        draft.manifest.answers.insert("nobody_asked".into(), "x".into());
        Ok(())
    })?;
    refused.problem(422, &ProblemCode::Invalid)?;
    draft.manifest.answers.remove("nobody_asked");
    bench.sign(bench.first(), &mut draft)?;
    jws(&finalize(bench.first(), &draft)?)?;
    one_case(bench, &draft)
}
