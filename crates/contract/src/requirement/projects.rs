//! What the class `projects` asks of a hall.

use crate::requirement::requirements;

requirements! { Projects;

}
