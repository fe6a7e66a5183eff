//! A snapshot, open: what is searched, and what a list shows of each matter.

use std::ops::Range;

use contract::{GuideSummary, MatterId};

use crate::Damaged;
use crate::alphabet::Alphabet;
use crate::bytes::{Reader, Source, Varints};
use crate::head::{Head, KINDS, Kind};
use crate::places::LEAD;
use crate::store::{Column, Ids, Lists, Turned};
use crate::texts::Texts;

/// Most of anything that one snapshot may hold; there are about 15 million matters in the whole country.
const MOST: usize = 20_000_000;
/// Most characters of all its texts.
const MOST_UNITS: usize = 200_000_000;

/// The guides of a snapshot, ready to be searched.
#[derive(Debug, Clone, Default)]
pub struct Index {
    pub(crate) head: Head,
    pub(crate) alphabet: Alphabet,
    pub(crate) texts: Texts,
    /// Where the texts of each kind begin among all texts, and where the last ones end.
    kinds: [usize; KINDS + 1],
    /// The first matter of each title, and the end of the last one; empty when each has one.
    by_title: Vec<u32>,
    ids: Ids,
    offers: Column,
    ways: Column,
    promises: Column,
    regions: Column,
    departments: Column,
    topics: Column,
    versions: Column,
    popularity: Column,
    codes: Column,
    /// 基本编码
    codes_text: Ids,
    called: Lists,
    /// The matters of each text a matter is called by.
    callers: Turned,
}

/// What is kept of a matter, by places in the tables of the snapshot.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Matter {
    pub(crate) offer: u32,
    pub(crate) way: u32,
    /// 0 for none.
    pub(crate) region: u32,
    pub(crate) department: u32,
    pub(crate) topics: u32,
}

impl Index {
    /// Opens a snapshot that [`pack`](crate::pack) made.
    ///
    /// # Errors
    ///
    /// [`Damaged`] for anything else: whatever the bytes are, nothing panics and nothing is believed.
    pub fn open(bytes: impl AsRef<[u8]>) -> Result<Self, Damaged> {
        Self::read(&mut bytes.as_ref())
    }

    /// Opens a snapshot that lies elsewhere, section by section.
    ///
    /// # Errors
    ///
    /// As [`Index::open`].
    pub fn read(source: &mut impl Source) -> Result<Self, Damaged> {
        let mut reader = Reader::new(source)?;
        let mut head: Head = serde_json::from_slice(&reader.section()?).map_err(|_| Damaged)?;
        let mut kinds = [0; KINDS + 1];
        for kind in 0..KINDS {
            kinds[kind + 1] = kinds[kind] + head.texts[kind] as usize;
        }
        let (count, titles, texts) = (head.matters as usize, kinds[1], kinds[KINDS]);
        if count > MOST || texts > MOST || head.units as usize > MOST_UNITS {
            return Err(Damaged);
        }
        // From here on the alphabet has them.
        let mut alphabet = Alphabet::new(&std::mem::take(&mut head.readings))?;
        let shared = reader.section()?;
        if shared.len() != texts {
            return Err(Damaged);
        }
        alphabet.take(&reader.section()?)?;
        let units = reader.units(LEAD)?;
        let texts = Texts::read(&shared, units, &kinds, head.units as usize, &alphabet)?;
        drop(shared);
        let by_title = titles_of(&reader.section()?, titles, count)?;
        let ids = Ids::new(reader.section()?, reader.section()?, count)?;
        let mut column = |below: usize| Column::new(reader.section()?, count, below);
        let offers = column(head.offers.len())?;
        let ways = column(head.ways.len())?;
        let promises = column(head.promises.len())?;
        let regions = column(head.regions.len() + 1)?;
        let departments = column(head.texts[Kind::Department as usize] as usize)?;
        let topics = column(head.topics.len())?;
        let versions = column(usize::MAX)?;
        let popularity = column(usize::MAX)?;
        let codes = column(head.codes as usize + 1)?;
        let codes_text = Ids::new(reader.section()?, reader.section()?, head.codes as usize)?;
        let names = kinds[Kind::Department as usize] - titles;
        let called = Lists::new(reader.section()?, count, names)?;
        let known = head.texts[Kind::Topic as usize];
        let strange = head.topics.iter().flatten().any(|it| *it >= known);
        if strange || head.titles.iter().any(|it| it.0 >= head.matters) {
            return Err(Damaged);
        }
        let callers = called.turned(names);
        Ok(Self {
            head,
            alphabet,
            texts,
            kinds,
            by_title,
            ids,
            offers,
            ways,
            promises,
            regions,
            departments,
            topics,
            versions,
            popularity,
            codes,
            codes_text,
            called,
            callers,
        })
    }

    /// How many matters there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.head.matters as usize
    }

    /// True without any matter.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where the feed of changes goes on.
    #[must_use]
    pub fn sync(&self) -> &str {
        &self.head.sync
    }

    /// A matter by its place, as the catalogue lists it; without its pinyin.
    #[must_use]
    pub fn guide(&self, at: usize) -> Option<GuideSummary> {
        let matter = self.ids.get(at).filter(|_| at < self.len())?;
        let offer = self.head.offers.get(self.offers.get(at) as usize)?.clone();
        let way = self.head.ways.get(self.ways.get(at) as usize)?.clone();
        let of = |kind: Kind, place: u32| self.text(self.kinds[kind as usize] + place as usize);
        let titles = self.head.titles.binary_search_by_key(&(at as u32), |it| it.0);
        let titles = titles.map_or_else(|_| Default::default(), |it| self.head.titles[it].1.clone());
        let called =
            self.called.get(at).into_iter().filter(|it| *it < self.head.texts[Kind::Called as usize]);
        let called =
            called.map(|it| of(Kind::Called, it)).filter(|it| !titles.values().any(|title| title == it));
        let topics = self.head.topics.get(self.topics.get(at) as usize)?;
        Some(GuideSummary {
            matter: matter.parse().ok()?,
            version: self.versions.get(at),
            title: self.text(self.title(at)),
            level: offer.level,
            region: self.head.regions.get((self.regions.get(at) as usize).wrapping_sub(1)).cloned(),
            catalog_code: self.codes.get(at).checked_sub(1).and_then(|it| self.codes_text.get(it as usize)),
            department: of(Kind::Department, self.departments.get(at)),
            audiences: offer.audiences,
            depth: way.depth,
            visits: way.visits,
            promised: self.head.promises.get(self.promises.get(at) as usize)?.clone(),
            topics: topics.iter().map(|it| of(Kind::Topic, *it)).collect(),
            aliases: called.collect(),
            pinyin: Vec::new(),
            parts: way.parts,
            handling: way.handling,
            channels: way.channels,
            village: way.village,
            popularity: self.popularity.get(at).checked_sub(1),
            titles,
        })
    }

    /// Where a matter stands.
    #[must_use]
    pub fn place(&self, matter: &MatterId) -> Option<usize> {
        self.ids.position(matter.as_str())
    }

    /// Every matter's identifier, in the order of their places.
    pub(crate) fn ids(&self) -> impl Iterator<Item = String> {
        self.ids.all()
    }

    pub(crate) fn matter(&self, at: usize) -> Matter {
        Matter {
            offer: self.offers.get(at),
            way: self.ways.get(at),
            region: self.regions.get(at),
            department: self.departments.get(at),
            topics: self.topics.get(at),
        }
    }

    /// In which region it is, by its place in the table.
    pub(crate) fn region(&self, at: usize) -> u32 {
        self.regions.get(at)
    }

    /// What decides its rank: how it is done, by its place in the table, and how popular it is.
    pub(crate) fn standing(&self, at: usize) -> (u32, u32) {
        (self.ways.get(at), self.popularity.get(at))
    }

    /// The topics of a matter, by places in the table, and its department.
    pub(crate) fn around(&self, at: usize) -> (u32, u32) {
        (self.topics.get(at), self.departments.get(at))
    }

    /// The matters of the codes that begin with these digits.
    pub(crate) fn coded(&self, digits: &str, mut found: impl FnMut(u32)) {
        let begins = |it: &String| it.starts_with(digits);
        // Codes are sorted: those that begin alike stand together. 0 is none.
        let Some(first) = self.codes_text.all().position(|it| begins(&it)) else { return };
        let count = self.codes_text.all().skip(first).take_while(begins).count();
        let wanted = first as u32 + 1..(first + count) as u32 + 1;
        (0..self.len()).filter(|it| wanted.contains(&self.codes.get(*it))).for_each(|it| found(it as u32));
    }

    /// The texts of a kind.
    pub(crate) fn texts(&self, kind: Kind) -> Range<usize> {
        self.kinds[kind as usize]..self.kinds[kind as usize + 1]
    }

    /// The matters that have a title or name.
    pub(crate) fn named(&self, text: usize, mut found: impl FnMut(u32)) {
        match text.checked_sub(self.kinds[1]) {
            Some(name) => self.callers.get(name).iter().for_each(|it| found(*it)),
            None if self.by_title.is_empty() => found(text as u32),
            None => {
                if let Some([begin, end, ..]) = self.by_title.get(text..) {
                    (*begin..*end).for_each(found);
                }
            }
        }
    }

    /// The text that is a matter's title.
    pub(crate) fn title(&self, at: usize) -> usize {
        if self.by_title.is_empty() { at } else { self.by_title.partition_point(|it| *it as usize <= at) - 1 }
    }

    /// A text as the hall wrote it.
    pub(crate) fn text(&self, text: usize) -> String {
        self.texts.line(text).iter().map(|it| self.alphabet.char(*it)).collect()
    }

    /// Which kind a text is of.
    pub(crate) fn kind(&self, text: usize) -> Kind {
        let kind = self.kinds[1..].iter().position(|end| text < *end);
        kind.and_then(|it| Kind::ALL.get(it)).copied().unwrap_or(Kind::Topic)
    }
}

/// The first matter of each title, and the end of the last; nothing when each title has one.
fn titles_of(counts: &[u8], titles: usize, matters: usize) -> Result<Vec<u32>, Damaged> {
    if counts.is_empty() && titles == matters {
        return Ok(Vec::new());
    }
    let mut counts = Varints(counts);
    let mut firsts = Vec::with_capacity(titles.min(matters) + 1);
    firsts.push(0u32);
    let mut total = 0u32;
    for _ in 0..titles {
        let count = counts.next()?;
        total = total.checked_add(count).filter(|it| count > 0 && *it as usize <= matters).ok_or(Damaged)?;
        firsts.push(total);
    }
    counts.end()?;
    if total as usize == matters { Ok(firsts) } else { Err(Damaged) }
}
