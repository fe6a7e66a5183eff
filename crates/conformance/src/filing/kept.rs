//! What is found out once in a run: the guides, a filing of the first person, and who may act for whom.

use std::sync::OnceLock;

use contract::{Class, Guide, GuideSummary, Mandate, MatterId, OnlineDepth, Page};

use super::send::Filed;
use crate::bench::Bench;
use crate::checks::{Corrected, Early, Services};
use crate::paging::{all, pages};
use crate::trouble::Trouble;
use crate::visitor::Visitor;

/// What a [`Bench`] has found out.
#[derive(Debug, Default)]
pub struct Kept {
    guides: OnceLock<Result<Vec<Guide>, Trouble>>,
    pub(crate) catalogue: OnceLock<Result<Vec<(GuideSummary, Guide)>, Trouble>>,
    filed: OnceLock<Result<Filed, Trouble>>,
    mandates: OnceLock<Result<Vec<(usize, Mandate)>, Trouble>>,
    pub(crate) corrected: OnceLock<Result<Corrected, Trouble>>,
    pub(crate) services: OnceLock<Services>,
    pub(crate) early_code: OnceLock<Early>,
}

/// Most guides that are read; a catalogue may have thousands, and any few dozens will do.
const MOST: usize = 80;

impl Bench {
    /// Guides that can be filed online, whole, in the order of the catalogue.
    ///
    /// # Errors
    ///
    /// [`Trouble::NotTried`] when the hall has no class `guides`; [`Trouble::Broken`] when it does not show one.
    pub fn guides(&self) -> Result<&[Guide], Trouble> {
        let read = || {
            if !self.offers(&Class::Guides) {
                return Err(Trouble::not_tried(
                    "the hall does not offer `guides`, where matters to file are found",
                ));
            }
            let mut guides = Vec::new();
            for page in pages::<Page<GuideSummary>>(&self.anyone(), "/api/v1/guides", 200) {
                let online =
                    page?.items.into_iter().filter(|it| it.depth.code != OnlineDepth::InformationOnly);
                for it in online.take(MOST - guides.len()) {
                    guides.push(self.guide(&it.matter)?);
                }
                if guides.len() == MOST {
                    break;
                }
            }
            Ok(guides)
        };
        self.kept().guides.get_or_init(read).as_deref().map_err(Clone::clone)
    }

    /// One guide.
    ///
    /// # Errors
    ///
    /// [`Trouble::Broken`] when the hall does not show it.
    pub fn guide(&self, matter: &MatterId) -> Result<Guide, Trouble> {
        self.anyone().get(&format!("/api/v1/guides/{matter}"))?.json()
    }

    /// A filing of the first person, made when it is first asked for. For checks that only look at it.
    ///
    /// # Errors
    ///
    /// As [`Bench::file`].
    pub fn filed(&self) -> Result<&Filed, Trouble> {
        let make = || self.file(self.first(), &super::Wish::any());
        self.kept().filed.get_or_init(make).as_ref().map_err(Clone::clone)
    }

    /// Every mandate that a test person holds as an agent, whatever its state, with that person.
    ///
    /// # Errors
    ///
    /// [`Trouble::NotTried`] when the hall does not offer `on-behalf`.
    pub fn mandates(&self) -> Result<Vec<(&Visitor, &Mandate)>, Trouble> {
        let read = || {
            if !self.offers(&Class::OnBehalf) {
                return Err(Trouble::not_tried("the hall does not offer `on-behalf`"));
            }
            let mut found = Vec::new();
            for (index, who) in self.people().into_iter().enumerate() {
                let held = all(who, "/api/v1/mandates", 200)?;
                found.extend(held.into_iter().map(|it| (index, it)));
            }
            Ok(found)
        };
        let kept = self.kept().mandates.get_or_init(read).as_ref().map_err(Clone::clone)?;
        let people = self.people();
        Ok(kept.iter().filter_map(|(index, it)| Some((*people.get(*index)?, it))).collect())
    }
}
