//! Services and their ratings.

use std::thread::sleep;
use std::time::{Duration, Instant};

use contract::{CaseSummary, Page, ProblemCode, Rating, ServiceEvent, ServiceEvents};
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::bench::Bench;
use crate::filing::{Wish, mint};
use crate::puts::{conflicts, one_made, refused_at, until};
use crate::race::at_once;
use crate::trouble::{Outcome, Trouble, ensure};

/// Services of the first person that nobody rated when this was first looked at, with their cases. Each check takes its
/// own: a rating is for ever.
pub(crate) type Services = Result<Vec<(CaseSummary, ServiceEvent)>, Trouble>;

/// How many services the checks rate, and one more that they never do.
const WANTED: usize = 3;
/// How many arrive at once.
const RACERS: usize = 64;

fn of_case(bench: &Bench, case: &CaseSummary) -> Result<Vec<ServiceEvent>, Trouble> {
    let path = format!("/api/v1/cases/{}/service-events", case.id);
    Ok(bench.first().get(&path)?.expect(200)?.json::<ServiceEvents>()?.items)
}

fn cases(bench: &Bench) -> Result<Vec<CaseSummary>, Trouble> {
    Ok(bench.first().get("/api/v1/cases?limit=20")?.json::<Page<CaseSummary>>()?.items)
}

fn look(bench: &Bench) -> Services {
    let mut found = Vec::new();
    for case in cases(bench)? {
        let services = of_case(bench, &case)?;
        found.extend(services.into_iter().filter(|it| !it.rated).map(|it| (case.clone(), it)));
    }
    Ok(found)
}

/// The services there are; a filing of its own, when there are too few, and time for staff to look at it.
fn gather(bench: &Bench) -> Services {
    let found = look(bench)?;
    if found.len() >= WANTED {
        return Ok(found);
    }
    let until = Instant::now() + bench.patience();
    let mut filed = 0;
    loop {
        let found = look(bench)?;
        if found.len() >= WANTED || Instant::now() > until {
            return Ok(found);
        }
        // A case that is sent back waits for its applicant; another one may go through.
        if filed < 3 {
            match bench.file(bench.first(), &Wish::any()) {
                Err(Trouble::NotTried(_)) => return Ok(found),
                other => other.map(drop)?,
            }
            filed += 1;
        }
        sleep(Duration::from_millis(300));
    }
}

/// The `n`th service to be rated.
fn service(bench: &Bench, n: usize) -> Result<(CaseSummary, ServiceEvent), Trouble> {
    let all = bench.kept().services.get_or_init(|| gather(bench)).as_ref().map_err(Clone::clone)?;
    let found = all.get(n).cloned();
    found.ok_or_else(|| {
        Trouble::not_tried(format!("only {} services of the first person are not rated yet", all.len()))
    })
}

fn address(service: &ServiceEvent) -> String {
    format!("/api/v1/ratings/{}", service.id)
}

fn rating(stars: i32) -> Value {
    json!({ "stars": stars, "reasons": ["一致性测试"], "anonymous": true })
}

pub(super) fn told(bench: &Bench) -> Outcome {
    let mut tried = false;
    service(bench, 0)?;
    for case in cases(bench)? {
        let found = of_case(bench, &case)?;
        tried |= !found.is_empty();
        let at = || format!("GET /api/v1/cases/{}/service-events", case.id);
        ensure(found.is_sorted_by(|a, b| a.at >= b.at), || format!("{}: not the latest first", at()))?;
        for it in &found {
            let whole = !it.department.is_empty() && it.ratable_until > it.at;
            ensure(whole, || format!("{}: {} lacks a department or time to rate it", at(), it.id))?;
        }
    }
    if tried { Ok(()) } else { Err(Trouble::not_tried("no case of the first person has a service")) }
}

pub(super) fn others(bench: &Bench) -> Outcome {
    let nobodys = bench.first().get(&format!("/api/v1/cases/{}/service-events", mint::uuid()?))?;
    nobodys.problem(404, &ProblemCode::NotFound)?;
    let (case, _) = service(bench, 0)?;
    let theirs = bench.second().get(&format!("/api/v1/cases/{}/service-events", case.id))?;
    theirs.problem(404, &ProblemCode::NotFound)?;
    ensure(theirs.bytes == nobodys.bytes, || {
        theirs.broken("the answer to a case that nobody has").to_string()
    })
}

/// The first service, rated with five stars, 64 times at once by whichever check comes first; otherwise as it was.
fn rated(bench: &Bench) -> Result<(CaseSummary, ServiceEvent, Vec<Answer>), Trouble> {
    let (case, it) = service(bench, 0)?;
    let answers = at_once(RACERS, |_| bench.first().put(&address(&it), &rating(5)))?;
    Ok((case, it, answers))
}

pub(super) fn first(bench: &Bench) -> Outcome {
    let (case, it, answers) = rated(bench)?;
    let made: Rating = serde_json::from_value(one_made(&address(&it), &answers)?)
        .map_err(|why| Trouble::broken(format!("PUT {}: {why}", address(&it))))?;
    ensure(made.stars == 5 && made.service_event_id == it.id && made.anonymous, || {
        format!("PUT {}: another rating came back", address(&it))
    })?;
    let now = of_case(bench, &case)?.into_iter().find(|one| one.id == it.id);
    ensure(now.is_some_and(|it| it.rated), || format!("{}: not `rated` after it was", it.id))
}

pub(super) fn again(bench: &Bench) -> Outcome {
    let (_, it, answers) = rated(bench)?;
    let made = answers.iter().filter(|it| it.status == 201).count();
    ensure(made <= 1 && answers.iter().all(|it| matches!(it.status, 200 | 201)), || {
        format!("PUT {}, {RACERS} at once: 201 came {made} times, or something else came", address(&it))
    })?;
    let kept = bench.first().get(&address(&it))?.expect(200)?;
    let same = answers.iter().all(|it| it.bytes == kept.bytes);
    ensure(same, || kept.broken("the same rating each time").to_string())
}

pub(super) fn conflict(bench: &Bench) -> Outcome {
    let (_, it, _) = rated(bench)?;
    conflicts(&bench.first().put(&address(&it), &rating(4))?)?;
    let kept: Rating = bench.first().get(&address(&it))?.json()?;
    ensure(kept.stars == 5, || format!("PUT {}: refused, and the rating changed all the same", address(&it)))
}

/// Sends a rating of the last service, which is never rated, and expects it refused at these places.
fn refused(bench: &Bench, body: &Value, pointers: &[&str]) -> Outcome {
    let (_, it) = service(bench, WANTED - 1)?;
    let answer = bench.first().put(&address(&it), body)?;
    pointers.iter().try_for_each(|pointer| refused_at(&answer, pointer))?;
    let kept = bench.first().get(&address(&it))?;
    kept.problem(404, &ProblemCode::NotFound).map(drop)
}

pub(super) fn no_stars(bench: &Bench) -> Outcome {
    refused(bench, &json!({ "reasons": [], "anonymous": false }), &["/stars"])
}

pub(super) fn unsaid(bench: &Bench) -> Outcome {
    refused(bench, &json!({ "stars": 5, "anonymous": false }), &["/reasons"])?;
    refused(bench, &json!({ "stars": 5, "reasons": [] }), &["/anonymous"])?;
    refused(bench, &json!({}), &["/stars", "/reasons", "/anonymous"])
}

pub(super) fn range(bench: &Bench) -> Outcome {
    [0, 6, -1, 256, 261].into_iter().try_for_each(|stars| refused(bench, &rating(stars), &["/stars"]))
}

pub(super) fn lengths(bench: &Bench) -> Outcome {
    let with = |member: &str, value: Value| {
        let mut body = rating(3);
        body[member] = value;
        body
    };
    refused(bench, &with("reasons", json!(["好", "字".repeat(41)])), &["/reasons/1"])?;
    refused(bench, &with("reasons", json!(vec!["好"; 11])), &["/reasons"])?;
    refused(bench, &with("text", json!("字".repeat(1001))), &["/text"])
}

pub(super) fn not_mine(bench: &Bench) -> Outcome {
    let (_, it) = service(bench, 0)?;
    bench.second().put(&address(&it), &rating(1))?.problem(404, &ProblemCode::NotFound)?;
    bench.second().get(&address(&it))?.problem(404, &ProblemCode::NotFound)?;
    let nobodys = format!("/api/v1/ratings/{}", mint::uuid()?);
    bench.first().put(&nobodys, &rating(1))?.problem(404, &ProblemCode::NotFound)?;
    bench.first().get(&nobodys)?.problem(404, &ProblemCode::NotFound).map(drop)
}

/// The second service, rated with one star.
fn bad(bench: &Bench) -> Result<String, Trouble> {
    let (_, it) = service(bench, 1)?;
    let answer = bench.first().put(&address(&it), &rating(1))?;
    ensure(matches!(answer.status, 200 | 201), || answer.broken("200 or 201").to_string())?;
    Ok(address(&it))
}

pub(super) fn follow_up(bench: &Bench) -> Outcome {
    let bad = bad(bench)?;
    let kept: Rating = bench.first().get(&bad)?.expect(200)?.json()?;
    let due = kept.follow_up.map(|it| it.due_on);
    ensure(due.is_some_and(|it| it >= kept.rated_at.date_naive()), || {
        format!("GET {bad}: one star, and no date until which the hall answers")
    })?;
    let (_, good, _) = rated(bench)?;
    let kept: Rating = bench.first().get(&address(&good))?.expect(200)?.json()?;
    ensure(kept.follow_up.is_none(), || format!("GET {}: five stars are followed up", address(&good)))
}

pub(super) fn followed_up(bench: &Bench) -> Outcome {
    let path = bad(bench)?;
    let it = until(bench, &path, "a reply", |it| it["follow_up"]["state"]["code"] == "answered")?;
    ensure(it["follow_up"]["reply"]["text"].is_string(), || format!("GET {path}: answered, without a reply"))
}
