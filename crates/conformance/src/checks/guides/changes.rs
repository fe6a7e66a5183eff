//! What changed in the catalogue since a client last read it.

use contract::requirement::guides::{GUI_031, GUI_032, GUI_033, GUI_034};
use contract::{GuideChangeKind, GuideChanges, GuidePage, ProblemCode, Retry};

use super::{ADDRESS, catalogue};
use crate::bench::Bench;
use crate::check::Check;
use crate::paging::{encoded, pages};
use crate::trouble::{Outcome, Trouble, ensure};

pub(crate) const CHECKS: &[Check] = &[
    Check { of: &GUI_031, tries: "read `sync` of page after page", run: carried },
    Check { of: &GUI_032, tries: "ask what changed since the page just read", run: nothing },
    Check { of: &GUI_033, tries: "cursors that nobody gave", run: made_up },
    Check { of: &GUI_034, tries: "every change that the hall tells", run: told },
];

/// The first page of the catalogue.
fn first_page(bench: &Bench, limit: usize) -> Result<GuidePage, Trouble> {
    bench.anyone().get(&format!("{ADDRESS}?limit={limit}"))?.json()
}

/// What changed after `since`.
pub(in crate::checks) fn changes(bench: &Bench, since: &str) -> Result<GuideChanges, Trouble> {
    bench.anyone().get(&format!("{ADDRESS}/changes?since={}", encoded(since)))?.expect(200)?.json()
}

fn carried(bench: &Bench) -> Outcome {
    let mut first = None;
    for page in pages::<GuidePage>(&bench.anyone(), ADDRESS, 2).take(4) {
        let later = page?.sync;
        let first = first.get_or_insert_with(|| later.clone());
        ensure(*first == later, || {
            format!("`sync` is {first} on the first page and {later} on a later one")
        })?;
    }
    Ok(())
}

fn nothing(bench: &Bench) -> Outcome {
    let first = changes(bench, &first_page(bench, 1)?.sync)?;
    // A guide may really have been published in between; not twice.
    let second = changes(bench, &first.next)?;
    let quiet = |it: &GuideChanges| it.items.is_empty() && !it.more;
    ensure(quiet(&first) || quiet(&second), || format!("{} changes in a quiet moment", first.items.len()))
}

fn made_up(bench: &Bench) -> Outcome {
    for since in ["nobody-gave-this", "-1", "0", "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA", "..%2f.."] {
        let answer = bench.anyone().get(&format!("{ADDRESS}/changes?since={since}"))?;
        let problem = answer.problem(410, &"cursor-gone".to_owned().into())?;
        ensure(problem.retry == Retry::Never, || answer.broken("`retry: never`").to_string())?;
    }
    bench.anyone().get(&format!("{ADDRESS}/changes"))?.problem(400, &ProblemCode::Malformed).map(|_| ())
}

fn told(bench: &Bench) -> Outcome {
    let all = catalogue(bench)?;
    let mut since = first_page(bench, 1)?.sync;
    for _ in 0..10 {
        let page = changes(bench, &since)?;
        for it in &page.items {
            let current = all.iter().find(|guide| guide.matter == it.matter);
            let fits = match it.change {
                GuideChangeKind::Published => it.guide.is_some() && it.guide.as_ref() == current,
                GuideChangeKind::Withdrawn => it.guide.is_none() && current.is_none(),
                GuideChangeKind::Other(_) => true,
            };
            ensure(fits, || format!("{} {}: the catalogue says something else", it.matter, it.change))?;
        }
        if !page.more {
            return Ok(());
        }
        since = page.next;
    }
    Err(Trouble::broken("ten pages of changes, and still `more`"))
}
