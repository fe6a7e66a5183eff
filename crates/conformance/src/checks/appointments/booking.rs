//! Taking a place and giving it back.

use contract::{ProblemCode, Retry};
use serde_json::json;

use super::{KIND, all_venues, cancel, for_self, free, left};
use crate::answer::Answer;
use crate::bench::Bench;
use crate::puts::{conflicts, one_made, refused_at};
use crate::race::at_once;
use crate::trouble::{Outcome, Trouble, ensure};

/// How many arrive at once.
const RACERS: usize = 64;

pub(super) fn takes_a_place(bench: &Bench) -> Outcome {
    let (venue, day, slot) = free(bench, 1)?;
    let path = KIND.address()?;
    let made = KIND.make(bench.first(), &path, &for_self(bench.first(), slot.id.as_str())?)?;
    let now = left(bench, &venue, day, &slot)?;
    cancel(bench.first(), &path)?;
    ensure(made["state"]["code"] == "booked", || {
        format!("PUT {path}: a new one is {}", made["state"]["code"])
    })?;
    ensure(made["slot"]["id"] == slot.id.as_str() && made["venue"]["id"] == venue.id.as_str(), || {
        format!("PUT {path}: another slot or venue came back: {made}")
    })?;
    ensure(now + 1 == slot.left, || format!("slot {}: {} places were left, now {now}", slot.id, slot.left))
}

pub(super) fn again(bench: &Bench) -> Outcome {
    let (venue, day, slot) = free(bench, 1)?;
    let (path, body) = (KIND.address()?, for_self(bench.first(), slot.id.as_str())?);
    let answers = at_once(RACERS, |_| bench.first().put(&path, &body))?;
    let now = left(bench, &venue, day, &slot)?;
    let first = one_made(&path, &answers);
    let numbers = answers.iter().map(Answer::value).collect::<Result<Vec<_>, _>>();
    cancel(bench.first(), &path)?;
    let (first, all) = (first?, numbers?);
    ensure(all.iter().all(|it| it["number"] == first["number"]), || {
        format!("PUT {path}: more than one number")
    })?;
    ensure(now + 1 == slot.left, || {
        format!(
            "slot {}: {} places were left, after one appointment sent {RACERS} times {now}",
            slot.id, slot.left
        )
    })
}

pub(super) fn conflict(bench: &Bench) -> Outcome {
    let (_, _, slot) = free(bench, 1)?;
    let (path, body) = (KIND.address()?, for_self(bench.first(), slot.id.as_str())?);
    KIND.make(bench.first(), &path, &body)?;
    let mut other = body.clone();
    other["slot"] = json!("another-slot");
    let answer = bench.first().put(&path, &other)?;
    cancel(bench.first(), &path)?;
    conflicts(&answer)
}

pub(super) fn never_too_many(bench: &Bench) -> Outcome {
    let (venue, day, slot) = free(bench, 1)?;
    let body = for_self(bench.first(), slot.id.as_str())?;
    let paths = (0..RACERS).map(|_| KIND.address()).collect::<Result<Vec<_>, _>>()?;
    let answers = at_once(RACERS, |n| bench.first().put(&paths[n], &body))?;
    let now = left(bench, &venue, day, &slot)?;
    let made = answers.iter().filter(|it| it.status == 201).count();
    for (path, _) in paths.iter().zip(&answers).filter(|it| it.1.status == 201) {
        cancel(bench.first(), path)?;
    }
    let places = usize::try_from(slot.left).unwrap_or(usize::MAX);
    ensure(made <= places, || {
        format!("slot {}: {places} places, and {made} appointments were made", slot.id)
    })?;
    // A hall may let one person make only so many; then this slot was not filled by one, and nothing else is known.
    if answers.iter().any(|it| it.status == 429) {
        return Err(Trouble::not_tried("the hall lets one person make only so many appointments"));
    }
    ensure(made == places.min(RACERS), || {
        format!("slot {}: {places} places, and only {made} were given", slot.id)
    })?;
    for it in answers.iter().filter(|it| it.status != 201) {
        it.problem(409, &ProblemCode::SlotFull)?;
    }
    ensure(now == slot.left - u32::try_from(made).unwrap_or(0), || {
        format!("slot {}: full, and {now} are left", slot.id)
    })
}

pub(super) fn full(bench: &Bench) -> Outcome {
    let (_, _, slot) = free(bench, 1)?;
    let body = for_self(bench.first(), slot.id.as_str())?;
    let mut made = Vec::new();
    let mut last = None;
    for _ in 0..=slot.left.min(200) {
        let path = KIND.address()?;
        let answer = bench.first().put(&path, &body)?;
        if answer.status == 201 {
            made.push(path);
        } else {
            last = Some(answer);
            break;
        }
    }
    for path in &made {
        cancel(bench.first(), path)?;
    }
    let answer = last.ok_or_else(|| Trouble::broken(format!("slot {}: never full", slot.id)))?;
    if answer.status == 429 {
        return Err(Trouble::not_tried("the hall lets one person make only so many appointments"));
    }
    let problem = answer.problem(409, &ProblemCode::SlotFull)?;
    ensure(problem.retry == Retry::AfterEdit, || answer.broken("`retry: after-edit`").to_string())
}

pub(super) fn unknown_slot(bench: &Bench) -> Outcome {
    for slot in ["nobody-offers-this", "0", "v.20000101.0900"] {
        refused_at(&bench.first().put(&KIND.address()?, &for_self(bench.first(), slot)?)?, "/slot")?;
    }
    Ok(())
}

pub(super) fn given_back(bench: &Bench) -> Outcome {
    let (venue, day, slot) = free(bench, 1)?;
    let path = KIND.address()?;
    KIND.make(bench.first(), &path, &for_self(bench.first(), slot.id.as_str())?)?;
    for _ in 0..2 {
        let gone = cancel(bench.first(), &path)?;
        ensure(gone["state"]["code"] == "cancelled", || {
            format!("POST {path}/cancel: {}", gone["state"]["code"])
        })?;
        let now = left(bench, &venue, day, &slot)?;
        ensure(now == slot.left, || {
            format!("slot {}: {} places were left, after cancelling {now}", slot.id, slot.left)
        })?;
    }
    Ok(())
}

pub(super) fn stays_cancelled(bench: &Bench) -> Outcome {
    let (venue, day, slot) = free(bench, 1)?;
    let (path, body) = (KIND.address()?, for_self(bench.first(), slot.id.as_str())?);
    KIND.make(bench.first(), &path, &body)?;
    cancel(bench.first(), &path)?;
    let late = bench.first().put(&path, &body)?.expect(200)?.value()?;
    ensure(late["state"]["code"] == "cancelled", || format!("PUT {path}: booked again by a late copy"))?;
    let now = left(bench, &venue, day, &slot)?;
    ensure(now == slot.left, || format!("slot {}: a late copy took a place", slot.id))
}

pub(super) fn list(bench: &Bench) -> Outcome {
    let (_, _, slot) = free(bench, 4)?;
    let body = for_self(bench.first(), slot.id.as_str())?;
    KIND.own_list(bench, |_| body.clone())
}

pub(super) fn assigned(bench: &Bench) -> Outcome {
    let (_, _, slot) = free(bench, 1)?;
    let (path, mut body) = (KIND.address()?, for_self(bench.first(), slot.id.as_str())?);
    body["id"] = json!("my-own");
    body["number"] = json!("MY-OWN");
    body["state"] = json!({ "code": "kept", "text": "已到场" });
    body["venue"] = json!({ "id": "my-own", "name": "我家", "address": "我家" });
    let made = KIND.make(bench.first(), &path, &body)?;
    cancel(bench.first(), &path)?;
    let venues = all_venues(bench)?;
    let known = venues.iter().any(|it| made["venue"]["id"] == it.id.as_str());
    let own = made["number"] == "MY-OWN" || made["state"]["code"] != "booked" || !known;
    ensure(!own, || format!("PUT {path}: the client wrote what is the hall's: {made}"))
}
