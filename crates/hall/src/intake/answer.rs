//! The answer to a correction notice (补正): the whole content again.

use contract::{
    CaseId, Finalize, Guide, MandateAction, Manifest, NoticeId, NoticeState, ProblemCode, ReceiptLookup,
};
use fixtures::Person;
use rules::Action;
use sqlx::SqliteConnection;

use super::filing::lookup;
use super::kept::{Kept, judge};
use super::{Accepted, Way, content, replay, signatures};
use crate::bundles;
use crate::cases::{sight, steps};
use crate::error::Refusal;
use crate::payments;
use crate::session::Caller;
use crate::state::{Hall, Shared};
use crate::store::cases::{self, CaseRow};
use crate::store::submissions;

/// Takes an answer, or finds it taken already.
///
/// # Errors
///
/// As [`super::finalize`]; `not-found` for a case the caller does not see, `wrong-state` when nothing is asked.
pub async fn answer(
    hall: &Shared,
    caller: &Caller,
    case_id: &CaseId,
    notice: NoticeId,
    body: Finalize,
) -> Result<Accepted, Refusal> {
    accept(hall, caller, case_id, notice, body).await.map_err(|refused| refused.case(case_id))
}

async fn accept(
    hall: &Shared,
    caller: &Caller,
    case_id: &CaseId,
    notice: NoticeId,
    body: Finalize,
) -> Result<Accepted, Refusal> {
    content::check_hash(&body)?;
    let mut db = hall.readers.acquire().await?;
    let case = noticed(hall, &mut db, caller, case_id, &notice).await?;
    if let Some(held) = submissions::of_notice(&mut db, &notice).await? {
        return replay(held, &body);
    }
    let kept = check(hall, &mut db, &caller.person, &case, &notice, body, Way::Online).await?;
    drop(db);
    hall.writer.run(move |db| Box::pin(write(db, kept, case.id, notice))).await
}

/// Everything that is asked of an answer before it is written, but its hash.
pub(super) async fn check(
    hall: &Shared,
    db: &mut SqliteConnection,
    person: &Person,
    case: &CaseRow,
    notice: &NoticeId,
    body: Finalize,
    way: Way,
) -> Result<Kept, Refusal> {
    let authority = judge(hall, db, person, &body.manifest, &MandateAction::Correct).await?;
    same_case(case, notice, &body.manifest)?;
    let guide = guide(hall, case, &body.manifest)?;
    bundles::same_parts(db, guide, case, &body.manifest).await?;
    content::check(hall, guide, &body.manifest, &way)?;
    payments::check(db, guide, &body.manifest).await?;
    let filing = case.filing_id.parse()?;
    let nonces = signatures::check(hall, &authority, guide, &filing, &body, &way)?;
    Ok(Kept { hall: hall.clone(), person: person.clone(), filing, body, nonces, way })
}

/// The case, when the caller sees it and the notice is one of its own.
async fn noticed(
    hall: &Hall,
    db: &mut SqliteConnection,
    caller: &Caller,
    case: &CaseId,
    notice: &NoticeId,
) -> Result<CaseRow, Refusal> {
    let case = sight::find(db, &caller.person.id, case, hall.clock().today()).await?.row;
    let known = cases::notices(db, &case.id).await?.iter().any(|it| it.id == *notice);
    if known {
        Ok(case)
    } else {
        Err(Refusal::new(ProblemCode::NotFound).detail("没有这份补正告知书"))
    }
}

fn same_case(case: &CaseRow, notice: &NoticeId, manifest: &Manifest) -> Result<(), Refusal> {
    let invalid = Refusal::new(ProblemCode::Invalid);
    if manifest.corrects.as_ref() != Some(notice) {
        return Err(invalid.at("/manifest/corrects", "other-notice", "补正的不是这份告知书"));
    }
    if manifest.matter != case.matter {
        return Err(invalid.at("/manifest/matter", "other-matter", "补正不能换事项"));
    }
    if manifest.principal != case.acting.principal {
        return Err(invalid.at("/manifest/principal", "other-principal", "补正不能换申请人"));
    }
    if manifest.project != case.project {
        return Err(invalid.at("/manifest/project", "other-project", "补正不能换项目"));
    }
    Ok(())
}

/// An answer may keep to the version it was filed by, or move on to the current one.
fn guide<'a>(hall: &'a Hall, case: &CaseRow, manifest: &Manifest) -> Result<&'a Guide, Refusal> {
    if manifest.guide_version == case.guide_version
        && let Some(guide) = hall.catalogue.version(&case.matter, case.guide_version)
    {
        return Ok(guide);
    }
    hall.catalogue.accepted(&manifest.matter, manifest.guide_version)
}

pub(super) async fn write(
    db: &mut SqliteConnection,
    kept: Kept,
    case_id: String,
    notice: NoticeId,
) -> Result<Accepted, Refusal> {
    if let Some(held) = submissions::of_notice(db, &notice).await? {
        return replay(held, &kept.body);
    }
    let open = |it: &contract::CorrectionNotice| it.id == notice && it.state.code == NoticeState::Open;
    if !cases::notices(db, &case_id).await?.iter().any(open) {
        return Err(Refusal::new(ProblemCode::WrongState).detail("这份补正告知书已经不用再答复"));
    }
    let found = cases::by_id(db, &case_id).await?;
    let mut case = found.ok_or_else(|| Refusal::new(ProblemCode::NotFound))?;
    let authority = kept.judge(db, &MandateAction::Correct).await?;
    kept.consume(db).await?;
    let files = kept.files(db).await?;
    let place = kept.place(db).await?;
    let receipt = kept.write(db, &case.id, Some(&notice), &place, &files).await?;
    let step = steps::Step {
        action: Action::AnswerCorrection { accepted: case.accepted_on.is_some() },
        by: kept.way.by(&authority),
        channel: Some(kept.way.channel()),
        note: None,
        items: Vec::new(),
    };
    steps::take(&kept.hall, db, &mut case, &step).await?;
    Ok(Accepted { receipt, case_id: case.id.parse()? })
}

/// What the hall knows of an answer; unknown for another person's case.
///
/// # Errors
///
/// When the database fails.
pub async fn answer_receipt(
    hall: &Hall,
    caller: &Caller,
    case: &CaseId,
    notice: &NoticeId,
) -> Result<ReceiptLookup, Refusal> {
    let mut db = hall.readers.acquire().await?;
    let held = match noticed(hall, &mut db, caller, case, notice).await {
        Ok(_) => submissions::of_notice(&mut db, notice).await?,
        Err(refused) if refused.problem().code == ProblemCode::NotFound => None,
        Err(refused) => return Err(refused),
    };
    lookup(held)
}
