//! Who of the test persons can play what: an agent of somebody, someone who speaks for an organisation.

use contract::{Mandate, MandateAction, MandateState, PartyKind, SigningPlace};

use crate::bench::Bench;
use crate::trouble::Trouble;
use crate::visitor::Visitor;

/// A test person with a mandate.
#[derive(Debug, Clone, Copy)]
pub struct Agent<'a> {
    /// The person, signed in.
    pub who: &'a Visitor,
    /// Their mandate, as the list shows it.
    pub mandate: &'a Mandate,
}

impl Bench {
    /// The first test person with a mandate of which `suits` holds.
    ///
    /// # Errors
    ///
    /// [`Trouble::NotTried`], naming `what`, when nobody has one.
    pub fn agent(&self, what: &str, suits: impl Fn(&Mandate) -> bool) -> Result<Agent<'_>, Trouble> {
        let found = self.mandates()?.into_iter().find(|(_, it)| suits(it));
        let agent = found.map(|(who, mandate)| Agent { who, mandate });
        agent.ok_or_else(|| Trouble::not_tried(format!("no test person has {what}")))
    }

    /// Somebody who files for an organisation and may sign for it.
    ///
    /// # Errors
    ///
    /// As [`Self::agent`].
    pub fn speaker(&self) -> Result<Agent<'_>, Trouble> {
        self.agent("a mandate in force to file and sign for an organisation", |it| {
            of_organisation(it) && files(it) && signs(it)
        })
    }

    /// Somebody without a mandate in force for the principal of `mandate`, who is not the principal either.
    ///
    /// # Errors
    ///
    /// [`Trouble::NotTried`] when there is nobody.
    pub fn outsider(&self, mandate: &Mandate) -> Result<&Visitor, Trouble> {
        let all = self.mandates()?;
        let inside = |who: &Visitor| {
            who.id() == mandate.principal.id.as_str()
                || all
                    .iter()
                    .any(|(it, held)| it.id() == who.id() && held.principal.id == mandate.principal.id)
        };
        let found = self.people().into_iter().find(|it| !inside(it));
        found.ok_or_else(|| Trouble::not_tried("every test person may act for this principal"))
    }
}

/// In force by the hall's clock.
#[must_use]
pub fn active(mandate: &Mandate) -> bool {
    mandate.state.code == MandateState::Active
}

/// For an organisation.
#[must_use]
pub fn of_organisation(mandate: &Mandate) -> bool {
    mandate.principal.kind == PartyKind::Organisation
}

/// In force and for filing any matter.
#[must_use]
pub fn files(mandate: &Mandate) -> bool {
    active(mandate) && mandate.scope.matters.is_none() && mandate.scope.actions.contains(&MandateAction::File)
}

/// The agent's session is enough for the signature: the agent signs, or the signer signs in person beside them.
#[must_use]
pub fn signs(mandate: &Mandate) -> bool {
    mandate.signer.party.id == mandate.agent.id || mandate.signer.place == SigningPlace::InPerson
}
