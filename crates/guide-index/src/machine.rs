//! Looking for one word in all texts at once: an automaton whose states are the bits of a number.
//!
//! Bit `p` says that the first `p` characters of the word are spelled by what was just read. Each character of a
//! text moves bits: a Han character by one when the word has it, by three when the word has its syllable `kai`
//! there, and so on. (Shift-or of Baeza-Yates and Gonnet; one error as Wu and Manber do.)

use crate::alphabet::{Alphabet, Class, Unit};
use crate::fold::is_han;
use crate::moves::{Builder, Does};
use crate::steps::{Step, Steps};

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

/// What the word has of it when nothing is in it.
const DEAD: u16 = 0;
/// What does not matter: marks, spaces.
const PASS: u16 = 1;

/// Characters share places in the table of what they do behind the first one when there are more of them: it is a
/// filter.
const LATER: usize = 0x1000;
/// Of more characters than these it is not asked how often they stand second.
const MOST_SECONDS: usize = 0x200;

/// A word, ready to be looked for.
pub(crate) struct Machine {
    /// The bit that says it is all there.
    done: u64,
    /// With what the word may begin: what is all of it, what is right so far, and what has a slip.
    begins: [Begins; 3],
    /// The bits that characters move behind the first one; as many as a power of two.
    later: Vec<u64>,
    /// What a character does.
    step: Vec<u16>,
    steps: Steps,
    /// From which bits on the word can still be all there, whatever the characters.
    live: State,
}

/// Characters a word may begin with.
#[derive(Debug, Default)]
pub(crate) struct Begins {
    /// Each with how far one has come behind it.
    pub(crate) first: Vec<(Unit, State)>,
    /// The characters that may stand second then, but for marks; nothing when they are many.
    pub(crate) second: Option<Vec<Unit>>,
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
    pub(crate) fn folded(self) -> u64 {
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
}

impl Machine {
    /// For a word of at most [`MAX_QUERY`](crate::fold::MAX_QUERY) folded characters.
    pub(crate) fn new(word: &[char], spelling: Spelling, alphabet: &Alphabet) -> Self {
        let builder = Builder::new(word, spelling, alphabet);
        let done = 1 << word.len();
        let mut steps = Steps::default();
        // Nothing, and what is passed over.
        [DEAD, PASS].iter().for_each(|_| steps.push(&Step::default()));
        let (mut all, mut own) = (Step::default(), Step::default());
        let mut strange: [Option<u16>; 2] = [None; 2];
        let mut number = |char: Option<char>, han: bool, sounds: &[u16]| {
            let mut add = |step: &Step| {
                all.join(step);
                steps.push(step);
                (steps.len() - 1) as u16
            };
            match builder.does(char, han, sounds, &mut own) {
                Does::Nothing => DEAD,
                Does::Strange => *strange[usize::from(han)]
                    .get_or_insert_with(|| builder.strange(han).map_or(DEAD, |it| add(&it))),
                Does::Own => add(&own),
            }
        };
        let of_class = |class: &Class| match class {
            Class::End => DEAD,
            Class::Mark => PASS,
            Class::Other(char) => number(Some(*char).filter(|it| builder.has(*it)), false, &[]),
            Class::Han(sounds) => number(None, true, sounds),
        };
        let by_class: Vec<u16> = alphabet.classes().iter().map(of_class).collect();
        let mut step: Vec<u16> = alphabet.class_of().iter().map(|it| by_class[usize::from(*it)]).collect();
        // Those of the word itself do more than others that sound the same.
        if word.iter().any(|it| is_han(*it)) {
            for (unit, char) in alphabet.letters().filter_map(|it| Some((it.0, it.1.folded?))) {
                if is_han(char) && builder.has(char) {
                    let sounds: Vec<u16> = alphabet.sounds(char).collect();
                    step[usize::from(unit)] = number(Some(char), true, &sounds);
                }
            }
        }
        let live = live(&all, done);
        let mut new = Self { done, begins: Default::default(), later: vec![0], step, steps, live };
        let begin: Vec<State> = (0..new.steps.len()).map(|it| new.begin(it)).collect();
        let mut begins: [Begins; 3] = Default::default();
        for (unit, state) in (0..).zip(&new.step).map(|it| (it.0, begin[usize::from(*it.1)])) {
            if !state.is_dead() {
                let kind = if new.is_done(state) { 0 } else { 1 + usize::from(state.right == 0) };
                begins[kind].first.push((unit, state));
            }
        }
        // Of one that begins with nothing no more is asked.
        if begins.iter().any(|it| !it.first.is_empty()) {
            let moves = new.moves();
            new.later = new.filter(&moves);
            begins[1..].iter_mut().for_each(|it| it.second = new.seconds(&it.first, &moves));
        }
        Self { begins, ..new }
    }

    /// With what the word may begin: what is all of it, and then, by what they have in common, what is not.
    pub(crate) fn begins(&self) -> (&Begins, &[Begins]) {
        let [whole, rest @ ..] = &self.begins;
        (whole, rest)
    }

    /// How far one has come when the word begins with a step.
    fn begin(&self, step: usize) -> State {
        begun(self.steps.go(step, State::START).and(self.live))
    }

    /// The bits that each step moves behind the first one.
    fn moves(&self) -> Vec<u64> {
        let moves = |it: usize| self.steps.moves(it, self.live).folded();
        let mut moves: Vec<u64> = (0..self.steps.len()).map(moves).collect();
        moves[usize::from(PASS)] = u64::MAX;
        moves
    }

    /// The characters that may stand behind some with which the word begins.
    fn seconds(&self, first: &[(Unit, State)], moves: &[u64]) -> Option<Vec<Unit>> {
        let after = first.iter().fold(0, |all, it| all | it.1.folded());
        let mut moved: Vec<bool> = moves.iter().map(|it| it & after != 0).collect();
        moved[usize::from(PASS)] = false;
        let second = (0..).zip(&self.step).filter(|it| moved[usize::from(*it.1)]);
        let second: Vec<Unit> = second.map(|it| it.0).take(MOST_SECONDS + 1).collect();
        (second.len() <= MOST_SECONDS).then_some(second)
    }

    /// For each character the bits that it moves behind the first one: the table that says quickly that a word is not
    /// there.
    fn filter(&self, moves: &[u64]) -> Vec<u64> {
        let mut later = vec![0; self.step.len().next_power_of_two().min(LATER)];
        for units in self.step.chunks(later.len()) {
            later.iter_mut().zip(units).for_each(|(later, step)| *later |= moves[usize::from(*step)]);
        }
        later
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
            number => self.steps.go(usize::from(number), state).and(self.live),
        }
    }

    pub(crate) fn is_done(&self, state: State) -> bool {
        (state.right | state.slip) & self.done != 0
    }

    /// False when a character surely leaves nothing of a word that has begun.
    #[inline]
    pub(crate) fn may_go(&self, state: State, unit: Unit) -> bool {
        state.folded() & self.moved_by(unit) != 0
    }

    /// The bits that a character moves, or more of them; see [`State::folded`].
    #[inline]
    pub(crate) fn moved_by(&self, unit: Unit) -> u64 {
        self.later[usize::from(unit) & (self.later.len() - 1)]
    }

    /// How many characters there are, with the end of a text.
    pub(crate) fn characters(&self) -> usize {
        self.step.len()
    }

    pub(crate) fn is_mark(&self, unit: Unit) -> bool {
        self.step.get(usize::from(unit)) == Some(&PASS)
    }

    /// Where the word lies first in one text, from inclusive to exclusive.
    pub(crate) fn range(&self, line: &[Unit]) -> Option<(usize, usize)> {
        for (from, unit) in line.iter().enumerate() {
            if self.go(State::START, *unit).is_dead() {
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
fn live(all: &Step, done: u64) -> State {
    let closed = |mut live: u64| loop {
        let more = live | all.right.before(live);
        if more == live {
            return live;
        }
        live = more;
    };
    let slip = closed(done);
    let cross = all.crossed.before(slip);
    State { right: closed(done | all.slip.before(slip) | all.cross.before(cross)), slip, cross }
}

fn begun(state: State) -> State {
    State { right: state.right & !1, ..state }
}
