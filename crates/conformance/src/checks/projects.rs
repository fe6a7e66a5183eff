//! Checks of the class `projects`.

use contract::requirement::projects as of;
use contract::{Page, ProblemCode, Project, ProjectSummary};

use crate::ask::Ask;
use crate::bench::Bench;
use crate::check::Check;
use crate::filing::cast::{Agent, active, of_organisation};
use crate::filing::send::finalize;
use crate::filing::{Wish, mint};
use crate::trouble::{Outcome, Trouble, ensure};
use crate::visitor::Visitor;

/// The checks of this class.
pub(crate) const CHECKS: &[Check] = &[
    Check {
        of: &of::PRJ_001,
        tries: "list the projects of every organisation one has a mandate for",
        run: listed,
    },
    Check { of: &of::PRJ_002, tries: "list them as somebody outside, and of nobody", run: refused },
    Check { of: &of::PRJ_003, tries: "compare a project with the list, and ask again", run: one },
    Check { of: &of::PRJ_004, tries: "count the matters of its stages", run: counts },
    Check { of: &of::PRJ_005, tries: "reach for it as somebody outside", run: outsider },
    Check { of: &of::PRJ_006, tries: "look for a text beside the state of every stage", run: texts },
    Check { of: &of::PRJ_007, tries: "file for oneself in an organisation's project", run: foreign },
];

fn list(who: &Visitor, principal: &contract::PartyId) -> Result<Vec<ProjectSummary>, Trouble> {
    let page: Page<ProjectSummary> =
        who.get(&format!("/api/v1/projects?principal={principal}&limit=50"))?.expect(200)?.json()?;
    Ok(page.items)
}

/// Every organisation that some test person may act for, once.
fn organisations(bench: &Bench) -> Result<Vec<Agent<'_>>, Trouble> {
    let mut found: Vec<Agent<'_>> = Vec::new();
    for (who, mandate) in bench.mandates()?.into_iter().filter(|(_, it)| active(it) && of_organisation(it)) {
        if found.iter().all(|it| it.mandate.principal.id != mandate.principal.id) {
            found.push(Agent { who, mandate });
        }
    }
    if found.is_empty() {
        return Err(Trouble::not_tried("no test person has a mandate in force for an organisation"));
    }
    Ok(found)
}

/// Somebody who sees a project, and the project as the list shows it.
fn some(bench: &Bench) -> Result<(Agent<'_>, ProjectSummary), Trouble> {
    for agent in organisations(bench)? {
        if let Some(first) = list(agent.who, &agent.mandate.principal.id)?.into_iter().next() {
            return Ok((agent, first));
        }
    }
    Err(Trouble::not_tried("no organisation of a test person has a project"))
}

fn path(it: &ProjectSummary) -> String {
    format!("/api/v1/projects/{}", it.code)
}

fn listed(bench: &Bench) -> Outcome {
    for agent in organisations(bench)? {
        let principal = &agent.mandate.principal;
        for it in list(agent.who, &principal.id)? {
            ensure(it.principal == *principal, || {
                format!("{} lists a project of {}", principal.id, it.principal.id)
            })?;
        }
    }
    some(bench).map(|_| ())
}

fn refused(bench: &Bench) -> Outcome {
    let (agent, _) = some(bench)?;
    let principal = &agent.mandate.principal.id;
    let other = bench.outsider(agent.mandate)?;
    let answer = other.get(&format!("/api/v1/projects?principal={principal}"))?;
    answer.problem(403, &ProblemCode::MandateRefused)?;
    agent.who.get("/api/v1/projects")?.problem(400, &ProblemCode::Malformed)?;
    Ok(())
}

fn one(bench: &Bench) -> Outcome {
    let (agent, summary) = some(bench)?;
    let answer = agent.who.get(&path(&summary))?.expect(200)?;
    let whole: Project = answer.json()?;
    ensure(whole.summary == summary, || "the list and the project say different things".into())?;
    let tag = answer.header("etag").ok_or_else(|| answer.broken("an ETag"))?.to_owned();
    agent.who.send(Ask::new("GET", path(&summary)).header("if-none-match", tag))?.expect(304)?;
    Ok(())
}

fn each(bench: &Bench, judge: impl Fn(&Project) -> Outcome) -> Outcome {
    some(bench)?;
    for agent in organisations(bench)? {
        for summary in list(agent.who, &agent.mandate.principal.id)? {
            let whole: Project = agent.who.get(&path(&summary))?.expect(200)?.json()?;
            judge(&whole).map_err(|it| it.of(format_args!("project {}", summary.code)))?;
        }
    }
    Ok(())
}

fn counts(bench: &Bench) -> Outcome {
    each(bench, |whole| {
        let matters = || whole.stages.iter().flat_map(|it| &it.matters);
        let needed = matters().filter(|it| it.needed).count();
        let said = &whole.summary;
        ensure(said.total as usize == needed, || {
            format!("total is {}, {needed} matters are needed", said.total)
        })?;
        ensure(said.done <= said.total, || format!("{} of {} are done", said.done, said.total))?;
        let current = whole.stages.iter().any(|it| it.name == said.stage);
        ensure(current, || format!("it is in stage `{}`, which it does not have", said.stage))?;
        let mut cases = matters().filter_map(|it| it.case.as_ref());
        let stray = cases.find(|it| it.project.as_ref() != Some(&said.code));
        ensure(stray.is_none(), || {
            format!("it shows a case of another project, {:?}", stray.map(|it| &it.id))
        })
    })
}

fn texts(bench: &Bench) -> Outcome {
    each(bench, |whole| {
        let silent =
            whole.stages.iter().find(|it| it.state.text.trim().is_empty() || it.name.trim().is_empty());
        ensure(silent.is_none(), || format!("stage {:?} has no text", silent.map(|it| &it.id)))
    })
}

fn outsider(bench: &Bench) -> Outcome {
    let (agent, summary) = some(bench)?;
    let unknown = format!("/api/v1/projects/{}", mint::uuid()?);
    bench.outsider(agent.mandate)?.get(&path(&summary))?.problem(404, &ProblemCode::NotFound)?;
    agent.who.get(&unknown)?.problem(404, &ProblemCode::NotFound)?;
    Ok(())
}

fn foreign(bench: &Bench) -> Outcome {
    let (_, summary) = some(bench)?;
    let mut draft = bench.draft(bench.first(), &Wish::any())?;
    draft.manifest.project = Some(summary.code);
    bench.upload(bench.first(), &draft)?;
    bench.sign(bench.first(), &mut draft)?;
    let answer = finalize(bench.first(), &draft)?;
    let problem = answer.problem(422, &ProblemCode::Invalid)?;
    let named = problem.errors.iter().any(|it| it.pointer == "/manifest/project");
    if named { Ok(()) } else { Err(answer.broken("an error at /manifest/project")) }
}
