//! What the class `drafts` asks of a hall.

use crate::requirement::requirements;

requirements! { Drafts;

}
