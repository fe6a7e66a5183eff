//! Intake for whoever has the writer in hand already: the same questions and the same writing, in one transaction with
//! whatever else is done there.

use contract::{FilingId, Finalize, NoticeId};
use fixtures::Person;
use sqlx::SqliteConnection;

use super::{Accepted, Way, answer, content, filing};
use crate::error::Refusal;
use crate::state::Shared;
use crate::store::cases::CaseRow;

/// Takes a first filing.
///
/// # Errors
///
/// As [`super::finalize`].
pub(crate) async fn file(
    hall: &Shared,
    db: &mut SqliteConnection,
    person: &Person,
    id: &FilingId,
    body: Finalize,
    way: Way,
) -> Result<Accepted, Refusal> {
    content::check_hash(&body)?;
    let kept = filing::check(hall, db, person, id, body, way).await?;
    filing::write(db, kept).await
}

/// Takes the answer to a notice of `case`.
///
/// # Errors
///
/// As [`super::answer`].
pub(crate) async fn correct(
    hall: &Shared,
    db: &mut SqliteConnection,
    person: &Person,
    case: &CaseRow,
    notice: NoticeId,
    body: Finalize,
    way: Way,
) -> Result<Accepted, Refusal> {
    content::check_hash(&body)?;
    let kept = answer::check(hall, db, person, case, &notice, body, way).await?;
    answer::write(db, kept, case.id.clone(), notice).await
}
