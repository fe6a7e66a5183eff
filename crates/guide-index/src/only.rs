//! What is asked for beside words, and which matters are that.

use contract::{Audience, Channel, Handling, OnlineDepth, RegionName};

use crate::head::{Kind, Offer, Way};
use crate::index::Index;

/// What is asked for. The default asks for everything that is near nowhere in particular.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ask {
    /// Words, as typed.
    pub words: String,
    /// The region where the person is and those it lies in, innermost first, by code: what is offered there comes
    /// first.
    pub here: Vec<String>,
    /// Only these.
    pub only: Only,
    /// No more than this many.
    pub limit: usize,
}

/// A filter. The default lets everything pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Only {
    /// Offered in this region: its code and those of the regions it lies in.
    pub at: Vec<String>,
    /// At this level of government, by name.
    pub level: Option<String>,
    /// For these people.
    pub audience: Option<Audience>,
    /// Of this theme or life event.
    pub topic: Option<String>,
    /// By this department.
    pub department: Option<String>,
    /// 全程网办
    pub fully_online: bool,
    /// 即办
    pub instant: bool,
    /// 零跑动
    pub no_visit: bool,
    /// 可邮寄
    pub by_mail: bool,
    /// 乡村可办
    pub village: bool,
    /// 一件事
    pub bundles: bool,
}

/// A filter, worked out for one snapshot: what passes by each of its tables.
pub(crate) struct Sieve {
    offers: Vec<bool>,
    ways: Vec<bool>,
    regions: Vec<bool>,
    topics: Vec<bool>,
    department: Option<Option<u32>>,
    /// Everything passes.
    all: bool,
}

impl Sieve {
    pub(crate) fn new(only: &Only, index: &Index) -> Self {
        let head = &index.head;
        let named = |kind: Kind, name: &str| {
            index.texts(kind).position(|it| index.text(it) == name).map(|it| it as u32)
        };
        let topic = only.topic.as_ref().map(|it| named(Kind::Topic, it));
        let region = |code: &String| only.at.is_empty() || only.at.contains(code);
        Self {
            offers: head.offers.iter().map(|it| is_for(only, it)).collect(),
            ways: head.ways.iter().map(|it| is_done(only, it)).collect(),
            regions: std::iter::once(true).chain(head.regions.iter().map(|it| region(&it.code))).collect(),
            topics: head
                .topics
                .iter()
                .map(|set| topic.is_none_or(|it| it.is_some_and(|it| set.contains(&it))))
                .collect(),
            department: only.department.as_ref().map(|it| named(Kind::Department, it)),
            all: *only == Only::default(),
        }
    }

    pub(crate) fn passes(&self, index: &Index, at: usize) -> bool {
        if self.all {
            return true;
        }
        let matter = index.matter(at);
        let yes = |table: &[bool], at: u32| table.get(at as usize).copied().unwrap_or(false);
        yes(&self.offers, matter.offer)
            && yes(&self.ways, matter.way)
            && yes(&self.regions, matter.region)
            && yes(&self.topics, matter.topics)
            && self.department.is_none_or(|it| it == Some(matter.department))
    }
}

fn is_for(only: &Only, it: &Offer) -> bool {
    let audience = |wanted: &Audience| {
        // An enterprise is served with the other organisations.
        it.audiences.contains(wanted)
            || *wanted == Audience::Enterprise && it.audiences.contains(&Audience::Organisation)
    };
    only.level.as_ref().is_none_or(|level| it.level.as_ref().is_some_and(|it| it.code.as_str() == level))
        && only.audience.as_ref().is_none_or(audience)
}

fn is_done(only: &Only, it: &Way) -> bool {
    (!only.fully_online || it.depth.code == OnlineDepth::FullyOnline)
        && (!only.instant || it.handling.as_ref().is_some_and(|it| it.code == Handling::Instant))
        && (!only.no_visit || it.visits == 0)
        && (!only.by_mail || it.channels.contains(&Channel::Mail))
        && (!only.village || it.village)
        && (!only.bundles || it.parts.is_some())
}

/// How far the regions of a snapshot are from where the person is, each worked out when it is wanted.
pub(crate) struct Distances<'a> {
    here: &'a [String],
    regions: &'a [RegionName],
    known: Vec<Option<u8>>,
}

impl<'a> Distances<'a> {
    pub(crate) fn new(here: &'a [String], index: &'a Index) -> Self {
        let regions = &index.head.regions;
        Self { here, regions, known: vec![None; regions.len()] }
    }

    /// Of a region by its place in the table: 0 where it serves them.
    pub(crate) fn of(&mut self, region: u32) -> u8 {
        // The first one is none: what is offered everywhere.
        let at = (region as usize).wrapping_sub(1);
        let (Some(known), Some(region)) = (self.known.get_mut(at), self.regions.get(at)) else { return 0 };
        *known.get_or_insert_with(|| distance(self.here, &region.code))
    }
}

fn distance(here: &[String], code: &str) -> u8 {
    let Some(innermost) = here.first().filter(|_| !here.iter().any(|it| it == code)) else { return 0 };
    let same = |digits: usize| code.get(..digits).is_some_and(|it| innermost.starts_with(it));
    if same(6) {
        1
    } else if same(4) {
        2
    } else if same(2) {
        3
    } else {
        4
    }
}
