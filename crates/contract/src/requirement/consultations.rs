//! What the class `consultations` asks of a hall.

use crate::requirement::requirements;

requirements! { Consultations;
    CON_001 = "CON-001", Must: "The first PUT of a consultation is answered 201 with a number and the state `asked`.";
    CON_002 = "CON-002", Must: "The same consultation sent again is answered 200 with the same number, however many arrive at once.";
    CON_003 = "CON-003", Must: "Another consultation under the same id is refused with 409 `content-conflict` and both hashes.";
    CON_004 = "CON-004", Must: "Another person's consultation is 404 `not-found` when it is read and 403 `not-allowed` when its id is written.";
    CON_005 = "CON-005", Must: "A subject or text that is empty or longer than the document allows is refused with 422 `invalid` at its place.";
    CON_006 = "CON-006", Must: "A consultation without `public` is refused: the hall does not guess whether others may read it.";
    CON_007 = "CON-007", Must: "A matter that the hall does not have is refused with 422 `invalid` at `/matter`.";
    CON_008 = "CON-008", Must: "The list of consultations holds the caller's own, newest first, each once over its pages while others are added.";
    CON_009 = "CON-009", Must: "The public consultations are read without a session, and every one of them is answered.";
    CON_010 = "CON-010", Must: "A public consultation carries no member that says who asked.";
    CON_011 = "CON-011", Must: "A consultation whose `public` is false is not among the public ones, answered or not.";
    CON_012 = "CON-012", Must: "Public consultations asked for by `matter` are about that matter.";
    CON_013 = "CON-013", Must: "Members of a consultation that the client may not write (number, state, answers) are ignored.";
    CON_014 = "CON-014", Should: "The hall answers a consultation, and it then says `answered` and carries the answer.";
}
