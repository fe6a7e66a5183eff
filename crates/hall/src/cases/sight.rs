//! Who may see which case: whose it is, and who acts for them under a mandate in force.

use contract::{
    Case, CaseAction, CaseId, Date, MandateAction, MandateRole, MatterId, PartyId, PersonId, ProblemCode,
};
use rules::mandate::in_scope;
use sqlx::SqliteConnection;

use crate::error::Refusal;
use crate::mandates::texts;
use crate::store::cases::{self as rows, CaseRow};
use crate::store::mandates::{self, MandateRow};

/// Which of a principal's cases somebody sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sight {
    /// All of them.
    Every,
    /// Those this person filed, and those in these matters.
    Some {
        /// Who asks.
        filed_by: PersonId,
        /// The matters.
        matters: Vec<MatterId>,
    },
}

impl Sight {
    /// What the mandates of `person` for one principal let them see. Handlers and representatives see all of an
    /// organisation's cases; others what they filed, and with the action `view` what is in scope.
    #[must_use]
    pub fn of(person: &PersonId, active: &[MandateRow]) -> Self {
        let belongs =
            |it: &MandateRow| matches!(it.role, MandateRole::Handler | MandateRole::LegalRepresentative);
        let viewing = || active.iter().filter(|it| it.scope.actions.contains(&MandateAction::View));
        if active.iter().any(belongs) || viewing().any(|it| it.scope.matters.is_none()) {
            return Self::Every;
        }
        let matters = viewing().filter_map(|it| it.scope.matters.clone()).flatten().collect();
        Self::Some { filed_by: person.clone(), matters }
    }

    /// Whether it shows this case.
    #[must_use]
    pub fn shows(&self, case: &CaseRow) -> bool {
        self.covers(&case.person_id, Some(&case.matter))
    }

    /// Whether it shows what this person made, about this matter.
    #[must_use]
    pub fn covers(&self, made_by: &str, matter: Option<&MatterId>) -> bool {
        match self {
            Self::Every => true,
            Self::Some { filed_by, matters } => {
                made_by == filed_by.as_str() || matter.is_some_and(|it| matters.contains(it))
            }
        }
    }
}

/// Whether a mandate is that of somebody who belongs to the organisation.
#[must_use]
pub fn belongs(mandate: &MandateRow) -> bool {
    matches!(mandate.role, MandateRole::Handler | MandateRole::LegalRepresentative)
}

/// A case and by what right it is seen.
pub struct Seen {
    /// The case.
    pub row: CaseRow,
    /// The matter it was filed for: its own, or for a part that of the bundle.
    pub matter: MatterId,
    /// The mandates in force for its principal; `None` for the principal themselves.
    mandates: Option<Vec<MandateRow>>,
}

impl Seen {
    /// Whether whoever sees it speaks for its principal: is them, or belongs to the organisation.
    #[must_use]
    pub fn speaks(&self) -> bool {
        self.mandates.as_ref().is_none_or(|them| them.iter().any(belongs))
    }

    /// Leaves those of a case's actions that whoever sees it may take.
    pub fn limit(&self, case: &mut Case) {
        let Some(mandates) = &self.mandates else { return };
        case.actions.retain(|action| {
            let wanted = match action {
                CaseAction::Correct => MandateAction::Correct,
                CaseAction::Withdraw => MandateAction::Withdraw,
                CaseAction::Other(_) => return false,
            };
            mandates.iter().any(|it| in_scope(&it.scope, &self.matter, &wanted).is_ok())
        });
    }
}

/// The case, when `person` may see it. A part is seen by whoever sees the whole.
///
/// # Errors
///
/// `not-found` otherwise: that there is one is nobody else's business.
pub async fn find(
    db: &mut SqliteConnection,
    person: &PersonId,
    id: &CaseId,
    today: Date,
) -> Result<Seen, Refusal> {
    let none = || Refusal::new(ProblemCode::NotFound);
    let row = rows::by_id(db, id.as_str()).await?.ok_or_else(none)?;
    let filed = match &row.bundle {
        Some(part) => rows::by_id(db, &part.case_id).await?.ok_or_else(none)?,
        None => row.clone(),
    };
    let matter = filed.matter.clone();
    let principal = &filed.acting.principal.id;
    if principal.as_str() == person.as_str() {
        return Ok(Seen { row, matter, mandates: None });
    }
    let active = mandates::active_for(db, person, principal, today).await?;
    if active.is_empty() || !Sight::of(person, &active).shows(&filed) {
        return Err(none());
    }
    Ok(Seen { row, matter, mandates: Some(active) })
}

/// The case that a body names at `/case_id`, when `person` may see it.
///
/// # Errors
///
/// `invalid` at `/case_id` otherwise.
pub async fn named(
    db: &mut SqliteConnection,
    person: &PersonId,
    id: &CaseId,
    today: Date,
) -> Result<Seen, Refusal> {
    find(db, person, id, today).await.map_err(|refused| match refused.problem().code {
        ProblemCode::NotFound => Refusal::new(ProblemCode::Invalid).at("/case_id", "unknown", "没有这个办件"),
        _ => refused,
    })
}

/// What `person` sees of a principal's cases.
///
/// # Errors
///
/// `mandate-refused`, with the reason, without a mandate in force for that principal.
pub async fn over(
    db: &mut SqliteConnection,
    catalogue: &crate::catalogue::Catalogue,
    person: &PersonId,
    principal: &PartyId,
    today: Date,
) -> Result<Sight, Refusal> {
    if principal.as_str() == person.as_str() {
        return Ok(Sight::Every);
    }
    let all = mandates::between(db, person, principal).await?;
    let active: Vec<_> = all.iter().filter(|it| it.term.check(today).is_ok()).cloned().collect();
    if !active.is_empty() {
        return Ok(Sight::of(person, &active));
    }
    // The latest one says best why there is none in force.
    let latest = all.iter().max_by_key(|it| it.term.from).ok_or_else(texts::unknown)?;
    match latest.term.check(today) {
        Err(why) => Err(texts::refused(catalogue, latest, &MandateAction::View, why)),
        Ok(()) => Err(texts::unknown()),
    }
}
