//! The whole kit on the reference hall: everything it declares holds.

mod support;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use conformance::report::table;
use conformance::{Bench, Choice, Options, Run, Verdict, run};

#[test]
fn the_reference_hall_conforms() {
    let bench = Bench::open(&Options::at(&support::hall(|_| {}))).unwrap();
    let ran = run(&bench, &Choice::default(), |_| {});
    for finding in ran.findings.iter().filter(|it| it.verdict >= Verdict::Warn) {
        eprint!("{}", table::row(finding));
    }
    let checks: u64 = ran.findings.iter().map(|it| it.took_ms).sum();
    eprintln!("{checks} ms in checks, the rest in judging what was recorded");
    tell(&bench, &ran);
    let never = unanswered(&bench, |_| true);
    assert!(never.is_empty(), "operations that no check sends: {never:?}");
    assert_eq!(ran.count(Verdict::Fail), 0, "the reference hall breaks a requirement");
    assert!(ran.count(Verdict::Pass) > 0, "nothing was tried");
}

#[test]
fn a_hall_that_tells_few_regions_at_once_conforms() {
    let hall = support::hall(|it| it.limits.regions_at_once = Some(4));
    let requirements = ["COR-053", "COR-054", "COR-059", "COR-060", "COR-061", "COR-062", "COR-063"];
    let requirements = requirements.map(str::to_owned).to_vec();
    let choice = Choice { requirements, ..Choice::default() };
    let ran = run(&Bench::open(&Options::at(&hall)).unwrap(), &choice, |_| {});
    let passed = ran.count(Verdict::Pass);
    let why: Vec<_> = ran.findings.iter().map(|it| (it.of.id, it.verdict, &it.reasons)).collect();
    assert_eq!(passed, 7, "{why:#?}");
}

/// What the log of a build should say: the number of requirements, the time, and where it went.
fn tell(bench: &Bench, ran: &Run) {
    let mut slow: Vec<_> = ran.findings.iter().collect();
    slow.sort_by_key(|it| Reverse(it.took_ms));
    let slow: Vec<_> = slow.iter().take(8).map(|it| format!("{} {} ms", it.of.id, it.took_ms)).collect();
    eprintln!("{} exchanges; slowest: {}", ran.exchanges, slow.join(", "));
    let refused = unanswered(bench, |status| status < 400);
    eprintln!("operations that never succeeded: {}", refused.join(" "));
    eprint!("{}", table::summary(ran));
}

/// Operations of the document without an answer of a wanted status.
fn unanswered(bench: &Bench, wanted: impl Fn(u16) -> bool) -> Vec<&'static str> {
    let record = bench.record().all();
    let answers = record.iter().map(|it| &it.answer).filter(|it| wanted(it.status));
    let seen: BTreeSet<&str> =
        answers.filter_map(|it| bench.contract().operation(&it.method, &it.path)).map(|it| it.id).collect();
    bench.contract().operations().iter().map(|it| it.id).filter(|it| !seen.contains(it)).collect()
}
