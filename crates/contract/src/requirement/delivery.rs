//! What the class `delivery` asks of a hall.

use crate::requirement::requirements;

requirements! { Delivery;
    DEL_001 = "DEL-001", Must: "The parcels of a case are shown to whoever sees the case, and to others the case is `not-found`.";
    DEL_002 = "DEL-002", Must: "A parcel that was sent has a tracking number.";
    DEL_003 = "DEL-003", Must: "The events of a parcel stand oldest first.";
    DEL_004 = "DEL-004", Must: "A parcel tells neither name nor address nor telephone number of who gets it.";
    DEL_005 = "DEL-005", Must: "A case whose result is not sent by courier has no parcel to the applicant.";
}
