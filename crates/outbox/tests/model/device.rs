//! The device of the model: a disk, and tabs that do one step after the other.

use std::collections::{BTreeMap, VecDeque};

use outbox::{Chain, Effect, Item, Lease, Queue, State, Task};

use crate::hall::From;

/// A delivery of the model: what was decided on is a number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Filing {
    pub(crate) lane: u8,
    pub(crate) seq: u64,
    pub(crate) content: u8,
    pub(crate) kept: bool,
    pub(crate) state: State,
}

impl Item for Filing {
    fn lane(&self) -> String {
        self.lane.to_string()
    }
    fn seq(&self) -> u64 {
        self.seq
    }
    fn state(&self) -> &State {
        &self.state
    }
    fn state_mut(&mut self) -> &mut State {
        &mut self.state
    }
}

/// A step of a tab. The engine's effects, and what the app does between two of them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Step {
    Effect(Effect),
    /// The request left; nothing goes on before its answer.
    Await,
    /// A receipt came and was verified; it is about to be kept.
    KeepReceipt,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Running {
    pub(crate) key: u8,
    pub(crate) run: u32,
    pub(crate) steps: VecDeque<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct Tab {
    pub(crate) queue: Queue<Filing>,
    pub(crate) running: Vec<Running>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct Disk {
    pub(crate) lease: Option<Lease>,
    pub(crate) records: BTreeMap<u8, Filing>,
    pub(crate) chain: Chain,
}

pub(crate) fn name(key: u8) -> String {
    key.to_string()
}

impl Tab {
    /// The task that waits for an answer to this.
    pub(crate) fn waiting(&self, to: From) -> Option<usize> {
        let waits =
            |it: &Running| it.key == to.key && it.run == to.run && it.steps.front() == Some(&Step::Await);
        self.running.iter().position(waits).filter(|_| self.queue.epoch() == Some(to.epoch))
    }

    /// A task whose next step stays in this tab.
    pub(crate) fn inner(&self) -> Option<usize> {
        let inner = |it: &Running| {
            matches!(it.steps.front(), Some(Step::Effect(Effect::Upload | Effect::Sign | Effect::Wait(_))))
        };
        self.running.iter().position(inner)
    }

    pub(crate) fn take(&mut self, tasks: Vec<Task>) {
        self.running.extend(tasks.into_iter().map(|it| Running {
            key: it.key.parse().expect("a key of the model"),
            run: it.run,
            steps: it.effects.into_iter().map(Step::Effect).collect(),
        }));
    }
}
