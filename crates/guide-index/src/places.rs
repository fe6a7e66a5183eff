//! Where each character stands in the texts, stretch by stretch, by what stands behind it.

use std::ops::Range;

use crate::alphabet::{Alphabet, END, Unit};

/// The places of a character are kept by stretches of at most so many: each takes two bytes, and a stretch lies in a
/// near cache while it is looked at.
pub(crate) const STRETCH: usize = 0x1_0000;
/// So many of the characters a text shares are written before those it adds: any three neighbours stand together once.
pub(crate) const LEAD: usize = 2;

/// So many of a run are leapt over at a time.
const LEAP: usize = 8;

/// Where each character stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places {
    /// Within the stretch, by character and by the one behind it: marks first.
    all: Vec<u16>,
    /// For each stretch where the places of each character end.
    ends: Vec<u32>,
    /// Where each stretch begins, and where the last one ends.
    starts: Vec<usize>,
    letters: usize,
    /// The characters that do not matter.
    pub(crate) marks: Vec<Unit>,
}

impl Places {
    /// A new stretch begins at each of `ends`, the last of which is the end; [`LEAD`] units stand behind it.
    pub(crate) fn of(units: &[Unit], ends: &[usize], alphabet: &Alphabet) -> Self {
        let letters = alphabet.len();
        let marks: Vec<Unit> = (0..=letters as Unit).filter(|it| alphabet.is_mark(*it)).collect();
        let mut starts = vec![0];
        for end in ends {
            let mut from = starts.last().copied().unwrap_or_default();
            while from < *end {
                from = (from + STRETCH).min(*end);
                starts.push(from);
            }
        }
        let length = starts.last().copied().unwrap_or_default();
        let mut new = Self {
            all: vec![0; length],
            ends: Vec::with_capacity(starts.len() * (letters + 1)),
            starts,
            letters,
            marks,
        };
        let mut by_second = vec![0; length.min(STRETCH)];
        let (mut firsts, mut seconds) = (vec![0u32; letters + 1], vec![0u32; letters + 1]);
        for bounds in new.starts.windows(2) {
            let [from, to] = [bounds[0], bounds[1]];
            let (stretch, behind) = (&units[from..to], &units[from + 1..=to]);
            firsts.fill(0);
            stretch.iter().for_each(|it| firsts[usize::from(*it)] += 1);
            seconds.copy_from_slice(&firsts);
            // What stands behind something is the same but for the ends.
            seconds[usize::from(units[from])] -= 1;
            seconds[usize::from(units[to])] += 1;
            begins(&mut firsts, &[]);
            begins(&mut seconds, &new.marks);
            let by_second = &mut by_second[..to - from];
            sort((0..=u16::MAX).zip(behind.iter().copied()), &mut seconds, by_second);
            let by_second = by_second.iter().map(|it| (*it, stretch[usize::from(*it)]));
            sort(by_second, &mut firsts, &mut new.all[from..to]);
            new.ends.extend_from_slice(&firsts);
        }
        new
    }

    /// The stretches between two places; one begins and one ends there.
    pub(crate) fn stretches<'a>(
        &'a self,
        units: &'a [Unit],
        of: Range<usize>,
    ) -> impl Iterator<Item = Stretch<'a>> {
        let number = |place: usize| self.starts.partition_point(|it| *it < place);
        (number(of.start)..number(of.end)).filter_map(move |number| {
            let [from, to] = *self.starts.get(number..number + 2)?.as_array()?;
            let ends = self.ends.chunks_exact(self.letters + 1).nth(number)?;
            Some(Stretch {
                texts: units,
                units: units.get(from..to + LEAD)?,
                all: self.all.get(from..to)?,
                ends,
                base: from,
            })
        })
    }
}

/// How many there are of each → where each begins, when these come `first` and then all others.
fn begins(counts: &mut [u32], first: &[Unit]) {
    let mut total = 0;
    let mut begin = |count: &mut u32| {
        let begin = total;
        total += std::mem::take(count);
        begin
    };
    let of_first: Vec<u32> = first.iter().map(|it| begin(&mut counts[usize::from(*it)])).collect();
    counts.iter_mut().for_each(|it| *it = begin(it));
    first.iter().zip(of_first).for_each(|(unit, begin)| counts[usize::from(*unit)] = begin);
}

/// Lays places by what stands there, in their order; afterwards `next` has where each ends (counting sort: Knuth, The Art
/// of Computer Programming, vol. 3, 5.2).
fn sort(places: impl Iterator<Item = (u16, Unit)>, next: &mut [u32], sorted: &mut [u16]) {
    for (place, unit) in places {
        let next = &mut next[usize::from(unit)];
        sorted[*next as usize] = place;
        *next += 1;
    }
}

/// A part of the units, and the first of those behind it.
pub(crate) struct Stretch<'a> {
    /// All units.
    texts: &'a [Unit],
    units: &'a [Unit],
    all: &'a [u16],
    ends: &'a [u32],
    /// Where it begins.
    pub(crate) base: usize,
}

impl<'a> Stretch<'a> {
    /// Every place of a character, from the stretch's beginning. What several texts share stands there once, and up to
    /// [`LEAD`] characters of it once more for each that goes on in another way.
    pub(crate) fn places(&self, letter: Unit) -> &'a [u16] {
        let end = |letter: usize| self.ends.get(letter).map_or(0, |it| *it as usize);
        let letter = usize::from(letter);
        let from = letter.checked_sub(1).map_or(0, end);
        self.all.get(from..end(letter)).unwrap_or_default()
    }

    /// The character that stands `by` characters before a place; nothing stands before the first of all.
    #[inline]
    pub(crate) fn before(&self, place: u16, by: usize) -> Unit {
        let at = (self.base + usize::from(place)).checked_sub(by);
        at.and_then(|it| self.texts.get(it)).copied().unwrap_or(END)
    }

    /// The character that stands `by` characters behind a place.
    #[inline]
    pub(crate) fn behind(&self, place: u16, by: usize) -> Unit {
        self.units.get(usize::from(place) + by).copied().unwrap_or_default()
    }

    /// Places of one character, parted by the one behind it.
    pub(crate) fn runs(&self, letter: Unit) -> impl Iterator<Item = (Unit, &'a [u16])> {
        let mut places = self.places(letter);
        std::iter::from_fn(move || {
            let second = self.behind(*places.first()?, 1);
            let has = |at: usize| places.get(at).is_some_and(|it| self.behind(*it, 1) == second);
            // They are sorted: where a far one is the same, so are those between.
            let mut same = 1;
            while has(same + LEAP) {
                same += LEAP;
            }
            while has(same) {
                same += 1;
            }
            let (run, rest) = places.split_at(same);
            places = rest;
            Some((second, run))
        })
    }
}
