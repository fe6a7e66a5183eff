//! Working days: Monday to Friday, but for the days the yearly notice moves.

mod china;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::{Datelike, Days, Weekday};
use contract::Date;

/// What one yearly notice changes: days off, and weekend days that are worked.
///
/// `year` is the notice's year. Ordinary weekends need no entry; a notice may name days of the last
/// December, too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearOverrides {
    /// The year that is known through this notice.
    pub year: i32,
    /// Days off.
    pub off: Vec<Date>,
    /// Days worked (调休).
    pub work: Vec<Date>,
}

/// The count left the years that the calendar knows, at this day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoCalendar(
    /// The first day that is not known.
    pub Date,
);

impl fmt::Display for NoCalendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "working days around {} are not known", self.0)
    }
}

impl std::error::Error for NoCalendar {}

/// Which days count, for the years whose notices it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    years: BTreeSet<i32>,
    /// True: worked. False: off.
    moved: BTreeMap<Date, bool>,
}

impl Calendar {
    /// A calendar of these years. A day that is both off and worked counts as worked.
    #[must_use]
    pub fn new(years: Vec<YearOverrides>) -> Self {
        let mut calendar = Self { years: BTreeSet::new(), moved: BTreeMap::new() };
        for year in years {
            calendar.years.insert(year.year);
            calendar.moved.extend(year.off.into_iter().map(|it| (it, false)));
            calendar.moved.extend(year.work.into_iter().map(|it| (it, true)));
        }
        calendar
    }

    /// Mainland China, as far as its notices were out when this version was made.
    #[must_use]
    pub fn china() -> Self {
        Self::new(china::overrides())
    }

    /// The last day it knows: the end of its last year. Knows nothing: the earliest date there is.
    #[must_use]
    pub fn until(&self) -> Date {
        self.years.last().and_then(|year| Date::from_ymd_opt(*year, 12, 31)).unwrap_or(Date::MIN)
    }

    /// Whether halls work on `day`.
    ///
    /// # Errors
    ///
    /// [`NoCalendar`] when the notice of that year is not known.
    pub fn is_working_day(&self, day: Date) -> Result<bool, NoCalendar> {
        if self.years.contains(&day.year()) { Ok(self.counts(day)) } else { Err(NoCalendar(day)) }
    }

    /// The `n`th working day after `from`, which is day 0: a case accepted on a Friday with one working
    /// day is due on Monday. `n` 0 is `from` itself.
    ///
    /// # Errors
    ///
    /// [`NoCalendar`] when the count leaves the known years. Next year's notice comes late in the year,
    /// so a December case can fail: show the limit, or [`Self::due_or_estimate`] as an estimate.
    ///
    /// # Source
    ///
    /// Administrative Licensing Law of the PRC (行政许可法) art. 82: limits are counted in working days,
    /// without statutory holidays. Civil Code (民法典) art. 201: the first day is not counted.
    pub fn due(&self, from: Date, n: u32) -> Result<Date, NoCalendar> {
        let mut day = from;
        let mut left = n;
        while left > 0 {
            day = next(day);
            left -= u32::from(self.is_working_day(day)?);
        }
        Ok(day)
    }

    /// Like [`Self::due`], but counts Monday to Friday where no notice is known; `true` says it did.
    #[must_use]
    pub fn due_or_estimate(&self, from: Date, n: u32) -> (Date, bool) {
        let due = self.advance(from, n, Date::MIN, |_| true);
        (due, self.due(from, n).is_err())
    }

    /// How many working days there are after `a`, up to and including `b`; 0 unless `a` is before `b`.
    ///
    /// # Errors
    ///
    /// [`NoCalendar`] when one of those days lies in a year that is not known.
    pub fn working_days_between(&self, a: Date, b: Date) -> Result<u32, NoCalendar> {
        let mut count = 0;
        for day in a.iter_days().skip(1).take_while(|it| *it <= b) {
            count += u32::from(self.is_working_day(day)?);
        }
        Ok(count)
    }

    /// Whether halls work on `day`, by Monday to Friday where no notice is known.
    pub(crate) fn counts(&self, day: Date) -> bool {
        let weekday = !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.moved.get(&day).copied().unwrap_or(weekday)
    }

    /// The `n`th working day after `from` on which `runs` is true. After `settled` it must be true for
    /// ever: from there on weeks are added at once, so that a hall's huge `n` costs no time.
    pub(crate) fn advance(&self, from: Date, n: u32, settled: Date, runs: impl Fn(Date) -> bool) -> Date {
        let plain_after = settled.max(self.last_listed());
        let mut day = from;
        let mut left = n;
        while left > 0 {
            if day >= plain_after {
                return add_weekdays(day, left);
            }
            day = next(day);
            left -= u32::from(self.counts(day) && runs(day));
        }
        day
    }

    /// The last day on which anything but the week decides.
    fn last_listed(&self) -> Date {
        self.moved.last_key_value().map_or(Date::MIN, |(day, _)| *day)
    }
}

/// The `n`th Monday-to-Friday after `day`, in constant time; the last date there is, beyond it.
fn add_weekdays(day: Date, n: u32) -> Date {
    // A weekend day counts from the Friday before it.
    let back = u64::from(day.weekday().num_days_from_monday()).saturating_sub(4);
    let weekday = 4.min(u64::from(day.weekday().num_days_from_monday()));
    let n = u64::from(n);
    let weekends = (weekday + n) / 5;
    let ahead = n + 2 * weekends;
    day.checked_sub_days(Days::new(back))
        .and_then(|it| it.checked_add_days(Days::new(ahead)))
        .unwrap_or(Date::MAX)
}

/// The day after; the last date there is has none and stays.
fn next(day: Date) -> Date {
    day.succ_opt().unwrap_or(day)
}

#[cfg(test)]
mod tests;
