//! One word that somebody typed, and how it is looked for.

use std::cell::OnceCell;

use crate::alphabet::{Alphabet, Unit};
use crate::fold::is_han;
use crate::machine::{Machine, Spelling};

/// A word of fewer letters (a character counts as two) has no slips: too much would be like it.
const LEAST_FOR_A_SLIP: usize = 5;

/// The order in which a word is looked for.
const SPELLINGS: [Spelling; 5] =
    [Spelling::Written, Spelling::Sounded, Spelling::Initials, Spelling::Alike, Spelling::Slip];

/// A word, and the machines that look for it, made when they are wanted.
pub(crate) struct Spoken {
    word: Vec<char>,
    letters: bool,
    han: bool,
    machines: [OnceCell<Machine>; 5],
}

impl Spoken {
    pub(crate) fn new(word: Vec<char>) -> Self {
        let letters = word.iter().any(char::is_ascii_alphabetic);
        let han = word.iter().any(|it| is_han(*it));
        Self { word, letters, han, machines: Default::default() }
    }

    pub(crate) fn word(&self) -> &[char] {
        &self.word
    }

    pub(crate) fn machine(&self, spelling: Spelling, alphabet: &Alphabet) -> &Machine {
        self.machines[spelling as usize].get_or_init(|| Machine::new(&self.word, spelling, alphabet))
    }

    /// Whether a word like this is looked for by a spelling at all.
    pub(crate) fn takes(&self, spelling: Spelling) -> bool {
        match spelling {
            Spelling::Written => true,
            Spelling::Sounded | Spelling::Initials => self.letters,
            Spelling::Alike => self.han && self.word.len() > 1,
            Spelling::Slip => {
                let weight: usize = self.word.iter().map(|it| if is_han(*it) { 2 } else { 1 }).sum();
                weight >= LEAST_FOR_A_SLIP && (self.letters || self.han)
            }
        }
    }

    /// Where it lies in a text, by the first spelling that finds it there.
    pub(crate) fn range(&self, line: &[Unit], alphabet: &Alphabet) -> Option<(usize, usize)> {
        let spellings = SPELLINGS.into_iter().filter(|it| self.takes(*it));
        spellings.map(|it| self.machine(it, alphabet).range(line)).find_map(|it| it)
    }
}
