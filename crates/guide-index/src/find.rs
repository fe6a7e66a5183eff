//! Words → the matters they may mean, the best first. What is meant most likely is looked for first; what is less
//! likely only while there is room.

use contract::OnlineDepth;

use crate::Why;
use crate::alphabet::Unit;
use crate::everyday;
use crate::fold::words;
use crate::head::{Kind, Way};
use crate::index::Index;
use crate::machine::{Machine, Spelling};
use crate::only::{Ask, Distances, Sieve};
use crate::parts::Parts;
use crate::rank::{Known, Quality, Rank};
use crate::scan::scan;
use crate::spoken::Spoken;
use crate::tally::{Best, Tally};

/// With so many found as they were typed, nobody made a slip.
const ENOUGH: usize = 5;

/// So many are sorted at a time.
const MANY: usize = 100;
/// Fewer digits are no code.
const LEAST_OF_A_CODE: usize = 5;

/// A matter that was found in one index.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    pub(crate) rank: Rank,
    /// Its place there.
    pub(crate) at: u32,
    pub(crate) why: Why,
    /// The text in which it was found.
    pub(crate) text: String,
    /// The parts of it that were asked for, in characters.
    pub(crate) ranges: Vec<(usize, usize)>,
}

/// What was found in one index.
#[derive(Debug, Clone, Default)]
pub(crate) struct Finding {
    /// The best, the best first.
    pub(crate) best: Vec<Placed>,
    /// How many there are.
    pub(crate) total: usize,
    /// What was understood instead of what was typed.
    pub(crate) meant: Option<String>,
}

/// A way of looking for a word, and in what.
type Stage = (Spelling, &'static [Kind]);

const NAMES: &[Kind] = &[Kind::Title, Kind::Called, Kind::Everyday];
const AROUND: &[Kind] = &[Kind::Department, Kind::Topic];

/// What is looked for as it was typed, one after the other.
const TYPED: [Stage; 5] = [
    (Spelling::Written, &[Kind::Title, Kind::Called, Kind::Everyday, Kind::Sound]),
    (Spelling::Sounded, NAMES),
    (Spelling::Initials, NAMES),
    (Spelling::Written, AROUND),
    (Spelling::Sounded, AROUND),
];
/// What sounds the same in other characters.
const ALIKE: [Stage; 1] = [(Spelling::Alike, NAMES)];
/// What may have been meant.
const SLIPS: [Stage; 1] = [(Spelling::Slip, NAMES)];

/// Looks for the words of `ask`.
pub(crate) fn find(index: &Index, ask: &Ask) -> Finding {
    let words = words(&ask.words);
    if words.is_empty() || ask.limit == 0 || index.is_empty() {
        return Finding::default();
    }
    let search = Search { index, sieve: Sieve::new(&ask.only, index), limit: ask.limit };
    let (tally, spoken) = search.all(&words);
    search.listed(&tally, &spoken, Distances::new(&ask.here, index))
}

/// A text, and its characters by their numbers.
struct Text {
    number: usize,
    text: String,
    line: Vec<Unit>,
}

struct Search<'a> {
    index: &'a Index,
    sieve: Sieve,
    limit: usize,
}

impl Search<'_> {
    /// Everything that is found, and the words by which: the first one is all of them as one, the others each.
    fn all(&self, words: &[Vec<char>]) -> (Tally, Vec<Spoken>) {
        let mut tally = Tally::of(self.index.len());
        let mut spoken = vec![Spoken::new(words.concat())];
        self.coded(spoken[0].word(), &mut tally);
        self.look(&spoken[0], &TYPED, self.limit, &mut tally);
        if words.len() > 1 {
            spoken.extend(words.iter().cloned().map(Spoken::new));
            if tally.len() < self.limit {
                self.every(&spoken[1..], false, &mut tally);
            }
        }
        self.look(&spoken[0], &ALIKE, self.limit, &mut tally);
        self.look(&spoken[0], &SLIPS, ENOUGH, &mut tally);
        if tally.is_empty() && words.len() > 1 {
            self.every(&spoken[1..], true, &mut tally);
        }
        if tally.is_empty()
            && let Some(pieces) = everyday::pieces(words)
        {
            spoken.truncate(1);
            spoken.extend(pieces.into_iter().map(Spoken::new));
            self.every(&spoken[1..], false, &mut tally);
            if tally.is_empty() {
                self.every(&spoken[1..], true, &mut tally);
            }
        }
        if tally.is_empty() {
            self.parts(&spoken, &mut tally);
        }
        (tally, spoken)
    }

    /// The matters of a code that was typed from its beginning.
    fn coded(&self, word: &[char], tally: &mut Tally) {
        if word.len() >= LEAST_OF_A_CODE && word.iter().all(char::is_ascii_digit) {
            let digits: String = word.iter().collect();
            self.index.coded(&digits, |at| {
                let title = self.index.title(at as usize);
                self.take(at, Best::new(Quality::Code, 0, title), tally);
            });
        }
    }

    /// Looks for one word, until there are `enough`.
    fn look(&self, spoken: &Spoken, stages: &[Stage], enough: usize, tally: &mut Tally) {
        for (spelling, kinds) in stages {
            if tally.len() >= enough {
                return;
            }
            if spoken.takes(*spelling) {
                self.stage(spoken.machine(*spelling, &self.index.alphabet), *spelling, kinds, tally);
            }
        }
    }

    fn stage(&self, machine: &Machine, spelling: Spelling, kinds: &[Kind], tally: &mut Tally) {
        let mut around: Vec<(Kind, u32, Best)> = Vec::new();
        for kind in kinds {
            let of = self.index.texts(*kind);
            scan(machine, &self.index.texts, &of, |text, place| {
                let best = Best::new(Quality::of(*kind, spelling, place), 0, text);
                match kind {
                    Kind::Department | Kind::Topic => around.push((*kind, (text - of.start) as u32, best)),
                    Kind::Title | Kind::Called | Kind::Everyday | Kind::Sound => {
                        self.named(text, best, tally);
                    }
                }
            });
        }
        self.around(&around, tally);
    }

    /// The matters that have a title or name.
    fn named(&self, text: usize, best: Best, tally: &mut Tally) {
        self.index.named(text, |at| self.take(at, best, tally));
    }

    fn take(&self, at: u32, best: Best, tally: &mut Tally) {
        if self.sieve.passes(self.index, at as usize) {
            tally.take(at, best);
        }
    }

    /// The matters of departments and topics.
    fn around(&self, found: &[(Kind, u32, Best)], tally: &mut Tally) {
        if found.is_empty() {
            return;
        }
        let table = |kind: Kind| {
            let mut table: Vec<Option<Best>> = vec![None; self.index.texts(kind).len()];
            for (_, at, best) in found.iter().filter(|it| it.0 == kind) {
                let old = &mut table[*at as usize];
                *old = old.filter(|it| it.quality <= best.quality).or(Some(*best));
            }
            table
        };
        let (departments, topics) = (table(Kind::Department), table(Kind::Topic));
        let best_of =
            |set: &Vec<u32>| set.iter().filter_map(|it| topics[*it as usize]).min_by_key(|it| it.quality);
        let sets: Vec<Option<Best>> = self.index.head.topics.iter().map(best_of).collect();
        for at in 0..self.index.len() {
            let (topics, department) = self.index.around(at);
            if let Some(best) = sets[topics as usize].or_else(|| departments[department as usize]) {
                self.take(at as u32, best, tally);
            }
        }
    }

    /// The matters that have every one of these words, each somewhere.
    fn every(&self, spoken: &[Spoken], meant: bool, tally: &mut Tally) {
        let mut both: Option<Tally> = None;
        for one in spoken {
            let mut found = Tally::of(self.index.len());
            self.look(one, &TYPED, usize::MAX, &mut found);
            if meant {
                self.look(one, &ALIKE, usize::MAX, &mut found);
                self.look(one, &SLIPS, usize::MAX, &mut found);
            }
            both = Some(both.map_or(found.clone(), |it| it.and(&found)));
            if both.as_ref().is_none_or(Tally::is_empty) {
                return;
            }
        }
        if let Some(both) = both {
            tally.join(&both);
        }
    }

    /// The matters that have the most of what was typed.
    fn parts(&self, spoken: &[Spoken], tally: &mut Tally) {
        let parts = self.parts_of(spoken);
        for kind in NAMES {
            parts.scan(&self.index.texts, self.index.texts(*kind), |text, missing| {
                self.named(text, Best::new(Quality::Part, missing, text), tally);
            });
        }
    }

    fn parts_of(&self, spoken: &[Spoken]) -> Parts {
        let each = if spoken.len() > 1 { &spoken[1..] } else { spoken };
        Parts::new(each.iter().map(Spoken::word), &self.index.alphabet)
    }

    /// The best of what was found, in order.
    fn listed(&self, tally: &Tally, spoken: &[Spoken], mut distances: Distances<'_>) -> Finding {
        // No more than the best of a few hundred at a time: a broad query finds everything.
        let keep = |ranked: &mut Vec<(Rank, u32, Best)>| {
            if ranked.len() > self.limit {
                ranked.select_nth_unstable_by_key(self.limit - 1, |it| (it.0, it.1));
                ranked.truncate(self.limit);
            }
        };
        let mut ranked: Vec<(Rank, u32, Best)> = Vec::new();
        let mut worst = None;
        let offline = self.offline();
        for (at, best) in tally.found() {
            let distance = distances.of(self.index.region(at as usize));
            if worst.is_some_and(|it| Rank::at_best(best.quality, best.missing, distance) > it) {
                continue;
            }
            ranked.push((self.rank(at, best, distance, &offline), at, best));
            if ranked.len() >= 4 * self.limit + MANY {
                keep(&mut ranked);
                worst = ranked.last().map(|it| it.0);
            }
        }
        keep(&mut ranked);
        let mut shown: Vec<(Rank, u32, Best, Text)> = ranked
            .into_iter()
            .map(|(rank, at, best)| {
                let title = self.text(self.index.title(at as usize));
                (rank.with_title(&title.text), at, best, title)
            })
            .collect();
        shown.sort_unstable_by_key(|it| (it.0, it.1));
        let best: Vec<Placed> = shown
            .into_iter()
            .map(|(rank, at, best, title)| self.shown(rank, at, best, title, spoken))
            .collect();
        let meant = best.first().filter(|it| matches!(it.why, Why::Sound | Why::Typo)).and_then(|it| {
            let (from, to) = *it.ranges.first()?;
            Some(it.text.chars().skip(from).take(to - from).collect())
        });
        Finding { best, total: tally.len(), meant }
    }

    fn text(&self, number: usize) -> Text {
        let line = self.index.texts.line(number);
        Text { number, text: line.iter().map(|it| self.index.alphabet.char(*it)).collect(), line }
    }

    fn rank(&self, at: u32, best: Best, distance: u8, offline: &[u8]) -> Rank {
        let (way, popularity) = self.index.standing(at as usize);
        let known = Known {
            popularity,
            length: self.index.texts.length(self.index.title(at as usize)) as u16,
            offline: offline.get(way as usize).copied().unwrap_or_default(),
        };
        Rank::new(best.quality, best.missing, distance, known)
    }

    /// For each way of doing it how little of it is online.
    fn offline(&self) -> Vec<u8> {
        let depth = |it: &Way| match it.depth.code {
            OnlineDepth::FullyOnline => 0,
            OnlineDepth::OneVisit => 1,
            OnlineDepth::PreCheck => 2,
            _ => 3,
        };
        self.index.head.ways.iter().map(depth).collect()
    }

    fn shown(&self, rank: Rank, at: u32, best: Best, title: Text, spoken: &[Spoken]) -> Placed {
        let kind = self.index.kind(best.text as usize);
        let why = best.shown.why(kind);
        let placed = |text: String, ranges| Placed { rank, at, why, text, ranges };
        if kind == Kind::Sound && why != Why::Code {
            // Nobody knows which character it is of.
            let length = title.line.len();
            return placed(title.text, vec![(0, length)]);
        }
        let Text { text, line, .. } =
            if title.number == best.text as usize { title } else { self.text(best.text as usize) };
        if why == Why::Code {
            return placed(text, Vec::new());
        }
        let range = |it: &Spoken| it.range(&line, &self.index.alphabet);
        let mut ranges: Vec<(usize, usize)> = match range(&spoken[0]) {
            Some(whole) => vec![whole],
            None => spoken[1..].iter().filter_map(range).collect(),
        };
        if ranges.is_empty() {
            ranges = self.parts_of(spoken).ranges(&line);
        }
        placed(text, merged(ranges))
    }
}

/// The same parts, in order, without overlaps.
fn merged(mut ranges: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    ranges.sort_unstable();
    let mut out: Vec<(usize, usize)> = Vec::with_capacity(ranges.len());
    for (from, to) in ranges {
        match out.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => out.push((from, to)),
        }
    }
    out
}
