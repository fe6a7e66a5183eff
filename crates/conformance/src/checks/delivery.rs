//! Checks of the class `delivery`.

use std::thread::sleep;
use std::time::{Duration, Instant};

use contract::requirement::delivery as of;
use contract::{
    Case, CaseState, CaseSummary, DeliveryKind, Page, Parcel, ParcelDirection, ParcelState, ProblemCode,
};

use crate::bench::Bench;
use crate::check::Check;
use crate::filing::{Wish, mint};
use crate::paging::all;
use crate::trouble::{Outcome, Trouble, ensure};
use crate::visitor::Visitor;

/// The checks of this class.
pub(crate) const CHECKS: &[Check] = &[
    Check { of: &of::DEL_001, tries: "read the parcels of one's own case, another's and none", run: seen },
    Check { of: &of::DEL_002, tries: "read the parcels of every test person", run: numbers },
    Check { of: &of::DEL_003, tries: "read the events of every parcel", run: ordered },
    Check { of: &of::DEL_004, tries: "look for the receiver in what is told of a parcel", run: silent },
    Check { of: &of::DEL_005, tries: "read the parcels of a delivered case without a courier", run: none },
];

/// Most cases of one person that are looked at.
const MOST: usize = 30;
/// Between two looks at a case that staff have to move on.
const LOOK: Duration = Duration::from_millis(200);

fn address(case: &str) -> String {
    format!("/api/v1/cases/{case}/parcels")
}

fn parcels(who: &Visitor, case: &str) -> Result<Vec<Parcel>, Trouble> {
    let page: Page<Parcel> = who.get(&address(case))?.expect(200)?.json()?;
    Ok(page.items)
}

/// Every parcel of the test persons, with whose case it belongs to. When there is none, one is asked for.
fn everyones(bench: &Bench) -> Result<Vec<(&Visitor, Case, Parcel)>, Trouble> {
    let found = look(bench)?;
    if !found.is_empty() {
        return Ok(found);
    }
    order(bench)?;
    let found = look(bench)?;
    if found.is_empty() {
        Err(Trouble::not_tried("no case of a test person has a parcel"))
    } else {
        Ok(found)
    }
}

fn look(bench: &Bench) -> Result<Vec<(&Visitor, Case, Parcel)>, Trouble> {
    let mut found = Vec::new();
    for who in bench.people() {
        let list: Vec<CaseSummary> = all(who, "/api/v1/cases", 200)?;
        for it in list.iter().filter(|it| it.state.code == CaseState::Delivered).take(MOST) {
            let those = parcels(who, it.id.as_str())?;
            if those.is_empty() {
                continue;
            }
            let case: Case = who.get(&format!("/api/v1/cases/{}", it.id))?.expect(200)?.json()?;
            found.extend(those.into_iter().map(|it| (who, case.clone(), it)));
        }
    }
    Ok(found)
}

/// Files something to be sent by courier, and waits until it is delivered.
fn order(bench: &Bench) -> Outcome {
    let filed = bench.file(bench.first(), &Wish::any().delivered(DeliveryKind::Courier))?;
    let since = Instant::now();
    while bench.discovery().demo.is_some() && since.elapsed() < bench.patience() / 2 {
        let case: Case = bench.first().get(&filed.case(""))?.expect(200)?.json()?;
        if rules::is_final(&case.summary.state.code) || case.summary.state.code == CaseState::CorrectionNeeded
        {
            break;
        }
        sleep(LOOK);
    }
    Ok(())
}

fn seen(bench: &Bench) -> Outcome {
    let filed = bench.filed()?;
    let mine = address(filed.case_id.as_str());
    let _: Page<Parcel> = bench.first().get(&mine)?.expect(200)?.json()?;
    bench.second().get(&mine)?.problem(404, &ProblemCode::NotFound)?;
    bench.anyone().get(&mine)?.problem(401, &ProblemCode::SessionRequired)?;
    bench.first().get(&address(&mint::uuid()?))?.problem(404, &ProblemCode::NotFound).map(|_| ())
}

fn numbers(bench: &Bench) -> Outcome {
    for (_, case, it) in everyones(bench)? {
        let waits = it.state.code == ParcelState::Prepared;
        ensure(waits || it.tracking_no.as_deref().is_some_and(|it| !it.is_empty()), || {
            format!("{}: {} is `{}` without a number", case.summary.id, it.id, it.state.code)
        })?;
    }
    Ok(())
}

fn ordered(bench: &Bench) -> Outcome {
    for (_, case, it) in everyones(bench)? {
        ensure(!it.events.is_empty() && it.events.is_sorted_by_key(|it| it.at), || {
            format!("{}: the events of {} are none, or not oldest first", case.summary.id, it.id)
        })?;
    }
    Ok(())
}

fn silent(bench: &Bench) -> Outcome {
    for (who, case, it) in everyones(bench)? {
        let told = who.get(&address(case.summary.id.as_str()))?.text();
        let receiver = case.manifest.delivery.to.values().filter(|it| it.chars().count() > 1);
        let named = receiver.into_iter().find(|value| told.contains(value.as_str()));
        ensure(named.is_none(), || format!("{}: a parcel tells `{}`", it.id, named.map_or("", |it| it)))?;
    }
    Ok(())
}

fn none(bench: &Bench) -> Outcome {
    let mut tried = 0;
    for who in bench.people() {
        let list: Vec<CaseSummary> = all(who, "/api/v1/cases", 200)?;
        for it in list.iter().filter(|it| it.state.code == CaseState::Delivered).take(MOST) {
            let case: Case = who.get(&format!("/api/v1/cases/{}", it.id))?.expect(200)?.json()?;
            if case.manifest.delivery.kind == DeliveryKind::Courier {
                continue;
            }
            tried += 1;
            let sent = parcels(who, it.id.as_str())?;
            let sent = sent.iter().find(|it| it.direction == ParcelDirection::ToApplicant);
            ensure(sent.is_none(), || format!("{}: sent, though nobody asked for a courier", it.id))?;
        }
    }
    if tried == 0 { Err(Trouble::not_tried("no test person has a delivered case")) } else { Ok(()) }
}
