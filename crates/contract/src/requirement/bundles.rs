//! What the class `bundles` asks of a hall.

use crate::requirement::requirements;

requirements! { Bundles;

}
