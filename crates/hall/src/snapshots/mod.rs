//! Snapshots of the catalogue: made when the first client asks for them, kept for all.

mod range;
mod share;
mod shelf;

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use contract::{GuideSnapshot, GuideSnapshots, GuideSummary, Region, SnapshotKind};
use tokio::task;

use crate::error::Refusal;
use crate::state::Shared;
use crate::store::regions;

pub(crate) use range::{Asked, asked};
pub(crate) use shelf::Shelf;

/// The snapshots of a hall. Its catalogue stands while it runs, so they are made once.
pub struct Snapshots {
    folder: PathBuf,
    shelf: OnceLock<Arc<Shelf>>,
}

impl Snapshots {
    /// None yet; they will lie in `folder`.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, shelf: OnceLock::new() }
    }
}

/// Makes the snapshots before somebody asks for them: those of a large catalogue take seconds.
pub(crate) async fn prepare(hall: Shared) {
    // Why there are none is in the log; whoever asks for them tries again.
    if let Ok(shelf) = shelf(&hall).await {
        tracing::info!(snapshots = shelf.list.items.len(), "the catalogue as files");
    }
}

/// The list and the files. Whoever asks first has them made, everybody else waits for that.
///
/// # Errors
///
/// When the database fails.
pub(crate) async fn shelf(hall: &Shared) -> Result<Arc<Shelf>, Refusal> {
    if let Some(shelf) = hall.snapshots.shelf.get() {
        return Ok(shelf.clone());
    }
    let guides: Vec<GuideSummary> = hall.catalogue.summaries().map(|it| hall.catalogue.told(it)).collect();
    let codes: BTreeSet<&String> =
        guides.iter().filter_map(|it| it.region.as_ref()).map(|it| &it.code).collect();
    let codes: Vec<String> = codes.into_iter().cloned().collect();
    let mut db = hall.readers.acquire().await?;
    let regions = regions::around(&mut db, &codes).await?.regions;
    drop(db);
    let hall = hall.clone();
    let made = task::spawn_blocking(move || {
        let sync = hall.catalogue.sync(hall.epoch);
        let make = || {
            let (list, files) = make(&guides, &regions, &sync);
            let shelf = Arc::new(Shelf::new(&hall.snapshots.folder, list, files));
            let waiting = shelf.clone();
            task::spawn_blocking(move || waiting.pack());
            shelf
        };
        hall.snapshots.shelf.get_or_init(make).clone()
    });
    made.await.map_err(Refusal::internal)
}

/// The list, and the bytes of each file by digest.
fn make(
    guides: &[GuideSummary],
    regions: &[Region],
    sync: &str,
) -> (GuideSnapshots, HashMap<String, Vec<u8>>) {
    let mut files = HashMap::new();
    let mut items = Vec::new();
    for share in share::shares(guides, regions) {
        let bytes = guide_index::pack(share.guides.iter().map(|it| &guides[*it]), sync);
        let sha256 = canon::sha256_hex(&bytes);
        items.push(GuideSnapshot {
            kind: SnapshotKind::Guides,
            region: share.region,
            format: guide_index::FORMAT,
            guides: u32::try_from(share.guides.len()).unwrap_or(u32::MAX),
            length: bytes.len() as u64,
            sha256: sha256.clone(),
        });
        files.insert(sha256, bytes);
    }
    (GuideSnapshots { sync: sync.to_owned(), items }, files)
}
