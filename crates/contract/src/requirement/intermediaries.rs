//! What the class `intermediaries` asks of a hall.

use crate::requirement::requirements;

requirements! { Intermediaries;

}
