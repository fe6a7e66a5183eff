//! What the class `intermediaries` asks of a hall.

use crate::requirement::requirements;

requirements! { Intermediaries;
    INT_001 = "INT-001", Must: "The list shows every entry once over all pages, whatever the size of a page.";
    INT_002 = "INT-002", Must: "With `service` the list has every entry that offers exactly this service, and no other.";
    INT_003 = "INT-003", Must: "An entry answers at its own address with what the list shows of it.";
    INT_004 = "INT-004", Must: "An entry that does not exist is `not-found`.";
    INT_005 = "INT-005", Must: "List and entries are public and carry an `ETag`, and what the client has already is answered with 304.";
}
