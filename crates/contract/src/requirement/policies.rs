//! What the class `policies` asks of a hall.

use crate::requirement::requirements;

requirements! { Policies;
    POL_001 = "POL-001", Must: "The list shows every policy once over all pages, whatever the size of a page, the one published last first.";
    POL_002 = "POL-002", Must: "With `audience` the list has every policy for this audience, and no other.";
    POL_003 = "POL-003", Must: "A policy answers at its own address with what the list shows of it, its text and its conditions.";
    POL_004 = "POL-004", Must: "A policy that does not exist is `not-found`.";
    POL_005 = "POL-005", Must: "A matter that a policy names is one the hall has a guide for.";
    POL_006 = "POL-006", Must: "List and policies are public and carry an `ETag`, and what the client has already is answered with 304.";
}
