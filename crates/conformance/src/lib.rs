//! The conformance kit: plays the client against any hall and says, requirement by requirement, what holds.
