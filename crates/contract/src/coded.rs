//! Domain enums travel as names, never as numbers: two national sources disagree on the numbers.

use serde::{Deserialize, Serialize};

/// A name this client may or may not know, with the hall's own words for it.
///
/// `{"code": "accepted", "text": "已受理"}`. A client that does not know the code shows the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coded<T> {
    /// The name.
    pub code: T,
    /// What the hall calls it, for people.
    pub text: String,
}

impl<T> Coded<T> {
    /// `code`, called `text` by the hall.
    pub fn new(code: T, text: impl Into<String>) -> Self {
        Self { code, text: text.into() }
    }
}

/// Declares an enum of names with a last variant `Other` that keeps a name nobody here knows.
macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(from = "String", into = "String")]
        pub enum $name {
            $($(#[$vdoc])* $variant,)+
            /// A name this version of the contract does not have; show the hall's text for it.
            Other(String),
        }

        impl $name {
            /// Every name of this version, in the order of the document.
            pub const KNOWN: &'static [&'static str] = &[$($text),+];

            /// The name on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self { $(Self::$variant => $text,)+ Self::Other(text) => text }
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                match text.as_str() { $($text => Self::$variant,)+ _ => Self::Other(text) }
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> String {
                match name { $name::Other(text) => text, known => known.as_str().to_owned() }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use names;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CaseState;

    #[test]
    fn an_unknown_name_survives_the_round_trip() {
        let wire = r#"{"code":"hibernating","text":"冬眠中"}"#;
        let read: Coded<CaseState> = serde_json::from_str(wire).unwrap();
        assert_eq!(read.code, CaseState::Other("hibernating".into()));
        assert_eq!(serde_json::to_string(&read).unwrap(), wire);
    }

    #[test]
    fn every_known_name_reads_as_its_own_variant() {
        for name in CaseState::KNOWN {
            let read = CaseState::from((*name).to_owned());
            assert_eq!(read.as_str(), *name);
            assert!(!matches!(read, CaseState::Other(_)), "{name}");
        }
    }
}
