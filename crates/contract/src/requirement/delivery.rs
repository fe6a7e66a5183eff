//! What the class `delivery` asks of a hall.

use crate::requirement::requirements;

requirements! { Delivery;

}
