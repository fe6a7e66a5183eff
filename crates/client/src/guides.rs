//! Guides.

use contract::{
    DocumentId, Guide, GuideChanges, GuidePage, GuideReport, GuideSummary, MatterId, Page, PutGuideReport,
    ReportId,
};

use crate::call::{get, page as list};
use crate::{Answer, Budget, Call, Method, encode};

/// `GET /api/v1/guides`: one page of the catalogue.
#[must_use]
pub fn page(cursor: Option<&str>) -> Call<Page<GuideSummary>> {
    list(match cursor {
        Some(cursor) => format!("/api/v1/guides?limit=200&cursor={}", encode(cursor)),
        None => "/api/v1/guides?limit=200".into(),
    })
}

/// `GET /api/v1/guides`: one page of the catalogue, with where to go on to learn what changes.
#[must_use]
pub fn catalogue(cursor: Option<&str>) -> Call<GuidePage> {
    get(page(cursor).path).within(Budget::PAGE)
}

/// `GET /api/v1/guides/changes`: what changed since `since`, a page of it.
#[must_use]
pub fn changes(since: &str) -> Call<GuideChanges> {
    get(["/api/v1/guides/changes?limit=200&since=", &encode(since)].concat()).within(Budget::PAGE)
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

/// Address of a blank or sample form, from the hall's root: a link to follow, not a call.
#[must_use]
pub fn document(matter: &MatterId, document: &DocumentId) -> String {
    format!("/api/v1/guides/{matter}/documents/{document}")
}

/// `PUT /api/v1/guide-reports/{report_id}`: says that something in a guide is wrong. The same report under the same id
/// may be sent again.
#[must_use]
pub fn put_report(report: &ReportId, body: &PutGuideReport) -> Call<GuideReport> {
    Call::new(Method::Put, format!("/api/v1/guide-reports/{report}"), Answer::json)
        .json(body)
        .about(report, is_report)
}

/// `GET /api/v1/guide-reports/{report_id}`: what became of a report.
#[must_use]
pub fn report(report: &ReportId) -> Call<GuideReport> {
    get(format!("/api/v1/guide-reports/{report}")).about(report, is_report)
}

fn is_report(found: &GuideReport, id: &str) -> bool {
    found.id.as_str() == id
}

fn is_of(guide: &Guide, matter: &str) -> bool {
    guide.matter.as_str() == matter
}
