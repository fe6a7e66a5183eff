//! What the class `projects` asks of a hall.

use crate::requirement::requirements;

requirements! { Projects;
    PRJ_001 = "PRJ-001", Must: "Who has a mandate for an organisation sees the list of its projects, each of them the organisation's.";
    PRJ_002 = "PRJ-002", Must: "Without a mandate in force the list is refused with 403 `mandate-refused`, and without a principal with 400 `malformed`.";
    PRJ_003 = "PRJ-003", Must: "One project says what the list says, with an `ETag` and 304.";
    PRJ_004 = "PRJ-004", Must: "The counts of a project are those of its stages: `total` matters are needed, `done` is not more, and a matter's case is of this project.";
    PRJ_005 = "PRJ-005", Must: "A project of an organisation that one has no mandate for is 404 `not-found`, as is one that does not exist.";
    PRJ_006 = "PRJ-006", Must: "Stages carry the hall's text beside the name of their state.";
    PRJ_007 = "PRJ-007", Must: "A filing for a project that is not the principal's is refused with 422 `invalid` at `/manifest/project`.";
}
