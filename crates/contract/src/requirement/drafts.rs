//! What the class `drafts` asks of a hall.

use crate::requirement::requirements;

requirements! { Drafts;
    DRA_001 = "DRA-001", Must: "`PUT` with `If-None-Match: *` begins a shared draft: 201 with an `ETag` and what was sent, and its writer holds the pen.";
    DRA_002 = "DRA-002", Must: "A `PUT` or `DELETE` that names no version is refused with 428 `precondition-required`.";
    DRA_003 = "DRA-003", Must: "`If-None-Match: *` on a draft that exists is refused with 412 `stale`.";
    DRA_004 = "DRA-004", Must: "`If-Match` with an older version is refused with 412 `stale`, and nothing is written.";
    DRA_005 = "DRA-005", Must: "Of two writers with the same version at once exactly one is let through; the other is told 412 `stale`.";
    DRA_006 = "DRA-006", Must: "Reading a draft answers 200 with the `ETag` of what is written, which the pen does not change.";
    DRA_007 = "DRA-007", Must: "A write from a device that does not hold the pen is refused with 423 `draft-held` that says how long to wait.";
    DRA_008 = "DRA-008", Must: "One's own pen can be moved to another device, which then writes.";
    DRA_009 = "DRA-009", Must: "Laying the pen down answers 204, also when it lies free, and the draft then has no holder.";
    DRA_010 = "DRA-010", Must: "The matter of a draft never changes: 422 `invalid` at `/matter`.";
    DRA_011 = "DRA-011", Must: "A file that is not uploaded is refused in a draft with 422 `attachment-missing`.";
    DRA_012 = "DRA-012", Must: "Who has no mandate for the organisation is told 404 of its draft and 403 `mandate-refused` of its list, and cannot write.";
    DRA_013 = "DRA-013", Must: "A draft stands first in the list of its organisation after it was written.";
    DRA_014 = "DRA-014", Must: "Removing a draft wants its current version and answers 204; afterwards it is 404.";
    DRA_015 = "DRA-015", Must: "Finalizing a filing removes its draft, which cannot be begun again: 409 `wrong-state`.";
}
