//! The tree of regions (行政区划) as far as it is known: a hall has tens of thousands and tells a level at a time. A hall's
//! list may have gaps or a ring; nothing here loops or fails, what does not hang together is a top of its own.

use std::collections::{BTreeMap, BTreeSet};

use contract::Region;

/// What is known of a hall's regions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree {
    regions: BTreeMap<String, Region>,
    /// Codes of all regions that lie directly in one, in the hall's order.
    under: BTreeMap<String, Vec<String>>,
    /// The highest, once the hall has told them.
    tops: Option<Vec<String>>,
}

impl Tree {
    /// Takes in an answer that begins with the highest regions: the first levels, or what was kept of an earlier tree.
    pub fn learn(&mut self, answer: Vec<Region>) {
        let known: BTreeSet<&str> = answer.iter().map(|it| it.code.as_str()).collect();
        let is_top = |it: &&Region| it.parent.as_deref().is_none_or(|it| !known.contains(it));
        self.tops = Some(answer.iter().filter(is_top).map(|it| it.code.clone()).collect());
        self.learn_way(answer);
    }

    /// Takes in an answer to `?parent=`: every region that lies directly in `parent`.
    pub fn learn_under(&mut self, parent: &str, answer: Vec<Region>) {
        let inside = answer.iter().filter(|it| it.code != parent).map(|it| it.code.clone()).collect();
        self.under.insert(parent.to_owned(), inside);
        for region in answer {
            self.keep(region);
        }
    }

    /// Takes in regions with all they lie in: an answer to `?of=` or `?q=`.
    pub fn learn_way(&mut self, answer: Vec<Region>) {
        let mut inside: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for it in &answer {
            if let Some(parent) = it.parent.as_deref().filter(|parent| *parent != it.code) {
                inside.entry(parent).or_default().push(it.code.clone());
            }
        }
        for it in answer.iter().filter(|it| !it.more) {
            self.under.insert(it.code.clone(), inside.remove(it.code.as_str()).unwrap_or_default());
        }
        for region in answer {
            self.keep(region);
        }
    }

    fn keep(&mut self, region: Region) {
        self.regions.insert(region.code.clone(), region);
    }

    /// One region. `more` says whether anything lies in it, known or not.
    #[must_use]
    pub fn region(&self, code: &str) -> Option<Region> {
        let region = self.regions.get(code)?.clone();
        let more = self.under.get(code).map_or(region.more, |it| !it.is_empty());
        Some(Region { more, ..region })
    }

    /// The regions that lie directly in `parent`, in the hall's order; without one the highest. `None` when that is not
    /// known yet.
    #[must_use]
    pub fn under(&self, parent: Option<&str>) -> Option<Vec<Region>> {
        let codes = match parent {
            Some(parent) => self.under.get(parent)?,
            None => self.tops.as_ref()?,
        };
        Some(codes.iter().filter_map(|it| self.region(it)).collect())
    }

    /// From the highest region down to the one with this code, itself included; empty when the way is not known.
    #[must_use]
    pub fn path(&self, code: &str) -> Vec<Region> {
        let mut path: Vec<Region> = Vec::new();
        let mut next = self.region(code);
        while let Some(region) = next
            // A ring ends where it begins.
            && !path.iter().any(|it| region.code == it.code)
        {
            next = region.parent.as_deref().and_then(|it| self.region(it));
            path.push(region);
        }
        path.reverse();
        path
    }

    /// Regions in whose name the last of the words stands, and each other word in the name of something they lie in:
    /// whole names first, then the larger, `most` at most.
    #[must_use]
    pub fn named(&self, words: &str, most: usize) -> Vec<Region> {
        let mut words: Vec<&str> = words.split_whitespace().collect();
        let Some(last) = words.pop() else { return Vec::new() };
        let is_it = |it: &&Region| {
            it.name.contains(last) && {
                let path = if words.is_empty() { Vec::new() } else { self.path(&it.code) };
                words
                    .iter()
                    .all(|word| path.iter().any(|above| above.code != it.code && above.name.contains(word)))
            }
        };
        let mut found: Vec<&Region> = self.regions.values().filter(is_it).collect();
        // Codes grow longer towards the villages, and beside each other they are in the hall's order.
        found.sort_by_key(|it| (it.name != last, it.code.len(), &it.code));
        found.iter().take(most).filter_map(|it| self.region(&it.code)).collect()
    }

    /// How many regions are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.regions.len()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.regions.is_empty()
    }

    /// Everything known, as one answer that [`Self::learn`] takes in again.
    #[must_use]
    pub fn all(&self) -> Vec<Region> {
        let mut all = Vec::with_capacity(self.regions.len());
        let mut taken = BTreeSet::new();
        let mut next: Vec<&String> = self.tops.iter().flatten().rev().collect();
        while let Some(code) = next.pop() {
            let Some(region) = self.regions.get(code).filter(|_| taken.insert(code)) else { continue };
            let under = self.under.get(code);
            all.push(Region { more: under.is_none() && region.more, ..region.clone() });
            next.extend(under.into_iter().flatten().rev());
        }
        // Those that are known by their own way only.
        let rest = self.regions.iter().filter(|it| !taken.contains(it.0));
        all.extend(
            rest.map(|(code, it)| Region { more: !self.under.contains_key(code) && it.more, ..it.clone() }),
        );
        all
    }
}

/// Codes of a region and of all it lies in as the digits have it, innermost first: 6 of them for province, city and county
/// (GB/T 2260), 12 below (GB/T 10114). A hall's own tree is better; this serves until it is here.
#[must_use]
pub fn around(code: &str) -> Vec<String> {
    let mut all = vec![code.to_owned()];
    if !matches!(code.len(), 6 | 12) || !code.bytes().all(|it| it.is_ascii_digit()) {
        return all;
    }
    let parts = [(12, 9, "000"), (12, 6, ""), (6, 4, "00"), (6, 2, "0000")];
    for (_, digits, zeros) in parts.into_iter().filter(|it| code.len() >= it.0) {
        let around = [&code[..digits], zeros].concat();
        if !all.contains(&around) {
            all.push(around);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use contract::{Coded, Level};

    use super::*;

    fn region(code: &str, parent: Option<&str>, more: bool) -> Region {
        let (level, parent) = (Coded::new(Level::County, ""), parent.map(Into::into));
        Region { code: code.into(), name: format!("{code}村"), level, parent, more }
    }

    /// What `codes` stand for: `a<b+` is `a` in `b`, and more lies in it.
    fn answer(codes: &str) -> Vec<Region> {
        let one = |it: &str| {
            let (it, more) = it.strip_suffix('+').map_or((it, false), |it| (it, true));
            let (code, parent) = it.split_once('<').map_or((it, None), |(code, parent)| (code, Some(parent)));
            region(code, parent, more)
        };
        codes.split_whitespace().map(one).collect()
    }

    fn told(list: &[Region]) -> String {
        let one = |it: &Region| [it.code.as_str(), if it.more { "+" } else { "" }].concat();
        list.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    /// p ▸ c ▸ a, b; what lies in a is not known; a lost one; two that point at each other.
    fn sample() -> Tree {
        let mut tree = Tree::default();
        tree.learn(answer("p c<p a<c+ b<c lost<nowhere x<y y<x"));
        tree
    }

    #[test]
    fn a_step_down_shows_what_lies_right_under_when_that_is_known() {
        let mut tree = sample();
        let table = [
            (None, Some("p+ lost")),
            (Some("p"), Some("c+")),
            (Some("c"), Some("a+ b")),
            (Some("a"), None),
            (Some("b"), Some("")),
            (Some("?"), None),
        ];
        for (parent, expected) in table {
            assert_eq!(tree.under(parent).map(|it| told(&it)).as_deref(), expected, "{parent:?}");
        }
        tree.learn_under("a", answer("a1<a a2<a+ a<a"));
        assert_eq!(told(&tree.under(Some("a")).unwrap()), "a1 a2+");
        tree.learn_under("a", answer(""));
        assert_eq!(told(&tree.under(Some("c")).unwrap()), "a b", "nothing lies in a any more");
    }

    #[test]
    fn digits_tell_what_is_around() {
        let table = [
            ("990101200201", "990101200201 990101200000 990101 990100 990000"),
            ("990101200000", "990101200000 990101 990100 990000"),
            ("990101", "990101 990100 990000"),
            ("990000", "990000"),
            ("99010", "99010"),
            ("桃坞", "桃坞"),
            ("", ""),
        ];
        for (code, expected) in table {
            assert_eq!(around(code).join(" "), expected, "{code}");
        }
    }

    #[test]
    fn a_path_leads_from_the_top() {
        let mut tree = sample();
        tree.learn_way(answer("p+ c<p+ b<c+ b1<b"));
        let table = [
            ("a", "p+ c+ a+"),
            ("p", "p+"),
            ("lost", "lost"),
            ("?", ""),
            ("x", "y+ x+"),
            ("b1", "p+ c+ b b1"),
        ];
        for (code, expected) in table {
            assert_eq!(told(&tree.path(code)), expected, "{code}");
        }
    }

    #[test]
    fn a_way_makes_nothing_whole_that_it_does_not_have() {
        let mut tree = Tree::default();
        tree.learn_way(answer("p+ c<p a<c+ a1<a"));
        assert_eq!((tree.under(None), tree.under(Some("p")), tree.under(Some("a"))), (None, None, None));
        assert_eq!(told(&tree.under(Some("c")).unwrap()), "a+");
        assert_eq!(told(&tree.path("a1")), "p+ c+ a+ a1");
    }

    #[test]
    fn what_is_kept_is_the_same_tree_again() {
        let mut tree = sample();
        tree.learn_under("a", answer("a2<a a1<a+"));
        let mut again = Tree::default();
        again.learn(tree.all());
        for parent in [None, Some("p"), Some("c"), Some("a"), Some("a1")] {
            assert_eq!(again.under(parent), tree.under(parent), "{parent:?}");
        }
        assert_eq!(again.path("a1"), tree.path("a1"));
        assert_eq!(again.len(), tree.len());
    }

    #[test]
    fn a_name_is_found_in_what_is_known() {
        let mut tree = sample();
        tree.learn_under("a", answer("aa<a a1<a"));
        let table = [
            ("a", "a aa+ a1"),
            ("a村", "a aa"),
            ("c a", "a aa a1"),
            ("b a", ""),
            ("a a", "aa a1"),
            (" ", ""),
            ("nowhere", ""),
        ];
        for (words, expected) in table {
            let found: Vec<_> = tree.named(words, 9).iter().map(|it| it.code.clone()).collect();
            let expected: Vec<_> = expected.split_whitespace().map(|it| it.trim_end_matches('+')).collect();
            assert_eq!(
                found.iter().collect::<BTreeSet<_>>(),
                expected.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>().iter().collect(),
                "{words}"
            );
        }
        assert_eq!(tree.named("a", 2).len(), 2);
        assert_eq!(tree.named("a村", 9)[0].code, "a", "the whole name first");
    }
}
