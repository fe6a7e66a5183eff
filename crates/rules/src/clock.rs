//! How much of a promised limit is used, counted in working days.

use contract::{Clock, Date};

use crate::Calendar;

/// Where the clock of a case stands at the end of `today`.
///
/// `accepted` is day 0. A pause `(from, until)` takes out the working days after `from` up to and
/// including `until`: on the day a special procedure begins the hall still worked, and the day it ends is
/// day 0 of what is left. A pause without an end lasts; `due_on` is then the date it would be if the pause
/// ended today. Overlapping pauses take a day out once. For a decided case pass the day of the decision
/// as `today`. Where no notice is known, Monday to Friday are counted and `estimate` says so.
///
/// # Source
///
/// Administrative Licensing Law of the PRC (行政许可法) art. 45 (time for hearings, inspections, expert
/// reviews and the like is not counted) and art. 82 (working days).
#[must_use]
pub fn clock(
    promised_working_days: u32,
    accepted: Date,
    pauses: &[(Date, Option<Date>)],
    today: Date,
    calendar: &Calendar,
) -> Clock {
    // An open pause is taken to end today, for days to come.
    let paused_on =
        |day: Date| pauses.iter().any(|(from, until)| *from < day && day <= until.unwrap_or(today));
    let stopped = pauses.iter().any(|(from, until)| *from <= today && until.is_none_or(|it| today < it));

    let (mut used, mut paused) = (0_u32, 0_u32);
    for day in accepted.iter_days().skip(1).take_while(|it| *it <= today).filter(|it| calendar.counts(*it)) {
        *(if paused_on(day) { &mut paused } else { &mut used }) += 1;
    }

    let settled = pauses.iter().map(|(_, until)| until.unwrap_or(today)).max().unwrap_or(Date::MIN);
    let due_on = calendar.advance(accepted, promised_working_days, settled, |day| !paused_on(day));
    let left = i64::from(promised_working_days) - i64::from(used);
    Clock {
        total: promised_working_days,
        used,
        paused,
        left: i32::try_from(left).unwrap_or(if left < 0 { i32::MIN } else { i32::MAX }),
        due_on,
        stopped,
        estimate: due_on > calendar.until(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Date {
        text.parse().unwrap()
    }

    /// A day of 2026, the year of these tables.
    fn day(text: &str) -> Date {
        d(&format!("2026-{text}"))
    }

    type Pause = (&'static str, Option<&'static str>);

    fn at(total: u32, accepted: &str, pauses: &[Pause], today: &str) -> Clock {
        let pauses: Vec<_> = pauses.iter().map(|(from, until)| (day(from), until.map(day))).collect();
        clock(total, day(accepted), &pauses, day(today), &Calendar::china())
    }

    /// (case, total, accepted, pauses, today, (used, paused, left), due, stopped)
    type Row = (
        &'static str,
        u32,
        &'static str,
        &'static [Pause],
        &'static str,
        (u32, u32, i32),
        &'static str,
        bool,
    );

    #[rustfmt::skip]
    const TABLE: &[Row] = &[
        ("day of acceptance",   5, "11-20", &[],                        "11-20", (0, 0, 5),  "11-27", false),
        ("first working day",   5, "11-20", &[],                        "11-23", (1, 0, 4),  "11-27", false),
        ("weekend",             5, "11-20", &[],                        "11-22", (0, 0, 5),  "11-27", false),
        ("due today",           5, "11-20", &[],                        "11-27", (5, 0, 0),  "11-27", false),
        ("overdue",             5, "11-20", &[],                        "12-01", (7, 0, -2), "11-27", false),
        ("holiday",            10, "09-18", &[],                        "10-08", (9, 0, 1),  "10-09", false),
        ("resumed",             5, "11-02", &[("11-03", Some("11-05"))], "11-06", (2, 2, 3),  "11-11", false),
        ("stopped today",       5, "11-02", &[("11-04", None)],          "11-04", (2, 0, 3),  "11-09", true),
        ("stopped",             5, "11-02", &[("11-04", None)],          "11-10", (2, 4, 3),  "11-13", true),
        ("resumed today",       5, "11-02", &[("11-04", Some("11-10"))], "11-10", (2, 4, 3),  "11-13", false),
        ("end is planned",      5, "11-02", &[("11-04", Some("11-12"))], "11-10", (2, 4, 3),  "11-17", true),
        ("pause over holiday",  5, "09-28", &[("09-29", Some("10-09"))], "10-12", (3, 3, 2),  "10-14", false),
        ("pause of a day",      5, "11-02", &[("11-04", Some("11-04"))], "11-05", (3, 0, 2),  "11-09", false),
        ("pauses overlap",      5, "11-02", &[("11-03", Some("11-05")), ("11-04", Some("11-06"))],
                                                                        "11-09", (2, 3, 3),  "11-12", false),
        ("two pauses",          5, "11-02", &[("11-03", Some("11-04")), ("11-05", Some("11-06"))],
                                                                        "11-09", (3, 2, 2),  "11-11", false),
        ("stopped overdue",     2, "11-02", &[("11-06", None)],          "11-10", (4, 2, -2), "11-04", true),
        ("decided at once",     0, "11-20", &[],                        "11-20", (0, 0, 0),  "11-20", false),
        ("before acceptance",   5, "11-20", &[],                        "11-10", (0, 0, 5),  "11-27", false),
    ];

    #[test]
    fn clock_table() {
        for (what, total, accepted, pauses, today, (used, paused, left), due_on, stopped) in TABLE {
            let expected = Clock {
                total: *total,
                used: *used,
                paused: *paused,
                left: *left,
                due_on: day(due_on),
                stopped: *stopped,
                estimate: false,
            };
            assert_eq!(at(*total, accepted, pauses, today), expected, "{what}");
        }
    }

    #[test]
    fn a_due_date_beyond_the_known_years_is_an_estimate() {
        let seen = at(5, "12-28", &[], "12-29");
        assert_eq!((seen.due_on, seen.estimate), (d("2027-01-04"), true));
        assert!(!at(3, "12-28", &[], "12-29").estimate);
    }

    #[test]
    fn what_is_left_is_what_lies_between_today_and_the_due_date() {
        let calendar = Calendar::china();
        let accepted = day("08-31");
        for total in 0..40 {
            for today in accepted.iter_days().take(50) {
                let seen = clock(total, accepted, &[], today, &calendar);
                let (ahead, behind) = (
                    calendar.working_days_between(today, seen.due_on).unwrap().cast_signed(),
                    calendar.working_days_between(seen.due_on, today).unwrap().cast_signed(),
                );
                assert_eq!(seen.left, ahead - behind, "{total} on {today}");
                assert_eq!(calendar.due(accepted, total), Ok(seen.due_on));
            }
        }
    }

    #[test]
    fn an_absurd_limit_is_still_a_clock() {
        let seen = at(u32::MAX, "11-20", &[("11-23", None)], "11-24");
        assert_eq!((seen.left, seen.due_on, seen.estimate), (i32::MAX, Date::MAX, true));
    }
}
