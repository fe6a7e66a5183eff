//! The catalogue: every version of every guide, held in memory, kept in the database.

mod changes;
mod pinyin;
mod popularity;
mod publish;

use std::collections::HashMap;
use std::sync::OnceLock;

use contract::{Date, Guide, GuidePage, GuideSummary, MatterId, ProblemCode};
use sqlx::SqliteConnection;

use crate::error::Refusal;
use crate::page::PageQuery;

use changes::{Change, Place, Sync};

pub(crate) use pinyin::pinyin;
pub(crate) use publish::{IMPORTED, free_place, import, withdraw_others};

/// All guides this hall ever published.
pub struct Catalogue {
    /// Current versions, in the order the catalogue shows them.
    current: Vec<Listed>,
    /// Where each matter stands in `current`.
    places: HashMap<MatterId, usize>,
    versions: HashMap<(MatterId, u32), Version>,
    /// How often each matter was filed lately; empty until it was counted.
    filed: OnceLock<HashMap<MatterId, u32>>,
    /// The latest change of each matter, oldest first.
    changes: Vec<Change>,
}

/// A version of a guide as it is kept. A large catalogue has tens of thousands, of which few are ever opened: each is
/// read when it is.
struct Version {
    body: Box<str>,
    guide: OnceLock<Option<Box<Guide>>>,
}

impl Version {
    fn new(body: String) -> Self {
        Self { body: body.into_boxed_str(), guide: OnceLock::new() }
    }

    /// The guide. It was readable when the catalogue was read.
    fn guide(&self) -> Option<&Guide> {
        let read = || serde_json::from_str(&self.body).map(Box::new).ok();
        self.guide.get_or_init(read).as_deref()
    }
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
        let start = place.map_or(0, |it| self.current.partition_point(|other| other.place() <= it.after()));
        let rest = &self.current[start..];
        let found = &rest[..rest.len().min(query.limit() as usize)];
        let more = found.len() < rest.len();
        let next = found.last().filter(|_| more).map(|it| Place::cursor(sync, it.place()));
        let items = found.iter().map(|it| self.told(&it.summary)).collect();
        Ok(GuidePage { items, next, sync: sync.cursor() })
    }

    /// Where the feed of changes ends.
    fn now(&self, epoch: u32) -> Sync {
        Sync { epoch, seq: self.changes.last().map_or(0, |it| it.seq) }
    }

    /// What to send as `since` to learn what changes from now on.
    #[must_use]
    pub fn sync(&self, epoch: u32) -> String {
        self.now(epoch).cursor()
    }

    fn summary(&self, matter: &MatterId) -> Option<&GuideSummary> {
        self.places.get(matter).map(|at| &self.current[*at].summary)
    }

    /// A summary as it is sent.
    pub(crate) fn told(&self, summary: &GuideSummary) -> GuideSummary {
        let filed = self.filed.get().and_then(|it| it.get(&summary.matter)).copied();
        GuideSummary { popularity: filed, ..summary.clone() }
    }

    /// Counts how often each matter was filed before this month, once.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub async fn count(&self, db: &mut SqliteConnection, today: Date) -> Result<(), Refusal> {
        let filed = popularity::filed(db, today).await?;
        self.filed.get_or_init(|| filed);
        Ok(())
    }

    /// The current version of a matter's guide.
    #[must_use]
    pub fn current(&self, matter: &MatterId) -> Option<&Guide> {
        self.version(matter, self.summary(matter)?.version)
    }

    /// The current versions, in the order the catalogue shows them, without what is counted anew.
    pub fn summaries(&self) -> impl Iterator<Item = &GuideSummary> {
        self.current.iter().map(|it| &it.summary)
    }

    /// One version of a matter's guide.
    #[must_use]
    pub fn version(&self, matter: &MatterId, version: u32) -> Option<&Guide> {
        self.versions.get(&(matter.clone(), version))?.guide()
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
