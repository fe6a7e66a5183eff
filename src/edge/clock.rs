//! The device's clock, set by the hall's: for information only, deadlines are the hall's.

use std::cell::Cell;

use chrono::{DateTime, FixedOffset};
use contract::Instant;
use leptos::prelude::{RwSignal, Set};

/// Seconds east of UTC of the hall's zone (Asia/Shanghai, no daylight saving since 1991).
const HALL_OFFSET_S: i32 = 8 * 3600;

/// Milliseconds since 1970 on the device's clock.
#[must_use]
pub fn now_ms() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "Date.now() is a whole number far below 2^53")]
    let ms = js_sys::Date::now() as i64;
    ms
}

/// Now, to the second, on the hall's clock and in its zone.
#[must_use]
pub fn now() -> Instant {
    instant(now_ms() + AHEAD_MS.get())
}

/// Two clocks this far apart are not both clocks, in milliseconds: a day, the largest mistake a zone can make.
const APART_MS: i64 = 24 * 3600 * 1000;

thread_local! {
    /// How far the hall's clock is ahead of the device's, by its last word, in milliseconds.
    static AHEAD_MS: Cell<i64> = const { Cell::new(0) };
    static APART: Cell<Option<RwSignal<bool>>> = const { Cell::new(None) };
}

/// A signal that tells whether the clocks of hall and device are more than a day apart. One of them is wrong then, and
/// nobody here knows which: the device's goes on, and people are told.
#[must_use]
pub fn apart() -> RwSignal<bool> {
    let signal = RwSignal::new(false);
    APART.set(Some(signal));
    signal
}

/// The hall's `Date` (RFC 9110 §6.6.1) has just arrived.
pub(super) fn heard(date: &str) {
    let told = js_sys::Date::parse(date);
    if told.is_nan() {
        return;
    }
    #[expect(clippy::cast_possible_truncation, reason = "a date of four digits is a whole number below 2^53")]
    let ahead = ahead(told as i64, now_ms());
    AHEAD_MS.set(ahead.unwrap_or_default());
    if let Some(signal) = APART.get() {
        signal.set(ahead.is_none());
    }
}

/// How far a clock that shows `told` is ahead of one that shows `device`; `None` when they cannot both be clocks.
/// A difference a `Date` of whole seconds and a slow network make by themselves is none.
const fn ahead(told: i64, device: i64) -> Option<i64> {
    match told.saturating_sub(device) {
        ahead if ahead.unsigned_abs() > APART_MS.unsigned_abs() => None,
        -5_000..=5_000 => Some(0),
        ahead => Some(ahead),
    }
}

/// An instant of the device's clock, to the second, in the hall's zone.
#[must_use]
pub fn instant(ms: i64) -> Instant {
    let zone = FixedOffset::east_opt(HALL_OFFSET_S).unwrap_or(FixedOffset::east_opt(0).unwrap_or_else(utc));
    DateTime::from_timestamp(ms.div_euclid(1000), 0).unwrap_or_default().with_timezone(&zone)
}

fn utc() -> FixedOffset {
    use chrono::Offset;
    chrono::Utc.fix()
}

/// Now on the clock of pointer events, in 0.1 ms.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "positive and far below 2^53; casts saturate"
)]
pub fn event_time() -> u64 {
    let ms = super::page::window().and_then(|it| it.performance()).map_or(0.0, |it| it.now());
    (ms * 10.0).round() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_halls_clock_is_followed_within_reason() {
        let now = 1_795_334_400_000;
        let table = [
            (now, Some(0)),
            (now - 3_000, Some(0)),
            (now + 90_000, Some(90_000)),
            (now - APART_MS, Some(-APART_MS)),
            (now + APART_MS + 1, None),
            // 1970 and 2099.
            (0, None),
            (4_070_908_800_000, None),
            (i64::MIN, None),
        ];
        for (told, expected) in table {
            assert_eq!(ahead(told, now), expected, "{told}");
        }
    }
}
