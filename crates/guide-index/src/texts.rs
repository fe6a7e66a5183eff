//! All texts of a snapshot, each as what it adds to the one before it, and where each character stands in them.
//!
//! Texts are sorted: they are a tree whose branches begin alike, and whatever is looked for is looked for once in what
//! many of them share.

use std::ops::Range;

use crate::Damaged;
use crate::alphabet::{Alphabet, END, Unit};
use crate::bits::Bits;
use crate::lines::{Lines, MAX_TEXT};
use crate::places::{LEAD, Places, STRETCH, Stretch};

/// Of so many texts one is found without reading those before it: the first stands by itself.
const BLOCK: usize = 64;

#[derive(Debug, Clone, Default)]
pub(crate) struct Texts {
    /// For each text the last [`LEAD`] characters it shares with the one before ([`END`] for those it does not), then
    /// those it adds.
    units: Vec<Unit>,
    /// How many characters each has.
    lengths: Vec<u8>,
    /// Where each begins in `units`, and where the last one ends.
    begins: Bits,
    /// The texts that begin with what does not matter, in order.
    marked: Vec<u32>,
    places: Places,
}

/// Where a text lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct At {
    pub(crate) text: usize,
    /// Where in the units it begins.
    begin: usize,
    end: usize,
}

impl Texts {
    /// Reads texts that lean on each other: the first of each kind, by `kinds`, stands by itself here. `total` is how
    /// many characters all have, with one more for each.
    pub(crate) fn read(
        shared: &[u8],
        rests: &[u8],
        kinds: &[usize],
        total: usize,
        alphabet: &mut Alphabet,
    ) -> Result<Self, Damaged> {
        let mut new = Self {
            // Enough: to take twice as much and give it back would leave a hole in what little memory there is.
            units: Vec::with_capacity(rests.len() / 3 + shared.len() * (LEAD + 1) + STRETCH),
            lengths: Vec::with_capacity(shared.len()),
            ..Self::default()
        };
        let mut lines = Lines::new(alphabet, rests);
        let mut sum = 0;
        for (text, same) in shared.iter().enumerate() {
            lines.next(usize::from(*same))?;
            let line = lines.line();
            sum += line.len() + 1;
            if sum > total {
                return Err(Damaged);
            }
            let same = if text % BLOCK == 0 || kinds.contains(&text) { 0 } else { usize::from(*same) };
            new.begins.set(new.units.len());
            let before = |back: usize| same.checked_sub(back).map_or(END, |it| line[it]);
            new.units.extend_from_slice(&[before(2), before(1)]);
            new.units.extend_from_slice(&line[same..]);
            new.lengths.push(line.len() as u8);
            if line.first().is_some_and(|it| lines.alphabet.is_mark(*it)) {
                new.marked.push(text as u32);
            }
        }
        if sum != total || lines.at != rests.len() {
            return Err(Damaged);
        }
        new.begins.set(new.units.len());
        new.begins.count();
        // Whole stretches, and what is looked at behind the last one.
        new.units.resize(new.units.len().next_multiple_of(STRETCH) + LEAD, END);
        new.units.shrink_to_fit();
        Ok(new)
    }

    /// Notes where each character stands; until then nothing is found. Apart, so that the bytes that were read are gone
    /// before: a phone has little room.
    pub(crate) fn place(&mut self, alphabet: &Alphabet) {
        self.places = Places::of(&self.units[..self.units.len().saturating_sub(LEAD)], alphabet.len());
    }

    /// How many characters a text has.
    pub(crate) fn length(&self, text: usize) -> usize {
        self.lengths.get(text).map_or(0, |it| usize::from(*it))
    }

    /// How many of them are those of the text before.
    pub(crate) fn shared(&self, at: At) -> usize {
        let length = self.lengths.get(at.text).map_or(0, |it| usize::from(*it) + LEAD);
        (length + at.begin).saturating_sub(at.end)
    }

    /// The characters of a text.
    pub(crate) fn line(&self, text: usize) -> Vec<Unit> {
        let mut line = Vec::with_capacity(MAX_TEXT);
        if text >= self.lengths.len() {
            return line;
        }
        let mut at = self.at(text / BLOCK * BLOCK);
        loop {
            line.truncate(self.shared(at));
            line.extend_from_slice(self.own(at));
            if at.text >= text {
                return line;
            }
            at = self.next(at);
        }
    }

    /// Where a text lies; behind the last one there is nothing.
    pub(crate) fn at(&self, text: usize) -> At {
        let begin = self.begins.nth(text).unwrap_or(self.begins.last);
        At { text, begin, end: self.begins.after(begin).unwrap_or(self.begins.last) }
    }

    /// The text behind one.
    pub(crate) fn next(&self, at: At) -> At {
        At { text: at.text + 1, begin: at.end, end: self.begins.after(at.end).unwrap_or(self.begins.last) }
    }

    /// What a text adds to the one before.
    pub(crate) fn own(&self, at: At) -> &[Unit] {
        self.units.get(at.begin + LEAD..at.end).unwrap_or_default()
    }

    /// The text to whose characters so many from a place on belong, when it adds the last of them, and how many of its
    /// characters stand before the place.
    pub(crate) fn of(&self, place: usize, length: usize) -> Option<(At, usize)> {
        let (begin, text) = self.begins.until(place)?;
        let at = At { text, begin, end: self.begins.after(begin)? };
        let adds = (begin + LEAD..at.end).contains(&(place + length - 1));
        adds.then(|| (self.shared(at) + place).checked_sub(begin + LEAD)).flatten().map(|it| (at, it))
    }

    /// True when nothing that matters stands before a place in a text.
    pub(crate) fn is_start(&self, text: usize, depth: usize, is_mark: impl Fn(Unit) -> bool) -> bool {
        depth == 0
            || self.marked.binary_search(&(text as u32)).is_ok()
                && self.line(text).iter().take(depth).all(|it| is_mark(*it))
    }

    /// The stretches in which some texts lie.
    pub(crate) fn stretches(&self, of: &Range<usize>) -> impl Iterator<Item = Stretch<'_>> {
        let (from, to) = (self.at(of.start).begin, self.at(of.end).begin);
        (from / STRETCH..to.div_ceil(STRETCH)).filter_map(move |number| {
            let base = number * STRETCH;
            let units = self.units.get(base..base + STRETCH + LEAD)?.try_into().ok()?;
            let inside = from.saturating_sub(base)..(to - base).min(STRETCH);
            Some(Stretch::new(units, &self.places, number, inside))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytes::lean;

    fn texts(all: &[&str]) -> (Texts, Alphabet) {
        let (shared, rests) = lean(all.iter().copied(), None);
        let total = all.iter().map(|it| it.chars().count() + 1).sum();
        let mut alphabet = Alphabet::default();
        let mut texts = Texts::read(&shared, &rests, &[2], total, &mut alphabet).unwrap();
        texts.place(&alphabet);
        (texts, alphabet)
    }

    fn read(texts: &Texts, alphabet: &Alphabet, text: usize) -> String {
        texts.line(text).iter().map(|it| alphabet.char(*it)).collect()
    }

    #[test]
    fn every_text_reads_back() {
        let mut all: Vec<String> = (0..500).map(|it| format!("事项{:03}𠮷", it / 3 * 2)).collect();
        all.extend(["".into(), "é".into(), "\u{7FF}ࠀ퟿".into()]);
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let (texts, alphabet) = texts(&all);
        for (text, expected) in all.iter().enumerate() {
            assert_eq!(read(&texts, &alphabet, text), *expected);
            assert_eq!(texts.length(text), expected.chars().count());
        }
        assert!(texts.line(all.len()).is_empty());
    }

    #[test]
    fn a_character_is_found_wherever_texts_part() {
        let (texts, alphabet) = texts(&["食品", "食品经营", "食物", "食物"]);
        let food = alphabet.letters().find(|it| it.1.char == '食').unwrap().0;
        let mut seen = Vec::new();
        let mut see = |of| {
            for stretch in texts.stretches(of) {
                for place in stretch.places(food) {
                    if let Some((at, depth)) = texts.of(stretch.base + usize::from(*place), 2) {
                        seen.push((at.text, depth, alphabet.char(stretch.behind(*place)[0])));
                    }
                }
            }
        };
        see(&(0..4));
        see(&(2..4));
        see(&(1..2));
        // The third is of another kind.
        assert_eq!(seen, [(0, 0, '品'), (2, 0, '物'), (2, 0, '物')]);
    }

    #[test]
    fn places_are_found_again_in_many_stretches() {
        let all: Vec<String> = (0..20_000).map(|it| format!("{it:05}号窗口")).collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let (texts, alphabet) = texts(&all);
        let last = alphabet.letters().find(|it| it.1.char == '窗').unwrap().0;
        let mut seen = Vec::new();
        for stretch in texts.stretches(&(0..all.len())) {
            let places = stretch.places(last).iter().map(|it| stretch.base + usize::from(*it));
            seen.extend(places.filter_map(|it| texts.of(it, 1)));
        }
        assert!(seen.iter().all(|it| it.1 == 6));
        assert_eq!(seen.iter().map(|it| it.0.text).collect::<Vec<_>>(), (0..20_000).collect::<Vec<_>>());
        assert!((0..20_000).all(|it| texts.at(it) == seen[it].0));
    }

    #[test]
    fn damage_is_seen() {
        let read = |shared: &[u8], rests: &[u8], total| {
            Texts::read(shared, rests, &[], total, &mut Alphabet::default()).is_ok()
        };
        assert!(read(&[0, 1], b"ab\nc\n", 6));
        assert!(!read(&[0, 3], b"ab\nc\n", 8), "shares more than there is");
        assert!(!read(&[0, 1], b"ab\nc\n", 7) && !read(&[0, 1], b"ab\nc\n", 5), "not as long as it says");
        assert!(!read(&[0], b"ab\nc\n", 3) && !read(&[0, 0], b"ab\n", 4), "another number of lines");
        assert!(!read(&[0], b"ab", 3), "no end");
        for bytes in [&b"\xFF\n"[..], b"\xED\xA0\x80\n", b"\xE0\x80\x80\n", b"\xE4\xBA\n", b"\xC0\x80\n"] {
            assert!(!read(&[0], bytes, 2), "{bytes:?} is no character");
        }
        let long = [b"a".repeat(256), b"\n".to_vec()].concat();
        assert!(!read(&[0], &long, 257), "longer than a text may be");
    }
}
