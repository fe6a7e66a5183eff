//! From where a word begins on, through all texts that begin alike.

use crate::alphabet::Unit;
use crate::machine::{Machine, Place, State};
use crate::texts::{At, MAX_TEXT, Texts};

/// Reads on from where a word began, in all the texts that begin alike.
pub(crate) struct Walk<'a> {
    machine: &'a Machine,
    texts: &'a Texts,
    /// For each number of characters of the text how far one has come behind them.
    states: [State; MAX_TEXT + 1],
}

/// What became of a word.
#[derive(Clone, Copy)]
enum End {
    /// It is all there, after so many characters.
    Done(usize),
    /// After so many characters it cannot be there any more.
    Dead(usize),
    /// The text ended before.
    Open,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(machine: &'a Machine, texts: &'a Texts) -> Self {
        Self { machine, texts, states: [State::default(); MAX_TEXT + 1] }
    }

    /// A word that begins at a place, and has come so far behind so many characters.
    pub(crate) fn from(
        &mut self,
        place: usize,
        length: usize,
        state: State,
        found: &mut impl FnMut(usize, Place),
    ) {
        // What texts share is looked at once; those that go on in another way have a place of their own.
        let Some((mut at, before)) = self.texts.of(place, length) else { return };
        let floor = before + length;
        self.states[floor] = state;
        let mut end = match self.machine.is_done(state) {
            true => End::Done(floor),
            false => self.read(self.texts.own_from(place + length, at), floor, state),
        };
        // Asked for only where the word is.
        let (first, mut start, mut clear) = (at.text, None, None);
        loop {
            if let End::Done(done) = end {
                let is_start = || self.texts.is_start(first, before, |it| self.machine.is_mark(it));
                let place = match *start.get_or_insert_with(is_start) {
                    true if self.is_whole(at, done, &mut clear) => Place::Whole,
                    true => Place::Start,
                    false => Place::Inside,
                };
                found(at.text, place);
            }
            at = self.texts.next(at);
            let shared = self.texts.shared(at);
            if shared < floor {
                return;
            }
            end = match end {
                End::Done(known) | End::Dead(known) if known <= shared => end,
                _ => {
                    clear = None;
                    self.read(self.texts.own(at), shared, self.states[shared])
                }
            };
        }
    }

    /// Reads characters of a text behind so many of it, that brought one so far.
    fn read(&mut self, units: &[Unit], from: usize, mut state: State) -> End {
        for (unit, depth) in units.iter().zip(from + 1..) {
            if !self.machine.may_go(state, *unit) {
                return End::Dead(depth);
            }
            state = self.machine.go(state, *unit);
            self.states[depth] = state;
            if self.machine.is_done(state) {
                return End::Done(depth);
            }
            if state.is_dead() {
                return End::Dead(depth);
            }
        }
        End::Open
    }

    /// True when nothing that matters stands behind the word. `clear` is up to where that is known to be so, of the
    /// text before, when that has the word at the same place.
    fn is_whole(&self, at: At, done: usize, clear: &mut Option<usize>) -> bool {
        let shared = self.texts.shared(at);
        let from = match *clear {
            Some(clear) if clear < shared => return false,
            Some(_) => shared,
            None => done,
        };
        let own = self.texts.own(at).get(from.saturating_sub(shared)..).unwrap_or_default();
        let end = from + own.iter().take_while(|it| self.machine.is_mark(**it)).count();
        *clear = Some(end);
        end == self.texts.length(at.text)
    }
}
