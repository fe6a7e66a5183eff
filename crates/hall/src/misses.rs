//! Who asked for what is not there. Numbers can be guessed; a hall that answers every guess gives them all away.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use contract::ProblemCode;

use crate::error::Refusal;

/// How long a miss counts, in seconds.
const WINDOW: i64 = 3600;
/// So many names are kept before those whose misses no longer count are forgotten.
const CROWDED: usize = 4096;

/// Misses of the last hour, by whatever they are counted for. In memory: an hour of them is no record of anything.
#[derive(Debug)]
pub struct Misses {
    most: Option<u32>,
    kept: Mutex<HashMap<String, VecDeque<i64>>>,
}

impl Misses {
    /// At most `most` an hour for each name; as many as anybody likes when absent.
    #[must_use]
    pub fn new(most: Option<u32>) -> Self {
        Self { most, kept: Mutex::default() }
    }

    /// Counts a try as a miss of every name in `names` until [`Self::forgive`] says that it was none, so that many
    /// tries at one time are not more than so many one after the other.
    ///
    /// # Errors
    ///
    /// `too-many` when one of them has no miss left, with the seconds until it has.
    pub fn count(&self, names: &[String], now: i64) -> Result<(), Refusal> {
        let Some(most) = self.most else { return Ok(()) };
        let mut kept = self.kept();
        if kept.len() > CROWDED {
            kept.retain(|_, times| times.back().is_some_and(|last| *last > now - WINDOW));
        }
        for name in names {
            let Some(times) = kept.get_mut(name) else { continue };
            while times.front().is_some_and(|first| *first <= now - WINDOW) {
                times.pop_front();
            }
            if let Some(first) = times.front().filter(|_| times.len() >= most as usize) {
                let wait = u32::try_from(first + WINDOW - now).unwrap_or(0).max(1);
                let detail = "查不到的次数太多了，请过一会儿再试";
                return Err(Refusal::new(ProblemCode::TooMany).detail(detail).after(wait));
            }
        }
        for name in names {
            kept.entry(name.clone()).or_default().push_back(now);
        }
        Ok(())
    }

    /// A try counted at `then` was no miss.
    pub fn forgive(&self, names: &[String], then: i64) {
        let mut kept = self.kept();
        for name in names {
            let Some(times) = kept.get_mut(name) else { continue };
            if let Some(at) = times.iter().rposition(|it| *it == then) {
                times.remove(at);
            }
            if times.is_empty() {
                kept.remove(name);
            }
        }
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<String, VecDeque<i64>>> {
        // Nothing in here can be left half done.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(all: &[&str]) -> Vec<String> {
        all.iter().map(|it| (*it).to_owned()).collect()
    }

    #[test]
    fn a_name_has_so_many_misses_an_hour_and_the_oldest_makes_room() {
        let misses = Misses::new(Some(2));
        let one = names(&["address 1"]);
        assert!(misses.count(&one, 0).is_ok());
        assert!(misses.count(&one, 100).is_ok());
        let refused = misses.count(&one, 200).unwrap_err();
        assert_eq!((refused.problem().status, refused.problem().retry_after), (429, Some(3400)));
        assert!(misses.count(&one, 3599).is_err());
        assert!(misses.count(&one, 3600).is_ok());
    }

    #[test]
    fn what_is_refused_is_counted_for_nobody() {
        let misses = Misses::new(Some(1));
        assert!(misses.count(&names(&["a"]), 0).is_ok());
        assert!(misses.count(&names(&["b", "a"]), 1).is_err());
        assert!(misses.count(&names(&["b"]), 2).is_ok());
    }

    #[test]
    fn a_hit_is_no_miss() {
        let misses = Misses::new(Some(1));
        let one = names(&["a", "b"]);
        for now in 0..5 {
            assert!(misses.count(&one, now).is_ok(), "{now}");
            misses.forgive(&one, now);
        }
        assert!(misses.kept().is_empty());
    }

    #[test]
    fn without_a_limit_nothing_is_kept() {
        let misses = Misses::new(None);
        assert!((0..99).all(|now| misses.count(&names(&["a"]), now).is_ok()));
        assert!(misses.kept().is_empty());
    }
}
