//! What this device should have and has not: each one that is still known by name is asked for at the hall.

use client::filings::{self, Target};
use contract::{FilingId, ReceiptState};
use outbox::Loss;

use super::deliveries::Deliveries;
use crate::edge::{fetch, task};

/// What the hall says of a delivery that this device lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is being asked.
    Asking,
    /// It has it.
    Arrived,
    /// It has not.
    Unknown,
    /// It could not be asked.
    NotAsked,
}

/// What was lost, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lost {
    /// By name.
    pub named: Vec<(FilingId, Standing)>,
    /// Without one.
    pub unnamed: u64,
}

impl Lost {
    /// How many there are.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.unnamed.saturating_add(self.named.len() as u64)
    }
}

/// Shows a loss, and asks the hall about it.
pub(super) fn ask(all: Deliveries, loss: Loss) {
    let Loss { gone, unnamed } = loss;
    let mut lost = Lost { named: gone.into_iter().map(|id| (id, Standing::Asking)).collect(), unnamed };
    all.set_lost(lost.clone());
    if lost.named.is_empty() {
        return;
    }
    let person = all.session.person();
    task::spawn(async move {
        for at in 0..lost.named.len() {
            let id = lost.named[at].0.clone();
            let found = fetch::send(filings::receipt(&Target::Filing(id))).await;
            // Somebody else is signed in by now, or nobody.
            if all.session.person() != person {
                return;
            }
            lost.named[at].1 = found.map_or(Standing::NotAsked, |it| match it.state {
                ReceiptState::Accepted => Standing::Arrived,
                ReceiptState::Unknown | ReceiptState::Refused => Standing::Unknown,
                _ => Standing::NotAsked,
            });
            all.set_lost(lost.clone());
        }
    });
}
