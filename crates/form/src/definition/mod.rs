//! Is a definition one that can be filled in? Run once when it arrives from a hall, and by the hall
//! before it publishes: a published version never changes.

mod form;
mod guide;
mod scope;

use contract::{FormDefinition, Guide};

use self::scope::Scope;

/// How large a definition may be. Sizes are counts; lengths are in Unicode scalar values.
pub mod limits {
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

/// Every mistake in a form. Empty: it can be filled in.
///
/// A condition may look at names that the form does not have: the scenario's questions. Use
/// [`check_guide`] to check those, too.
#[must_use]
pub fn check_definition(form: &FormDefinition) -> Vec<DefinitionProblem> {
    let mut found = Findings::default();
    form::check(form, "", Scope::open(), &mut found);
    found.problems
}

/// Every mistake in a guide's questions, materials and form, with their conditions seen together.
#[must_use]
pub fn check_guide(guide: &Guide) -> Vec<DefinitionProblem> {
    let mut found = Findings::default();
    guide::check(guide, &mut found);
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

    /// Values of a closed list: not too many, all different.
    fn distinct<'a>(&mut self, values: impl ExactSizeIterator<Item = &'a str>, pointer: &str) {
        self.add_if(values.len() > limits::CHOICES, pointer, DefinitionFault::TooMany(limits::CHOICES));
        let mut seen = std::collections::BTreeSet::new();
        for (at, value) in values.enumerate() {
            self.add_if(!seen.insert(value), &format!("{pointer}/{at}"), DefinitionFault::Duplicate);
        }
    }
}
