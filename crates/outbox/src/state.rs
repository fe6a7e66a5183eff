//! What is known of one delivery, what can happen to it, and what it asks for.

use contract::Problem;
use serde::{Deserialize, Serialize};

/// How far a delivery got. This is what is kept on disk.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hold {
    /// Waiting before the next try.
    Backoff,
    /// Until someone signs in.
    SignIn,
    /// The person pressed stop.
    Stopped,
    /// Until what was decided on before it, for the same matter and principal, has arrived.
    Turn,
    /// The device could not keep it; what is not kept is not sent.
    Disk,
}

/// One delivery.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct State {
    /// How far it got.
    pub stage: Stage,
    /// Tries that failed in a row.
    pub failures: u32,
    /// True once a commit of this content may have left: a copy of it may arrive at any time, whatever a look-up said.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sent: bool,
    /// Why nothing moves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<Hold>,
}

impl State {
    /// A delivery that has just been decided on.
    #[must_use]
    pub const fn new() -> Self {
        Self { stage: Stage::Uploading, failures: 0, sent: false, hold: None }
    }

    /// True when nothing will happen any more by itself.
    #[must_use]
    pub const fn is_final(&self) -> bool {
        matches!(self.stage, Stage::Received | Stage::Refused { .. })
    }

    /// True when the person stopped it before a commit could have left: the hall will never hear of it by itself.
    #[must_use]
    pub fn is_at_rest(&self) -> bool {
        let early = matches!(self.stage, Stage::Uploading | Stage::Signing);
        early && !self.sent && self.hold == Some(Hold::Stopped)
    }

    /// True when it may be changed and decided on anew. Under an unknown outcome other content could be a second
    /// filing.
    #[must_use]
    pub fn is_open_to_change(&self) -> bool {
        matches!(self.stage, Stage::Refused { .. }) || self.is_at_rest()
    }
}

impl Default for State {
    fn default() -> Self {
        Self::new()
    }
}

/// How a try failed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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
    /// The hall says that it refused this content: a clear word, whenever it comes.
    HallRefused(Box<Problem>),
    /// A try failed.
    Failed(Failure),
    /// The waiting time is over, the network came back, or the person pressed "try now".
    TryNow,
    /// Someone signed in.
    SignedIn,
    /// The person pressed stop.
    Stop,
    /// What was decided on before it has arrived, was refused, or was stopped in time.
    TurnCame,
    /// The device could not keep the state.
    NotKept,
}

/// What is to be done, in this order.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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
