//! The whole kit on the tiny hall: a stranger's hall in another language conforms to what it declares.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use conformance::report::table;
use conformance::{Bench, Choice, Options, Verdict, run};

/// The tiny hall in a process and a folder of its own, until the test ends.
struct TinyHall {
    child: Child,
    url: String,
    _folder: tempfile::TempDir,
}

impl TinyHall {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/tiny-hall/hall.mjs");
        let mut command = Command::new("node");
        command.arg(script).args(["--port", "0", "--data"]).arg(folder.path());
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = line.trim().strip_prefix("ready ").unwrap().to_owned();
        Self { child, url, _folder: folder }
    }
}

impl Drop for TinyHall {
    fn drop(&mut self) {
        // Already gone is gone, too.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_tiny_hall_conforms() {
    let hall = TinyHall::start();
    let ran = run(&Bench::open(&Options::at(&hall.url)).unwrap(), &Choice::default(), |_| {});
    for finding in ran.findings.iter().filter(|it| it.verdict >= Verdict::Warn) {
        eprint!("{}", table::row(finding));
    }
    eprint!("{}", table::summary(&ran));
    assert_eq!(ran.count(Verdict::Fail), 0, "the tiny hall breaks a requirement");
    assert!(ran.count(Verdict::Pass) > 100, "hardly anything was tried");
}
