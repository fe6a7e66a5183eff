//! What happened: numbered, and never told differently later.

use contract::{Case, CaseEvent, EventKind, Page};

use super::{all, case, case_of};
use crate::bench::Bench;
use crate::filing::Wish;
use crate::filing::send::Filed;
use crate::trouble::{Outcome, Trouble, ensure};

/// How many cases are read.
const MANY: usize = 12;

/// Cases of the first person, the newest first; at least one.
fn some(bench: &Bench) -> Result<Vec<Case>, Trouble> {
    bench.filed()?;
    let list = all(bench.first())?;
    list.iter().take(MANY).map(|it| case(bench.first(), &it.id)).collect()
}

fn page(bench: &Bench, filed: &Filed, after: u32) -> Result<Vec<CaseEvent>, Trouble> {
    let path = format!("{}?after={after}", filed.case("/events"));
    let page: Page<CaseEvent> = bench.first().get(&path)?.expect(200)?.json()?;
    Ok(page.items)
}

pub(super) fn numbered(bench: &Bench) -> Outcome {
    for case in some(bench)? {
        let id = &case.summary.id;
        for (event, expected) in case.events.iter().zip(1..) {
            ensure(event.seq == expected, || {
                format!("case {id}: event {} comes where {expected} should", event.seq)
            })?;
        }
        let first = case.events.first().map(|it| it.kind.code.clone());
        ensure(first == Some(EventKind::Received), || format!("case {id} begins with {first:?}"))?;
        let backwards = case.events.windows(2).find(|it| it[1].at < it[0].at);
        ensure(backwards.is_none(), || format!("case {id}: time runs backwards at {backwards:?}"))?;
        let last = case.events.last().map(|it| it.at);
        ensure(last.is_none_or(|it| it <= case.summary.updated_at), || {
            format!("case {id} was updated at {}, before its last event", case.summary.updated_at)
        })?;
    }
    Ok(())
}

pub(super) fn append_only(bench: &Bench) -> Outcome {
    let filed = bench.file(bench.first(), &Wish::any())?;
    let before = case_of(bench, &filed)?.events;
    ensure(before == page(bench, &filed, 0)?[..before.len()], || "the case and its events differ".into())?;
    // Whether it can still be withdrawn does not matter: something happens either way, or nothing does.
    let _ = super::withdrawal::withdraw(bench, &filed);
    let after = case_of(bench, &filed)?.events;
    ensure(after.starts_with(&before), || "an event is told differently after more has happened".into())?;
    let told = page(bench, &filed, 0)?;
    ensure(told.starts_with(&before), || "GET …/events tells an event differently afterwards".into())
}

pub(super) fn after(bench: &Bench) -> Outcome {
    let filed = bench.file(bench.first(), &Wish::any())?;
    let _ = super::withdrawal::withdraw(bench, &filed);
    let whole = page(bench, &filed, 0)?;
    for (index, event) in whole.iter().enumerate() {
        let rest = page(bench, &filed, event.seq)?;
        let known = whole.len() - index - 1;
        ensure(rest.len() >= known && rest[..known] == whole[index + 1..], || {
            format!("after={} does not answer the events from {} on", event.seq, event.seq + 1)
        })?;
    }
    Ok(())
}

pub(super) fn texts(bench: &Bench) -> Outcome {
    for case in some(bench)? {
        let id = &case.summary.id;
        let state = (case.summary.state.code.as_str(), &case.summary.state.text);
        let events = case.events.iter().map(|it| (it.kind.code.as_str(), &it.kind.text));
        let notices = case.notices.iter().map(|it| (it.state.code.as_str(), &it.state.text));
        let silent = [state].into_iter().chain(events).chain(notices).find(|it| it.1.trim().is_empty());
        ensure(silent.is_none(), || format!("case {id}: no text beside {:?}", silent.map(|it| it.0)))?;
    }
    Ok(())
}
