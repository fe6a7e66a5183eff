//! The days of mainland China: the State Council's yearly notices (国务院办公厅关于部分节假日安排的通知).
//!
//! Each notice comes out late in the year before. A year without a notice is unknown, not a guess.

use contract::Date;

use super::YearOverrides;

/// A month and a day.
type Day = (u32, u32);

/// One notice: a run of days off for each holiday, and the weekend days that are worked for them.
struct Notice {
    year: i32,
    off: &'static [(Day, Day)],
    work: &'static [Day],
}

const NOTICES: &[Notice] = &[
    Notice {
        year: 2025,
        off: &[
            ((1, 1), (1, 1)),   // 元旦
            ((1, 28), (2, 4)),  // 春节
            ((4, 4), (4, 6)),   // 清明节
            ((5, 1), (5, 5)),   // 劳动节
            ((5, 31), (6, 2)),  // 端午节
            ((10, 1), (10, 8)), // 国庆节、中秋节
        ],
        work: &[(1, 26), (2, 8), (4, 27), (9, 28), (10, 11)],
    },
    Notice {
        year: 2026,
        off: &[
            ((1, 1), (1, 3)),   // 元旦
            ((2, 15), (2, 23)), // 春节
            ((4, 4), (4, 6)),   // 清明节
            ((5, 1), (5, 5)),   // 劳动节
            ((6, 19), (6, 21)), // 端午节
            ((9, 25), (9, 27)), // 中秋节
            ((10, 1), (10, 7)), // 国庆节
        ],
        work: &[(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)],
    },
];

/// The notices, as overrides.
pub(super) fn overrides() -> Vec<YearOverrides> {
    NOTICES.iter().map(Notice::overrides).collect()
}

impl Notice {
    fn overrides(&self) -> YearOverrides {
        let date = |(month, day): Day| Date::from_ymd_opt(self.year, month, day);
        let run = |(first, last): &(Day, Day)| match (date(*first), date(*last)) {
            (Some(first), Some(last)) => first.iter_days().take_while(|it| *it <= last).collect(),
            _ => Vec::new(),
        };
        YearOverrides {
            year: self.year,
            off: self.off.iter().flat_map(run).collect(),
            work: self.work.iter().filter_map(|it| date(*it)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Datelike, Weekday};

    #[test]
    fn every_day_of_the_tables_exists() {
        let counts: Vec<_> = overrides().iter().map(|it| (it.year, it.off.len(), it.work.len())).collect();
        assert_eq!(counts, [(2025, 28, 5), (2026, 33, 6)]);
    }

    #[test]
    fn only_weekend_days_are_worked_for_a_holiday() {
        for year in overrides() {
            for day in year.work {
                assert!(matches!(day.weekday(), Weekday::Sat | Weekday::Sun), "{day}");
                assert!(!year.off.contains(&day), "{day} is both");
            }
        }
    }
}
