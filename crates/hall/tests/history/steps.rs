//! What happened: every step legal, in order, in opening hours, on a clock that counts right.

use std::collections::BTreeSet;

use chrono::Timelike;
use contract::{Case, CaseState, Channel, Date, EventKind, NoticeState, TimeUnit};
use rules::{Action, Calendar, Due};

use super::each;

/// The act that an event tells of.
fn action(kind: &EventKind, accepted: bool) -> Action {
    match kind {
        EventKind::Accepted => Action::Accept,
        EventKind::NotAccepted => Action::RefuseAcceptance,
        EventKind::CorrectionAsked => Action::AskCorrection,
        EventKind::CorrectionAnswered => Action::AnswerCorrection { accepted },
        EventKind::Suspended => Action::Suspend,
        EventKind::Resumed => Action::Resume,
        EventKind::Approved => Action::Approve,
        EventKind::Rejected => Action::Reject,
        EventKind::Delivered => Action::Deliver,
        EventKind::Withdrawn => Action::Withdraw,
        EventKind::Received | EventKind::Other(_) => panic!("{kind} is no act"),
    }
}

#[test]
fn events_are_gapless_in_order_and_every_step_is_legal() {
    each(|past, case| {
        let id = &case.summary.id;
        assert_eq!(case.events[0].kind.code, EventKind::Received, "{id}");
        assert_eq!(case.events[0].at, case.summary.received_at, "{id}");
        let (mut state, mut accepted) = (CaseState::Submitted, false);
        for (place, pair) in case.events.windows(2).enumerate() {
            assert_eq!(pair[1].seq as usize, place + 2, "{id}");
            assert!(
                pair[0].at < pair[1].at && pair[1].at < past.opened,
                "{id}: {} then {}",
                pair[0].at,
                pair[1].at
            );
            let act = action(&pair[1].kind.code, accepted);
            accepted |= act == Action::Accept;
            state = rules::after(&state, act).unwrap_or_else(|| panic!("{id}: {act:?} on {state}"));
        }
        assert_eq!(state, case.summary.state.code, "{id}");
        assert_eq!(case.events.last().unwrap().at, case.summary.updated_at, "{id}");
    });
}

#[test]
fn windows_act_on_working_days_while_they_are_open() {
    let calendar = Calendar::china();
    let clerks: BTreeSet<String> =
        fixtures::clerks().unwrap().iter().map(fixtures::Clerk::signature).collect();
    let mut seen = 0;
    each(|_, case| {
        for event in case.events.iter().filter(|it| it.channel == Some(Channel::Window)) {
            let minute = event.at.hour() * 60 + event.at.minute();
            let open = (9 * 60..12 * 60).contains(&minute) || (14 * 60..17 * 60).contains(&minute);
            assert!(
                open && calendar.is_working_day(event.at.date_naive()) == Ok(true),
                "{}: {}",
                case.matter,
                event.at
            );
            assert!(clerks.contains(&event.by), "{}", event.by);
            seen += 1;
        }
    });
    assert!(seen > 500, "{seen}");
}

#[test]
fn staff_give_reasons_and_name_the_procedure_of_the_guide() {
    let guides = fixtures::guides().unwrap();
    each(|_, case| {
        let guide = guides.iter().find(|it| it.matter == case.matter).unwrap();
        for event in &case.events[1..] {
            let note = event.note.as_deref().unwrap_or_default();
            let silent = matches!(event.kind.code, EventKind::CorrectionAnswered);
            assert_eq!(note.is_empty(), silent, "{}: {:?}", case.matter, event);
            if event.kind.code == EventKind::Suspended {
                let name = &guide.special_procedures[0].name;
                assert!(note.contains(name.as_str()), "{}: {name}: {note}", case.matter);
            }
        }
    });
}

fn day(case: &Case, kind: &EventKind) -> Option<Date> {
    case.events.iter().find(|it| it.kind.code == *kind).map(|it| it.at.date_naive())
}

/// The pauses that the events tell of.
fn pauses(case: &Case) -> Vec<(Date, Option<Date>)> {
    let mut pauses = Vec::new();
    let mut accepted = false;
    for event in &case.events {
        let on = event.at.date_naive();
        match event.kind.code {
            EventKind::Accepted => accepted = true,
            EventKind::Suspended => pauses.push((on, None)),
            EventKind::CorrectionAsked if accepted => pauses.push((on, None)),
            EventKind::Resumed | EventKind::CorrectionAnswered | EventKind::Withdrawn => {
                if let Some(open) = pauses.last_mut().filter(|it| it.1.is_none()) {
                    open.1 = Some(on);
                }
            }
            _ => {}
        }
    }
    pauses
}

#[test]
fn clocks_count_right_and_who_was_accepted_has_a_number() {
    let (guides, calendar) = (fixtures::guides().unwrap(), Calendar::china());
    let mut numbers = BTreeSet::new();
    each(|past, case| {
        let id = &case.summary.id;
        let accepted = day(case, &EventKind::Accepted);
        assert_eq!(accepted.is_some(), case.summary.case_no.is_some(), "{id}");
        assert!(case.summary.case_no.as_ref().is_none_or(|it| numbers.insert(it.clone())), "{id}");
        let promised = &guides.iter().find(|it| it.matter == case.matter).unwrap().promised;
        let decided = [EventKind::Approved, EventKind::Rejected, EventKind::Withdrawn]
            .iter()
            .find_map(|it| day(case, it));
        let expected = accepted.filter(|_| promised.unit == TimeUnit::WorkingDay).map(|accepted| {
            let on = decided.unwrap_or(past.opened.date_naive());
            rules::clock(promised.n, accepted, &pauses(case), on, &calendar)
        });
        assert_eq!(case.summary.clock, expected, "{id} {}", case.matter);
    });
    assert!(numbers.len() > 150, "{}", numbers.len());
}

#[test]
fn one_case_is_overdue_some_are_due_soon_and_what_is_decided_was_in_time() {
    let calendar = Calendar::china();
    let (mut overdue, mut soon, mut asked_soon) = (Vec::new(), 0, 0);
    each(|past, case| {
        let today = past.opened.date_naive();
        let Some(clock) = &case.summary.clock else { return };
        match case.summary.state.code {
            CaseState::UnderReview | CaseState::Suspended | CaseState::CorrectionNeeded => {
                match rules::due(&calendar, clock.due_on, today) {
                    Due::Overdue(_) => overdue.push(case.summary.acting.principal.name.clone()),
                    Due::Soon(_) => soon += 1,
                    Due::Later => {}
                }
            }
            _ => assert!(clock.left >= 0, "{} {}: {clock:?}", case.summary.id, case.matter),
        }
    });
    each(|past, case| {
        let near = |it: Date| matches!(rules::due(&calendar, it, past.opened.date_naive()), Due::Soon(_));
        asked_soon += usize::from(case.summary.action_due.is_some_and(near));
    });
    assert_eq!(overdue, ["云岫县山泉饮品有限公司"]);
    assert!(soon >= 6 && asked_soon >= 3, "{soon}, {asked_soon}");
}

#[test]
fn notices_have_their_due_dates_and_ask_for_what_was_filed() {
    let calendar = Calendar::china();
    let mut numbers = BTreeSet::new();
    each(|_, case| {
        let open = case.notices.iter().find(|it| it.state.code == NoticeState::Open);
        assert_eq!(
            open.is_some(),
            case.summary.state.code == CaseState::CorrectionNeeded,
            "{}",
            case.summary.id
        );
        assert_eq!(case.summary.action_due, open.map(|it| it.due_on));
        for notice in &case.notices {
            assert_eq!(Ok(notice.due_on), calendar.due(notice.issued_at.date_naive(), 10), "{}", notice.no);
            assert!(numbers.insert(notice.no.clone()), "{}", notice.no);
            for item in &notice.items {
                let material = item.material_id.as_ref().unwrap();
                assert!(case.manifest.attachments.iter().any(|it| it.material_id == *material), "{material}");
            }
            let answered = notice.state.code == NoticeState::Answered;
            let told = case.events.iter().any(|it| it.kind.code == EventKind::CorrectionAnswered);
            assert_eq!(answered, told, "{}", notice.no);
            assert_eq!(answered, case.manifest.corrects.as_ref() == Some(&notice.id), "{}", notice.no);
        }
    });
    assert!(numbers.len() >= 40, "{}", numbers.len());
}

#[test]
fn results_have_numbers_and_come_with_the_decision() {
    let guides = fixtures::guides().unwrap();
    let mut numbers = BTreeSet::new();
    each(|_, case| {
        let promised = guides.iter().find(|it| it.matter == case.matter).unwrap().results.len();
        let granted = matches!(case.summary.state.code, CaseState::Approved | CaseState::Delivered);
        assert_eq!(case.results.len(), if granted { promised } else { 0 }, "{}", case.summary.id);
        for result in &case.results {
            assert!(numbers.insert(result.number.clone()), "{}", result.number);
            assert_eq!(Some(result.issued_on), day(case, &EventKind::Approved), "{}", result.number);
        }
    });
}
