//! What the class `licences` asks of a hall.

use crate::requirement::requirements;

requirements! { Licences;

}
