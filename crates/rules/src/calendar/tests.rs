use super::*;

fn d(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn due_table() {
    let china = Calendar::china();
    let table = [
        ("2025-01-24", 5, "2025-02-07"),
        ("2025-01-26", 5, "2025-02-08"), // accepted on a worked Sunday, due on a worked Saturday
        ("2025-04-25", 5, "2025-05-06"),
        ("2025-09-26", 5, "2025-10-10"),
        ("2025-09-30", 20, "2025-11-04"),
        ("2026-02-13", 5, "2026-02-27"),
        ("2026-02-13", 20, "2026-03-19"),
        ("2026-04-30", 5, "2026-05-11"),
        ("2026-09-18", 10, "2026-10-09"),
        ("2026-09-30", 20, "2026-11-03"),
        ("2026-11-20", 1, "2026-11-23"), // Friday to Monday
        ("2026-11-21", 0, "2026-11-21"), // at once
        ("2025-12-31", 1, "2026-01-04"), // over the turn of the year
    ];
    for (from, n, due) in table {
        assert_eq!(china.due(d(from), n), Ok(d(due)), "{from} + {n}");
        assert_eq!(china.due_or_estimate(d(from), n), (d(due), false), "{from} + {n}");
        assert_eq!(china.working_days_between(d(from), d(due)), Ok(n), "{from} to {due}");
    }
}

#[test]
fn working_day_table() {
    let china = Calendar::china();
    let table = [
        ("2026-11-20", Ok(true)),
        ("2026-11-21", Ok(false)),
        ("2026-10-01", Ok(false)),
        ("2026-10-10", Ok(true)),
        ("2024-12-31", Err(NoCalendar(d("2024-12-31")))),
        ("2027-01-04", Err(NoCalendar(d("2027-01-04")))),
    ];
    for (day, expected) in table {
        assert_eq!(china.is_working_day(d(day)), expected, "{day}");
    }
}

#[test]
fn beyond_the_known_years_a_due_date_is_refused_and_estimated() {
    let china = Calendar::china();
    assert_eq!(china.until(), d("2026-12-31"));
    assert_eq!(china.due(d("2026-12-30"), 2), Err(NoCalendar(d("2027-01-01"))));
    assert_eq!(china.due_or_estimate(d("2026-12-30"), 1), (d("2026-12-31"), false));
    assert_eq!(china.due_or_estimate(d("2026-12-30"), 2), (d("2027-01-01"), true));
    assert_eq!(china.due_or_estimate(d("2026-12-30"), 12), (d("2027-01-15"), true));
    assert_eq!(
        china.working_days_between(d("2026-12-30"), d("2027-01-05")),
        Err(NoCalendar(d("2027-01-01")))
    );
}

#[test]
fn a_calendar_without_years_knows_nothing() {
    let empty = Calendar::new(Vec::new());
    assert_eq!(empty.until(), Date::MIN);
    assert_eq!(empty.due(d("2026-11-20"), 1), Err(NoCalendar(d("2026-11-21"))));
    assert_eq!(empty.due_or_estimate(d("2026-11-20"), 1), (d("2026-11-23"), true));
}

#[test]
fn counting_backwards_is_zero() {
    assert_eq!(Calendar::china().working_days_between(d("2026-11-20"), d("2026-11-10")), Ok(0));
}

#[test]
fn a_notice_may_move_days_of_the_december_before_it() {
    let moved = Calendar::new(vec![
        YearOverrides { year: 2022, off: vec![], work: vec![] },
        YearOverrides { year: 2023, off: vec![d("2022-12-30"), d("2023-01-02")], work: vec![] },
    ]);
    assert_eq!(moved.due(d("2022-12-29"), 1), Ok(d("2023-01-03")));
}

#[test]
fn weekdays_added_at_once_are_weekdays_added_one_by_one() {
    let week = Calendar::new(Vec::new());
    for from in d("2027-03-01").iter_days().take(7) {
        let mut day = from;
        let mut n = 0;
        while n < 23 {
            day = next(day);
            if week.counts(day) {
                n += 1;
                assert_eq!(add_weekdays(from, n), day, "{from} + {n}");
            }
        }
    }
}

#[test]
fn a_limit_of_millions_of_days_takes_no_time_and_stays_a_date() {
    assert_eq!(Calendar::china().due_or_estimate(d("2026-11-20"), u32::MAX), (Date::MAX, true));
}
