//! Acting for another: only under a mandate of one's own that is in force and covers it.

use contract::{Case, CaseSummary, Mandate, MandateAction, Page, PartyKind, ProblemCode, SigningPlace};

use crate::bench::Bench;
use crate::filing::cast::{Agent, active, files, signs};
use crate::filing::send::finalize;
use crate::filing::{Draft, Wish, mint, sign};
use crate::paging;
use crate::trouble::{Outcome, Trouble, ensure};
use crate::visitor::Visitor;

/// A finalize is refused because of the mandate, and so is a challenge; `told` wants a reason for people.
fn refused(who: &Visitor, draft: &Draft, told: bool) -> Outcome {
    let answer = finalize(who, draft)?;
    let problem = answer.problem(403, &ProblemCode::MandateRefused)?;
    let silent = problem.detail.as_deref().unwrap_or_default().trim().is_empty();
    if told && silent { Err(answer.broken("a detail that says why")) } else { Ok(()) }
}

fn challenge_refused(who: &Visitor, draft: &Draft) -> Outcome {
    if !draft.guide.esign {
        return Ok(());
    }
    let body = sign::request(draft, &mint::key()?)?;
    who.post(&draft.path("challenges"), &body)?.problem(403, &ProblemCode::MandateRefused)?;
    Ok(())
}

pub(super) fn not_ones_own(bench: &Bench) -> Outcome {
    let agent =
        bench.agent("a mandate in force for another", |it| active(it) && bench.outsider(it).is_ok())?;
    let other = bench.outsider(agent.mandate)?;
    let mut draft = bench.draft(other, &Wish::any().without_files())?;
    draft.manifest.principal = agent.mandate.principal.clone();
    let unknown = mint::uuid()?.parse().map_err(|_| Trouble::not_tried("a UUID that is no id"))?;
    for mandate in [agent.mandate.id.clone(), unknown] {
        draft.manifest.mandate = Some(mandate);
        refused(other, &draft, false)?;
        challenge_refused(other, &draft)?;
    }
    Ok(())
}

pub(super) fn other_principal(bench: &Bench) -> Outcome {
    let agent = bench.agent("a mandate in force to file any matter", files)?;
    let mut draft = bench.draft_under(agent.who, agent.mandate, &Wish::any().without_files())?;
    let stranger = bench.outsider(agent.mandate)?.party()?;
    draft.manifest.principal = stranger;
    refused(agent.who, &draft, false)
}

pub(super) fn not_in_force(bench: &Bench) -> Outcome {
    let mut tried = Vec::new();
    for (who, mandate) in bench.mandates()?.into_iter().filter(|(_, it)| !active(it)) {
        if tried.contains(&mandate.state.code) {
            continue;
        }
        tried.push(mandate.state.code.clone());
        let draft = bench.draft_under(who, mandate, &Wish::any().without_files())?;
        let state = &mandate.state.code;
        refused(who, &draft, true).map_err(|it| it.of(format_args!("a mandate that is `{state}`")))?;
        challenge_refused(who, &draft)?;
    }
    if tried.is_empty() {
        return Err(Trouble::not_tried("every mandate of the test persons is in force"));
    }
    Ok(())
}

pub(super) fn not_covered(bench: &Bench) -> Outcome {
    let some = |it: &Mandate| active(it) && it.scope.matters.is_some();
    let agent = bench.agent("a mandate in force for some matters only", some)?;
    let covered = agent.mandate.scope.matters.as_deref().unwrap_or_default();
    let others = bench.guides()?.iter().filter(|it| it.form.is_some() && !covered.contains(&it.matter));
    for guide in others {
        let wish = Wish::matter(guide.matter.clone()).without_files();
        match bench.draft_under(agent.who, agent.mandate, &wish) {
            Ok(draft) => return refused(agent.who, &draft, true),
            Err(Trouble::NotTried(_)) => {}
            Err(broken) => return Err(broken),
        }
    }
    Err(Trouble::not_tried("the hall has no other matter that is filed without files"))
}

/// Somebody who files for another person, who is a test person, too.
fn for_a_person(bench: &Bench) -> Result<(Agent<'_>, &Visitor), Trouble> {
    let principal = |it: &Mandate| {
        bench
            .people()
            .into_iter()
            .find(|who| who.id() == it.principal.id.as_str() && it.agent.id != it.principal.id)
    };
    let suits = |it: &Mandate| {
        let sees = it.scope.actions.contains(&MandateAction::View);
        it.principal.kind == PartyKind::Person && files(it) && signs(it) && sees && principal(it).is_some()
    };
    let agent = bench.agent("a mandate in force to file for another test person", suits)?;
    let principal =
        principal(agent.mandate).ok_or_else(|| Trouble::not_tried("the principal is no test person"))?;
    Ok((agent, principal))
}

pub(super) fn recorded(bench: &Bench) -> Outcome {
    let (agent, principal) = for_a_person(bench)?;
    let filed = bench.file_under(agent.who, agent.mandate, &Wish::any().without_files())?;
    let acting = filed.manifest.acting();
    let list = format!("/api/v1/cases?principal={}&limit=5", principal.id());
    for (who, list) in [(principal, "/api/v1/cases?limit=5"), (agent.who, list.as_str())] {
        let case: Case = who.get(&filed.case(""))?.expect(200)?.json()?;
        let page: Page<CaseSummary> = who.get(list)?.expect(200)?.json()?;
        let told = page.items.iter().find(|it| it.id == filed.case_id);
        let told =
            told.ok_or_else(|| Trouble::broken(format!("{} does not see the case in {list}", who.id())))?;
        ensure(
            case.summary.acting == acting && told.acting == acting && case.manifest.acting() == acting,
            || format!("{} is told of others than filed", who.id()),
        )?;
    }
    let own: Vec<CaseSummary> = paging::all(agent.who, "/api/v1/cases", 200)?;
    ensure(own.iter().all(|it| it.id != filed.case_id), || {
        "the agent's own list holds the principal's case".into()
    })
}

pub(super) fn in_person(bench: &Bench) -> Outcome {
    let here = |it: &Mandate| {
        files(it) && it.signer.place == SigningPlace::InPerson && it.signer.party.id != it.agent.id
    };
    let agent = bench.agent("a mandate whose signer signs in person", here)?;
    let draft = bench.draft_under(agent.who, agent.mandate, &Wish::any().without_files().signed())?;
    let challenge = sign::challenge(agent.who, &draft, &mint::key()?)?;
    let statement = esign::challenge::read(&challenge.statement);
    let said = statement.map_err(|it| Trouble::broken(format!("no statement: {it}")))?.claims;
    let (signer, by) = (&agent.mandate.signer.party.id, &agent.mandate.agent.id);
    ensure(said.sub == *signer && said.by.as_ref() == Some(by), || {
        format!("the statement names {} by {:?}, not {signer} by {by}", said.sub, said.by)
    })
}

pub(super) fn misnamed(bench: &Bench) -> Outcome {
    let spoils: [fn(&mut Draft); 2] = [
        |it| it.manifest.actor.name.push('甲'),
        |it| {
            it.manifest.actor.name.push('甲');
            it.manifest.principal.name.push('甲');
        },
    ];
    for spoil in spoils {
        let mut draft = bench.draft(bench.first(), &Wish::any().without_files())?;
        spoil(&mut draft);
        bench.sign(bench.first(), &mut draft)?;
        finalize(bench.first(), &draft)?.problem(422, &ProblemCode::Invalid)?;
    }
    Ok(())
}
