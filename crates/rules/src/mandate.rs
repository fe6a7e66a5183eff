//! Mandates (授权委托): whether one is in force on a day, and whether it covers what somebody wants to do.
//!
//! The hall decides by these rules on its own clock. A client asks them, too, so that it can say beforehand what the
//! hall would refuse; it takes the state from the hall's answer then and asks only [`in_scope`].

use contract::{Date, MandateAction, MandateScope, MandateState, MatterId};

/// What the two sides did about a mandate.
///
/// One that was signed at a window is agreed from the start; one that is granted online begins as an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// The principal granted it, the agent has not answered.
    Offered,
    /// The agent does not take it.
    Declined,
    /// Both want it.
    Agreed,
    /// The principal took it back.
    Revoked,
}

/// When a mandate is in force. Both ends are civil dates in the hall's zone, and both days count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// From this day on.
    pub from: Date,
    /// To the end of this day; `None` when it does not end by itself.
    pub until: Option<Date>,
    /// What the two sides did about it.
    pub agreement: Agreement,
}

/// Why a mandate does not serve. What comes first is what the person should hear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The principal took it back.
    Revoked,
    /// The agent has not accepted it.
    Offered,
    /// The agent does not take it.
    Declined,
    /// It begins on this day.
    NotYet(Date),
    /// It ended with this day.
    Expired(Date),
    /// It is for other matters.
    Matter,
    /// It does not allow this.
    Action,
}

impl Term {
    /// Where the mandate stands on `today`. Taken back or declined once, it stays so.
    #[must_use]
    pub fn state(&self, today: Date) -> MandateState {
        match self.check(today) {
            Err(Refused::Revoked) => MandateState::Revoked,
            Err(Refused::NotYet(_)) => MandateState::NotYet,
            Err(Refused::Expired(_)) => MandateState::Expired,
            Err(Refused::Offered) => MandateState::Offered,
            Err(Refused::Declined) => MandateState::Declined,
            _ => MandateState::Active,
        }
    }

    /// Whether it is in force on `today`.
    ///
    /// # Errors
    ///
    /// Any of [`Refused`] but those of scope. An offer that nobody took in time has expired.
    pub fn check(&self, today: Date) -> Result<(), Refused> {
        match self {
            Self { agreement: Agreement::Revoked, .. } => Err(Refused::Revoked),
            Self { agreement: Agreement::Declined, .. } => Err(Refused::Declined),
            Self { until: Some(until), .. } if today > *until => Err(Refused::Expired(*until)),
            Self { agreement: Agreement::Offered, .. } => Err(Refused::Offered),
            Self { from, .. } if today < *from => Err(Refused::NotYet(*from)),
            _ => Ok(()),
        }
    }
}

/// Whether `matter` and `action` are covered.
///
/// # Errors
///
/// [`Refused::Matter`] or [`Refused::Action`].
pub fn in_scope(scope: &MandateScope, matter: &MatterId, action: &MandateAction) -> Result<(), Refused> {
    if scope.matters.as_ref().is_some_and(|it| !it.contains(matter)) {
        return Err(Refused::Matter);
    }
    if scope.actions.contains(action) { Ok(()) } else { Err(Refused::Action) }
}

/// Whether a mandate is in force on `today` and covers `matter` and `action`.
///
/// # Errors
///
/// The first reason why not, in the order of [`Refused`].
pub fn covers(
    term: &Term,
    scope: &MandateScope,
    matter: &MatterId,
    action: &MandateAction,
    today: Date,
) -> Result<(), Refused> {
    term.check(today)?;
    in_scope(scope, matter, action)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: u32) -> Date {
        Date::from_ymd_opt(2026, 11, n).unwrap()
    }

    fn matter(id: &str) -> MatterId {
        id.parse().unwrap()
    }

    #[test]
    fn state_table() {
        use Agreement::{Agreed, Declined, Offered, Revoked};
        let term = |until, agreement| Term { from: day(10), until, agreement };
        let ends = Some(day(20));
        let table = [
            (term(ends, Agreed), 9, MandateState::NotYet),
            (term(ends, Agreed), 10, MandateState::Active),
            (term(ends, Agreed), 20, MandateState::Active),
            (term(ends, Agreed), 21, MandateState::Expired),
            (term(None, Agreed), 30, MandateState::Active),
            (term(ends, Revoked), 15, MandateState::Revoked),
            (term(ends, Revoked), 9, MandateState::Revoked),
            (term(ends, Revoked), 30, MandateState::Revoked),
            (term(ends, Offered), 9, MandateState::Offered),
            (term(ends, Offered), 15, MandateState::Offered),
            (term(ends, Offered), 21, MandateState::Expired),
            (term(ends, Declined), 15, MandateState::Declined),
            (term(ends, Declined), 21, MandateState::Declined),
        ];
        for (term, today, state) in table {
            assert_eq!(term.state(day(today)), state, "{term:?} on {today}");
        }
    }

    #[test]
    fn coverage_table() {
        use MandateAction::{Correct, File, View};
        let every = MandateScope { matters: None, actions: vec![File, View] };
        let few = MandateScope { matters: Some(vec![matter("elder-card")]), actions: vec![File] };
        let none = MandateScope { matters: Some(Vec::new()), actions: vec![File] };
        let table = [
            (&every, "elder-card", File, 15, Ok(())),
            (&every, "dog-licence", View, 15, Ok(())),
            (&every, "elder-card", Correct, 15, Err(Refused::Action)),
            (&few, "elder-card", File, 15, Ok(())),
            (&few, "dog-licence", File, 15, Err(Refused::Matter)),
            (&few, "dog-licence", Correct, 15, Err(Refused::Matter)),
            (&none, "elder-card", File, 15, Err(Refused::Matter)),
            (&few, "dog-licence", File, 9, Err(Refused::NotYet(day(10)))),
            (&every, "elder-card", File, 21, Err(Refused::Expired(day(20)))),
        ];
        let term = Term { from: day(10), until: Some(day(20)), agreement: Agreement::Agreed };
        for (scope, id, action, today, expected) in table {
            assert_eq!(covers(&term, scope, &matter(id), &action, day(today)), expected, "{id} {action}");
        }
    }

    #[test]
    fn an_action_of_a_later_version_is_not_one_of_ours() {
        let later = MandateAction::Other("appeal".into());
        let scope = MandateScope { matters: None, actions: vec![later] };
        assert_eq!(in_scope(&scope, &matter("a"), &MandateAction::File), Err(Refused::Action));
    }
}
