//! Bundles (一件事): where the whole stands, from where its parts stand.

use contract::CaseState;

/// Where a bundle that was accepted stands; `None` when it has no parts.
///
/// Parts are decided one by one, and one that is refused takes nothing from the others. So the whole is under review
/// until the last part is decided, and then says whether something was granted and whether all of that was delivered.
/// What was withdrawn counts only when nothing else is left. A state this version does not know is not decided.
#[must_use]
pub fn state(parts: &[CaseState]) -> Option<CaseState> {
    use CaseState::{Approved, Delivered, NotAccepted, Rejected, UnderReview, Withdrawn};
    parts.first()?;
    let any = |wanted: &CaseState| parts.contains(wanted);
    let state = if !parts.iter().all(is_decided) {
        UnderReview
    } else if any(&Approved) {
        Approved
    } else if any(&Delivered) {
        Delivered
    } else if any(&Rejected) {
        Rejected
    } else if any(&NotAccepted) {
        NotAccepted
    } else {
        Withdrawn
    };
    Some(state)
}

/// Whether the hall, or the applicant by withdrawing, has said the last word on what was asked for.
#[must_use]
pub fn is_decided(state: &CaseState) -> bool {
    use CaseState::{Approved, Delivered, NotAccepted, Rejected, Withdrawn};
    matches!(state, Approved | Delivered | NotAccepted | Rejected | Withdrawn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn state_table() {
        #[rustfmt::skip]
        let table: &[(&str, Option<&str>)] = &[
            ("",                                 None),
            ("submitted submitted",              Some("under-review")),
            ("under-review",                     Some("under-review")),
            ("approved under-review",            Some("under-review")),
            ("rejected suspended",               Some("under-review")),
            ("delivered correction-needed",      Some("under-review")),
            ("delivered hibernating",            Some("under-review")),
            ("approved approved",                Some("approved")),
            ("approved delivered",               Some("approved")),
            // Granted is granted, whatever became of the others.
            ("rejected approved",                Some("approved")),
            ("rejected delivered",               Some("delivered")),
            ("not-accepted delivered",           Some("delivered")),
            ("withdrawn delivered",              Some("delivered")),
            ("delivered delivered",              Some("delivered")),
            // Nothing was granted.
            ("rejected rejected",                Some("rejected")),
            ("rejected not-accepted",            Some("rejected")),
            ("withdrawn rejected",               Some("rejected")),
            ("not-accepted withdrawn",           Some("not-accepted")),
            ("withdrawn withdrawn",              Some("withdrawn")),
        ];
        for (parts, expected) in table {
            let parts: Vec<_> = parts.split_whitespace().map(|it| CaseState::from(it.to_owned())).collect();
            assert_eq!(state(&parts).as_ref().map(CaseState::as_str), *expected, "{parts:?}");
        }
    }

    #[test]
    fn the_order_of_the_parts_says_nothing() {
        for one in CaseState::KNOWN {
            for other in CaseState::KNOWN {
                let pair = [one, other].map(|it| CaseState::from((*it).to_owned()));
                let turned = [pair[1].clone(), pair[0].clone()];
                assert_eq!(state(&pair), state(&turned), "{pair:?}");
            }
        }
    }
}
