//! The checklist: exactly the materials that *this* applicant brings.

use contract::{Guide, Material, Necessity, ScenarioAnswers};

use crate::condition::holds;
use crate::scenario::prune;

/// What a material asks of whoever needs it: the heaps of a checklist, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heap {
    /// To be uploaded, or it is not received.
    Required,
    /// May follow against a written promise (容缺后补).
    MayFollow,
    /// Brought if there; also what this version has no word for, because only the hall can insist on it.
    Optional,
    /// Fetched by the hall itself (免交).
    Fetched,
}

impl Heap {
    /// Every heap, in the order of a checklist.
    pub const ALL: [Self; 4] = [Self::Required, Self::MayFollow, Self::Optional, Self::Fetched];

    /// The heap a material lies on.
    #[must_use]
    pub const fn of(material: &Material) -> Self {
        match material.necessity.code {
            Necessity::Required => Self::Required,
            Necessity::MayFollow => Self::MayFollow,
            Necessity::Optional | Necessity::Other(_) => Self::Optional,
            Necessity::Fetched => Self::Fetched,
        }
    }
}

/// The materials for these answers, heap after heap, each in the guide's order. What is read before a filing, the
/// slots in it and what the hall takes in are this one list.
///
/// Answers to questions that are not asked are not looked at. The list is exact once
/// [`crate::unanswered`] is empty; before that, a condition on an open question compares with nothing.
#[must_use]
pub fn checklist<'a>(guide: &'a Guide, answers: &ScenarioAnswers) -> Vec<&'a Material> {
    let answers = prune(&guide.questions, answers);
    let look = |name: &str| answers.get(name).cloned();
    let needed = guide.materials.iter().filter(|it| it.when.as_ref().is_none_or(|it| holds(it, &look)));
    let mut needed: Vec<_> = needed.collect();
    needed.sort_by_key(|it| Heap::of(it));
    needed
}

/// The upload slots for these answers: the checklist without what the hall fetches itself.
#[must_use]
pub fn slots<'a>(guide: &'a Guide, answers: &ScenarioAnswers) -> Vec<&'a Material> {
    let mut list = checklist(guide, answers);
    list.retain(|it| Heap::of(it) != Heap::Fetched);
    list
}

/// How many materials of a checklist there are of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MaterialCount {
    /// To be uploaded, or it is not received.
    pub required: usize,
    /// May follow against a written promise (容缺后补).
    pub may_follow: usize,
    /// Fetched by the hall itself (免交).
    pub fetched: usize,
    /// Brought if there; also what this version has no word for, because only the hall can insist on it.
    pub optional: usize,
}

/// Counts a checklist.
#[must_use]
pub fn count(checklist: &[&Material]) -> MaterialCount {
    let mut count = MaterialCount::default();
    for material in checklist {
        *match Heap::of(material) {
            Heap::Required => &mut count.required,
            Heap::MayFollow => &mut count.may_follow,
            Heap::Optional => &mut count.optional,
            Heap::Fetched => &mut count.fetched,
        } += 1;
    }
    count
}
