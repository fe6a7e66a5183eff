//! Checks of the class `appointments`.

mod booking;
mod entitled;
mod venues;

use contract::requirement::appointments::{
    APP_001, APP_002, APP_003, APP_004, APP_005, APP_006, APP_007, APP_008, APP_009, APP_010, APP_011,
    APP_012, APP_013, APP_014, APP_015, APP_016, APP_017, APP_018,
};
use contract::{Acting, Date, Page, Slot, Slots, Venue};
use serde_json::{Value, json};

use crate::bench::Bench;
use crate::check::Check;
use crate::puts::Kind;
use crate::trouble::Trouble;
use crate::visitor::Visitor;

/// The checks of this class.
pub(crate) const CHECKS: &[Check] = &[
    Check { of: &APP_001, tries: "the venues, as a stranger", run: venues::told },
    Check { of: &APP_002, tries: "the venues for one matter", run: venues::by_matter },
    Check { of: &APP_003, tries: "the slots of three weeks, day by day", run: venues::slots_fit },
    Check { of: &APP_004, tries: "the slots of today and of days before", run: venues::nothing_past },
    Check { of: &APP_005, tries: "an unknown venue, and dates that are none", run: venues::unknown },
    Check { of: &APP_006, tries: "make an appointment", run: booking::takes_a_place },
    Check { of: &APP_007, tries: "the same appointment again and again", run: booking::again },
    Check { of: &APP_008, tries: "another appointment under the same id", run: booking::conflict },
    Check { of: &APP_009, tries: "64 appointments for one slot at once", run: booking::never_too_many },
    Check { of: &APP_010, tries: "one more for a slot that is full", run: booking::full },
    Check { of: &APP_011, tries: "slots that nobody offers", run: booking::unknown_slot },
    Check { of: &APP_012, tries: "cancel, twice", run: booking::given_back },
    Check {
        of: &APP_013,
        tries: "a copy of a cancelled appointment that comes late",
        run: booking::stays_cancelled,
    },
    Check { of: &APP_014, tries: "read, cancel and write another person's", run: entitled::others },
    Check { of: &APP_015, tries: "appointments for and by somebody else", run: entitled::acting },
    Check { of: &APP_016, tries: "my appointments in small pages, one made in between", run: booking::list },
    Check {
        of: &APP_017,
        tries: "an appointment about a case that nobody has, and another's",
        run: entitled::cases,
    },
    Check {
        of: &APP_018,
        tries: "an appointment that brings its own number and state",
        run: booking::assigned,
    },
];

const KIND: Kind = Kind { collection: "/api/v1/appointments", number: "number" };
const VENUES: &str = "/api/v1/venues";

/// How many days ahead a slot is looked for.
const DAYS: i64 = 21;

fn all_venues(bench: &Bench) -> Result<Vec<Venue>, Trouble> {
    let page: Page<Venue> = bench.anyone().get(&format!("{VENUES}?limit=200"))?.expect(200)?.json()?;
    if page.items.is_empty() {
        return Err(Trouble::not_tried("the hall has no venue"));
    }
    Ok(page.items)
}

/// Today in the hall's time zone, as its own instants have it; that of UTC when it shows none.
fn today(bench: &Bench) -> Result<Date, Trouble> {
    let answer = bench.first().get("/api/v1/session")?;
    let session: contract::Session = answer.json()?;
    let date = answer.header("date").unwrap_or_default();
    let now = chrono::DateTime::parse_from_rfc2822(date).map_err(|_| answer.broken("`Date`"))?;
    let zone = session.expires_at.map_or_else(|| *now.offset(), |it| *it.offset());
    Ok(now.with_timezone(&zone).date_naive())
}

fn slots(bench: &Bench, venue: &Venue, day: Date) -> Result<Vec<Slot>, Trouble> {
    let path = format!("{VENUES}/{}/slots?date={day}", venue.id);
    Ok(bench.anyone().get(&path)?.expect(200)?.json::<Slots>()?.items)
}

/// A slot with at least so many places left, later than those nearest, with the day and the venue it is of.
fn free(bench: &Bench, places: u32) -> Result<(Venue, Date, Slot), Trouble> {
    let today = today(bench)?;
    for venue in all_venues(bench)? {
        for ahead in (1..DAYS).rev() {
            let day = today + chrono::Duration::days(ahead);
            if let Some(slot) = slots(bench, &venue, day)?.into_iter().rfind(|it| it.left >= places) {
                return Ok((venue, day, slot));
            }
        }
    }
    Err(Trouble::not_tried(format!("no slot of the next {DAYS} days has {places} places left")))
}

/// How many places of a slot are left; none when it is not offered any more.
fn left(bench: &Bench, venue: &Venue, day: Date, slot: &Slot) -> Result<u32, Trouble> {
    Ok(slots(bench, venue, day)?.iter().find(|it| it.id == slot.id).map_or(0, |it| it.left))
}

/// An appointment of somebody for themselves.
fn for_self(who: &Visitor, slot: &str) -> Result<Value, Trouble> {
    let me = who.party()?;
    let acting = Acting { actor: me.clone(), principal: me, mandate: None };
    Ok(json!({ "slot": slot, "acting": acting }))
}

fn cancel(who: &Visitor, path: &str) -> Result<Value, Trouble> {
    who.post(&format!("{path}/cancel"), &json!({}))?.expect(200)?.value()
}
