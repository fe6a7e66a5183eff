//! The other side of the counter. Staff tools show a bearer token that lies in the data folder; every act
//! goes through the lifecycle, and the demo clerk takes the same way.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use contract::{Case, CaseId, CaseSummary, Channel, CorrectionItem, Page, ProblemCode};
use rules::Action;
use serde::{Deserialize, Serialize};
use sqlx::{Acquire, SqliteConnection};

use crate::cases::assemble;
use crate::cases::steps::{self, Step};
use crate::error::Refusal;
use crate::state::{Hall, Shared};
use crate::store::cases::{self, CaseRow};

/// Proof that a request comes from staff.
pub struct Staff;

impl FromRequestParts<Shared> for Staff {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, hall: &Shared) -> Result<Self, Refusal> {
        let sent = parts.headers.get(header::AUTHORIZATION).and_then(|it| it.to_str().ok());
        let token = sent.and_then(|it| it.strip_prefix("Bearer ")).unwrap_or_default();
        // Compared by digest: the time it takes tells nothing about the token.
        let same = canon::sha256(token.as_bytes()) == canon::sha256(hall.staff_token.as_bytes());
        if same {
            Ok(Self)
        } else {
            Err(Refusal::new(ProblemCode::NotAllowed).detail("工作人员令牌不对"))
        }
    }
}

/// What staff say when they act.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// Who acts (`李敏 · B06 窗口`).
    #[serde(default)]
    pub by: String,
    /// Opinion or reason.
    #[serde(default)]
    pub note: String,
    /// What is asked, when a case is returned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<CorrectionItem>,
}

/// The acts of staff, by their name in the address.
pub const ACTIONS: [(&str, Action); 8] = [
    ("accept", Action::Accept),
    ("refuse", Action::RefuseAcceptance),
    ("return", Action::AskCorrection),
    ("suspend", Action::Suspend),
    ("resume", Action::Resume),
    ("approve", Action::Approve),
    ("reject", Action::Reject),
    ("deliver", Action::Deliver),
];

/// The act of that name.
///
/// # Errors
///
/// `not-found` when there is none.
pub fn action(name: &str) -> Result<Action, Refusal> {
    let found = ACTIONS.iter().find(|(known, _)| *known == name);
    found.map(|(_, action)| *action).ok_or_else(|| Refusal::new(ProblemCode::NotFound))
}

/// All cases in which something is left to do, oldest first.
///
/// # Errors
///
/// When the database fails.
pub async fn queue(hall: &Hall) -> Result<Page<CaseSummary>, Refusal> {
    let mut connection = hall.readers.acquire().await?;
    let mut snapshot = connection.begin().await?;
    let mut items = Vec::new();
    for row in cases::open(&mut snapshot).await? {
        items.push(assemble::summary(hall, &mut snapshot, &row).await?);
    }
    Ok(Page { items, next: None })
}

/// One case, whole.
///
/// # Errors
///
/// `not-found`.
pub async fn show(hall: &Hall, id: &CaseId) -> Result<Case, Refusal> {
    let mut connection = hall.readers.acquire().await?;
    let mut snapshot = connection.begin().await?;
    let row = found(&mut snapshot, id).await?;
    assemble::whole(hall, &mut snapshot, &row).await
}

/// Does something to a case.
///
/// # Errors
///
/// `not-found`, `wrong-state`, `invalid`.
pub async fn act(hall: &Shared, id: CaseId, action: Action, order: Order) -> Result<Case, Refusal> {
    let inner = hall.clone();
    let done = hall.writer.run(move |db| {
        Box::pin(async move {
            let mut case = found(db, &id).await?;
            steps::take(&inner, db, &mut case, &step(&inner, action, order)).await?;
            assemble::whole(&inner, db, &case).await
        })
    });
    done.await
}

/// An order as a step of a case.
pub(crate) fn step(hall: &Hall, action: Action, order: Order) -> Step {
    Step {
        action,
        by: if order.by.is_empty() { hall.seed.name.clone() } else { order.by },
        channel: Some(Channel::Window),
        note: Some(order.note),
        items: order.items,
    }
}

async fn found(db: &mut SqliteConnection, id: &CaseId) -> Result<CaseRow, Refusal> {
    cases::by_id(db, id.as_str()).await?.ok_or_else(|| Refusal::new(ProblemCode::NotFound))
}
