//! Is a definition one that can be filled in? Run once when it arrives from a hall, and by the hall
//! before it publishes: a published version never changes.

mod form;
mod guide;
mod scope;

use contract::{Condition, FormDefinition, Guide};

use self::scope::Scope;
use crate::condition::comparisons;

/// How large a definition may be. Sizes are counts; lengths are in Unicode scalar values.
pub mod limits {
    /// Questions of a guide.
    pub const QUESTIONS: usize = 100;
    /// Materials of a guide.
    pub const MATERIALS: usize = 300;
    /// Sections of a form.
    pub const SECTIONS: usize = 50;
    /// Names and values that one condition compares.
    pub const COMPARED: usize = 500;
    /// Fields of a form, all sections together.
    pub const FIELDS: usize = 200;
    /// Values of one closed list.
    pub const CHOICES: usize = 500;
    /// Characters of a name or id.
    pub const NAME: usize = 64;
    /// Characters of a title, a label, a unit.
    pub const TITLE: usize = 200;
    /// Characters of a hint or a question.
    pub const TEXT: usize = 1000;
}

/// One mistake in a definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionProblem {
    /// JSON Pointer (RFC 6901) into what was checked: `/sections/0/fields/2/show_if`.
    pub pointer: String,
    /// The mistake.
    pub fault: DefinitionFault,
}

/// What can be wrong with a definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DefinitionFault {
    /// The root schema is not an object.
    NotAnObject,
    /// A field without a property of its name.
    UnknownProperty,
    /// A property that no field asks for.
    NeverAsked,
    /// A JSON type this version does not have.
    UnknownType,
    /// The name or id is taken already; fields and questions share their names.
    Duplicate,
    /// The value stands in this closed list already.
    Repeated,
    /// Not a name: 1 to 64 of `a-z`, `0-9`, `_` (`-`, too, in the id of a section).
    BadName,
    /// A condition looks at something that is asked later, or at itself.
    LooksAhead(String),
    /// A condition looks at something that is never asked.
    LooksAtNothing(String),
    /// A condition compares with a value that can never be given.
    NeverGiven {
        /// What it looks at.
        name: String,
        /// The value.
        value: String,
    },
    /// A condition is nested too deep and will never hold.
    TooDeep,
    /// More than this many.
    TooMany(usize),
    /// Fewer than this many.
    TooFew(usize),
    /// A text of more than this many characters.
    TooLong(usize),
    /// The smallest is larger than the largest.
    EmptyRange,
    /// A keyword that says nothing about a value of this type.
    WrongKeyword,
}

impl DefinitionFault {
    /// Whether it keeps a person from filling the form in, or this device from showing it. The other faults are mistakes of
    /// whoever published it that nobody else needs to suffer for: a label cut short, a condition that never holds.
    #[must_use]
    pub const fn is_fatal(&self) -> bool {
        match self {
            Self::UnknownType
            | Self::Duplicate
            | Self::BadName
            | Self::LooksAhead(_)
            | Self::TooDeep
            | Self::TooMany(_)
            | Self::TooFew(_)
            | Self::EmptyRange => true,
            Self::NotAnObject
            | Self::UnknownProperty
            | Self::NeverAsked
            | Self::Repeated
            | Self::LooksAtNothing(_)
            | Self::NeverGiven { .. }
            | Self::TooLong(_)
            | Self::WrongKeyword => false,
        }
    }
}

/// The first mistake in a guide for which it cannot be filled in here. A client asks before it shows a question or a field.
#[must_use]
pub fn unfillable(guide: &Guide) -> Option<DefinitionProblem> {
    check_guide(guide).into_iter().find(|it| it.fault.is_fatal())
}

/// Every mistake in a form. Empty: it can be filled in.
///
/// A condition may look at names that the form does not have: the scenario's questions. Use
/// [`check_guide`] to check those, too.
#[must_use]
pub fn check_definition(form: &FormDefinition) -> Vec<DefinitionProblem> {
    let mut found = Findings::default();
    if form::sizes(form, "", &mut found) {
        form::check(form, "", Scope::open(), &mut found);
    }
    found.problems
}

/// Every mistake in a guide's questions, materials and form, with their conditions seen together.
#[must_use]
pub fn check_guide(guide: &Guide) -> Vec<DefinitionProblem> {
    let mut found = Findings::default();
    // What is too large is not looked into: the check must cost less than what it saves.
    if guide::sizes(guide, &mut found) {
        guide::check(guide, &mut found);
    }
    found.problems
}

/// What was found so far.
#[derive(Default)]
struct Findings {
    problems: Vec<DefinitionProblem>,
}

impl Findings {
    fn add(&mut self, pointer: &str, fault: DefinitionFault) {
        self.problems.push(DefinitionProblem { pointer: pointer.to_owned(), fault });
    }

    fn add_if(&mut self, wrong: bool, pointer: &str, fault: DefinitionFault) {
        if wrong {
            self.add(pointer, fault);
        }
    }

    /// There may be at most `limit` of them; true when there are.
    fn few(&mut self, count: usize, limit: usize, pointer: &str) -> bool {
        self.add_if(count > limit, pointer, DefinitionFault::TooMany(limit));
        count <= limit
    }

    /// `condition` may compare so much and no more; true when it does.
    fn narrow(&mut self, condition: Option<&Condition>, pointer: &str) -> bool {
        let size = condition.map(|it| comparisons(it).iter().map(|(_, values)| values.len().max(1)).sum());
        self.few(size.unwrap_or_default(), limits::COMPARED, pointer)
    }

    /// `text` must have at most `limit` characters.
    fn length(&mut self, text: &str, limit: usize, pointer: &str) {
        self.add_if(text.chars().count() > limit, pointer, DefinitionFault::TooLong(limit));
    }

    /// `name` must be a name; `extra` are characters allowed beside `a-z 0-9 _`.
    fn name(&mut self, name: &str, extra: &[u8], pointer: &str) {
        let usual =
            |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'_' || extra.contains(&it);
        let good = (1..=limits::NAME).contains(&name.len()) && name.bytes().all(usual);
        self.add_if(!good, pointer, DefinitionFault::BadName);
    }

    /// Values of a closed list: all different.
    fn distinct<'a>(&mut self, values: impl Iterator<Item = &'a str>, pointer: &str) {
        let mut seen = std::collections::BTreeSet::new();
        for (at, value) in values.enumerate() {
            self.add_if(!seen.insert(value), &format!("{pointer}/{at}"), DefinitionFault::Repeated);
        }
    }
}
