//! Whose appointment it is, and for whom one may be made.

use contract::{Acting, Party, ProblemCode};
use serde_json::json;

use super::{KIND, cancel, for_self, free};
use crate::bench::Bench;
use crate::filing::mint;
use crate::puts::refused_at;
use crate::trouble::Outcome;

pub(super) fn others(bench: &Bench) -> Outcome {
    let (_, _, slot) = free(bench, 1)?;
    let (path, body) = (KIND.address()?, for_self(bench.first(), slot.id.as_str())?);
    KIND.make(bench.first(), &path, &body)?;
    let read = bench.second().get(&path)?;
    let cancelled = bench.second().post(&format!("{path}/cancel"), &json!({}))?;
    let written = bench.second().put(&path, &for_self(bench.second(), slot.id.as_str())?)?;
    cancel(bench.first(), &path)?;
    read.problem(404, &ProblemCode::NotFound)?;
    cancelled.problem(404, &ProblemCode::NotFound)?;
    written.problem(403, &ProblemCode::NotAllowed).map(drop)
}

pub(super) fn acting(bench: &Bench) -> Outcome {
    let (_, _, slot) = free(bench, 1)?;
    let (me, other) = (bench.first().party()?, bench.second().party()?);
    let body = |actor: &Party, principal: &Party| {
        let acting = Acting { actor: actor.clone(), principal: principal.clone(), mandate: None };
        json!({ "slot": slot.id, "acting": acting })
    };
    let as_other = bench.first().put(&KIND.address()?, &body(&other, &other))?;
    as_other.problem(403, &ProblemCode::NotAllowed)?;
    let for_other = bench.first().put(&KIND.address()?, &body(&me, &other))?;
    for_other.problem(403, &ProblemCode::MandateRefused).map(drop)
}

pub(super) fn cases(bench: &Bench) -> Outcome {
    let (_, _, slot) = free(bench, 1)?;
    let mut body = for_self(bench.first(), slot.id.as_str())?;
    body["case_id"] = json!(mint::uuid()?);
    refused_at(&bench.first().put(&KIND.address()?, &body)?, "/case_id")?;
    // A case of the first person's, by the second.
    let theirs = bench.filed()?.case_id.clone();
    let mut body = for_self(bench.second(), slot.id.as_str())?;
    body["case_id"] = json!(theirs);
    refused_at(&bench.second().put(&KIND.address()?, &body)?, "/case_id")
}
