//! What the class `on-behalf` asks of a hall.

use crate::requirement::requirements;

requirements! { OnBehalf;
    BEH_001 = "BEH-001", Must: "The list of mandates holds those under which the person acts, without `profile`; with `as=principal` those that the person gave.";
    BEH_002 = "BEH-002", Must: "One mandate says what the list says, with an `ETag` and 304.";
    BEH_003 = "BEH-003", Must: "A mandate of two others is 404 `not-found`.";
    BEH_004 = "BEH-004", Must: "`profile` is told to the agent, and only while the mandate is in force.";
    BEH_005 = "BEH-005", Must: "Acting under a mandate that is not the actor's, or does not exist, is refused with 403 `mandate-refused`.";
    BEH_006 = "BEH-006", Must: "Acting for another principal than the mandate's is refused with 403 `mandate-refused`.";
    BEH_007 = "BEH-007", Must: "Acting under a mandate that is not in force is refused with 403 `mandate-refused` and a `detail` that says why.";
    BEH_008 = "BEH-008", Must: "Acting in a matter that the mandate does not cover is refused with 403 `mandate-refused` and a `detail` that says why.";
    BEH_009 = "BEH-009", Must: "Lists of another principal want a mandate in force: 403 `mandate-refused`.";
    BEH_010 = "BEH-010", Must: "What is filed under a mandate says actor, principal and mandate wherever it is shown, and its principal sees it.";
    BEH_011 = "BEH-011", Must: "A signature given in person on the agent's device is the principal's: the statement names the principal and, in `by`, the agent.";
    BEH_012 = "BEH-012", Must: "Only its principal, or who speaks for the organisation, takes a mandate back: its agent is refused with 403 `not-allowed`, anybody else with 404 `not-found`.";
    BEH_013 = "BEH-013", Must: "Names of actor and principal that are not the registered ones are refused with 422 `invalid`.";
    BEH_014 = "BEH-014", Must: "A mandate that its principal puts answers 201, is `offered`, and stands in the lists of both sides.";
    BEH_015 = "BEH-015", Must: "The same mandate put again answers 200 and makes no second one; another one under its id is 409 `content-conflict`, another person's id 403 `not-allowed`.";
    BEH_016 = "BEH-016", Must: "A mandate that is offered covers nothing: acting under it is refused with 403 `mandate-refused`.";
    BEH_017 = "BEH-017", Must: "A mandate that its agent accepts is in force from `valid_from` on; accepting again is answered alike.";
    BEH_018 = "BEH-018", Must: "A mandate that its agent declines is `declined` and stays so: accepting it is refused with 409 `wrong-state`.";
    BEH_019 = "BEH-019", Must: "Only its agent answers an offer: its principal is refused with 403 `not-allowed`, anybody else with 404 `not-found`.";
    BEH_020 = "BEH-020", Must: "An agent whose name and mobile number do not both match one account is refused with 422 `invalid` at `/agent`, the same whichever is wrong.";
    BEH_021 = "BEH-021", Must: "Granting for a principal that one does not speak for is refused with 403 `not-allowed`.";
    BEH_022 = "BEH-022", Must: "A role, scope or term that cannot be is refused with 422 `invalid` that points at it.";
    BEH_023 = "BEH-023", Must: "An offer that its principal takes back cannot be accepted: 409 `wrong-state`.";
    BEH_024 = "BEH-024", Must: "After `lookup_misses_per_hour` agents that nobody knows, grants of that person are refused with 429 `too-many` and `Retry-After`.";
}
