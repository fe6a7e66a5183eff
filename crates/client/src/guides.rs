//! Guides.

use contract::{Guide, GuideSummary, MatterId, Page};

use crate::call::get;
use crate::{Call, encode};

/// `GET /api/v1/guides`: one page of the catalogue.
#[must_use]
pub fn page(cursor: Option<&str>) -> Call<Page<GuideSummary>> {
    get(match cursor {
        Some(cursor) => format!("/api/v1/guides?limit=200&cursor={}", encode(cursor)),
        None => "/api/v1/guides?limit=200".into(),
    })
}

/// `GET /api/v1/guides/{matter}?version=`: a published version, also one that was replaced since.
#[must_use]
pub fn by_version(matter: &MatterId, version: u32) -> Call<Guide> {
    get(format!("/api/v1/guides/{matter}?version={version}"))
}

/// `GET /api/v1/guides/{matter}`: the current version.
#[must_use]
pub fn by_matter(matter: &MatterId) -> Call<Guide> {
    get(format!("/api/v1/guides/{matter}"))
}
