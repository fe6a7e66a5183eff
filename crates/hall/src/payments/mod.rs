//! Payments (缴费): what a case costs, from its acceptance to the voucher. The money itself is taken at the cashier's
//! page, which is no part of the contract; in the sample it is a form of this hall ([`cashier`]).

mod bill;
pub mod cashier;

use contract::{
    Guide, MandateAction, Manifest, Page, PartyId, Payment, PaymentId, PaymentItem, PaymentState,
    ProblemCode, StartPayment,
};
use rules::Action;
use sqlx::{Acquire, SqliteConnection};

use crate::acting::{self, Wish};
use crate::bundles;
use crate::cases::sight;
use crate::error::Refusal;
use crate::page::{self, PageQuery};
use crate::random;
use crate::session::Caller;
use crate::state::{Hall, Shared};
use crate::store::cases::CaseRow;
use crate::store::payments::{self as rows, PaymentRow};
use crate::store::{next, submissions};

/// Working days a payment is open.
const DAYS: u32 = 10;

/// The payments of a principal's cases that the caller sees, newest first; their own when none is named.
///
/// # Errors
///
/// `malformed` for a cursor this hall never gave, `mandate-refused` without a mandate in force for the principal.
pub async fn list(
    hall: &Hall,
    caller: &Caller,
    principal: Option<PartyId>,
    query: &PageQuery,
) -> Result<Page<Payment>, Refusal> {
    let principal = principal.map_or_else(|| caller.party().map(|it| it.id), Ok)?;
    let before = query.after()?.unwrap_or(i64::MAX);
    let mut connection = hall.readers.acquire().await?;
    let mut db = connection.begin().await?;
    let (person, today) = (&caller.person.id, hall.clock().today());
    let sight = sight::over(&mut db, &hall.catalogue, person, &principal, today).await?;
    let found = rows::of_principal(&mut db, &principal, &sight, before, query.limit() + 1).await?;
    let (found, next) = page::cut(found, query.limit(), |it| it.seq);
    let items = found.into_iter().map(shown).collect::<Result<_, _>>()?;
    Ok(Page { items, next })
}

/// One payment.
///
/// # Errors
///
/// `not-found` when there is none, or none for the caller.
pub async fn show(hall: &Hall, caller: &Caller, id: &PaymentId) -> Result<Payment, Refusal> {
    let mut db = hall.readers.acquire().await?;
    let row = found(&mut db, id).await?;
    sight::find(&mut db, &caller.person.id, &row.case_id.parse()?, hall.clock().today()).await?;
    shown(row)
}

/// Begins to pay. Beginning again changes nothing.
///
/// # Errors
///
/// `not-found`; `not-allowed` when someone else is said to act, or for someone else; `mandate-refused` when the mandate
/// does not cover it; `wrong-state` when nothing is to be paid any more.
pub async fn start(
    hall: &Shared,
    caller: &Caller,
    id: PaymentId,
    body: StartPayment,
) -> Result<Payment, Refusal> {
    let person = caller.person.clone();
    let inner = hall.clone();
    let done = hall.writer.run(move |db| {
        Box::pin(async move {
            let mut row = found(db, &id).await?;
            let today = inner.clock().today();
            let seen = sight::find(db, &person.id, &row.case_id.parse()?, today).await?;
            let wish = Wish { matter: &seen.matter, action: &MandateAction::File, at: "/acting" };
            acting::judge(&inner, db, &person, &body.acting, wish).await?;
            if body.acting.principal != seen.row.acting.principal {
                return Err(Refusal::new(ProblemCode::NotAllowed).detail("申请人不是这个办件的申请人"));
            }
            begin(db, &mut row).await?;
            shown(row)
        })
    });
    done.await
}

async fn begin(db: &mut SqliteConnection, row: &mut PaymentRow) -> Result<(), Refusal> {
    match row.state {
        PaymentState::Due => {
            row.state = PaymentState::Paying;
            row.token = Some(random::secret()?);
            row.once = Some(random::secret()?);
            rows::update(db, row).await
        }
        PaymentState::Paying | PaymentState::Paid => Ok(()),
        _ => {
            let detail = format!("这笔费用现在是「{}」，不用再缴", text(&row.state));
            Err(Refusal::new(ProblemCode::WrongState).detail(detail).case(&row.case_id.parse()?))
        }
    }
}

/// Takes the money of a payment that is still open, and gives its voucher.
async fn settle(hall: &Hall, db: &mut SqliteConnection, row: &mut PaymentRow) -> Result<(), Refusal> {
    let now = hall.clock().now();
    let year = now.format("%y");
    let n = next(db, &format!("voucher-{year}")).await?;
    row.state = PaymentState::Paid;
    row.once = None;
    row.paid_at = Some(now);
    row.voucher_no = Some(format!("{}{year}{n:08}", hall.seed.region));
    rows::update(db, row).await
}

/// What a step of a case means for its payment: acceptance makes it, an answered correction changes what is not paid
/// yet, delivery over the counter settles what is open, and a case that ends without a result costs nothing.
///
/// # Errors
///
/// `invalid` when it cannot be said what an accepted case costs: unknown is not free of charge.
pub(crate) async fn follow(
    hall: &Hall,
    db: &mut SqliteConnection,
    case: &CaseRow,
    action: Action,
) -> Result<(), Refusal> {
    let row = match (action, rows::of_case(db, &case.id).await?) {
        (Action::Accept | Action::AnswerCorrection { accepted: true }, None) => {
            return charge(hall, db, case).await;
        }
        (_, row) => row,
    };
    let Some(mut row) = row else { return Ok(()) };
    match (action, &row.state) {
        (
            Action::AnswerCorrection { accepted: true },
            PaymentState::Due | PaymentState::Paying | PaymentState::Cancelled,
        ) => recharge(db, case, row).await,
        (Action::Deliver, PaymentState::Due | PaymentState::Paying) => settle(hall, db, &mut row).await,
        (Action::Reject | Action::Withdraw, PaymentState::Due | PaymentState::Paying) => {
            row.state = PaymentState::Cancelled;
            row.once = None;
            rows::update(db, &row).await
        }
        (Action::Reject | Action::Withdraw, PaymentState::Paid) => {
            row.state = PaymentState::Refunded;
            rows::update(db, &row).await
        }
        _ => Ok(()),
    }
}

/// Whether it can be said what a filing costs, itself and each part of a bundle that applies.
///
/// # Errors
///
/// `invalid` with each answer by which it cannot be said.
pub(crate) async fn check(
    db: &mut SqliteConnection,
    guide: &Guide,
    manifest: &Manifest,
) -> Result<(), Refusal> {
    let parts = bundles::applying(guide, manifest).map(|(_, part)| &part.matter);
    for matter in parts.chain([&guide.matter]) {
        bill::items(&rows::rates(db, matter).await?, manifest)?;
    }
    Ok(())
}

async fn charge(hall: &Hall, db: &mut SqliteConnection, case: &CaseRow) -> Result<(), Refusal> {
    let items = costs(db, case).await?;
    if items.is_empty() {
        return Ok(());
    }
    let (pay_by, _) = hall.calendar.due_or_estimate(hall.clock().today(), DAYS);
    rows::add(db, &random::id("b")?, &case.id, &items, pay_by).await
}

/// Puts other items on a bill that is not paid. The cashier's page that showed the old ones is gone then, so that
/// nobody pays them.
async fn recharge(db: &mut SqliteConnection, case: &CaseRow, mut row: PaymentRow) -> Result<(), Refusal> {
    let items = costs(db, case).await?;
    if items == row.items && row.state != PaymentState::Cancelled {
        return Ok(());
    }
    (row.token, row.once) = (None, None);
    if items.is_empty() {
        row.state = PaymentState::Cancelled;
    } else {
        row.state = PaymentState::Due;
        row.items = items;
    }
    rows::update(db, &row).await
}

/// What a case costs by what was sent last.
async fn costs(db: &mut SqliteConnection, case: &CaseRow) -> Result<Vec<PaymentItem>, Refusal> {
    let rates = rows::rates(db, &case.matter).await?;
    if rates.is_empty() {
        return Ok(Vec::new());
    }
    let (manifest, _) = submissions::content_of_case(db, case.filed_as()).await?;
    bill::items(&rates, &manifest)
}

async fn found(db: &mut SqliteConnection, id: &PaymentId) -> Result<PaymentRow, Refusal> {
    rows::by_id(db, id.as_str()).await?.ok_or_else(|| Refusal::new(ProblemCode::NotFound))
}

fn shown(row: PaymentRow) -> Result<Payment, Refusal> {
    use contract::Coded;
    let url = row.token.filter(|_| row.state == PaymentState::Paying);
    Ok(Payment {
        id: row.id.parse()?,
        case_id: row.case_id.parse()?,
        total: bill::total(&row.items),
        items: row.items,
        state: Coded::new(row.state.clone(), text(&row.state)),
        pay_by: row.pay_by,
        pay_url: url.map(|it| cashier::address(&it)),
        paid_at: row.paid_at,
        voucher_no: row.voucher_no,
    })
}

/// What this hall calls the state of a payment.
fn text(state: &PaymentState) -> &str {
    match state {
        PaymentState::Due => "待缴费",
        PaymentState::Paying => "缴费中",
        PaymentState::Paid => "已缴费",
        PaymentState::Refunded => "已退费",
        PaymentState::Cancelled => "不用缴了",
        PaymentState::Other(name) => name,
    }
}
