//! Every address of the document: who may come in, and by which door.

use contract::ProblemCode;
use contract::requirement::core::{
    COR_014, COR_015, COR_016, COR_028, COR_029, COR_030, COR_031, COR_042, COR_046, COR_052, COR_056,
};

use crate::answer::Answer;
use crate::ask::Ask;
use crate::bench::Bench;
use crate::check::Check;
use crate::document::Operation;
use crate::judges::http_date;
use crate::samples;
use crate::trouble::{Outcome, Trouble, ensure};

pub(crate) const CHECKS: &[Check] = &[
    Check { of: &COR_014, tries: "eight answers, one after the other", run: no_way_back },
    Check { of: &COR_015, tries: "addresses that no document has", run: nowhere },
    Check { of: &COR_016, tries: "every other method at every address", run: other_methods },
    Check { of: &COR_028, tries: "a read and a preflight from another origin", run: other_origins },
    Check { of: &COR_029, tries: "every write of the document, without the header", run: without_csrf },
    Check {
        of: &COR_030,
        tries: "every write of the document, with somebody else's value",
        run: with_other_csrf,
    },
    Check {
        of: &COR_031,
        tries: "every operation of the document that needs a session, without one",
        run: signed_out,
    },
    Check { of: &COR_042, tries: "reads with a parameter and a header nobody knows", run: later_parameters },
    Check { of: &COR_046, tries: "every read with ids that are none", run: odd_ids },
    Check { of: &COR_052, tries: "HEAD at every read without an id", run: heads },
    Check { of: &COR_056, tries: "the catalogue or discovery, sixty-four times at once", run: crowd },
];

/// Operations of the classes that the hall offers.
fn operations(bench: &Bench) -> impl Iterator<Item = &'static Operation> {
    bench.contract().operations().iter().filter(move |it| samples::offered(bench, it))
}

/// One complaint about everything that was wrong.
fn all(wrong: &[String]) -> Outcome {
    const MOST: usize = 8;
    let more = wrong.len().saturating_sub(MOST);
    let shown: Vec<&str> = wrong.iter().take(MOST).map(String::as_str).collect();
    let tail = if more > 0 { format!("; and {more} more") } else { String::new() };
    ensure(wrong.is_empty(), || format!("{}{tail}", shown.join("; ")))
}

fn no_way_back(bench: &Bench) -> Outcome {
    let mut before = None;
    for _ in 0..8 {
        let answer = bench.anyone().get("/healthz")?;
        let now = answer.header("date").and_then(http_date);
        ensure(now >= before, || {
            format!("{} after {before:?}", answer.header("date").unwrap_or("no `Date`"))
        })?;
        before = now;
    }
    Ok(())
}

fn nowhere(bench: &Bench) -> Outcome {
    for path in ["/api/v1/no-such-thing", "/api/v1/cases/a/b/c/d/e/f", "/api/v0/session", "/api/", "/api/v1/"]
    {
        for method in ["GET", "POST", "DELETE"] {
            bench.first().send(Ask::new(method, path))?.problem(404, &ProblemCode::NotFound)?;
        }
    }
    Ok(())
}

fn other_methods(bench: &Bench) -> Outcome {
    let mut wrong = Vec::new();
    let mut paths: Vec<&'static str> = operations(bench).map(|it| it.path).collect();
    paths.dedup();
    for path in paths {
        let here = bench.contract().operations().iter().filter(|it| it.path == path);
        let has: Vec<&str> = here.clone().map(|it| it.method.as_str()).collect();
        let Some(any) = here.clone().next() else { continue };
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
            if has.contains(&method) {
                continue;
            }
            // tus wants its version before anything else.
            let ask = Ask::new(method, samples::path(any, &[])?).header("tus-resumable", "1.0.0");
            let answer = bench.first().send(ask)?;
            if let Err(it) = answer.problem(405, &ProblemCode::MethodNotAllowed) {
                wrong.push(it.to_string());
                continue;
            }
            let allowed: Vec<&str> =
                answer.header("allow").unwrap_or_default().split(',').map(str::trim).collect();
            if let Some(missing) = has.iter().find(|it| !allowed.contains(it)) {
                wrong.push(format!("{method} {path}: `Allow: {}` without {missing}", allowed.join(", ")));
            }
        }
    }
    all(&wrong)
}

fn other_origins(bench: &Bench) -> Outcome {
    let origin = "https://elsewhere.example";
    let ask = Ask::new("GET", "/api/v1/session").header("origin", origin);
    let read = bench.first().send(ask)?;
    let preflight = Ask::new("OPTIONS", "/api/v1/session")
        .header("origin", origin)
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "x-hall-csrf");
    for answer in [read, bench.anyone().send(preflight)?] {
        let credentials = answer.header("access-control-allow-credentials").is_some_and(|it| it == "true");
        ensure(!credentials, || answer.broken("no word for another origin with credentials").to_string())?;
    }
    Ok(())
}

/// Sends every write of the document as `shape` makes it, and expects `csrf-mismatch`.
fn every_write(bench: &Bench, shape: impl Fn(&Bench, &Operation, Ask) -> Ask) -> Outcome {
    let mut wrong = Vec::new();
    for operation in operations(bench).filter(|it| it.csrf) {
        let stranger = bench.anyone();
        let who = if operation.session { bench.first() } else { &stranger };
        let ask = shape(bench, operation, samples::ask(operation, &[], who)?);
        if let Err(it) = who.send(ask)?.problem(403, &ProblemCode::CsrfMismatch) {
            wrong.push(it.to_string());
        }
    }
    all(&wrong)
}

fn without_csrf(bench: &Bench) -> Outcome {
    every_write(bench, |_, _, ask| ask.without_csrf())
}

fn with_other_csrf(bench: &Bench) -> Outcome {
    every_write(bench, |bench, _, ask| ask.header(contract::CSRF_HEADER, &bench.second().csrf))
}

fn signed_out(bench: &Bench) -> Outcome {
    let mut wrong = Vec::new();
    for operation in operations(bench).filter(|it| it.session) {
        let answer = bench.anyone().send(samples::ask(operation, &[], bench.first())?)?;
        if let Err(it) = refused(&answer, 401, &ProblemCode::SessionRequired) {
            wrong.push(it.to_string());
        }
    }
    all(&wrong)
}

/// A refusal; an answer to HEAD has no body to say so.
fn refused(answer: &Answer, status: u16, code: &ProblemCode) -> Outcome {
    if answer.method == "HEAD" {
        return ensure(answer.status == status, || answer.broken(&status.to_string()).to_string());
    }
    answer.problem(status, code).map(|_| ())
}

fn later_parameters(bench: &Bench) -> Outcome {
    let plain = |it: &&Operation| it.method == "GET" && samples::variables(it.path).next().is_none();
    for operation in operations(bench).filter(plain) {
        if operation.node["responses"]["200"]["content"].get("text/event-stream").is_some() {
            continue;
        }
        let ask = samples::ask(operation, &[], bench.first())?;
        let separator = if ask.path.contains('?') { '&' } else { '?' };
        let later = Ask { path: format!("{}{separator}from_a_later_version=1", ask.path), ..ask.clone() };
        let later = later.header("x-from-a-later-version", "1").header("accept", "application/json, */*");
        let (now, then) = (bench.first().send(ask)?, bench.first().send(later)?);
        ensure(now.status == then.status, || then.broken(&format!("{} as without", now.status)).to_string())?;
    }
    Ok(())
}

/// Paths of an id that none is: too long, out of the folder, a zero byte, a quote, a picture, no UTF-8, a space.
const ODD: [&str; 8] = [
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "..%2f..%2fetc%2fpasswd",
    "%00",
    "a%27%20or%20%271%27%3d%271",
    "%F0%9F%98%80",
    "%ff%fe",
    "a%20b",
    "%3Cscript%3E",
];

fn odd_ids(bench: &Bench) -> Outcome {
    let mut wrong = Vec::new();
    for operation in operations(bench).filter(|it| it.method == "GET") {
        let Some(name) = samples::variables(operation.path).next() else { continue };
        for odd in ODD {
            let answer = bench.first().send(samples::ask(operation, &[(name, odd)], bench.first())?)?;
            if !(400..500).contains(&answer.status) {
                wrong.push(answer.broken("a refusal").to_string());
            }
        }
    }
    all(&wrong)
}

fn heads(bench: &Bench) -> Outcome {
    let mut wrong = Vec::new();
    let plain = |it: &&Operation| it.method == "GET" && samples::variables(it.path).next().is_none();
    for operation in operations(bench).filter(plain) {
        if operation.node["responses"]["200"]["content"].get("text/event-stream").is_some() {
            continue;
        }
        let get = samples::ask(operation, &[], bench.first())?;
        let head = Ask { method: "HEAD".into(), ..get.clone() };
        let (get, head) = (bench.first().send(get)?, bench.first().send(head)?);
        if head.status != 405 && (head.status != get.status || !head.bytes.is_empty()) {
            wrong.push(head.broken(&format!("{} without a body, or 405", get.status)).to_string());
        }
    }
    all(&wrong)
}

fn crowd(bench: &Bench) -> Outcome {
    let stranger = bench.anyone();
    let answers: Vec<Result<Answer, Trouble>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..64).map(|_| scope.spawn(|| stranger.get("/.well-known/hall"))).collect();
        let lost = || Err(Trouble::not_tried("a thread of the kit died"));
        threads.into_iter().map(|it| it.join().unwrap_or_else(|_| lost())).collect()
    });
    for answer in answers {
        answer?.expect(200)?;
    }
    Ok(())
}
