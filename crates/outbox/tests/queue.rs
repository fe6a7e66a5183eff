//! What the queue adds to one delivery: order within a matter, one lead, answers of the right run.

use outbox::{Effect, Event, Failure, Hold, Item, Lease, Queue, Stage, State, Task};

#[derive(Debug, Clone, PartialEq)]
struct Filing(&'static str, u64, State);

impl Item for Filing {
    fn lane(&self) -> String {
        self.0.to_owned()
    }
    fn seq(&self) -> u64 {
        self.1
    }
    fn state(&self) -> &State {
        &self.2
    }
    fn state_mut(&mut self) -> &mut State {
        &mut self.2
    }
}

fn leading(filings: &[(&str, &'static str, State)]) -> (Queue<Filing>, Vec<Task>) {
    let mut queue = Queue::default();
    let items = filings.iter().zip(1..);
    let items = items.map(|((key, lane, state), seq)| ((*key).to_owned(), Filing(lane, seq, state.clone())));
    let tasks = queue.lead(1, items);
    (queue, tasks)
}

fn state_of(queue: &Queue<Filing>, key: &str) -> State {
    queue.items()[key].2.clone()
}

fn only(tasks: &[Task]) -> (&str, u32) {
    assert_eq!(tasks.len(), 1, "{tasks:?}");
    (&tasks[0].key, tasks[0].run)
}

#[test]
fn of_one_matter_the_later_one_signs_when_the_earlier_has_arrived() {
    let (mut queue, tasks) =
        leading(&[("a", "shop", State::new()), ("b", "shop", State::new()), ("c", "card", State::new())]);
    // Files of all are brought at once.
    assert_eq!(tasks.iter().map(|it| it.key.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
    let run = |key: &str| tasks.iter().find(|it| it.key == key).unwrap().run;
    queue.answer("b", run("b"), Event::Uploaded);
    assert_eq!(state_of(&queue, "b").hold, Some(Hold::Turn));
    // Another matter waits for nobody.
    let other = queue.answer("c", run("c"), Event::Uploaded);
    assert_eq!(other[0].effects, [Effect::Persist, Effect::Sign]);
    // Nobody can push it forward.
    assert_eq!(queue.happen("b", Event::TryNow), []);
    let tasks = queue.answer("a", run("a"), Event::ReceiptKept);
    let next = tasks.iter().find(|it| it.key == "b").unwrap();
    assert_eq!(next.effects, [Effect::Persist, Effect::Sign]);
}

#[test]
fn what_was_refused_or_stopped_in_time_keeps_nobody_waiting() {
    let stopped = State { hold: Some(Hold::Stopped), ..State::new() };
    #[rustfmt::skip]
    let table = [
        // the earlier one                                          the later one waits
        (State::new(),                                              true),
        (State { hold: Some(Hold::SignIn), ..State::new() },        true),
        (stopped.clone(),                                           false),
        // It may still arrive.
        (State { sent: true, ..stopped.clone() },                   true),
        (State { stage: Stage::Unknown, sent: true, ..stopped },    true),
        (State { stage: Stage::Received, ..State::new() },          false),
    ];
    for (earlier, waits) in table {
        let (mut queue, tasks) = leading(&[("a", "shop", earlier.clone()), ("b", "shop", State::new())]);
        let task = tasks.iter().find(|it| it.key == "b").unwrap();
        queue.answer("b", task.run, Event::Uploaded);
        assert_eq!(state_of(&queue, "b").hold == Some(Hold::Turn), waits, "{earlier:?}");
    }
}

#[test]
fn an_answer_of_an_older_run_does_not_count_but_a_receipt_does() {
    let (mut queue, tasks) = leading(&[("a", "shop", State::new())]);
    let (_, first) = only(&tasks);
    queue.happen("a", Event::Stop);
    let tasks = queue.happen("a", Event::TryNow);
    let (_, second) = only(&tasks);
    assert_ne!(first, second);
    assert!(!queue.is_current("a", first) && queue.is_current("a", second));
    assert_eq!(queue.answer("a", first, Event::Failed(Failure::NoAnswer)), []);
    assert_eq!(state_of(&queue, "a"), State::new());
    queue.answer("a", first, Event::ReceiptKept);
    assert_eq!(state_of(&queue, "a").stage, Stage::Received);
}

#[test]
fn an_answer_after_a_stop_is_remembered_and_a_signature_is_not() {
    let (mut queue, tasks) = leading(&[("a", "shop", State::new())]);
    let (_, run) = only(&tasks);
    queue.happen("a", Event::Stop);
    queue.answer("a", run, Event::Uploaded);
    assert_eq!(state_of(&queue, "a").stage, Stage::Signing);
    assert_eq!(queue.answer("a", run, Event::Signed), []);
    assert!(state_of(&queue, "a").is_at_rest());
}

#[test]
fn a_tab_that_lost_the_lead_does_nothing_and_shows_what_is_there() {
    let (mut queue, tasks) = leading(&[("a", "shop", State::new())]);
    let (_, run) = only(&tasks);
    let received = State { stage: Stage::Received, ..State::new() };
    queue.follow([("a".to_owned(), Filing("shop", 1, received.clone()))]);
    assert_eq!((queue.epoch(), state_of(&queue, "a")), (None, received));
    for event in [Event::Started, Event::TryNow, Event::Stop] {
        assert_eq!(queue.happen("a", event), []);
    }
    assert_eq!(queue.answer("a", run, Event::ReceiptKept), []);
    assert!(!queue.is_current("a", run));
}

#[test]
fn a_lease_admits_its_own_epoch_and_is_left_behind_after_a_while() {
    let first = Lease::taken(None, 1_000_000);
    let second = Lease::taken(Some(first), 1_000_500);
    assert!(Lease::admits(Some(second), second.epoch) && !Lease::admits(Some(second), first.epoch));
    assert!(!Lease::admits(None, second.epoch), "a disk that forgot the lease takes nothing");
    #[rustfmt::skip]
    let table = [
        // milliseconds later   looked at   not looked at
        (0i64,                  false,      false),
        (14_000,                false,      false),
        (16_000,                true,       false),
        (181_000,               true,       true),
        // The clock was set back by an hour, or to the beginning.
        (-3_600_000,            true,       true),
    ];
    for (later, seen, hidden) in table {
        let lease = Lease::taken(None, 10_000_000);
        let now = 10_000_000u64.checked_add_signed(later).unwrap();
        assert_eq!((lease.is_stale(now, false), lease.is_stale(now, true)), (seen, hidden), "{later}");
    }
}
