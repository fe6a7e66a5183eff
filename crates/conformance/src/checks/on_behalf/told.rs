//! What is told of mandates, and to whom.

use contract::{Mandate, MandateRole, PartyKind, ProblemCode};

use crate::ask::Ask;
use crate::bench::Bench;
use crate::filing::cast::active;
use crate::paging;
use crate::trouble::{Outcome, Trouble, ensure};

fn path(it: &Mandate) -> String {
    format!("/api/v1/mandates/{}", it.id)
}

pub(super) fn lists(bench: &Bench) -> Outcome {
    for (who, it) in bench.mandates()? {
        ensure(it.agent.id.as_str() == who.id(), || {
            format!("{} lists {}, whose agent is {}", who.id(), it.id, it.agent.id)
        })?;
        ensure(it.profile.is_empty(), || format!("the list tells the profile of {}", it.id))?;
        ensure(!it.role.text.is_empty() && !it.state.text.is_empty(), || {
            format!("{}: no text beside a name", it.id)
        })?;
    }
    for who in bench.people() {
        let given: Vec<Mandate> = paging::all(who, "/api/v1/mandates?as=principal", 200)?;
        let speaks = |principal: &contract::Party| {
            bench.mandates().is_ok_and(|all| {
                let mut theirs = all.into_iter().filter(|(it, _)| it.id() == who.id());
                theirs.any(|(_, it)| {
                    it.role.code == MandateRole::LegalRepresentative && it.principal == *principal
                })
            })
        };
        for it in given {
            let theirs = it.principal.id.as_str() == who.id()
                || (it.principal.kind == PartyKind::Organisation && speaks(&it.principal));
            ensure(theirs, || format!("{} is told as its principal of {}", who.id(), it.id))?;
            ensure(it.profile.is_empty(), || format!("the list tells the profile of {}", it.id))?;
        }
    }
    Ok(())
}

pub(super) fn one(bench: &Bench) -> Outcome {
    let agent = bench.agent("a mandate", |_| true)?;
    let answer = agent.who.get(&path(agent.mandate))?.expect(200)?;
    let told: Mandate = answer.json()?;
    let bare = Mandate { profile: Default::default(), ..told };
    ensure(bare == *agent.mandate, || format!("the list and {} say different things", path(agent.mandate)))?;
    let tag = answer.header("etag").ok_or_else(|| answer.broken("an ETag"))?.to_owned();
    agent.who.send(Ask::new("GET", path(agent.mandate)).header("if-none-match", tag))?.expect(304)?;
    Ok(())
}

pub(super) fn others(bench: &Bench) -> Outcome {
    let agent = bench.agent("a mandate", |it| bench.outsider(it).is_ok())?;
    bench.outsider(agent.mandate)?.get(&path(agent.mandate))?.problem(404, &ProblemCode::NotFound)?;
    Ok(())
}

pub(super) fn profile(bench: &Bench) -> Outcome {
    let agent =
        bench.agent("a mandate in force for another", |it| active(it) && it.principal.id != it.agent.id)?;
    let told: Mandate = agent.who.get(&path(agent.mandate))?.expect(200)?.json()?;
    ensure(!told.profile.is_empty(), || format!("{}: the agent is not told what to prefill", told.id))?;
    if let Some(principal) = bench.people().into_iter().find(|it| it.id() == told.principal.id.as_str()) {
        let told: Mandate = principal.get(&path(agent.mandate))?.expect(200)?.json()?;
        ensure(told.profile.is_empty(), || format!("{}: the principal is told a profile", told.id))?;
    }
    for (who, it) in bench.mandates()?.into_iter().filter(|(_, it)| !active(it)) {
        let told: Mandate = who.get(&path(it))?.expect(200)?.json()?;
        ensure(told.profile.is_empty(), || {
            format!("{} is `{}` and tells a profile", told.id, told.state.code)
        })?;
    }
    Ok(())
}

pub(super) fn lists_of_another(bench: &Bench) -> Outcome {
    let (me, other) = (bench.first(), bench.second());
    let may = bench
        .mandates()?
        .into_iter()
        .any(|(who, it)| who.id() == me.id() && it.principal.id.as_str() == other.id());
    if may {
        return Err(Trouble::not_tried("the first person may act for the second"));
    }
    me.get(&format!("/api/v1/cases?principal={}", other.id()))?.problem(403, &ProblemCode::MandateRefused)?;
    me.get("/api/v1/cases?principal=nobody-at-all")?.problem(403, &ProblemCode::MandateRefused)?;
    Ok(())
}

pub(super) fn not_theirs(bench: &Bench) -> Outcome {
    let given = |it: &Mandate| {
        active(it) && it.role.code != MandateRole::LegalRepresentative && bench.outsider(it).is_ok()
    };
    let agent = bench.agent("a mandate that another person gave", given)?;
    let revoke = format!("{}/revoke", path(agent.mandate));
    agent.who.send(Ask::new("POST", &revoke))?.problem(403, &ProblemCode::NotAllowed)?;
    bench.outsider(agent.mandate)?.send(Ask::new("POST", &revoke))?.problem(404, &ProblemCode::NotFound)?;
    let told: Mandate = agent.who.get(&path(agent.mandate))?.expect(200)?.json()?;
    ensure(active(&told), || format!("{} was taken back by somebody who may not", told.id))
}
