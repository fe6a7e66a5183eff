//! Who is who in the stories: people with and without an account, organisations, mandates and projects.

use std::collections::BTreeMap;

use contract::{MandateRole, Party, PartyKind};
use fixtures::{MandateSeed, Organisation, Person, ProjectSeed, Sample, Story};

use crate::error::Refusal;
use crate::session::natural;

/// Everybody a story may name.
pub(super) struct Cast {
    people: Vec<Person>,
    organisations: Vec<Organisation>,
    mandates: Vec<MandateSeed>,
    projects: Vec<ProjectSeed>,
    samples: BTreeMap<&'static str, Sample>,
}

/// The parts of one story.
pub(super) struct Roles<'a> {
    /// Who acts.
    pub(super) actor: &'a Person,
    /// For whom.
    pub(super) principal: Party,
    /// The organisation it is for, if it is for one.
    pub(super) organisation: Option<&'a Organisation>,
    /// The person a form asks about: the principal, or who answers the telephone for an organisation.
    pub(super) contact: &'a Person,
    /// The project it is for.
    pub(super) project: Option<&'a ProjectSeed>,
}

impl Cast {
    /// The cast of the seed.
    ///
    /// # Errors
    ///
    /// Never: the tests of the seed read it.
    pub(super) fn read() -> Result<Self, serde_json::Error> {
        let mut people = fixtures::people()?;
        people.extend(fixtures::townspeople()?);
        Ok(Self {
            people,
            organisations: fixtures::organisations()?,
            mandates: fixtures::mandates()?,
            projects: fixtures::projects()?,
            samples: fixtures::samples()?.into_iter().collect(),
        })
    }

    /// The sample filing of a matter; none for one that is not filed online.
    pub(super) fn sample(&self, matter: &str) -> Option<&Sample> {
        self.samples.get(matter)
    }

    /// Who plays which part in `story`.
    ///
    /// # Errors
    ///
    /// When it names somebody who is not of the cast.
    pub(super) fn roles(&self, story: &Story) -> Result<Roles<'_>, Refusal> {
        let id = story.principal.as_str();
        let organisation = self.organisations.iter().find(|it| it.id.as_str() == id);
        let actor = match &story.mandate {
            Some(mandate) => {
                let found = self.mandates.iter().find(|it| it.id == *mandate);
                self.person(found.map(|it| it.agent.as_str()).unwrap_or_default())?
            }
            None => self.person(id)?,
        };
        let (principal, contact) = match organisation {
            Some(it) => {
                let party = Party {
                    id: story.principal.clone(),
                    kind: PartyKind::Organisation,
                    name: it.name.clone(),
                };
                (party, self.person(it.handlers.first().unwrap_or(&it.representative_id).as_str())?)
            }
            None => (natural(self.person(id)?)?, self.person(id)?),
        };
        let project = story.project.as_ref();
        let project = project.and_then(|code| self.projects.iter().find(|it| it.code == *code));
        Ok(Roles { actor, principal, organisation, contact, project })
    }

    /// On what ground somebody acts in `story`; none when they act for themselves.
    pub(super) fn role(&self, story: &Story) -> Option<&MandateRole> {
        let id = story.mandate.as_ref()?;
        self.mandates.iter().find(|it| it.id == *id).map(|it| &it.role)
    }

    fn person(&self, id: &str) -> Result<&Person, Refusal> {
        let found = self.people.iter().find(|it| it.id.as_str() == id);
        found.ok_or_else(|| Refusal::internal(format!("nobody of the cast is `{id}`")))
    }
}

impl Roles<'_> {
    /// True when somebody acts for another natural person.
    pub(super) fn by_agent(&self) -> bool {
        self.organisation.is_none() && self.principal.id.as_str() != self.actor.id.as_str()
    }

    /// What a form may prefill, by profile key.
    pub(super) fn profile(&self) -> BTreeMap<String, String> {
        let mut known = self.contact.profile();
        if let Some(organisation) = self.organisation {
            known.extend(organisation.profile());
        }
        known
    }
}
