//! For build servers: JUnit XML, a suite for each class, a case for each requirement.

use std::fmt::Write as _;

use crate::run::Run;
use crate::verdict::{Finding, Verdict};

/// The run as a document.
#[must_use]
pub fn xml(run: &Run) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let (all, failed) = (run.findings.len(), run.count(Verdict::Fail));
    // Writing to a string cannot fail.
    let _ = writeln!(text, "<testsuites name=\"hall-conformance\" tests=\"{all}\" failures=\"{failed}\">");
    for suite in run.findings.chunk_by(|one, other| one.of.class == other.of.class) {
        let class = suite.first().map_or("", |it| it.of.class.as_str());
        let failed = suite.iter().filter(|it| it.verdict == Verdict::Fail).count();
        let skipped = suite.iter().filter(|it| it.verdict == Verdict::Skipped).count();
        let _ = writeln!(
            text,
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failed}\" skipped=\"{skipped}\">",
            escaped(class),
            suite.len()
        );
        for it in suite {
            text.push_str(&case(it));
        }
        text.push_str("  </testsuite>\n");
    }
    text.push_str("</testsuites>\n");
    text
}

fn case(it: &Finding) -> String {
    let name = escaped(&format!("{} {}", it.of.id, it.of.text));
    let class = escaped(it.of.class.as_str());
    let seconds = format!("{}.{:03}", it.took_ms / 1000, it.took_ms % 1000);
    let open = format!("    <testcase classname=\"{class}\" name=\"{name}\" time=\"{seconds}\"");
    let lines: Vec<String> = it.reasons.iter().map(|it| format!("{}: {}", it.tried, it.why)).collect();
    let why = escaped(&lines.join("\n"));
    match it.verdict {
        Verdict::Pass => format!("{open}/>\n"),
        Verdict::Skipped => {
            format!("{open}><skipped message=\"the hall does not declare the class\"/></testcase>\n")
        }
        Verdict::Warn => format!("{open}><system-out>{why}</system-out></testcase>\n"),
        Verdict::Fail => format!("{open}><failure message=\"{}\">{why}</failure></testcase>\n", it.of.id),
    }
}

/// Text as XML may hold it: control characters have no place in XML 1.0.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(it),
            it if it.is_control() || it == '\u{fffe}' || it == '\u{ffff}' => out.push('\u{fffd}'),
            it => out.push(it),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_a_hall_says_leaves_its_place() {
        assert_eq!(escaped("a<b>&\"c\"\u{1}\n"), "a&lt;b&gt;&amp;&quot;c&quot;\u{fffd}\n");
    }
}
