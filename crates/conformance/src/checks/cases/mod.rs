//! Checks of the class `cases`.

mod corrections;
mod events;
mod lists;
mod lookup;
mod withdrawal;

use contract::requirement::cases as of;
use contract::{Case, CaseSummary};

use crate::bench::Bench;
use crate::check::Check;
use crate::filing::send::Filed;
use crate::paging;
use crate::trouble::Trouble;
use crate::visitor::Visitor;

pub(crate) use corrections::Corrected;

/// The checks of this class.
pub(crate) const CHECKS: &[Check] = &[
    Check { of: &of::CAS_001, tries: "file and read the list", run: lists::listed },
    Check {
        of: &of::CAS_002,
        tries: "compare a case with what was filed and with the list",
        run: lists::whole,
    },
    Check { of: &of::CAS_003, tries: "read the events of the first person's cases", run: events::numbered },
    Check {
        of: &of::CAS_004,
        tries: "read the events before and after a withdrawal",
        run: events::append_only,
    },
    Check { of: &of::CAS_005, tries: "ask for the events after each one", run: events::after },
    Check { of: &of::CAS_006, tries: "ask again with `If-None-Match`, and after a change", run: lists::tags },
    Check { of: &of::CAS_007, tries: "turn pages while filing", run: lists::pages },
    Check { of: &of::CAS_008, tries: "withdraw a new case", run: withdrawal::withdrawn },
    Check { of: &of::CAS_009, tries: "withdraw again, and eight times at once", run: withdrawal::again },
    Check { of: &of::CAS_010, tries: "withdraw a case that does not offer it", run: withdrawal::not_offered },
    Check { of: &of::CAS_011, tries: "reach for another person's case", run: lists::others },
    Check { of: &of::CAS_012, tries: "withdraw in another person's name", run: withdrawal::other_actor },
    Check { of: &of::CAS_013, tries: "look for a text beside every name", run: events::texts },
    Check { of: &of::CAS_014, tries: "read a correction notice", run: corrections::told },
    Check { of: &of::CAS_015, tries: "answer a correction notice", run: corrections::answered },
    Check { of: &of::CAS_016, tries: "answer it again, alike and differently", run: corrections::again },
    Check {
        of: &of::CAS_017,
        tries: "look up the receipt before and after the answer",
        run: corrections::looked_up,
    },
    Check { of: &of::CAS_018, tries: "answer a notice that there is not", run: corrections::unknown },
    Check { of: &of::CAS_019, tries: "send a cursor that nobody gave", run: lists::bad_cursor },
    Check { of: &of::CAS_020, tries: "ask for events again with `If-None-Match`", run: lookup::polled },
    Check { of: &of::CAS_021, tries: "look a case up as a stranger", run: lookup::by_receipt },
    Check { of: &of::CAS_022, tries: "look a case up by its case number", run: lookup::by_case_number },
    Check { of: &of::CAS_023, tries: "read everything that a look-up tells", run: lookup::names_nobody },
    Check { of: &of::CAS_024, tries: "look up with a wrong tail, and a wrong number", run: lookup::alike },
    Check {
        of: &of::CAS_026,
        tries: "look up with what cannot be a number or a tail",
        run: lookup::what_cannot_be,
    },
    Check { of: &of::CAS_025, tries: "guess until the hall has enough", run: lookup::guesses_end },
];

/// A case as somebody sees it.
fn case(who: &Visitor, id: &contract::CaseId) -> Result<Case, Trouble> {
    who.get(&format!("/api/v1/cases/{id}"))?.expect(200)?.json()
}

/// The case of a filing as the first person sees it.
fn case_of(bench: &Bench, filed: &Filed) -> Result<Case, Trouble> {
    case(bench.first(), &filed.case_id)
}

/// Where somebody's own cases are.
const LIST: &str = "/api/v1/cases";

/// Everything in somebody's own list.
fn all(who: &Visitor) -> Result<Vec<CaseSummary>, Trouble> {
    paging::all(who, LIST, 200)
}
