//! The slots of a day, as they follow from a venue's hours.

use chrono::{Duration, NaiveDateTime, NaiveTime};
use contract::{Date, Instant, OpenDays, OpeningHours, SlotId, VenueId};
use rules::Calendar;

use crate::store::venues::VenueRow;

/// A time at a venue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Time {
    /// The slot's id: venue, day and begin. Opaque to clients.
    pub(super) id: SlotId,
    /// From.
    pub(super) from: Instant,
    /// To.
    pub(super) to: Instant,
}

/// The slots of `day` that can still be taken at `now`, the earliest first: none on a day that is past, too far ahead,
/// or off.
#[must_use]
pub(super) fn open(venue: &VenueRow, day: Date, calendar: &Calendar, now: &Instant) -> Vec<Time> {
    let ahead = (day - now.date_naive()).num_days();
    if ahead < 0 || ahead > i64::from(venue.days_ahead) {
        return Vec::new();
    }
    let times = of_day(&venue.hours, venue.slot_minutes, day, calendar);
    let slot = |(from, to): (NaiveTime, NaiveTime)| {
        Some(Time { id: id(&venue.id, day, from)?, from: at(day, from, now)?, to: at(day, to, now)? })
    };
    times.into_iter().filter_map(slot).filter(|it| it.from > *now).collect()
}

/// The slot of that id that can still be taken at `now`. `venue` says which venue an id names.
#[must_use]
pub(super) fn find(venue: &VenueRow, slot: &SlotId, calendar: &Calendar, now: &Instant) -> Option<Time> {
    let (_, day) = parts(slot)?;
    open(venue, day, calendar, now).into_iter().find(|it| it.id == *slot)
}

/// Which venue and day an id names.
#[must_use]
pub(super) fn parts(slot: &SlotId) -> Option<(VenueId, Date)> {
    let mut parts = slot.as_str().rsplitn(3, '.');
    let (_time, day, venue) = (parts.next()?, parts.next()?, parts.next()?);
    Some((venue.parse().ok()?, Date::parse_from_str(day, "%Y%m%d").ok()?))
}

fn id(venue: &VenueId, day: Date, from: NaiveTime) -> Option<SlotId> {
    format!("{venue}.{}.{}", day.format("%Y%m%d"), from.format("%H%M")).parse().ok()
}

fn at(day: Date, time: NaiveTime, now: &Instant) -> Option<Instant> {
    NaiveDateTime::new(day, time).and_local_timezone(*now.offset()).single()
}

/// Whole slots within the hours of a day. Where the calendar does not know a year, nobody can say that a day is worked,
/// and there are no slots by working days.
fn of_day(
    hours: &[OpeningHours],
    minutes: u32,
    day: Date,
    calendar: &Calendar,
) -> Vec<(NaiveTime, NaiveTime)> {
    let worked = calendar.is_working_day(day).unwrap_or(false);
    let length = Duration::minutes(i64::from(minutes.max(1)));
    let mut found = Vec::new();
    for it in hours {
        let applies = match it.days.code {
            OpenDays::WorkingDays => worked,
            OpenDays::EveryDay => true,
            OpenDays::Other(_) => false,
        };
        let times = (applies.then(|| time(&it.from)).flatten(), time(&it.to));
        let (Some(mut from), Some(end)) = times else { continue };
        // A time of day that wraps round has left the day.
        loop {
            let (to, past) = from.overflowing_add_signed(length);
            if past != 0 || to > end {
                break;
            }
            found.push((from, to));
            from = to;
        }
    }
    found.sort_unstable();
    found
}

fn time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").ok()
}

#[cfg(test)]
mod tests {
    use contract::Coded;

    use super::*;

    fn hours(days: OpenDays, from: &str, to: &str) -> OpeningHours {
        OpeningHours { days: Coded::new(days, ""), from: from.into(), to: to.into() }
    }

    fn times(hours: &[OpeningHours], minutes: u32, day: &str) -> Vec<String> {
        let found = of_day(hours, minutes, day.parse().unwrap(), &Calendar::china());
        found.iter().map(|(from, to)| format!("{}-{}", from.format("%H:%M"), to.format("%H:%M"))).collect()
    }

    #[test]
    fn slots_follow_from_the_hours_and_the_working_days() {
        let morning = hours(OpenDays::WorkingDays, "09:00", "10:20");
        let evening = hours(OpenDays::WorkingDays, "23:30", "23:59");
        let always = hours(OpenDays::EveryDay, "14:00", "14:30");
        let (both, morning, evening) = ([always, morning.clone()], [morning], [evening]);
        type Row<'a> = (&'a str, &'a [OpeningHours], u32, &'a str, &'a [&'a str]);
        #[rustfmt::skip]
        let table: [Row<'_>; 8] = [
            ("whole slots only",          &morning,           30, "2026-11-23", &["09:00-09:30", "09:30-10:00"]),
            ("a Sunday",                  &morning,           30, "2026-11-22", &[]),
            ("a Sunday, every day",       &both,              30, "2026-11-22", &["14:00-14:30"]),
            ("in order",                  &both,              40, "2026-11-23", &["09:00-09:40", "09:40-10:20"]),
            ("a national holiday",        &morning,           30, "2026-10-01", &[]),
            ("a year nobody knows yet",   &morning,           30, "2099-11-23", &[]),
            ("never past midnight",       &evening,           20, "2026-11-23", &["23:30-23:50"]),
            ("longer than the hours",     &morning,           90, "2026-11-23", &[]),
        ];
        for (what, hours, minutes, day, expected) in table {
            assert_eq!(times(hours, minutes, day), expected, "{what}");
        }
    }

    #[test]
    fn a_slot_id_says_its_venue_and_day() {
        let slot =
            id(&"v.a-1".parse().unwrap(), "2026-11-23".parse().unwrap(), time("09:00").unwrap()).unwrap();
        assert_eq!(parts(&slot).unwrap(), ("v.a-1".parse().unwrap(), "2026-11-23".parse().unwrap()));
        for other in ["v", "v.20261123", "v.20261332.0900", ".20261123.0900"] {
            assert_eq!(parts(&other.parse().unwrap()), None, "{other}");
        }
    }
}
