//! Snapshots of the catalogue.

use contract::GuideSnapshots;

use crate::Call;
use crate::call::get;

/// `GET /api/v1/guide-snapshots`: the catalogue as files.
#[must_use]
pub fn list() -> Call<GuideSnapshots> {
    get("/api/v1/guide-snapshots".into())
}

/// Address of a snapshot's bytes, from the hall's root: they are read piece by piece, not as one answer.
#[must_use]
pub fn path(sha256: &str) -> String {
    ["/api/v1/guide-snapshots/", &crate::encode(sha256)].concat()
}
