//! The bytes of a snapshot: sections with their lengths, columns in planes, texts that share beginnings.

use crate::Damaged;
use crate::alphabet::Unit;

/// What every snapshot begins with; the last byte is the format.
pub(crate) const MAGIC: [u8; 4] = *b"GIX\x01";

/// Writes sections one after the other.
pub(crate) struct Writer(Vec<u8>);

impl Writer {
    pub(crate) fn new() -> Self {
        Self(MAGIC.to_vec())
    }

    pub(crate) fn section(&mut self, bytes: &[u8]) {
        // A catalogue of more than 4 GiB is none.
        self.0.extend(u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes());
        self.0.extend(bytes);
    }

    /// Two sections: see [`lean`].
    pub(crate) fn leaning<'a>(&mut self, texts: impl Iterator<Item = &'a str>, block: usize) {
        let (shared, rests) = lean(texts, block);
        self.section(&shared);
        self.section(&rests);
    }

    pub(crate) fn done(self) -> Vec<u8> {
        self.0
    }
}

/// Where bytes come from: a slice, or an array of the browser's, of which only a part at a time is copied here.
pub trait Source {
    /// The next bytes, so many of them; `None` when there are not.
    fn take(&mut self, length: usize) -> Option<Vec<u8>>;

    /// How many there are still.
    fn left(&self) -> usize;
}

impl Source for &[u8] {
    fn take(&mut self, length: usize) -> Option<Vec<u8>> {
        let (taken, rest) = self.split_at_checked(length)?;
        *self = rest;
        Some(taken.to_vec())
    }

    fn left(&self) -> usize {
        self.len()
    }
}

/// Bytes that are copied at a time where what they become is kept instead.
const PIECE: usize = 0x1_0000;

/// Reads the sections back, in their order.
pub(crate) struct Reader<'a, S>(&'a mut S);

impl<'a, S: Source> Reader<'a, S> {
    pub(crate) fn new(source: &'a mut S) -> Result<Self, Damaged> {
        if source.take(MAGIC.len()).is_some_and(|it| it == MAGIC) { Ok(Self(source)) } else { Err(Damaged) }
    }

    pub(crate) fn section(&mut self) -> Result<Vec<u8>, Damaged> {
        let length = self.length()?;
        self.0.take(length).ok_or(Damaged)
    }

    /// A section of numbers of two bytes each, with room for `more`. Its bytes never lie in memory beside them.
    pub(crate) fn units(&mut self, more: usize) -> Result<Vec<Unit>, Damaged> {
        let mut left = self.length()?;
        if left % 2 != 0 || left > self.0.left() {
            return Err(Damaged);
        }
        let mut units = Vec::with_capacity(left / 2 + more);
        while left > 0 {
            let piece = self.0.take(left.min(PIECE)).ok_or(Damaged)?;
            left -= piece.len();
            add(&mut units, &piece);
        }
        Ok(units)
    }

    fn length(&mut self) -> Result<usize, Damaged> {
        let length = self.0.take(4).and_then(|it| it.try_into().ok()).ok_or(Damaged)?;
        usize::try_from(u32::from_le_bytes(length)).map_err(|_| Damaged)
    }
}

fn add(units: &mut Vec<Unit>, piece: &[u8]) {
    units.extend(piece.as_chunks::<2>().0.iter().map(|it| Unit::from_le_bytes(*it)));
}

/// Numbers by planes: how many bytes each takes, then all lowest bytes, all second bytes, and so on. Planes compress
/// better than numbers.
pub(crate) fn planes(numbers: &[u32]) -> Vec<u8> {
    let most = numbers.iter().copied().max().unwrap_or_default();
    let width = most.to_le_bytes().iter().rposition(|it| *it != 0).map_or(0, |it| it + 1);
    let mut out = vec![width as u8];
    for plane in 0..width {
        out.extend(numbers.iter().map(|it| it.to_le_bytes()[plane]));
    }
    out
}

/// Appends a number in groups of seven bits, the lowest first (LEB128).
pub(crate) fn push_varint(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push((number & 0x7F) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Numbers written by [`push_varint`], one after the other.
pub(crate) struct Varints<'a>(pub(crate) &'a [u8]);

impl Varints<'_> {
    pub(crate) fn next(&mut self) -> Result<u32, Damaged> {
        let mut number = 0u32;
        for shift in [0, 7, 14, 21, 28] {
            let (byte, rest) = self.0.split_first().ok_or(Damaged)?;
            self.0 = rest;
            let part = u32::from(byte & 0x7F);
            number |= part.checked_shl(shift).filter(|it| it >> shift == part).ok_or(Damaged)?;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(Damaged)
    }

    pub(crate) fn end(&self) -> Result<(), Damaged> {
        if self.0.is_empty() { Ok(()) } else { Err(Damaged) }
    }
}

/// Identifiers that lean on the one before: for each the number of characters it begins with in common, and the rest
/// of it, ended by a line feed. None has a line feed, or shares more than 255 characters; the first of each `block`
/// stands by itself.
pub(crate) fn lean<'a>(texts: impl Iterator<Item = &'a str>, block: usize) -> (Vec<u8>, Vec<u8>) {
    let (mut shared, mut rests) = (Vec::new(), Vec::new());
    let mut before = "";
    for (at, text) in texts.enumerate() {
        if at % block == 0 {
            before = "";
        }
        let (count, bytes) = alike(before, text);
        shared.push(count);
        rests.extend(&text.as_bytes()[bytes..]);
        rests.push(b'\n');
        before = text;
    }
    (shared, rests)
}

/// How much a text begins with of the one before, at most 255 characters: in characters and in bytes.
pub(crate) fn alike(before: &str, text: &str) -> (u8, usize) {
    let same = text.chars().zip(before.chars()).take(255).take_while(|it| it.0 == it.1);
    same.fold((0, 0), |it, (char, _)| (it.0 + 1, it.1 + char.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_read_back_and_nothing_else_does() {
        let mut writer = Writer::new();
        writer.section(b"one");
        writer.section(b"");
        let bytes = writer.done();
        let mut source = &bytes[..];
        let mut reader = Reader::new(&mut source).unwrap();
        assert_eq!((reader.section().unwrap(), reader.section().unwrap()), (b"one".to_vec(), Vec::new()));
        assert!(reader.section().is_err());
        assert!(Reader::new(&mut &b"GIX\x02"[..]).is_err());
        for cut in 4..bytes.len() {
            let mut source = &bytes[..cut];
            let mut reader = Reader::new(&mut source).unwrap();
            assert!(reader.section().is_err() || reader.section().is_err(), "{cut}");
        }
    }

    #[test]
    fn numbers_of_two_bytes_are_copied_a_piece_at_a_time() {
        let units: Vec<Unit> = (0..40_000).collect();
        let mut writer = Writer::new();
        writer.section(&units.iter().copied().flat_map(Unit::to_le_bytes).collect::<Vec<u8>>());
        writer.section(b"odd");
        let bytes = writer.done();
        let mut source = &bytes[..];
        let mut reader = Reader::new(&mut source).unwrap();
        assert_eq!(reader.units(2).unwrap(), units);
        assert!(reader.units(0).is_err());
        // Says that it is longer than all there is: no room is made for it.
        let mut source = &[&MAGIC[..], &[0xFE, 0xFF, 0xFF, 0xFF, 0]].concat()[..];
        assert!(Reader::new(&mut source).unwrap().units(0).is_err());
    }

    #[test]
    fn numbers_read_back() {
        let numbers = [0, 127, 128, 16_383, 16_384, u32::MAX];
        let mut bytes = Vec::new();
        numbers.iter().for_each(|it| push_varint(&mut bytes, *it));
        let mut read = Varints(&bytes);
        assert!(numbers.iter().all(|it| read.next().unwrap() == *it));
        assert!(read.end().is_ok() && read.next().is_err());
        assert!(Varints(&[0xFF; 5]).next().is_err(), "more than 32 bits");
        assert!(Varints(&[0x80; 9]).next().is_err());
    }

    #[test]
    fn texts_lean_on_the_one_before() {
        let texts = ["食品", "食品经营", "食品经营", "水", ""];
        let (shared, rests) = lean(texts.into_iter(), 9);
        assert_eq!(shared, [0, 2, 4, 0, 0]);
        assert_eq!(lean(texts.into_iter(), 2).0, [0, 2, 0, 0, 0]);
        assert_eq!(rests, "食品\n经营\n\n水\n\n".as_bytes());
    }
}
