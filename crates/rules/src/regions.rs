//! The tree of regions (行政区划): steps up and down in it. A hall's list may have gaps or a ring; nothing here
//! loops or fails, what does not hang together is a top of its own.

use contract::{Region, RegionName};

/// The regions right under `parent`, in the hall's order; without one the highest, whose own parent is not in the list.
#[must_use]
pub fn under<'a>(regions: &'a [Region], parent: Option<&str>) -> Vec<&'a Region> {
    let is_top = |it: &Region| it.parent.as_deref().and_then(|parent| find(regions, parent)).is_none();
    regions
        .iter()
        .filter(|it| match parent {
            Some(parent) => it.parent.as_deref() == Some(parent) && it.code != parent,
            None => is_top(it),
        })
        .collect()
}

/// From the highest region down to the one with this code, itself included; empty when it is not in the list.
#[must_use]
pub fn path<'a>(regions: &'a [Region], code: &str) -> Vec<&'a Region> {
    let mut path = Vec::new();
    let mut next = find(regions, code);
    while let Some(region) = next
        // A ring ends where it begins.
        && !path.iter().any(|it: &&Region| it.code == region.code)
    {
        path.push(region);
        next = region.parent.as_deref().and_then(|it| find(regions, it));
    }
    path.reverse();
    path
}

/// Whether something offered in `offered` can be had by who is at the end of `path`: it is offered there or in a
/// region around it. What names no region is offered everywhere.
#[must_use]
pub fn serves(offered: Option<&RegionName>, path: &[&Region]) -> bool {
    offered.is_none_or(|offered| path.iter().any(|it| it.code == offered.code))
}

fn find<'a>(regions: &'a [Region], code: &str) -> Option<&'a Region> {
    regions.iter().find(|it| it.code == code)
}

#[cfg(test)]
mod tests {
    use contract::{Coded, Level};

    use super::*;

    fn region(code: &str, level: Level, parent: Option<&str>) -> Region {
        let text = level.to_string();
        Region {
            code: code.into(),
            name: code.into(),
            level: Coded::new(level, text),
            parent: parent.map(Into::into),
        }
    }

    /// p ▸ c ▸ a, b; a ▸ a1; a lost one; two that point at each other.
    fn sample() -> Vec<Region> {
        vec![
            region("p", Level::Province, None),
            region("c", Level::City, Some("p")),
            region("a", Level::County, Some("c")),
            region("b", Level::County, Some("c")),
            region("a1", Level::Township, Some("a")),
            region("lost", Level::Village, Some("nowhere")),
            region("x", Level::City, Some("y")),
            region("y", Level::City, Some("x")),
        ]
    }

    fn codes(list: &[&Region]) -> String {
        list.iter().map(|it| it.code.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_step_down_shows_what_lies_right_under() {
        let regions = sample();
        let table =
            [(None, "p lost"), (Some("p"), "c"), (Some("c"), "a b"), (Some("a1"), ""), (Some("?"), "")];
        for (parent, expected) in table {
            assert_eq!(codes(&under(&regions, parent)), expected, "{parent:?}");
        }
    }

    #[test]
    fn a_path_leads_from_the_top() {
        let regions = sample();
        let table = [("a1", "p c a a1"), ("p", "p"), ("lost", "lost"), ("?", ""), ("x", "y x")];
        for (code, expected) in table {
            assert_eq!(codes(&path(&regions, code)), expected, "{code}");
        }
    }

    #[test]
    fn what_is_offered_around_a_place_serves_it() {
        let regions = sample();
        let table = [
            (Some("a"), "a1", true),
            (Some("p"), "a1", true),
            (Some("a1"), "a", false),
            (Some("b"), "a1", false),
            (None, "a1", true),
        ];
        for (offered, at, expected) in table {
            let name = offered.map(|it| RegionName { code: it.into(), name: it.into() });
            assert_eq!(serves(name.as_ref(), &path(&regions, at)), expected, "{offered:?} at {at}");
        }
    }
}
