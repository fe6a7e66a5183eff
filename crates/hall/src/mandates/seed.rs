//! The sample's mandates, dated from the day the hall is seeded.

use chrono::{Duration, NaiveTime};
use contract::{Instant, MandateScope, MandateSigner, Party, PartyKind};
use fixtures::{MandateSeed, Organisation, Person};
use rules::mandate::{Agreement, Term};
use sqlx::SqliteConnection;

use crate::error::Refusal;
use crate::store::mandates::{self, MandateRow};

/// Adds mandates this hall does not know yet, in their order, as of `now`.
///
/// # Errors
///
/// When the database fails, or a mandate names somebody who is in neither list.
pub async fn add(
    db: &mut SqliteConnection,
    seeds: &[MandateSeed],
    people: &[Person],
    organisations: &[Organisation],
    now: Instant,
) -> Result<(), Refusal> {
    for seed in seeds {
        let found = dated(seed, people, organisations, now);
        let row = found.ok_or_else(|| Refusal::internal(format!("mandate {} names nobody", seed.id)))?;
        mandates::add(db, &row).await?;
    }
    Ok(())
}

fn dated(
    seed: &MandateSeed,
    people: &[Person],
    organisations: &[Organisation],
    now: Instant,
) -> Option<MandateRow> {
    let person = |id: &str| people.iter().find(|it| it.id.as_str() == id);
    let natural = |it: &Person| {
        Some(Party { id: it.id.as_str().parse().ok()?, kind: PartyKind::Person, name: it.name.clone() })
    };
    let (principal, principal_no) = match person(seed.principal.as_str()) {
        Some(it) => (natural(it)?, rules::mask_id_number(&it.id_number)),
        None => {
            let it = organisations.iter().find(|it| it.id.as_str() == seed.principal.as_str())?;
            let id = seed.principal.clone();
            let party = Party { id, kind: PartyKind::Organisation, name: it.name.clone() };
            (party, it.credit_code.clone())
        }
    };
    let today = now.date_naive();
    let from = today + Duration::days(seed.from_days);
    // Recorded when it began, or now when it begins later.
    let morning = NaiveTime::from_hms_opt(9, 0, 0).map(|it| from.and_time(it));
    let began = morning.and_then(|it| it.and_local_timezone(*now.offset()).single()).unwrap_or(now);
    Some(MandateRow {
        id: seed.id.clone(),
        role: seed.role.clone(),
        agent: natural(person(seed.agent.as_str())?)?,
        principal,
        principal_no,
        scope: MandateScope { matters: seed.matters.clone(), actions: seed.actions.clone() },
        term: Term {
            from,
            until: seed.until_days.map(|it| today + Duration::days(it)),
            agreement: if seed.revoked { Agreement::Revoked } else { Agreement::Agreed },
        },
        signer: MandateSigner { party: natural(person(seed.signer.as_str())?)?, place: seed.place.clone() },
        basis: seed.basis.clone(),
        granted_at: began.min(now),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;

    #[test]
    fn every_mandate_of_the_sample_names_people_it_knows_and_counts_from_the_day_of_seeding() {
        let (people, organisations) = (fixtures::people().unwrap(), fixtures::organisations().unwrap());
        let now = clock::instant(1_795_395_600); // 2026-11-23 09:00
        let seeds = fixtures::mandates().unwrap();
        let rows: Vec<_> = seeds.iter().map(|it| dated(it, &people, &organisations, now).unwrap()).collect();
        let term = |id: &str| rows.iter().find(|it| it.id.as_str() == id).unwrap().term;
        assert_eq!(term("m-zhang-zhao").until.unwrap().to_string(), "2026-10-24");
        assert_eq!(term("m-zhang-zhou").from.to_string(), "2026-12-03");
        assert!(rows.iter().all(|it| it.granted_at <= now));
    }

    #[test]
    fn a_mandate_for_nobody_is_found_out() {
        let seed = &fixtures::mandates().unwrap()[0];
        assert!(dated(seed, &[], &[], clock::instant(0)).is_none());
    }
}
