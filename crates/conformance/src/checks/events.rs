//! Checks of the class `events`: a stream that begins at once, tells what happened and to whom it belongs, and goes on
//! where it was.

use std::time::{Duration, Instant};

use contract::requirement::events as of;
use contract::{CASE_EVENT, CaseEvent, CaseId, CaseNews, Page, RESET_EVENT};

use crate::bench::Bench;
use crate::check::Check;
use crate::filing::Wish;
use crate::stream::{Stream, StreamEvent};
use crate::trouble::{Outcome, Trouble, ensure};
use crate::visitor::Visitor;

/// The checks of this class.
pub(crate) const CHECKS: &[Check] = &[
    Check { of: &of::EVT_001, tries: "listen", run: opens },
    Check { of: &of::EVT_002, tries: "read how a stream begins", run: begins },
    Check { of: &of::EVT_003, tries: "file a case while listening", run: tells },
    Check { of: &of::EVT_004, tries: "come back with the id of an event", run: goes_on },
    Check { of: &of::EVT_005, tries: "come back with an id that nobody gave", run: resets },
    Check { of: &of::EVT_006, tries: "listen while another person files", run: keeps_apart },
    Check { of: &of::EVT_007, tries: "listen while nothing happens", run: lives },
    Check { of: &of::EVT_008, tries: "sign out while listening", run: ends },
];

const PATH: &str = "/api/v1/events";

/// The longest silence that the contract allows, with what a network may add.
const SILENCE: Duration = Duration::from_secs(17);

fn listen(who: &Visitor, last: Option<&str>) -> Result<Stream, Trouble> {
    who.listen(PATH, last)
}

/// What the next message is that `wanted` makes something of; waited for as long as the kit waits for anything.
fn until<T>(
    bench: &Bench,
    stream: &Stream,
    what: &str,
    mut wanted: impl FnMut(&StreamEvent) -> Result<Option<T>, Trouble>,
) -> Result<T, Trouble> {
    let end = Instant::now() + bench.patience();
    loop {
        let left = end.saturating_duration_since(Instant::now());
        let Some(event) = stream.next(left)? else {
            return Err(Trouble::broken(format!("GET {PATH}: {what} did not come")));
        };
        if let Some(found) = wanted(&event)? {
            return Ok(found);
        }
    }
}

/// A case's news, and the id it came with; nothing when a message is something else.
fn news(event: &StreamEvent) -> Result<Option<(String, CaseNews)>, Trouble> {
    if event.event != CASE_EVENT || event.data.is_empty() {
        return Ok(None);
    }
    let broken = |why: String| Trouble::Broken(format!("GET {PATH}: {why} in {event:?}"));
    let news = serde_json::from_str(&event.data).map_err(|it| broken(format!("no CaseNews ({it})")))?;
    let id = event.id.clone().ok_or_else(|| broken("no id".into()))?;
    Ok(Some((id, news)))
}

fn opens(bench: &Bench) -> Outcome {
    listen(bench.first(), None).map(|_| ())
}

fn begins(bench: &Bench) -> Outcome {
    let stream = listen(bench.first(), None)?;
    let (mut retry, mut id) = (false, false);
    until(bench, &stream, "`retry` and `id`", |it| {
        retry |= it.retry.is_some();
        id |= it.id.is_some();
        Ok((retry && id).then_some(()))
    })
}

fn tells(bench: &Bench) -> Outcome {
    let stream = listen(bench.first(), None)?;
    let filed = bench.file(bench.first(), &Wish::any())?;
    let (_, news) = until(bench, &stream, "the new case", |it| {
        Ok(news(it)?.filter(|(_, it)| it.case_id == filed.case_id))
    })?;
    let path = filed.case("/events");
    let events: Page<CaseEvent> = bench.first().get(&path)?.expect(200)?.json()?;
    let told = events.items.iter().find(|it| it.seq == news.seq);
    let same = told.is_some_and(|it| it.kind == news.kind && it.at == news.at);
    ensure(same && news.seq == 1, || format!("the stream tells {news:?}, the case {told:?}"))?;
    ensure(!news.state.text.trim().is_empty(), || format!("no text beside the state in {news:?}"))
}

fn goes_on(bench: &Bench) -> Outcome {
    let stream = listen(bench.first(), None)?;
    let cases: Vec<CaseId> = (0..3)
        .map(|_| Ok(bench.file(bench.first(), &Wish::any())?.case_id))
        .collect::<Result<_, Trouble>>()?;
    let place = until(bench, &stream, "the first case", |it| {
        Ok(news(it)?.filter(|(_, it)| it.case_id == cases[0] && it.seq == 1).map(|(id, _)| id))
    })?;
    drop(stream);
    let back = listen(bench.first(), Some(&place))?;
    let mut seen: Vec<(CaseId, u32)> = Vec::new();
    until(bench, &back, "what was missed", |it| {
        ensure(it.event != RESET_EVENT, || "a place that was just given is reset".into())?;
        let Some((_, it)) = news(it)? else { return Ok(None) };
        seen.push((it.case_id, it.seq));
        Ok(seen.contains(&(cases[2].clone(), 1)).then_some(()))
    })?;
    ensure(!seen.contains(&(cases[0].clone(), 1)), || "the event of that id is told again".into())?;
    let missed = seen.iter().position(|it| *it == (cases[1].clone(), 1));
    ensure(missed.is_some_and(|it| it + 1 < seen.len()), || "an event is missed, or out of order".into())?;
    let twice = seen.iter().enumerate().find(|(at, it)| seen[..*at].contains(it));
    ensure(twice.is_none(), || format!("told twice: {twice:?}"))
}

fn resets(bench: &Bench) -> Outcome {
    let stream = listen(bench.first(), Some("nobody-gave-this"))?;
    until(bench, &stream, "`reset`", |it| {
        ensure(it.event != CASE_EVENT, || "a case is told before `reset`".into())?;
        Ok((it.event == RESET_EVENT).then_some(()))
    })?;
    let filed = bench.file(bench.first(), &Wish::any())?;
    until(bench, &stream, "a case after `reset`", |it| {
        ensure(it.event != RESET_EVENT, || "`reset` comes twice".into())?;
        Ok(news(it)?.filter(|(_, it)| it.case_id == filed.case_id).map(|_| ()))
    })
}

fn keeps_apart(bench: &Bench) -> Outcome {
    let stream = listen(bench.second(), None)?;
    let theirs = bench.file(bench.first(), &Wish::any())?;
    // What is told after it must have passed it by.
    let own = bench.file(bench.second(), &Wish::any())?;
    until(bench, &stream, "one's own case", |it| {
        let Some((_, it)) = news(it)? else { return Ok(None) };
        ensure(it.case_id != theirs.case_id, || "another person's case is told".into())?;
        Ok((it.case_id == own.case_id).then_some(()))
    })
}

fn lives(bench: &Bench) -> Outcome {
    let stream = listen(bench.second(), None)?;
    let begun = Instant::now();
    while begun.elapsed() < SILENCE {
        if stream.next(SILENCE)?.is_none() {
            return Err(Trouble::broken(format!("GET {PATH}: nothing for {} seconds", SILENCE.as_secs())));
        }
    }
    Ok(())
}

fn ends(bench: &Bench) -> Outcome {
    let person = bench.fresh_first()?;
    let stream = listen(&person, None)?;
    person.delete("/api/v1/session")?.expect(204)?;
    let end = Instant::now() + SILENCE;
    while Instant::now() < end {
        match stream.next(end.saturating_duration_since(Instant::now())) {
            Ok(_) => {}
            Err(Trouble::Broken(_)) => return Ok(()),
            Err(other) => return Err(other),
        }
    }
    Err(Trouble::broken(format!("GET {PATH}: the stream goes on after signing out")))
}
