//! How long ago something was.

use super::{ago_days, ago_hours, ago_minutes, ago_now};

/// `3 天前`, of so many milliseconds. A clock that was put back makes nothing younger than now.
pub(crate) fn ago(ms: i64) -> String {
    const MINUTE: i64 = 60_000;
    match ms.max(0) / MINUTE {
        0 => ago_now().to_owned(),
        minutes @ 1..60 => ago_minutes(&minutes.to_string()),
        minutes @ 60..1440 => ago_hours(&(minutes / 60).to_string()),
        minutes => ago_days(&(minutes / 1440).to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_unit_that_fits() {
        let (minute, hour, day) = (60_000, 3_600_000, 86_400_000);
        let table = [
            (-day, "刚刚"),
            (minute - 1, "刚刚"),
            (minute, "1 分钟前"),
            (hour - 1, "59 分钟前"),
            (23 * hour, "23 小时前"),
            (day, "1 天前"),
            (3 * day + hour, "3 天前"),
        ];
        for (ms, words) in table {
            assert_eq!(ago(ms), words, "{ms}");
        }
    }
}
