//! What the class `cases` asks of a hall.

use crate::requirement::requirements;

requirements! { Cases;
    CAS_001 = "CAS-001", Must: "A filing that was accepted stands first in the list of its principal, with its receipt number and who acts for whom.";
    CAS_002 = "CAS-002", Must: "A case holds what was filed and the receipt, byte for byte, and says what the list says.";
    CAS_003 = "CAS-003", Must: "Events are numbered from 1 without gaps, oldest first, begin with `received`, and their times never run backwards.";
    CAS_004 = "CAS-004", Must: "Events are append-only: what was told once is told the same after more has happened.";
    CAS_005 = "CAS-005", Must: "`GET …/events?after=N` answers exactly the events with a greater `seq`.";
    CAS_006 = "CAS-006", Must: "A case and the list of cases have an `ETag`; `If-None-Match` answers 304 while nothing changed, and 200 when something did.";
    CAS_007 = "CAS-007", Must: "Paging shows every case once, at most `limit` to a page, also while new cases are filed in between.";
    CAS_008 = "CAS-008", Must: "A case that offers `withdraw` can be withdrawn: 200, the state `withdrawn`, one more event.";
    CAS_009 = "CAS-009", Must: "Withdrawing again is answered alike and adds no event, also when several are sent at once.";
    CAS_010 = "CAS-010", Must: "A case that does not offer `withdraw` refuses it with 409 `wrong-state`.";
    CAS_011 = "CAS-011", Must: "Another person's case is 404 `not-found` by every operation and in nobody else's list.";
    CAS_012 = "CAS-012", Must: "Withdrawing in somebody else's name is refused with 403 `not-allowed`.";
    CAS_013 = "CAS-013", Must: "States, events and notices carry the hall's text beside the name.";
    CAS_014 = "CAS-014", Must: "A correction notice has a number, a due date and everything that is asked; the case then offers `correct` and says `action_due`.";
    CAS_015 = "CAS-015", Must: "The answer to a notice gets 201 with a receipt; the case keeps its id, the notice is `answered`, and there is an event.";
    CAS_016 = "CAS-016", Must: "The same answer again gets the same receipt, byte for byte; another one is refused with 409 `content-conflict`.";
    CAS_017 = "CAS-017", Must: "The receipt of an answer is looked up like that of a filing: `unknown` before, `accepted` with the same receipt after.";
    CAS_018 = "CAS-018", Must: "A notice that the case does not have is 404 `not-found`.";
    CAS_019 = "CAS-019", Must: "A cursor that the hall never gave is refused with 400 `malformed`.";
    CAS_020 = "CAS-020", Must: "A page of events of a case has an `ETag`; `If-None-Match` answers 304 while nothing happened, and 200 when something did.";
    CAS_021 = "CAS-021", Must: "A case is looked up without signing in and without a cookie by its receipt number and the last six characters of the applicant's number.";
    CAS_022 = "CAS-022", Must: "A case that has a case number is looked up by it, too.";
    CAS_023 = "CAS-023", Must: "A look-up names nobody: the applicant is masked, events say neither who nor why, and nothing that was filed is told.";
    CAS_024 = "CAS-024", Must: "An unknown number and a wrong tail are refused alike: 404 `not-found`, with the same body.";
    CAS_025 = "CAS-025", Must: "After `lookup_misses_per_hour` misses for one number, and from one address, look-ups are refused with 429 `too-many` and `Retry-After`, right ones too.";
    CAS_026 = "CAS-026", Must: "A look-up with a number or a tail that cannot be one is refused with 422 `invalid` that points at it.";
}
