//! Where each character stands in the texts, stretch by stretch.

use std::ops::Range;

use crate::alphabet::Unit;

/// The places of a character are kept by stretches of so many: each takes two bytes, and a stretch lies in the nearest
/// cache while it is looked at.
pub(crate) const STRETCH: usize = 0x4000;
/// So many of the characters a text shares are written before those it adds: any three neighbours stand together once.
pub(crate) const LEAD: usize = 2;

/// Where each character stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places {
    /// Within the stretch, by character; those of the end of a text first.
    all: Vec<u16>,
    /// For each stretch where the places of each character end.
    ends: Vec<u16>,
    letters: usize,
}

impl Places {
    pub(crate) fn of(units: &[Unit], letters: usize) -> Self {
        let stretches = units.len().div_ceil(STRETCH);
        let mut new =
            Self { all: vec![0; units.len()], ends: Vec::with_capacity(stretches * (letters + 1)), letters };
        let mut next = vec![0u16; letters + 1];
        for (stretch, all) in units.chunks(STRETCH).zip(new.all.chunks_mut(STRETCH)) {
            next.fill(0);
            for unit in stretch {
                next[usize::from(*unit)] += 1;
            }
            let mut total = 0;
            for count in &mut next {
                (*count, total) = (total, total + *count);
            }
            for (place, unit) in (0..).zip(stretch) {
                let next = &mut next[usize::from(*unit)];
                all[usize::from(*next)] = place;
                *next += 1;
            }
            new.ends.extend_from_slice(&next);
        }
        new
    }

    fn of_letter(&self, stretch: usize, letter: Unit) -> &[u16] {
        let (letter, ends) = (usize::from(letter), stretch * (self.letters + 1));
        let end = |letter: usize| self.ends.get(ends + letter).map(|it| stretch * STRETCH + usize::from(*it));
        let (Some(from), Some(to)) = (end(letter.saturating_sub(1)), end(letter)) else { return &[] };
        self.all.get(from..to).unwrap_or_default()
    }
}

/// A part of the units, and the first of those behind it.
pub(crate) struct Stretch<'a> {
    units: &'a [Unit; STRETCH + LEAD],
    places: &'a Places,
    number: usize,
    /// Where it begins.
    pub(crate) base: usize,
    /// What of it is looked at.
    inside: Range<usize>,
}

impl<'a> Stretch<'a> {
    /// The `number`th, of which `inside` is looked at.
    pub(crate) fn new(
        units: &'a [Unit; STRETCH + LEAD],
        places: &'a Places,
        number: usize,
        inside: Range<usize>,
    ) -> Self {
        Self { units, places, number, base: number * STRETCH, inside }
    }

    /// Every place of a character, from the stretch's beginning. What several texts share stands there once, and up to
    /// [`LEAD`] characters of it once more for each that goes on in another way.
    pub(crate) fn places(&self, letter: Unit) -> &'a [u16] {
        let all = self.places.of_letter(self.number, letter);
        if self.inside == (0..STRETCH) {
            return all;
        }
        let before = |end: usize| all.partition_point(|it| usize::from(*it) < end);
        &all[before(self.inside.start)..before(self.inside.end)]
    }

    /// The two characters behind a place.
    #[inline]
    pub(crate) fn behind(&self, place: u16) -> [Unit; 2] {
        // Never more than it was: spares the machine the question.
        let place = usize::from(place) % STRETCH;
        [self.units[place + 1], self.units[place + 2]]
    }
}
