//! A clock that can be put back while the hall lives through its past.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use contract::Instant;

use crate::clock::Clock;

/// Stands for the hall's own clock, and where it is put in between.
pub struct Hindsight {
    own: Arc<dyn Clock>,
    /// Unix seconds; [`NOW`] while the hall's own clock tells the time.
    past: AtomicI64,
}

/// Not a time: the past is over.
const NOW: i64 = i64::MIN;

impl Hindsight {
    /// Tells the time of `own`.
    #[must_use]
    pub fn new(own: Arc<dyn Clock>) -> Self {
        Self { own, past: AtomicI64::new(NOW) }
    }

    /// Stands at `then`.
    pub fn put_back(&self, then: &Instant) {
        self.past.store(then.timestamp(), Ordering::SeqCst);
    }

    /// Tells the time of the hall's own clock again.
    pub fn catch_up(&self) {
        self.past.store(NOW, Ordering::SeqCst);
    }
}

impl Clock for Hindsight {
    fn unix(&self) -> i64 {
        match self.past.load(Ordering::SeqCst) {
            NOW => self.own.unix(),
            past => past,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{FixedClock, instant};

    #[test]
    fn it_stands_where_it_is_put_and_catches_up() {
        let clock = Hindsight::new(Arc::new(FixedClock::at(1_000_000)));
        assert_eq!(clock.unix(), 1_000_000);
        clock.put_back(&instant(5));
        assert_eq!((clock.unix(), clock.now()), (5, instant(5)));
        clock.catch_up();
        assert_eq!(clock.unix(), 1_000_000);
    }
}
