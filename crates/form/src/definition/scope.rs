//! What a condition may look at: everything asked before it.

use std::collections::{BTreeMap, BTreeSet};

use contract::Condition;

use super::{DefinitionFault, Findings};
use crate::condition::{comparisons, is_too_deep};

/// The names asked so far, with the values each can have.
pub(super) struct Scope<'a> {
    earlier: BTreeMap<&'a str, Values<'a>>,
    /// Names asked somewhere in what is checked.
    announced: BTreeSet<&'a str>,
    /// Names nobody here asks for may be asked elsewhere.
    open: bool,
}

/// The values a name can have.
pub(super) enum Values<'a> {
    /// Any.
    Any,
    /// Only these.
    Only(Vec<&'a str>),
}

impl<'a> Scope<'a> {
    /// Nothing asked yet, and other names exist elsewhere.
    pub(super) fn open() -> Self {
        Self { earlier: BTreeMap::new(), announced: BTreeSet::new(), open: true }
    }

    /// Nothing asked yet, and no other names exist.
    pub(super) fn closed() -> Self {
        Self { open: false, ..Self::open() }
    }

    /// These names will be asked.
    pub(super) fn announce(&mut self, names: impl IntoIterator<Item = &'a str>) {
        self.announced.extend(names);
    }

    /// `name` has been asked; false when it had been before.
    pub(super) fn ask(&mut self, name: &'a str, values: Values<'a>) -> bool {
        self.earlier.insert(name, values).is_none()
    }

    /// Every reason why `condition` makes no sense at this point.
    pub(super) fn check(&self, condition: &Condition, pointer: &str, found: &mut Findings) {
        found.add_if(is_too_deep(condition), pointer, DefinitionFault::TooDeep);
        for (name, values) in comparisons(condition) {
            match self.earlier.get(name) {
                Some(Values::Any) => {}
                Some(Values::Only(possible)) => {
                    for value in values.iter().filter(|it| !possible.contains(&it.as_str())) {
                        let (name, value) = (name.to_owned(), value.clone());
                        found.add(pointer, DefinitionFault::NeverGiven { name, value });
                    }
                }
                None if self.announced.contains(name) => {
                    found.add(pointer, DefinitionFault::LooksAhead(name.to_owned()));
                }
                None => found.add_if(!self.open, pointer, DefinitionFault::LooksAtNothing(name.to_owned())),
            }
        }
    }
}
