//! Checks of the class `filing`.

mod content;
mod parties;
mod precheck;
mod receipts;
mod replay;

use contract::requirement::filing as of;
use contract::{Class, FieldProblem, Problem, ProblemCode};

use crate::answer::Answer;
use crate::bench::Bench;
use crate::check::Check;
use crate::filing::send::finalize;
use crate::filing::{Draft, Wish};
use crate::paging;
use crate::trouble::{Outcome, Trouble, ensure};

/// The checks of this class.
pub(crate) const CHECKS: &[Check] = &[
    Check {
        of: &of::FIL_001,
        tries: "file and verify the receipt with the published keys",
        run: receipts::verifies,
    },
    Check {
        of: &of::FIL_002,
        tries: "compare the receipt with what was sent, with files where they can be sent",
        run: receipts::names,
    },
    Check { of: &of::FIL_003, tries: "read `Location` of a finalize", run: receipts::location },
    Check { of: &of::FIL_004, tries: "send a finalize again, byte for byte", run: replay::same },
    Check {
        of: &of::FIL_005,
        tries: "send it from another session and device, unsigned",
        run: replay::elsewhere,
    },
    Check {
        of: &of::FIL_006,
        tries: "send other content under an id that was accepted",
        run: replay::other_content,
    },
    Check { of: &of::FIL_007, tries: "declare the hash of something else", run: content::other_hash },
    Check {
        of: &of::FIL_008,
        tries: "send manifests that have no canonical form",
        run: content::not_canonical,
    },
    Check { of: &of::FIL_009, tries: "send one finalize 64 times at once", run: replay::at_once },
    Check { of: &of::FIL_010, tries: "send two contents under one id at once", run: replay::two_contents },
    Check { of: &of::FIL_011, tries: "look up an id that was just made up", run: receipts::unknown },
    Check { of: &of::FIL_012, tries: "look up a filing that was accepted", run: receipts::looked_up },
    Check {
        of: &of::FIL_013,
        tries: "look up and finalize another person's filing id",
        run: parties::others_id,
    },
    Check { of: &of::FIL_014, tries: "finalize before the file is uploaded", run: content::not_uploaded },
    Check {
        of: &of::FIL_015,
        tries: "name another digest, or length, than was uploaded",
        run: content::other_file,
    },
    Check { of: &of::FIL_016, tries: "leave out, mistype and invent an answer", run: content::answers },
    Check { of: &of::FIL_017, tries: "leave out and invent a scenario answer", run: content::scenario },
    Check { of: &of::FIL_018, tries: "name a guide version that there is not", run: content::version },
    Check { of: &of::FIL_019, tries: "name a matter that there is not", run: content::matter },
    Check { of: &of::FIL_020, tries: "say that somebody else acts", run: parties::other_actor },
    Check {
        of: &of::FIL_021,
        tries: "file for somebody else without a mandate",
        run: parties::other_principal,
    },
    Check { of: &of::FIL_022, tries: "choose a delivery that is not offered", run: content::delivery },
    Check { of: &of::FIL_023, tries: "promise on an unknown wording", run: content::promise },
    Check { of: &of::FIL_024, tries: "name another hall", run: content::other_hall },
    Check { of: &of::FIL_025, tries: "name a notice in a first filing", run: content::corrects },
    Check { of: &of::FIL_026, tries: "send it right after a refusal", run: replay::after_refusal },
    Check {
        of: &of::FIL_027,
        tries: "compare the running numbers of two receipts",
        run: receipts::running_number,
    },
    Check { of: &of::FIL_028, tries: "look for the person in the receipt", run: receipts::nothing_personal },
    Check { of: &of::FIL_029, tries: "compare `received_at` with `Date`", run: receipts::hall_time },
    Check { of: &of::FIL_030, tries: "look for the filing in a refusal", run: content::names_filing },
    Check { of: &of::FIL_031, tries: "pre-check, then upload, sign and file", run: precheck::nothing_wrong },
    Check { of: &of::FIL_032, tries: "pre-check what finalize refuses", run: precheck::same_places },
    Check {
        of: &of::FIL_033,
        tries: "pre-check, then file under that id as another person",
        run: precheck::keeps_nothing,
    },
    Check {
        of: &of::FIL_034,
        tries: "pre-check a retired version and another actor",
        run: precheck::refused_alike,
    },
];

/// What comes of a filing by the first person that is right but for what `spoil` does to it. Files are uploaded and
/// signatures made for what is sent, so that nothing else is wrong.
fn spoilt(
    bench: &Bench,
    wish: &Wish,
    spoil: impl FnOnce(&mut Draft) -> Outcome,
) -> Result<(Draft, Answer), Trouble> {
    let mut draft = bench.draft(bench.first(), wish)?;
    spoil(&mut draft)?;
    bench.upload(bench.first(), &draft)?;
    bench.sign(bench.first(), &mut draft)?;
    let answer = finalize(bench.first(), &draft)?;
    Ok((draft, answer))
}

/// The refusal is 422 `invalid` and points at `place` or into it.
fn invalid_at(answer: &Answer, place: &str) -> Outcome {
    let problem = answer.problem(422, &ProblemCode::Invalid)?;
    points_at(answer, &problem, place)
}

fn points_at(answer: &Answer, problem: &Problem, place: &str) -> Outcome {
    let inside = |it: &FieldProblem| {
        it.pointer.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    if problem.errors.iter().any(inside) {
        Ok(())
    } else {
        Err(answer.broken(&format!("an error at {place}")))
    }
}

/// How many cases of the first person came of a filing; nothing when the hall shows no cases.
fn one_case(bench: &Bench, draft: &Draft) -> Outcome {
    if !bench.offers(&Class::Cases) {
        return Ok(());
    }
    let all: Vec<contract::CaseSummary> = paging::all(bench.first(), "/api/v1/cases", 200)?;
    let made = all.iter().filter(|it| it.filing_id == draft.filing_id).count();
    ensure(made == 1, || format!("the list shows {made} cases of filing {}, not one", draft.filing_id))
}
