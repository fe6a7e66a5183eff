//! Errors that people find in a guide (报错).

use contract::requirement::guides::{GUI_038, GUI_039, GUI_040};
use contract::{GuidePart, GuideReport, ProblemCode, PutGuideReport};
use serde_json::{Value, json};

use super::catalogue;
use crate::answer::Answer;
use crate::bench::Bench;
use crate::check::Check;
use crate::filing::mint;
use crate::trouble::{Outcome, Trouble, ensure};
use crate::visitor::Visitor;

pub(crate) const CHECKS: &[Check] = &[
    Check { of: &GUI_038, tries: "report once, again, otherwise, and as somebody else", run: once },
    Check { of: &GUI_038, tries: "report sixteen times at once", run: race },
    Check { of: &GUI_039, tries: "read a report as who made it and as others", run: own },
    Check { of: &GUI_040, tries: "reports with something wrong in them", run: refused },
];

/// The text of the reports of this run.
const TEXT: &str = "一致性测试：电话号码打不通";

fn new_address() -> Result<String, Trouble> {
    Ok(format!("/api/v1/guide-reports/{}", mint::uuid()?))
}

/// A report on the first guide of the catalogue.
fn report(bench: &Bench) -> Result<PutGuideReport, Trouble> {
    let first =
        catalogue(bench)?.into_iter().next().ok_or_else(|| Trouble::not_tried("the catalogue is empty"))?;
    let (matter, version) = (first.matter, first.version);
    Ok(PutGuideReport { matter, version, part: GuidePart::Places, text: TEXT.into() })
}

fn once(bench: &Bench) -> Outcome {
    let (path, body, who) = (new_address()?, report(bench)?, bench.first());
    // What a client may not write is ignored, with everything else that nobody knows.
    let mut sent = json!(body);
    sent["state"] = json!({ "code": "corrected", "text": "已更正" });
    sent["answer"] = json!({ "at": "2026-01-01T00:00:00+08:00", "by": "a", "text": "a" });
    let made: GuideReport = who.put(&path, &sent)?.expect(201)?.json()?;
    ensure(made.text == body.text && path.ends_with(made.id.as_str()), || "another report came back".into())?;
    ensure(made.state.code.as_str() == "received" && made.answer.is_none(), || {
        format!("PUT {path}: the sender wrote its state, {}", made.state.code)
    })?;
    let again: GuideReport = who.put(&path, &sent)?.expect(200)?.json()?;
    ensure(again.received_at == made.received_at && again.text == made.text, || {
        format!("PUT {path}: the second answer is another report")
    })?;
    let other = PutGuideReport { text: format!("{TEXT}，改了"), ..body.clone() };
    let conflict = who.put(&path, &other)?;
    let problem = conflict.problem(409, &ProblemCode::ContentConflict)?;
    let both =
        problem.held_hash.is_some() && problem.sent_hash.is_some() && problem.held_hash != problem.sent_hash;
    ensure(both, || conflict.broken("`held_hash` and `sent_hash`").to_string())?;
    for sent in [json!(body), json!(other)] {
        bench.second().put(&path, &sent)?.problem(403, &ProblemCode::NotAllowed)?;
    }
    Ok(())
}

fn race(bench: &Bench) -> Outcome {
    let (path, body, who) = (new_address()?, report(bench)?, bench.first());
    let answers: Vec<Result<Answer, Trouble>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..16).map(|_| scope.spawn(|| who.put(&path, &body))).collect();
        let lost = || Err(Trouble::not_tried("a thread of the kit died"));
        threads.into_iter().map(|it| it.join().unwrap_or_else(|_| lost())).collect()
    });
    let answers = answers.into_iter().collect::<Result<Vec<_>, _>>()?;
    let made = answers.iter().filter(|it| it.status == 201).count();
    let again = answers.iter().filter(|it| it.status == 200).count();
    ensure(made == 1 && made + again == answers.len(), || {
        let statuses: Vec<String> = answers.iter().map(|it| it.status.to_string()).collect();
        format!("PUT {path}: expected 201 once and 200 otherwise, came {}", statuses.join(" "))
    })
}

fn own(bench: &Bench) -> Outcome {
    let (path, body) = (new_address()?, report(bench)?);
    bench.first().put(&path, &body)?.expect(201)?;
    let read: GuideReport = bench.first().get(&path)?.expect(200)?.json()?;
    ensure(read.text == body.text && read.matter == body.matter, || format!("GET {path}: another report"))?;
    bench.second().get(&path)?.problem(404, &ProblemCode::NotFound)?;
    bench.first().get(&new_address()?)?.problem(404, &ProblemCode::NotFound).map(|_| ())
}

/// Expects 422 at `pointer` for the report with one member changed.
fn refuse(who: &Visitor, body: &Value, member: &str, value: Value) -> Outcome {
    let mut body = body.clone();
    body[member] = value;
    let answer = who.put(&new_address()?, &body)?;
    let problem = answer.problem(422, &ProblemCode::Invalid)?;
    let pointer = format!("/{member}");
    ensure(problem.errors.iter().any(|it| it.pointer == pointer), || {
        answer.broken(&format!("an error at {pointer}")).to_string()
    })
}

fn refused(bench: &Bench) -> Outcome {
    let (who, body) = (bench.first(), json!(report(bench)?));
    refuse(who, &body, "text", json!(""))?;
    refuse(who, &body, "text", json!("  "))?;
    refuse(who, &body, "text", json!("字".repeat(1001)))?;
    refuse(who, &body, "version", json!(4_000_000_000_u32))?;
    refuse(who, &body, "part", json!("no-such-part"))
}
