//! Looking for one word in all texts at once: an automaton whose states are the bits of a number.
//!
//! Bit `p` says that the first `p` characters of the word are spelled by what was just read. Each character of a
//! text moves bits: a Han character by one when the word has it, by three when the word has its syllable `kai`
//! there, and so on. Hardly any two neighbours in a text move anything, and reading past them is what a search does
//! most of the time: one table, small enough for the nearest cache, is all it looks at then.
//! (Shift-or of Baeza-Yates and Gonnet; one error as Wu and Manber do.)

use crate::alphabet::{Alphabet, Unit};
use crate::moves::Builder;

/// How the characters of a text may be spelled in the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// As they are written.
    Written,
    /// Also by a syllable; the last one may be begun.
    Sounded,
    /// Also by the first letter of a syllable.
    Initials,
    /// Also by another character that sounds the same.
    Alike,
    /// Also with one slip: a letter or character too many, too few, another, or two that changed places.
    Slip,
}

/// Where in a text a word lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// It is all of it.
    Whole,
    Start,
    Inside,
}

/// What one class of characters does.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct Step {
    /// The bits that it moves at all: most characters move none of those that are set, and nothing else is asked then.
    pub(crate) any: State,
    /// Without a slip.
    pub(crate) right: Vec<(u8, u64)>,
    /// With one.
    pub(crate) slip: Vec<(u8, u64)>,
    /// Its last letter has changed places with the first of what follows: up to its own last letter,
    pub(crate) cross: Vec<(u8, u64)>,
    /// and on from there.
    pub(crate) crossed: Vec<(u8, u64)>,
}

/// What the word has of it when nothing is in it.
const DEAD: u16 = 0;
/// What does not matter: marks, spaces.
const PASS: u16 = 1;

/// Characters share places in the table of neighbours when there are more of them: it is a filter.
const PAIRS: usize = 0x1000;

/// What a character can do beside another.
#[derive(Clone, Copy, Default)]
struct Pair {
    /// The bits that are set when the word begins with it.
    after: u64,
    /// The bits that it moves; the last one with them, of a word that is done already.
    any: u64,
}

/// A word, ready to be looked for.
pub(crate) struct Machine {
    /// The bit that says it is all there.
    done: u64,
    /// Whether neighbours can be in the word at all.
    pairs: Box<[Pair; PAIRS]>,
    /// Whether the word may begin with a character, and with any.
    first: Vec<bool>,
    begins: bool,
    /// What a character does.
    step: Vec<u16>,
    steps: Vec<Step>,
}

/// How far one has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct State {
    /// Without a slip.
    pub(crate) right: u64,
    /// With one.
    pub(crate) slip: u64,
    /// In the middle of two letters that changed places.
    pub(crate) cross: u64,
}

impl State {
    fn is_dead(self) -> bool {
        self.right | self.slip | self.cross == 0
    }

    /// Both kinds of bits in one number. Bits of long words share places: it is for a filter.
    fn folded(self) -> u64 {
        let half = |it: u64| (it | it >> 32) & 0xFFFF_FFFF;
        half(self.right) | half(self.slip | self.cross) << 32
    }

    fn meets(self, other: Self) -> bool {
        self.right & other.right | self.slip & other.slip | self.cross & other.cross != 0
    }
}

impl Machine {
    /// For a word of at most [`MAX_QUERY`](crate::fold::MAX_QUERY) folded characters.
    pub(crate) fn new(word: &[char], spelling: Spelling, alphabet: &Alphabet) -> Self {
        let builder = Builder::new(word, spelling, alphabet);
        let mut machine = Self {
            done: 1 << word.len(),
            pairs: Box::new(
                [Pair {
                    after: 0,
                    any: State { right: 1 << word.len(), slip: 1 << word.len(), cross: 0 }.folded(),
                }; PAIRS],
            ),
            first: vec![false; alphabet.len() + 1],
            begins: false,
            step: vec![DEAD; alphabet.len() + 1],
            steps: vec![Step::default(), Step::default()],
        };
        // A character the word does not have does what its syllables do.
        let mut by_class: Vec<Option<u16>> = vec![None; alphabet.classes()];
        for (unit, letter) in alphabet.letters() {
            let Some(char) = letter.folded else {
                machine.step[usize::from(unit)] = PASS;
                machine.pairs[usize::from(unit) % PAIRS].any = u64::MAX;
                continue;
            };
            let class =
                by_class.get_mut(usize::from(letter.class)).filter(|_| letter.han && !word.contains(&char));
            let number = match &class {
                Some(Some(number)) => *number,
                _ => builder.step(char, letter).map_or(DEAD, |it| machine.add(it)),
            };
            if let Some(class) = class {
                *class = Some(number);
            }
            machine.step[usize::from(unit)] = number;
            machine.begin(unit);
        }
        machine
    }

    fn add(&mut self, step: Step) -> u16 {
        self.steps.push(step);
        (self.steps.len() - 1) as u16
    }

    /// Notes what a character can do in the beginning of the word and after it.
    fn begin(&mut self, unit: Unit) {
        let mut after = self.read(State { right: 1, ..State::default() }, unit);
        after.right &= !1;
        let after = after.folded();
        let any = self.steps.get(usize::from(self.step[usize::from(unit)])).map_or(0, |it| it.any.folded());
        let pair = &mut self.pairs[usize::from(unit) % PAIRS];
        pair.after |= after;
        pair.any |= any;
        self.first[usize::from(unit)] = after != 0;
        self.begins |= after != 0;
    }

    /// The first place from which on the word may lie, when nothing before counts.
    fn next(&self, units: &[Unit]) -> Option<usize> {
        let mut before = 0;
        for (at, unit) in units.iter().enumerate() {
            let pair = self.pairs[usize::from(*unit) % PAIRS];
            if before & pair.any != 0 {
                return at.checked_sub(1);
            }
            before = pair.after;
        }
        None
    }

    /// Reads one character.
    #[inline]
    fn read(&self, state: State, unit: Unit) -> State {
        match self.step.get(usize::from(unit)).copied().unwrap_or(DEAD) {
            DEAD => State::default(),
            PASS => state,
            number => match self.steps.get(usize::from(number)) {
                Some(step) if state.meets(step.any) => State {
                    right: moved(&step.right, state.right),
                    slip: moved(&step.right, state.slip)
                        | moved(&step.slip, state.right)
                        | moved(&step.crossed, state.cross),
                    cross: moved(&step.cross, state.right),
                },
                _ => State::default(),
            },
        }
    }

    fn is_done(&self, state: State) -> bool {
        (state.right | state.slip) & self.done != 0
    }

    /// Every text that has the word, in order, with the place where it lies first. `begins` says where each text
    /// begins in `units` and where the last one ends.
    pub(crate) fn scan(&self, units: &[Unit], begins: &[u32], mut found: impl FnMut(usize, Place)) {
        let (Some(begin), Some(end)) = (begins.first(), begins.last()) else { return };
        if !self.begins {
            return;
        }
        let (mut at, end) = (*begin as usize, (*end as usize).min(units.len()));
        let mut text = 0;
        let mut state = State::default();
        while at < end {
            if state.is_dead() {
                match self.next(&units[at..end]) {
                    Some(skipped) => at += skipped,
                    None => return,
                }
            }
            state.right |= 1;
            state = self.read(state, units[at]);
            // The first bit alone is no beginning.
            state.right &= !1;
            at += 1;
            if self.is_done(state) {
                while begins.get(text + 1).is_some_and(|it| (*it as usize) < at) {
                    text += 1;
                }
                let begin = begins.get(text).map_or(0, |it| *it as usize);
                let next = begins.get(text + 1).map_or(end, |it| *it as usize);
                found(text, self.place(&units[begin..next.saturating_sub(1).max(begin)], at - begin));
                at = next;
                state = State::default();
            }
        }
    }

    /// Where a word that ends before `end` lies.
    fn place(&self, line: &[Unit], end: usize) -> Place {
        let passes = |it: &Unit| self.step.get(usize::from(*it)) == Some(&PASS);
        let mut state = State { right: 1, ..State::default() };
        for unit in &line[..end] {
            state = self.read(state, *unit);
        }
        match (self.is_done(state), line[end..].iter().all(passes)) {
            (true, true) => Place::Whole,
            (true, false) => Place::Start,
            (false, _) => Place::Inside,
        }
    }

    /// Where the word lies first in one text, from inclusive to exclusive.
    pub(crate) fn range(&self, line: &[Unit]) -> Option<(usize, usize)> {
        for (from, unit) in line.iter().enumerate() {
            if self.first.get(usize::from(*unit)) != Some(&true) {
                continue;
            }
            let mut state = State { right: 1, ..State::default() };
            for (at, unit) in line.iter().enumerate().skip(from) {
                state = self.read(state, *unit);
                if self.is_done(state) {
                    return Some((from, at + 1));
                }
                if state.is_dead() {
                    break;
                }
            }
        }
        None
    }
}

fn moved(moves: &[(u8, u64)], bits: u64) -> u64 {
    moves.iter().fold(0, |it, (by, which)| it | (bits & which) << by)
}
