//! What changed since a client last looked, and the cursors that say when that was.

use contract::{GuideChange, GuideChangeKind, GuideChanges, MatterId, ProblemCode};

use super::Catalogue;
use crate::error::Refusal;
use crate::page;

/// The latest change of a matter.
pub(super) struct Change {
    /// Its number; grows with every change of the catalogue.
    pub(super) seq: i64,
    pub(super) matter: MatterId,
}

/// A place in the feed of changes. A hall that was restored from a backup counts anew, in another epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sync {
    pub(super) epoch: u32,
    pub(super) seq: i64,
}

impl Sync {
    pub(super) fn cursor(self) -> String {
        page::seal(&format!("sync:{}:{}", self.epoch, self.seq))
    }

    fn read(cursor: &str) -> Option<Self> {
        let text = page::unseal(cursor)?;
        let (epoch, seq) = text.strip_prefix("sync:")?.split_once(':')?;
        Some(Self { epoch: epoch.parse().ok()?, seq: seq.parse().ok()? })
    }
}

/// A place in the list of guides, and where the feed ended when its first page was read.
pub(super) struct Place {
    pub(super) sync: Sync,
    position: i64,
    matter: String,
}

impl Place {
    pub(super) fn cursor(sync: Sync, (position, matter): (i64, &str)) -> String {
        page::seal(&format!("guides:{}:{}:{position}:{matter}", sync.epoch, sync.seq))
    }

    /// # Errors
    ///
    /// `malformed` for a cursor this hall never gave.
    pub(super) fn read(cursor: &str) -> Result<Self, Refusal> {
        let read = || {
            let text = page::unseal(cursor)?;
            let mut parts = text.strip_prefix("guides:")?.splitn(4, ':');
            let sync = Sync { epoch: parts.next()?.parse().ok()?, seq: parts.next()?.parse().ok()? };
            let position = parts.next()?.parse().ok()?;
            Some(Self { sync, position, matter: parts.next()?.to_owned() })
        };
        read().ok_or_else(page::unknown)
    }

    pub(super) fn after(&self) -> (i64, &str) {
        (self.position, &self.matter)
    }
}

impl Catalogue {
    /// What changed after `since`, at most `limit` matters, each once and as it stands now.
    ///
    /// # Errors
    ///
    /// `cursor-gone` for a cursor that is none of this hall's in this `epoch`.
    pub fn changes(&self, since: &str, limit: u32, epoch: u32) -> Result<GuideChanges, Refusal> {
        let gone = || Refusal::new(ProblemCode::CursorGone);
        let now = self.now(epoch);
        let known = |it: &Sync| it.epoch == epoch && (0..=now.seq).contains(&it.seq);
        let since = Sync::read(since).filter(known).ok_or_else(gone)?;
        let start = self.changes.partition_point(|it| it.seq <= since.seq);
        let rest = &self.changes[start..];
        let told = &rest[..rest.len().min(limit as usize)];
        let more = told.len() < rest.len();
        let end = told.last().filter(|_| more).map_or(now, |it| Sync { epoch, seq: it.seq });
        let items = told.iter().map(|it| self.change(&it.matter)).collect();
        Ok(GuideChanges { items, next: end.cursor(), more })
    }

    fn change(&self, matter: &MatterId) -> GuideChange {
        let guide = self.summary(matter).map(|it| self.told(it));
        let change = if guide.is_some() { GuideChangeKind::Published } else { GuideChangeKind::Withdrawn };
        GuideChange { matter: matter.clone(), change, guide }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back_as_its_place_and_as_nothing_else() {
        let sync = Sync { epoch: 2, seq: 41 };
        assert_eq!(Sync::read(&sync.cursor()), Some(sync));
        let place = Place::read(&Place::cursor(sync, (7, "dog-licence"))).unwrap();
        assert_eq!((place.sync, place.after()), (sync, (7, "dog-licence")));
        assert!(Place::read(&sync.cursor()).is_err());
        assert_eq!(Sync::read(&Place::cursor(sync, (7, "dog-licence"))), None);
        for text in ["", "x", &page::seal("sync:1"), &page::seal("sync:1:y"), &page::seal("sync::")] {
            assert_eq!(Sync::read(text), None, "{text}");
        }
    }
}
