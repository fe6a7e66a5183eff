//! Guides.

use contract::{Guide, GuideSummary, MatterId, Page};

use crate::call::{get, page as list};
use crate::{Call, encode};

/// `GET /api/v1/guides`: one page of the catalogue.
#[must_use]
pub fn page(cursor: Option<&str>) -> Call<Page<GuideSummary>> {
    list(match cursor {
        Some(cursor) => format!("/api/v1/guides?limit=200&cursor={}", encode(cursor)),
        None => "/api/v1/guides?limit=200".into(),
    })
}

/// `GET /api/v1/guides/{matter}?version=`: a published version, also one that was replaced since.
#[must_use]
pub fn by_version(matter: &MatterId, version: u32) -> Call<Guide> {
    get(format!("/api/v1/guides/{matter}?version={version}")).about(matter, is_of)
}

/// `GET /api/v1/guides/{matter}`: the current version.
#[must_use]
pub fn by_matter(matter: &MatterId) -> Call<Guide> {
    get(format!("/api/v1/guides/{matter}")).about(matter, is_of)
}

fn is_of(guide: &Guide, matter: &str) -> bool {
    guide.matter.as_str() == matter
}
