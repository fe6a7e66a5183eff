//! Venues and their slots.

use chrono::Timelike;
use contract::{Page, ProblemCode, Venue};

use super::{DAYS, VENUES, all_venues, slots, today};
use crate::bench::Bench;
use crate::filing::mint;
use crate::trouble::{Outcome, Trouble, ensure};

pub(super) fn told(bench: &Bench) -> Outcome {
    for it in all_venues(bench)? {
        let whole =
            !it.name.is_empty() && !it.address.is_empty() && !it.hours.is_empty() && !it.windows.is_empty();
        ensure(whole, || format!("GET {VENUES}: {} lacks name, address, hours or a window", it.id))?;
        ensure(it.hours.iter().all(|it| it.from < it.to), || {
            format!("GET {VENUES}: {} closes before it opens", it.id)
        })?;
    }
    Ok(())
}

pub(super) fn by_matter(bench: &Bench) -> Outcome {
    let all = all_venues(bench)?;
    let matter = bench.guides()?.first().map(|it| it.matter.clone());
    let matter = matter.ok_or_else(|| Trouble::not_tried("the catalogue is empty"))?;
    let path = format!("{VENUES}?limit=200&matter={matter}");
    let some: Page<Venue> = bench.anyone().get(&path)?.expect(200)?.json()?;
    ensure(some.items.iter().all(|it| all.contains(it)), || {
        format!("GET {path}: a venue that is not in the list")
    })
}

pub(super) fn slots_fit(bench: &Bench) -> Outcome {
    let today = today(bench)?;
    let mut tried = false;
    for venue in all_venues(bench)?.iter().take(3) {
        for ahead in 0..DAYS {
            let day = today + chrono::Duration::days(ahead);
            let found = slots(bench, venue, day)?;
            tried |= !found.is_empty();
            let at = || format!("GET {VENUES}/{}/slots?date={day}", venue.id);
            ensure(found.is_sorted_by_key(|it| it.from), || format!("{}: not the earliest first", at()))?;
            for it in &found {
                ensure(it.from.date_naive() == day && it.from < it.to, || {
                    format!("{}: {} is from {} to {}", at(), it.id, it.from, it.to)
                })?;
                let clock = |it: &contract::Instant| format!("{:02}:{:02}", it.hour(), it.minute());
                let (from, to) = (clock(&it.from), clock(&it.to));
                let open = venue.hours.iter().any(|hours| hours.from <= from && to <= hours.to);
                ensure(open, || format!("{}: {from} to {to} is outside of the hours", at()))?;
            }
        }
    }
    if tried { Ok(()) } else { Err(Trouble::not_tried(format!("no slot within {DAYS} days"))) }
}

pub(super) fn nothing_past(bench: &Bench) -> Outcome {
    let today = today(bench)?;
    for venue in all_venues(bench)?.iter().take(3) {
        for ago in [1, 2, 7, 400] {
            let day = today - chrono::Duration::days(ago);
            ensure(slots(bench, venue, day)?.is_empty(), || {
                format!("GET {VENUES}/{}/slots?date={day}: slots of a day that is past", venue.id)
            })?;
        }
        let path = format!("{VENUES}/{}/slots?date={today}", venue.id);
        let answer = bench.anyone().get(&path)?.expect(200)?;
        let date = answer.header("date").unwrap_or_default();
        let now = chrono::DateTime::parse_from_rfc2822(date).map_err(|_| answer.broken("`Date`"))?;
        let begun = answer.json::<contract::Slots>()?.items.into_iter().find(|it| it.from < now);
        ensure(begun.is_none(), || answer.broken("no slot that has begun").to_string())?;
    }
    Ok(())
}

pub(super) fn unknown(bench: &Bench) -> Outcome {
    let day = today(bench)?;
    let nowhere = bench.anyone().get(&format!("{VENUES}/{}/slots?date={day}", mint::uuid()?))?;
    nowhere.problem(404, &ProblemCode::NotFound)?;
    let venue = &all_venues(bench)?[0];
    for bad in ["", "?date=", "?date=2026-02-30", "?date=tomorrow", "?date=2026-11-24T09:00:00Z"] {
        let answer = bench.anyone().get(&format!("{VENUES}/{}/slots{bad}", venue.id))?;
        answer.problem(400, &ProblemCode::Malformed)?;
    }
    Ok(())
}
