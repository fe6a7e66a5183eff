//! A first filing.

use contract::{
    CaseState, EventKind, FilingId, Finalize, MandateAction, Manifest, ProblemCode, ReceiptLookup,
    ReceiptState,
};
use fixtures::Person;
use sqlx::SqliteConnection;

use super::kept::{Kept, judge};
use super::{Accepted, Way, content, replay, signatures};
use crate::bundles;
use crate::error::Refusal;
use crate::payments;
use crate::projects;
use crate::random;
use crate::session::Caller;
use crate::state::{Hall, Shared};
use crate::store::cases::{self, CaseRow, NewEvent};
use crate::store::{drafts, filings, submissions};

/// Takes a filing, or finds it taken already.
///
/// # Errors
///
/// `hash-mismatch`, `content-conflict`, `not-allowed`, `mandate-refused`, `version-retired`, `invalid`, `attachment-missing`,
/// `signature-invalid`: see [`contract::ProblemCode`].
pub async fn finalize(
    hall: &Shared,
    caller: &Caller,
    filing: FilingId,
    body: Finalize,
) -> Result<Accepted, Refusal> {
    accept(hall, caller, &filing, body).await.map_err(|refused| refused.filing(&filing))
}

async fn accept(
    hall: &Shared,
    caller: &Caller,
    filing: &FilingId,
    body: Finalize,
) -> Result<Accepted, Refusal> {
    content::check_hash(&body)?;
    if let Some(held) = held(hall, caller, filing).await? {
        return replay(held, &body);
    }
    let mut db = hall.readers.acquire().await?;
    let kept = check(hall, &mut db, &caller.person, filing, body, Way::Online).await?;
    drop(db);
    hall.writer.run(move |db| Box::pin(write(db, kept))).await
}

/// Everything that is asked of a first filing before it is written, but its hash.
pub(super) async fn check(
    hall: &Shared,
    db: &mut SqliteConnection,
    person: &Person,
    filing: &FilingId,
    body: Finalize,
    way: Way,
) -> Result<Kept, Refusal> {
    let manifest = &body.manifest;
    let authority = judge(hall, db, person, manifest, &MandateAction::File).await?;
    projects::check(db, manifest.project.as_ref(), &manifest.principal.id, "/manifest/project").await?;
    check_first(manifest)?;
    let guide = hall.catalogue.accepted(&manifest.matter, manifest.guide_version)?;
    content::check(hall, guide, manifest, &way)?;
    payments::check(db, guide, manifest).await?;
    let nonces = signatures::check(hall, &authority, guide, filing, &body, &way)?;
    Ok(Kept { hall: hall.clone(), person: person.clone(), filing: filing.clone(), body, nonces, way })
}

/// A first filing answers no notice.
pub(super) fn check_first(manifest: &Manifest) -> Result<(), Refusal> {
    if manifest.corrects.is_none() {
        return Ok(());
    }
    let text = "第一次提交不能标为补正";
    Err(Refusal::new(ProblemCode::Invalid).at("/manifest/corrects", "not-asked", text))
}

/// What is held under a filing id.
///
/// # Errors
///
/// `not-allowed` when it is another person's.
pub(super) async fn held(
    hall: &Hall,
    caller: &Caller,
    filing: &FilingId,
) -> Result<Option<submissions::Held>, Refusal> {
    let mut db = hall.readers.acquire().await?;
    if filings::may_learn(&mut db, filing, &caller.person.id, hall.clock().today()).await? {
        return submissions::of_filing(&mut db, filing).await;
    }
    match filings::claimed(&mut db, filing).await? {
        // Theirs, but the mandate has ended: the judge says so in words.
        Some(claim) if claim.person_id == caller.person.id.as_str() => Ok(None),
        Some(_) => Err(Refusal::new(ProblemCode::NotAllowed)),
        None => Ok(None),
    }
}

/// Inside the writer nothing else happens: whoever comes second finds the first one's receipt.
pub(super) async fn write(db: &mut SqliteConnection, kept: Kept) -> Result<Accepted, Refusal> {
    if let Some(held) = submissions::of_filing(db, &kept.filing).await? {
        let today = kept.hall.clock().today();
        if !filings::may_learn(db, &kept.filing, &kept.person.id, today).await? {
            return Err(Refusal::new(ProblemCode::NotAllowed));
        }
        return replay(held, &kept.body);
    }
    let authority = kept.judge(db, &MandateAction::File).await?;
    kept.consume(db).await?;
    let files = kept.files(db).await?;
    let place = kept.place(db).await?;
    let manifest = &kept.body.manifest;
    let guide = kept.hall.catalogue.accepted(&manifest.matter, manifest.guide_version)?;
    let case = CaseRow {
        id: random::id("c")?,
        filing_id: kept.filing.to_string(),
        person_id: kept.person.id.to_string(),
        hall_seq: i64::try_from(place.hall_seq).map_err(Refusal::internal)?,
        matter: manifest.matter.clone(),
        guide_version: manifest.guide_version,
        title: guide.title.clone(),
        state: CaseState::Submitted,
        acting: manifest.acting(),
        project: manifest.project.clone(),
        receipt_no: place.receipt_no.clone(),
        case_no: None,
        accepted_on: None,
        decided_on: None,
        received_at: place.at,
        updated_at: place.at,
        bundle: None,
    };
    cases::add(db, &case).await?;
    let event = NewEvent {
        at: &place.at,
        kind: EventKind::Received,
        by: &kept.way.by(&authority),
        channel: Some(&kept.way.channel()),
        note: None,
    };
    cases::add_event(db, &case.id, &event).await?;
    bundles::open(db, &kept.hall, guide, &case, manifest, &event).await?;
    let receipt = kept.write(db, &case.id, None, &place, &files).await?;
    drafts::remove(db, &kept.filing).await?;
    Ok(Accepted { receipt, case_id: case.id.parse()? })
}

/// What the hall knows of a filing; another person's is unknown.
///
/// # Errors
///
/// When the database fails.
pub async fn filing_receipt(
    hall: &Hall,
    caller: &Caller,
    filing: &FilingId,
) -> Result<ReceiptLookup, Refusal> {
    let mut db = hall.readers.acquire().await?;
    let mine = filings::may_learn(&mut db, filing, &caller.person.id, hall.clock().today()).await?;
    let held = if mine { submissions::of_filing(&mut db, filing).await? } else { None };
    lookup(held)
}

/// A submission as the answer to "what do you have?".
pub(super) fn lookup(held: Option<submissions::Held>) -> Result<ReceiptLookup, Refusal> {
    let Some(held) = held else {
        return Ok(ReceiptLookup {
            state: ReceiptState::Unknown,
            receipt: None,
            case_id: None,
            problem: None,
        });
    };
    Ok(ReceiptLookup {
        state: ReceiptState::Accepted,
        receipt: Some(held.receipt),
        case_id: Some(held.case_id.parse()?),
        problem: None,
    })
}
