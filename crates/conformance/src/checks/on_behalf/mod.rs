//! Checks of the class `on-behalf`.

mod acting;
mod granted;
mod told;

use contract::requirement::on_behalf as of;

use crate::check::Check;

/// The checks of this class.
pub(crate) const CHECKS: &[Check] = &[
    Check {
        of: &of::BEH_001,
        tries: "list the mandates of every test person, from both sides",
        run: told::lists,
    },
    Check { of: &of::BEH_002, tries: "compare a mandate with the list, and ask again", run: told::one },
    Check { of: &of::BEH_003, tries: "reach for a mandate of two others", run: told::others },
    Check {
        of: &of::BEH_004,
        tries: "look for `profile` from both sides, in force and not",
        run: told::profile,
    },
    Check {
        of: &of::BEH_005,
        tries: "act under another's mandate, and under none",
        run: acting::not_ones_own,
    },
    Check {
        of: &of::BEH_006,
        tries: "act for somebody else than the mandate's principal",
        run: acting::other_principal,
    },
    Check { of: &of::BEH_007, tries: "act under mandates that are not in force", run: acting::not_in_force },
    Check { of: &of::BEH_008, tries: "act in a matter that is not covered", run: acting::not_covered },
    Check { of: &of::BEH_009, tries: "list another principal's cases", run: told::lists_of_another },
    Check { of: &of::BEH_010, tries: "file under a mandate and look from both sides", run: acting::recorded },
    Check { of: &of::BEH_011, tries: "ask for a challenge in person", run: acting::in_person },
    Check {
        of: &of::BEH_012,
        tries: "take a mandate back as its agent and as somebody outside",
        run: told::not_theirs,
    },
    Check { of: &of::BEH_013, tries: "spell a name differently", run: acting::misnamed },
    Check { of: &of::BEH_014, tries: "grant a mandate and look from both sides", run: granted::is_offered },
    Check {
        of: &of::BEH_015,
        tries: "grant it 16 times at once, then another under its id",
        run: granted::once,
    },
    Check { of: &of::BEH_016, tries: "file under an offer", run: granted::covers_nothing },
    Check { of: &of::BEH_017, tries: "accept an offer, twice", run: granted::accepted },
    Check { of: &of::BEH_018, tries: "decline an offer, then accept it", run: granted::declined },
    Check {
        of: &of::BEH_019,
        tries: "answer an offer as its principal and as a third person",
        run: granted::by_the_agent,
    },
    Check {
        of: &of::BEH_020,
        tries: "misspell the name, then the number of the agent",
        run: granted::unknown_agent,
    },
    Check { of: &of::BEH_021, tries: "grant for another principal", run: granted::other_principal },
    Check {
        of: &of::BEH_022,
        tries: "grant roles, scopes and terms that cannot be",
        run: granted::what_cannot_be,
    },
    Check { of: &of::BEH_023, tries: "take an offer back, then accept it", run: granted::taken_back },
    Check {
        of: &of::BEH_024,
        tries: "name unknown agents until the hall has enough",
        run: granted::guesses_end,
    },
];
