//! A first filing.

use contract::{CaseState, Channel, EventKind, FilingId, Finalize, ProblemCode, ReceiptLookup, ReceiptState};
use sqlx::SqliteConnection;

use super::kept::Kept;
use super::{Accepted, content, people, replay, signatures};
use crate::error::Refusal;
use crate::random;
use crate::session::Caller;
use crate::state::{Hall, Shared};
use crate::store::cases::{self, CaseRow, NewEvent};
use crate::store::{filings, submissions};

/// Takes a filing, or finds it taken already.
///
/// # Errors
///
/// `hash-mismatch`, `content-conflict`, `not-allowed`, `version-retired`, `invalid`, `attachment-missing`,
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
    people::check(caller, &body.manifest)?;
    if body.manifest.corrects.is_some() {
        let text = "第一次提交不能标为补正";
        return Err(Refusal::new(ProblemCode::Invalid).at("/manifest/corrects", "not-asked", text));
    }
    let guide = hall.catalogue.accepted(&body.manifest.matter, body.manifest.guide_version)?;
    content::check(hall, guide, &body.manifest)?;
    let nonces = signatures::check(hall, caller, guide, filing, &body)?;
    let title = guide.title.clone();
    let (hall_, filing) = (hall.clone(), filing.clone());
    let kept = Kept { hall: hall_, person: caller.person.clone(), filing, body, nonces };
    hall.writer.run(move |db| Box::pin(write(db, kept, title))).await
}

async fn held(hall: &Hall, caller: &Caller, filing: &FilingId) -> Result<Option<submissions::Held>, Refusal> {
    let mut db = hall.readers.acquire().await?;
    match filings::owner(&mut db, filing).await? {
        Some(owner) if owner == caller.person.id.as_str() => submissions::of_filing(&mut db, filing).await,
        Some(_) => Err(Refusal::new(ProblemCode::NotAllowed)),
        None => Ok(None),
    }
}

/// Inside the writer nothing else happens: whoever comes second finds the first one's receipt.
async fn write(db: &mut SqliteConnection, kept: Kept, title: String) -> Result<Accepted, Refusal> {
    filings::claim(db, &kept.filing, &kept.person.id).await?;
    if let Some(held) = submissions::of_filing(db, &kept.filing).await? {
        return replay(held, &kept.body);
    }
    kept.consume(db).await?;
    let files = kept.files(db).await?;
    let place = kept.place(db).await?;
    let manifest = &kept.body.manifest;
    let case = CaseRow {
        id: random::id("c")?,
        filing_id: kept.filing.to_string(),
        person_id: kept.person.id.to_string(),
        hall_seq: i64::try_from(place.hall_seq).map_err(Refusal::internal)?,
        matter: manifest.matter.clone(),
        guide_version: manifest.guide_version,
        title,
        state: CaseState::Submitted,
        acting: manifest.acting(),
        receipt_no: place.receipt_no.clone(),
        case_no: None,
        accepted_on: None,
        decided_on: None,
        received_at: place.at,
        updated_at: place.at,
    };
    cases::add(db, &case).await?;
    let event = NewEvent {
        at: &place.at,
        kind: EventKind::Received,
        by: &kept.person.name,
        channel: Some(&Channel::Mobile),
        note: None,
    };
    cases::add_event(db, &case.id, &event).await?;
    let receipt = kept.write(db, &case.id, None, &place, &files).await?;
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
    let mine = filings::owner(&mut db, filing).await?.is_some_and(|it| it == caller.person.id.as_str());
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
