//! Taking a case back.

use std::thread::sleep;
use std::time::{Duration, Instant};

use contract::{Case, CaseAction, CaseState, EventKind, ProblemCode, Withdraw};

use super::{all, case, case_of};
use crate::answer::Answer;
use crate::bench::Bench;
use crate::filing::Wish;
use crate::filing::send::Filed;
use crate::race;
use crate::trouble::{Outcome, Trouble, ensure};

fn send(bench: &Bench, filed: &Filed) -> Result<Answer, Trouble> {
    let body = Withdraw { acting: filed.manifest.acting(), reason: "合规测试".into() };
    bench.first().post(&filed.case("/withdraw"), &body)
}

/// Withdraws a filing of the first person.
pub(super) fn withdraw(bench: &Bench, filed: &Filed) -> Result<Case, Trouble> {
    send(bench, filed)?.expect(200)?.json()
}

/// How often staff may be quicker than the kit.
const PATIENT: usize = 5;

/// A new filing whose case offers to be withdrawn, and what comes of taking it at its word.
fn offered(bench: &Bench) -> Result<(Filed, Case, Answer), Trouble> {
    for _ in 0..PATIENT {
        let filed = bench.file(bench.first(), &Wish::any())?;
        let before = case_of(bench, &filed)?;
        if !before.actions.contains(&CaseAction::Withdraw) {
            continue;
        }
        let answer = send(bench, &filed)?;
        // Only when the case has moved on meanwhile may it be refused.
        if answer.status == 200 || case_of(bench, &filed)?.actions.contains(&CaseAction::Withdraw) {
            return Ok((filed, before, answer));
        }
    }
    Err(Trouble::not_tried("no new case of this hall stays where it can be withdrawn"))
}

fn times(case: &Case) -> usize {
    case.events.iter().filter(|it| it.kind.code == EventKind::Withdrawn).count()
}

pub(super) fn withdrawn(bench: &Bench) -> Outcome {
    let (filed, before, answer) = offered(bench)?;
    let told: Case = answer.expect(200)?.json()?;
    for it in [told, case_of(bench, &filed)?] {
        let state = &it.summary.state.code;
        ensure(*state == CaseState::Withdrawn, || format!("a withdrawn case says `{state}`"))?;
        ensure(times(&it) == 1, || format!("a withdrawn case has {} such events", times(&it)))?;
        ensure(it.events.len() > before.events.len(), || "withdrawing left no event".into())?;
        ensure(!it.actions.contains(&CaseAction::Withdraw), || "a withdrawn case offers `withdraw`".into())?;
    }
    Ok(())
}

pub(super) fn again(bench: &Bench) -> Outcome {
    let (filed, _, answer) = offered(bench)?;
    let first: Case = answer.expect(200)?.json()?;
    let more = race::at_once(8, |_| send(bench, &filed))?;
    for answer in more {
        let told: Case = answer.expect(200)?.json()?;
        ensure(told == first, || "withdrawing again is answered differently".into())?;
    }
    let after = case_of(bench, &filed)?;
    ensure(times(&after) == 1, || format!("withdrawn nine times, {} events", times(&after)))?;

    let filed = bench.file(bench.first(), &Wish::any())?;
    let answers = race::at_once(8, |_| send(bench, &filed))?;
    let done = answers.iter().filter(|it| it.status == 200).count();
    let after = case_of(bench, &filed)?;
    ensure(done == 0 || times(&after) == 1, || {
        format!("withdrawn eight times at once, {} events", times(&after))
    })
}

/// Between two looks at a case that staff have to move on.
const LOOK: Duration = Duration::from_millis(200);

pub(super) fn not_offered(bench: &Bench) -> Outcome {
    let body = |it: &Case| Withdraw { acting: it.summary.acting.clone(), reason: String::new() };
    let Some(found) = closed(bench)? else {
        return Err(Trouble::not_tried(
            "no case of the first person has come so far that it cannot be withdrawn",
        ));
    };
    let path = format!("/api/v1/cases/{}/withdraw", found.summary.id);
    bench.first().post(&path, &body(&found))?.problem(409, &ProblemCode::WrongState)?;
    let after = case(bench.first(), &found.summary.id)?;
    ensure(after.summary.state.code != CaseState::Withdrawn, || {
        "a refused withdrawal withdrew the case".into()
    })
}

/// A case of the first person's own that has ended in another way than by withdrawal. In a demo staff work by
/// themselves, so one is waited for.
fn closed(bench: &Bench) -> Result<Option<Case>, Trouble> {
    let who = bench.first();
    let me = who.party()?;
    let ended = [CaseState::Delivered, CaseState::Rejected, CaseState::NotAccepted];
    let since = Instant::now();
    bench.filed()?;
    loop {
        let list = all(who)?;
        let mut over = list.iter().filter(|it| ended.contains(&it.state.code) && it.acting.actor == me);
        if let Some(it) = over.find(|it| it.acting.principal == me) {
            let found = case(who, &it.id)?;
            return Ok(Some(found).filter(|it| !it.actions.contains(&CaseAction::Withdraw)));
        }
        if bench.discovery().demo.is_none() || since.elapsed() > bench.patience() {
            return Ok(None);
        }
        sleep(LOOK);
    }
}

pub(super) fn other_actor(bench: &Bench) -> Outcome {
    let filed = bench.filed()?;
    let mut acting = filed.manifest.acting();
    acting.actor = bench.second().party()?;
    let body = Withdraw { acting, reason: String::new() };
    bench.first().post(&filed.case("/withdraw"), &body)?.problem(403, &ProblemCode::NotAllowed)?;
    Ok(())
}
