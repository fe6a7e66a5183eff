//! For programs: one object.

use chrono::{DateTime, SecondsFormat, Utc};
use contract::requirement::Level;
use serde_json::{Value, json};

use crate::run::Run;
use crate::verdict::{Finding, Verdict};

/// The run as one object: which kit and contract, which hall, when, every requirement, and totals.
#[must_use]
pub fn object(run: &Run, hall: &str, url: &str) -> Value {
    let started: DateTime<Utc> = run.started.into();
    json!({
        "kit": env!("CARGO_PKG_VERSION"),
        "contract": contract::CONTRACT_VERSION,
        "hall": hall,
        "url": url,
        "started": started.to_rfc3339_opts(SecondsFormat::Secs, true),
        "seconds": run.took.as_secs(),
        "exchanges": run.exchanges,
        "requirements": run.findings.iter().map(requirement).collect::<Vec<_>>(),
        "totals": {
            "requirements": run.findings.len(),
            "passed": run.count(Verdict::Pass),
            "failed": run.count(Verdict::Fail),
            "warned": run.count(Verdict::Warn),
            "skipped": run.count(Verdict::Skipped),
        },
    })
}

fn requirement(it: &Finding) -> Value {
    let reasons: Vec<Value> =
        it.reasons.iter().map(|it| json!({ "tried": it.tried, "why": it.why })).collect();
    json!({
        "id": it.of.id,
        "class": it.of.class.as_str(),
        "level": level(&it.of.level),
        "text": it.of.text,
        "verdict": it.verdict.as_str(),
        "took_ms": it.took_ms,
        "reasons": reasons,
    })
}

fn level(level: &Level) -> &'static str {
    match level {
        Level::Must => "must",
        Level::Should => "should",
    }
}
