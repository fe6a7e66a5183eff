//! The kit finds what is wrong: a reference hall is broken in one way at a time, and each time the requirement that
//! was broken has to be among those that fail.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

mod cases;
mod core;
mod cursors;
mod filing;
mod lab;
mod later;
mod shared;
mod signing;
mod snapshots;
mod uploads;

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use conformance::{Bench, Choice, Options, Run, Verdict, run};
use contract::requirement;
use lab::Play;

/// One way to break a hall.
pub(crate) struct Mutant {
    /// Its name.
    pub(crate) name: &'static str,
    /// What is wrong with it.
    pub(crate) breaks: &'static str,
    /// The requirement that has to fail.
    pub(crate) expects: &'static str,
    /// Classes to run, as the kit is asked for on its command line; only the requirement itself when empty.
    pub(crate) classes: &'static [&'static str],
    /// How it is broken.
    pub(crate) play: Play,
}

fn all() -> Vec<&'static Mutant> {
    let tables = [
        core::MUTANTS,
        filing::MUTANTS,
        uploads::MUTANTS,
        cases::MUTANTS,
        signing::MUTANTS,
        shared::MUTANTS,
        later::MUTANTS,
        snapshots::MUTANTS,
    ];
    tables.into_iter().flatten().collect()
}

fn kit(play: Play, choice: &Choice) -> Run {
    let hall = lab::hall(play);
    let options = Options {
        url: hall.url.clone(),
        persons: Vec::new(),
        cookies: Vec::new(),
        patience: Duration::from_secs(10),
    };
    run(&Bench::open(&options).unwrap(), choice, |_| {})
}

fn failed(run: &Run) -> Vec<&'static str> {
    run.findings.iter().filter(|it| it.verdict == Verdict::Fail).map(|it| it.of.id).collect()
}

/// How many halls run side by side.
const SIDE_BY_SIDE: usize = 3;

#[test]
fn the_kit_fails_every_mutant_and_names_what_it_breaks() {
    let (mutants, next, rows) = (all(), AtomicUsize::new(0), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..SIDE_BY_SIDE {
            scope.spawn(|| {
                while let Some(mutant) = mutants.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let since = Instant::now();
                    let row = (mutant.name, judged(mutant), since.elapsed());
                    rows.lock().unwrap().push(row);
                }
            });
        }
    });
    let mut rows = rows.into_inner().unwrap();
    rows.sort_by_key(|it| mutants.iter().position(|mutant| mutant.name == it.0));
    let mut escaped = Vec::new();
    for ((name, found, took), mutant) in rows.iter().zip(&mutants) {
        let caught = found.contains(&mutant.expects);
        let mark = if caught { "caught " } else { "ESCAPED" };
        let others: Vec<_> = found.iter().filter(|it| **it != mutant.expects).copied().collect();
        let ms = took.as_millis();
        eprintln!(
            "{mark} {:8} {name:34} {:62} {ms:5} ms  {}",
            mutant.expects,
            mutant.breaks,
            others.join(" ")
        );
        if !caught {
            escaped.push(*name);
        }
    }
    eprintln!("{} mutants, {} caught", rows.len(), rows.len() - escaped.len());
    assert!(escaped.is_empty(), "the kit does not see {escaped:?}");
}

fn judged(mutant: &Mutant) -> Vec<&'static str> {
    let mut choice = Choice { requirements: vec![mutant.expects.to_owned()], ..Choice::default() };
    choice.classes = mutant.classes.iter().map(|it| (*it).to_owned()).collect();
    failed(&kit(mutant.play, &choice))
}

/// Otherwise a mutant could be caught for what the layer does to every hall.
#[test]
fn the_layer_itself_breaks_nothing() {
    let requirements = all().iter().map(|it| it.expects.to_owned()).collect();
    let run = kit(Play::Nothing, &Choice { requirements, ..Choice::default() });
    let why = |run: &Run| {
        let failed = run.findings.iter().filter(|it| it.verdict == Verdict::Fail);
        failed.map(|it| format!("{}: {:?}", it.of.id, it.reasons)).collect::<Vec<_>>()
    };
    assert_eq!(failed(&run), Vec::<&str>::new(), "{:#?}", why(&run));
}

#[test]
fn mutants_are_named_once_and_expect_requirements_that_there_are() {
    let known: BTreeSet<_> = requirement::all().iter().map(|it| it.id).collect();
    let mut names = BTreeSet::new();
    for mutant in all() {
        assert!(names.insert(mutant.name), "{} is there twice", mutant.name);
        assert!(known.contains(mutant.expects), "{} expects {}", mutant.name, mutant.expects);
    }
    assert!(names.len() >= 24, "{} mutants", names.len());
}
