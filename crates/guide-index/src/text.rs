//! One text of a guide, and whether a word is found in it.

use crate::Why;
use crate::fold::{Folded, Query, fold, is_han};
use crate::rank::{Place, Rank};

/// The longest text that is looked at, in characters; a hall may send anything.
const MAX_TEXT: usize = 256;

/// A text as written, as compared, and as it sounds.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    why: Why,
    original: String,
    folded: Vec<Folded>,
    units: Vec<Unit>,
}

/// A Han character with its syllable, a run of letters and digits, or a syllable of which it is not known
/// to which character it belongs.
#[derive(Debug, Clone)]
struct Unit {
    char: Option<char>,
    syllable: Vec<char>,
    from: usize,
    to: usize,
}

/// A word was found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Match {
    pub(crate) rank: Rank,
    pub(crate) why: Why,
    /// From inclusive to exclusive, in characters of the text as written.
    pub(crate) range: (usize, usize),
}

/// Which spellings of a unit count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// The character or its whole syllable; the last syllable may be begun.
    Whole,
    /// A first letter, too.
    Initials,
}

impl Text {
    /// `pinyin` holds the syllables of `text`, separated by spaces.
    pub(crate) fn new(why: Why, text: &str, pinyin: Option<&str>) -> Self {
        let original: String = text.chars().take(MAX_TEXT).collect();
        let folded = fold(&original);
        let units = pinyin.map_or_else(Vec::new, |it| units(&folded, original.chars().count(), it));
        Self { why, original, folded, units }
    }

    pub(crate) fn original(&self) -> &str {
        &self.original
    }

    /// The best way in which this text has the word.
    pub(crate) fn find(&self, query: &Query) -> Option<Match> {
        self.written(query)
            .or_else(|| self.sounded(query, Spelling::Whole, Why::Pinyin))
            .or_else(|| self.sounded(query, Spelling::Initials, Why::Initials))
    }

    fn written(&self, Query(word): &Query) -> Option<Match> {
        let from = self
            .folded
            .windows(word.len())
            .position(|it| it.iter().map(|it| it.char).eq(word.iter().copied()))?;
        let to = from + word.len();
        let rank = Rank::written(self.why, place(from, to, self.folded.len()));
        Some(Match { rank, why: self.why, range: (self.folded[from].at, self.folded[to - 1].at + 1) })
    }

    fn sounded(&self, Query(word): &Query, spelling: Spelling, why: Why) -> Option<Match> {
        let mut way =
            Way { units: &self.units, word, spelling, failed: vec![false; self.units.len() * word.len()] };
        let (from, to) = (0..self.units.len()).find_map(|from| Some((from, way.reach(from, 0)?)))?;
        let rank = Rank::sounded(place(from, to, self.units.len()));
        Some(Match { rank, why, range: (self.units[from].from, self.units[to - 1].to) })
    }
}

fn place(from: usize, to: usize, len: usize) -> Place {
    match (from, to == len) {
        (0, true) => Place::Exact,
        (0, false) => Place::Start,
        _ => Place::Inside,
    }
}

/// Gives each Han character its syllable; letters and digits that stand together sound as they are
/// written, and a hall may list them or not. When the numbers fit neither way, the syllables stand for the
/// whole text.
fn units(folded: &[Folded], text_len: usize, pinyin: &str) -> Vec<Unit> {
    let syllables: Vec<Vec<char>> = pinyin
        .split_whitespace()
        .take(MAX_TEXT)
        .map(|it| fold(it).iter().map(|it| it.char).collect::<Vec<_>>())
        .filter(|it| !it.is_empty())
        .collect();
    let groups: Vec<&[Folded]> =
        folded.chunk_by(|a, b| !is_han(a.char) && !is_han(b.char) && b.at <= a.at + 1).collect();
    let han = groups.iter().filter(|it| is_han(it[0].char)).count();
    let lists_latin = syllables.len() == groups.len();
    if !lists_latin && syllables.len() != han {
        let whole = |syllable| Unit { char: None, syllable, from: 0, to: text_len };
        return syllables.into_iter().map(whole).collect();
    }
    let mut syllables = syllables.into_iter();
    let unit = |group: &&[Folded]| {
        let (first, last) = (group[0], group[group.len() - 1]);
        let listed = if lists_latin || is_han(first.char) { syllables.next() } else { None };
        let char = is_han(first.char).then_some(first.char);
        let as_written = || group.iter().map(|it| it.char).collect();
        let syllable = listed.filter(|_| char.is_some()).unwrap_or_else(as_written);
        Unit { char, syllable, from: first.at, to: last.at + 1 }
    };
    groups.iter().map(unit).collect()
}

/// Spelling a word along the units of a text.
struct Way<'a> {
    units: &'a [Unit],
    word: &'a [char],
    spelling: Spelling,
    /// For each unit and each letter: no way leads on from here. Keeps the work below units × letters.
    failed: Vec<bool>,
}

impl Way<'_> {
    /// Spells the word from its letter `letter` on, along the units from `unit` on: the unit after the
    /// last one used, when it can be done.
    fn reach(&mut self, unit: usize, letter: usize) -> Option<usize> {
        let word = &self.word[letter..];
        let Some(first) = word.first() else { return Some(unit) };
        let here = self.units.get(unit)?;
        let spot = unit * self.word.len() + letter;
        if self.failed[spot] {
            return None;
        }
        let takes = [
            word.starts_with(&here.syllable).then_some(here.syllable.len()),
            here.char.filter(|it| it == first).map(|_| 1),
            here.syllable.starts_with(word).then_some(word.len()),
            (self.spelling == Spelling::Initials && here.syllable.first() == Some(first)).then_some(1),
        ];
        let end = takes.into_iter().flatten().find_map(|n| self.reach(unit + 1, letter + n));
        self.failed[spot] = end.is_none();
        end
    }
}
