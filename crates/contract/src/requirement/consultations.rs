//! What the class `consultations` asks of a hall.

use crate::requirement::requirements;

requirements! { Consultations;

}
