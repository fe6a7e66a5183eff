//! When nothing has what was typed: which texts have the most of it, pair of characters by pair.

use std::ops::Range;

use crate::alphabet::{Alphabet, Unit};
use crate::texts::{MAX_TEXT, Texts};

/// The pairs of neighbours in what was typed.
pub(crate) struct Parts {
    /// For each character of the catalogue: in which pairs it is the first, and in which the second, by bits.
    first: Vec<u64>,
    second: Vec<u64>,
    passes: Vec<bool>,
    /// How many pairs there are.
    pairs: u32,
}

impl Parts {
    pub(crate) fn new<'a>(words: impl Iterator<Item = &'a [char]>, alphabet: &Alphabet) -> Self {
        let pairs: Vec<[char; 2]> =
            words.flat_map(|it| it.windows(2)).filter_map(|it| it.try_into().ok()).take(64).collect();
        let mut new = Self {
            first: vec![0; alphabet.len() + 1],
            second: vec![0; alphabet.len() + 1],
            passes: vec![false; alphabet.len() + 1],
            pairs: pairs.len() as u32,
        };
        for (unit, letter) in alphabet.letters() {
            let unit = usize::from(unit);
            new.passes[unit] = letter.folded.is_none();
            for (bit, pair) in pairs.iter().enumerate() {
                new.first[unit] |= u64::from(letter.folded == Some(pair[0])) << bit;
                new.second[unit] |= u64::from(letter.folded == Some(pair[1])) << bit;
            }
        }
        new
    }

    /// The texts that have at least half of the pairs, and how many each lacks.
    pub(crate) fn scan(&self, texts: &Texts, of: Range<usize>, mut found: impl FnMut(usize, u8)) {
        // Behind so many characters: what the last one begins, and which pairs there were.
        let mut seen = [(0u64, 0u64); MAX_TEXT + 1];
        let mut at = texts.at(of.start);
        while at.text < of.end {
            let mut depth = texts.shared(at);
            for unit in texts.own(at).iter().map(|it| usize::from(*it)) {
                let (before, has) = seen[depth];
                depth += 1;
                seen[depth] = match self.passes[unit] {
                    true => (before, has),
                    false => (self.first[unit], has | before & self.second[unit]),
                };
            }
            let has = seen[depth].1.count_ones();
            if has > 0 && has * 2 >= self.pairs {
                found(at.text, (self.pairs - has) as u8);
            }
            at = texts.next(at);
        }
    }

    /// Where the pairs lie in a text.
    pub(crate) fn ranges(&self, line: &[Unit]) -> Vec<(usize, usize)> {
        let mut ranges = Vec::new();
        let mut before = (0u64, 0usize);
        for (at, unit) in line.iter().enumerate() {
            let unit = usize::from(*unit);
            if !self.passes[unit] {
                if before.0 & self.second[unit] != 0 {
                    ranges.push((before.1, at + 1));
                }
                before = (self.first[unit], at);
            }
        }
        ranges
    }
}
