//! Who files for whom.

use contract::ProblemCode;

use super::receipts::nothing;
use crate::bench::Bench;
use crate::filing::Wish;
use crate::filing::send::{finalize, jws};
use crate::trouble::{Outcome, Trouble};

pub(super) fn others_id(bench: &Bench) -> Outcome {
    let (filed, other) = (bench.filed()?, bench.second());
    nothing(&other.get(&filed.draft.path("receipt"))?)?;
    // Their own content under the first person's id, and the first person's content as it is.
    let mut own = bench.draft(other, &Wish::matter(filed.guide.matter.clone()))?;
    own.filing_id = filed.filing_id.clone();
    finalize(other, &own)?.problem(403, &ProblemCode::NotAllowed)?;
    other.post(&filed.draft.path("finalize"), &filed.body)?.problem(403, &ProblemCode::NotAllowed)?;
    Ok(())
}

pub(super) fn other_actor(bench: &Bench) -> Outcome {
    let party = bench.second().party()?;
    let mut draft = bench.ready(bench.first(), &Wish::any())?;
    draft.manifest.actor = party.clone();
    draft.manifest.principal = party;
    finalize(bench.first(), &draft)?.problem(403, &ProblemCode::NotAllowed)?;
    Ok(())
}

pub(super) fn other_principal(bench: &Bench) -> Outcome {
    let mut draft = bench.ready(bench.first(), &Wish::any())?;
    draft.manifest.principal = bench.second().party()?;
    let answer = finalize(bench.first(), &draft)?;
    if jws(&answer).is_ok() {
        return Err(Trouble::broken("a filing for somebody else was taken without a mandate"));
    }
    answer.problem(403, &ProblemCode::MandateRefused)?;
    Ok(())
}
