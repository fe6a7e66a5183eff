//! One matter at several levels is one entry of the list: 县, 乡 and 村 offer the same thing.

use std::collections::BTreeMap;

use guide_index::Hit;

/// Guides of one matter together, where the first of them stands, in their own order. The same matter is told by its
/// code in the national catalogue (基本编码); a guide without one stands alone.
#[must_use]
pub fn families(found: impl IntoIterator<Item = Hit>) -> Vec<Vec<Hit>> {
    let mut families: Vec<Vec<Hit>> = Vec::new();
    let mut places = BTreeMap::new();
    for it in found {
        let code = it.guide.catalog_code.clone();
        let kin = code.as_ref().and_then(|it| places.get(it).copied());
        match kin.and_then(|at: usize| families.get_mut(at)) {
            Some(family) => family.push(it),
            None => {
                places.extend(code.map(|it| (it, families.len())));
                families.push(vec![it]);
            }
        }
    }
    families
}

/// Entries that are drawn at a time, in order: no more than `most` guides together, of which an entry shows no more than
/// `shown`, but at least one entry.
#[must_use]
pub fn in_steps(families: &[Vec<Hit>], most: usize, shown: usize) -> Vec<&[Vec<Hit>]> {
    let mut steps = Vec::new();
    let mut rest = families;
    while !rest.is_empty() {
        let mut room = most;
        let fits = |it: &&Vec<Hit>| {
            let guides = it.len().min(shown);
            room.checked_sub(guides).inspect(|it| room = *it).is_some()
        };
        let (step, others) = rest.split_at(rest.iter().take_while(fits).count().max(1));
        steps.push(step);
        rest = others;
    }
    steps
}

/// What tests of these pages find.
#[cfg(test)]
pub(super) mod sample {
    use contract::{Coded, GuideSummary, OnlineDepth, TimeLimit, TimeUnit};
    use guide_index::{Hit, Why};

    pub(in crate::pages::guides) fn hit(matter: &str, title: &str, why: Why, code: Option<&str>) -> Hit {
        let guide = GuideSummary {
            matter: matter.parse().unwrap(),
            version: 1,
            title: title.into(),
            titles: Default::default(),
            level: None,
            region: None,
            catalog_code: code.map(Into::into),
            department: String::new(),
            audiences: Vec::new(),
            promised: TimeLimit { n: 0, unit: TimeUnit::WorkingDay, note: None },
            depth: Coded::new(OnlineDepth::FullyOnline, ""),
            visits: 0,
            topics: Vec::new(),
            aliases: Vec::new(),
            pinyin: Vec::new(),
            parts: None,
            handling: None,
            channels: Vec::new(),
            village: false,
            popularity: None,
        };
        Hit { guide, why, text: title.into(), ranges: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use guide_index::Why;

    use super::sample::hit;
    use super::*;

    #[test]
    fn one_matter_is_one_entry_where_its_first_guide_stands() {
        let list =
            [("a-county", Some("1")), ("b", None), ("c", None), ("a-village", Some("1")), ("d", Some("2"))];
        let families = families(list.map(|(matter, code)| hit(matter, matter, Why::Title, code)));
        let names: Vec<Vec<String>> =
            families.iter().map(|it| it.iter().map(|it| it.guide.matter.to_string()).collect()).collect();
        assert_eq!(names, [vec!["a-county", "a-village"], vec!["b"], vec!["c"], vec!["d"]]);
    }

    #[test]
    fn a_step_is_a_few_guides_and_at_least_one_entry() {
        #[rustfmt::skip]
        let table: [(&[usize], &[usize]); 7] = [
            // guides of each entry, entries of each step
            (&[],              &[]),
            (&[1],             &[1]),
            (&[1, 1, 1, 1, 1], &[4, 1]),
            (&[3, 1, 2, 3],    &[2, 1, 1]),
            (&[9, 1],          &[1, 1]),
            (&[1, 9],          &[1, 1]),
            (&[4, 4],          &[1, 1]),
        ];
        for (sizes, expected) in table {
            let families: Vec<Vec<Hit>> =
                sizes.iter().map(|it| vec![hit("a", "a", Why::Title, None); *it]).collect();
            let steps: Vec<usize> = in_steps(&families, 4, 7).iter().map(|it| it.len()).collect();
            assert_eq!(steps, expected, "{sizes:?}");
        }
    }
}
