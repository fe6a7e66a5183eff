//! Who asked for what is not there. Numbers can be guessed; a hall that answers every guess gives them all away.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use contract::ProblemCode;

use crate::error::Refusal;

/// How long a miss counts, in seconds.
const WINDOW: i64 = 3600;
/// So many names are kept before those whose misses no longer count are forgotten.
const CROWDED: usize = 4096;
/// Seconds between two times of looking for them.
const REST: i64 = 60;
/// So many names are kept at all.
const FULL: usize = 16 * CROWDED;

/// Misses of the last hour, by whatever they are counted for. In memory: an hour of them is no record of anything.
#[derive(Debug)]
pub struct Misses {
    most: Option<u32>,
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    names: HashMap<String, VecDeque<i64>>,
    /// When names were last forgotten because they no longer count.
    pruned: i64,
}

impl Kept {
    /// Makes room for more names. Of too many the quarter that was missed longest ago goes, so that a flood of names
    /// costs neither memory nor a look at all of them each time.
    fn make_room(&mut self, now: i64) {
        if self.names.len() > CROWDED && now >= self.pruned + REST {
            self.names.retain(|_, times| times.back().is_some_and(|last| *last > now - WINDOW));
            self.pruned = now;
        }
        if self.names.len() >= FULL {
            let last = |times: &VecDeque<i64>| times.back().copied().unwrap_or(i64::MIN);
            let mut all: Vec<_> =
                self.names.iter().map(|(name, times)| (last(times), name.clone())).collect();
            all.select_nth_unstable(FULL / 4);
            for (_, name) in all.drain(..FULL / 4) {
                self.names.remove(&name);
            }
        }
    }
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
        kept.make_room(now);
        for name in names {
            let Some(times) = kept.names.get_mut(name) else { continue };
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
            kept.names.entry(name.clone()).or_default().push_back(now);
        }
        Ok(())
    }

    /// A try counted at `then` was no miss.
    pub fn forgive(&self, names: &[String], then: i64) {
        let mut kept = self.kept();
        for name in names {
            let Some(times) = kept.names.get_mut(name) else { continue };
            if let Some(at) = times.iter().rposition(|it| *it == then) {
                times.remove(at);
            }
            if times.is_empty() {
                kept.names.remove(name);
            }
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
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
        assert!(misses.kept().names.is_empty());
    }

    #[test]
    fn the_oldest_of_too_many_names_are_forgotten() {
        let misses = Misses::new(Some(1));
        for k in 0..FULL {
            assert!(misses.count(&names(&[&k.to_string()]), i64::from(k >= FULL / 2)).is_ok());
        }
        assert!(misses.count(&names(&["one more"]), 2).is_ok());
        assert_eq!(misses.kept().names.len(), FULL - FULL / 4 + 1);
        assert!(misses.count(&names(&[&(FULL / 2).to_string()]), 3).is_err(), "what is newer still counts");
    }

    #[test]
    fn names_that_no_longer_count_are_looked_for_once_a_minute() {
        let misses = Misses::new(Some(1));
        for k in 0..=CROWDED {
            assert!(misses.count(&names(&[&k.to_string()]), 0).is_ok());
        }
        for (now, left) in [(WINDOW - 1, CROWDED + 2), (WINDOW, CROWDED + 3), (WINDOW + REST, 3)] {
            assert!(misses.count(&names(&[&format!("at {now}")]), now).is_ok());
            assert_eq!(misses.kept().names.len(), left, "{now}");
        }
    }

    #[test]
    fn without_a_limit_nothing_is_kept() {
        let misses = Misses::new(None);
        assert!((0..99).all(|now| misses.count(&names(&["a"]), now).is_ok()));
        assert!(misses.kept().names.is_empty());
    }
}
