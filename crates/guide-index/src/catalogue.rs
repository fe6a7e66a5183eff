//! A snapshot with what changed since laid over it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use contract::{Coded, GuideChange, GuideChangeKind, GuideSummary, Level, MatterId};

use crate::find::{Finding, find};
use crate::head::Kind;
use crate::index::Index;
use crate::only::{Ask, Distances, Sieve};
use crate::{Found, Hit, Why, pack};

/// The guides of a hall as they stand now.
#[derive(Debug, Clone)]
pub struct Catalogue {
    base: Index,
    /// What changed since: published, or `None` for withdrawn.
    changed: BTreeMap<String, Option<GuideSummary>>,
    /// The matters of `changed` that are offered.
    over: Index,
    /// The places in `base` of the matters that changed.
    gone: HashSet<u32>,
}

/// How far a matter is and how often it is asked for, its place, and in which index.
type Passing<'a> = ((u8, Reverse<u32>), u32, &'a Index);

/// Matters that have something in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What they have in common, in the hall's words.
    pub name: String,
    /// How many they are.
    pub count: usize,
}

impl Catalogue {
    /// A snapshot as it is.
    #[must_use]
    pub fn new(base: Index) -> Self {
        Self { base, changed: BTreeMap::new(), over: Index::default(), gone: HashSet::new() }
    }

    /// Lays changes over it, the latest last. What nobody here knows is left as it is.
    pub fn apply(&mut self, changes: &[GuideChange]) {
        for it in changes {
            let now = match (&it.change, &it.guide) {
                (GuideChangeKind::Published, Some(guide)) if guide.matter == it.matter => Some(guide.clone()),
                (GuideChangeKind::Withdrawn, _) => None,
                _ => continue,
            };
            self.changed.insert(it.matter.as_str().to_owned(), now);
        }
        let offered: Vec<GuideSummary> = self.changed.values().flatten().cloned().collect();
        // What was packed here a moment ago opens.
        self.over = Index::open(pack(&offered, "")).unwrap_or_default();
        let changed = (0..).zip(self.base.ids()).filter(|it| self.changed.contains_key(&it.1));
        self.gone = changed.map(|it| it.0).collect();
    }

    /// How many matters there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.base.len() - self.gone.len() + self.over.len()
    }

    /// True without any matter.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One matter.
    #[must_use]
    pub fn by_matter(&self, matter: &MatterId) -> Option<GuideSummary> {
        match self.changed.get(matter.as_str()) {
            Some(now) => now.clone(),
            None => self.base.guide(self.base.place(matter)?),
        }
    }

    /// The matters that the words of `ask` may mean, the best first; nothing without words.
    ///
    /// Case, width, spaces and marks do not matter. Words may be Han characters, pinyin whole or begun, initials, or
    /// a mixture, with one slip or one character that sounds the same. Several words must all be found, in any place
    /// and order, unless they read as one (`kai fan guan`).
    #[must_use]
    pub fn find(&self, ask: &Ask) -> Found {
        let base = find(
            &self.base,
            &Ask { limit: ask.limit.saturating_add(self.gone.len()).min(self.base.len()), ..ask.clone() },
        );
        let over = find(&self.over, ask);
        self.merged(ask.limit, base, over)
    }

    fn merged(&self, limit: usize, mut base: Finding, over: Finding) -> Found {
        let before = base.best.len();
        base.best.retain(|it| !self.gone.contains(&it.at));
        let total = base.total - (before - base.best.len()) + over.total;
        let meant = match (base.best.first(), over.best.first()) {
            (Some(a), Some(b)) if b.rank < a.rank => over.meant,
            (None, _) => over.meant,
            _ => base.meant,
        };
        let mut all: Vec<_> = base
            .best
            .into_iter()
            .map(|it| (it, &self.base))
            .chain(over.best.into_iter().map(|it| (it, &self.over)))
            .collect();
        // Stable: between equals the snapshot goes first, in its order.
        all.sort_by_key(|it| it.0.rank);
        let hits = all.into_iter().take(limit).filter_map(|(it, index)| {
            Some(Hit { guide: index.guide(it.at as usize)?, why: it.why, text: it.text, ranges: it.ranges })
        });
        Found { hits: hits.collect(), total, meant }
    }

    /// Every matter that passes: what serves the person's place first, then what is asked for most, then by title.
    #[must_use]
    pub fn browse(&self, ask: &Ask) -> Found {
        let mut all: Vec<Passing<'_>> = Vec::new();
        for (index, places) in self.passing(ask) {
            let mut distances = Distances::new(&ask.here, index);
            all.extend(places.into_iter().map(|at| {
                let distance = distances.of(index.region(at as usize));
                ((distance, Reverse(index.standing(at as usize).1)), at, index)
            }));
        }
        let total = all.len();
        all.sort_by_key(|it| it.0);
        let hits = all.into_iter().take(ask.limit).filter_map(|(_, at, index)| {
            let guide = index.guide(at as usize)?;
            Some(Hit { text: guide.title.clone(), guide, why: Why::Title, ranges: Vec::new() })
        });
        Found { hits: hits.collect(), total, meant: None }
    }

    /// The topics of what passes, those of most matters first.
    #[must_use]
    pub fn topics(&self, ask: &Ask) -> Vec<Group> {
        self.groups(ask, Kind::Topic, |index, at, count| {
            let set = index.head.topics.get(index.around(at).0 as usize);
            set.into_iter().flatten().for_each(|it| count(*it));
        })
    }

    /// The departments of what passes, those of most matters first.
    #[must_use]
    pub fn departments(&self, ask: &Ask) -> Vec<Group> {
        self.groups(ask, Kind::Department, |index, at, count| count(index.around(at).1))
    }

    /// The levels of government there are, from the highest, then those nobody here knows.
    #[must_use]
    pub fn levels(&self) -> Vec<Coded<Level>> {
        let mut levels: Vec<Coded<Level>> = Vec::new();
        for level in [&self.base, &self.over]
            .into_iter()
            .flat_map(|it| &it.head.offers)
            .filter_map(|it| it.level.as_ref())
        {
            if !levels.iter().any(|it| it.code == level.code) {
                levels.push(level.clone());
            }
        }
        levels.sort_by_key(|it| {
            Level::KNOWN.iter().position(|known| *known == it.code.as_str()).unwrap_or(Level::KNOWN.len())
        });
        levels
    }

    /// How many of what passes have each text of a kind; `each` tells the places of those that a matter has.
    fn groups(&self, ask: &Ask, kind: Kind, each: impl Fn(&Index, usize, &mut dyn FnMut(u32))) -> Vec<Group> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for (index, places) in self.passing(ask) {
            let texts = index.texts(kind);
            let mut here = vec![0; texts.len()];
            for at in places {
                each(index, at as usize, &mut |text| here[text as usize] += 1);
            }
            for (text, count) in texts.zip(here).filter(|it| it.1 > 0) {
                *counts.entry(index.text(text)).or_default() += count;
            }
        }
        let mut groups: Vec<Group> = counts.into_iter().map(|(name, count)| Group { name, count }).collect();
        // Stable: those of as many stay in the order of their names.
        groups.sort_by_key(|it| Reverse(it.count));
        groups
    }

    fn passing(&self, ask: &Ask) -> [(&Index, Vec<u32>); 2] {
        let of = |index: &Index, gone: &HashSet<u32>| {
            let sieve = Sieve::new(&ask.only, index);
            let all = (0..index.len()).filter(|it| sieve.passes(index, *it)).map(|it| it as u32);
            all.filter(|it| gone.is_empty() || !gone.contains(it)).collect()
        };
        [(&self.base, of(&self.base, &self.gone)), (&self.over, of(&self.over, &HashSet::new()))]
    }
}
