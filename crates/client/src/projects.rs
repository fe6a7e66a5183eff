//! Projects of an organisation.

use contract::{Page, PartyId, Project, ProjectCode, ProjectSummary};

use crate::call::{get, page as list};
use crate::{Call, encode};

/// `GET /api/v1/projects?principal=`: the projects of an organisation, the one that changed last first.
#[must_use]
pub fn page(principal: &PartyId, cursor: Option<&str>) -> Call<Page<ProjectSummary>> {
    let path = format!("/api/v1/projects?principal={principal}&limit=50");
    list(match cursor {
        Some(cursor) => format!("{path}&cursor={}", encode(cursor)),
        None => path,
    })
}

/// `GET /api/v1/projects/{code}`.
#[must_use]
pub fn by_code(code: &ProjectCode) -> Call<Project> {
    get(format!("/api/v1/projects/{code}")).about(code, |it: &Project, code| it.summary.code.as_str() == code)
}
