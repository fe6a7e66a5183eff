//! Against an earlier run: what was put right, what was broken, what is new.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;

use crate::run::Run;
use crate::verdict::Verdict;

/// The verdicts of an earlier run, read from its JSON report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline(BTreeMap<String, String>);

/// What changed since.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Delta {
    /// Failed then, do not fail now.
    pub fixed: Vec<&'static str>,
    /// Did not fail then, fail now.
    pub broken: Vec<&'static str>,
    /// Were not there then.
    pub new: Vec<&'static str>,
}

impl Baseline {
    /// Reads a report of `--json`.
    ///
    /// # Errors
    ///
    /// When it is none.
    pub fn read(text: &str) -> Result<Self, String> {
        let report: Value = serde_json::from_str(text).map_err(|it| it.to_string())?;
        let rows = report["requirements"].as_array().ok_or("no member `requirements`")?;
        let pairs = rows
            .iter()
            .filter_map(|it| Some((it["id"].as_str()?.to_owned(), it["verdict"].as_str()?.to_owned())));
        Ok(Self(pairs.collect()))
    }

    /// What changed from then to `run`.
    #[must_use]
    pub fn delta(&self, run: &Run) -> Delta {
        let mut delta = Delta::default();
        for it in &run.findings {
            let fails = it.verdict == Verdict::Fail;
            match self.0.get(it.of.id).map(String::as_str) {
                None => delta.new.push(it.of.id),
                Some("fail") if !fails => delta.fixed.push(it.of.id),
                Some(then) if then != "fail" && fails => delta.broken.push(it.of.id),
                Some(_) => {}
            }
        }
        delta
    }
}

impl Delta {
    /// Three lines for people; a list that is empty is left out.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (word, ids) in [("fixed", &self.fixed), ("broken", &self.broken), ("new", &self.new)] {
            if !ids.is_empty() {
                // Writing to a string cannot fail.
                let _ = writeln!(text, "{word} since the baseline: {}", ids.join(" "));
            }
        }
        text
    }
}
