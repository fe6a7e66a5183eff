//! What every check is given: the hall's own words about itself, the document, and people at its door.

use std::sync::OnceLock;
use std::time::Duration;

use contract::{Class, Discovery};
use serde_json::Value;

use crate::document::{self, Document};
use crate::filing::kept::Kept;
use crate::record::Record;
use crate::trouble::Trouble;
use crate::visitor::Visitor;
use crate::wire::Wire;

/// Which hall, and with whom.
#[derive(Debug, Clone)]
pub struct Options {
    /// The hall's origin: `https://hall.example`.
    pub url: String,
    /// Ids of test persons for the hall's development sign-in; those of discovery when empty.
    pub persons: Vec<String>,
    /// Cookies (`name=value`) of persons who are signed in already. Used instead of `persons` when there are any.
    pub cookies: Vec<String>,
    /// How long any one answer, or anything that a check waits for, may take.
    pub patience: Duration,
}

impl Options {
    /// A hall in demo mode: with the people that it names, and patience for its clerk.
    #[must_use]
    pub fn at(url: &str) -> Self {
        Self {
            url: url.to_owned(),
            persons: Vec::new(),
            cookies: Vec::new(),
            patience: Duration::from_secs(20),
        }
    }
}

/// The hall cannot be tried at all, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreachable(pub String);

impl std::fmt::Display for Unreachable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unreachable {}

/// A hall under test.
pub struct Bench {
    discovery: Discovery,
    record: Record,
    stranger: Visitor,
    first: Visitor,
    second: Visitor,
    /// Ids of the test persons after the second, when they can sign in.
    rest: Vec<String>,
    others: OnceLock<Vec<Visitor>>,
    by_cookie: bool,
    patience: Duration,
    kept: Kept,
}

impl Bench {
    /// Looks at the hall and signs two persons in.
    ///
    /// # Errors
    ///
    /// When there is no hall, or nobody can come in.
    pub fn open(options: &Options) -> Result<Self, Unreachable> {
        let record = Record::default();
        let wire = Wire::new(&options.url, options.patience);
        let stranger = Visitor::stranger(wire, record.clone());
        let said = |it: Trouble| Unreachable(it.to_string());
        let discovery: Discovery =
            stranger.get("/.well-known/hall").and_then(|it| it.json()).map_err(said)?;
        let by_cookie = !options.cookies.is_empty();
        let mut people = if by_cookie { options.cookies.clone() } else { persons(options, &discovery)? };
        if people.len() < 2 || people[0] == people[1] {
            return Err(Unreachable("two different test persons are needed: --person ID --person ID".into()));
        }
        let rest = people.split_off(2);
        let come = |it: &String| if by_cookie { stranger.with_cookie(it) } else { stranger.sign_in(it) };
        let (first, second) = (come(&people[0]).map_err(said)?, come(&people[1]).map_err(said)?);
        let rest = if by_cookie { Vec::new() } else { rest };
        let (others, patience) = (OnceLock::new(), options.patience);
        Ok(Self {
            discovery,
            record,
            stranger,
            first,
            second,
            rest,
            others,
            by_cookie,
            patience,
            kept: Kept::default(),
        })
    }

    /// What the hall says about itself.
    #[must_use]
    pub fn discovery(&self) -> &Discovery {
        &self.discovery
    }

    /// Whether the hall offers a class. `core` is always offered.
    #[must_use]
    pub fn offers(&self, class: &Class) -> bool {
        *class == Class::Core || self.discovery.classes.contains(class)
    }

    /// Somebody who is not signed in.
    #[must_use]
    pub fn anyone(&self) -> Visitor {
        self.stranger.clone()
    }

    /// The first test person, signed in.
    #[must_use]
    pub fn first(&self) -> &Visitor {
        &self.first
    }

    /// The second test person, signed in: somebody else than the first.
    #[must_use]
    pub fn second(&self) -> &Visitor {
        &self.second
    }

    /// The first test person in another session, which a check may end or spoil.
    ///
    /// # Errors
    ///
    /// [`Trouble::NotTried`] when people cannot sign in by name here.
    pub fn fresh_first(&self) -> Result<Visitor, Trouble> {
        if self.by_cookie {
            return Err(Trouble::not_tried("a second session needs sign-in by name, not a cookie"));
        }
        self.stranger.sign_in(self.first.id())
    }

    /// Every test person, the first two first. Those after them sign in when this is first asked for; whoever cannot
    /// is left out.
    #[must_use]
    pub fn people(&self) -> Vec<&Visitor> {
        let come = || self.rest.iter().filter_map(|it| self.stranger.sign_in(it).ok()).collect();
        let others: &Vec<Visitor> = self.others.get_or_init(come);
        [&self.first, &self.second].into_iter().chain(others).collect()
    }

    /// The contract: `openapi.yaml` of the kit's own version.
    #[must_use]
    pub fn document(&self) -> &'static Value {
        document::value()
    }

    /// The contract with its operations and schemas.
    #[must_use]
    pub fn contract(&self) -> &'static Document {
        document::document()
    }

    /// Every exchange so far.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// What has been found out once in this run.
    pub(crate) fn kept(&self) -> &Kept {
        &self.kept
    }

    /// How long any one thing may take.
    #[must_use]
    pub fn patience(&self) -> Duration {
        self.patience
    }
}

/// Ids of the test persons: those named, otherwise those a demo names in discovery.
fn persons(options: &Options, discovery: &Discovery) -> Result<Vec<String>, Unreachable> {
    if !discovery.sign_in.development {
        return Err(Unreachable(
            "this hall has no development sign-in; sign two test persons in and name their cookies: \
             --cookie NAME=VALUE --cookie NAME=VALUE"
                .into(),
        ));
    }
    let mut people = options.persons.clone();
    let named = discovery.demo.iter().flat_map(|it| &it.persons).map(|it| it.id.to_string());
    people.extend(named.filter(|it| !options.persons.contains(it)));
    Ok(people)
}
