//! The one transition function.

use contract::Problem;

use crate::{Effect, Event, Failure, Hold, Stage, State};

/// First waiting time, in milliseconds; doubled with every failure in a row.
const FIRST_WAIT_MS: u32 = 1_000;
/// Longest waiting time, in milliseconds. There is no last try.
const LONGEST_WAIT_MS: u32 = 60_000;

/// Longest time a hall may make us wait, in milliseconds: an hour. Nobody is kept from pressing "try now".
const LONGEST_ASKED_MS: u32 = 3_600_000;

/// The state after `event`, and what to do for it. An event that makes no sense here changes nothing.
#[must_use]
pub fn step(state: State, event: Event) -> (State, Vec<Effect>) {
    use Effect::Persist;
    if matches!(state.stage, Stage::Received) {
        return (state, Vec::new());
    }
    match event {
        Event::Started => resume(state),
        Event::ReceiptKept => {
            (State { failures: 0, hold: None, stage: Stage::Received, ..state }, vec![Persist])
        }
        Event::Stop if state.is_final() || state.hold == Some(Hold::Stopped) => (state, Vec::new()),
        Event::Stop => (State { hold: Some(Hold::Stopped), ..state }, vec![Persist]),
        // Nothing is written: a disk that fails must not be asked for ever.
        Event::NotKept if state.is_final() || state.hold == Some(Hold::Stopped) => (state, Vec::new()),
        Event::NotKept => (State { hold: Some(Hold::Disk), ..state }, Vec::new()),
        Event::TryNow => match state.hold {
            Some(Hold::SignIn | Hold::Turn) | None => (state, Vec::new()),
            Some(Hold::Backoff | Hold::Stopped | Hold::Disk) => go_again(state),
        },
        Event::TurnCame => match state.hold {
            Some(Hold::Turn) => go_again(state),
            _ => (state, Vec::new()),
        },
        Event::SignedIn => match state.hold {
            Some(Hold::SignIn) => go_again(state),
            _ => (state, Vec::new()),
        },
        Event::Uploaded if state.stage == Stage::Uploading => advance(&state, Stage::Signing),
        // A signature is not kept over a stop: a new one is made when it goes on.
        Event::Signed if state.stage == Stage::Signing && state.hold.is_none() => {
            advance(&state, Stage::Committing)
        }
        // Not a word of it there: sending again cannot double anything, and needs a fresh signature.
        Event::HallKnowsNothing if state.stage == Stage::Unknown => advance(&state, Stage::Uploading),
        Event::HallIsBusy if state.stage == Stage::Unknown => wait(state, None),
        Event::HallRefused(problem) => refused(&state, problem),
        Event::Failed(failure) => failed(&state, failure),
        Event::Uploaded | Event::Signed | Event::HallKnowsNothing | Event::HallIsBusy => (state, Vec::new()),
    }
}

/// Goes on after a start, unless the person stopped it.
fn resume(state: State) -> (State, Vec<Effect>) {
    if state.is_final() || state.hold == Some(Hold::Stopped) {
        return (state, Vec::new());
    }
    go_again(state)
}

/// Goes on after a hold or a start: a commit that may have left is an unknown outcome. The hold may have come from a
/// disk that failed: the state is kept first.
fn go_again(state: State) -> (State, Vec<Effect>) {
    let stage = match state.stage {
        Stage::Committing => Stage::Unknown,
        other => other,
    };
    let (state, mut effects) = go(State { stage, hold: None, ..state });
    if !effects.is_empty() {
        effects.insert(0, Effect::Persist);
    }
    (state, effects)
}

/// What a stage asks for.
fn go(state: State) -> (State, Vec<Effect>) {
    let effect = match state.stage {
        Stage::Uploading => Effect::Upload,
        Stage::Signing => Effect::Sign,
        Stage::Committing => Effect::Commit,
        Stage::Unknown => Effect::LookUp,
        Stage::Received | Stage::Refused { .. } => return (state, Vec::new()),
    };
    (state, vec![effect])
}

/// The next stage, kept on disk before its effect. A stop holds: the answer that was on its way is
/// remembered, nothing new is sent.
fn advance(state: &State, stage: Stage) -> (State, Vec<Effect>) {
    let sent = state.sent || stage == Stage::Committing;
    // Failures survive: "unknown, nothing known, unknown, …" must not become a tight loop.
    let next = State { stage, sent, failures: state.failures, hold: state.hold };
    if next.hold == Some(Hold::Stopped) {
        return (next, vec![Effect::Persist]);
    }
    let (next, effects) = go(State { hold: None, ..next });
    (next, [vec![Effect::Persist], effects].concat())
}

fn failed(state: &State, failure: Failure) -> (State, Vec<Effect>) {
    // Whatever else went wrong: when a commit was under way and no clear answer came, it may have counted.
    let stage = match (&state.stage, &failure) {
        (Stage::Committing, Failure::NoAnswer) => Stage::Unknown,
        // A clear "not now" to a commit: nothing was taken in; the challenge may be spent, so sign again.
        (Stage::Committing, Failure::Later(_) | Failure::SignedOut) => Stage::Signing,
        (other, _) => (*other).clone(),
    };
    let state = State { stage, ..state.clone() };
    match failure {
        // A refused look-up says nothing about the filing: the outcome stays unknown.
        Failure::Refused(_) if state.stage == Stage::Unknown => wait(state, None),
        Failure::Refused(problem) => refused(&state, problem),
        Failure::SignedOut if state.hold == Some(Hold::Stopped) => (state, vec![Effect::Persist]),
        Failure::SignedOut => (State { hold: Some(Hold::SignIn), ..state }, vec![Effect::Persist]),
        Failure::NoAnswer => wait(state, None),
        Failure::Later(seconds) => wait(state, seconds),
    }
}

fn refused(state: &State, problem: Box<Problem>) -> (State, Vec<Effect>) {
    let stage = Stage::Refused { problem };
    (State { stage, failures: 0, hold: None, sent: state.sent }, vec![Effect::Persist])
}

fn wait(state: State, seconds: Option<u32>) -> (State, Vec<Effect>) {
    if state.hold == Some(Hold::Stopped) {
        return (state, vec![Effect::Persist]);
    }
    let doubled = FIRST_WAIT_MS.saturating_mul(1 << state.failures.min(6)).min(LONGEST_WAIT_MS);
    // The hall's own wish is a floor, not a licence to come back sooner and sooner.
    let ms = seconds.map_or(doubled, |it| it.saturating_mul(1_000).clamp(doubled, LONGEST_ASKED_MS));
    let state = State { failures: state.failures.saturating_add(1), hold: Some(Hold::Backoff), ..state };
    (state, vec![Effect::Persist, Effect::Wait(ms)])
}
