//! Who acts for whom, and by what right: the one question every write asks. The hall's clock judges.

use contract::{
    Acting, MandateAction, MandateId, MatterId, Party, PartyId, PartyKind, PersonId, ProblemCode, SignerRole,
    SigningPlace,
};
use fixtures::Person;
use rules::mandate;
use sqlx::SqliteConnection;

use crate::error::Refusal;
use crate::mandates::texts;
use crate::session::natural;
use crate::state::Hall;
use crate::store::mandates::{self, MandateRow};

/// By what right somebody acts: for themselves, or under a mandate that covers it.
#[derive(Debug, Clone)]
pub struct Authority {
    actor: Party,
    mandate: Option<MandateRow>,
}

/// Who has to sign, and as whom.
#[derive(Debug, Clone)]
pub struct SignerPlan {
    /// The signer.
    pub party: Party,
    /// In which role.
    pub role: SignerRole,
    /// Who is signed in, when that is not the signer.
    pub by: Option<PartyId>,
}

impl SignerPlan {
    /// Who had to sign what was filed as `acting` says, under `mandate` when it names one.
    #[must_use]
    pub fn of(acting: &Acting, mandate: Option<&MandateRow>) -> Self {
        let Some(row) = mandate else {
            return Self { party: acting.principal.clone(), role: SignerRole::Principal, by: None };
        };
        let party = row.signer.party.clone();
        let role = match row.principal.kind {
            PartyKind::Organisation => SignerRole::LegalRepresentative,
            _ => SignerRole::Principal,
        };
        let by = (party.id != acting.actor.id).then(|| acting.actor.id.clone());
        Self { party, role, by }
    }
}

/// What somebody wants to do.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// In which matter.
    pub matter: &'a MatterId,
    /// What.
    pub action: &'a MandateAction,
    /// Where `acting` stands in the request, as a JSON Pointer.
    pub at: &'a str,
}

/// Judges who acts for whom. Ask it in the writer, too, when something is written by it: a mandate may be taken
/// back at any time.
///
/// # Errors
///
/// `not-allowed` when the actor is not the person of the session, `invalid` for a name that is not the registered
/// one, `mandate-refused` with the reason when there is no mandate that covers the wish.
pub async fn judge(
    hall: &Hall,
    db: &mut SqliteConnection,
    person: &Person,
    acting: &Acting,
    wish: Wish<'_>,
) -> Result<Authority, Refusal> {
    let me = signed_in(person, acting)?;
    let misnamed = |member: &str| {
        let pointer = format!("{}/{member}", wish.at);
        Refusal::new(ProblemCode::Invalid).at(&pointer, "other-name", "姓名或者名称与登记的不一致")
    };
    if acting.actor != me {
        return Err(misnamed("actor"));
    }
    let Some(id) = &acting.mandate else {
        return match &acting.principal {
            it if it.id != me.id => Err(texts::because("替别人办理，要写明依据哪份委托")),
            it if *it != me => Err(misnamed("principal")),
            _ => Ok(Authority { actor: me, mandate: None }),
        };
    };
    let row = held(db, &person.id, id).await?;
    if row.principal.id != acting.principal.id {
        let name = &row.principal.name;
        return Err(texts::because(format!("这份委托只能替{name}办理，不能替别人办理")));
    }
    if row.principal != acting.principal {
        return Err(misnamed("principal"));
    }
    let covered = mandate::covers(&row.term, &row.scope, wish.matter, wish.action, hall.clock().today());
    covered.map_err(|why| texts::refused(&hall.catalogue, &row, wish.action, why))?;
    Ok(Authority { actor: me, mandate: Some(row) })
}

/// The person of the session, when it is who is said to act.
///
/// # Errors
///
/// `not-allowed` otherwise.
pub fn signed_in(person: &Person, acting: &Acting) -> Result<Party, Refusal> {
    if acting.actor.id.as_str() == person.id.as_str() {
        return natural(person);
    }
    Err(Refusal::new(ProblemCode::NotAllowed).detail("办理人不是当前登录的人"))
}

/// The mandate under which a person asks for a challenge, in force today. What it covers is judged when something
/// is filed under it.
///
/// # Errors
///
/// `mandate-refused` with the reason.
pub async fn in_force(
    hall: &Hall,
    db: &mut SqliteConnection,
    person: &Person,
    id: &MandateId,
) -> Result<(Authority, PartyId), Refusal> {
    let row = held(db, &person.id, id).await?;
    let standing = row.term.check(hall.clock().today());
    standing.map_err(|why| texts::refused(&hall.catalogue, &row, &MandateAction::File, why))?;
    let principal = row.principal.id.clone();
    Ok((Authority { actor: natural(person)?, mandate: Some(row) }, principal))
}

async fn held(db: &mut SqliteConnection, person: &PersonId, id: &MandateId) -> Result<MandateRow, Refusal> {
    let row = mandates::by_id(db, id).await?;
    row.filter(|it| it.agent.id.as_str() == person.as_str()).ok_or_else(texts::unknown)
}

impl Authority {
    /// How the case's history names whoever acts.
    #[must_use]
    pub fn by(&self) -> String {
        self.mandate.as_ref().map_or_else(|| self.actor.name.clone(), texts::by)
    }

    /// Who has to sign. For an organisation that is who speaks for it by law, for a person the person.
    ///
    /// # Errors
    ///
    /// `signature-invalid` at `at` with the code `own-account`, when the signer has to come with their own account.
    pub fn signer(&self, at: &str) -> Result<SignerPlan, Refusal> {
        let Some(row) = &self.mandate else {
            return Ok(SignerPlan { party: self.actor.clone(), role: SignerRole::Principal, by: None });
        };
        let plan = SignerPlan::of(&self.acting(row), Some(row));
        if plan.by.is_some() && row.signer.place != SigningPlace::InPerson {
            let text = format!("由{}登录自己的账号签名并提交", plan.party.name);
            return Err(Refusal::new(ProblemCode::SignatureInvalid).at(at, "own-account", text));
        }
        Ok(plan)
    }

    fn acting(&self, row: &MandateRow) -> Acting {
        let (actor, principal) = (self.actor.clone(), row.principal.clone());
        Acting { actor, principal, mandate: Some(row.id.clone()) }
    }
}
