//! What the class `bundles` asks of a hall.

use crate::requirement::requirements;

requirements! { Bundles;
    BUN_001 = "BUN-001", Must: "Every part of a guide names a matter that the hall has a guide for, by that guide's title and department.";
    BUN_002 = "BUN-002", Must: "A part names only materials of its bundle's guide, and every material of a bundle's guide belongs to a part.";
    BUN_003 = "BUN-003", Must: "`parts` in a guide's summary is the number of parts of the guide, and is absent when it has none.";
    BUN_004 = "BUN-004", Must: "The list of bundles has every current guide with parts, and no other.";
    BUN_005 = "BUN-005", Must: "One finalize of a bundle gives one receipt and one case, and with it, at once, a case for each part whose condition holds over the scenario answers and for no other.";
    BUN_006 = "BUN-006", Must: "A list of cases shows a bundle's case and none of the cases of its parts.";
    BUN_007 = "BUN-007", Must: "The case of a part answers at its own address and names its bundle's case in `bundle`.";
    BUN_008 = "BUN-008", Must: "The case of a part has the filing id, the receipt and the manifest of its bundle.";
    BUN_009 = "BUN-009", Must: "What a bundle's case says of a part is what the case of that part says of itself.";
    BUN_010 = "BUN-010", Must: "The state of a bundle's case follows from the states of its parts by the table of this document; one that its applicant withdrew stays `withdrawn`.";
    BUN_011 = "BUN-011", Must: "Withdrawing the case of one part is refused with `wrong-state`.";
    BUN_012 = "BUN-012", Must: "Withdrawing a bundle's case withdraws every part that is not decided.";
    BUN_013 = "BUN-013", Must: "The case of a part of somebody else's bundle is `not-found`.";
}
