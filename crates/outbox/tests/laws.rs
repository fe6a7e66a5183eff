//! The engine's table and its laws over random histories.

use contract::{Problem, ProblemCode, Retry};
use outbox::{Effect, Event, Failure, Hold, Stage, State, step};
use proptest::prelude::*;

fn problem() -> Box<Problem> {
    Box::new(Problem {
        code: ProblemCode::Invalid,
        status: 422,
        title: "材料不齐".into(),
        detail: None,
        retry: Retry::AfterEdit,
        retry_after: None,
        errors: Vec::new(),
        filing_id: None,
        case_id: None,
        held_hash: None,
        sent_hash: None,
    })
}

fn at(stage: Stage) -> State {
    State { stage, ..State::new() }
}

#[test]
fn delivery_table() {
    use Effect::{Commit, LookUp, Persist, Sign, Upload, Wait};
    use Stage::{Committing, Received, Signing, Unknown, Uploading};
    let refused = Stage::Refused { problem: problem() };
    #[rustfmt::skip]
    let table = [
        // from         event                                        to           effects
        (Uploading,     Event::Started,                              Uploading,   vec![Persist, Upload]),
        (Uploading,     Event::Uploaded,                             Signing,     vec![Persist, Sign]),
        (Signing,       Event::Signed,                               Committing,  vec![Persist, Commit]),
        (Committing,    Event::Started,                              Unknown,     vec![Persist, LookUp]),
        (Committing,    Event::ReceiptKept,                          Received,    vec![Persist]),
        (Committing,    Event::Failed(Failure::NoAnswer),            Unknown,     vec![Persist, Wait(1000)]),
        (Committing,    Event::Failed(Failure::Later(Some(7))),      Signing,     vec![Persist, Wait(7000)]),
        (Committing,    Event::Failed(Failure::Later(Some(0))),      Signing,     vec![Persist, Wait(1000)]),
        (Committing,    Event::Failed(Failure::Later(Some(u32::MAX))), Signing,   vec![Persist, Wait(3_600_000)]),
        (Committing,    Event::Failed(Failure::Refused(problem())),  refused.clone(), vec![Persist]),
        (Unknown,       Event::ReceiptKept,                          Received,    vec![Persist]),
        (Unknown,       Event::HallKnowsNothing,                     Uploading,   vec![Persist, Upload]),
        (Unknown,       Event::HallIsBusy,                           Unknown,     vec![Persist, Wait(1000)]),
        (Unknown,       Event::Failed(Failure::Refused(problem())),  Unknown,     vec![Persist, Wait(1000)]),
        (Unknown,       Event::HallRefused(problem()),               refused.clone(), vec![Persist]),
        (Received,      Event::Failed(Failure::NoAnswer),            Received,    vec![]), // a late echo
        (refused.clone(), Event::Started,                            refused,     vec![]),
        (Signing,       Event::Uploaded,                             Signing,     vec![]), // makes no sense here
    ];
    for (from, event, to, effects) in table {
        let (state, done) = step(at(from.clone()), event.clone());
        assert_eq!((state.stage, done), (to, effects), "{from:?} on {event:?}");
    }
}

#[test]
fn a_signed_out_delivery_waits_for_sign_in_and_goes_on() {
    let (held, effects) = step(at(Stage::Signing), Event::Failed(Failure::SignedOut));
    assert_eq!((held.hold, effects), (Some(Hold::SignIn), vec![Effect::Persist]));
    let (same, nothing) = step(held.clone(), Event::TryNow);
    assert_eq!((&same, nothing), (&held, vec![]));
    let (_, effects) = step(held, Event::SignedIn);
    assert_eq!(effects, vec![Effect::Persist, Effect::Sign]);
}

#[test]
fn waiting_doubles_up_to_a_minute_and_never_ends() {
    let mut state = at(Stage::Uploading);
    let mut waits = Vec::new();
    for _ in 0..9 {
        let (next, effects) = step(state, Event::Failed(Failure::NoAnswer));
        waits
            .extend(effects.iter().filter_map(|it| if let Effect::Wait(ms) = it { Some(*ms) } else { None }));
        state = step(next, Event::TryNow).0;
    }
    assert_eq!(waits, [1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000, 60000]);
}

#[test]
fn a_disk_that_fails_is_not_asked_for_ever_and_is_written_before_the_next_send() {
    let (held, nothing) = step(at(Stage::Uploading), Event::NotKept);
    assert_eq!((held.hold, nothing), (Some(Hold::Disk), vec![]));
    let (_, effects) = step(held, Event::TryNow);
    assert_eq!(effects, vec![Effect::Persist, Effect::Upload]);
}

#[test]
fn a_stop_while_a_commit_is_on_its_way_does_not_forget_that_it_is() {
    let (stopped, effects) = step(at(Stage::Committing), Event::Stop);
    assert_eq!(effects, vec![Effect::Persist]);
    let (same, nothing) = step(stopped.clone(), Event::Stop);
    assert_eq!((&same, nothing), (&stopped, vec![]));
    // It may have counted: asked first, never sent again at once.
    let (_, effects) = step(stopped, Event::TryNow);
    assert_eq!(effects, vec![Effect::Persist, Effect::LookUp]);
}

#[test]
fn what_was_stopped_in_time_may_change_and_what_may_arrive_may_not() {
    let stopped = |sent, stage| State { sent, hold: Some(Hold::Stopped), ..at(stage) };
    #[rustfmt::skip]
    let table = [
        (stopped(false, Stage::Uploading),                  true),
        (stopped(false, Stage::Signing),                    true),
        // The hall knew nothing when it was asked; a late copy may still arrive.
        (stopped(true, Stage::Uploading),                   false),
        (stopped(true, Stage::Unknown),                     false),
        (at(Stage::Uploading),                              false),
        (at(Stage::Received),                               false),
        (at(Stage::Refused { problem: problem() }),         true),
    ];
    for (state, open) in table {
        assert_eq!(state.is_open_to_change(), open, "{state:?}");
    }
}

#[test]
fn the_hall_may_ask_for_more_patience_not_for_less() {
    let state = State { failures: 5, ..at(Stage::Uploading) };
    let (_, effects) = step(state, Event::Failed(Failure::Later(Some(2))));
    assert_eq!(effects, vec![Effect::Persist, Effect::Wait(32_000)]);
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        Just(Event::Started),
        Just(Event::Uploaded),
        Just(Event::Signed),
        Just(Event::ReceiptKept),
        Just(Event::HallKnowsNothing),
        Just(Event::HallIsBusy),
        Just(Event::Failed(Failure::NoAnswer)),
        Just(Event::Failed(Failure::Later(None))),
        Just(Event::Failed(Failure::SignedOut)),
        Just(Event::Failed(Failure::Refused(problem()))),
        Just(Event::TryNow),
        Just(Event::SignedIn),
        Just(Event::Stop),
        Just(Event::TurnCame),
        Just(Event::HallRefused(problem())),
        Just(Event::NotKept),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Law 1: whoever sees a commit has seen its state kept first, unless the state on disk already says so.
    #[test]
    fn a_commit_is_on_disk_before_it_is_sent(events in prop::collection::vec(any_event(), 0..40)) {
        let mut state = State::new();
        let mut on_disk = state.clone();
        for event in events {
            let (next, effects) = step(state, event);
            for effect in effects {
                match effect {
                    Effect::Persist => on_disk = next.clone(),
                    Effect::Commit => prop_assert_eq!(&on_disk.stage, &Stage::Committing),
                    _ => {}
                }
            }
            state = next;
        }
    }

    /// Law 2: after a commit without an answer, no commit before the hall said it knows nothing.
    #[test]
    fn an_unknown_outcome_is_only_resolved_by_the_hall(events in prop::collection::vec(any_event(), 0..40)) {
        let mut state = State::new();
        let mut unresolved = false;
        for event in events {
            let said = event.clone();
            let was_committing = state.stage == Stage::Committing;
            let (next, effects) = step(state, event);
            if was_committing && matches!(said, Event::Failed(Failure::NoAnswer) | Event::Started) && !next.is_final() {
                unresolved = next.hold != Some(Hold::Stopped) || next.stage == Stage::Unknown;
            }
            if matches!(said, Event::HallKnowsNothing | Event::ReceiptKept) {
                unresolved = false;
            }
            prop_assert!(!(unresolved && effects.contains(&Effect::Commit)), "{:?} {:?}", next, effects);
            state = next;
        }
    }

    /// Law 3: a receipt ends it, from anywhere, and nothing starts again.
    #[test]
    fn a_receipt_is_final(events in prop::collection::vec(any_event(), 0..40)) {
        let mut state = State::new();
        let mut received = false;
        for event in events {
            let is_receipt = event == Event::ReceiptKept;
            let (next, effects) = step(state, event);
            if received {
                prop_assert!(effects.is_empty());
            }
            received |= is_receipt;
            prop_assert_eq!(received, next.stage == Stage::Received);
            state = next;
        }
    }
}
