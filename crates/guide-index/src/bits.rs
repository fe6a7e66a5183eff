//! Marks in a long row: which is the nth, and which is the next.

/// Marks in a row, of which the nth is found, and how many there are before.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bits {
    words: Vec<u64>,
    /// How many there are before each word.
    before: Vec<u32>,
    /// In which word each [`NTH`]th is.
    nths: Vec<u32>,
    /// The last one.
    pub(crate) last: usize,
}

/// Of so many marks one is found without counting those before it.
const NTH: usize = 64;

impl Bits {
    #[inline]
    pub(crate) fn set(&mut self, at: usize) {
        if self.words.len() <= at / 64 {
            self.words.resize(at / 64 + 1, 0);
        }
        self.words[at / 64] |= 1 << (at % 64);
        self.last = at;
    }

    /// Counts them, once all are set, in order.
    pub(crate) fn count(&mut self) {
        let mut total = 0;
        self.before = Vec::with_capacity(self.words.len());
        for (at, word) in (0..).zip(&self.words) {
            self.before.push(total);
            total += word.count_ones();
            if self.nths.len() * NTH < total as usize {
                self.nths.push(at);
            }
        }
        self.words.shrink_to_fit();
    }

    /// Where the nth is, from 0.
    pub(crate) fn nth(&self, nth: usize) -> Option<usize> {
        let mut at = *self.nths.get(nth / NTH)? as usize;
        while self.before.get(at + 1).is_some_and(|it| *it as usize <= nth) {
            at += 1;
        }
        let mut word = self.words[at];
        for _ in self.before[at] as usize..nth {
            word &= word.wrapping_sub(1);
        }
        (word != 0).then(|| at * 64 + word.trailing_zeros() as usize)
    }

    /// The next one behind a place.
    #[inline]
    pub(crate) fn after(&self, place: usize) -> Option<usize> {
        let from = place + 1;
        let first = self.words.get(from / 64)? & u64::MAX << (from % 64);
        if first != 0 {
            return Some(from / 64 * 64 + first.trailing_zeros() as usize);
        }
        let (at, word) = (from / 64 + 1..).zip(self.words.get(from / 64 + 1..)?).find(|it| *it.1 != 0)?;
        Some(at * 64 + word.trailing_zeros() as usize)
    }

    /// The last one that is not behind a place, and how many there are before it.
    #[inline]
    pub(crate) fn until(&self, place: usize) -> Option<(usize, usize)> {
        let at = place / 64;
        let here = self.words.get(at)? & u64::MAX >> (63 - place % 64);
        let count = *self.before.get(at)? as usize + here.count_ones() as usize;
        let (at, word) = match here {
            0 => (0..at).rev().zip(self.words[..at].iter().rev()).find(|it| *it.1 != 0)?,
            _ => (at, &here),
        };
        Some((at * 64 + 63 - word.leading_zeros() as usize, count.checked_sub(1)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_counted() {
        let all = [0, 3, 63, 64, 200, 1_000];
        let mut bits = Bits::default();
        all.into_iter().for_each(|it| bits.set(it));
        bits.count();
        for (nth, at) in all.into_iter().enumerate() {
            let next = all.get(nth + 1).copied();
            assert_eq!((bits.nth(nth), bits.after(at)), (Some(at), next));
            assert_eq!(
                (bits.until(at), bits.until(next.unwrap_or(1_001) - 1)),
                (Some((at, nth)), Some((at, nth)))
            );
        }
        assert_eq!((bits.nth(6), bits.until(9_999), Bits::default().nth(0)), (None, None, None));
    }
}
