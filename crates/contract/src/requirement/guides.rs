//! What the class `guides` asks of a hall.

use crate::requirement::requirements;

requirements! { Guides;

}
