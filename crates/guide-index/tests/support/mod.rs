//! Guides for tests.

use std::collections::BTreeMap;

use contract::{Coded, GuideSummary, OnlineDepth, TimeLimit, TimeUnit};
use guide_index::{Catalogue, Index, pack};

/// A guide in which only what is searched matters.
pub(crate) fn guide(
    matter: &str,
    title: &str,
    aliases: &[&str],
    pinyin: &[&str],
    department: &str,
    topics: &[&str],
) -> GuideSummary {
    let texts = |it: &[&str]| it.iter().map(|it| (*it).to_owned()).collect();
    GuideSummary {
        matter: serde_json::from_value(matter.into()).unwrap(),
        version: 1,
        title: title.to_owned(),
        titles: BTreeMap::new(),
        level: None,
        region: None,
        catalog_code: None,
        department: department.to_owned(),
        audiences: Vec::new(),
        depth: Coded::new(OnlineDepth::FullyOnline, "全程网办"),
        visits: 0,
        promised: TimeLimit { n: 8, unit: TimeUnit::WorkingDay, note: None },
        topics: texts(topics),
        aliases: texts(aliases),
        pinyin: texts(pinyin),
        parts: None,
        handling: None,
        channels: Vec::new(),
        village: false,
        popularity: None,
    }
}

/// Packed and opened.
pub(crate) fn opened(guides: &[GuideSummary]) -> Catalogue {
    Catalogue::new(Index::open(pack(guides, "s")).unwrap())
}
