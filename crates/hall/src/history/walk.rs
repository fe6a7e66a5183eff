//! What happens to a case one after the other, and after how many working days. Pure.

use contract::{Guide, Handling, TimeUnit};
use fixtures::Walk;
use rules::Action;

use super::dice::Dice;

/// What somebody does to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Move {
    /// The applicant files it.
    File,
    /// Staff do something.
    Staff(Action),
    /// The applicant answers the correction notice.
    Answer,
    /// The applicant withdraws it.
    Withdraw,
}

/// A move and the working days before it; 0 is the same visit.
pub(super) type Beat = (u32, Move);

/// How many working days the parts of a case take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pace {
    /// Until somebody looks at it.
    look: u32,
    /// From acceptance to the decision, within the promise.
    review: u32,
    /// A special procedure.
    procedure: u32,
    /// Until the applicant answers.
    answer: u32,
    /// Until the result is handed over.
    hand_over: u32,
}

/// A special procedure that the guide sets no limit for.
const USUAL_PROCEDURE: u32 = 4;
/// The longest special procedure of the sample.
const LONGEST_PROCEDURE: u32 = 5;

impl Pace {
    /// The pace of a case by `guide`: nobody is late, and no two are alike.
    pub(super) fn of(guide: &Guide, dice: Dice) -> Self {
        if guide.handling.code == Handling::Instant {
            return Self {
                look: 0,
                review: 0,
                procedure: 0,
                answer: 2 + dice.roll("answer", 3),
                hand_over: 0,
            };
        }
        let promised = match guide.promised.unit {
            TimeUnit::WorkingDay => guide.promised.n,
            // Of seven days five are worked.
            TimeUnit::Day => guide.promised.n * 5 / 7,
            _ => 1,
        };
        let limit = guide.special_procedures.first().and_then(|it| it.limit.as_ref());
        Self {
            look: 1,
            review: (promised * (55 + dice.roll("review", 40)) / 100).max(1),
            procedure: limit.map_or(USUAL_PROCEDURE, |it| it.n.clamp(1, LONGEST_PROCEDURE)),
            answer: 2 + dice.roll("answer", 3),
            hand_over: dice.roll("hand over", 3),
        }
    }
}

/// What happens after the filing.
pub(super) fn beats(walk: Walk, pace: &Pace) -> Vec<Beat> {
    use Action::{Accept, Approve, AskCorrection, Deliver, RefuseAcceptance, Reject, Resume, Suspend};
    let staff = |wait: u32, action: Action| (wait, Move::Staff(action));
    let accept = staff(pace.look, Accept);
    let approve = staff(pace.review, Approve);
    let deliver = staff(pace.hand_over, Deliver);
    let answer = (pace.answer, Move::Answer);
    let rest = |done: u32| staff(pace.review.saturating_sub(done).max(1), Approve);
    match walk {
        Walk::Submitted => vec![],
        Walk::Withdrawn => vec![(1, Move::Withdraw)],
        Walk::NotAccepted => vec![staff(1, RefuseAcceptance)],
        Walk::Asked => vec![staff(1, AskCorrection)],
        Walk::Answered => vec![staff(1, AskCorrection), answer],
        Walk::UnderReview => vec![accept],
        Walk::AskedLate => vec![accept, staff(2, AskCorrection)],
        Walk::Suspended => vec![accept, staff(2, Suspend)],
        Walk::Resumed => vec![accept, staff(2, Suspend), staff(pace.procedure, Resume)],
        Walk::Rejected => vec![accept, staff(pace.review, Reject)],
        Walk::WithdrawnLate => vec![accept, (2, Move::Withdraw)],
        Walk::Approved => vec![accept, approve],
        Walk::Delivered => vec![accept, approve, deliver],
        Walk::Corrected => vec![staff(1, AskCorrection), answer, accept, approve, deliver],
        Walk::Inspected => {
            vec![accept, staff(2, Suspend), staff(pace.procedure, Resume), rest(2), deliver]
        }
        Walk::CorrectedLate => vec![accept, staff(1, AskCorrection), answer, rest(1), deliver],
    }
}

#[cfg(test)]
mod tests {
    use contract::CaseState;

    use super::*;

    #[rustfmt::skip]
    const ENDS: [(Walk, CaseState); 16] = [
        (Walk::Submitted,     CaseState::Submitted),
        (Walk::Withdrawn,     CaseState::Withdrawn),
        (Walk::NotAccepted,   CaseState::NotAccepted),
        (Walk::Asked,         CaseState::CorrectionNeeded),
        (Walk::Answered,      CaseState::Submitted),
        (Walk::UnderReview,   CaseState::UnderReview),
        (Walk::AskedLate,     CaseState::CorrectionNeeded),
        (Walk::Suspended,     CaseState::Suspended),
        (Walk::Resumed,       CaseState::UnderReview),
        (Walk::Rejected,      CaseState::Rejected),
        (Walk::WithdrawnLate, CaseState::Withdrawn),
        (Walk::Approved,      CaseState::Approved),
        (Walk::Delivered,     CaseState::Delivered),
        (Walk::Corrected,     CaseState::Delivered),
        (Walk::Inspected,     CaseState::Delivered),
        (Walk::CorrectedLate, CaseState::Delivered),
    ];

    #[test]
    fn every_walk_is_legal_and_ends_where_its_name_says() {
        let guides = fixtures::guides().unwrap();
        for (walk, end) in ENDS {
            let (mut now, mut accepted) = (CaseState::Submitted, false);
            for (_, step) in beats(walk, &Pace::of(&guides[0], Dice::of(3))) {
                let action = match step {
                    Move::Staff(action) => action,
                    Move::Answer => Action::AnswerCorrection { accepted },
                    Move::Withdraw => Action::Withdraw,
                    Move::File => panic!("{walk:?} files twice"),
                };
                accepted |= action == Action::Accept;
                now = rules::after(&now, action).unwrap_or_else(|| panic!("{walk:?}: {action:?} on {now}"));
            }
            assert_eq!(now, end, "{walk:?}");
        }
    }

    #[test]
    fn what_is_done_at_once_waits_for_nothing() {
        let guides = fixtures::guides().unwrap();
        let at_once = guides.iter().find(|it| it.handling.code == Handling::Instant).unwrap();
        let walk = beats(Walk::Delivered, &Pace::of(at_once, Dice::of(0)));
        assert!(walk.iter().all(|(wait, _)| *wait == 0), "{walk:?}");
    }

    #[test]
    fn nobody_takes_longer_than_promised() {
        for guide in fixtures::guides().unwrap() {
            for n in 0..50 {
                let pace = Pace::of(&guide, Dice::of(n));
                assert!(pace.review <= guide.promised.n.max(1), "{}: {pace:?}", guide.matter);
            }
        }
    }
}
