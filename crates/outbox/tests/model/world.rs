//! Tabs, a disk, a wire and a hall around the real engine, everything in steps of its own: whatever can happen
//! between two of them, can happen here.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use contract::ProblemCode;
use outbox::{Effect, Event, Failure, Lease, Link, Stage, State, Task, audit};

use crate::action::{Action, Outcome, failed};
use crate::device::{Disk, Filing, Running, Step, Tab, name};
use crate::hall::{Answer, From, Hall, Message, problem};

/// What can be switched off, to see that the checks notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Laws {
    /// The disk compares the epoch before it writes.
    pub(crate) fencing: bool,
    /// Who presses a button takes the lead first.
    pub(crate) look_up: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct World {
    pub(crate) laws: Laws,
    pub(crate) disk: Disk,
    pub(crate) tabs: Vec<Option<Tab>>,
    pub(crate) wire: Vec<Message>,
    pub(crate) hall: Hall,
    pub(crate) lanes: Vec<u8>,
    /// What the person decided on last, by filing.
    pub(crate) wanted: BTreeMap<u8, u8>,
    /// What the person ever stopped, by running number: it may arrive later than what follows.
    pub(crate) stopped: BTreeSet<u64>,
    /// The first law that was broken.
    pub(crate) broken: Option<&'static str>,
}

fn link_id(key: u8) -> contract::FilingId {
    format!("FAAAAAAAAAAAAAAAAAAAAAAAA{key}").parse().expect("a filing id")
}

impl World {
    /// A world of so many tabs, all closed; `lanes` gives each filing its matter.
    pub(crate) fn new(tabs: usize, lanes: &[u8], refuses: &[(u8, u8)]) -> Self {
        let hall = Hall { refuses: refuses.iter().copied().collect(), ..Hall::default() };
        Self {
            laws: Laws { fencing: true, look_up: true },
            disk: Disk::default(),
            tabs: vec![None; tabs],
            wire: Vec::new(),
            hall,
            lanes: lanes.to_vec(),
            wanted: BTreeMap::new(),
            stopped: BTreeSet::new(),
            broken: None,
        }
    }

    fn breaks(&mut self, law: &'static str) {
        self.broken.get_or_insert(law);
    }

    /// Does it; what cannot happen now does nothing.
    pub(crate) fn act(&mut self, action: Action) {
        match action {
            Action::Open(tab) => self.open(tab),
            Action::Crash(tab) => self.tabs[tab] = None,
            Action::Decide(tab, key) => self.decide(tab, key),
            Action::Stop(tab, key) => self.press(tab, key, Event::Stop),
            Action::TryNow(tab, key) => self.press(tab, key, Event::TryNow),
            Action::SignIn(tab) => self.with(tab, |it| it.queue.wake(&Event::SignedIn)),
            Action::Look(tab) => self.look(tab),
            Action::Go(tab, task, outcome) => self.go(tab, task, outcome),
            Action::TimeOut(tab, task) => self.time_out(tab, task),
            Action::Deliver(at) => self.deliver(at, false),
            Action::DeliverTwice(at) => self.deliver(at, true),
            Action::Lose(at) => {
                if at < self.wire.len() {
                    self.wire.remove(at);
                }
            }
        }
        self.check();
    }

    fn with(&mut self, tab: usize, change: impl FnOnce(&mut Tab) -> Vec<Task>) {
        if let Some(tab) = &mut self.tabs[tab] {
            let tasks = change(tab);
            tab.take(tasks);
        }
    }

    fn records(&self) -> Vec<(String, Filing)> {
        self.disk.records.iter().map(|(key, it)| (name(*key), it.clone())).collect()
    }

    pub(crate) fn open(&mut self, tab: usize) {
        let lease = Lease::taken(self.disk.lease, 0);
        self.disk.lease = Some(lease);
        let records = self.records();
        let mut opened = self.tabs[tab].take().unwrap_or_default();
        opened.running.clear();
        let tasks = opened.queue.lead(lease.epoch, records);
        opened.take(tasks);
        self.tabs[tab] = Some(opened);
    }

    fn leads(&self, tab: usize) -> bool {
        let epoch = self.tabs[tab].as_ref().and_then(|it| it.queue.epoch());
        epoch.is_some_and(|it| Lease::admits(self.disk.lease, it))
    }

    /// A person acts in a tab: it leads from then on.
    pub(crate) fn press(&mut self, tab: usize, key: u8, event: Event) {
        if self.tabs[tab].is_none() {
            return;
        }
        if !self.leads(tab) {
            self.open(tab);
        }
        if event == Event::Stop
            && let Some(it) = self.disk.records.get(&key)
        {
            self.stopped.insert(it.seq);
        }
        self.with(tab, |it| it.queue.happen(&name(key), event));
    }

    /// One transaction: takes the lead, looks at the record, writes it with its link.
    fn decide(&mut self, tab: usize, key: u8) {
        if self.tabs[tab].is_none()
            || self.disk.records.get(&key).is_some_and(|it| !it.state.is_open_to_change())
        {
            return;
        }
        if !self.leads(tab) {
            self.open(tab);
        }
        let content = self.disk.records.get(&key).map_or(0, |it| it.content + 1);
        self.disk.chain.push(Link { id: link_id(key), content_hash: content.to_string() });
        let seq = self.disk.chain.seq();
        let filing =
            Filing { lane: self.lanes[usize::from(key)], seq, content, kept: false, state: State::new() };
        self.disk.records.insert(key, filing.clone());
        self.wanted.insert(key, content);
        self.with(tab, |it| {
            let epoch = it.queue.epoch().expect("it leads");
            it.queue.decide(epoch, &name(key), filing)
        });
    }

    fn look(&mut self, tab: usize) {
        if !self.leads(tab) {
            let records = self.records();
            if let Some(tab) = &mut self.tabs[tab] {
                tab.queue.follow(records);
                tab.running.clear();
            }
        }
    }

    /// A guarded write of what the tab knows of a delivery. False when another tab leads.
    fn write(&mut self, tab: usize, key: u8, change: impl FnOnce(&mut Filing)) -> bool {
        let Some(epoch) = self.tabs[tab].as_ref().and_then(|it| it.queue.epoch()) else { return false };
        if self.laws.fencing && !Lease::admits(self.disk.lease, epoch) {
            return false;
        }
        if self.disk.lease.is_some_and(|it| it.epoch > epoch) {
            self.breaks("I21: a write of an older lead than the newest");
        }
        let Some(item) = self.tabs[tab].as_mut().and_then(|it| it.queue.get_mut(&name(key))) else {
            return false;
        };
        change(item);
        let item = item.clone();
        if self.disk.records.get(&key).is_some_and(|it| it.kept && !item.kept) {
            self.breaks("I4: a receipt was written over");
        }
        self.disk.records.insert(key, item);
        true
    }

    pub(crate) fn go(&mut self, tab: usize, task: usize, outcome: Outcome) {
        let Some(it) = &mut self.tabs[tab] else { return };
        if task >= it.running.len() || it.running[task].steps.front().is_none_or(|step| *step == Step::Await)
        {
            return;
        }
        let Running { key, run, .. } = it.running[task];
        let Some(step) = it.running[task].steps.pop_front() else { return };
        let Some(epoch) = it.queue.epoch() else { return };
        let event = match step {
            Step::Await => return,
            Step::Effect(Effect::Persist) if outcome == Outcome::DiskFull => Event::NotKept,
            Step::Effect(Effect::Persist) => {
                if !self.write(tab, key, |_| ()) {
                    return self.look(tab);
                }
                return self.tidy(tab);
            }
            Step::KeepReceipt if outcome == Outcome::DiskFull => Event::Failed(Failure::NoAnswer),
            Step::KeepReceipt => {
                if !self.write(tab, key, |it| it.kept = true) {
                    return self.look(tab);
                }
                Event::ReceiptKept
            }
            Step::Effect(Effect::Wait(_)) => Event::TryNow,
            Step::Effect(Effect::Upload) => failed(outcome).unwrap_or(Event::Uploaded),
            Step::Effect(Effect::Sign) => failed(outcome).unwrap_or(Event::Signed),
            Step::Effect(effect) => {
                it.running[task].steps.push_front(Step::Await);
                let from = From { tab, epoch, key, run };
                let item = &it.queue.items()[&name(key)];
                let message = match effect {
                    Effect::Commit => {
                        Message::Commit { from, content: item.content, seq: item.seq, lane: item.lane }
                    }
                    _ => Message::LookUp { from },
                };
                if !self.laws.look_up && matches!(message, Message::LookUp { .. }) {
                    return self.reply(from, Answer::Unknown);
                }
                return self.send(message);
            }
        };
        self.end(tab, task, event);
    }

    /// Does at once what no other step can see or change, and forgets messages that nobody waits for: histories that
    /// differ in nothing else are one.
    pub(crate) fn settle(&mut self) {
        for tab in 0..self.tabs.len() {
            while let Some(task) = self.tabs[tab].as_ref().and_then(Tab::inner) {
                self.go(tab, task, Outcome::Well);
            }
        }
        let (tabs, accepted) = (&self.tabs, &self.hall.accepted);
        let awaited = |to: &From| tabs[to.tab].as_ref().is_some_and(|tab| tab.waiting(*to).is_some());
        self.wire.retain(|it| match it {
            // A copy of what the hall has already changes nothing there.
            Message::Commit { from, content, .. } => {
                awaited(from) || accepted.get(&from.key) != Some(content)
            }
            Message::LookUp { from: to } | Message::Answer { to, .. } => awaited(to),
        });
    }

    /// Ends a task with an event of the engine.
    fn end(&mut self, tab: usize, task: usize, event: Event) {
        self.with(tab, |it| {
            let Running { key, run, .. } = it.running.remove(task);
            it.queue.answer(&name(key), run, event)
        });
        self.tidy(tab);
    }

    fn tidy(&mut self, tab: usize) {
        if let Some(tab) = &mut self.tabs[tab] {
            tab.running.retain(|it| !it.steps.is_empty());
        }
    }

    fn send(&mut self, message: Message) {
        let at = self.wire.partition_point(|it| *it < message);
        self.wire.insert(at, message);
    }

    pub(crate) fn deliver(&mut self, at: usize, again: bool) {
        let Some(message) = self.wire.get(at).copied() else { return };
        if !again {
            self.wire.remove(at);
        }
        match message {
            Message::Answer { to, answer } => self.reply(to, answer),
            Message::LookUp { from } => {
                let answer = if self.hall.accepted.contains_key(&from.key) {
                    Answer::Accepted
                } else {
                    Answer::Unknown
                };
                self.send(Message::Answer { to: from, answer });
            }
            Message::Commit { from, content, seq, lane } => {
                let answer = self.commit(from.key, content, seq, lane);
                self.send(Message::Answer { to: from, answer });
            }
        }
    }

    fn commit(&mut self, key: u8, content: u8, seq: u64, lane: u8) -> Answer {
        if let Some(held) = self.hall.accepted.get(&key) {
            return if *held == content { Answer::Accepted } else { Answer::Conflict };
        }
        if self.hall.refuses.contains(&(key, content)) {
            return Answer::Refused;
        }
        if self.wanted.get(&key) != Some(&content) {
            self.breaks("altered: the hall took what the person no longer wanted");
        }
        if self
            .hall
            .order
            .iter()
            .any(|(other, later)| *other == lane && *later > seq && !self.stopped.contains(&seq))
        {
            self.breaks("I5: it arrived after what was decided on later");
        }
        self.hall.accepted.insert(key, content);
        self.hall.order.push((lane, seq));
        Answer::Accepted
    }

    /// An answer reaches the life of the tab that asked, if that is still there.
    fn reply(&mut self, to: From, answer: Answer) {
        let Some(tab) = &mut self.tabs[to.tab] else { return };
        let Some(task) = tab.waiting(to) else { return };
        let event = match answer {
            Answer::Accepted => {
                // The app looks whether the receipt is about what it sent.
                let sent = tab.queue.items()[&name(to.key)].content;
                if self.hall.accepted.get(&to.key) == Some(&sent) {
                    tab.running[task].steps = VecDeque::from([Step::KeepReceipt]);
                    return;
                }
                Event::Failed(Failure::Refused(problem(ProblemCode::ContentConflict)))
            }
            Answer::Refused => Event::Failed(Failure::Refused(problem(ProblemCode::Invalid))),
            Answer::Conflict => Event::Failed(Failure::Refused(problem(ProblemCode::ContentConflict))),
            Answer::Unknown => Event::HallKnowsNothing,
        };
        self.end(to.tab, task, event);
    }

    pub(crate) fn time_out(&mut self, tab: usize, task: usize) {
        let waits = |it: &Tab| it.running.get(task).is_some_and(|it| it.steps.front() == Some(&Step::Await));
        if self.tabs[tab].as_ref().is_some_and(waits) {
            self.end(tab, task, Event::Failed(Failure::NoAnswer));
        }
    }

    /// What must hold at every moment.
    pub(crate) fn check(&mut self) {
        for (key, record) in self.disk.records.clone() {
            let received = record.state.stage == Stage::Received;
            if received && !record.kept {
                self.breaks("I4: it ended without a receipt on the disk");
            }
            if record.kept && self.hall.accepted.get(&key) != Some(&record.content) {
                self.breaks("I12: a receipt for what the hall does not have");
            }
        }
        let ids: Vec<_> = self.disk.records.keys().map(|it| link_id(*it)).collect();
        if self.wanted.keys().any(|it| !self.disk.records.contains_key(it)) {
            self.breaks("I1: a decision is gone");
        }
        if !audit(None, &self.disk.chain, &ids).is_none() {
            self.breaks("I19: the chain names what is not there");
        }
    }
}
