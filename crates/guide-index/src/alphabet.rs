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

/// What is known of a character.
#[derive(Debug, Clone)]
pub(crate) struct Letter {
    pub(crate) char: char,
    /// As it is compared; `None` for what does not matter.
    pub(crate) folded: Option<char>,
    pub(crate) han: bool,
    /// Its syllables, by number.
    pub(crate) sounds: Vec<u16>,
    /// The same for all characters with the same syllables.
    pub(crate) class: u16,
}

/// All characters, in the order of their numbers, beginning with 1.
#[derive(Debug, Clone, Default)]
pub(crate) struct Alphabet {
    letters: Vec<Letter>,
    /// The syllables, in lower-case ASCII letters.
    syllables: Vec<Run>,
    /// Each folded character with one of its syllables, in order.
    sounds: Vec<(char, u16)>,
    classes: HashMap<Vec<u16>, u16>,
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
        chars.chars().try_for_each(|it| self.add(it).map(drop))
    }

    /// Adds a character that is not there yet.
    fn add(&mut self, char: char) -> Result<Unit, Damaged> {
        let number = Unit::try_from(self.letters.len() + 1).map_err(|_| Damaged)?;
        let folded = fold(char);
        let sounds: Vec<u16> = folded.map(|it| self.sounds(it).collect()).unwrap_or_default();
        let next = self.classes.len() as u16;
        let class = *self.classes.entry(sounds.clone()).or_insert(next);
        self.letters.push(Letter { char, folded, han: folded.is_some_and(is_han), sounds, class });
        Ok(number)
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

    /// How many classes of characters with the same syllables there are.
    pub(crate) fn classes(&self) -> usize {
        self.classes.len()
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
        assert!(take(b"\xE9\xA3").is_err() && take(b"\xED\xA0\x80").is_err(), "no UTF-8");
    }
}
