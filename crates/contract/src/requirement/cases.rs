//! What the class `cases` asks of a hall.

use crate::requirement::requirements;

requirements! { Cases;

}
