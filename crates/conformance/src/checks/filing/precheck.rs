//! The pre-check says what finalize would say, and does nothing.

use contract::{PreCheck, PreChecked, ProblemCode, ReceiptLookup, ReceiptState};

use crate::answer::Answer;
use crate::bench::Bench;
use crate::filing::send::finalize;
use crate::filing::{Draft, Wish, mint};
use crate::trouble::{Outcome, Trouble, ensure};
use crate::visitor::Visitor;

fn check(who: &Visitor, draft: &Draft) -> Result<Answer, Trouble> {
    who.post(&draft.path("check"), &PreCheck { manifest: draft.manifest.clone() })
}

/// With files when they can be sent, so that it matters that they are not there yet.
fn wish(bench: &Bench) -> Wish {
    if bench.means().uploads { Wish::any().with_files() } else { Wish::any() }
}

fn draft(bench: &Bench) -> Result<Draft, Trouble> {
    match bench.draft(bench.first(), &wish(bench)) {
        Err(Trouble::NotTried(_)) => bench.draft(bench.first(), &Wish::any()),
        other => other,
    }
}

pub(super) fn nothing_wrong(bench: &Bench) -> Outcome {
    let mut draft = draft(bench)?;
    let answer = check(bench.first(), &draft)?;
    let found: PreChecked = answer.json()?;
    ensure(found.problems.is_empty(), || answer.broken("no problems").why().to_owned())?;
    bench.upload(bench.first(), &draft)?;
    bench.sign(bench.first(), &mut draft)?;
    bench.commit(bench.first(), draft).map(|_| ())
}

/// Each spoils one thing that finalize refuses as `invalid`.
type Spoil = fn(&mut Draft) -> Outcome;

fn no_answers(draft: &mut Draft) -> Outcome {
    if draft.manifest.answers.is_empty() {
        return Err(Trouble::not_tried("the form asks nothing"));
    }
    draft.manifest.answers.clear();
    Ok(())
}

fn other_hall(draft: &mut Draft) -> Outcome {
    draft.manifest.hall = mint::uuid()?.parse().map_err(|_| Trouble::not_tried("no id"))?;
    Ok(())
}

fn a_correction(draft: &mut Draft) -> Outcome {
    draft.manifest.corrects = Some(mint::uuid()?.parse().map_err(|_| Trouble::not_tried("no id"))?);
    Ok(())
}

fn by_pigeon(draft: &mut Draft) -> Outcome {
    draft.manifest.delivery.kind = "by-pigeon".to_owned().into();
    Ok(())
}

pub(super) fn same_places(bench: &Bench) -> Outcome {
    let spoils: [(&str, Spoil); 4] = [
        ("no answers", no_answers),
        ("another hall", other_hall),
        ("a notice", a_correction),
        ("a delivery that is not offered", by_pigeon),
    ];
    for (what, spoil) in spoils {
        let mut draft = draft(bench)?;
        match spoil(&mut draft) {
            Err(Trouble::NotTried(_)) => continue,
            other => other?,
        }
        let refused = finalize(bench.first(), &draft)?.problem(422, &ProblemCode::Invalid)?;
        let answer = check(bench.first(), &draft)?;
        let found: PreChecked = answer.json()?;
        let missing = refused.errors.iter().find(|it| {
            found.problems.iter().all(|known| (&known.pointer, &known.code) != (&it.pointer, &it.code))
        });
        if let Some(missing) = missing {
            let place = format!("`{}` at {} ({what})", missing.code, missing.pointer);
            return Err(answer.broken(&place));
        }
        ensure(!found.problems.is_empty(), || answer.broken(what).why().to_owned())?;
    }
    Ok(())
}

pub(super) fn keeps_nothing(bench: &Bench) -> Outcome {
    let mine = draft(bench)?;
    check(bench.first(), &mine)?.expect(200)?;
    let found: ReceiptLookup = bench.first().get(&mine.path("receipt"))?.json()?;
    ensure(found.state == ReceiptState::Unknown, || {
        format!("after a pre-check the filing is `{}`", found.state)
    })?;
    let theirs = bench.draft(bench.second(), &Wish::any())?;
    let mut theirs = Draft { filing_id: mine.filing_id, ..theirs };
    bench.upload(bench.second(), &theirs)?;
    bench.sign(bench.second(), &mut theirs)?;
    bench.commit(bench.second(), theirs).map(|_| ())
}

pub(super) fn refused_alike(bench: &Bench) -> Outcome {
    let mut retired = draft(bench)?;
    retired.manifest.guide_version += 1000;
    let mut elsewhere = draft(bench)?;
    elsewhere.manifest.actor = bench.second().party()?;
    for (draft, status, code) in
        [(retired, 409, ProblemCode::VersionRetired), (elsewhere, 403, ProblemCode::NotAllowed)]
    {
        finalize(bench.first(), &draft)?.problem(status, &code)?;
        check(bench.first(), &draft)?.problem(status, &code)?;
    }
    Ok(())
}
