//! What the class `ratings` asks of a hall.

use crate::requirement::requirements;

requirements! { Ratings;

}
