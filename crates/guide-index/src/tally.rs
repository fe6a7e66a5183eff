//! The matters that were found so far, each with the best that is known of it.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::rank::Quality;

/// The best that is known of one matter.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Best {
    pub(crate) quality: Quality,
    /// How many parts of what was typed it lacks.
    pub(crate) missing: u8,
    /// The quality of what is shown of it: of several words the one that is found best.
    pub(crate) shown: Quality,
    /// The text that is shown.
    pub(crate) text: u32,
}

impl Best {
    pub(crate) fn new(quality: Quality, missing: u8, text: usize) -> Self {
        Self { quality, missing, shown: quality, text: text as u32 }
    }
}

/// Few of many matters are found: a table that grows with them takes less room than one of all matters, and less time
/// to clear.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally(HashMap<u32, Best, BuildHasherDefault<Places>>);

impl Tally {
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, in no order.
    pub(crate) fn found(&self) -> impl Iterator<Item = (u32, Best)> {
        self.0.iter().map(|it| (*it.0, *it.1))
    }

    pub(crate) fn take(&mut self, at: u32, new: Best) {
        let best = self.0.entry(at).or_insert(new);
        if (new.quality, new.missing) < (best.quality, best.missing) {
            *best = new;
        }
    }

    /// What both found: as good as the worse of the two, shown where it is better.
    pub(crate) fn and(&self, other: &Self) -> Self {
        let mut both = Self::default();
        for (at, old) in self.found() {
            let Some(new) = other.0.get(&at).copied() else { continue };
            let better = if new.shown < old.shown { new } else { old };
            let quality = old.quality.max(new.quality);
            both.take(at, Best { quality, missing: 0, shown: better.shown, text: better.text });
        }
        both
    }

    pub(crate) fn join(&mut self, other: &Self) {
        other.found().for_each(|it| self.take(it.0, it.1));
    }
}

/// Spreads the places of matters, which are small numbers that the catalogue itself gives: nobody chooses them so that
/// they meet (Fibonacci hashing: Knuth, The Art of Computer Programming, vol. 3, 6.4).
#[derive(Debug, Clone, Copy, Default)]
struct Places(u64);

impl Hasher for Places {
    fn write_u32(&mut self, place: u32) {
        self.0 = u64::from(place).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|it| self.write_u32(self.0 as u32 ^ u32::from(*it)));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_of_each_is_kept_among_thousands() {
        let best = |at: u32| {
            Best::new(if at.is_multiple_of(3) { Quality::Slip } else { Quality::Alike }, 0, at as usize)
        };
        let (mut all, mut third) = (Tally::default(), Tally::default());
        for at in (0..60_000).step_by(2).chain(0..10_000) {
            all.take(at, best(at));
        }
        (0..60_000).step_by(3).for_each(|at| third.take(at, Best::new(Quality::TitleWhole, 0, 7)));
        assert_eq!(all.len(), 35_000);
        let both = all.and(&third);
        assert_eq!(both.len(), all.found().filter(|it| it.0.is_multiple_of(3)).count());
        assert!(both.found().all(|it| it.1.quality == Quality::Slip && it.1.text == 7));
        all.join(&third);
        assert_eq!(all.len(), 35_000 + 60_000 / 3 - both.len());
        assert!(all.found().all(|it| (it.1.quality == Quality::TitleWhole) == (it.0.is_multiple_of(3))));
        assert!(all.and(&Tally::default()).is_empty() && Tally::default().and(&all).is_empty());
    }
}
