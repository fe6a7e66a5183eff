//! Mandates as the hall lists them, and what one covers.

use std::collections::BTreeMap;
use std::sync::Arc;

use client::CallError;
use client::mandates::Side;
use contract::{
    Acting, GuideSummary, Mandate, MandateAction, MandateId, MandateState, MatterId, Party, Signer,
    SignerRole,
};
use contract::{PartyKind, SigningPlace};

use super::paged::{Whole, every};
use crate::edge::fetch;
use crate::text;

/// Every mandate of one side, in the hall's order.
///
/// # Errors
///
/// What the hall answered.
pub async fn all(side: Side) -> Result<Vec<Mandate>, CallError> {
    Ok(list(side).await?.items)
}

async fn list(side: Side) -> Result<Whole<Mandate>, CallError> {
    every(|cursor| client::mandates::list(side, cursor)).await
}

/// Titles of matters.
pub type Titles = Arc<BTreeMap<MatterId, String>>;

/// Mandates as a page lists them.
#[derive(Debug, Clone)]
pub struct Listed {
    /// They, in the hall's order.
    pub all: Vec<Mandate>,
    /// Titles of the matters they name.
    pub titles: Titles,
    /// Said when the hall has more of them.
    pub cut: Option<String>,
}

/// Mandates of one side, for a page that lists them.
///
/// # Errors
///
/// What the hall answered.
pub async fn listed(side: Side) -> Result<Listed, CallError> {
    let Whole { items: all, complete } = list(side).await?;
    let cut = (!complete).then(|| text::mandates_cut(&all.len().to_string()));
    let titles = Arc::new(titles(&all).await);
    Ok(Listed { all, titles, cut })
}

/// A mandate with its profile, and its JSON for [`ActingStore::begin`].
///
/// # Errors
///
/// What the hall answered.
pub async fn whole(id: MandateId) -> Result<(Mandate, String), CallError> {
    let mandate = fetch::send(client::mandates::show(&id)).await?;
    let json = serde_json::to_string(&mandate).unwrap_or_default();
    Ok((mandate, json))
}

/// Titles of the matters that mandates name, as far as the hall's catalogue has them.
pub async fn titles(mandates: &[Mandate]) -> BTreeMap<MatterId, String> {
    if mandates.iter().all(|it| it.scope.matters.is_none()) {
        return BTreeMap::new();
    }
    // Without a network the number of matters still says something.
    let guides = every(client::guides::page).await.map(|it| it.items).unwrap_or_default();
    let title = |it: &GuideSummary| text::title(&it.title, &it.titles, text::hall_lang()).text;
    guides.into_iter().map(|it| (it.matter.clone(), title(&it))).collect()
}

/// Why a mandate does not do for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Short {
    /// It is not in force today.
    State,
    /// It covers other matters.
    Matter,
    /// It covers other actions.
    Action,
}

/// Whether a mandate covers an action on a matter; the hall decides, this says so before anything is filled in.
///
/// # Errors
///
/// [`Short`].
pub fn covers(mandate: &Mandate, matter: &MatterId, action: &MandateAction) -> Result<(), Short> {
    if mandate.state.code != MandateState::Active {
        return Err(Short::State);
    }
    if mandate.scope.matters.as_ref().is_some_and(|it| !it.contains(matter)) {
        return Err(Short::Matter);
    }
    if mandate.scope.actions.contains(action) { Ok(()) } else { Err(Short::Action) }
}

/// Whose signature a filing needs, and where it is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SigningPlan {
    /// The person signed in signs.
    Here(Signer),
    /// Somebody else signs by hand on this device, while the agent stays signed in (当面签名).
    InPerson(Party, Signer),
    /// Somebody else signs with their own account.
    OwnAccount(Party),
}

/// The plan for who acts; `mandate` is the one `acting` names.
#[must_use]
pub fn signing_plan(acting: &Acting, mandate: Option<&Mandate>) -> SigningPlan {
    let Some(mandate) = mandate else {
        return SigningPlan::Here(Signer { role: SignerRole::Principal, sub: acting.actor.id.clone() });
    };
    let party = mandate.signer.party.clone();
    let role = match acting.principal.kind {
        PartyKind::Organisation => SignerRole::LegalRepresentative,
        PartyKind::Person | PartyKind::Other(_) => SignerRole::Principal,
    };
    let signer = Signer { role, sub: party.id.clone() };
    match mandate.signer.place {
        _ if party.id == acting.actor.id => SigningPlan::Here(signer),
        SigningPlace::InPerson => SigningPlan::InPerson(party, signer),
        SigningPlace::OwnAccount | SigningPlace::Other(_) => SigningPlan::OwnAccount(party),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mandate(state: &str, matters: &str) -> Mandate {
        let text = format!(
            r#"{{"id":"m-1","role":{{"code":"agent-staff","text":"代办员"}},
            "agent":{{"id":"p-a","kind":"person","name":"甲"}},"principal":{{"id":"p-b","kind":"person","name":"乙"}},
            "principal_no":"990101********0017","scope":{{{matters}"actions":["file","view"]}},
            "valid_from":"2026-01-01","state":{{"code":"{state}","text":"…"}},
            "signer":{{"party":{{"id":"p-b","kind":"person","name":"乙"}},"place":"in-person"}},
            "basis":"委托书","granted_at":"2026-01-01T09:00:00+08:00"}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn what_a_mandate_covers() {
        let every = "";
        let one = r#""matters":["elder-card"],"#;
        let table = [
            ("active", every, "elder-card", MandateAction::File, Ok(())),
            ("active", every, "dog-licence", MandateAction::View, Ok(())),
            ("active", every, "elder-card", MandateAction::Withdraw, Err(Short::Action)),
            ("active", one, "elder-card", MandateAction::File, Ok(())),
            ("active", one, "dog-licence", MandateAction::File, Err(Short::Matter)),
            ("expired", every, "elder-card", MandateAction::File, Err(Short::State)),
            ("not-yet", one, "dog-licence", MandateAction::File, Err(Short::State)),
            ("asleep", every, "elder-card", MandateAction::File, Err(Short::State)),
        ];
        for (state, matters, matter, action, expected) in table {
            let found = covers(&mandate(state, matters), &matter.parse().unwrap(), &action);
            assert_eq!(found, expected, "{state} {matters} {matter} {action}");
        }
    }

    #[test]
    fn who_signs_where() {
        let party = |id: &str, kind: PartyKind| Party { id: id.parse().unwrap(), kind, name: id.into() };
        let signer = |role: SignerRole, sub: &str| Signer { role, sub: sub.parse().unwrap() };
        let (person, organisation) = (PartyKind::Person, PartyKind::Organisation);
        let representative = SignerRole::LegalRepresentative;
        #[rustfmt::skip]
        let table = [
            // principal, its kind,      signer, place                     plan for the agent p-a
            ("p-b", person,              "p-b", SigningPlace::InPerson,    SigningPlan::InPerson(party("p-b", PartyKind::Person), signer(SignerRole::Principal, "p-b"))),
            ("o-1", organisation.clone(), "p-c", SigningPlace::OwnAccount, SigningPlan::OwnAccount(party("p-c", PartyKind::Person))),
            ("o-1", organisation,        "p-a", SigningPlace::OwnAccount,  SigningPlan::Here(signer(representative, "p-a"))),
        ];
        for (principal, kind, signs, place, plan) in table {
            let mut held = mandate("active", "");
            held.signer.party = party(signs, PartyKind::Person);
            held.signer.place = place;
            let acting = Acting {
                actor: party("p-a", PartyKind::Person),
                principal: party(principal, kind),
                mandate: Some(held.id.clone()),
            };
            assert_eq!(signing_plan(&acting, Some(&held)), plan, "{principal} {signs}");
        }
        let me = party("p-a", PartyKind::Person);
        let acting = Acting { actor: me.clone(), principal: me, mandate: None };
        assert_eq!(signing_plan(&acting, None), SigningPlan::Here(signer(SignerRole::Principal, "p-a")));
    }
}
