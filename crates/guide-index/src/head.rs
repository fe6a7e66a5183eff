//! The head of a snapshot, in JSON: what many matters share, once.

use std::collections::BTreeMap;

use contract::{Audience, Channel, Coded, Handling, Level, OnlineDepth, RegionName, TimeLimit};
use serde::{Deserialize, Serialize};

/// Kinds of texts, in the order in which they lie in a snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// 事项名称
    Title,
    /// What people call it, and its titles in other languages.
    Called,
    /// What people say for a word of its title.
    Everyday,
    /// The pinyin of a title or name, where it cannot be laid character by character.
    Sound,
    /// 实施主体
    Department,
    /// 主题
    Topic,
}

impl Kind {
    pub(crate) const ALL: [Self; KINDS] =
        [Self::Title, Self::Called, Self::Everyday, Self::Sound, Self::Department, Self::Topic];
}

/// How many kinds there are.
pub(crate) const KINDS: usize = 6;

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Head {
    /// Where the feed of changes goes on.
    pub(crate) sync: String,
    /// How many texts of each [`Kind`].
    pub(crate) texts: [u32; KINDS],
    /// How many matters.
    pub(crate) matters: u32,
    /// How many 基本编码.
    pub(crate) codes: u32,
    /// How many characters all texts have, with one more for each text.
    pub(crate) units: u32,
    pub(crate) regions: Vec<RegionName>,
    /// At which level and for whom.
    pub(crate) offers: Vec<Offer>,
    /// How it is done.
    pub(crate) ways: Vec<Way>,
    /// 承诺办结时限
    pub(crate) promises: Vec<TimeLimit>,
    /// Sets of topics, by their places among the texts of that kind.
    pub(crate) topics: Vec<Vec<u32>>,
    /// A syllable and the characters that are read so.
    pub(crate) readings: Vec<(String, String)>,
    /// The titles in other languages, of the matters that have them, by the matter's place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) titles: Vec<(u32, BTreeMap<String, String>)>,
}

/// Whose it is; many matters have the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Offer {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) level: Option<Coded<Level>>,
    pub(crate) audiences: Vec<Audience>,
}

/// How it is done; many matters have the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Way {
    pub(crate) depth: Coded<OnlineDepth>,
    pub(crate) visits: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) parts: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) handling: Option<Coded<Handling>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) channels: Vec<Channel>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) village: bool,
}
