//! Civil dates as text: JSON Schema's `date`, which is the `full-date` of RFC 3339 §5.6.

/// Whether `text` is `YYYY-MM-DD` and that day exists. Exactly so: no spaces, no shorter months.
#[must_use]
pub fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(day), None) => is_calendar_date(year, month, day),
        _ => false,
    }
}

/// Whether four, two and two ASCII digits name a day of the Gregorian calendar.
pub(super) fn is_calendar_date(year: &str, month: &str, day: &str) -> bool {
    let number = |text: &str, digits: usize| {
        let shape = text.len() == digits && text.bytes().all(|it| it.is_ascii_digit());
        if shape { text.parse::<u32>().ok() } else { None }
    };
    match (number(year, 4), number(month, 2), number(day, 2)) {
        (Some(year), Some(month), Some(day)) => {
            contract::Date::from_ymd_opt(year.cast_signed(), month, day).is_some()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_table() {
        let table = [
            ("2026-11-22", true),
            ("2024-02-29", true),
            ("2026-02-29", false),
            ("1900-02-29", false),
            ("2026-04-31", false),
            ("2026-13-01", false),
            ("2026-00-10", false),
            ("2026-1-1", false),
            ("26-11-22", false),
            ("+026-11-22", false),
            ("2026/11/22", false),
            ("2026-11-22T00:00:00", false),
            ("2026-11-22-", false),
            ("２０２６-11-22", false),
            ("", false),
        ];
        for (text, ok) in table {
            assert_eq!(is_date(text), ok, "{text:?}");
        }
    }
}
