//! Bundles (一件事): several matters filed as one. The whole is accepted, refused and corrected as one; it is decided
//! part by part, each in a case of its own. The rule by which the whole follows its parts is [`rules::bundle`].

use std::collections::BTreeSet;

use contract::{
    BundlePart, CaseAction, CasePart, CaseState, Coded, EventKind, Guide, GuideSummary, Manifest, MatterId,
    Page, ProblemCode,
};
use rules::Action;
use sqlx::SqliteConnection;

use crate::cases::steps::{self, Step};
use crate::cases::{assemble, texts};
use crate::error::Refusal;
use crate::page::{self, PageQuery};
use crate::payments;
use crate::random;
use crate::state::Hall;
use crate::store::cases::{self, CaseRow, NewEvent, PartOf};

/// One page of the bundles in the catalogue.
///
/// # Errors
///
/// `malformed` for a cursor this hall never gave.
pub fn list(hall: &Hall, query: &PageQuery) -> Result<Page<GuideSummary>, Refusal> {
    let start = usize::try_from(query.after()?.unwrap_or(0)).unwrap_or(usize::MAX);
    let all = hall.catalogue.summaries().filter(|it| it.parts.is_some());
    let numbered = (1_i64..).zip(all).skip(start).take(query.limit() as usize + 1);
    let (found, next) = page::cut(numbered.collect(), query.limit(), |it| it.0);
    Ok(Page { items: found.into_iter().map(|it| hall.catalogue.told(it.1)).collect(), next })
}

/// Opens a case for each part that applies, in the transaction that keeps the whole.
///
/// # Errors
///
/// When the database fails, or the guide names a matter that this hall does not have.
pub(crate) async fn open(
    db: &mut SqliteConnection,
    hall: &Hall,
    guide: &Guide,
    whole: &CaseRow,
    manifest: &Manifest,
    received: &NewEvent<'_>,
) -> Result<(), Refusal> {
    for (place, part) in applying(guide, manifest) {
        let own = hall.catalogue.current(&part.matter);
        let own = own.ok_or_else(|| Refusal::internal(format!("no guide for the part {}", part.matter)))?;
        let case = CaseRow {
            id: random::id("c")?,
            matter: part.matter.clone(),
            guide_version: own.version,
            title: own.title.clone(),
            bundle: Some(PartOf { case_id: whole.id.clone(), place }),
            ..whole.clone()
        };
        cases::add(db, &case).await?;
        cases::add_event(db, &case.id, received).await?;
    }
    Ok(())
}

/// The parts that apply by what the manifest says, each with its place in the guide, from 0.
pub(crate) fn applying<'a>(
    guide: &'a Guide,
    manifest: &'a Manifest,
) -> impl Iterator<Item = (u32, &'a BundlePart)> {
    let look = |name: &str| manifest.scenario.get(name).cloned();
    let holds = move |part: &BundlePart| part.when.as_ref().is_none_or(|it| form::holds(it, &look));
    (0_u32..).zip(&guide.parts).filter(move |(_, part)| holds(part))
}

/// A correction is of what was filed: by it the parts apply that have their cases, and no other.
///
/// # Errors
///
/// `invalid` at `/manifest/scenario` otherwise.
pub(crate) async fn same_parts(
    db: &mut SqliteConnection,
    guide: &Guide,
    whole: &CaseRow,
    manifest: &Manifest,
) -> Result<(), Refusal> {
    let filed = cases::parts(db, &whole.id).await?;
    let filed: BTreeSet<&MatterId> = filed.iter().map(|it| &it.matter).collect();
    if applying(guide, manifest).map(|(_, part)| &part.matter).collect::<BTreeSet<_>>() == filed {
        return Ok(());
    }
    let text = "补正不能增减要办的事项。要办的事项变了，请撤回后重新申报";
    Err(Refusal::new(ProblemCode::Invalid).at("/manifest/scenario", "other-parts", text))
}

/// The parts of a case, as its owner sees them; empty when it is no bundle.
///
/// # Errors
///
/// When the database fails.
pub(crate) async fn parts(
    hall: &Hall,
    db: &mut SqliteConnection,
    whole: &CaseRow,
) -> Result<Vec<CasePart>, Refusal> {
    if !is_whole(hall, whole) {
        return Ok(Vec::new());
    }
    let mut parts = Vec::new();
    for row in cases::parts(db, &whole.id).await? {
        let pauses = cases::pauses(db, &row.id).await?;
        let guide = hall.catalogue.version(&row.matter, row.guide_version);
        parts.push(CasePart {
            case_id: row.id.parse()?,
            department: guide.map(|it| it.department.name.clone()).unwrap_or_default(),
            state: Coded::new(row.state.clone(), texts::state(&row.state)),
            clock: assemble::clock(hall, &row, &pauses),
            matter: row.matter,
            title: row.title,
        });
    }
    Ok(parts)
}

/// What the applicant may do with a case; what they do to a bundle they do to the whole.
pub(crate) fn actions(case: &CaseRow) -> Vec<CaseAction> {
    if case.bundle.is_some() { Vec::new() } else { rules::actions_for_applicant(&case.state) }
}

/// Whether nothing can be done with a case because of the bundle it belongs to: a part waits while the whole is not
/// accepted or waits for a correction, and the whole, once it is accepted, for its parts.
///
/// # Errors
///
/// When the database fails.
pub(crate) async fn waits(hall: &Hall, db: &mut SqliteConnection, case: &CaseRow) -> Result<bool, Refusal> {
    match &case.bundle {
        Some(part) => {
            let whole = cases::by_id(db, &part.case_id).await?;
            let state = whole.map(|it| it.state);
            Ok(matches!(state, Some(CaseState::Submitted | CaseState::CorrectionNeeded)))
        }
        None => Ok(is_whole(hall, case) && case.state != CaseState::Submitted),
    }
}

/// Whether this step is taken with this case, or with another of its bundle.
///
/// # Errors
///
/// `wrong-state`, saying where.
pub(crate) async fn check(
    hall: &Hall,
    db: &mut SqliteConnection,
    case: &CaseRow,
    action: Action,
) -> Result<(), Refusal> {
    use Action::{Accept, AnswerCorrection, AskCorrection, RefuseAcceptance, Withdraw};
    let of_the_whole =
        matches!(action, Accept | RefuseAcceptance | AskCorrection | AnswerCorrection { .. } | Withdraw);
    let why = if case.bundle.is_some() {
        match action {
            Withdraw => "一件事里的事项不能单独撤回，请撤回整件事",
            AskCorrection => "补正在整件事上告知，写明是哪个事项的材料",
            _ if of_the_whole => "受理在整件事上办",
            _ if waits(hall, db, case).await? => "整件事还没有受理，或者在等申请人补正",
            _ => return Ok(()),
        }
    } else if is_whole(hall, case) && !of_the_whole {
        "一件事按事项逐个办理，请打开其中的事项"
    } else {
        return Ok(());
    };
    Err(Refusal::new(ProblemCode::WrongState).detail(why).case(&case.id.parse()?))
}

/// What follows for the rest of a bundle when a step was taken with one case of it.
///
/// # Errors
///
/// When the database fails.
pub(crate) async fn follow(
    hall: &Hall,
    db: &mut SqliteConnection,
    case: &CaseRow,
    step: &Step,
) -> Result<(), Refusal> {
    if let Some(part) = &case.bundle {
        return reach(hall, db, &part.case_id, step).await;
    }
    if !is_whole(hall, case) {
        return Ok(());
    }
    let today = hall.clock().today();
    for mut part in cases::parts(db, &case.id).await? {
        // The whole was corrected, and with it what is charged for a part that is not decided.
        if matches!(step.action, Action::AnswerCorrection { .. }) && !rules::bundle::is_decided(&part.state) {
            payments::follow(hall, db, &part, step.action).await?;
        }
        match step.action {
            Action::Accept | Action::RefuseAcceptance | Action::Withdraw
                if rules::after(&part.state, step.action).is_some() =>
            {
                steps::write(hall, db, &mut part, step).await?;
            }
            // Who works on a part has to wait for the applicant; a special procedure has stopped its clock already.
            Action::AskCorrection if part.state == CaseState::UnderReview => {
                cases::pause(db, &part.id, today).await?;
            }
            Action::AnswerCorrection { .. } if part.state == CaseState::UnderReview => {
                cases::unpause(db, &part.id, today).await?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Brings the whole where its parts are. Withdrawn it stays.
async fn reach(hall: &Hall, db: &mut SqliteConnection, whole: &str, step: &Step) -> Result<(), Refusal> {
    let Some(mut whole) = cases::by_id(db, whole).await? else {
        return Err(Refusal::internal("a part of nothing"));
    };
    whole.updated_at = hall.clock().now();
    let parts: Vec<CaseState> = cases::parts(db, &whole.id).await?.into_iter().map(|it| it.state).collect();
    let reached = rules::bundle::state(&parts);
    for (state, kind) in way(&whole.state, reached.as_ref()) {
        whole.state = state;
        whole.decided_on = whole.decided_on.or(Some(whole.updated_at.date_naive()));
        cases::update(db, &whole).await?;
        let event = NewEvent {
            at: &whole.updated_at,
            kind,
            by: &step.by,
            channel: step.channel.as_ref(),
            note: Some(&count(&parts)),
        };
        cases::add_event(db, &whole.id, &event).await?;
    }
    cases::update(db, &whole).await
}

/// The steps that lead from where the whole is to where its parts are, each one that the life of a case has.
fn way(now: &CaseState, reached: Option<&CaseState>) -> Vec<(CaseState, EventKind)> {
    let approved = (CaseState::Approved, EventKind::Approved);
    let delivered = (CaseState::Delivered, EventKind::Delivered);
    match (now, reached) {
        (CaseState::UnderReview, Some(CaseState::Approved)) => vec![approved],
        (CaseState::UnderReview, Some(CaseState::Delivered)) => vec![approved, delivered],
        (CaseState::UnderReview, Some(CaseState::Rejected)) => {
            vec![(CaseState::Rejected, EventKind::Rejected)]
        }
        (CaseState::Approved, Some(CaseState::Delivered)) => vec![delivered],
        _ => Vec::new(),
    }
}

/// What came of the parts, for people.
fn count(parts: &[CaseState]) -> String {
    let of = |wanted: &[CaseState]| parts.iter().filter(|it| wanted.contains(it)).count();
    let granted = of(&[CaseState::Approved, CaseState::Delivered]);
    let refused = of(&[CaseState::Rejected, CaseState::NotAccepted]);
    match (granted, refused) {
        (granted, 0) => format!("{granted} 个事项全部准予"),
        (0, refused) => format!("{refused} 个事项都没有准予"),
        (granted, refused) => format!("{granted} 个事项准予，{refused} 个没有准予"),
    }
}

fn is_whole(hall: &Hall, case: &CaseRow) -> bool {
    let guide = hall.catalogue.version(&case.matter, case.guide_version);
    case.bundle.is_none() && guide.is_some_and(|it| !it.parts.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(name: &str) -> CaseState {
        CaseState::from(name.to_owned())
    }

    #[test]
    fn the_whole_takes_only_steps_that_the_life_of_a_case_has() {
        #[rustfmt::skip]
        let table: [(&str, &str, &[&str]); 7] = [
            ("under-review", "under-review", &[]),
            ("under-review", "approved",     &["approved"]),
            ("under-review", "delivered",    &["approved", "delivered"]),
            ("under-review", "rejected",     &["rejected"]),
            ("approved",     "approved",     &[]),
            ("approved",     "delivered",    &["delivered"]),
            ("withdrawn",    "delivered",    &[]),
        ];
        for (now, reached, expected) in table {
            let steps = way(&state(now), Some(&state(reached)));
            let names: Vec<_> = steps.iter().map(|it| it.0.as_str()).collect();
            assert_eq!(names, expected, "{now} → {reached}");
        }
    }

    #[test]
    fn what_came_of_the_parts_is_counted() {
        let table = [
            ("approved delivered", "2 个事项全部准予"),
            ("rejected", "1 个事项都没有准予"),
            ("delivered rejected withdrawn", "1 个事项准予，1 个没有准予"),
        ];
        for (parts, text) in table {
            let parts: Vec<_> = parts.split(' ').map(state).collect();
            assert_eq!(count(&parts), text);
        }
    }
}
