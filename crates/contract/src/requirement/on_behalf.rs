//! What the class `on-behalf` asks of a hall.

use crate::requirement::requirements;

requirements! { OnBehalf;

}
