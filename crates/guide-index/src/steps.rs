//! Where a character takes a word: which bits it moves, and how far.

use crate::machine::State;

/// The longest syllable, and room for a slip.
const SHIFTS: usize = 8;

/// For each distance the bits that go so far.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Moves {
    by: [u64; SHIFTS],
    /// The distances that any go, by bits: few.
    used: u8,
}

impl Moves {
    pub(crate) fn add(&mut self, by: usize, bits: u64) {
        self.by[by] |= bits;
        self.used |= u8::from(bits != 0) << by;
    }

    /// Only these bits may still go so far.
    pub(crate) fn only(&mut self, by: usize, bits: u64) {
        self.by[by] &= bits;
    }

    fn join(&mut self, other: &Self) {
        for by in 0..SHIFTS {
            self.by[by] |= other.by[by];
        }
        self.used |= other.used;
    }

    /// The distances, and the bits that go so far.
    pub(crate) fn each(&self) -> impl Iterator<Item = (usize, u64)> {
        distances(self.used).map(|by| (by, self.by[by]))
    }

    /// The bits that go to these.
    pub(crate) fn before(&self, to: u64) -> u64 {
        before(self.each(), to)
    }
}

fn before(moves: impl Iterator<Item = (usize, u64)>, to: u64) -> u64 {
    moves.fold(0, |it, (by, which)| it | which & (to >> by))
}

fn distances(mut used: u8) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let by = used.trailing_zeros() as usize;
        used &= used.wrapping_sub(1);
        (by < SHIFTS).then_some(by)
    })
}

/// What one class of characters does.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Step {
    /// Without a slip.
    pub(crate) right: Moves,
    /// With one.
    pub(crate) slip: Moves,
    /// Its last letter has changed places with the first of what follows: up to its own last letter,
    pub(crate) cross: Moves,
    /// and on from there.
    pub(crate) crossed: Moves,
}

impl Step {
    pub(crate) fn join(&mut self, other: &Self) {
        self.right.join(&other.right);
        self.slip.join(&other.slip);
        self.cross.join(&other.cross);
        self.crossed.join(&other.crossed);
    }

    /// Those without a slip, with one, up to letters that changed places, and on from there.
    fn all(&self) -> [&Moves; 4] {
        [&self.right, &self.slip, &self.cross, &self.crossed]
    }

    pub(crate) fn is_nothing(&self) -> bool {
        self.right.used | self.slip.used | self.cross.used | self.crossed.used == 0
    }
}

/// Many steps, one behind the other: each has few bits, and a search looks at them all the time.
#[derive(Debug, Default)]
pub(crate) struct Steps {
    bits: Vec<u64>,
    steps: Vec<Packed>,
}

/// Which distances the moves of a step go, and where their bits begin.
#[derive(Debug, Clone, Copy, Default)]
struct Packed {
    used: [u8; 4],
    at: [u32; 4],
}

impl Steps {
    pub(crate) fn len(&self) -> usize {
        self.steps.len()
    }

    pub(crate) fn push(&mut self, step: &Step) {
        let mut packed = Packed::default();
        for (kind, moves) in step.all().into_iter().enumerate() {
            packed.used[kind] = moves.used;
            packed.at[kind] = self.bits.len() as u32;
            self.bits.extend(moves.each().map(|it| it.1));
        }
        self.steps.push(packed);
    }

    /// Where a step takes a state.
    #[inline]
    pub(crate) fn go(&self, step: usize, state: State) -> State {
        let Some(step) = self.steps.get(step) else { return State::default() };
        let moved = |kind: usize, bits: u64| match bits {
            0 => 0,
            _ => self.each(step, kind).fold(0, |it, (by, which)| it | (bits & which) << by),
        };
        State {
            right: moved(0, state.right),
            slip: moved(0, state.slip) | moved(1, state.right) | moved(3, state.cross),
            cross: moved(2, state.right),
        }
    }

    /// The bits that a step moves to such that live.
    pub(crate) fn moves(&self, step: usize, live: State) -> State {
        let Some(step) = self.steps.get(step) else { return State::default() };
        let before = |kind: usize, to: u64| before(self.each(step, kind), to);
        State {
            right: before(0, live.right) | before(1, live.slip) | before(2, live.cross),
            slip: before(0, live.slip),
            cross: before(3, live.slip),
        }
    }

    #[inline]
    fn each(&self, step: &Packed, kind: usize) -> impl Iterator<Item = (usize, u64)> {
        let bits = self.bits.get(step.at[kind] as usize..).unwrap_or_default();
        distances(step.used[kind]).zip(bits.iter().copied())
    }
}
