//! What is written, and on which version.

use contract::{Attachment, DraftSummary, Page, ProblemCode, SharedDraft};

use super::{Begun, begun, shared, tag};
use crate::ask::Ask;
use crate::bench::Bench;
use crate::race;
use crate::trouble::{Outcome, Trouble, ensure};

pub(super) fn begins(bench: &Bench) -> Outcome {
    let it = shared(bench)?;
    let answer = it.who.send(it.begin()?)?.expect(201)?;
    tag(&answer)?;
    let told: SharedDraft = answer.json()?;
    let body = it.body();
    ensure(told.content == body.content, || "the draft holds something else than was written".into())?;
    ensure(told.summary.matter == body.matter && told.summary.principal == it.mandate.principal, || {
        "the draft is of another matter or principal".into()
    })?;
    let holder = told.summary.holder.ok_or_else(|| answer.broken("the writer as holder of the pen"))?;
    ensure(holder.party == it.who.party()? && holder.device == body.device, || {
        format!("{} holds the pen on {}", holder.party.id, holder.device)
    })
}

pub(super) fn no_version(bench: &Bench) -> Outcome {
    let begun = begun(bench)?;
    let who = begun.it.who;
    who.send(begun.it.put(&begun.it.body())?)?.problem(428, &ProblemCode::PreconditionRequired)?;
    who.delete(&begun.it.path())?.problem(428, &ProblemCode::PreconditionRequired)?;
    Ok(())
}

pub(super) fn begun_twice(bench: &Bench) -> Outcome {
    let begun = begun(bench)?;
    begun.it.who.send(begun.it.begin()?)?.problem(412, &ProblemCode::Stale)?;
    Ok(())
}

/// Its body with one more thing said.
fn changed(begun: &Begun<'_>, text: &str) -> contract::PutDraft {
    let mut body = begun.it.body();
    body.content.answers.insert("kit".into(), text.into());
    body
}

pub(super) fn stale(bench: &Bench) -> Outcome {
    let begun = begun(bench)?;
    let written = begun.it.who.send(begun.write(&changed(&begun, "one"))?)?.expect(200)?;
    ensure(tag(&written)? != begun.tag, || "a write left the ETag as it was".into())?;
    begun.it.who.send(begun.write(&changed(&begun, "two"))?)?.problem(412, &ProblemCode::Stale)?;
    begun.it.who.send(begun.remove())?.problem(412, &ProblemCode::Stale)?;
    let held = begun.it.read()?.content;
    ensure(held == changed(&begun, "one").content, || "a refused write was written".into())
}

pub(super) fn race(bench: &Bench) -> Outcome {
    let begun = begun(bench)?;
    let answers =
        race::at_once(8, |index| begun.it.who.send(begun.write(&changed(&begun, &index.to_string()))?))?;
    let won = answers.iter().position(|it| it.status == 200);
    let won = won.ok_or_else(|| Trouble::broken("of eight writers on one version none was let through"))?;
    for (_, late) in answers.iter().enumerate().filter(|it| it.0 != won) {
        late.problem(412, &ProblemCode::Stale)?;
    }
    let held = begun.it.read()?.content;
    ensure(held == changed(&begun, &won.to_string()).content, || {
        "another write is held than was let through".into()
    })
}

pub(super) fn other_matter(bench: &Bench) -> Outcome {
    let begun = begun(bench)?;
    let mut body = begun.it.body();
    let other = bench.guides()?.iter().find(|it| it.matter != body.matter && it.form.is_some());
    let other = other.ok_or_else(|| Trouble::not_tried("the hall has one matter only"))?;
    body.matter = other.matter.clone();
    body.guide_version = other.version;
    let answer = begun.it.who.send(begun.write(&body)?)?;
    let problem = answer.problem(422, &ProblemCode::Invalid)?;
    let named = problem.errors.iter().any(|it| it.pointer == "/matter");
    if named { Ok(()) } else { Err(answer.broken("an error at /matter")) }
}

pub(super) fn missing_file(bench: &Bench) -> Outcome {
    let begun = begun(bench)?;
    let mut body = begun.it.body();
    let material = begun.it.draft.guide.materials.first().map(|it| it.id.clone());
    let material_id = material.ok_or_else(|| Trouble::not_tried("the matter has no materials"))?;
    let sha256 = canon::sha256_hex(b"nowhere");
    body.content.files.push(Attachment { material_id, index: 0, name: "a.pdf".into(), length: 7, sha256 });
    begun.it.who.send(begun.write(&body)?)?.problem(422, &ProblemCode::AttachmentMissing)?;
    Ok(())
}

pub(super) fn outsider(bench: &Bench) -> Outcome {
    let begun = begun(bench)?;
    let other = bench.outsider(begun.it.mandate)?;
    other.get(&begun.it.path())?.problem(404, &ProblemCode::NotFound)?;
    other.get(&begun.it.list())?.problem(403, &ProblemCode::MandateRefused)?;
    let written = other.send(begun.write(&begun.it.body())?)?;
    written.refusal()?;
    ensure(matches!(written.status, 403 | 404), || {
        format!("a write by somebody outside: {}", written.came())
    })?;
    other.send(begun.remove())?.problem(404, &ProblemCode::NotFound)?;
    ensure(tag(&begun.it.get()?)? == begun.tag, || "somebody outside has written".into())
}

pub(super) fn listed(bench: &Bench) -> Outcome {
    let begun = begun(bench)?;
    let page: Page<DraftSummary> = begun.it.who.get(&begun.it.list())?.expect(200)?.json()?;
    let first = page.items.first().map(|it| it.filing_id.clone());
    ensure(first.as_ref() == Some(&begun.it.draft.filing_id), || {
        format!("{} was written last, the list begins with {first:?}", begun.it.draft.filing_id)
    })?;
    let foreign = page.items.iter().find(|it| it.principal.id != begun.it.mandate.principal.id);
    ensure(foreign.is_none(), || "the list holds a draft of another principal".into())
}

pub(super) fn removed(bench: &Bench) -> Outcome {
    let begun = begun(bench)?;
    let other = Ask::new("DELETE", begun.it.path()).header("if-match", "\"no-such-version\"");
    begun.it.who.send(other)?.problem(412, &ProblemCode::Stale)?;
    begun.it.who.send(begun.remove())?.expect(204)?;
    begun.it.who.get(&begun.it.path())?.problem(404, &ProblemCode::NotFound)?;
    Ok(())
}

pub(super) fn finalized(bench: &Bench) -> Outcome {
    let Begun { mut it, .. } = begun(bench)?;
    bench.sign(it.who, &mut it.draft)?;
    let filed = bench.commit(it.who, it.draft.clone())?;
    it.who.get(&it.path())?.problem(404, &ProblemCode::NotFound)?;
    let answer = it.who.send(it.begin()?)?;
    let problem = answer.problem(409, &ProblemCode::WrongState)?;
    let named = problem.case_id.as_ref() == Some(&filed.case_id);
    if named { Ok(()) } else { Err(answer.broken("case_id")) }
}
