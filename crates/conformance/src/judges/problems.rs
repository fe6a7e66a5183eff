//! Refusals.

use contract::requirement::core::{COR_017, COR_018, COR_019};
use contract::{ProblemCode, Retry};

use super::{Judge, of_contract};
use crate::bench::Bench;
use crate::record::Exchange;
use crate::trouble::{Outcome, ensure};

pub(super) const JUDGES: &[Judge] = &[
    Judge { of: &COR_017, tries: "every refusal", judge: problem },
    Judge { of: &COR_018, tries: "the status of every code", judge: status },
    Judge { of: &COR_019, tries: "every refusal that helps later", judge: later },
];

fn is_refusal(exchange: &Exchange) -> bool {
    exchange.answer.status >= 400 && exchange.answer.method != "HEAD" && of_contract(exchange)
}

fn problem(_: &Bench, exchange: &Exchange) -> Outcome {
    if !is_refusal(exchange) {
        return Ok(());
    }
    let problem = exchange.answer.refusal()?;
    let said = !problem.title.trim().is_empty();
    ensure(said, || exchange.answer.broken("a title for people").to_string())
}

fn status(bench: &Bench, exchange: &Exchange) -> Outcome {
    let Some(problem) = exchange.answer.refusal().ok().filter(|_| is_refusal(exchange)) else {
        return Ok(());
    };
    let known = &bench.document()["components"]["schemas"]["ProblemCode"]["x-status"];
    let expected = known[problem.code.as_str()].as_u64();
    ensure(expected.is_none_or(|it| it == u64::from(problem.status)), || {
        exchange
            .answer
            .broken(&format!("{} with `{}`", expected.unwrap_or_default(), problem.code))
            .to_string()
    })
}

fn later(_: &Bench, exchange: &Exchange) -> Outcome {
    let answer = &exchange.answer;
    let Some(problem) = answer.refusal().ok().filter(|_| is_refusal(exchange)) else { return Ok(()) };
    let waits = matches!(answer.status, 429 | 503)
        || matches!(problem.code, ProblemCode::TooMany | ProblemCode::Unavailable);
    let said = problem.retry == Retry::Later
        && problem.retry_after.is_some_and(|it| answer.header("retry-after") == Some(&it.to_string()));
    ensure(!waits || said, || {
        answer.broken("`retry: later`, `retry_after` and the same `Retry-After`").to_string()
    })
}
