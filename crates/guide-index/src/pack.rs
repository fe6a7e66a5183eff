//! Guides → the bytes of a snapshot. The same guides give the same bytes, in whatever order they come.

use std::collections::{BTreeMap, BTreeSet};

use contract::{GuideSummary, MatterId, RegionName};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::alphabet::MAX_LETTERS;
use crate::bytes::{Writer, planes, push_varint};
use crate::everyday;
use crate::fold::{fold, is_han};
use crate::head::{Head, KINDS, Kind, Offer, Way};
use crate::sound::align;
use crate::store::BLOCK;
use crate::texts::{MAX_TEXT, lean};

/// Packs guides; `sync` is where the feed of changes goes on.
#[must_use]
pub fn pack<'a>(guides: impl IntoIterator<Item = &'a GuideSummary>, sync: &str) -> Vec<u8> {
    let mut letters = Letters::default();
    let mut matters: Vec<(String, &GuideSummary)> =
        guides.into_iter().map(|it| (letters.text(&it.title), it)).collect();
    matters.sort_by(|a, b| (&a.0, a.1.matter.as_str()).cmp(&(&b.0, b.1.matter.as_str())));
    matters.dedup_by(|a, b| a.1.matter == b.1.matter && a.0 == b.0);

    let mut readings = Readings::default();
    let names: Vec<Names> = matters.iter().map(|it| Names::of(it.1, &mut letters, &mut readings)).collect();
    let texts = texts(&matters, &names);
    let guides = || matters.iter().map(|it| it.1);
    let codes = Table::of(guides().filter_map(code));
    let offers = Table::of(guides().map(|it| json(&offer(it))));
    let ways = Table::of(guides().map(|it| json(&way(it))));
    let promises = Table::of(guides().map(|it| json(&it.promised)));
    let regions = Table::of(guides().filter_map(region));
    let topics = Table::of(names.iter().map(|it| it.topics.clone()));

    let head = Head {
        sync: sync.to_owned(),
        texts: std::array::from_fn(|kind| texts[kind].len() as u32),
        matters: matters.len() as u32,
        codes: codes.keys().count() as u32,
        units: texts.iter().flatten().map(|it| it.chars().count() as u32 + 1).sum(),
        regions: regions
            .keys()
            .map(|(code, name)| RegionName { code: code.clone(), name: name.clone() })
            .collect(),
        offers: read(&offers),
        ways: read(&ways),
        promises: read(&promises),
        topics: topics.keys().map(|it| places(&texts[Kind::Topic as usize], it)).collect(),
        readings: readings.listed(),
        titles: (0..)
            .zip(guides())
            .filter(|it| !it.1.titles.is_empty())
            .map(|it| (it.0, it.1.titles.clone()))
            .collect(),
    };
    let column = |number: &dyn Fn(&GuideSummary, &Names) -> u32| {
        let numbers: Vec<u32> = guides().zip(&names).map(|(guide, names)| number(guide, names)).collect();
        planes(&numbers)
    };
    let mut out = Writer::new();
    out.section(json(&head).as_bytes());
    let (shared, letters, units) = lean(&texts.each_ref().map(Vec::as_slice));
    [shared, letters, units].iter().for_each(|it| out.section(it));
    out.section(&repeats(&matters, &texts[Kind::Title as usize]));
    out.leaning(guides().map(|it| it.matter.as_str()), BLOCK);
    out.section(&column(&|guide, _| offers.place(&json(&offer(guide)))));
    out.section(&column(&|guide, _| ways.place(&json(&way(guide)))));
    out.section(&column(&|guide, _| promises.place(&json(&guide.promised))));
    out.section(&column(&|guide, _| region(guide).map_or(0, |it| regions.place(&it) + 1)));
    out.section(&column(&|_, names| place(&texts[Kind::Department as usize], &names.department)));
    out.section(&column(&|_, names| topics.place(&names.topics)));
    out.section(&column(&|guide, _| guide.version));
    out.section(&column(&|guide, _| guide.popularity.map_or(0, |it| it.saturating_add(1).min(u32::MAX - 1))));
    out.section(&column(&|guide, _| code(guide).map_or(0, |it| codes.place(&it) + 1)));
    out.leaning(codes.keys().map(String::as_str), BLOCK);
    out.section(&called(&names, &texts));
    out.done()
}

/// How many matters have each title; nothing when each has one.
fn repeats(matters: &[(String, &GuideSummary)], titles: &[String]) -> Vec<u8> {
    let mut counts = Vec::new();
    if titles.len() < matters.len() {
        for same in matters.chunk_by(|a, b| a.0 == b.0) {
            push_varint(&mut counts, same.len() as u32);
        }
    }
    counts
}

/// What each matter is called by, by places among the texts between titles and departments.
fn called(names: &[Names], texts: &[Vec<String>; KINDS]) -> Vec<u8> {
    let mut called = Vec::new();
    for names in names {
        let mut all: Vec<u32> = Vec::new();
        let mut base = 0;
        for (list, kind) in
            [(&names.called, Kind::Called), (&names.everyday, Kind::Everyday), (&names.sounds, Kind::Sound)]
        {
            let group = &texts[kind as usize];
            all.extend(places(group, list).iter().map(|it| base + it));
            base += group.len() as u32;
        }
        push_varint(&mut called, all.len() as u32);
        all.iter().for_each(|it| push_varint(&mut called, *it));
    }
    called
}

/// The names of a matter and of what it belongs to, as they will be kept.
struct Names {
    called: Vec<String>,
    everyday: Vec<String>,
    sounds: Vec<String>,
    department: String,
    topics: Vec<String>,
}

impl Names {
    fn of(guide: &GuideSummary, letters: &mut Letters, readings: &mut Readings) -> Self {
        let mut sounds = Vec::new();
        let texts = std::iter::once(&guide.title).chain(&guide.aliases);
        for (text, pinyin) in texts.zip(&guide.pinyin) {
            let text: Vec<char> = text.chars().take(MAX_TEXT).collect();
            match align(&text, pinyin) {
                Some(read) => readings.take(read),
                None => {
                    sounds.push(letters.text(&pinyin.split_whitespace().take(MAX_TEXT).collect::<String>()));
                }
            }
        }
        let called = guide.aliases.iter().chain(guide.titles.values());
        Self {
            called: called.map(|it| letters.text(it)).collect(),
            everyday: everyday::for_title(&guide.title).map(|it| letters.text(it)).collect(),
            sounds,
            department: letters.text(&guide.department),
            topics: guide.topics.iter().map(|it| letters.text(it)).collect(),
        }
    }
}

/// The texts of each kind, sorted, each once.
fn texts(matters: &[(String, &GuideSummary)], names: &[Names]) -> [Vec<String>; KINDS] {
    let sorted = |all: &mut dyn Iterator<Item = &String>| -> Vec<String> {
        all.collect::<BTreeSet<_>>().into_iter().cloned().collect()
    };
    [
        sorted(&mut matters.iter().map(|it| &it.0)),
        sorted(&mut names.iter().flat_map(|it| &it.called)),
        sorted(&mut names.iter().flat_map(|it| &it.everyday)),
        sorted(&mut names.iter().flat_map(|it| &it.sounds)),
        sorted(&mut names.iter().map(|it| &it.department)),
        sorted(&mut names.iter().flat_map(|it| &it.topics)),
    ]
}

/// Where a text stands among sorted ones that have it.
fn place(sorted: &[String], text: &str) -> u32 {
    sorted.binary_search_by(|it| it.as_str().cmp(text)).unwrap_or_default() as u32
}

/// Where several texts stand.
fn places(sorted: &[String], texts: &[String]) -> Vec<u32> {
    texts.iter().map(|it| place(sorted, it)).collect()
}

fn offer(guide: &GuideSummary) -> Offer {
    Offer { level: guide.level.clone(), audiences: guide.audiences.clone() }
}

fn way(guide: &GuideSummary) -> Way {
    Way {
        depth: guide.depth.clone(),
        visits: guide.visits,
        parts: guide.parts,
        handling: guide.handling.clone(),
        channels: guide.channels.clone(),
        village: guide.village,
    }
}

fn region(guide: &GuideSummary) -> Option<(String, String)> {
    guide.region.as_ref().map(|it| (it.code.clone(), it.name.clone()))
}

/// 基本编码, when it looks like one: digits and letters, as identifiers have them.
fn code(guide: &GuideSummary) -> Option<String> {
    let fits = |it: &&String| it.parse::<MatterId>().is_ok();
    guide.catalog_code.as_ref().filter(fits).cloned()
}

/// As JSON, which can be compared. What is written here has a JSON form.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Back from [`json`].
fn read<T: DeserializeOwned>(table: &Table<String>) -> Vec<T> {
    table.keys().filter_map(|it| serde_json::from_str(it).ok()).collect()
}

/// Distinct values, sorted, with their places.
struct Table<T>(BTreeMap<T, u32>);

impl<T: Ord> Table<T> {
    fn of(all: impl Iterator<Item = T>) -> Self {
        let distinct: BTreeSet<T> = all.collect();
        Self(distinct.into_iter().zip(0..).collect())
    }

    fn keys(&self) -> impl Iterator<Item = &T> {
        self.0.keys()
    }

    fn place(&self, value: &T) -> u32 {
        self.0.get(value).copied().unwrap_or_default()
    }
}

/// The characters that are used, so that they fit in the numbers the index gives them.
#[derive(Default)]
struct Letters(BTreeSet<char>);

impl Letters {
    /// A text as it is kept: of bounded length, in one line.
    fn text(&mut self, text: &str) -> String {
        let mut keep = |char: char| {
            let char = if char.is_control() { ' ' } else { char };
            if self.0.len() < MAX_LETTERS - 1 {
                self.0.insert(char);
            }
            if self.0.contains(&char) { char } else { char::REPLACEMENT_CHARACTER }
        };
        text.chars().take(MAX_TEXT).map(&mut keep).collect()
    }
}

/// Every way in which the characters of a catalogue are read.
#[derive(Default)]
struct Readings(BTreeSet<(String, char)>);

impl Readings {
    fn take(&mut self, read: Vec<(char, String)>) {
        for (char, syllable) in read {
            let known = self.0.contains(&(syllable.clone(), char));
            if !known
                && fold(char).is_some_and(is_han)
                && syllable.bytes().all(|it| it.is_ascii_lowercase())
                && syllable.len() <= 6
            {
                self.0.insert((syllable, char));
            }
        }
    }

    fn listed(self) -> Vec<(String, String)> {
        let mut listed: Vec<(String, String)> = Vec::new();
        for (syllable, char) in self.0 {
            match listed.last_mut().filter(|it| it.0 == syllable) {
                Some(last) => last.1.push(char),
                None => listed.push((syllable, char.to_string())),
            }
        }
        listed
    }
}
