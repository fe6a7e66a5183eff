//! When nothing has what was typed: which texts have the most of it, pair of characters by pair.

use crate::alphabet::{Alphabet, Unit};

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

    /// How many pairs a text lacks; `None` when it has less than half of them.
    pub(crate) fn missing(&self, line: &[Unit]) -> Option<u8> {
        let (mut before, mut has) = (0u64, 0u64);
        for unit in line {
            let unit = usize::from(*unit);
            if !self.passes[unit] {
                has |= before & self.second[unit];
                before = self.first[unit];
            }
        }
        let has = has.count_ones();
        (has > 0 && has * 2 >= self.pairs).then(|| (self.pairs - has) as u8)
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
