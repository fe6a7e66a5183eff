//! What each character of a catalogue does for one word: which bits it moves, and how far.

use std::cell::OnceCell;

use crate::alphabet::Alphabet;
use crate::fold::is_han;
use crate::machine::Spelling;
use crate::run::Run;
use crate::steps::Step;

/// What a character does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Does {
    Nothing,
    /// What every character does that has nothing of the word.
    Strange,
    /// What only those of its kind do.
    Own,
}

/// Works out what each character does.
pub(crate) struct Builder<'a> {
    word: &'a [char],
    /// A bit for each of its characters, which others may share.
    bits: u64,
    spelling: Spelling,
    /// From each place of the word on: what stands there.
    rests: Vec<Run>,
    /// Where each letter of pinyin stands, by bits.
    places: [u64; 26],
    /// The syllables, and what each does, once it was asked.
    syllables: Vec<(Run, OnceCell<Option<Box<Step>>>)>,
    /// The syllables that the Han characters of the word have.
    alike: Vec<Vec<u16>>,
    /// What any character does that is not in the word, with one slip: a Chinese one, and another.
    strange: [Step; 2],
}

impl<'a> Builder<'a> {
    pub(crate) fn new(word: &'a [char], spelling: Spelling, alphabet: &'a Alphabet) -> Self {
        let number = |it: &char| number(word, *it);
        let mut new = Self {
            word,
            bits: word.iter().fold(0, |it, char| it | 1 << (*char as u32 % 64)),
            spelling,
            rests: (0..word.len()).map(|at| Run::of(word[at..].iter().map(number))).collect(),
            places: [0; 26],
            syllables: Vec::new(),
            alike: Vec::new(),
            strange: Default::default(),
        };
        for (at, rest) in new.rests.iter().enumerate() {
            if let Some(places) = letter(rest.letter(0)).and_then(|it| new.places.get_mut(it)) {
                *places |= 1 << at;
            }
        }
        if spelling != Spelling::Written {
            new.syllables = alphabet.syllables().iter().map(|it| (*it, OnceCell::new())).collect();
        }
        if matches!(spelling, Spelling::Alike | Spelling::Slip) {
            new.alike = word.iter().map(|it| alphabet.sounds(*it).collect()).collect();
        }
        if spelling == Spelling::Slip {
            new.strange = [true, false].map(|han| new.one(STRANGE, han));
        }
        new
    }

    /// What a character does that has these syllables: a Chinese one, or another. `own` is how it is folded when the word
    /// has it. Most do nothing, or what all do that are not in the word; what one does of its own is written to `all`.
    pub(crate) fn does(&self, own: Option<char>, han: bool, sounds: &[u16], all: &mut Step) -> Does {
        let known = |it: &u16| self.syllables.get(usize::from(*it));
        let spelled = sounds.iter().filter_map(known);
        let mut spelled =
            spelled.filter_map(|it| it.1.get_or_init(|| self.syllable(it.0)).as_ref()).peekable();
        let alike =
            |at: &usize| self.alike.get(*at).is_some_and(|it| it.iter().any(|it| sounds.contains(it)));
        let mut alike = (0..self.alike.len()).filter(alike).peekable();
        let passed_over = self.spelling == Spelling::Initials && !han;
        if own.is_none() && !passed_over && spelled.peek().is_none() && alike.peek().is_none() {
            return if self.spelling == Spelling::Slip { Does::Strange } else { Does::Nothing };
        }
        *all = Step::default();
        spelled.for_each(|it| all.join(it));
        alike.for_each(|at| all.right.add(1, 1 << at));
        if passed_over {
            // Letters and digits that stand together have one initial: the others are passed over.
            all.right.add(0, !1);
        }
        if let Some(char) = own {
            let places = (0..self.word.len()).filter(|at| self.word[*at] == char);
            places.for_each(|at| all.right.add(1, 1 << at));
        }
        if self.spelling == Spelling::Slip {
            match own {
                Some(char) => all.join(&self.one(number(self.word, char), han)),
                None => all.join(&self.strange[usize::from(!han)]),
            }
            if han {
                self.other_character(all);
            }
        }
        if all.is_nothing() { Does::Nothing } else { Does::Own }
    }

    /// What all do that [`Does::Strange`] is said of: Chinese characters, or others.
    pub(crate) fn strange(&self, han: bool) -> Option<Step> {
        let mut all = self.strange[usize::from(!han)];
        if han {
            self.other_character(&mut all);
        }
        (!all.is_nothing()).then_some(all)
    }

    /// Whether a character is in the word.
    pub(crate) fn has(&self, char: char) -> bool {
        self.bits >> (char as u32 % 64) & 1 != 0 && self.word.contains(&char)
    }

    /// What a syllable does; `None` for nothing.
    fn syllable(&self, syllable: Run) -> Option<Box<Step>> {
        // Without a slip it begins where its first letter stands; with one that may be its second, or stand behind.
        let slips = self.spelling == Spelling::Slip;
        let (first, second) = (self.places(syllable.letter(0)), self.places(syllable.letter(1)));
        let near = if slips { first | second | (first | second) >> 1 } else { first };
        if near == 0 {
            return None;
        }
        let mut all = Box::<Step>::default();
        for at in ones(first) {
            let rest = self.rests[at];
            let alike = rest.alike(syllable);
            if alike == syllable.length || alike == rest.length {
                all.right.add(alike, 1 << at);
            }
            if self.spelling == Spelling::Initials {
                all.right.add(1, 1 << at);
            }
        }
        if slips {
            self.slipped(syllable, near, &mut all);
        }
        (!all.is_nothing()).then_some(all)
    }

    /// Where a letter of pinyin stands in the word, by bits.
    fn places(&self, of: u8) -> u64 {
        letter(of).and_then(|it| self.places.get(it)).copied().unwrap_or_default()
    }

    /// What a character does by itself with one slip.
    fn one(&self, number: u8, han: bool) -> Step {
        let mut all = Step::default();
        self.slipped(Run { letters: u64::from(number), length: 1 }, (1 << self.word.len()) - 1, &mut all);
        if han {
            // A Chinese character is missing only beside others: of its syllable more than one letter would be.
            let mut beside = 0;
            for at in 1..self.word.len() {
                beside |= u64::from(is_han(self.word[at - 1]) || is_han(self.word[at])) << at;
            }
            all.slip.only(0, beside);
        }
        all
    }

    /// What something does with one slip in its spelling, from places where one of its first two letters is the first or
    /// second: with one slip one of them is the same, or they have changed places.
    fn slipped(&self, spelled: Run, near: u64, all: &mut Step) {
        let length = spelled.length;
        let own = length - 1;
        for at in ones(near) {
            let rest = self.rests[at];
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
                    all.slip.add(length, here);
                }
            }
            // One too few. A word cannot begin with nothing.
            if rest.length >= own
                && (length > 1 || at > 0)
                && rest.same(alike, spelled, alike + 1, own.saturating_sub(alike))
            {
                all.slip.add(own, here);
            }
            // One too many.
            if rest.length > length && rest.same(alike + 1, spelled, alike, length - alike) {
                all.slip.add(length + 1, here);
            }
            // Its last letter stands behind the first of what follows.
            if rest.length > length
                && alike >= own
                && rest.letter(length) == spelled.letter(own)
                && (own > 0 || alike == 0)
            {
                all.cross.add(own, here);
            }
            if rest.length > 1 && alike > 0 {
                let tail = (rest.length - 2).min(own);
                if rest.same(2, spelled, 1, tail) {
                    all.crossed.add(if tail == own { length + 1 } else { rest.length }, here);
                }
            }
        }
    }

    /// A character in the place of another; not of the first, which would begin everywhere, and not in words of which too
    /// little is left then.
    fn other_character(&self, all: &mut Step) {
        const LEAST: usize = 4;
        if self.word.len() < LEAST {
            return;
        }
        for at in 1..self.word.len() {
            if is_han(self.word[at]) {
                all.slip.add(1, 1 << at);
            }
        }
    }
}

/// Which letter of pinyin it is, from 0.
fn letter(byte: u8) -> Option<usize> {
    byte.is_ascii_lowercase().then(|| usize::from(byte - b'a'))
}

/// The places of the bits that are set.
fn ones(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = bits.trailing_zeros() as usize;
        bits &= bits.wrapping_sub(1);
        (at < 64).then_some(at)
    })
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
        let spelled = builder.syllable(builder.syllables[0].0).map_or_else(Step::default, |it| *it);
        let ends = |moves: &crate::steps::Moves| {
            moves.each().filter(|it| it.1 & 1 != 0).map(|it| it.0 as u8).collect()
        };
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
