//! The life of a case (办件): which act leads from which state to which. One table, published as it is.

use contract::{CaseAction, CaseState, EventKind};

/// What someone does to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// 受理
    Accept,
    /// 不予受理
    RefuseAcceptance,
    /// 补正告知
    AskCorrection,
    /// 补正: the applicant answers.
    AnswerCorrection {
        /// Whether the case had been accepted before the correction was asked.
        accepted: bool,
    },
    /// 特别程序开始
    Suspend,
    /// 特别程序结束
    Resume,
    /// 准予
    Approve,
    /// 不予
    Reject,
    /// 送达
    Deliver,
    /// 撤回: the applicant withdraws.
    Withdraw,
}

/// Every step there is: from, by, to. What is not in it cannot happen.
#[rustfmt::skip]
pub static GRAPH: [(CaseState, Action, CaseState); 15] = {
    use Action::{
        Accept, AnswerCorrection, Approve, AskCorrection, Deliver, RefuseAcceptance, Reject, Resume, Suspend, Withdraw,
    };
    use CaseState::{
        Approved, CorrectionNeeded, Delivered, NotAccepted, Rejected, Submitted, Suspended, UnderReview, Withdrawn,
    };
    [
        (Submitted,        Accept,                               UnderReview),
        (Submitted,        RefuseAcceptance,                     NotAccepted),
        (Submitted,        AskCorrection,                        CorrectionNeeded),
        (Submitted,        Withdraw,                             Withdrawn),
        (CorrectionNeeded, AnswerCorrection { accepted: false }, Submitted),
        (CorrectionNeeded, AnswerCorrection { accepted: true },  UnderReview),
        (CorrectionNeeded, Withdraw,                             Withdrawn),
        (UnderReview,      AskCorrection,                        CorrectionNeeded),
        (UnderReview,      Suspend,                              Suspended),
        (UnderReview,      Approve,                              Approved),
        (UnderReview,      Reject,                               Rejected),
        (UnderReview,      Withdraw,                             Withdrawn),
        (Suspended,        Resume,                               UnderReview),
        (Suspended,        Withdraw,                             Withdrawn),
        (Approved,         Deliver,                              Delivered),
    ]
};

/// The state after `action`; `None` when it is not possible in this state.
#[must_use]
pub fn after(state: &CaseState, action: Action) -> Option<CaseState> {
    GRAPH.iter().find(|(from, by, _)| from == state && *by == action).map(|(_, _, to)| to.clone())
}

/// Whether nothing more can happen. A state this version does not know is not final: more may follow.
#[must_use]
pub fn is_final(state: &CaseState) -> bool {
    !matches!(state, CaseState::Other(_)) && !GRAPH.iter().any(|(from, _, _)| from == state)
}

/// What the applicant may do in this state, the most useful first.
#[must_use]
pub fn actions_for_applicant(state: &CaseState) -> Vec<CaseAction> {
    let can = |action| after(state, action).is_some();
    let correct = can(Action::AnswerCorrection { accepted: false }).then_some(CaseAction::Correct);
    let withdraw = can(Action::Withdraw).then_some(CaseAction::Withdraw);
    correct.into_iter().chain(withdraw).collect()
}

impl Action {
    /// What the case's history says of it.
    #[must_use]
    pub fn event(self) -> EventKind {
        match self {
            Self::Accept => EventKind::Accepted,
            Self::RefuseAcceptance => EventKind::NotAccepted,
            Self::AskCorrection => EventKind::CorrectionAsked,
            Self::AnswerCorrection { .. } => EventKind::CorrectionAnswered,
            Self::Suspend => EventKind::Suspended,
            Self::Resume => EventKind::Resumed,
            Self::Approve => EventKind::Approved,
            Self::Reject => EventKind::Rejected,
            Self::Deliver => EventKind::Delivered,
            Self::Withdraw => EventKind::Withdrawn,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn state(name: &str) -> CaseState {
        CaseState::from(name.to_owned())
    }

    #[test]
    fn a_case_walks_from_filing_to_delivery() {
        let walk = [
            (Action::AskCorrection, "correction-needed"),
            (Action::AnswerCorrection { accepted: false }, "submitted"),
            (Action::Accept, "under-review"),
            (Action::Suspend, "suspended"),
            (Action::Resume, "under-review"),
            (Action::AskCorrection, "correction-needed"),
            (Action::AnswerCorrection { accepted: true }, "under-review"),
            (Action::Approve, "approved"),
            (Action::Deliver, "delivered"),
        ];
        let mut now = CaseState::Submitted;
        for (action, to) in walk {
            now = after(&now, action).unwrap();
            assert_eq!(now, state(to), "{action:?}");
        }
    }

    #[test]
    fn impossible_steps() {
        let table = [
            ("submitted", Action::Approve),
            ("submitted", Action::Suspend),
            ("correction-needed", Action::Accept),
            ("suspended", Action::Approve),
            ("under-review", Action::Accept),
            ("approved", Action::Withdraw),
            ("delivered", Action::Deliver),
            ("withdrawn", Action::Accept),
            ("hibernating", Action::Accept),
        ];
        for (from, action) in table {
            assert_eq!(after(&state(from), action), None, "{from} {action:?}");
        }
    }

    #[test]
    fn final_states_are_those_without_a_way_out() {
        let finals: Vec<_> = CaseState::KNOWN.iter().filter(|it| is_final(&state(it))).copied().collect();
        assert_eq!(finals, ["not-accepted", "rejected", "delivered", "withdrawn"]);
        assert!(!is_final(&state("hibernating")));
    }

    #[test]
    fn every_state_is_reached_and_no_step_is_listed_twice() {
        let reached: HashSet<_> = GRAPH.iter().map(|(_, _, to)| to.as_str()).collect();
        for name in CaseState::KNOWN {
            assert!(reached.contains(name), "{name}");
        }
        for (at, (from, by, _)) in GRAPH.iter().enumerate() {
            let twice = GRAPH.iter().skip(at + 1).any(|(it, action, _)| it == from && action == by);
            assert!(!twice, "{from} {by:?}");
        }
    }

    #[test]
    fn applicant_actions_table() {
        use CaseAction::{Correct, Withdraw};
        let table: [(&str, &[CaseAction]); 10] = [
            ("submitted", &[Withdraw]),
            ("correction-needed", &[Correct, Withdraw]),
            ("under-review", &[Withdraw]),
            ("suspended", &[Withdraw]),
            ("approved", &[]),
            ("not-accepted", &[]),
            ("rejected", &[]),
            ("delivered", &[]),
            ("withdrawn", &[]),
            ("hibernating", &[]),
        ];
        for (name, expected) in table {
            assert_eq!(actions_for_applicant(&state(name)), expected, "{name}");
        }
    }

    #[test]
    fn events_are_told_by_names_of_the_contract() {
        let told: HashSet<_> = GRAPH.iter().map(|(_, by, _)| by.event().to_string()).collect();
        for name in EventKind::KNOWN {
            assert!(told.contains(*name) || *name == "received", "{name}");
        }
    }
}
