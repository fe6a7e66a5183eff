//! What the class `events` asks of a hall.

use crate::requirement::requirements;

requirements! { Events;

}
