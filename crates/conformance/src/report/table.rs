//! For people: class by class, requirement by requirement.

use std::fmt::Write as _;

use contract::requirement::Level;

use crate::run::Run;
use crate::verdict::{Finding, Verdict};

/// One requirement: its verdict, id and sentence, and every reason below it.
#[must_use]
pub fn row(finding: &Finding) -> String {
    let should = if finding.of.level == Level::Should { " (should)" } else { "" };
    let mut text =
        format!("  {:<8} {}{should}  {}\n", finding.verdict.as_str(), finding.of.id, finding.of.text);
    for reason in &finding.reasons {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "           tried: {}\n             {}", reason.tried, reason.why);
    }
    text
}

/// The whole run.
#[must_use]
pub fn table(run: &Run) -> String {
    let mut text = String::new();
    let mut class = "";
    for finding in &run.findings {
        if finding.of.class.as_str() != class {
            class = finding.of.class.as_str();
            let _ = writeln!(text, "{class}");
        }
        text.push_str(&row(finding));
    }
    text.push_str(&summary(run));
    text
}

/// The last line.
#[must_use]
pub fn summary(run: &Run) -> String {
    format!(
        "{} requirements: {} passed, {} failed, {} warned, {} skipped · {}.{} s\n",
        run.findings.len(),
        run.count(Verdict::Pass),
        run.count(Verdict::Fail),
        run.count(Verdict::Warn),
        run.count(Verdict::Skipped),
        run.took.as_secs(),
        run.took.subsec_millis() / 100,
    )
}
