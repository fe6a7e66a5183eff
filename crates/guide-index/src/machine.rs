//! Looking for one word in all texts at once: an automaton whose states are the bits of a number.
//!
//! Bit `p` says that the first `p` characters of the word are spelled by what was just read. Each character of a
//! text moves bits: a Han character by one when the word has it, by three when the word has its syllable `kai`
//! there, and so on. A search looks at the places of the characters with which the word may begin, and at the
//! two characters behind each: hardly any three neighbours are in the word, and only from those it reads on.
//! (Shift-or of Baeza-Yates and Gonnet; one error as Wu and Manber do.)

use std::ops::Range;

use crate::alphabet::{Alphabet, Unit};
use crate::moves::{Builder, SHIFTS};
use crate::places::Stretch;
use crate::texts::Texts;
use crate::walk::Walk;

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

/// Characters share places in the table of what they do behind the first one when there are more of them: it is a
/// filter.
const LATER: usize = 0x1000;

/// What a character can do behind the first one of a word; see [`State::folded`].
#[derive(Clone, Copy)]
struct Later {
    /// The bits that it moves; the last one with them, of a word that is done already.
    any: u64,
    /// The bits that may be set when it is the second one.
    reach: u64,
}

/// A word, ready to be looked for.
pub(crate) struct Machine {
    /// The bit that says it is all there.
    done: u64,
    /// For each character the bits that are set when the word begins with it; see [`State::folded`].
    after: Vec<u64>,
    /// What characters do behind the first one; as many as a power of two.
    later: Vec<Later>,
    /// What a character does.
    step: Vec<u16>,
    steps: Vec<Step>,
    /// From which bits on the word can still be all there, whatever the characters.
    live: State,
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
    /// Before anything was read.
    const START: Self = Self { right: 1, slip: 0, cross: 0 };

    pub(crate) fn is_dead(self) -> bool {
        self.right | self.slip | self.cross == 0
    }

    /// Both kinds of bits in one number. Bits of long words share places: it is for a filter.
    fn folded(self) -> u64 {
        let half = |it: u64| (it | it >> 32) & 0xFFFF_FFFF;
        half(self.right) | half(self.slip | self.cross) << 32
    }

    fn and(self, other: Self) -> Self {
        Self {
            right: self.right & other.right,
            slip: self.slip & other.slip,
            cross: self.cross & other.cross,
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            right: self.right | other.right,
            slip: self.slip | other.slip,
            cross: self.cross | other.cross,
        }
    }
}

impl Step {
    /// The bits that it moves to such that live.
    fn moves(&self, live: State) -> State {
        State {
            right: before(&self.right, live.right)
                | before(&self.slip, live.slip)
                | before(&self.cross, live.cross),
            slip: before(&self.right, live.slip),
            cross: before(&self.crossed, live.slip),
        }
    }

    fn go(&self, state: State) -> State {
        State {
            right: moved(&self.right, state.right),
            slip: moved(&self.right, state.slip)
                | moved(&self.slip, state.right)
                | moved(&self.crossed, state.cross),
            cross: moved(&self.cross, state.right),
        }
    }
}

impl Machine {
    /// For a word of at most [`MAX_QUERY`](crate::fold::MAX_QUERY) folded characters.
    pub(crate) fn new(word: &[char], spelling: Spelling, alphabet: &Alphabet) -> Self {
        let builder = Builder::new(word, spelling, alphabet);
        let done = 1 << word.len();
        let mut step = vec![DEAD; alphabet.len() + 1];
        let mut steps = vec![Step::default(), Step::default()];
        // A character the word does not have does what its syllables do.
        let mut by_class: Vec<Option<u16>> = vec![None; alphabet.classes()];
        for (unit, letter) in alphabet.letters() {
            let Some(char) = letter.folded else {
                step[usize::from(unit)] = PASS;
                continue;
            };
            let class =
                by_class.get_mut(usize::from(letter.class)).filter(|_| letter.han && !word.contains(&char));
            let number = match &class {
                Some(Some(number)) => *number,
                _ => builder.step(char, letter).map_or(DEAD, |it| {
                    steps.push(it);
                    (steps.len() - 1) as u16
                }),
            };
            if let Some(class) = class {
                *class = Some(number);
            }
            step[usize::from(unit)] = number;
        }
        let live = live(&steps, done);
        let (after, later) = filter(&step, &steps, live, done);
        Self { done, after, later, step, steps, live }
    }

    /// Reads one character. The first bit alone is no beginning.
    #[inline]
    pub(crate) fn go(&self, state: State, unit: Unit) -> State {
        begun(self.read(state, unit))
    }

    /// As [`Self::go`], of a word that may begin later.
    #[inline]
    fn read(&self, state: State, unit: Unit) -> State {
        match self.step.get(usize::from(unit)).copied().unwrap_or(DEAD) {
            DEAD => State::default(),
            PASS => state,
            number => match self.steps.get(usize::from(number)) {
                Some(step) => step.go(state).and(self.live),
                None => State::default(),
            },
        }
    }

    pub(crate) fn is_done(&self, state: State) -> bool {
        (state.right | state.slip) & self.done != 0
    }

    /// Every text that has the word, with the place where it lies; one that has it several times may come as often.
    pub(crate) fn scan(&self, texts: &Texts, of: &Range<usize>, mut found: impl FnMut(usize, Place)) {
        let mut walk = Walk::new(self, texts);
        let begins = (0..).zip(&self.after).filter(|it| *it.1 != 0);
        let begins: Vec<(Unit, u64, State)> =
            begins.map(|it| (it.0, *it.1, self.go(State::START, it.0))).collect();
        let mut kept = Vec::new();
        for stretch in texts.stretches(of) {
            for (letter, after, first) in begins.iter().copied() {
                let places = stretch.places(letter);
                if self.is_done(first) {
                    for place in places {
                        walk.from(stretch.base + usize::from(*place), 1, first, &mut found);
                    }
                    continue;
                }
                for place in self.kept(&stretch, places, after, &mut kept).iter().copied() {
                    let [second, third] = stretch.behind(place);
                    let place = stretch.base + usize::from(place);
                    let two = self.go(first, second);
                    if self.is_done(two) {
                        walk.from(place, 2, two, &mut found);
                        continue;
                    }
                    let three = self.go(two, third);
                    if !three.is_dead() {
                        walk.from(place, 3, three, &mut found);
                    }
                }
            }
        }
    }

    /// The places from which on three neighbours may be in the word: hardly any, and nothing else is asked of the
    /// others. Each is written and only counted when it is one: there is no telling, and a guess would cost more.
    fn kept<'a>(
        &self,
        stretch: &Stretch<'_>,
        places: &[u16],
        after: u64,
        kept: &'a mut Vec<u16>,
    ) -> &'a [u16] {
        if kept.len() < places.len() {
            kept.resize(places.len(), 0);
        }
        let mask = self.later.len() - 1;
        let mut count = 0;
        for place in places {
            let [second, third] = stretch.behind(*place).map(|it| self.later[usize::from(it) & mask]);
            kept[count] = *place;
            count += usize::from((after & second.any != 0) & (second.reach & third.any != 0));
        }
        &kept[..count]
    }

    pub(crate) fn is_mark(&self, unit: Unit) -> bool {
        self.step.get(usize::from(unit)) == Some(&PASS)
    }

    /// Where the word lies first in one text, from inclusive to exclusive.
    pub(crate) fn range(&self, line: &[Unit]) -> Option<(usize, usize)> {
        for (from, unit) in line.iter().enumerate() {
            if self.after.get(usize::from(*unit)).is_none_or(|it| *it == 0) {
                continue;
            }
            let mut state = State::START;
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

/// From which bits on a word can still end. It works backwards: most words with a slip cannot be spelled without one,
/// and then there are few places in them where it can be.
fn live(steps: &[Step], done: u64) -> State {
    let mut all = [[0u64; SHIFTS]; 4];
    for step in steps {
        for (all, moves) in all.iter_mut().zip([&step.right, &step.slip, &step.cross, &step.crossed]) {
            moves.iter().for_each(|it| all[usize::from(it.0)] |= it.1);
        }
    }
    let [right, slip, cross, crossed] = all.map(|moves| (0..).zip(moves).collect::<Vec<(u8, u64)>>());
    let closed = |mut live: u64| loop {
        let more = live | before(&right, live);
        if more == live {
            return live;
        }
        live = more;
    };
    let live_slip = closed(done);
    let live_cross = before(&crossed, live_slip);
    let live_right = closed(done | before(&slip, live_slip) | before(&cross, live_cross));
    State { right: live_right, slip: live_slip, cross: live_cross }
}

/// For each character what it does as the first one, and what behind: the tables that say quickly that a word is not
/// there.
fn filter(step: &[u16], steps: &[Step], live: State, done: u64) -> (Vec<u64>, Vec<Later>) {
    let first: Vec<State> = steps.iter().map(|it| begun(it.go(State::START).and(live))).collect();
    let any_first = first.iter().copied().fold(State::default(), State::or);
    let behind: Vec<Later> = steps
        .iter()
        .map(|it| Later { any: it.moves(live).folded(), reach: it.go(any_first).and(live).folded() })
        .collect();
    let whole = State { right: done, slip: done, cross: 0 }.folded();
    let places = step.len().next_power_of_two().min(LATER);
    let mut later = vec![Later { any: whole, reach: 0 }; places];
    for (unit, number) in step.iter().enumerate() {
        let later = &mut later[unit % places];
        let it = if *number == PASS {
            Later { any: u64::MAX, reach: u64::MAX }
        } else {
            behind[usize::from(*number)]
        };
        *later = Later { any: later.any | it.any, reach: later.reach | it.reach };
    }
    (step.iter().map(|it| first[usize::from(*it)].folded()).collect(), later)
}

fn begun(state: State) -> State {
    State { right: state.right & !1, ..state }
}

/// The bits from which moves lead to these.
fn before(moves: &[(u8, u64)], to: u64) -> u64 {
    moves.iter().fold(0, |it, (by, which)| it | which & (to >> by))
}

fn moved(moves: &[(u8, u64)], bits: u64) -> u64 {
    moves.iter().fold(0, |it, (by, which)| it | (bits & which) << by)
}
