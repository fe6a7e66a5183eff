//! What each character of a catalogue does for one word: which bits it moves, and how far.

use std::cell::OnceCell;

use crate::alphabet::{Alphabet, Letter};
use crate::fold::is_han;
use crate::machine::{Spelling, Step};

/// The longest syllable, and room for a slip.
pub(crate) const SHIFTS: usize = 8;

/// For each distance the bits that go so far.
type Moves = [u64; SHIFTS];

/// Works out what each character does.
pub(crate) struct Builder<'a> {
    word: &'a [char],
    spelling: Spelling,
    /// From each place of the word on: what stands there.
    rests: Vec<Run>,
    /// The syllables, and what each does, once it was asked.
    syllables: Vec<(Run, OnceCell<Option<Spelled>>)>,
    /// The syllables that the Han characters of the word have.
    alike: Vec<Vec<u16>>,
    /// What any character does that is not in the word, with one slip: a Chinese one, and another.
    strange: [Spelled; 2],
}

/// What spelling something does, by distances.
#[derive(Clone, Copy, Default)]
struct Spelled {
    right: Moves,
    slip: Moves,
    cross: Moves,
    crossed: Moves,
}

impl Spelled {
    fn join(&mut self, other: &Self) {
        for by in 0..SHIFTS {
            self.right[by] |= other.right[by];
            self.slip[by] |= other.slip[by];
            self.cross[by] |= other.cross[by];
            self.crossed[by] |= other.crossed[by];
        }
    }

    fn is_nothing(&self) -> bool {
        [self.right, self.slip, self.cross, self.crossed].iter().flatten().all(|it| *it == 0)
    }

    fn step(&self) -> Option<Step> {
        if self.is_nothing() {
            return None;
        }
        let list = |moves: &Moves| {
            (0..).zip(moves).filter(|it| *it.1 != 0).map(|(by, which)| (by, *which)).collect()
        };
        Some(Step {
            right: list(&self.right),
            slip: list(&self.slip),
            cross: list(&self.cross),
            crossed: list(&self.crossed),
        })
    }
}

/// Up to eight letters in one number, the first lowest: all that is compared with a syllable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    letters: u64,
    length: usize,
}

impl Run {
    /// `number` gives each letter its own byte, none of them 0.
    fn of(letters: &[char], number: impl Fn(char) -> u8) -> Self {
        let letters = &letters[..letters.len().min(8)];
        let packed = letters.iter().rev().fold(0, |it, char| it << 8 | u64::from(number(*char)));
        Self { letters: packed, length: letters.len() }
    }

    /// Whether `length` letters of one from `at` on are those of another from `other_at` on; places may lie behind
    /// the end, where there is nothing.
    fn same(self, at: usize, other: Self, other_at: usize, length: usize) -> bool {
        let from = |it: u64, at: usize| it.checked_shr(8 * at as u32).unwrap_or(0);
        let mask = u64::MAX.checked_shr(64 - 8 * length as u32).unwrap_or(0);
        (from(self.letters, at) ^ from(other.letters, other_at)) & mask == 0
    }

    fn letter(self, at: usize) -> u8 {
        (self.letters >> (8 * at)) as u8
    }

    /// How many letters two begin with in common.
    fn alike(self, other: Self) -> usize {
        ((self.letters ^ other.letters).trailing_zeros() as usize / 8).min(self.length).min(other.length)
    }
}

impl<'a> Builder<'a> {
    pub(crate) fn new(word: &'a [char], spelling: Spelling, alphabet: &'a Alphabet) -> Self {
        let number = |it: char| number(word, it);
        let mut new = Self {
            word,
            spelling,
            rests: (0..word.len()).map(|at| Run::of(&word[at..], number)).collect(),
            syllables: Vec::new(),
            alike: Vec::new(),
            strange: Default::default(),
        };
        if spelling != Spelling::Written {
            new.syllables = alphabet.syllables().map(|it| (Run::of(it, number), OnceCell::new())).collect();
        }
        if matches!(spelling, Spelling::Alike | Spelling::Slip) {
            new.alike = word.iter().map(|it| alphabet.sounds(*it).collect()).collect();
        }
        if spelling == Spelling::Slip {
            new.strange = [true, false].map(|han| new.one(STRANGE, han));
        }
        new
    }

    /// What a character does, which is folded as `char`; `None` for nothing.
    pub(crate) fn step(&self, char: char, letter: &Letter) -> Option<Step> {
        let mut all = Spelled::default();
        for at in 0..self.word.len() {
            if self.word[at] == char {
                all.right[1] |= 1 << at;
            }
        }
        for sound in &letter.sounds {
            let known = self.syllables.get(usize::from(*sound));
            if let Some(spelled) = known.and_then(|it| it.1.get_or_init(|| self.syllable(it.0)).as_ref()) {
                all.join(spelled);
            }
        }
        if self.spelling == Spelling::Initials && !letter.han {
            // Letters and digits that stand together have one initial: the others are passed over.
            all.right[0] |= !1;
        }
        for (at, sounds) in self.alike.iter().enumerate().filter(|it| !it.1.is_empty()) {
            if sounds.iter().any(|it| letter.sounds.contains(it)) {
                all.right[1] |= 1 << at;
            }
        }
        if self.spelling == Spelling::Slip {
            match number(self.word, char) {
                STRANGE => all.join(&self.strange[usize::from(!letter.han)]),
                number => all.join(&self.one(number, letter.han)),
            }
            if letter.han {
                self.other_character(&mut all);
            }
        }
        all.step()
    }

    /// What a syllable does; `None` for nothing.
    fn syllable(&self, syllable: Run) -> Option<Spelled> {
        let mut all = Spelled::default();
        for (at, rest) in self.rests.iter().enumerate() {
            let alike = rest.alike(syllable);
            if alike == syllable.length || alike == rest.length {
                all.right[alike] |= 1 << at;
            }
            if self.spelling == Spelling::Initials && alike > 0 {
                all.right[1] |= 1 << at;
            }
        }
        if self.spelling == Spelling::Slip {
            self.slipped(syllable, &mut all);
        }
        Some(all).filter(|it| !it.is_nothing())
    }

    /// What a character does by itself with one slip.
    fn one(&self, number: u8, han: bool) -> Spelled {
        let mut all = Spelled::default();
        self.slipped(Run { letters: u64::from(number), length: 1 }, &mut all);
        if han {
            // A Chinese character is missing only beside others: of its syllable more than one letter would be.
            let mut beside = 0;
            for at in 1..self.word.len() {
                beside |= u64::from(is_han(self.word[at - 1]) || is_han(self.word[at])) << at;
            }
            all.slip[0] &= beside;
        }
        all
    }

    /// What something does with one slip in its spelling.
    fn slipped(&self, spelled: Run, all: &mut Spelled) {
        let length = spelled.length;
        let own = length - 1;
        for (at, rest) in self.rests.iter().copied().enumerate() {
            let here = 1 << at;
            let alike = rest.alike(spelled);
            // Another letter, or two that changed places. A single letter would be none of it.
            if rest.length >= length && length > 1 && alike < length {
                let another = rest.same(alike + 1, spelled, alike + 1, own - alike);
                let changed = alike < own
                    && rest.letter(alike) == spelled.letter(alike + 1)
                    && rest.letter(alike + 1) == spelled.letter(alike)
                    && rest.same(alike + 2, spelled, alike + 2, own - 1 - alike);
                if another || changed {
                    all.slip[length] |= here;
                }
            }
            // One too few. A word cannot begin with nothing.
            if rest.length >= own
                && (length > 1 || at > 0)
                && rest.same(alike, spelled, alike + 1, own.saturating_sub(alike))
            {
                all.slip[own] |= here;
            }
            // One too many.
            if rest.length > length && rest.same(alike + 1, spelled, alike, length - alike) {
                all.slip[length + 1] |= here;
            }
            // Its last letter stands behind the first of what follows.
            if rest.length > length
                && alike >= own
                && rest.letter(length) == spelled.letter(own)
                && (own > 0 || alike == 0)
            {
                all.cross[own] |= here;
            }
            if rest.length > 1 && alike > 0 {
                let tail = (rest.length - 2).min(own);
                if rest.same(2, spelled, 1, tail) {
                    all.crossed[if tail == own { length + 1 } else { rest.length }] |= here;
                }
            }
        }
    }

    /// A character in the place of another; not of the first, which would begin everywhere, and not in words of which too
    /// little is left then.
    fn other_character(&self, all: &mut Spelled) {
        const LEAST: usize = 4;
        if self.word.len() < LEAST {
            return;
        }
        for at in 1..self.word.len() {
            if is_han(self.word[at]) {
                all.slip[1] |= 1 << at;
            }
        }
    }
}

/// What a letter is that the word does not have.
const STRANGE: u8 = 0xFF;

/// A byte for each letter: letters of pinyin as they are, others by their place in the word.
fn number(word: &[char], char: char) -> u8 {
    match u8::try_from(char) {
        Ok(byte @ 1..0x80) => byte,
        _ => word.iter().position(|it| *it == char).map_or(STRANGE, |it| 0x80 + it as u8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where a word may be spelled up to by something, from its beginning: without a slip, and with one.
    fn ends(word: &str, spelled: &str) -> (Vec<u8>, Vec<u8>) {
        let word: Vec<char> = word.chars().collect();
        let alphabet = Alphabet::new(&[(spelled.to_owned(), "字".to_owned())]).unwrap();
        let builder = Builder::new(&word, Spelling::Slip, &alphabet);
        let spelled = builder.syllable(builder.syllables[0].0).unwrap_or_default();
        let ends = |moves: &Moves| (0..).zip(moves).filter(|it| it.1 & 1 != 0).map(|it| it.0).collect();
        (ends(&spelled.right), ends(&spelled.slip))
    }

    #[test]
    fn one_slip_in_a_syllable_table() {
        #[rustfmt::skip]
        let table: [(&str, &str, &[u8], &[u8]); 8] = [
            // typed, syllable, where it ends as typed, where it ends with one slip
            ("kaifan", "kai", &[3], &[2, 4]),
            ("kaf",    "kai", &[],  &[2, 3]),
            ("kia",    "kai", &[],  &[2, 3]),
            ("kaii",   "kai", &[3], &[2, 4]),
            ("xai",    "kai", &[],  &[3]),
            ("ai",     "kai", &[],  &[2]),
            ("fan",    "kai", &[],  &[]),
            ("ka",     "kai", &[2], &[2]),
        ];
        for (word, syllable, right, slip) in table {
            assert_eq!(ends(word, syllable), (right.to_vec(), slip.to_vec()), "{word} {syllable}");
        }
    }
}
