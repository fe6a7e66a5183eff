//! Finding a guide by title, everyday words, pinyin, initials, department or topic, on the device.
//!
//! A catalogue of one hall is hundreds of guides, not millions: every search looks at every guide, so
//! there is nothing to build, to store or to keep up to date but the folded texts.

mod fold;
mod rank;
mod text;

use contract::{GuideSummary, MatterId};

use fold::{Query, words};
use rank::Rank;
use text::{Match, Text};

/// Why a guide was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The words stand in its title.
    Title,
    /// The words are what people call it.
    Alias,
    /// The pinyin of its title or of what people call it.
    Pinyin,
    /// The initials of the pinyin of its title or of what people call it (`kfg` for 开饭馆).
    Initials,
    /// The department that handles it.
    Department,
    /// A topic it belongs to.
    Topic,
}

/// A guide that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Which.
    pub matter: MatterId,
    /// Why.
    pub why: Why,
    /// The parts of `text` that were asked for, in characters, from inclusive to exclusive, in order,
    /// never overlapping.
    pub ranges: Vec<(usize, usize)>,
    /// The text in which it was found, as the hall wrote it.
    pub text: String,
}

/// The guides of one catalogue, ready to be searched.
#[derive(Debug, Clone, Default)]
pub struct Index {
    entries: Vec<Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    matter: MatterId,
    title_len: usize,
    texts: Vec<Text>,
}

impl Index {
    /// An index over these guides; their order decides between equals.
    #[must_use]
    pub fn new(guides: &[GuideSummary]) -> Self {
        Self { entries: guides.iter().map(Entry::new).collect() }
    }

    /// The best `limit` guides for what a person typed, the best first.
    ///
    /// Case, width, spaces and punctuation do not matter. Several words must all be found, in any
    /// place and order, unless they read as one (`kai fan guan`). Words may be Han characters, pinyin
    /// whole or begun, initials, or a mixture. An empty query finds nothing.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        let words = words(query);
        let Some(whole) = Query::whole(&words) else { return Vec::new() };
        let mut found: Vec<(Rank, usize, usize, Hit)> = self
            .entries
            .iter()
            .enumerate()
            .filter_map(|(order, entry)| {
                let (rank, hit) = entry.find(&whole, &words)?;
                Some((rank, entry.title_len, order, hit))
            })
            .collect();
        found.sort_by_key(|it| (it.0, it.1, it.2));
        found.into_iter().take(limit).map(|it| it.3).collect()
    }
}

impl Entry {
    fn new(guide: &GuideSummary) -> Self {
        let called = std::iter::once((Why::Title, &guide.title))
            .chain(guide.aliases.iter().map(|it| (Why::Alias, it)));
        let texts = called
            .enumerate()
            .map(|(k, (why, text))| Text::new(why, text, guide.pinyin.get(k).map(String::as_str)))
            .chain(std::iter::once(Text::new(Why::Department, &guide.department, None)))
            .chain(guide.topics.iter().map(|it| Text::new(Why::Topic, it, None)))
            .collect();
        Self { matter: guide.matter.clone(), title_len: guide.title.chars().count(), texts }
    }

    /// The best reason to show this guide: the query as one word, or else all of its words.
    fn find(&self, whole: &Query, words: &[Query]) -> Option<(Rank, Hit)> {
        if let Some((text, found)) = self.best(whole) {
            return Some((found.rank, self.hit(text, found.why, vec![found.range])));
        }
        let found: Option<Vec<(&Text, Match)>> = words.iter().map(|it| self.best(it)).collect();
        let found = found?;
        let (text, why) = found.iter().min_by_key(|it| it.1.rank).map(|it| (it.0, it.1.why))?;
        let rank = found.iter().map(|it| it.1.rank).max()?;
        let ranges = words.iter().filter_map(|it| text.find(it)).map(|it| it.range).collect();
        Some((rank, self.hit(text, why, ranges)))
    }

    fn best(&self, query: &Query) -> Option<(&Text, Match)> {
        self.texts.iter().filter_map(|it| Some((it, it.find(query)?))).min_by_key(|it| it.1.rank)
    }

    fn hit(&self, text: &Text, why: Why, ranges: Vec<(usize, usize)>) -> Hit {
        Hit { matter: self.matter.clone(), why, ranges: merged(ranges), text: text.original().to_owned() }
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
