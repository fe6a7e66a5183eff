//! What the class `appointments` asks of a hall.

use crate::requirement::requirements;

requirements! { Appointments;
    APP_001 = "APP-001", Must: "The venues are read without a session, and each says its hours and has at least one window.";
    APP_002 = "APP-002", Must: "Venues asked for by `matter` are some of all venues.";
    APP_003 = "APP-003", Must: "The slots of a day begin on that day, lie within the venue's hours, and come earliest first.";
    APP_004 = "APP-004", Must: "A slot that has begun by the hall's clock is not offered, nor any slot of a day that is past.";
    APP_005 = "APP-005", Must: "The slots of an unknown venue are 404 `not-found`, and those of a `date` that is none 400 `malformed`.";
    APP_006 = "APP-006", Must: "An appointment that is made is answered 201 with a number and the state `booked`, and takes one place of its slot.";
    APP_007 = "APP-007", Must: "The same appointment sent again is answered 200 with the same number and takes no second place.";
    APP_008 = "APP-008", Must: "Another appointment under the same id is refused with 409 `content-conflict` and both hashes.";
    APP_009 = "APP-009", Must: "A slot never holds more appointments than it has places, 64 that arrive at once included.";
    APP_010 = "APP-010", Must: "A slot without a place left is refused with 409 `slot-full`, to be tried again after an edit.";
    APP_011 = "APP-011", Must: "A slot that is unknown or has passed is refused with 422 `invalid` at `/slot`.";
    APP_012 = "APP-012", Must: "Cancelling gives the place back, and cancelling again changes nothing.";
    APP_013 = "APP-013", Must: "A cancelled appointment that is sent again stays cancelled.";
    APP_014 = "APP-014", Must: "Another person's appointment is 404 `not-found` when it is read or cancelled and 403 `not-allowed` when its id is written.";
    APP_015 = "APP-015", Must: "An appointment in which somebody else is said to act is refused with 403 `not-allowed`, one for another without a mandate with 403 `mandate-refused`.";
    APP_016 = "APP-016", Must: "The list of appointments holds the principal's, the one made last first, each once over its pages while others are added.";
    APP_017 = "APP-017", Must: "An appointment about a case that the caller does not see is refused with 422 `invalid` at `/case_id`.";
    APP_018 = "APP-018", Must: "Members of an appointment that the client may not write (number, state, venue) are ignored.";
}
