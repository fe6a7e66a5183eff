//! What the class `ratings` asks of a hall: 好差评, complaints and urging.

use crate::requirement::requirements;

requirements! { Ratings;
    RAT_001 = "RAT-001", Must: "A case's service events are what was done for its applicant, the latest first, each with department and last moment to rate it.";
    RAT_002 = "RAT-002", Must: "The service events of a case that the caller does not see are 404 `not-found`, as for a case that does not exist.";
    RAT_003 = "RAT-003", Must: "The first rating of a service is answered 201 with the rating, and the service event then says that it is rated.";
    RAT_004 = "RAT-004", Must: "The same rating sent again is answered 200 with the same rating, however many arrive at once.";
    RAT_005 = "RAT-005", Must: "Another rating of a service that is rated is refused with 409 `content-conflict` and both hashes.";
    RAT_006 = "RAT-006", Must: "A rating without `stars` is refused with 422 `invalid` at `/stars`: nothing is chosen for people.";
    RAT_007 = "RAT-007", Must: "A rating without `reasons` or `anonymous` is refused with 422 `invalid`, and every place that is missing is named.";
    RAT_008 = "RAT-008", Must: "Stars outside of 1 to 5 are refused with 422 `invalid` at `/stars`.";
    RAT_009 = "RAT-009", Must: "A reason or a text of a rating that is longer than the document allows is refused with 422 `invalid` at its place.";
    RAT_010 = "RAT-010", Must: "A service of a case that the caller does not see is 404 `not-found` for rating it and for reading its rating.";
    RAT_011 = "RAT-011", Must: "A rating of one or two stars has a follow-up with the date until which the hall answers, and any other has none.";
    RAT_012 = "RAT-012", Should: "The hall answers a bad rating, and the follow-up then says `answered` and carries the reply.";
    RAT_013 = "RAT-013", Must: "The first PUT of a complaint is answered 201 with a number and the state `received`.";
    RAT_014 = "RAT-014", Must: "The same complaint sent again is answered 200 with the same number, however many arrive at once.";
    RAT_015 = "RAT-015", Must: "Another complaint under the same id is refused with 409 `content-conflict` and both hashes.";
    RAT_016 = "RAT-016", Must: "Another person's complaint is 404 `not-found` when it is read and 403 `not-allowed` when its id is written.";
    RAT_017 = "RAT-017", Must: "Urging without a case, or with one that the caller does not see, is refused with 422 `invalid` at `/case_id`.";
    RAT_018 = "RAT-018", Must: "A complaint whose text is empty or longer than the document allows is refused with 422 `invalid` at `/text`.";
    RAT_019 = "RAT-019", Must: "The list of complaints holds the caller's own, newest first, each once over its pages while others are added.";
    RAT_020 = "RAT-020", Must: "Members of a complaint that the client may not write (number, state, answers) are ignored.";
    RAT_021 = "RAT-021", Should: "The hall answers a complaint, and it then says `answered` and carries the answer.";
}
