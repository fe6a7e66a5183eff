//! The way from the highest region to each that is asked about.

use std::collections::BTreeMap;

use contract::{GuideSummary, Level, Region, Regions};
use rules::regions::Tree;

use crate::bench::Bench;
use crate::paging::encoded;
use crate::trouble::Trouble;

/// The ways that were read so far. A hall with many regions is asked for each.
pub(super) struct Ways<'a> {
    bench: &'a Bench,
    listed: Tree,
    /// Whether the hall knows regions that it did not list.
    more: bool,
    known: BTreeMap<String, Vec<Region>>,
}

impl<'a> Ways<'a> {
    /// What the hall tells without being asked for one.
    pub(super) fn read(bench: &'a Bench) -> Result<Self, Trouble> {
        let listed: Regions = bench.anyone().get("/api/v1/regions")?.expect(200)?.json()?;
        let more = listed.regions.iter().any(|it| it.more);
        Ok(Self { bench, listed: tree(listed.regions), more, known: BTreeMap::new() })
    }

    /// From the highest region to this one; empty when the hall does not know it.
    pub(super) fn of(&mut self, code: &str) -> Result<&[Region], Trouble> {
        if !self.known.contains_key(code) {
            let way = self.ask(code)?;
            self.known.insert(code.to_owned(), way);
        }
        Ok(self.known.get(code).map_or(&[], Vec::as_slice))
    }

    fn ask(&self, code: &str) -> Result<Vec<Region>, Trouble> {
        let listed = self.listed.path(code);
        if !listed.is_empty() || !self.more {
            return Ok(listed);
        }
        let answer = self.bench.anyone().get(&format!("/api/v1/regions?of={}", encoded(code)))?;
        if answer.status == 404 {
            return Ok(Vec::new());
        }
        Ok(tree(answer.json::<Regions>()?.regions).path(code))
    }

    /// The counties on the way to a region.
    pub(super) fn counties(&mut self, code: &str) -> Result<Vec<String>, Trouble> {
        let counties = self.of(code)?.iter().filter(|it| it.level.code == Level::County);
        Ok(counties.map(|it| it.code.clone()).collect())
    }

    /// Whether a guide is offered in a region, in one that lies in it, or in one that it lies in.
    pub(super) fn applies(&mut self, guide: &GuideSummary, code: &str) -> Result<bool, Trouble> {
        let Some(offered) = &guide.region else { return Ok(true) };
        let on = |way: &[Region], code: &str| way.iter().any(|it| it.code == code);
        Ok(on(self.of(&offered.code)?, code) || on(self.of(code)?, &offered.code))
    }
}

fn tree(regions: Vec<Region>) -> Tree {
    let mut tree = Tree::default();
    tree.learn_way(regions);
    tree
}
