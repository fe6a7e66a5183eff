//! When people come and when staff work, in the hall's zone. Pure.

use chrono::{Datelike, FixedOffset, NaiveDateTime, NaiveTime, Timelike, Weekday};
use contract::{Date, Instant};
use rules::Calendar;

use super::dice::Dice;

/// Minutes of a day, from midnight.
type Minutes = u32;

/// Every window of the seed is open from here …
const OPENS: Minutes = 9 * 60;
/// … to here,
const NOON: Minutes = 12 * 60;
/// and again from here …
const REOPENS: Minutes = 14 * 60;
/// … to here.
const CLOSES: Minutes = 16 * 60 + 30;
/// What is decided at once is begun before this, so that it is decided the same day.
const LAST_CALL: Minutes = 15 * 60 + 20;

/// How somebody comes to the hall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comes {
    /// On foot, in the morning.
    ToTheWindow,
    /// By phone, when work is done or before it begins.
    Online,
    /// By phone, as part of their work.
    AtWork,
}

/// The days of one hall.
pub(super) struct Days<'a> {
    /// Its working days.
    pub(super) calendar: &'a Calendar,
    /// Its zone.
    pub(super) zone: FixedOffset,
}

impl Days<'_> {
    /// The `n`th working day before `day`; 0 is the day itself.
    pub(super) fn before(&self, day: Date, n: u32) -> Date {
        let mut left = n;
        let mut found = day;
        while left > 0
            && let Some(earlier) = found.pred_opt()
        {
            found = earlier;
            left -= u32::from(self.works(found));
        }
        found
    }

    /// The `n`th working day after `day`; 0 is the day itself.
    fn after(&self, day: Date, n: u32) -> Date {
        self.calendar.due_or_estimate(day, n).0
    }

    /// Whether the hall works on `day`, by Monday to Friday where no notice is known.
    fn works(&self, day: Date) -> bool {
        let weekday = !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.calendar.is_working_day(day).unwrap_or(weekday)
    }

    /// When somebody files on `day`.
    pub(super) fn filed(&self, day: Date, comes: Comes, dice: Dice) -> NaiveDateTime {
        at(day, comes.minute(dice, "filed"))
    }

    /// When an applicant does something, `wait` working days after `last`.
    pub(super) fn applicant(
        &self,
        last: NaiveDateTime,
        wait: u32,
        comes: Comes,
        dice: Dice,
    ) -> NaiveDateTime {
        at(self.after(last.date(), wait.max(1)), comes.minute(dice, "again"))
    }

    /// When staff do the `step`th thing of a case, `wait` working days after `last`; 0 is soon afterwards, in opening
    /// hours, and when it `begins` their work early enough for more to follow.
    pub(super) fn staff(
        &self,
        last: NaiveDateTime,
        wait: u32,
        dice: Dice,
        step: u32,
        begins: bool,
    ) -> NaiveDateTime {
        let closes = if begins { LAST_CALL } else { CLOSES };
        let drawn = |purpose: &str, sides| dice.roll(&format!("{purpose} {step}"), sides);
        let first_thing = |n| at(self.after(last.date(), n), OPENS + 5 + drawn("first thing", 40));
        if wait > 0 {
            let minute = match drawn("half of the day", 2) {
                0 => OPENS + 10 + drawn("morning", NOON - OPENS - 15),
                _ => REOPENS + 5 + drawn("afternoon", CLOSES - REOPENS - 10),
            };
            return at(self.after(last.date(), wait), minute);
        }
        if !self.works(last.date()) {
            return first_thing(1);
        }
        match last.hour() * 60 + last.minute() + 6 + drawn("soon", 30) {
            ..OPENS => first_thing(0),
            morning @ OPENS..NOON => at(last.date(), morning),
            NOON..REOPENS => at(last.date(), REOPENS + 3 + drawn("lunch", 20)),
            afternoon if afternoon < closes => at(last.date(), afternoon),
            _ => first_thing(1),
        }
    }

    /// A time of the hall as an instant.
    pub(super) fn instant(&self, local: NaiveDateTime) -> Option<Instant> {
        local.and_local_timezone(self.zone).single()
    }
}

impl Comes {
    fn minute(self, dice: Dice, purpose: &str) -> Minutes {
        match self {
            Self::ToTheWindow => OPENS + 5 + dice.roll(purpose, NOON - OPENS - 20),
            Self::Online => 7 * 60 + 30 + dice.roll(purpose, 14 * 60),
            Self::AtWork => OPENS + 15 + dice.roll(purpose, 7 * 60),
        }
    }
}

/// A minute of a day; there are no others here than those of one day.
fn at(day: Date, minute: Minutes) -> NaiveDateTime {
    let time = NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0);
    day.and_time(time.unwrap_or(NaiveTime::MIN))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(calendar: &Calendar) -> Days<'_> {
        Days { calendar, zone: FixedOffset::east_opt(8 * 3600).unwrap() }
    }

    fn d(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn t(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn counting_back_table() {
        let calendar = Calendar::china();
        let table = [
            ("2026-11-23", 0, "2026-11-23"),
            ("2026-11-23", 1, "2026-11-20"), // Monday to Friday
            ("2026-11-22", 1, "2026-11-20"),
            ("2026-10-08", 1, "2026-09-30"), // over a holiday
            ("2026-10-12", 1, "2026-10-10"), // a Saturday that is worked
            ("2027-01-05", 3, "2026-12-31"), // into a year that is not known
        ];
        for (day, n, expected) in table {
            assert_eq!(days(&calendar).before(d(day), n), d(expected), "{n} before {day}");
        }
    }

    #[test]
    fn staff_work_when_the_windows_are_open_and_never_before_what_they_answer() {
        let calendar = Calendar::china();
        let days = days(&calendar);
        let starts = [
            "2026-11-20 07:31",
            "2026-11-20 11:58",
            "2026-11-20 13:10",
            "2026-11-20 16:29",
            "2026-11-21 10:00",
        ];
        for start in starts.map(t) {
            for wait in 0..4 {
                for n in 0..200 {
                    let when = days.staff(start, wait, Dice::of(n), 1, n % 2 == 0);
                    let minute = when.hour() * 60 + when.minute();
                    let open = (OPENS..NOON).contains(&minute) || (REOPENS..CLOSES).contains(&minute);
                    assert!(open && days.works(when.date()) && when > start, "{start} + {wait}: {when}");
                }
            }
        }
    }

    #[test]
    fn a_wait_is_counted_in_working_days() {
        let calendar = Calendar::china();
        let when = days(&calendar).staff(t("2026-09-30 10:00"), 2, Dice::of(1), 1, false);
        assert_eq!(when.date(), d("2026-10-09"));
    }

    #[test]
    fn who_comes_to_the_window_comes_while_it_is_open() {
        for n in 0..200 {
            let minute = Comes::ToTheWindow.minute(Dice::of(n), "filed");
            assert!((OPENS..NOON).contains(&minute), "{minute}");
        }
    }
}
