//! What the class `core` asks of a hall.

use crate::requirement::requirements;

requirements! { Core;
    COR_001 = "COR-001", Must: "`GET /.well-known/hall` answers 200 with a Discovery in `application/json`, to anybody.";
}
