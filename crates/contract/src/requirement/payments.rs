//! What the class `payments` asks of a hall.

use crate::requirement::requirements;

requirements! { Payments;

}
