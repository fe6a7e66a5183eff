//! The device's clock, for information only: deadlines are the hall's.

use chrono::{DateTime, FixedOffset};
use contract::Instant;

/// Seconds east of UTC of the hall's zone (Asia/Shanghai, no daylight saving since 1991).
const HALL_OFFSET_S: i32 = 8 * 3600;

/// Milliseconds since 1970 on the device's clock.
#[must_use]
pub fn now_ms() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "Date.now() is a whole number far below 2^53")]
    let ms = js_sys::Date::now() as i64;
    ms
}

/// Now, to the second, in the hall's zone.
#[must_use]
pub fn now() -> Instant {
    instant(now_ms())
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
