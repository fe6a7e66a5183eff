//! The checklist: exactly the materials that *this* applicant brings.

use contract::{Guide, Material, Necessity, ScenarioAnswers};

use crate::condition::holds;
use crate::scenario::prune;

/// The materials for these answers, in the guide's order.
///
/// Answers to questions that are not asked are not looked at. The list is exact once
/// [`crate::unanswered`] is empty; before that, a condition on an open question compares with nothing.
#[must_use]
pub fn checklist<'a>(guide: &'a Guide, answers: &ScenarioAnswers) -> Vec<&'a Material> {
    let answers = prune(&guide.questions, answers);
    let look = |name: &str| answers.get(name).cloned();
    guide.materials.iter().filter(|it| it.when.as_ref().is_none_or(|it| holds(it, &look))).collect()
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
        *match material.necessity.code {
            Necessity::Required => &mut count.required,
            Necessity::MayFollow => &mut count.may_follow,
            Necessity::Fetched => &mut count.fetched,
            Necessity::Optional | Necessity::Other(_) => &mut count.optional,
        } += 1;
    }
    count
}
