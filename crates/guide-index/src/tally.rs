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

#[derive(Debug, Clone)]
pub(crate) struct Tally {
    /// For each matter its place in `found`, and one more; 0 when it was not found.
    slots: Vec<u32>,
    found: Vec<(u32, Best)>,
}

impl Tally {
    /// Of so many matters none.
    pub(crate) fn new(matters: usize) -> Self {
        Self { slots: vec![0; matters], found: Vec::new() }
    }

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
        let Some(slot) = self.slots.get_mut(at as usize) else { return };
        match self.found.get_mut((*slot as usize).wrapping_sub(1)) {
            Some((_, best)) if (new.quality, new.missing) < (best.quality, best.missing) => *best = new,
            Some(_) => {}
            None => {
                self.found.push((at, new));
                *slot = self.found.len() as u32;
            }
        }
    }

    /// What both found: as good as the worse of the two, shown where it is better.
    pub(crate) fn and(&self, other: &Self) -> Self {
        let mut both = Self::new(self.slots.len());
        for (at, old) in &self.found {
            let slot = other.slots.get(*at as usize).map_or(0, |it| *it as usize);
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
