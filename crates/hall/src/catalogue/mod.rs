//! The catalogue: every version of every guide, held in memory, kept in the database.

mod changes;
mod pinyin;
mod publish;

use std::collections::HashMap;

use contract::{Guide, GuidePage, GuideSummary, MatterId, ProblemCode};

use crate::error::Refusal;
use crate::page::PageQuery;

use changes::{Change, Place, Sync};

pub(crate) use publish::{IMPORTED, free_place, import, withdraw_others};

/// All guides this hall ever published.
pub struct Catalogue {
    /// Current versions, in the order the catalogue shows them.
    current: Vec<Listed>,
    versions: HashMap<(MatterId, u32), Guide>,
    /// The latest change of each matter, oldest first.
    changes: Vec<Change>,
}

/// A current guide in its place.
struct Listed {
    /// Where it stands in the list; a matter keeps its place whatever comes and goes beside it.
    position: i64,
    summary: GuideSummary,
}

impl Listed {
    fn place(&self) -> (i64, &str) {
        (self.position, self.summary.matter.as_str())
    }
}

impl Catalogue {
    /// One page of current guides, as of the hall's `epoch`.
    ///
    /// # Errors
    ///
    /// `malformed` for a cursor this hall never gave.
    pub fn page(&self, query: &PageQuery, epoch: u32) -> Result<GuidePage, Refusal> {
        let place = query.cursor().map(Place::read).transpose()?;
        let sync = place.as_ref().map_or_else(|| self.now(epoch), |it| it.sync);
        let after = |it: &&Listed| place.as_ref().is_none_or(|place| it.place() > place.after());
        let mut found: Vec<&Listed> =
            self.current.iter().filter(after).take(query.limit() as usize + 1).collect();
        let more = found.len() > query.limit() as usize;
        found.truncate(query.limit() as usize);
        let next = found.last().filter(|_| more).map(|it| Place::cursor(sync, it.place()));
        let items = found.into_iter().map(|it| it.summary.clone()).collect();
        Ok(GuidePage { items, next, sync: sync.cursor() })
    }

    /// Where the feed of changes ends.
    fn now(&self, epoch: u32) -> Sync {
        Sync { epoch, seq: self.changes.last().map_or(0, |it| it.seq) }
    }

    fn summary(&self, matter: &MatterId) -> Option<&GuideSummary> {
        self.current.iter().map(|it| &it.summary).find(|it| it.matter == *matter)
    }

    /// The current version of a matter's guide.
    #[must_use]
    pub fn current(&self, matter: &MatterId) -> Option<&Guide> {
        self.version(matter, self.summary(matter)?.version)
    }

    /// The current versions, in the order the catalogue shows them.
    pub fn summaries(&self) -> impl Iterator<Item = &GuideSummary> {
        self.current.iter().map(|it| &it.summary)
    }

    /// One version of a matter's guide.
    #[must_use]
    pub fn version(&self, matter: &MatterId, version: u32) -> Option<&Guide> {
        self.versions.get(&(matter.clone(), version))
    }

    /// The guide a filing is made by: only the current version is taken.
    ///
    /// # Errors
    ///
    /// `not-found` for a matter this hall does not have, `version-retired` for another version.
    pub fn accepted(&self, matter: &MatterId, version: u32) -> Result<&Guide, Refusal> {
        let unknown = || Refusal::new(ProblemCode::NotFound).detail("大厅没有这个事项");
        let guide = self.current(matter).ok_or_else(unknown)?;
        if guide.version == version { Ok(guide) } else { Err(Refusal::new(ProblemCode::VersionRetired)) }
    }
}
