//! What a play is: which answers are deformed, how, and what a good client does.

use serde_json::{Map, Value, json};

use super::ask::{Ask, Op};
use super::forge::Forge;
use super::memory::{Memory, Sent};
use super::reply::Reply;
use super::upstream::Upstream;

/// One script the adversarial hall plays.
pub struct Play {
    /// Its name: `receipt-forged`.
    pub name: &'static str,
    /// Which operation is deformed, and how; one line.
    pub deforms: &'static str,
    /// What a good client does; one line.
    pub expects: &'static str,
    pub(super) rules: &'static [Rule],
}

/// One deformation.
pub(super) struct Rule {
    /// Of these operations.
    pub(super) on: &'static [Op],
    /// How.
    pub(super) deed: Deed,
}

/// How an answer is deformed.
pub(super) enum Deed {
    /// The hall is not asked at all: it knows nothing of what the client is told.
    Instead(fn(&Scene) -> Reply),
    /// The hall's own answer is changed on the way back.
    After(fn(&Scene, Reply) -> Reply),
    /// Told instead, too, but only so that the client comes to what is deformed: it does not count.
    Setting(fn(&Scene) -> Reply),
}

impl Deed {
    /// Whether an answer under it is a lie.
    pub(super) const fn deforms(&self) -> bool {
        !matches!(self, Self::Setting(_))
    }
}

/// What a deed may look at.
pub(super) struct Scene<'a> {
    /// What was asked.
    pub(super) ask: &'a Ask,
    /// What was seen so far, in all plays.
    pub(super) memory: &'a Memory,
    /// Keys to sign lies with.
    pub(super) forge: &'a Forge,
    /// The hall behind.
    pub(super) hall: &'a Upstream,
    /// Another origin, where every request that arrives is counted.
    pub(super) elsewhere: &'a str,
}

impl Scene<'_> {
    /// The filing that is asked about: of the request itself, or as it was last sent.
    pub(super) fn sent(&self) -> Sent {
        let filing = self.ask.part(3);
        Sent::of(filing, &self.ask.body)
            .or_else(|| self.memory.sent(filing))
            .unwrap_or_else(|| Sent::nothing(filing))
    }

    /// What an honest receipt of that filing says.
    pub(super) fn claims(&self) -> Map<String, Value> {
        self.forge.claims(&self.sent())
    }

    /// A receipt with changed claims, under a key this hall publishes: a signature that verifies.
    pub(super) fn receipt(&self, change: impl FnOnce(&mut Map<String, Value>)) -> Reply {
        let mut claims = self.claims();
        change(&mut claims);
        Reply::receipt(&self.forge.receipt(&claims))
    }
}

/// A hall without a file of its catalogue: a client has to read the pages.
pub(super) const NO_FILES: Rule = Rule {
    on: &[Op::Snapshots],
    deed: Deed::Setting(|_| Reply::json(200, &json!({"sync": "none", "items": []}))),
};

/// Shorthand for a rule of one kind.
pub(super) const fn instead(on: &'static [Op], deed: fn(&Scene) -> Reply) -> Rule {
    Rule { on, deed: Deed::Instead(deed) }
}

/// Shorthand for a rule of the other.
pub(super) const fn after(on: &'static [Op], deed: fn(&Scene, Reply) -> Reply) -> Rule {
    Rule { on, deed: Deed::After(deed) }
}
