//! What each character of a catalogue does for one word: which bits it moves, and how far.

use std::cell::OnceCell;

use crate::alphabet::{Alphabet, Letter};
use crate::fold::is_han;
use crate::machine::{Spelling, State, Step};

/// The longest syllable, and room for a slip.
pub(crate) const SHIFTS: usize = 8;

/// For each distance the bits that go so far.
pub(crate) type Moves = [u64; SHIFTS];

/// Works out what each character does.
pub(crate) struct Builder<'a> {
    word: &'a [char],
    spelling: Spelling,
    /// The syllables, and what each does, once it was asked.
    syllables: Vec<(&'a [char], OnceCell<Spelled>)>,
    /// The syllables that the Han characters of the word have.
    alike: Vec<Vec<u16>>,
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

    fn step(&self) -> Option<Step> {
        if [self.right, self.slip, self.cross, self.crossed].iter().flatten().all(|it| *it == 0) {
            return None;
        }
        let list = |moves: &Moves| {
            (0..).zip(moves).filter(|it| *it.1 != 0).map(|(by, which)| (by, *which)).collect()
        };
        let any = |moves: &Moves| moves.iter().fold(0, |it, which| it | which);
        Some(Step {
            any: State {
                right: any(&self.right) | any(&self.slip) | any(&self.cross),
                slip: any(&self.right),
                cross: any(&self.crossed),
            },
            right: list(&self.right),
            slip: list(&self.slip),
            cross: list(&self.cross),
            crossed: list(&self.crossed),
        })
    }
}

impl<'a> Builder<'a> {
    pub(crate) fn new(word: &'a [char], spelling: Spelling, alphabet: &'a Alphabet) -> Self {
        let mut new = Self { word, spelling, syllables: Vec::new(), alike: Vec::new() };
        if spelling != Spelling::Written {
            new.syllables = alphabet.syllables().map(|it| (it, OnceCell::new())).collect();
        }
        if matches!(spelling, Spelling::Alike | Spelling::Slip) {
            new.alike = word.iter().map(|it| alphabet.sounds(*it).collect()).collect();
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
            if let Some((syllable, spelled)) = self.syllables.get(usize::from(*sound)) {
                all.join(spelled.get_or_init(|| self.syllable(syllable)));
            }
        }
        if self.spelling == Spelling::Initials && !letter.han {
            // Letters and digits that stand together have one initial: the others are passed over.
            all.right[0] |= !1;
        }
        for (at, sounds) in self.alike.iter().enumerate() {
            if sounds.iter().any(|it| letter.sounds.contains(it)) {
                all.right[1] |= 1 << at;
            }
        }
        if self.spelling == Spelling::Slip {
            self.slipped(&[char], &mut all);
            if letter.han {
                self.other_character(&mut all);
            }
        }
        all.step()
    }

    /// What a syllable does.
    fn syllable(&self, syllable: &[char]) -> Spelled {
        let mut all = Spelled::default();
        let (word, length) = (self.word, syllable.len());
        for at in 0..word.len() {
            let rest = &word[at..];
            if rest.starts_with(syllable) {
                all.right[length] |= 1 << at;
            } else if syllable.starts_with(rest) {
                all.right[rest.len()] |= 1 << at;
            }
            if self.spelling == Spelling::Initials && rest[0] == syllable[0] {
                all.right[1] |= 1 << at;
            }
        }
        if self.spelling == Spelling::Slip {
            self.slipped(syllable, &mut all);
        }
        all
    }

    /// What something does with one slip in its spelling.
    fn slipped(&self, spelled: &[char], all: &mut Spelled) {
        let (word, length) = (self.word, spelled.len());
        for at in 0..word.len() {
            let rest = &word[at..];
            let here = 1 << at;
            // Another letter, or two that changed places.
            if rest.len() >= length
                && length > 1
                && (differ_in_one(&rest[..length], spelled) || changed_places(&rest[..length], spelled))
            {
                all.slip[length] |= here;
            }
            // One too few. A word cannot begin with nothing.
            if length > 0
                && rest.len() >= length - 1
                && lacks_one(spelled, &rest[..length - 1])
                && (length > 1 || at > 0)
            {
                all.slip[length - 1] |= here;
            }
            // One too many.
            if rest.len() > length && lacks_one(&rest[..length + 1], spelled) {
                all.slip[length + 1] |= here;
            }
            // Its last letter stands behind the first of what follows.
            let own = length - 1;
            if rest.len() > length
                && rest[..own] == spelled[..own]
                && rest[length] == spelled[own]
                && (own > 0 || rest[0] != spelled[0])
            {
                all.cross[own] |= here;
            }
            let tail = rest.get(2..).unwrap_or_default();
            if rest.len() > 1 && rest[0] == spelled[0] {
                if tail.starts_with(&spelled[1..]) {
                    all.crossed[length + 1] |= here;
                } else if spelled[1..].starts_with(tail) {
                    all.crossed[rest.len()] |= here;
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

fn differ_in_one(a: &[char], b: &[char]) -> bool {
    a.iter().zip(b).filter(|it| it.0 != it.1).count() == 1
}

fn changed_places(a: &[char], b: &[char]) -> bool {
    let Some(at) = a.iter().zip(b).position(|it| it.0 != it.1) else { return false };
    at + 1 < a.len() && a[at] == b[at + 1] && a[at + 1] == b[at] && a[at + 2..] == b[at + 2..]
}

/// True when `short` is `long` without one of its characters.
fn lacks_one(long: &[char], short: &[char]) -> bool {
    let same = long.iter().zip(short).take_while(|it| it.0 == it.1).count();
    long.len() == short.len() + 1 && long[same + 1..] == short[same..]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where a word may be spelled up to by something, from its beginning: without a slip, and with one.
    fn ends(word: &str, spelled: &str) -> (Vec<u8>, Vec<u8>) {
        let word: Vec<char> = word.chars().collect();
        let alphabet = Alphabet::new(&[(spelled.to_owned(), "字".to_owned())]).unwrap();
        let builder = Builder::new(&word, Spelling::Slip, &alphabet);
        let spelled = builder.syllable(builder.syllables[0].0);
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
