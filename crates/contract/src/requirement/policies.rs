//! What the class `policies` asks of a hall.

use crate::requirement::requirements;

requirements! { Policies;

}
