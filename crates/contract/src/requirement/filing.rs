//! What the class `filing` asks of a hall.

use crate::requirement::requirements;

requirements! { Filing;
    FIL_001 = "FIL-001", Must: "Finalizing a filing answers 201 with a receipt (`application/vnd.hall.receipt+jwt`) that verifies with a key of discovery.";
}
