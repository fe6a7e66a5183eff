//! Correction notices (补正). Only staff give one: in a demo some of what is filed with files gets one by itself.

use std::thread::sleep;
use std::time::{Duration, Instant};

use contract::{
    Case, CaseAction, CaseId, CaseState, CorrectionNotice, EventKind, NoticeState, ProblemCode,
    ReceiptLookup, ReceiptState, SignerRole,
};

use super::{all, case};
use crate::answer::Answer;
use crate::bench::Bench;
use crate::filing::send::{jws, read};
use crate::filing::{Draft, Wish, mint};
use crate::trouble::{Outcome, Trouble, ensure};

/// How many are filed so that one of them is asked to correct.
const FILED: usize = 8;
/// Between two looks.
const LOOK: Duration = Duration::from_millis(200);

/// A notice, answered, and everything the hall said on the way.
#[derive(Debug, Clone)]
pub(crate) struct Corrected {
    before: Case,
    notice: CorrectionNotice,
    draft: Draft,
    looked_up_before: Answer,
    answer: Answer,
    again: Answer,
    other: Answer,
    looked_up_after: Answer,
    after: Case,
}

fn corrected(bench: &Bench) -> Result<&Corrected, Trouble> {
    bench.kept().corrected.get_or_init(|| correct(bench)).as_ref().map_err(Clone::clone)
}

fn correct(bench: &Bench) -> Result<Corrected, Trouble> {
    let who = bench.first();
    let before = asked(bench)?;
    let open = before.notices.iter().find(|it| it.state.code == NoticeState::Open).cloned();
    let notice = open.ok_or_else(|| Trouble::broken("a case in `correction-needed` has no open notice"))?;
    let mut draft = draft_of(bench, &before)?;
    draft.manifest.corrects = Some(notice.id.clone());
    bench.sign(who, &mut draft)?;
    let path = format!("/api/v1/cases/{}/corrections/{}/answer", before.summary.id, notice.id);
    let looked_up_before = who.get(&format!("{path}/receipt"))?;
    let answer = who.post(&path, &draft.body()?)?;
    let again = who.post(&path, &draft.body()?)?;
    let other = who.post(&path, &draft.changed()?.body()?)?;
    let looked_up_after = who.get(&format!("{path}/receipt"))?;
    let after = case(who, &before.summary.id)?;
    Ok(Corrected { before, notice, draft, looked_up_before, answer, again, other, looked_up_after, after })
}

/// A case of the first person's own that waits for a correction. Some are filed when there is none.
fn asked(bench: &Bench) -> Result<Case, Trouble> {
    let who = bench.first();
    if let Some(found) = waiting(bench)? {
        return case(who, &found);
    }
    if bench.discovery().demo.is_none() {
        return Err(Trouble::not_tried(
            "no case of the first person waits for a correction; ask staff for one",
        ));
    }
    for _ in 0..FILED {
        bench.file(who, &Wish::any().with_files())?;
    }
    let since = Instant::now();
    while since.elapsed() < bench.patience() {
        if let Some(found) = waiting(bench)? {
            return case(who, &found);
        }
        sleep(LOOK);
    }
    Err(Trouble::not_tried(format!("of {FILED} filings none was asked to correct anything in time")))
}

fn waiting(bench: &Bench) -> Result<Option<CaseId>, Trouble> {
    let me = bench.first().party()?;
    let mine = all(bench.first())?.into_iter();
    let mut mine = mine.filter(|it| it.acting.actor == me && it.acting.principal == me);
    Ok(mine.find(|it| it.state.code == CaseState::CorrectionNeeded).map(|it| it.id))
}

/// The filing of a case as it could be sent again: its files are at the hall already.
fn draft_of(bench: &Bench, case: &Case) -> Result<Draft, Trouble> {
    Ok(Draft {
        filing_id: case.summary.filing_id.clone(),
        guide: bench.guide(&case.matter)?,
        manifest: case.manifest.clone(),
        files: Vec::new(),
        device: mint::device_id()?,
        signer: bench.first().party()?,
        role: SignerRole::Principal,
        signatures: Vec::new(),
    })
}

pub(super) fn told(bench: &Bench) -> Outcome {
    let Corrected { before, notice, .. } = corrected(bench)?;
    let id = &before.summary.id;
    ensure(!notice.no.trim().is_empty(), || format!("case {id}: the notice has no number"))?;
    ensure(!notice.items.is_empty(), || format!("case {id}: the notice asks nothing"))?;
    let silent = notice.items.iter().any(|it| it.text.trim().is_empty());
    ensure(!silent, || format!("case {id}: an item of the notice says nothing"))?;
    ensure(notice.due_on >= notice.issued_at.date_naive(), || {
        format!("case {id}: due before it was issued")
    })?;
    ensure(before.actions.contains(&CaseAction::Correct), || format!("case {id} does not offer `correct`"))?;
    ensure(before.summary.action_due == Some(notice.due_on), || {
        format!(
            "case {id}: action_due is {:?}, the notice is due on {}",
            before.summary.action_due, notice.due_on
        )
    })
}

pub(super) fn answered(bench: &Bench) -> Outcome {
    let it = corrected(bench)?;
    let receipt = read(&it.answer)?;
    ensure(receipt.content_hash == it.draft.hash()?, || {
        "the receipt is for other content than was sent".into()
    })?;
    ensure(receipt.filing_id == it.before.summary.filing_id, || "the receipt names another filing".into())?;
    let (one, other) = (&it.before.summary.id, &it.after.summary.id);
    ensure(one == other, || format!("the case was {one} and is {other} after the answer"))?;
    let state = it.after.notices.iter().find(|now| now.id == it.notice.id).map(|it| it.state.code.clone());
    ensure(state == Some(NoticeState::Answered), || format!("the answered notice says {state:?}"))?;
    ensure(it.after.events.starts_with(&it.before.events), || "an answer rewrote what had happened".into())?;
    let events = it.after.events.iter().skip(it.before.events.len());
    let told = events.filter(|it| it.kind.code == EventKind::CorrectionAnswered).count();
    ensure(told == 1, || format!("{told} events tell of the answer"))?;
    ensure(it.after.manifest.corrects.as_ref() == Some(&it.notice.id), || {
        "the case does not hold what was sent last".into()
    })
}

pub(super) fn again(bench: &Bench) -> Outcome {
    let it = corrected(bench)?;
    ensure(jws(&it.answer)? == jws(&it.again)?, || "the same answer again got another receipt".into())?;
    let problem = it.other.problem(409, &ProblemCode::ContentConflict)?;
    let held = problem.held_hash.as_deref() == Some(it.draft.hash()?.as_str());
    if held && problem.sent_hash.is_some() { Ok(()) } else { Err(it.other.broken("held_hash and sent_hash")) }
}

pub(super) fn looked_up(bench: &Bench) -> Outcome {
    let it = corrected(bench)?;
    let before: ReceiptLookup = it.looked_up_before.json()?;
    if before.state != ReceiptState::Unknown || before.receipt.is_some() {
        return Err(it.looked_up_before.broken("`unknown` before the answer"));
    }
    let after: ReceiptLookup = it.looked_up_after.json()?;
    let same =
        after.state == ReceiptState::Accepted && after.receipt.as_deref() == Some(jws(&it.answer)?.as_str());
    if same { Ok(()) } else { Err(it.looked_up_after.broken("`accepted` with the receipt of the answer")) }
}

pub(super) fn unknown(bench: &Bench) -> Outcome {
    let filed = bench.filed()?;
    let notice = mint::uuid()?;
    let path = filed.case(&format!("/corrections/{notice}/answer"));
    let mut draft = filed.draft.clone();
    draft.manifest.corrects = notice.parse().ok();
    bench.first().post(&path, &draft.body()?)?.problem(404, &ProblemCode::NotFound)?;
    Ok(())
}
