//! Looking up a case without an account: a number and the end of the applicant's own. Whoever guesses learns nothing,
//! not even that there is such a number, and may not guess for long.

use std::net::{IpAddr, Ipv6Addr};

use contract::{CaseGlance, CaseLookup, GlanceEvent, PartyKind, ProblemCode};
use sqlx::{Acquire, SqliteConnection};

use crate::cases::assemble;
use crate::error::Refusal;
use crate::state::Hall;
use crate::store::cases::{self as rows, CaseRow};
use crate::store::{organisations, people};

/// Characters of the applicant's number that are asked for.
const TAIL: usize = 6;
/// Longest number of a case, in characters.
const LONGEST: usize = 64;
/// Most events that are shown.
const EVENTS: u32 = 500;

/// What somebody may see who has both.
///
/// # Errors
///
/// `invalid` for what cannot be a number or a tail; `not-found` when there is no such number, and when the tail is
/// another one; `too-many` when this number or this address had its misses, whatever is asked.
pub async fn look_up(hall: &Hall, from: Option<IpAddr>, asked: &CaseLookup) -> Result<CaseGlance, Refusal> {
    let (number, tail) = (plain(&asked.number), plain(&asked.tail));
    let invalid = |at, text| Err(Refusal::new(ProblemCode::Invalid).at(at, "format", text));
    if number.is_empty() || number.chars().count() > LONGEST {
        return invalid("/number", "填写收件编号或者办件编号");
    }
    if tail.len() != TAIL || !tail.bytes().all(|it| it.is_ascii_alphanumeric()) {
        return invalid("/tail", "填写申请人证件号码的最后 6 位");
    }
    // Callers whose address is not known share one name: better too strict than without end.
    let address = from.map_or_else(|| "unknown".to_owned(), |it| network(it).to_string());
    let names = [format!("number {number}"), format!("address {address}")];
    let then = hall.clock().unix();
    hall.misses.count(&names, then)?;
    let found = find(hall, &number, &tail).await;
    match found {
        Ok(None) => Err(Refusal::new(ProblemCode::NotFound).detail("编号和证件号码对不上，请核对后再查")),
        Ok(Some(glance)) => {
            hall.misses.forgive(&names, then);
            Ok(glance)
        }
        Err(fault) => {
            hall.misses.forgive(&names, then);
            Err(fault)
        }
    }
}

/// Whose an address is, as far as it shows: of version 6 everybody has a whole /64 (RFC 4291, section 2.5.1) and could
/// guess from another address each time.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(it) => Ipv6Addr::from_bits(it.to_bits() >> 64 << 64).into(),
        four => four,
    }
}

/// As it is printed, whatever a person types around it.
fn plain(text: &str) -> String {
    text.trim().to_ascii_uppercase()
}

async fn find(hall: &Hall, number: &str, tail: &str) -> Result<Option<CaseGlance>, Refusal> {
    let mut connection = hall.readers.acquire().await?;
    let mut db = connection.begin().await?;
    let Some(row) = rows::by_number(&mut db, number).await? else { return Ok(None) };
    let held = number_of_applicant(&mut db, &row).await?;
    if !held.is_some_and(|it| it.len() >= TAIL && it.to_ascii_uppercase().ends_with(tail)) {
        return Ok(None);
    }
    let summary = assemble::summary(hall, &mut db, &row).await?;
    let events = rows::events(&mut db, &row.id, 0, EVENTS).await?;
    let guide = hall.catalogue.version(&row.matter, row.guide_version);
    let applicant = &row.acting.principal;
    Ok(Some(CaseGlance {
        title: summary.title,
        state: summary.state,
        applicant_masked: match applicant.kind {
            PartyKind::Organisation => rules::mask_organisation(&applicant.name),
            _ => rules::mask_name(&applicant.name),
        },
        department: guide.map(|it| it.department.name.clone()).unwrap_or_default(),
        received_at: summary.received_at,
        updated_at: summary.updated_at,
        clock: summary.clock,
        action_due: summary.action_due,
        events: events.into_iter().map(|it| GlanceEvent { seq: it.seq, at: it.at, kind: it.kind }).collect(),
    }))
}

/// The applicant's identity number or credit code.
async fn number_of_applicant(db: &mut SqliteConnection, row: &CaseRow) -> Result<Option<String>, Refusal> {
    let id = row.acting.principal.id.as_str();
    if row.acting.principal.kind == PartyKind::Organisation {
        return Ok(organisations::by_id(db, id).await?.map(|it| it.credit_code));
    }
    people::id_number(db, id).await
}
