//! One step of a case's life. The lifecycle says whether it may happen, this writes down that it did.

use contract::{
    CaseState, Channel, Coded, CorrectionItem, CorrectionNotice, IssuedDocument, NoticeState, ProblemCode,
};
use rules::Action;
use sqlx::SqliteConnection;

use crate::bundles;
use crate::cases::texts;
use crate::error::Refusal;
use crate::licences;
use crate::parcels;
use crate::payments;
use crate::random;
use crate::ratings;
use crate::state::Hall;
use crate::store::cases::{self, CaseRow, NewEvent};
use crate::store::{next, results};

/// Working days an applicant has to answer a correction notice.
const CORRECTION_DAYS: u32 = 10;

/// What someone does to a case.
#[derive(Debug, Clone)]
pub struct Step {
    /// What.
    pub action: Action,
    /// Who, for people.
    pub by: String,
    /// Through which channel.
    pub channel: Option<Channel>,
    /// Opinion or reason.
    pub note: Option<String>,
    /// What is asked, with [`Action::AskCorrection`].
    pub items: Vec<CorrectionItem>,
}

/// Takes a step, in the writer's savepoint, and with it what follows for a bundle and its parts.
///
/// # Errors
///
/// `wrong-state` when the lifecycle does not allow it, `invalid` for a correction that asks nothing and for a
/// refusal without a reason (行政许可法 art. 38: the reasons are to be stated).
pub async fn take(
    hall: &Hall,
    db: &mut SqliteConnection,
    case: &mut CaseRow,
    step: &Step,
) -> Result<(), Refusal> {
    bundles::check(hall, db, case, step.action).await?;
    write(hall, db, case, step).await?;
    bundles::follow(hall, db, case, step).await
}

/// Takes a step of one case alone.
///
/// # Errors
///
/// As [`take`].
pub(crate) async fn write(
    hall: &Hall,
    db: &mut SqliteConnection,
    case: &mut CaseRow,
    step: &Step,
) -> Result<(), Refusal> {
    let Some(state) = rules::after(&case.state, step.action) else {
        let now = texts::state(&case.state);
        let detail = format!("办件现在是「{now}」，不能这样操作");
        return Err(Refusal::new(ProblemCode::WrongState).detail(detail).case(&case.id.parse()?));
    };
    let reason = step.note.as_deref().map_or("", str::trim);
    if matches!(step.action, Action::RefuseAcceptance | Action::Reject) && reason.is_empty() {
        return Err(Refusal::new(ProblemCode::Invalid).at("/note", "missing", "写明理由"));
    }
    let now = hall.clock().now();
    let today = now.date_naive();
    case.state = state;
    case.updated_at = now;
    match step.action {
        Action::Accept => accept(hall, db, case).await?,
        Action::AskCorrection => ask_correction(hall, db, case, &step.items).await?,
        Action::AnswerCorrection { .. } => {
            cases::settle_notice(db, &case.id, &NoticeState::Answered).await?;
            cases::unpause(db, &case.id, today).await?;
        }
        Action::Suspend => cases::pause(db, &case.id, today).await?,
        Action::Resume => cases::unpause(db, &case.id, today).await?,
        Action::Approve => {
            case.decided_on = Some(today);
            issue(hall, db, case).await?;
        }
        Action::Reject => case.decided_on = Some(today),
        Action::Withdraw => {
            cases::settle_notice(db, &case.id, &NoticeState::Closed).await?;
            cases::unpause(db, &case.id, today).await?;
            case.decided_on = case.accepted_on.map(|_| today);
        }
        Action::RefuseAcceptance | Action::Deliver => {}
    }
    payments::follow(hall, db, case, step.action).await?;
    parcels::follow(hall, db, case, step.action).await?;
    cases::update(db, case).await?;
    let event = NewEvent {
        at: &now,
        kind: step.action.event(),
        by: &step.by,
        channel: step.channel.as_ref(),
        note: step.note.as_deref().filter(|it| !it.is_empty()),
    };
    cases::add_event(db, &case.id, &event).await?;
    ratings::served(hall, db, case, step.action).await
}

/// The inner net gives its number and the clock starts.
async fn accept(hall: &Hall, db: &mut SqliteConnection, case: &mut CaseRow) -> Result<(), Refusal> {
    let today = hall.clock().today();
    let year = today.format("%y");
    let n = next(db, &format!("case-{year}")).await?;
    case.case_no = Some(format!("{}-{year}-{n:06}", hall.seed.region));
    case.accepted_on = Some(today);
    Ok(())
}

async fn ask_correction(
    hall: &Hall,
    db: &mut SqliteConnection,
    case: &CaseRow,
    items: &[CorrectionItem],
) -> Result<(), Refusal> {
    if items.is_empty() {
        let refused = Refusal::new(ProblemCode::Invalid);
        return Err(refused.at("/items", "missing", "请一次写明需要补正的全部内容"));
    }
    let now = hall.clock().now();
    let (due_on, _) = hall.calendar.due_or_estimate(now.date_naive(), CORRECTION_DAYS);
    let year = now.format("%Y");
    let n = next(db, &format!("notice-{year}")).await?;
    let notice = CorrectionNotice {
        id: random::id("n")?.parse()?,
        no: format!("补正〔{year}〕{n:04}号"),
        issued_at: now,
        due_on,
        state: Coded::new(NoticeState::Open, texts::notice(&NoticeState::Open)),
        items: items.to_vec(),
    };
    cases::add_notice(db, &case.id, &notice).await?;
    if case.accepted_on.is_some() {
        cases::pause(db, &case.id, now.date_naive()).await?;
    }
    Ok(())
}

/// The documents that the guide promises as results, each also as a licence of the principal's.
async fn issue(hall: &Hall, db: &mut SqliteConnection, case: &CaseRow) -> Result<(), Refusal> {
    let today = hall.clock().today();
    let Some(guide) = hall.catalogue.version(&case.matter, case.guide_version) else {
        return Err(Refusal::internal("a case by a guide that is not kept"));
    };
    for result in &guide.results {
        let year = today.format("%Y");
        let n = next(db, &format!("result-{year}")).await?;
        let document = IssuedDocument {
            name: result.name.clone(),
            number: format!("{}{year}{n:06}", hall.seed.region),
            issued_on: today,
            // The guide says in words how long it is valid; a date would be guessed.
            valid_until: None,
        };
        results::add(db, &case.id, &document).await?;
        licences::issue(hall, db, case, result, &document).await?;
    }
    Ok(())
}

/// Whether a case can be withdrawn again without a word: it is withdrawn already.
#[must_use]
pub fn is_withdrawn(case: &CaseRow) -> bool {
    case.state == CaseState::Withdrawn
}
