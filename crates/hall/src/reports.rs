//! Errors that people find in a guide (报错): taken in, answered by staff, told to whoever reported them.

use contract::{
    GuidePart, GuideReport, Page, ProblemCode, PutGuideReport, ReportAnswer, ReportId, ReportState,
};
use serde::Deserialize;

use crate::error::Refusal;
use crate::once::{self, Made, Put};
use crate::session::Caller;
use crate::state::{Hall, Shared};
use crate::store::reports as rows;

/// Most characters of a report and of an answer.
const MOST: usize = 1000;

/// A report's state, in this hall's words.
#[must_use]
pub fn state_text(state: &ReportState) -> &str {
    match state {
        ReportState::Received => "已收到",
        ReportState::Answered => "已答复",
        ReportState::Corrected => "已更正",
        ReportState::Other(name) => name,
    }
}

/// Takes a report in, or finds it taken in.
///
/// # Errors
///
/// `invalid` for a guide this hall never published, a part this contract does not name, and a text that is empty or
/// too long; `content-conflict` and `not-allowed` as in [`Put::claim`].
pub async fn put(
    hall: &Shared,
    caller: &Caller,
    id: ReportId,
    body: PutGuideReport,
) -> Result<Made<GuideReport>, Refusal> {
    let put = Put::new("guide-report", id.as_str(), &caller.person.id, &body)?;
    let (person, inner) = (caller.person.id.clone(), hall.clone());
    let done = hall.writer.run(move |db| {
        Box::pin(async move {
            let new = put.claim(db).await?;
            if new {
                check(&inner, &body)?;
                rows::add(db, &id, &person, &body, &inner.clock().now()).await?;
            }
            let kept = rows::by_id(db, &id, Some(&person)).await?;
            Ok(Made::of(new, kept.ok_or_else(|| Refusal::internal("a report that was put is gone"))?))
        })
    });
    done.await
}

fn check(hall: &Hall, body: &PutGuideReport) -> Result<(), Refusal> {
    let invalid = |at, code, text| Err(Refusal::new(ProblemCode::Invalid).at(at, code, text));
    if hall.catalogue.version(&body.matter, body.version).is_none() {
        return invalid("/version", "unknown-version", "没有这一版办事指南");
    }
    if matches!(body.part, GuidePart::Other(_)) {
        return invalid("/part", "enum", "从给出的选项里选");
    }
    once::text("/text", &body.text, MOST)
}

/// A report, for whoever made it.
///
/// # Errors
///
/// `not-found` for everybody else.
pub async fn show(hall: &Hall, caller: &Caller, id: &ReportId) -> Result<GuideReport, Refusal> {
    let mut db = hall.readers.acquire().await?;
    let found = rows::by_id(&mut db, id, Some(&caller.person.id)).await?;
    found.ok_or_else(|| Refusal::new(ProblemCode::NotFound))
}

/// Reports that wait for an answer, for staff.
///
/// # Errors
///
/// When the database fails.
pub async fn open(hall: &Hall) -> Result<Page<GuideReport>, Refusal> {
    let mut db = hall.readers.acquire().await?;
    Ok(Page { items: rows::open(&mut db).await?, next: None })
}

/// What staff say to a report.
#[derive(Debug, Clone, Deserialize)]
pub struct Answer {
    /// Whether the guide was corrected.
    pub state: ReportState,
    /// Who answers, for people.
    pub by: String,
    /// The answer.
    pub text: String,
}

/// Answers a report. The last answer counts.
///
/// # Errors
///
/// `not-found`; `invalid` for an answer of no or too many characters and for a state that is no answer.
pub async fn answer(hall: &Shared, id: ReportId, said: Answer) -> Result<GuideReport, Refusal> {
    once::text("/text", &said.text, MOST)?;
    if !matches!(said.state, ReportState::Answered | ReportState::Corrected) {
        return Err(Refusal::new(ProblemCode::Invalid).at("/state", "enum", "只能是已答复或者已更正"));
    }
    let by = if said.by.is_empty() { hall.seed.name.clone() } else { said.by };
    let answer = ReportAnswer { at: hall.clock().now(), by, text: said.text };
    let done = hall.writer.run(move |db| {
        Box::pin(async move {
            rows::answer(db, &id, &said.state, &answer).await?;
            rows::by_id(db, &id, None).await?.ok_or_else(|| Refusal::new(ProblemCode::NotFound))
        })
    });
    done.await
}
