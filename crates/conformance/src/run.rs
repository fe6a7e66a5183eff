//! Runs the checks, judges what was recorded, and gives every requirement its verdict.

use std::thread;
use std::time::{Duration, Instant, SystemTime};

use contract::requirement::{self, Level, Requirement};

use crate::bench::Bench;
use crate::check::Check;
use crate::checks;
use crate::judges;
use crate::trouble::{Outcome, Trouble};
use crate::verdict::{Finding, Reason, Verdict};

/// How many reasons one check or judge gives at most: ten times the same fault says nothing more.
pub(crate) const MOST_REASONS: usize = 6;

/// Which requirements are tried; everything when both are empty.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// Names of classes.
    pub classes: Vec<String>,
    /// Ids of requirements.
    pub requirements: Vec<String>,
}

impl Choice {
    /// Whether a requirement is chosen.
    #[must_use]
    pub fn takes(&self, it: &Requirement) -> bool {
        (self.classes.is_empty() && self.requirements.is_empty())
            || self.classes.iter().any(|name| name == it.class.as_str())
            || self.requirements.iter().any(|id| id == it.id)
    }
}

/// A whole run.
#[derive(Debug, Clone)]
pub struct Run {
    /// Every requirement that was chosen, in the order of the document.
    pub findings: Vec<Finding>,
    /// When it began.
    pub started: SystemTime,
    /// How long it took.
    pub took: Duration,
    /// How many exchanges there were.
    pub exchanges: usize,
}

impl Run {
    /// How many requirements have this verdict.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.findings.iter().filter(|it| it.verdict == verdict).count()
    }
}

/// Tries what is chosen. `said` hears of every requirement whose checks have run.
pub fn run(bench: &Bench, choice: &Choice, mut said: impl FnMut(&Finding)) -> Run {
    let (started, clock) = (SystemTime::now(), Instant::now());
    let mut findings: Vec<Finding> =
        requirement::all().into_iter().filter(|it| choice.takes(it)).map(skipped).collect();
    let offered = |it: &Finding| bench.offers(&it.of.class);
    thread::scope(|scope| {
        // Checks that only wait do so while the others work.
        let wait = |it: &'static Requirement| scope.spawn(move || tried(bench, it));
        let waiting: Vec<_> =
            findings.iter().map(|it| (offered(it) && checks::is_slow(it.of)).then(|| wait(it.of))).collect();
        for finding in findings.iter_mut().filter(|it| !checks::is_slow(it.of) && !checks::is_last(it.of)) {
            try_one(bench, finding, &mut said);
        }
        for (finding, thread) in findings.iter_mut().zip(waiting) {
            let Some(thread) = thread else { continue };
            *finding = thread.join().unwrap_or_else(|_| died(finding.of));
            said(finding);
        }
        for finding in findings.iter_mut().filter(|it| checks::is_last(it.of)) {
            try_one(bench, finding, &mut said);
        }
    });
    for finding in findings.iter_mut().filter(|it| it.verdict != Verdict::Skipped) {
        judge(bench, finding);
    }
    Run { findings, started, took: clock.elapsed(), exchanges: bench.record().len() }
}

fn skipped(of: &'static Requirement) -> Finding {
    Finding { of, verdict: Verdict::Skipped, reasons: Vec::new(), took_ms: 0 }
}

fn try_one(bench: &Bench, finding: &mut Finding, said: &mut impl FnMut(&Finding)) {
    if bench.offers(&finding.of.class) {
        *finding = tried(bench, finding.of);
    }
    said(finding);
}

/// A check whose thread did not come back, which is the kit's own fault.
fn died(of: &'static Requirement) -> Finding {
    let mut finding = Finding { of, verdict: Verdict::Pass, reasons: Vec::new(), took_ms: 0 };
    note(&mut finding, "nothing", Err(Trouble::not_tried("the check died")));
    finding
}

/// Runs every check of one requirement.
fn tried(bench: &Bench, of: &'static Requirement) -> Finding {
    let clock = Instant::now();
    let mut finding = Finding { of, verdict: Verdict::Pass, reasons: Vec::new(), took_ms: 0 };
    let mine: Vec<&Check> = checks::all().filter(|it| it.of.id == of.id).collect();
    for check in &mine {
        note(&mut finding, check.tries, (check.run)(bench));
    }
    if mine.is_empty() && !judges::all().any(|it| it.of.id == of.id) {
        note(&mut finding, "nothing", Err(Trouble::not_tried("the kit has no check for it yet")));
    }
    finding.took_ms = u64::try_from(clock.elapsed().as_millis()).unwrap_or(u64::MAX);
    finding
}

/// Judges every exchange of the run by one requirement.
fn judge(bench: &Bench, finding: &mut Finding) {
    for judge in judges::all().filter(|it| it.of.id == finding.of.id) {
        let mut reasons: Vec<String> = Vec::new();
        for exchange in &bench.record().all() {
            if let Err(Trouble::Broken(why)) = (judge.judge)(bench, exchange)
                && !reasons.contains(&why)
            {
                reasons.push(why);
            }
        }
        let more = reasons.len().saturating_sub(MOST_REASONS);
        reasons.truncate(MOST_REASONS);
        if more > 0 {
            reasons.push(format!("and {more} more"));
        }
        for why in reasons {
            note(finding, judge.tries, Err(Trouble::Broken(why)));
        }
    }
}

fn note(finding: &mut Finding, tried: &'static str, outcome: Outcome) {
    let Err(trouble) = outcome else { return };
    let verdict = match (&trouble, finding.of.level) {
        (Trouble::Broken(_), Level::Must) => Verdict::Fail,
        _ => Verdict::Warn,
    };
    finding.verdict = finding.verdict.max(verdict);
    finding.reasons.push(Reason { tried, why: trouble.why().to_owned() });
}
