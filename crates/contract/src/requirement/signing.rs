//! What the class `signing` asks of a hall.

use crate::requirement::requirements;

requirements! { Signing;

}
