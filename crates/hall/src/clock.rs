//! Hall time is the time: one clock, read in one place, in the hall's zone.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, FixedOffset, TimeZone};
use contract::{Date, Instant};

/// Seconds east of UTC of the hall's zone (Beijing time, +08:00; no daylight saving).
const ZONE_SECONDS: i32 = 8 * 3600;

/// Where the hall reads the time.
pub trait Clock: Send + Sync {
    /// Seconds since the Unix epoch.
    fn unix(&self) -> i64;

    /// The instant in the hall's zone, to the second.
    fn now(&self) -> Instant {
        instant(self.unix())
    }

    /// The civil date in the hall's zone.
    fn today(&self) -> Date {
        self.now().date_naive()
    }
}

/// Unix seconds as an instant in the hall's zone. Seconds beyond chrono's range give the epoch.
#[must_use]
pub fn instant(unix: i64) -> Instant {
    let utc = DateTime::from_timestamp(unix, 0).unwrap_or(DateTime::UNIX_EPOCH);
    match FixedOffset::east_opt(ZONE_SECONDS) {
        Some(zone) => zone.from_utc_datetime(&utc.naive_utc()),
        None => utc.fixed_offset(),
    }
}

/// An instant as it is stored.
#[must_use]
pub fn text(at: &Instant) -> String {
    at.to_rfc3339()
}

/// An instant for the `Date` header (RFC 9110 §5.6.7).
#[must_use]
pub fn http_date(unix: i64) -> String {
    DateTime::from_timestamp(unix, 0)
        .unwrap_or(DateTime::UNIX_EPOCH)
        .format("%a, %d %b %Y %H:%M:%S GMT")
        .to_string()
}

/// The machine's clock.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn unix(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
    }
}

/// A clock that stands where it is put.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// Stands at `unix` seconds.
    #[must_use]
    pub fn at(unix: i64) -> Self {
        Self(AtomicI64::new(unix))
    }

    /// Moves on by `seconds`.
    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn unix(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_in_the_halls_zone() {
        assert_eq!(text(&instant(1_764_000_000)), "2025-11-25T00:00:00+08:00");
    }

    #[test]
    fn the_date_header_has_the_form_of_rfc_9110() {
        assert_eq!(http_date(784_111_777), "Sun, 06 Nov 1994 08:49:37 GMT");
    }

    #[test]
    fn today_is_the_civil_date_in_the_halls_zone() {
        let clock = FixedClock::at(1_764_000_000 - 1);
        assert_eq!(clock.today().to_string(), "2025-11-24");
        clock.advance(1);
        assert_eq!(clock.today().to_string(), "2025-11-25");
    }
}
