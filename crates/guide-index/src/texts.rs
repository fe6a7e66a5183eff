//! All texts of a snapshot, each as what it adds to the one before it, and where each character stands in them.
//!
//! Texts are sorted: they are a tree whose branches begin alike, and whatever is looked for is looked for once in what
//! many of them share.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use crate::Damaged;
use crate::alphabet::{Alphabet, END, Unit};
use crate::bits::Bits;
use crate::bytes::alike;
use crate::places::{LEAD, Places, Stretch};

/// The longest text, in characters. A hall may send anything: what follows is left out when a catalogue is packed.
pub(crate) const MAX_TEXT: usize = 255;

/// Of so many texts one is found without reading those before it: the first stands by itself.
const BLOCK: usize = 32;

#[derive(Debug, Clone, Default)]
pub(crate) struct Texts {
    /// For each text the last [`LEAD`] characters it shares with the one before ([`END`] for those it does not), then
    /// those it adds.
    units: Vec<Unit>,
    /// How many characters each has.
    lengths: Vec<u8>,
    /// Where each begins in `units`, and where the last one ends.
    begins: Bits,
    /// The texts that begin with what does not matter, in order.
    marked: Vec<u32>,
    places: Places,
}

/// Where a text lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct At {
    pub(crate) text: usize,
    /// Where in the units it begins.
    begin: usize,
    end: usize,
}

impl Texts {
    /// Takes texts as a snapshot has them: how many characters each shares with the one before, and the characters as
    /// [`lean`] wrote them. The first of each [`BLOCK`], and of each kind by `kinds`, stands by itself; the end of the last
    /// kind is the end. `total` is how many characters all have, with one more for each.
    pub(crate) fn read(
        shared: &[u8],
        mut units: Vec<Unit>,
        kinds: &[usize],
        total: usize,
        alphabet: &Alphabet,
    ) -> Result<Self, Damaged> {
        let length = units.len();
        // What is looked at behind the last one.
        units.extend([END; LEAD]);
        let texts = Self { units, lengths: Vec::with_capacity(shared.len()), ..Self::default() };
        let mut reader = Reader { texts, alphabet, at: 0, line: [END; LEAD + MAX_TEXT], length: 0, sum: 0 };
        for (text, same) in shared.iter().enumerate() {
            if *same > 0 && (text % BLOCK == 0 || kinds.contains(&text)) {
                return Err(Damaged);
            }
            reader.next(usize::from(*same))?;
        }
        if reader.at != length || reader.sum != total {
            return Err(Damaged);
        }
        let mut texts = reader.texts;
        texts.begins.set(length);
        texts.begins.count();
        let ends: Vec<usize> = kinds.iter().map(|it| texts.at(*it).begin).collect();
        texts.places = Places::of(&texts.units, &ends, alphabet);
        Ok(texts)
    }

    /// How many characters a text has.
    pub(crate) fn length(&self, text: usize) -> usize {
        self.lengths.get(text).map_or(0, |it| usize::from(*it))
    }

    /// How many of them are those of the text before.
    pub(crate) fn shared(&self, at: At) -> usize {
        let length = self.lengths.get(at.text).map_or(0, |it| usize::from(*it) + LEAD);
        (length + at.begin).saturating_sub(at.end)
    }

    /// The characters of a text.
    pub(crate) fn line(&self, text: usize) -> Vec<Unit> {
        let mut line = Vec::with_capacity(MAX_TEXT);
        if text >= self.lengths.len() {
            return line;
        }
        let mut at = self.at(text / BLOCK * BLOCK);
        loop {
            line.truncate(self.shared(at));
            line.extend_from_slice(self.own(at));
            if at.text >= text {
                return line;
            }
            at = self.next(at);
        }
    }

    /// Where a text lies; behind the last one there is nothing.
    pub(crate) fn at(&self, text: usize) -> At {
        let begin = self.begins.nth(text).unwrap_or(self.begins.last);
        At { text, begin, end: self.begins.after(begin).unwrap_or(self.begins.last) }
    }

    /// The text behind one.
    pub(crate) fn next(&self, at: At) -> At {
        At { text: at.text + 1, begin: at.end, end: self.begins.after(at.end).unwrap_or(self.begins.last) }
    }

    /// What a text adds to the one before.
    pub(crate) fn own(&self, at: At) -> &[Unit] {
        self.units.get(at.begin + LEAD..at.end).unwrap_or_default()
    }

    /// What it adds from a place on.
    pub(crate) fn own_from(&self, place: usize, at: At) -> &[Unit] {
        self.units.get(place..at.end).unwrap_or_default()
    }

    /// The text to whose characters so many from a place on belong, when it adds the last of them, and how many of its
    /// characters stand before the place.
    pub(crate) fn of(&self, place: usize, length: usize) -> Option<(At, usize)> {
        let (begin, text) = self.begins.until(place)?;
        let at = At { text, begin, end: self.begins.after(begin)? };
        let adds = (begin + LEAD..at.end).contains(&(place + length - 1));
        adds.then(|| (self.shared(at) + place).checked_sub(begin + LEAD)).flatten().map(|it| (at, it))
    }

    /// True when nothing that matters stands before a place in a text.
    pub(crate) fn is_start(&self, text: usize, depth: usize, is_mark: impl Fn(Unit) -> bool) -> bool {
        depth == 0
            || self.marked.binary_search(&(text as u32)).is_ok()
                && self.line(text).iter().take(depth).all(|it| is_mark(*it))
    }

    /// The characters that do not matter.
    pub(crate) fn marks(&self) -> &[Unit] {
        &self.places.marks
    }

    /// The stretches of the texts of some kinds.
    pub(crate) fn stretches(&self, of: &Range<usize>) -> impl Iterator<Item = Stretch<'_>> {
        self.places.stretches(&self.units, self.at(of.start).begin..self.at(of.end).begin)
    }
}

/// Goes through the characters that texts add to each other.
struct Reader<'a> {
    texts: Texts,
    alphabet: &'a Alphabet,
    /// Where the next one begins.
    at: usize,
    /// The text before, behind what is said to stand before every text.
    line: [Unit; LEAD + MAX_TEXT],
    length: usize,
    /// Characters of all so far, and one more for each.
    sum: usize,
}

impl Reader<'_> {
    /// Goes on to the next text, of which so many characters are those of the one before: the last of these go where
    /// room was left for them.
    fn next(&mut self, same: usize) -> Result<(), Damaged> {
        let (room, own) = self
            .texts
            .units
            .get_mut(self.at..)
            .and_then(|it| it.split_at_mut_checked(LEAD))
            .ok_or(Damaged)?;
        if same > self.length || *room != [END; LEAD] {
            return Err(Damaged);
        }
        room.copy_from_slice(&self.line[same..same + LEAD]);
        let (line, most) = (&mut self.line[LEAD + same..], self.alphabet.len());
        let mut length = 0;
        for unit in own.iter().copied().take_while(|it| *it != END) {
            if usize::from(unit) > most || length == line.len() {
                return Err(Damaged);
            }
            line[length] = unit;
            length += 1;
        }
        if same + length > 0 && self.alphabet.is_mark(self.line[LEAD]) {
            self.texts.marked.push(self.texts.lengths.len() as u32);
        }
        self.texts.begins.set(self.at);
        self.texts.lengths.push((same + length) as u8);
        self.length = same + length;
        self.at += LEAD + length;
        self.sum += self.length + 1;
        Ok(())
    }
}

/// Texts as a snapshot has them: for each how many characters it shares with the one before, none where [`Texts`] has to
/// stand by itself, and two sections of bytes: the characters, the most frequent first, and for each text [`LEAD`] times
/// [`END`] and the numbers of the characters it adds.
pub(crate) fn lean(texts: &[&[String]]) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    let mut shared = Vec::new();
    let mut added: Vec<&str> = Vec::new();
    for kind in texts {
        let mut before = "";
        for text in *kind {
            let alone = before.is_empty() || added.len().is_multiple_of(BLOCK);
            let same = if alone { (0, 0) } else { alike(before, text) };
            shared.push(same.0);
            added.push(&text[same.1..]);
            before = text;
        }
    }
    let mut often: HashMap<char, u32> = HashMap::new();
    added.iter().flat_map(|it| it.chars()).for_each(|it| *often.entry(it).or_default() += 1);
    let mut letters: Vec<(Reverse<u32>, char)> = often.into_iter().map(|it| (Reverse(it.1), it.0)).collect();
    letters.sort_unstable();
    let numbers: HashMap<char, Unit> = (1..).zip(&letters).map(|it| (it.1.1, it.0)).collect();
    let mut units = Vec::new();
    for text in added {
        let text = text.chars().map(|it| numbers.get(&it).copied().unwrap_or(END));
        units.extend([END; LEAD].into_iter().chain(text).flat_map(Unit::to_le_bytes));
    }
    (shared, letters.iter().map(|it| it.1).collect::<String>().into_bytes(), units)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts of two kinds.
    fn texts(kinds: [&[String]; 2]) -> (Texts, Alphabet) {
        let (shared, letters, units) = lean(&kinds);
        let mut alphabet = Alphabet::default();
        alphabet.take(&letters).unwrap();
        let total = kinds.into_iter().flatten().map(|it| it.chars().count() + 1).sum();
        let ends = [0, kinds[0].len(), kinds[0].len() + kinds[1].len()];
        let texts = Texts::read(&shared, numbers(&units), &ends, total, &alphabet).unwrap();
        (texts, alphabet)
    }

    fn numbers(bytes: &[u8]) -> Vec<Unit> {
        bytes.as_chunks::<2>().0.iter().map(|it| Unit::from_le_bytes(*it)).collect()
    }

    fn owned(all: &[&str]) -> Vec<String> {
        all.iter().map(|it| (*it).to_owned()).collect()
    }

    fn number(alphabet: &Alphabet, char: char) -> Unit {
        alphabet.letters().find(|it| it.1.char == char).unwrap().0
    }

    fn read(texts: &Texts, alphabet: &Alphabet, text: usize) -> String {
        texts.line(text).iter().map(|it| alphabet.char(*it)).collect()
    }

    #[test]
    fn every_text_reads_back() {
        let mut all: Vec<String> = (0..500).map(|it| format!("事项{:03}𠮷", it / 3 * 2)).collect();
        all.extend(owned(&["", "é", "\u{7FF}ࠀ퟿"]));
        let (texts, alphabet) = texts([&all, &all[..40]]);
        for (text, expected) in all.iter().chain(&all[..40]).enumerate() {
            assert_eq!(read(&texts, &alphabet, text), *expected);
            assert_eq!(texts.length(text), expected.chars().count());
        }
        assert!(texts.line(all.len() + 40).is_empty());
    }

    #[test]
    fn a_character_is_found_wherever_texts_part() {
        let (texts, alphabet) = texts([&owned(&["食品", "食品经营", "食物"]), &owned(&["食物"])]);
        let food = number(&alphabet, '食');
        let seen = |of| {
            let mut seen = Vec::new();
            for stretch in texts.stretches(&of) {
                for place in stretch.places(food) {
                    if let Some((at, depth)) = texts.of(stretch.base + usize::from(*place), 2) {
                        seen.push((at.text, depth, alphabet.char(stretch.behind(*place, 1))));
                    }
                }
            }
            seen.sort_unstable();
            seen
        };
        assert_eq!(seen(0..4), [(0, 0, '品'), (2, 0, '物'), (3, 0, '物')]);
        assert_eq!(seen(0..3), [(0, 0, '品'), (2, 0, '物')]);
        assert_eq!(seen(3..4), [(3, 0, '物')]);
        assert!(seen(4..4).is_empty());
    }

    #[test]
    fn places_are_found_again_in_many_stretches_parted_by_what_stands_behind() {
        let all: Vec<String> = (0..20_000).map(|it| format!("{it:05}号窗口")).collect();
        let (texts, alphabet) = texts([&all, &[]]);
        let [mark, window, digit] = ['号', '窗', '7'].map(|it| number(&alphabet, it));
        let mut seen = Vec::new();
        for stretch in texts.stretches(&(0..all.len())) {
            let places = stretch.places(mark).iter().map(|it| stretch.base + usize::from(*it));
            seen.extend(places.filter_map(|it| texts.of(it, 1)));
            assert!(stretch.runs(mark).all(|it| it.0 == window));
            let runs: Vec<_> = stretch.runs(digit).collect();
            assert!(runs.windows(2).all(|it| it[0].0 < it[1].0), "each once, in order");
            assert_eq!(runs.iter().map(|it| it.1.len()).sum::<usize>(), stretch.places(digit).len());
        }
        assert!(seen.iter().all(|it| it.1 == 5));
        assert_eq!(seen.iter().map(|it| it.0.text).collect::<Vec<_>>(), (0..20_000).collect::<Vec<_>>());
        assert!((0..20_000).all(|it| texts.at(it) == seen[it].0));
    }

    #[test]
    fn damage_is_seen() {
        let mut alphabet = Alphabet::default();
        alphabet.take("ab".as_bytes()).unwrap();
        let read = |shared: &[u8], units: &[Unit], total| {
            Texts::read(shared, units.to_vec(), &[0, 2], total, &alphabet).is_ok()
        };
        // "ab", "a", and "b" of another kind.
        let good = [0, 0, 1, 2, 0, 0, 0, 0, 2];
        assert!(read(&[0, 1, 0], &good, 7));
        assert!(!read(&[0, 3, 0], &good, 7), "shares more than there is");
        assert!(!read(&[0, 1, 1], &good, 7), "another kind stands by itself");
        assert!(!read(&[1, 1, 0], &good, 7), "so does the first");
        assert!(!read(&[0, 1, 0], &good, 8) && !read(&[0, 1, 0], &good, 6), "not as long as it says");
        assert!(!read(&[0, 1], &good, 5) && !read(&[0, 1, 0, 0], &good, 8), "another number of texts");
        assert!(!read(&[0, 1, 0], &[0, 0, 1, 3, 0, 0, 0, 0, 2], 7), "no character");
        assert!(!read(&[0, 1, 0], &[0, 0, 1, 2, 0, 0, 0, 1, 2], 7), "no room for what is shared");
        assert!(!read(&[0], &[0], 1) && !read(&[0], &[], 1), "cut off");
        let long = [vec![0; LEAD], vec![1; MAX_TEXT + 1]].concat();
        assert!(!read(&[0], &long, MAX_TEXT + 2), "longer than a text may be");
        assert!(read(&[0], &long[..MAX_TEXT + LEAD], MAX_TEXT + 1));
    }
}
