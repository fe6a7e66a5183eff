//! The matters that were found so far, each with the best that is known of it.

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
pub(crate) struct Tally {
    /// Places in `found`, each one more than it is, by the matter; 0 for none. A power of two, a quarter of it empty.
    slots: Vec<u32>,
    found: Vec<(u32, Best)>,
}

impl Tally {
    pub(crate) fn len(&self) -> usize {
        self.found.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    pub(crate) fn found(&self) -> &[(u32, Best)] {
        &self.found
    }

    pub(crate) fn take(&mut self, at: u32, new: Best) {
        if self.found.len() * 4 >= self.slots.len() * 3 {
            self.grow();
        }
        let slot = self.slot(at);
        match self.found.get_mut((self.slots[slot] as usize).wrapping_sub(1)) {
            Some((_, best)) if (new.quality, new.missing) < (best.quality, best.missing) => *best = new,
            Some(_) => {}
            None => {
                self.found.push((at, new));
                self.slots[slot] = self.found.len() as u32;
            }
        }
    }

    /// Where a matter has its slot, or would have it.
    fn slot(&self, at: u32) -> usize {
        // Neighbours lie apart (Fibonacci hashing, Knuth, TAOCP 6.4).
        let mut slot = (at.wrapping_mul(0x9E37_79B1) >> 8) as usize;
        loop {
            slot &= self.slots.len() - 1;
            match self.found.get((self.slots[slot] as usize).wrapping_sub(1)) {
                Some((other, _)) if *other != at => slot += 1,
                _ => return slot,
            }
        }
    }

    fn grow(&mut self) {
        const LEAST: usize = 64;
        self.slots = vec![0; (self.slots.len() * 2).max(LEAST)];
        for place in 0..self.found.len() {
            let slot = self.slot(self.found[place].0);
            self.slots[slot] = place as u32 + 1;
        }
    }

    /// What both found: as good as the worse of the two, shown where it is better.
    pub(crate) fn and(&self, other: &Self) -> Self {
        let mut both = Self::default();
        for (at, old) in self.found.iter().filter(|_| !other.is_empty()) {
            let slot = other.slots[other.slot(*at)] as usize;
            let Some((_, new)) = other.found.get(slot.wrapping_sub(1)) else { continue };
            let better = if new.shown < old.shown { new } else { old };
            let quality = old.quality.max(new.quality);
            both.take(*at, Best { quality, missing: 0, shown: better.shown, text: better.text });
        }
        both
    }

    pub(crate) fn join(&mut self, other: &Self) {
        other.found.iter().for_each(|it| self.take(it.0, it.1));
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
        assert_eq!(both.len(), all.found().iter().filter(|it| it.0.is_multiple_of(3)).count());
        assert!(both.found().iter().all(|it| it.1.quality == Quality::Slip && it.1.text == 7));
        all.join(&third);
        assert_eq!(all.len(), 35_000 + 60_000 / 3 - both.len());
        assert!(
            all.found().iter().all(|it| (it.1.quality == Quality::TitleWhole) == (it.0.is_multiple_of(3)))
        );
        assert!(all.and(&Tally::default()).is_empty() && Tally::default().and(&all).is_empty());
    }
}
