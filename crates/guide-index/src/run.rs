//! A few letters in one number: what a word has at a place, and a syllable, compared in one go.

/// Up to eight letters in one number, the first lowest: all that is compared with a syllable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) letters: u64,
    pub(crate) length: usize,
}

impl Run {
    /// A byte for each letter, none of them 0.
    pub(crate) fn of(letters: impl Iterator<Item = u8>) -> Self {
        let packed = letters.take(8).enumerate();
        packed.fold(Self { letters: 0, length: 0 }, |it, (at, letter)| Self {
            letters: it.letters | u64::from(letter) << (8 * at),
            length: at + 1,
        })
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
