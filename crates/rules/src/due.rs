//! How near a due date is, in working days.

use contract::Date;

use crate::Calendar;

/// So many working days before a due date it is time to say so.
pub const SOON: u32 = 3;

/// Where a due date stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Over since so many working days; 0 when only days off lie between.
    Overdue(u32),
    /// So many working days are left, at most [`SOON`]; 0 is today, or only days off are left.
    Soon(u32),
    /// More than that is left.
    Later,
}

/// Where `due_on` stands on `today`. Where no notice is known, Monday to Friday are counted.
#[must_use]
pub fn due(calendar: &Calendar, due_on: Date, today: Date) -> Due {
    // A due date far in the past is not counted out day by day.
    const LONG: usize = 1_000;
    let count = |from: Date, to: Date| {
        let days = from.iter_days().skip(1).take_while(|it| *it <= to).take(LONG);
        days.filter(|it| calendar.counts(*it)).count().try_into().unwrap_or(u32::MAX)
    };
    if due_on < today {
        return Due::Overdue(count(due_on, today));
    }
    match count(today, due_on) {
        left @ 0..=SOON => Due::Soon(left),
        _ => Due::Later,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn due_table() {
        let calendar = Calendar::china();
        // 2026-09-25 (Friday) to 27 are off (中秋节); 1 to 7 October are off (国庆节).
        let table = [
            ("2026-09-24", "2026-09-24", Due::Soon(0)),
            ("2026-09-25", "2026-09-24", Due::Soon(0)),
            ("2026-09-28", "2026-09-24", Due::Soon(1)),
            ("2026-09-30", "2026-09-24", Due::Soon(3)),
            ("2026-10-08", "2026-09-24", Due::Later),
            ("2030-12-31", "2026-09-24", Due::Later),
            ("2026-09-23", "2026-09-24", Due::Overdue(1)),
            ("2026-09-24", "2026-09-27", Due::Overdue(0)),
            ("2026-09-24", "2026-09-29", Due::Overdue(2)),
            ("2031-01-03", "2031-01-03", Due::Soon(0)),
        ];
        for (due_on, today, expected) in table {
            let (on, day) = (due_on.parse().unwrap(), today.parse().unwrap());
            assert_eq!(due(&calendar, on, day), expected, "{due_on} on {today}");
        }
    }
}
