//! What the class `appointments` asks of a hall.

use crate::requirement::requirements;

requirements! { Appointments;

}
