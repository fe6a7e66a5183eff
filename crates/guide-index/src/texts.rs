//! All texts of a snapshot, each as what it adds to the one before it, and where each character stands in them.
//!
//! Texts are sorted: they are a tree whose branches begin alike, and whatever is looked for is looked for once in what
//! many of them share.

use std::collections::HashMap;
use std::ops::Range;

use crate::Damaged;
use crate::alphabet::{Alphabet, END, Unit};

/// Of so many texts one is found without reading those before it: the first stands by itself.
const BLOCK: usize = 32;
/// The places of a character are kept by stretches of so many, so that each takes two bytes.
const STRETCH: usize = 0x8000;
/// The longest text, in characters.
pub(crate) const MAX_TEXT: usize = 255;

#[derive(Debug, Clone, Default)]
pub(crate) struct Texts {
    /// For each text the last character it shares with the one before ([`END`] when it shares none), then those it adds.
    units: Vec<Unit>,
    /// How many characters each shares with the one before.
    shared: Vec<u8>,
    /// How many it adds.
    added: Vec<u8>,
    /// Where each [`BLOCK`]th begins in `units`.
    blocks: Vec<u32>,
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
}

impl Texts {
    /// Reads texts that lean on each other: the first of each kind, by `kinds`, stands by itself here.
    pub(crate) fn read(
        shared: &[u8],
        rests: &[u8],
        kinds: &[usize],
        total: usize,
        alphabet: &mut Alphabet,
    ) -> Result<Self, Damaged> {
        let mut new = Self {
            units: Vec::with_capacity(rests.len() / 3 + shared.len()),
            shared: Vec::with_capacity(shared.len()),
            added: Vec::with_capacity(shared.len()),
            blocks: Vec::with_capacity(shared.len() / BLOCK + 1),
            ..Self::default()
        };
        let mut numbers = Numbers::new(alphabet);
        let mut rests = rests;
        let mut line: Vec<Unit> = Vec::with_capacity(MAX_TEXT);
        let mut sum = 0;
        for (text, same) in shared.iter().enumerate() {
            let same = usize::from(*same);
            if same > line.len() {
                return Err(Damaged);
            }
            line.truncate(same);
            numbers.read_line(&mut rests, &mut line)?;
            sum += line.len() + 1;
            if line.len() > MAX_TEXT || sum > total {
                return Err(Damaged);
            }
            let same = if text % BLOCK == 0 || kinds.contains(&text) { 0 } else { same };
            if text % BLOCK == 0 {
                new.blocks.push(new.units.len() as u32);
            }
            if line.first().is_some_and(|it| numbers.alphabet.is_mark(*it)) {
                new.marked.push(text as u32);
            }
            new.units.push(same.checked_sub(1).map_or(END, |it| line[it]));
            new.units.extend_from_slice(&line[same..]);
            new.shared.push(same as u8);
            new.added.push((line.len() - same) as u8);
        }
        if sum != total || !rests.is_empty() {
            return Err(Damaged);
        }
        new.units.shrink_to_fit();
        new.places = Places::of(&new.units, alphabet.len());
        Ok(new)
    }

    /// How many characters a text has.
    pub(crate) fn length(&self, text: usize) -> usize {
        self.shared(text) + self.added.get(text).map_or(0, |it| usize::from(*it))
    }

    /// How many of them are those of the text before.
    pub(crate) fn shared(&self, text: usize) -> usize {
        self.shared.get(text).map_or(0, |it| usize::from(*it))
    }

    /// The characters of a text.
    pub(crate) fn line(&self, text: usize) -> Vec<Unit> {
        let mut line = Vec::with_capacity(MAX_TEXT);
        let mut at = self.block(text / BLOCK);
        while at.text <= text && at.text < self.shared.len() {
            line.truncate(self.shared(at.text));
            line.extend_from_slice(self.own(at));
            at = self.next(at);
        }
        if text < self.shared.len() { line } else { Vec::new() }
    }

    /// Where a block begins.
    fn block(&self, block: usize) -> At {
        let begin = self.blocks.get(block).map_or(self.units.len(), |it| *it as usize);
        At { text: block * BLOCK, begin }
    }

    /// The text behind one.
    pub(crate) fn next(&self, at: At) -> At {
        let added = self.added.get(at.text).map_or(0, |it| usize::from(*it));
        At { text: at.text + 1, begin: at.begin + 1 + added }
    }

    /// The text at which some begin.
    pub(crate) fn from(&self, text: usize) -> At {
        let mut at = self.block(text / BLOCK);
        while at.text < text {
            at = self.next(at);
        }
        at
    }

    /// What a text adds to the one before.
    pub(crate) fn own(&self, at: At) -> &[Unit] {
        let added = self.added.get(at.text).map_or(0, |it| usize::from(*it));
        self.units.get(at.begin + 1..at.begin + 1 + added).unwrap_or_default()
    }

    /// The text that a place is of, and how many of its characters stand before that place.
    pub(crate) fn of(&self, place: usize) -> (At, usize) {
        let block = self.blocks.partition_point(|it| *it as usize <= place).saturating_sub(1);
        let mut at = self.block(block);
        loop {
            let next = self.next(at);
            if place < next.begin || next.text >= self.shared.len() {
                return (at, (self.shared(at.text) + place).saturating_sub(at.begin + 1));
            }
            at = next;
        }
    }

    /// True when nothing that matters stands before a place in a text.
    pub(crate) fn is_start(&self, text: usize, depth: usize, is_mark: impl Fn(Unit) -> bool) -> bool {
        depth == 0
            || self.marked.binary_search(&(text as u32)).is_ok()
                && self.line(text).iter().take(depth).all(|it| is_mark(*it))
    }

    /// Every place of a character in some texts, and the character behind it. A character that several texts share
    /// has one, and one more for each of them that goes on in another way.
    #[inline]
    pub(crate) fn places(&self, of: &Range<usize>, letter: Unit, mut each: impl FnMut(usize, Unit)) {
        let (from, to) = (self.from(of.start).begin, self.from(of.end).begin);
        for stretch in from / STRETCH..to.div_ceil(STRETCH) {
            let base = stretch * STRETCH;
            let (units, places) = (self.units.get(base..).unwrap_or_default(), self.places.of_letter(stretch, letter));
            for place in places {
                let place = usize::from(*place);
                if (from..to).contains(&(base + place)) {
                    each(base + place, units.get(place + 1).copied().unwrap_or(END));
                }
            }
        }
    }
}

/// Where each character stands, stretch by stretch.
#[derive(Debug, Clone, Default)]
struct Places {
    /// Within the stretch, by character.
    all: Vec<u16>,
    /// For each stretch where the places of each character end, those of [`END`], which are not kept, first.
    ends: Vec<u16>,
    /// Where each stretch begins in `all`.
    begins: Vec<u32>,
    letters: usize,
}

impl Places {
    fn of(units: &[Unit], letters: usize) -> Self {
        let stretches = units.len().div_ceil(STRETCH);
        let mut new = Self {
            all: vec![0; units.iter().filter(|it| **it != END).count()],
            ends: Vec::with_capacity(stretches * (letters + 1)),
            begins: Vec::with_capacity(stretches),
            letters,
        };
        let mut begin = 0;
        let mut next = vec![0u16; letters + 1];
        for stretch in units.chunks(STRETCH) {
            next.fill(0);
            for unit in stretch {
                next[usize::from(*unit)] += 1;
            }
            next[usize::from(END)] = 0;
            let mut total = 0;
            for count in &mut next {
                (*count, total) = (total, total + *count);
            }
            let all = &mut new.all[begin..begin + usize::from(total)];
            for (place, unit) in stretch.iter().enumerate().filter(|it| *it.1 != END) {
                let next = &mut next[usize::from(*unit)];
                all[usize::from(*next)] = place as u16;
                *next += 1;
            }
            new.ends.extend_from_slice(&next);
            new.begins.push(begin as u32);
            begin += usize::from(total);
        }
        new
    }

    fn of_letter(&self, stretch: usize, letter: Unit) -> &[u16] {
        let (letter, ends) = (usize::from(letter), stretch * (self.letters + 1));
        let end = |letter: usize| self.ends.get(ends + letter).map(|it| usize::from(*it));
        let (Some(begin), Some(from), Some(to)) =
            (self.begins.get(stretch).map(|it| *it as usize), end(letter.saturating_sub(1)), end(letter))
        else {
            return &[];
        };
        self.all.get(begin + from..begin + to).unwrap_or_default()
    }
}

/// Gives characters their numbers, in the order in which they come.
struct Numbers<'a> {
    alphabet: &'a mut Alphabet,
    /// Most characters lie in the first plane; the others are few.
    plane: Vec<Unit>,
    others: HashMap<char, Unit>,
}

impl<'a> Numbers<'a> {
    fn new(alphabet: &'a mut Alphabet) -> Self {
        Self { alphabet, plane: vec![END; 0x1_0000], others: HashMap::new() }
    }

    /// Takes a line from UTF-8, and its end.
    fn read_line(&mut self, bytes: &mut &[u8], line: &mut Vec<Unit>) -> Result<(), Damaged> {
        loop {
            let (char, rest) = match **bytes {
                [b'\n', ref rest @ ..] => {
                    *bytes = rest;
                    return Ok(());
                }
                // Nearly all of them have three bytes; those that begin with E0 or ED have rules of their own.
                [a @ (0xE1..=0xEC | 0xEE..=0xEF), b @ 0x80..=0xBF, c @ 0x80..=0xBF, ref rest @ ..] => {
                    (u32::from(a & 0x0F) << 12 | u32::from(b & 0x3F) << 6 | u32::from(c & 0x3F), rest)
                }
                [a @ ..0x80, ref rest @ ..] => (u32::from(a), rest),
                ref others => {
                    let char = others.utf8_chunks().next().and_then(|it| it.valid().chars().next()).ok_or(Damaged)?;
                    (u32::from(char), &others[char.len_utf8()..])
                }
            };
            *bytes = rest;
            line.push(self.number(char)?);
        }
    }

    #[inline]
    fn number(&mut self, code: u32) -> Result<Unit, Damaged> {
        match self.plane.get(code as usize) {
            Some(known) if *known != END => Ok(*known),
            _ => self.other(code),
        }
    }

    #[cold]
    fn other(&mut self, code: u32) -> Result<Unit, Damaged> {
        let char = char::from_u32(code).ok_or(Damaged)?;
        if let Some(known) = self.others.get(&char) {
            return Ok(*known);
        }
        let new = self.alphabet.add(char)?;
        match self.plane.get_mut(code as usize) {
            Some(slot) => *slot = new,
            None => drop(self.others.insert(char, new)),
        }
        Ok(new)
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
        let texts = Texts::read(&shared, &rests, &[2], total, &mut alphabet).unwrap();
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
        texts.places(&(0..4), food, |place, next| {
            let (at, depth) = texts.of(place);
            seen.push((at.text, depth, alphabet.char(next)));
        });
        // The third is of another kind.
        assert_eq!(seen, [(0, 0, '品'), (2, 0, '物')]);
        let mut second = 0;
        texts.places(&(2..4), food, |_, _| second += 1);
        assert_eq!(second, 1);
    }

    #[test]
    fn places_are_found_again_in_many_stretches() {
        let all: Vec<String> = (0..20_000).map(|it| format!("{it:05}号窗口")).collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let (texts, alphabet) = texts(&all);
        let last = alphabet.letters().find(|it| it.1.char == '窗').unwrap().0;
        let mut seen = Vec::new();
        texts.places(&(0..all.len()), last, |place, _| seen.push(texts.of(place)));
        assert!(seen.iter().all(|it| it.1 == 6));
        assert_eq!(seen.iter().map(|it| it.0.text).collect::<Vec<_>>(), (0..20_000).collect::<Vec<_>>());
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
