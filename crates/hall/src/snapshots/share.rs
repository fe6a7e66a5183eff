//! Which guides go into which snapshot.

use std::collections::HashMap;

use contract::{GuideSummary, Level, Region};

/// The guides of one snapshot, by their place in the catalogue.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Share {
    /// The region it is for; none for the whole catalogue.
    pub(super) region: Option<String>,
    /// The guides, in the catalogue's order.
    pub(super) guides: Vec<usize>,
}

/// The whole catalogue, then what applies to each county in which something is offered of its own, in the order of
/// `regions`. These have to hold every region of a guide, and what it lies in.
pub(super) fn shares(guides: &[GuideSummary], regions: &[Region]) -> Vec<Share> {
    let ways = Ways::new(regions);
    let at: Vec<Offered> = guides.iter().map(|it| ways.of(it)).collect();
    let mut own = vec![false; regions.len()];
    for region in at.iter().filter_map(Offered::known) {
        ways.up[region].iter().for_each(|it| own[*it] = true);
    }
    let counties = (0..regions.len()).filter(|it| own[*it] && regions[*it].level.code == Level::County);
    let county = |county: usize| {
        let has = |it: &Offered| match it {
            Offered::Everywhere => true,
            Offered::Unknown => false,
            Offered::In(region) => ways.up[*region].contains(&county) || ways.up[county].contains(region),
        };
        let guides = (0..guides.len()).filter(|it| has(&at[*it])).collect();
        Share { region: Some(regions[county].code.clone()), guides }
    };
    let whole = Share { region: None, guides: (0..guides.len()).collect() };
    std::iter::once(whole).chain(counties.map(county)).collect()
}

/// Where a guide is offered.
enum Offered {
    /// It names no region.
    Everywhere,
    /// In a region that the hall does not know: in the whole catalogue only.
    Unknown,
    /// In this region of the list.
    In(usize),
}

impl Offered {
    fn known(&self) -> Option<usize> {
        if let Self::In(region) = self { Some(*region) } else { None }
    }
}

/// The way from every region up to the highest one, itself first.
struct Ways<'a> {
    places: HashMap<&'a str, usize>,
    up: Vec<Vec<usize>>,
}

impl<'a> Ways<'a> {
    fn new(regions: &'a [Region]) -> Self {
        let places: HashMap<&str, usize> = regions.iter().map(|it| it.code.as_str()).zip(0..).collect();
        let above = |at: usize| regions[at].parent.as_deref().and_then(|it| places.get(it)).copied();
        let way = |at: usize| {
            let mut way = vec![at];
            let mut next = above(at);
            // A ring ends where it begins.
            while let Some(region) = next.filter(|it| !way.contains(it)) {
                way.push(region);
                next = above(region);
            }
            way
        };
        let up = (0..regions.len()).map(way).collect();
        Self { places, up }
    }

    fn of(&self, guide: &GuideSummary) -> Offered {
        let Some(region) = &guide.region else { return Offered::Everywhere };
        self.places.get(region.code.as_str()).map_or(Offered::Unknown, |it| Offered::In(*it))
    }
}

#[cfg(test)]
mod tests {
    use contract::{Coded, RegionName};

    use super::*;

    fn region(code: &str, level: Level, parent: Option<&str>) -> Region {
        let level = Coded::new(level, "");
        Region { code: code.into(), name: code.into(), level, parent: parent.map(Into::into), more: false }
    }

    fn guide(region: Option<&str>) -> GuideSummary {
        let sample = serde_json::json!({
            "matter": "m", "version": 1, "title": "", "department": "", "audiences": [], "visits": 0,
            "depth": {"code": "fully-online", "text": ""}, "promised": {"n": 0, "unit": "day"},
            "topics": [], "aliases": [], "pinyin": [],
        });
        let name = region.map(|it| RegionName { code: it.into(), name: it.into() });
        GuideSummary { region: name, ..serde_json::from_value(sample).unwrap() }
    }

    #[test]
    fn a_county_has_what_is_offered_in_it_below_it_above_it_and_everywhere() {
        let regions = [
            region("p", Level::Province, None),
            region("c", Level::City, Some("p")),
            region("a", Level::County, Some("c")),
            region("b", Level::County, Some("c")),
            region("idle", Level::County, Some("c")),
            region("a1", Level::Township, Some("a")),
            region("a11", Level::Village, Some("a1")),
            region("x", Level::County, Some("y")),
            region("y", Level::City, Some("x")),
        ];
        let offered = [Some("a11"), None, Some("b"), Some("p"), Some("a"), Some("?"), Some("c"), Some("y")];
        let guides = offered.map(guide);
        let found: Vec<(String, Vec<usize>)> = shares(&guides, &regions)
            .into_iter()
            .map(|it| (it.region.unwrap_or_else(|| "whole".to_owned()), it.guides))
            .collect();
        let expected = [
            ("whole", vec![0, 1, 2, 3, 4, 5, 6, 7]),
            ("a", vec![0, 1, 3, 4, 6]),
            ("b", vec![1, 2, 3, 6]),
            // A ring: each lies in the other.
            ("x", vec![1, 7]),
        ];
        assert_eq!(found, expected.map(|(name, guides)| (name.to_owned(), guides)));
    }
}
