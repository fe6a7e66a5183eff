//! Checks of the class `ratings`.

mod complaints;
mod services;

use contract::requirement::ratings::{
    RAT_001, RAT_002, RAT_003, RAT_004, RAT_005, RAT_006, RAT_007, RAT_008, RAT_009, RAT_010, RAT_011,
    RAT_012, RAT_013, RAT_014, RAT_015, RAT_016, RAT_017, RAT_018, RAT_019, RAT_020, RAT_021,
};

use crate::check::Check;

pub(crate) use services::Services;

/// The checks of this class.
pub(crate) const CHECKS: &[Check] = &[
    Check { of: &RAT_001, tries: "the services of my cases", run: services::told },
    Check {
        of: &RAT_002,
        tries: "the services of a case that is another's, and of none",
        run: services::others,
    },
    Check { of: &RAT_003, tries: "rate a service", run: services::first },
    Check { of: &RAT_004, tries: "the same rating 64 times at once", run: services::again },
    Check { of: &RAT_005, tries: "another rating of the same service", run: services::conflict },
    Check { of: &RAT_006, tries: "a rating without stars", run: services::no_stars },
    Check { of: &RAT_007, tries: "ratings that do not say everything", run: services::unsaid },
    Check { of: &RAT_008, tries: "0, 6, -1, 256 and 261 stars", run: services::range },
    Check { of: &RAT_009, tries: "reasons and texts that are too long", run: services::lengths },
    Check { of: &RAT_010, tries: "rate another's service, and read its rating", run: services::not_mine },
    Check { of: &RAT_011, tries: "one star, and five", run: services::follow_up },
    Check { of: &RAT_012, tries: "wait for the follow-up of one star", run: services::followed_up },
    Check { of: &RAT_013, tries: "complain", run: complaints::first },
    Check { of: &RAT_014, tries: "the same complaint 64 times at once", run: complaints::again },
    Check { of: &RAT_015, tries: "another complaint under the same id", run: complaints::conflict },
    Check { of: &RAT_016, tries: "read and write another person's complaint", run: complaints::others },
    Check { of: &RAT_017, tries: "urge without a case, for none, and for another's", run: complaints::urge },
    Check { of: &RAT_018, tries: "complaints without a text, and with one too long", run: complaints::texts },
    Check { of: &RAT_019, tries: "my complaints in small pages, one made in between", run: complaints::list },
    Check {
        of: &RAT_020,
        tries: "a complaint that brings its own number, state and answer",
        run: complaints::assigned,
    },
    Check { of: &RAT_021, tries: "wait for the answer", run: complaints::answered },
];
