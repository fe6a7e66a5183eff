//! The lines of a snapshot: UTF-8 becomes the numbers of a catalogue's characters.

use std::collections::HashMap;

use crate::Damaged;
use crate::alphabet::{Alphabet, END, Unit};

/// The longest text, in characters. A hall may send anything: what follows is left out when a catalogue is packed.
pub(crate) const MAX_TEXT: usize = 255;

/// Reads lines that lean on each other, and gives characters their numbers, in the order in which they come.
pub(crate) struct Lines<'a> {
    bytes: &'a [u8],
    /// So far.
    pub(crate) at: usize,
    line: [Unit; MAX_TEXT],
    length: usize,
    pub(crate) alphabet: &'a mut Alphabet,
    /// Most characters lie in the first plane; the others are few.
    plane: Vec<Unit>,
    others: HashMap<char, Unit>,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(alphabet: &'a mut Alphabet, bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            line: [END; MAX_TEXT],
            length: 0,
            alphabet,
            plane: vec![END; 0x1_0000],
            others: HashMap::new(),
        }
    }

    /// The line that was read last.
    pub(crate) fn line(&self) -> &[Unit] {
        &self.line[..self.length]
    }

    /// Goes on to the next line, of which so many characters are those of the line before.
    pub(crate) fn next(&mut self, same: usize) -> Result<(), Damaged> {
        if same > self.length {
            return Err(Damaged);
        }
        let (bytes, mut at, mut length) = (self.bytes, self.at, same);
        loop {
            let first = *bytes.get(at).ok_or(Damaged)?;
            let (code, width) = match first {
                b'\n' => break,
                ..0x80 => (usize::from(first), 1),
                // Nearly all of them have three bytes; those that begin with E0 or ED have rules of their own.
                0xE1..=0xEC | 0xEE..=0xEF if bytes.len() - at > 2 => {
                    let (second, third) = (bytes[at + 1], bytes[at + 2]);
                    if (second & 0xC0, third & 0xC0) != (0x80, 0x80) {
                        return Err(Damaged);
                    }
                    let low = usize::from(second & 0x3F) << 6 | usize::from(third & 0x3F);
                    (usize::from(first & 0x0F) << 12 | low, 3)
                }
                _ => {
                    let valid = bytes[at..].utf8_chunks().next().and_then(|it| it.valid().chars().next());
                    let char = valid.ok_or(Damaged)?;
                    (char as usize, char.len_utf8())
                }
            };
            at += width;
            let known = self.plane.get(code).copied().unwrap_or(END);
            let unit = if known == END { self.other(code)? } else { known };
            *self.line.get_mut(length).ok_or(Damaged)? = unit;
            length += 1;
        }
        (self.at, self.length) = (at + 1, length);
        Ok(())
    }

    #[cold]
    fn other(&mut self, code: usize) -> Result<Unit, Damaged> {
        let char = u32::try_from(code).ok().and_then(char::from_u32).ok_or(Damaged)?;
        if let Some(known) = self.others.get(&char) {
            return Ok(*known);
        }
        let new = self.alphabet.add(char)?;
        match self.plane.get_mut(code) {
            Some(slot) => *slot = new,
            None => drop(self.others.insert(char, new)),
        }
        Ok(new)
    }
}
