//! Where a word begins: hardly any three neighbours are in it, and only from those it is read on.
//!
//! The places of each character are known. Those of the characters with which a word may begin lie by what stands behind
//! them, so that many are passed over at once; where the characters that may stand second are rarer, their places are
//! looked at instead, and what stands before them.

use std::ops::Range;

use crate::alphabet::Unit;
use crate::machine::{Begins, Machine, Place, State};
use crate::places::Stretch;
use crate::texts::Texts;
use crate::walk::Walk;

/// Every text of some kinds that has a word, with the place where it lies; one that has it several times may come as
/// often.
pub(crate) fn scan(machine: &Machine, texts: &Texts, of: &Range<usize>, found: impl FnMut(usize, Place)) {
    let (whole, begins) = machine.begins();
    if begins.iter().chain([whole]).all(|it| it.first.is_empty()) {
        return;
    }
    let stretches: Vec<Stretch<'_>> = texts.stretches(of).collect();
    let mut scan = Scan { machine, texts, walk: Walk::new(machine, texts), found };
    for stretch in &stretches {
        whole.first.iter().for_each(|it| scan.all(stretch, stretch.places(it.0), 1, it.1));
    }
    for begins in begins {
        match second(begins, &stretches) {
            Some(second) => scan.by_second(&stretches, &begins.first, second),
            None => scan.by_first(&stretches, &begins.first),
        }
    }
}

/// To look before one place takes as long as to look behind so many, which lie by what stands there.
const DEARER: usize = 2;

/// The characters that may stand second, when they are rarer than those that may stand first.
fn second<'a>(begins: &'a Begins, stretches: &[Stretch<'_>]) -> Option<&'a [Unit]> {
    let second = begins.second.as_deref()?;
    let count = |unit: Unit| stretches.iter().map(|it| it.places(unit).len()).sum::<usize>();
    let mut left: usize = begins.first.iter().map(|it| count(it.0)).sum();
    // Counted no further than it is worth it.
    let rarer = second.iter().all(|unit| {
        let count = DEARER * count(*unit);
        let fewer = count < left;
        left = left.saturating_sub(count);
        fewer
    });
    rarer.then_some(second)
}

/// In the place of the number of a character with which a word may begin: none, and a mark.
const NONE: u16 = u16::MAX;
const MARK: u16 = u16::MAX - 1;

struct Scan<'a, F> {
    machine: &'a Machine,
    texts: &'a Texts,
    walk: Walk<'a>,
    found: F,
}

impl<F: FnMut(usize, Place)> Scan<'_, F> {
    /// From the characters with which it begins.
    fn by_first(&mut self, stretches: &[Stretch<'_>], first: &[(Unit, State)]) {
        for stretch in stretches {
            for (letter, first) in first {
                let after = first.folded();
                for (second, run) in stretch.runs(*letter) {
                    if after & self.machine.moved_by(second) != 0 {
                        self.run(stretch, run, self.machine.go(*first, second));
                    }
                }
            }
        }
    }

    /// From those that stand second, directly or behind a mark, and from marks that stand together.
    fn by_second(&mut self, stretches: &[Stretch<'_>], first: &[(Unit, State)], second: &[Unit]) {
        let mut begins = vec![NONE; self.machine.characters()];
        (0..).zip(first).for_each(|(number, it)| begins[usize::from(it.0)] = number);
        self.texts.marks().iter().for_each(|it| begins[usize::from(*it)] = MARK);
        let what = |unit: Unit| begins.get(usize::from(unit)).copied().unwrap_or(NONE);
        for stretch in stretches {
            for second in second {
                for place in stretch.places(*second) {
                    let (number, before) = match what(stretch.before(*place, 1)) {
                        MARK => (what(stretch.before(*place, 2)), 2),
                        number => (number, 1),
                    };
                    let Some((_, state)) = first.get(usize::from(number)) else { continue };
                    if !self.machine.may_go(*state, *second) {
                        continue;
                    }
                    let from = stretch.base + usize::from(*place) - before;
                    let two = self.machine.go(*state, *second);
                    let third = stretch.behind(*place, 1);
                    if before == 2 || self.machine.is_done(two) {
                        self.from(from, 1 + before, two);
                    } else if self.machine.may_go(two, third) {
                        self.from(from, 3, self.machine.go(two, third));
                    }
                }
            }
            for mark in self.texts.marks() {
                let marks = stretch.runs(*mark).take_while(|it| what(it.0) == MARK);
                for place in marks.flat_map(|it| it.1) {
                    if let Some((_, state)) = first.get(usize::from(what(stretch.before(*place, 1)))) {
                        self.from(stretch.base + usize::from(*place) - 1, 3, *state);
                    }
                }
            }
        }
    }

    /// Behind the first two characters of a run.
    fn run(&mut self, stretch: &Stretch<'_>, run: &[u16], two: State) {
        if self.machine.is_done(two) {
            return self.all(stretch, run, 2, two);
        }
        let after = two.folded();
        for place in run {
            let third = stretch.behind(*place, 2);
            if after & self.machine.moved_by(third) != 0 {
                self.from(stretch.base + usize::from(*place), 3, self.machine.go(two, third));
            }
        }
    }

    fn from(&mut self, place: usize, length: usize, state: State) {
        if !state.is_dead() {
            self.walk.from(place, length, state, &mut self.found);
        }
    }

    fn all(&mut self, stretch: &Stretch<'_>, places: &[u16], length: usize, state: State) {
        for place in places {
            self.from(stretch.base + usize::from(*place), length, state);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alphabet::Alphabet;
    use crate::machine::Spelling;
    use crate::texts::lean;

    /// Titles of few characters, marks among them, so that many begin alike.
    fn titles() -> Vec<String> {
        const PIECES: [&str; 14] =
            ["登", "记", "灯", "变", "更", "设", "立", "（", "）", "、", "个人", "A1", "工", "程"];
        let mut seed = 7u32;
        let mut next = move |below: usize| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) as usize % below
        };
        let mut all: Vec<String> =
            (0..2_000).map(|_| (0..2 + next(6)).map(|_| PIECES[next(PIECES.len())]).collect()).collect();
        all.sort();
        all.dedup();
        all
    }

    #[test]
    fn from_the_first_and_from_the_second_character_the_same_is_found() {
        let titles = titles();
        let (shared, letters, units) = lean(&[&titles]);
        let mut alphabet = Alphabet::new(&[]).unwrap();
        alphabet.take(&letters).unwrap();
        let units = units.as_chunks::<2>().0.iter().map(|it| Unit::from_le_bytes(*it)).collect();
        let total = titles.iter().map(|it| it.chars().count() + 1).sum();
        let texts = Texts::read(&shared, units, &[0, titles.len()], total, &alphabet).unwrap();
        let stretches: Vec<Stretch<'_>> = texts.stretches(&(0..titles.len())).collect();
        let mut some = 0;
        for word in [
            "dengji",
            "dengjibian",
            "djbg",
            "bianegng",
            "shelidegji",
            "登记变更",
            "记变更登",
            "灯记变",
            "a1gong",
        ] {
            let word: Vec<char> = word.chars().collect();
            for spelling in
                [Spelling::Written, Spelling::Sounded, Spelling::Initials, Spelling::Alike, Spelling::Slip]
            {
                let machine = Machine::new(&word, spelling, &alphabet);
                for begins in machine.begins().1 {
                    let Some(second) = &begins.second else { continue };
                    let found = |by_second: bool| {
                        let mut all = Vec::new();
                        let walk = Walk::new(&machine, &texts);
                        let found = |text, place| all.push((text, format!("{place:?}")));
                        let mut scan = Scan { machine: &machine, texts: &texts, walk, found };
                        match by_second {
                            true => scan.by_second(&stretches, &begins.first, second),
                            false => scan.by_first(&stretches, &begins.first),
                        }
                        all.sort();
                        all
                    };
                    let expected = found(false);
                    some += expected.len();
                    assert_eq!(found(true), expected, "{word:?} {spelling:?}");
                }
            }
        }
        assert!(some > 1_000, "{some}");
    }
}
