//! Whatever can happen.

use outbox::{Event, Failure};

/// How a step on the device or a short call ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Outcome {
    Well,
    NoAnswer,
    Later,
    SignedOut,
    DiskFull,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Action {
    /// The tab is opened, or takes the lead.
    Open(usize),
    Crash(usize),
    /// The person decides on a filing, or on new content of one that may change.
    Decide(usize, u8),
    Stop(usize, u8),
    TryNow(usize, u8),
    SignIn(usize),
    /// The tab hears that another wrote, and looks.
    Look(usize),
    /// The next step of a running task.
    Go(usize, usize, Outcome),
    /// A request is given up: its answer would come too late.
    TimeOut(usize, usize),
    Deliver(usize),
    /// The same, and a copy of it is still under way.
    DeliverTwice(usize),
    Lose(usize),
}

/// The event a short call ends with, if it does not end well.
pub(crate) fn failed(outcome: Outcome) -> Option<Event> {
    let failure = match outcome {
        Outcome::Well => return None,
        Outcome::NoAnswer | Outcome::DiskFull => Failure::NoAnswer,
        Outcome::Later => Failure::Later(None),
        Outcome::SignedOut => Failure::SignedOut,
    };
    Some(Event::Failed(failure))
}
