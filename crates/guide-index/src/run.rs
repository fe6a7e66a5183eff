//! A few letters in one number: what a word has at a place, and a syllable, compared in one go.

/// Up to eight letters in one number, the first lowest: all that is compared with a syllable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) letters: u64,
    pub(crate) length: usize,
}

impl Run {
    /// A syllable in lower-case letters.
    pub(crate) fn of_syllable(syllable: &str) -> Self {
        let letters = &syllable.as_bytes()[..syllable.len().min(8)];
        let packed = letters.iter().rev().fold(0, |it, byte| it << 8 | u64::from(*byte));
        Self { letters: packed, length: letters.len() }
    }

    /// `number` gives each letter its own byte, none of them 0.
    pub(crate) fn of(letters: &[char], number: impl Fn(char) -> u8) -> Self {
        let letters = &letters[..letters.len().min(8)];
        let packed = letters.iter().rev().fold(0, |it, char| it << 8 | u64::from(number(*char)));
        Self { letters: packed, length: letters.len() }
    }

    /// Whether `length` letters of one from `at` on are those of another from `other_at` on; places may lie behind
    /// the end, where there is nothing.
    pub(crate) fn same(self, at: usize, other: Self, other_at: usize, length: usize) -> bool {
        let from = |it: u64, at: usize| it.checked_shr(8 * at as u32).unwrap_or(0);
        let mask = u64::MAX.checked_shr(64 - 8 * length as u32).unwrap_or(0);
        (from(self.letters, at) ^ from(other.letters, other_at)) & mask == 0
    }

    pub(crate) fn letter(self, at: usize) -> u8 {
        (self.letters >> (8 * at)) as u8
    }

    /// How many letters two begin with in common.
    pub(crate) fn alike(self, other: Self) -> usize {
        ((self.letters ^ other.letters).trailing_zeros() as usize / 8).min(self.length).min(other.length)
    }
}
