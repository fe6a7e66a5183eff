//! What must come of any history when nothing fails any more.

use contract::ProblemCode;
use outbox::{Event, Stage};

use crate::action::Outcome;
use crate::device::{Running, Step};
use crate::world::World;

impl World {
    /// Nothing fails any more, one tab is open and everything the person stopped is wanted again: does all of it end?
    pub(crate) fn heal(mut self) -> Result<Self, String> {
        for tab in 0..self.tabs.len() {
            self.tabs[tab] = None;
        }
        self.open(0);
        let keys: Vec<_> = self.disk.records.keys().copied().collect();
        for key in keys {
            self.press(0, key, Event::TryNow);
        }
        for _ in 0..1_000 {
            self.check();
            if let Some(law) = self.broken {
                return Err(law.to_owned());
            }
            let Some(tab) = &self.tabs[0] else { unreachable!() };
            let busy = |it: &Running| it.steps.front() != Some(&Step::Await);
            match (tab.running.iter().position(busy), self.wire.is_empty()) {
                (Some(task), _) => self.go(0, task, Outcome::Well),
                (None, false) => self.deliver(0, false),
                (None, true) if tab.running.is_empty() => return self.ended(),
                (None, true) => self.time_out(0, 0),
            }
        }
        Err(format!("it never ends: {self:?}"))
    }

    fn ended(self) -> Result<Self, String> {
        for (key, content) in &self.wanted {
            let record = &self.disk.records[key];
            let refused = self.hall.refuses.contains(&(*key, *content));
            let good = match &record.state.stage {
                Stage::Received => !refused && self.hall.accepted.get(key) == Some(content),
                Stage::Refused { problem } => refused && problem.code == ProblemCode::Invalid,
                _ => false,
            };
            if !good {
                return Err(format!("filing {key} is left behind: {record:?}"));
            }
        }
        Ok(self)
    }
}
