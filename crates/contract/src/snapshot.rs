//! Snapshots of the catalogue: everything that finding a guide needs, in one file that the device keeps and searches
//! itself. What is inside is `docs/contract/guide-index.md`; the contract only says which files there are.

use serde::{Deserialize, Serialize};

use crate::coded::names;

/// Media type of a snapshot.
pub const GUIDE_INDEX_TYPE: &str = "application/vnd.hall.guide-index";

names! {
    /// What a snapshot holds.
    SnapshotKind {
        /// Guides, enough of each to find it and to decide whether to open it.
        Guides = "guides",
        /// Passages of guides, to answer questions from.
        Passages = "passages",
    }
}

/// `GET /api/v1/guide-snapshots`: the snapshots of the catalogue as it stands. With `ETag`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideSnapshots {
    /// What to send as `since` to `/api/v1/guides/changes` to learn what changed after they were made.
    pub sync: String,
    /// The snapshots; first the one that holds every guide.
    pub items: Vec<GuideSnapshot>,
}

/// One snapshot: its bytes are at `/api/v1/guide-snapshots/{sha256}` and never change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideSnapshot {
    /// What it holds.
    pub kind: SnapshotKind,
    /// Code of the region it was made for: it holds what is offered there, in every region that lies in it and in every
    /// one it lies in. Absent: it holds the whole catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Format of the bytes. A client leaves a snapshot alone whose format it does not know.
    pub format: u32,
    /// How many guides it is about.
    pub guides: u32,
    /// Length of the bytes, unpacked.
    pub length: u64,
    /// SHA-256 of the bytes, unpacked: 64 lower-case hex digits.
    pub sha256: String,
}
