//! The characters a catalogue is written with, and how they sound.

use std::collections::HashMap;

use crate::Damaged;
use crate::fold::{fold, is_han};
use crate::run::Run;
use crate::sound::{all_of_many, common};

/// A character, by its number in the catalogue. 0 ends a text.
pub(crate) type Unit = u16;

/// The end of a text.
pub(crate) const END: Unit = 0;

/// Most characters that one catalogue may be written with; the last one is shown for all others.
pub(crate) const MAX_LETTERS: usize = 60_001;

/// What is known of a character.
#[derive(Debug, Clone)]
pub(crate) struct Letter {
    pub(crate) char: char,
    /// As it is compared; `None` for what does not matter.
    pub(crate) folded: Option<char>,
}

/// What characters have in common that do the same for every word they are not in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Class {
    /// The end of a text.
    End,
    /// What does not matter.
    Mark,
    /// A letter or digit, as it is compared: each for itself.
    Other(char),
    /// Chinese characters, by the numbers of their syllables.
    Han(Vec<u16>),
}

/// All characters, in the order of their numbers, beginning with 1.
#[derive(Debug, Clone)]
pub(crate) struct Alphabet {
    letters: Vec<Letter>,
    classes: Vec<Class>,
    /// The class of each character, by its number.
    class_of: Vec<u16>,
    /// The syllables, in lower-case ASCII letters.
    syllables: Vec<Run>,
    /// Each folded character with one of its syllables, in order.
    sounds: Vec<(char, u16)>,
}

impl Default for Alphabet {
    fn default() -> Self {
        Self {
            letters: Vec::new(),
            classes: vec![Class::End],
            class_of: vec![0],
            syllables: Vec::new(),
            sounds: Vec::new(),
        }
    }
}

impl Alphabet {
    /// With the readings of a snapshot: a syllable, and the characters that are read so; and with those that
    /// everybody knows, because people type characters that the catalogue does not have.
    pub(crate) fn new(readings: &[(String, String)]) -> Result<Self, Damaged> {
        let mut alphabet = Self::default();
        let mut numbers: HashMap<String, u16> = HashMap::new();
        for (syllable, chars) in readings {
            if !(1..=6).contains(&syllable.len()) || !syllable.bytes().all(|it| it.is_ascii_lowercase()) {
                return Err(Damaged);
            }
            let number = alphabet.number(syllable, &mut numbers)?;
            chars.chars().for_each(|it| alphabet.read(it, number));
        }
        for (syllable, chars) in common() {
            let number = alphabet.number(syllable, &mut numbers)?;
            chars.chars().for_each(|it| alphabet.read(it, number));
        }
        for (char, syllable) in all_of_many() {
            let number = alphabet.number(syllable, &mut numbers)?;
            alphabet.read(char, number);
        }
        alphabet.sounds.sort_unstable();
        alphabet.sounds.dedup();
        Ok(alphabet)
    }

    fn number(&mut self, syllable: &str, numbers: &mut HashMap<String, u16>) -> Result<u16, Damaged> {
        if let Some(number) = numbers.get(syllable) {
            return Ok(*number);
        }
        let number = u16::try_from(self.syllables.len()).map_err(|_| Damaged)?;
        self.syllables.push(Run::of(syllable.bytes()));
        numbers.insert(syllable.to_owned(), number);
        Ok(number)
    }

    fn read(&mut self, char: char, number: u16) {
        self.sounds.extend(fold(char).map(|it| (it, number)));
    }

    /// Takes the characters of a catalogue, in UTF-8, each once.
    pub(crate) fn take(&mut self, chars: &[u8]) -> Result<(), Damaged> {
        let chars = std::str::from_utf8(chars).map_err(|_| Damaged)?;
        let mut sorted: Vec<char> = chars.chars().collect();
        sorted.sort_unstable();
        if sorted.windows(2).any(|it| it[0] == it[1]) {
            return Err(Damaged);
        }
        if sorted.len() > MAX_LETTERS {
            return Err(Damaged);
        }
        let mut numbers: HashMap<Class, u16> = HashMap::new();
        for char in chars.chars() {
            let folded = fold(char);
            let class = match folded {
                None => Class::Mark,
                Some(it) if is_han(it) => Class::Han(self.sounds(it).collect()),
                Some(it) => Class::Other(it),
            };
            let number = *numbers.entry(class).or_insert_with_key(|it| {
                self.classes.push(it.clone());
                (self.classes.len() - 1) as u16
            });
            self.class_of.push(number);
            self.letters.push(Letter { char, folded });
        }
        Ok(())
    }

    /// Every character with its number.
    pub(crate) fn letters(&self) -> impl Iterator<Item = (Unit, &Letter)> {
        (1..).zip(&self.letters)
    }

    /// A character by its number.
    pub(crate) fn char(&self, unit: Unit) -> char {
        self.letters.get(usize::from(unit).wrapping_sub(1)).map_or(char::REPLACEMENT_CHARACTER, |it| it.char)
    }

    /// True for what does not matter.
    pub(crate) fn is_mark(&self, unit: Unit) -> bool {
        self.letters.get(usize::from(unit).wrapping_sub(1)).is_some_and(|it| it.folded.is_none())
    }

    /// The syllables, in the order of their numbers.
    pub(crate) fn syllables(&self) -> &[Run] {
        &self.syllables
    }

    /// The numbers of the syllables of a folded character.
    pub(crate) fn sounds(&self, char: char) -> impl Iterator<Item = u16> {
        let from = self.sounds.partition_point(|it| it.0 < char);
        self.sounds.iter().skip(from).take_while(move |it| it.0 == char).map(|it| it.1)
    }

    /// All classes; each character has one of them.
    pub(crate) fn classes(&self) -> &[Class] {
        &self.classes
    }

    /// The class of each character, by its number; the first is that of the end of a text.
    pub(crate) fn class_of(&self) -> &[u16] {
        &self.class_of
    }

    /// How many characters there are.
    pub(crate) fn len(&self) -> usize {
        self.letters.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_taken_once() {
        let take = |chars: &[u8]| Alphabet::default().take(chars);
        assert!(take("食品é𠮷".as_bytes()).is_ok());
        assert!(take("食品食".as_bytes()).is_err(), "twice");
        let many = |count: usize| ('\u{10000}'..).take(count).collect::<String>();
        assert!(take(many(60_001).as_bytes()).is_ok() && take(many(60_002).as_bytes()).is_err(), "too many");
        assert!(take(b"\xE9\xA3").is_err() && take(b"\xED\xA0\x80").is_err(), "no UTF-8");
    }
}
