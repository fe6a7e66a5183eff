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

    fn is_better(self, than: Self) -> bool {
        (self.quality, self.missing) < (than.quality, than.missing)
    }
}

/// Which matters were found, and how well. Most are found once, thousands by a broad query: those are only noted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally {
    /// As each was found first, in that order, in pages: a list that is moved when it grows takes twice its room.
    first: Vec<Vec<(u32, Best)>>,
    /// For each matter its first quality, and one more; 0 when it was not found.
    known: Vec<u8>,
    /// The best of those that were found again.
    again: Map,
}

/// So many lie in a page.
const PAGE: usize = 0x400;

type Map = HashMap<u32, Best, BuildHasherDefault<Places>>;

impl Tally {
    /// Of so many matters.
    pub(crate) fn of(matters: usize) -> Self {
        Self { known: vec![0; matters], ..Self::default() }
    }

    pub(crate) fn len(&self) -> usize {
        self.first.iter().map(Vec::len).sum()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.first.is_empty()
    }

    /// Each of them once.
    pub(crate) fn found(&self) -> impl Iterator<Item = (u32, Best)> {
        self.first.iter().flatten().map(|(at, first)| match self.again.get(at) {
            Some(again) if again.is_better(*first) => (*at, *again),
            _ => (*at, *first),
        })
    }

    pub(crate) fn take(&mut self, at: u32, new: Best) {
        let Some(first) = self.known.get_mut(at as usize) else { return };
        let now = new.quality as u8 + 1;
        if *first == 0 {
            *first = now;
            match self.first.last_mut().filter(|it| it.len() < PAGE) {
                Some(page) => page.push((at, new)),
                None => self.first.push(vec![(at, new)]),
            }
            return;
        }
        // Hardly any is found again, and better; a text may have a letter ten times.
        if now > *first || now == *first && new.quality != Quality::Part {
            return;
        }
        let best = self.again.entry(at).or_insert(new);
        if new.is_better(*best) {
            *best = new;
        }
    }

    /// What both found: as good as the worse of the two, shown where it is better.
    pub(crate) fn and(&self, other: &Self) -> Self {
        let others: Map = other.found().collect();
        let mut both = Self::of(self.known.len());
        for (at, old) in self.found() {
            let Some(new) = others.get(&at).copied() else { continue };
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
        let (mut all, mut third) = (Tally::of(60_000), Tally::of(60_000));
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
