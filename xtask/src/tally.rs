//! Counting what passed and failed over runners that each report in their own way.

/// A count of checks.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
}

impl Tally {
    /// One check that holds.
    pub(crate) const PASS: Self = Self { passed: 1, failed: 0 };
    /// One check that does not.
    pub(crate) const FAIL: Self = Self { passed: 0, failed: 1 };

    /// Adds what one line of a runner's output reports, if it reports anything.
    pub(crate) fn read(&mut self, line: &str) {
        let found = cargo(line).or_else(|| node(line)).or_else(|| plain(line)).unwrap_or_default();
        *self += found;
    }

    /// The count of a runner that has ended. A runner that failed without naming a failed test (it did
    /// not compile, it crashed), or that ran nothing, is itself one failure.
    #[must_use]
    pub(crate) fn settled(self, success: bool) -> Self {
        if (success && self.passed > 0) || self.failed > 0 { self } else { Self { failed: 1, ..self } }
    }
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// `test result: ok. 5 passed; 0 failed; 1 ignored; …`
fn cargo(line: &str) -> Option<Tally> {
    let (_, counts) = line.trim().strip_prefix("test result: ")?.split_once(". ")?;
    let count = |word: &str| {
        let part = counts.split(';').find_map(|it| it.trim().strip_suffix(word))?;
        part.trim().parse().ok()
    };
    Some(Tally { passed: count("passed")?, failed: count("failed")? })
}

/// `ℹ pass 3` and `ℹ fail 0` of the spec reporter, `# pass 3` and `# fail 0` of TAP; each on its own line.
/// A cancelled test (its time was up, its parent failed) counts as failed.
fn node(line: &str) -> Option<Tally> {
    let line = line.trim();
    let report = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# "))?;
    let (word, count) = report.split_once(' ')?;
    let count = count.parse().ok()?;
    match word {
        "pass" => Some(Tally { passed: count, failed: 0 }),
        "fail" | "cancelled" => Some(Tally { passed: 0, failed: count }),
        _ => None,
    }
}

/// `schemathesis: 44 passed, 0 failed`: one word with a colon before it.
fn plain(line: &str) -> Option<Tally> {
    let (word, counts) = line.trim().split_once(": ")?;
    let (passed, failed) = counts.strip_suffix(" failed")?.split_once(" passed, ")?;
    let named = !word.is_empty() && !word.contains(' ');
    named.then_some(Tally { passed: passed.parse().ok()?, failed: failed.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_each_runner_are_counted() {
        let table = [
            (
                "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s",
                (5, 0),
            ),
            ("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out", (3, 2)),
            ("ℹ pass 12", (12, 0)),
            ("ℹ fail 1", (0, 1)),
            ("# pass 7", (7, 0)),
            ("# cancelled 2", (0, 2)),
            ("ℹ tests 13", (0, 0)),
            ("test a_case ... ok", (0, 0)),
            ("# pass rates are shown", (0, 0)),
            ("schemathesis: 44 passed, 2 failed", (44, 2)),
            ("schemathesis: 3104 cases on 44 operations, 2 findings", (0, 0)),
            ("a test of: 4 passed, 2 failed", (0, 0)),
        ];
        for (line, (passed, failed)) in table {
            let mut tally = Tally::default();
            tally.read(line);
            assert_eq!(tally, Tally { passed, failed }, "{line}");
        }
    }

    #[test]
    fn a_runner_that_dies_or_runs_nothing_is_a_failure() {
        let table = [
            (Tally { passed: 4, failed: 0 }, true, Tally { passed: 4, failed: 0 }),
            (Tally { passed: 4, failed: 2 }, false, Tally { passed: 4, failed: 2 }),
            (Tally { passed: 4, failed: 0 }, false, Tally { passed: 4, failed: 1 }),
            (Tally { passed: 0, failed: 0 }, true, Tally { passed: 0, failed: 1 }),
        ];
        for (counted, success, settled) in table {
            assert_eq!(counted.settled(success), settled, "{counted} {success}");
        }
    }

    #[test]
    fn the_last_line_is_exact() {
        assert_eq!(Tally { passed: 12, failed: 0 }.to_string(), "12 passed, 0 failed");
    }
}
