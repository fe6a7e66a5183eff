//! Projects (投资项目): stages with matters side by side. What was registered is kept; where it stands is computed
//! from its cases each time somebody looks.

mod standing;

use contract::{Page, PartyId, ProblemCode, Project, ProjectCode, ProjectSummary};
use sqlx::{Acquire, SqliteConnection};

use crate::cases::sight;
use crate::error::Refusal;
use crate::page::{self, PageQuery};
use crate::session::Caller;
use crate::state::Hall;
use crate::store::projects as rows;

/// An organisation's projects, the one registered last first.
///
/// # Errors
///
/// `mandate-refused` without a mandate in force for it; `malformed` for a cursor this hall never gave.
pub async fn list(
    hall: &Hall,
    caller: &Caller,
    principal: &PartyId,
    query: &PageQuery,
) -> Result<Page<ProjectSummary>, Refusal> {
    let before = query.after()?.unwrap_or(i64::MAX);
    let mut connection = hall.readers.acquire().await?;
    let mut db = connection.begin().await?;
    let (person, today) = (&caller.person.id, hall.clock().today());
    let sight = sight::over(&mut db, &hall.catalogue, person, principal, today).await?;
    let wanted = query.limit();
    let mut found = rows::of_principal(&mut db, principal.as_str(), before, wanted + 1).await?;
    let more = found.len() > wanted as usize;
    found.truncate(wanted as usize);
    let next = found.last().filter(|_| more).map(|it| page::cursor(it.seq));
    let mut items = Vec::with_capacity(found.len());
    for row in found {
        items.push(standing::whole(hall, &mut db, row, &sight).await?.summary);
    }
    Ok(Page { items, next })
}

/// One project, with those of its cases that the caller may see.
///
/// # Errors
///
/// `not-found` when there is none, or none for somebody without a mandate in force.
pub async fn show(hall: &Hall, caller: &Caller, code: &ProjectCode) -> Result<Project, Refusal> {
    let none = || Refusal::new(ProblemCode::NotFound);
    let mut connection = hall.readers.acquire().await?;
    let mut db = connection.begin().await?;
    let row = rows::by_code(&mut db, code.as_str()).await?.ok_or_else(none)?;
    let (principal, today) = (row.principal_id.parse()?, hall.clock().today());
    let sight = sight::over(&mut db, &hall.catalogue, &caller.person.id, &principal, today).await;
    standing::whole(hall, &mut db, row, &sight.map_err(|_| none())?).await
}

/// A project that is named exists and is the principal's.
///
/// # Errors
///
/// `invalid` at `pointer` with the code `unknown-project`.
pub async fn check(
    db: &mut SqliteConnection,
    named: Option<&ProjectCode>,
    principal: &PartyId,
    pointer: &str,
) -> Result<(), Refusal> {
    let Some(code) = named else { return Ok(()) };
    let found = rows::by_code(db, code.as_str()).await?;
    if found.is_some_and(|it| it.principal_id == principal.as_str()) {
        return Ok(());
    }
    let text = "没有这个项目，或者它不是申请单位的项目";
    Err(Refusal::new(ProblemCode::Invalid).at(pointer, "unknown-project", text))
}
