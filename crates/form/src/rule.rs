//! The rules a value can break.

use contract::{Format, FormatVerdict};

/// How a formatted text is judged. Comes in as an argument: identifiers are not this crate's business.
pub type FormatCheck = fn(&Format, &str) -> FormatVerdict;

/// What is wrong with one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// Required and not answered.
    Missing,
    /// Not of the field's type: a text where a number is asked, a number with a fraction …
    WrongType,
    /// Fewer characters than this.
    TooShort(u32),
    /// More characters than this.
    TooLong(u32),
    /// Less than this.
    TooSmall(i64),
    /// More than this.
    TooLarge(i64),
    /// Not one of the values of a closed list.
    NotInList,
    /// Not a value of this format.
    Format(Format),
}

impl Rule {
    /// The stable name, for [`contract::FieldProblem::code`] and for choosing the sentence people read.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::WrongType => "wrong-type",
            Self::TooShort(_) => "too-short",
            Self::TooLong(_) => "too-long",
            Self::TooSmall(_) => "too-small",
            Self::TooLarge(_) => "too-large",
            Self::NotInList => "not-in-list",
            Self::Format(format) => match format {
                Format::Date => "bad-date",
                Format::IdNumber => "bad-id-number",
                Format::CreditCode => "bad-credit-code",
                Format::Mobile => "bad-mobile",
                Format::PersonName => "bad-person-name",
                Format::Money => "bad-money",
                Format::Other(_) => "bad-format",
            },
        }
    }
}
