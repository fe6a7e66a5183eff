//! Checks of the class `snapshots`.

mod bytes;
mod content;
mod list;
mod parts;
mod regions;

use contract::{GuideSnapshot, GuideSnapshots, SnapshotKind};

use crate::bench::Bench;
use crate::check::Check;
use crate::trouble::Trouble;

/// Where the list is.
const ADDRESS: &str = "/api/v1/guide-snapshots";

/// The most snapshots that are fetched: a province has a hundred counties.
const MOST: usize = 5;

/// The checks of this class, table by table.
pub(crate) const TABLES: [&[Check]; 4] = [list::CHECKS, bytes::CHECKS, parts::CHECKS, content::CHECKS];

/// The list, as a stranger sees it.
fn list(bench: &Bench) -> Result<GuideSnapshots, Trouble> {
    bench.anyone().get(ADDRESS)?.expect(200)?.json()
}

/// The address of a snapshot.
fn address(it: &GuideSnapshot) -> String {
    format!("{ADDRESS}/{}", it.sha256)
}

/// The snapshot of the whole catalogue.
fn whole(list: &GuideSnapshots) -> Result<&GuideSnapshot, Trouble> {
    let mut whole = list.items.iter().filter(|it| it.kind == SnapshotKind::Guides && it.region.is_none());
    whole.next().ok_or_else(|| Trouble::broken("no snapshot of kind `guides` without a region"))
}

/// What a complaint calls a snapshot.
fn name(it: &GuideSnapshot) -> String {
    format!("the snapshot `{}` of {}", it.kind, it.region.as_deref().unwrap_or("everything"))
}
