//! Checks of the class `bundles`.

use std::collections::BTreeSet;
use std::thread::sleep;
use std::time::{Duration, Instant};

use contract::requirement::bundles as of;
use contract::{Case, CaseId, CasePart, CaseState, CaseSummary, Guide, GuideSummary, ProblemCode, Withdraw};

use crate::bench::Bench;
use crate::check::Check;
use crate::filing::send::{finalize, received};
use crate::filing::{Filed, Wish};
use crate::paging::all;
use crate::race;
use crate::trouble::{Outcome, Trouble, ensure};
use crate::visitor::Visitor;

/// The checks of this class.
pub(crate) const CHECKS: &[Check] = &[
    Check { of: &of::BUN_001, tries: "compare every part with the guide of its matter", run: matters },
    Check { of: &of::BUN_002, tries: "compare the materials of parts and guides", run: materials },
    Check { of: &of::BUN_003, tries: "count the parts of every guide in the catalogue", run: counted },
    Check { of: &of::BUN_004, tries: "compare the list of bundles with the catalogue", run: listed },
    Check { of: &of::BUN_005, tries: "file a bundle eight times at once", run: opened },
    Check { of: &of::BUN_006, tries: "look for parts in the list of cases", run: not_listed },
    Check { of: &of::BUN_007, tries: "open the case of every part", run: answers },
    Check { of: &of::BUN_008, tries: "compare the case of a part with what was filed", run: shared },
    Check { of: &of::BUN_009, tries: "compare what the whole and the part say", run: told },
    Check {
        of: &of::BUN_010,
        tries: "hold the table against every bundle of the test persons",
        run: follows,
    },
    Check { of: &of::BUN_011, tries: "withdraw one part", run: not_alone },
    Check { of: &of::BUN_012, tries: "withdraw the whole", run: withdrawn },
    Check { of: &of::BUN_013, tries: "reach for the part of another person's bundle", run: others },
];

/// How often staff may be quicker than the kit.
const PATIENT: usize = 8;

fn bundles(bench: &Bench) -> Result<Vec<&Guide>, Trouble> {
    let found: Vec<&Guide> = bench.guides()?.iter().filter(|it| !it.parts.is_empty()).collect();
    if found.is_empty() { Err(Trouble::not_tried("no guide that can be filed has parts")) } else { Ok(found) }
}

fn matters(bench: &Bench) -> Outcome {
    for bundle in bundles(bench)? {
        for part in &bundle.parts {
            let own = bench.guide(&part.matter)?;
            let same = part.title == own.title && part.department == own.department.name;
            ensure(same, || format!("{}/{}: its own guide says otherwise", bundle.matter, part.matter))?;
        }
    }
    Ok(())
}

fn materials(bench: &Bench) -> Outcome {
    for bundle in bundles(bench)? {
        let brought: BTreeSet<_> = bundle.materials.iter().map(|it| &it.id).collect();
        let looked_at: BTreeSet<_> = bundle.parts.iter().flat_map(|it| &it.materials).collect();
        let odd = brought.symmetric_difference(&looked_at).next();
        ensure(odd.is_none(), || {
            format!("{}: `{}` is not in both", bundle.matter, odd.map_or("", |it| it.as_str()))
        })?;
    }
    Ok(())
}

fn catalogue(bench: &Bench) -> Result<Vec<GuideSummary>, Trouble> {
    all(&bench.anyone(), "/api/v1/guides", 200)
}

fn counted(bench: &Bench) -> Outcome {
    let list = catalogue(bench)?;
    for guide in bench.guides()? {
        let Some(summary) = list.iter().find(|it| it.matter == guide.matter) else { continue };
        let parts = u32::try_from(guide.parts.len()).ok().filter(|it| *it > 0);
        ensure(summary.version != guide.version || summary.parts == parts, || {
            format!("{}: the catalogue says {:?} parts, the guide {parts:?}", guide.matter, summary.parts)
        })?;
    }
    Ok(())
}

fn listed(bench: &Bench) -> Outcome {
    let expected: Vec<GuideSummary> = catalogue(bench)?.into_iter().filter(|it| it.parts.is_some()).collect();
    for limit in [1, 200] {
        let found: Vec<GuideSummary> = all(&bench.anyone(), "/api/v1/bundles", limit)?;
        ensure(found == expected, || {
            format!("GET /api/v1/bundles: {} bundles, the catalogue has {}", found.len(), expected.len())
        })?;
    }
    Ok(())
}

fn wish() -> Wish {
    Wish::any().guide(|it| !it.parts.is_empty())
}

fn file(bench: &Bench) -> Result<Filed, Trouble> {
    bundles(bench)?;
    bench.file(bench.first(), &wish())
}

fn case(who: &Visitor, id: &CaseId) -> Result<Case, Trouble> {
    who.get(&format!("/api/v1/cases/{id}"))?.expect(200)?.json()
}

/// A new bundle of the first person, and its case.
fn fresh(bench: &Bench) -> Result<(Filed, Case), Trouble> {
    let filed = file(bench)?;
    let whole = case(bench.first(), &filed.case_id)?;
    ensure(!whole.summary.parts.is_empty(), || format!("the case of {} has no parts", filed.guide.matter))?;
    Ok((filed, whole))
}

fn opened(bench: &Bench) -> Outcome {
    bundles(bench)?;
    let draft = bench.ready(bench.first(), &wish())?;
    let answers = race::at_once(8, |_| finalize(bench.first(), &draft))?;
    let mut cases = BTreeSet::new();
    for answer in &answers {
        cases.insert(received(bench.first(), draft.clone(), answer)?.case_id);
    }
    ensure(cases.len() == 1, || format!("one filing id, {} cases", cases.len()))?;
    let look = |name: &str| draft.manifest.scenario.get(name).cloned();
    let applies =
        draft.guide.parts.iter().filter(|it| it.when.as_ref().is_none_or(|it| form::holds(it, &look)));
    let expected: Vec<&str> = applies.map(|it| it.matter.as_str()).collect();
    for id in &cases {
        let whole = case(bench.first(), id)?;
        let found: Vec<&str> = whole.summary.parts.iter().map(|it| it.matter.as_str()).collect();
        ensure(found == expected, || format!("parts {found:?}; by the answers {expected:?}"))?;
    }
    Ok(())
}

fn not_listed(bench: &Bench) -> Outcome {
    let (filed, whole) = fresh(bench)?;
    let list: Vec<CaseSummary> = all(bench.first(), "/api/v1/cases", 200)?;
    let of_filing = list.iter().filter(|it| it.filing_id == filed.filing_id).count();
    ensure(of_filing == 1, || format!("the list has {of_filing} cases of one bundle"))?;
    let part = list.iter().find(|it| it.bundle.is_some() || is_part(&whole, &it.id));
    ensure(part.is_none(), || {
        format!("{} is a part, and is in the list", part.map_or("", |it| it.id.as_str()))
    })
}

fn is_part(whole: &Case, id: &CaseId) -> bool {
    whole.summary.parts.iter().any(|it| it.case_id == *id)
}

fn answers(bench: &Bench) -> Outcome {
    let (_, whole) = fresh(bench)?;
    for part in &whole.summary.parts {
        let own = case(bench.first(), &part.case_id)?;
        let bundle = own.summary.bundle.as_ref();
        ensure(bundle == Some(&whole.summary.id), || format!("{}: `bundle` is {bundle:?}", part.case_id))?;
    }
    Ok(())
}

fn shared(bench: &Bench) -> Outcome {
    let (filed, whole) = fresh(bench)?;
    for part in &whole.summary.parts {
        let own = case(bench.first(), &part.case_id)?;
        let same = own.summary.filing_id == filed.filing_id
            && own.receipt == filed.jws
            && own.manifest == filed.manifest
            && own.summary.receipt_no == whole.summary.receipt_no;
        ensure(same, || format!("{}: filing id, receipt or manifest is another", part.case_id))?;
    }
    Ok(())
}

/// A part as its own case says it.
fn own(it: &Case) -> (CaseId, String, String, CaseState, Option<contract::Clock>) {
    let summary = it.summary.clone();
    (summary.id, it.matter.to_string(), summary.title, summary.state.code, summary.clock)
}

fn said(it: &CasePart) -> (CaseId, String, String, CaseState, Option<contract::Clock>) {
    let it = it.clone();
    (it.case_id, it.matter.to_string(), it.title, it.state.code, it.clock)
}

fn told(bench: &Bench) -> Outcome {
    let (filed, _) = fresh(bench)?;
    for _ in 0..PATIENT {
        let before = case(bench.first(), &filed.case_id)?;
        let parts = before.summary.parts.iter();
        let apart: Result<Vec<_>, Trouble> = parts.map(|it| case(bench.first(), &it.case_id)).collect();
        // Staff may have gone on between two looks.
        if case(bench.first(), &filed.case_id)?.summary.parts != before.summary.parts {
            continue;
        }
        for (part, alone) in before.summary.parts.iter().zip(apart?) {
            ensure(said(part) == own(&alone), || {
                format!("{}: the whole says {:?}, the part {:?}", part.case_id, said(part), own(&alone))
            })?;
        }
        return Ok(());
    }
    Err(Trouble::not_tried("the parts never stood still"))
}

/// Between two looks at a case that staff have to move on.
const LOOK: Duration = Duration::from_millis(200);

fn follows(bench: &Bench) -> Outcome {
    let (filed, _) = fresh(bench)?;
    let since = Instant::now();
    let mut held = 0;
    loop {
        let whole = case(bench.first(), &filed.case_id)?;
        held += usize::from(holds(&whole.summary)?);
        let over = rules::is_final(&whole.summary.state.code);
        if over || bench.discovery().demo.is_none() || since.elapsed() > bench.patience() / 4 {
            break;
        }
        sleep(LOOK);
    }
    for who in bench.people() {
        let list: Vec<CaseSummary> = all(who, "/api/v1/cases", 200)?;
        for it in list.iter().filter(|it| !it.parts.is_empty()) {
            held += usize::from(holds(it)?);
        }
    }
    if held == 0 { Err(Trouble::not_tried("no bundle was accepted")) } else { Ok(()) }
}

/// Whether the table speaks of this bundle; trouble when it says something else.
fn holds(whole: &CaseSummary) -> Result<bool, Trouble> {
    use CaseState::{CorrectionNeeded, NotAccepted, Submitted, Withdrawn};
    let state = &whole.state.code;
    if matches!(state, Submitted | CorrectionNeeded | NotAccepted | Withdrawn) {
        return Ok(false);
    }
    let parts: Vec<CaseState> = whole.parts.iter().map(|it| it.state.code.clone()).collect();
    let expected = rules::bundle::state(&parts);
    ensure(expected.as_ref() == Some(state), || {
        let parts: Vec<&str> = parts.iter().map(CaseState::as_str).collect();
        format!("{}: `{state}`, but its parts are {parts:?}", whole.id)
    })?;
    Ok(true)
}

fn withdraw(bench: &Bench, filed: &Filed, id: &CaseId) -> Result<crate::answer::Answer, Trouble> {
    let body = Withdraw { acting: filed.manifest.acting(), reason: "合规测试".into() };
    bench.first().post(&format!("/api/v1/cases/{id}/withdraw"), &body)
}

fn not_alone(bench: &Bench) -> Outcome {
    let (filed, whole) = fresh(bench)?;
    for part in &whole.summary.parts {
        withdraw(bench, &filed, &part.case_id)?.problem(409, &ProblemCode::WrongState)?;
        let after = case(bench.first(), &part.case_id)?;
        ensure(after.summary.state.code != CaseState::Withdrawn, || {
            format!("{}: a refused withdrawal withdrew it", part.case_id)
        })?;
    }
    Ok(())
}

fn withdrawn(bench: &Bench) -> Outcome {
    for _ in 0..PATIENT {
        let (filed, _) = fresh(bench)?;
        let answer = withdraw(bench, &filed, &filed.case_id)?;
        // Staff were quicker.
        if answer.status == 409 {
            continue;
        }
        let whole: Case = answer.expect(200)?.json()?;
        let state = &whole.summary.state.code;
        ensure(*state == CaseState::Withdrawn, || format!("a withdrawn bundle says `{state}`"))?;
        for part in &whole.summary.parts {
            let state = &part.state.code;
            ensure(rules::bundle::is_decided(state), || {
                format!("the bundle is withdrawn, {} is `{state}`", part.case_id)
            })?;
        }
        return Ok(());
    }
    Err(Trouble::not_tried("no bundle of this hall stays where it can be withdrawn"))
}

fn others(bench: &Bench) -> Outcome {
    let (_, whole) = fresh(bench)?;
    for part in &whole.summary.parts {
        let path = format!("/api/v1/cases/{}", part.case_id);
        bench.second().get(&path)?.problem(404, &ProblemCode::NotFound)?;
        bench.anyone().get(&path)?.problem(401, &ProblemCode::SessionRequired)?;
    }
    Ok(())
}
