//! What is known of one delivery, what can happen to it, and what it asks for.

use contract::Problem;
use serde::{Deserialize, Serialize};

/// How far a delivery got. This is what is kept on disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Some files are not at the hall yet.
    Uploading,
    /// Every file is there; a challenge is asked for and signed.
    Signing,
    /// The commit was sent, or was about to be: on disk before the first byte leaves.
    Committing,
    /// No answer came to a commit. Ask the hall what it knows; never send before it said "unknown".
    Unknown,
    /// A receipt was verified and kept. Final.
    Received,
    /// The hall refused; the person reads why and decides. Nothing is sent until then.
    Refused {
        /// The hall's reasons.
        problem: Box<Problem>,
    },
}

/// Why nothing moves although there is something to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hold {
    /// Waiting before the next try.
    Backoff,
    /// Until someone signs in.
    SignIn,
    /// The person pressed stop.
    Stopped,
}

/// One delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// How far it got.
    pub stage: Stage,
    /// Tries that failed in a row.
    pub failures: u32,
    /// Why nothing moves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<Hold>,
}

impl State {
    /// A delivery that has just been decided on.
    #[must_use]
    pub const fn new() -> Self {
        Self { stage: Stage::Uploading, failures: 0, hold: None }
    }

    /// True when nothing will happen any more by itself.
    #[must_use]
    pub const fn is_final(&self) -> bool {
        matches!(self.stage, Stage::Received | Stage::Refused { .. })
    }
}

impl Default for State {
    fn default() -> Self {
        Self::new()
    }
}

/// How a try failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// No answer, or one that is not the contract's: the hall may or may not have acted.
    NoAnswer,
    /// The hall asks to come back, in so many seconds when it says so.
    Later(Option<u32>),
    /// The session has ended.
    SignedOut,
    /// The hall refused for good.
    Refused(Box<Problem>),
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The app started, or a tab took over: go on from what is on disk.
    Started,
    /// Every file is at the hall.
    Uploaded,
    /// The envelope is signed (or the matter needs none).
    Signed,
    /// A receipt for exactly this content was verified and kept strictly.
    ReceiptKept,
    /// The hall says it never heard of this content.
    HallKnowsNothing,
    /// The hall is still at it.
    HallIsBusy,
    /// A try failed.
    Failed(Failure),
    /// The waiting time is over, the network came back, or the person pressed "try now".
    TryNow,
    /// Someone signed in.
    SignedIn,
    /// The person pressed stop.
    Stop,
    /// The person edited what was refused and sends again.
    Edited,
}

/// What is to be done, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Keep the new state on disk, strictly, before anything after it is done.
    Persist,
    /// Bring every file to the hall, resuming where it stopped.
    Upload,
    /// Get a challenge, sign.
    Sign,
    /// Send the commit.
    Commit,
    /// Ask the hall for the receipt.
    LookUp,
    /// Come back with [`Event::TryNow`] after so many milliseconds.
    Wait(u32),
}
