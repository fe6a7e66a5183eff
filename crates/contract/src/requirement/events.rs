//! What the class `events` asks of a hall.

use crate::requirement::requirements;

requirements! { Events;
    EVT_001 = "EVT-001", Must: "`GET /api/v1/events` answers a person who is signed in with 200 and `text/event-stream`.";
    EVT_002 = "EVT-002", Must: "A stream says `retry` and an `id` at once, before anything happens.";
    EVT_003 = "EVT-003", Must: "What happens to a case arrives with its principal as `event: case`: an `id`, and a CaseNews that says what the events of the case say.";
    EVT_004 = "EVT-004", Must: "With `Last-Event-ID` exactly what happened after that event arrives, oldest first.";
    EVT_005 = "EVT-005", Must: "A `Last-Event-ID` that the hall never gave gets one `event: reset` before anything else, and the stream goes on.";
    EVT_006 = "EVT-006", Must: "Nobody is told of a case that they may not see.";
    EVT_007 = "EVT-007", Must: "Something arrives at least every 15 seconds, a comment when nothing happens.";
    EVT_008 = "EVT-008", Must: "A stream ends when its session ends.";
}
