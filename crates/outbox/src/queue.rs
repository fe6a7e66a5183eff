//! Every delivery of one person, as one tab of the browser sees them.
//!
//! One tab leads: it sends and writes. The others show what is on the disk. Which one leads, the disk decides
//! ([`crate::Lease`]); a tab that lost the lead finds out at its next write at the latest, and that write fails.

use std::collections::BTreeMap;

use crate::{Effect, Event, Hold, State, step};

/// The number of a lead: every take-over is a greater one.
pub type Epoch = u64;

/// A delivery as the queue sees it.
pub trait Item {
    /// What has to arrive in the order it was decided on: one matter of one principal.
    fn lane(&self) -> String;
    /// The device's running number of the decision.
    fn seq(&self) -> u64;
    /// How far it got.
    fn state(&self) -> &State;
    /// The same, to change.
    fn state_mut(&mut self) -> &mut State;
}

/// What is to be done for one delivery, in this order. Tasks of different deliveries run side by side.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Task {
    /// The delivery.
    pub key: String,
    /// Which run of it this is: what an older run answers no longer counts, a receipt excepted.
    pub run: u32,
    /// What to do.
    pub effects: Vec<Effect>,
}

/// The deliveries of one person.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Queue<T> {
    epoch: Option<Epoch>,
    items: BTreeMap<String, T>,
    runs: BTreeMap<String, u32>,
}

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Self { epoch: None, items: BTreeMap::new(), runs: BTreeMap::new() }
    }
}

impl<T: Item> Queue<T> {
    /// The lead this tab has, if it has it.
    #[must_use]
    pub const fn epoch(&self) -> Option<Epoch> {
        self.epoch
    }

    /// Every delivery by its key.
    #[must_use]
    pub const fn items(&self) -> &BTreeMap<String, T> {
        &self.items
    }

    /// One delivery, to change what the engine does not know of.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut T> {
        self.items.get_mut(key)
    }

    /// This tab took the lead and read these: goes on with what is not finished.
    pub fn lead(&mut self, epoch: Epoch, items: impl IntoIterator<Item = (String, T)>) -> Vec<Task> {
        self.epoch = Some(epoch);
        self.items = items.into_iter().collect();
        // No answer to what this tab asked under an older lead counts.
        self.runs.values_mut().for_each(|it| *it += 1);
        self.each(&Event::Started)
    }

    /// This tab took the lead to decide on one more: it is on the disk, with everything else as it was read.
    pub fn decide(&mut self, epoch: Epoch, key: &str, item: T) -> Vec<Task> {
        self.epoch = Some(epoch);
        self.items.insert(key.to_owned(), item);
        self.apply(key, Event::Started)
    }

    /// Another tab has the lead: nothing more is done here, and these are shown.
    pub fn follow(&mut self, items: impl IntoIterator<Item = (String, T)>) {
        self.yield_lead();
        self.items = items.into_iter().collect();
    }

    /// This tab goes on under another lead, with everything as it stands here: the disk had lost it and has it again.
    pub const fn go_on(&mut self, epoch: Epoch) {
        self.epoch = Some(epoch);
    }

    /// Another tab has the lead; what it did is not known yet.
    pub const fn yield_lead(&mut self) {
        self.epoch = None;
    }

    /// Something happened to one delivery: somebody did something, or a condition of the device changed.
    pub fn happen(&mut self, key: &str, event: Event) -> Vec<Task> {
        self.apply(key, event)
    }

    /// The same for everything that is still on its way and was not stopped by the person.
    pub fn wake(&mut self, event: &Event) -> Vec<Task> {
        self.each(event)
    }

    /// The last effect of a task ended with this.
    pub fn answer(&mut self, key: &str, run: u32, event: Event) -> Vec<Task> {
        let current = self.runs.get(key) == Some(&run);
        if current || event == Event::ReceiptKept { self.apply(key, event) } else { Vec::new() }
    }

    /// Whether this run is the one whose answer counts: a timer of an older one has had its day.
    #[must_use]
    pub fn is_current(&self, key: &str, run: u32) -> bool {
        self.epoch.is_some() && self.runs.get(key) == Some(&run)
    }

    fn each(&mut self, event: &Event) -> Vec<Task> {
        let moving = |it: &T| !it.state().is_final() && it.state().hold != Some(Hold::Stopped);
        let mut keys: Vec<_> =
            self.items.iter().filter(|(_, it)| moving(it)).map(|(key, it)| (it.seq(), key.clone())).collect();
        keys.sort_unstable();
        keys.into_iter().flat_map(|(_, key)| self.apply(&key, event.clone())).collect()
    }

    fn apply(&mut self, key: &str, event: Event) -> Vec<Task> {
        let Some(item) = self.items.get(key).filter(|_| self.epoch.is_some()) else { return Vec::new() };
        let (lane, held) = (item.lane(), holds_lane(item.state()));
        let (mut state, mut effects) = step(item.state().clone(), event);
        // Whoever signs is about to commit: that waits until everything decided on before has arrived.
        if effects.contains(&Effect::Sign) && self.is_behind(key) {
            state.hold = Some(Hold::Turn);
            effects = vec![Effect::Persist];
        }
        let free = held && !holds_lane(&state);
        if let Some(item) = self.items.get_mut(key) {
            *item.state_mut() = state;
        }
        let mut tasks = self.task(key, effects);
        if free && let Some(next) = self.next_in(&lane) {
            tasks.extend(self.apply(&next, Event::TurnCame));
        }
        tasks
    }

    fn task(&mut self, key: &str, effects: Vec<Effect>) -> Vec<Task> {
        if effects.is_empty() {
            return Vec::new();
        }
        let run = self.runs.entry(key.to_owned()).or_default();
        // Keeping a state ends nothing that is under way: the answer to it still counts.
        if effects.iter().any(|it| *it != Effect::Persist) {
            *run += 1;
        }
        vec![Task { key: key.to_owned(), run: *run, effects }]
    }

    /// Whether something of the same lane was decided on before and may still arrive.
    fn is_behind(&self, key: &str) -> bool {
        let Some(item) = self.items.get(key) else { return false };
        let (lane, seq) = (item.lane(), item.seq());
        self.items.values().any(|it| it.seq() < seq && holds_lane(it.state()) && it.lane() == lane)
    }

    /// The first of a lane that waits for its turn, if that has come.
    fn next_in(&self, lane: &str) -> Option<String> {
        let waits = |it: &&T| it.state().hold == Some(Hold::Turn) && it.lane() == lane;
        let waiting = self.items.iter().filter(|(_, it)| waits(it));
        let (key, _) = waiting.min_by_key(|(_, it)| it.seq())?;
        (!self.is_behind(key)).then(|| key.clone())
    }
}

/// Whether a delivery keeps later ones of its lane waiting: not when it ended, and not when the person stopped it in
/// time.
fn holds_lane(state: &State) -> bool {
    !state.is_final() && !state.is_at_rest()
}
