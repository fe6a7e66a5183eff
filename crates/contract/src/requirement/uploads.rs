//! What the class `uploads` asks of a hall.

use crate::requirement::requirements;

requirements! { Uploads;

}
