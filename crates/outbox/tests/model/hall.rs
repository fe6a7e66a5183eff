//! The other side of the model: what goes over the wire, and what the hall has.

use std::collections::{BTreeMap, BTreeSet};

use contract::{Problem, ProblemCode, Retry};

/// Where an answer goes: one request of one life of a tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct From {
    pub(crate) tab: usize,
    pub(crate) epoch: u64,
    pub(crate) key: u8,
    pub(crate) run: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Answer {
    Accepted,
    Refused,
    Conflict,
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Message {
    Commit { from: From, content: u8, seq: u64, lane: u8 },
    LookUp { from: From },
    Answer { to: From, answer: Answer },
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct Hall {
    pub(crate) accepted: BTreeMap<u8, u8>,
    pub(crate) order: Vec<(u8, u64)>,
    /// Contents it refuses, always: (filing, content).
    pub(crate) refuses: BTreeSet<(u8, u8)>,
}

pub(crate) fn problem(code: ProblemCode) -> Box<Problem> {
    Box::new(Problem {
        code,
        status: 422,
        title: String::new(),
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
