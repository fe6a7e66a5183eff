//! Why a value has no canonical form here, or why a text is not one.

/// Why canonical JSON could not be made or accepted.
///
/// `at` is a JSON Pointer (RFC 6901) to the offending place; the empty pointer is the whole value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CanonError {
    /// A number with a fraction or an exponent, or one no integer type holds.
    #[error("a number that is not an integer at `{at}`")]
    Float {
        /// Where.
        at: String,
    },
    /// An integer of 2⁵³ or beyond, either sign.
    #[error("an integer beyond 2^53 - 1 at `{at}`")]
    IntegerRange {
        /// Where.
        at: String,
    },
    /// A null; absent members are omitted.
    #[error("a null at `{at}`")]
    Null {
        /// Where.
        at: String,
    },
    /// An object key that is not ASCII.
    #[error("an object key that is not ASCII at `{at}`")]
    Key {
        /// The member, by its key.
        at: String,
    },
    /// Nested deeper than [`crate::MAX_DEPTH`].
    #[error("nested too deep at `{at}`")]
    Depth {
        /// Where the limit was passed.
        at: String,
    },
    /// A value whose `Serialize` refuses to become JSON: a map with keys that are not strings, say.
    #[error("not expressible as JSON")]
    Unserializable,
    /// Not JSON at all.
    #[error("not JSON: line {line}, column {column}")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
    },
    /// JSON, but not in its canonical form: spaces, key order, a key twice, a needless escape.
    #[error("not canonical from byte {offset} on")]
    NotCanonical {
        /// The first byte that differs from the canonical form.
        offset: usize,
    },
    /// A manifest of a version nobody here knows.
    #[error("manifest version {0} is unknown")]
    Version(u32),
    /// Attachments not strictly ascending by (`material_id`, `index`).
    #[error("attachments are out of order or doubled at `{at}`")]
    Unsorted {
        /// The first attachment that does not follow its predecessor.
        at: String,
    },
    /// A digest that is not 64 lower-case hex digits.
    #[error("not a SHA-256 digest at `{at}`")]
    Digest {
        /// Where.
        at: String,
    },
}

impl CanonError {
    /// A stable name, the one the golden vectors use.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Float { .. } => "float",
            Self::IntegerRange { .. } => "integer-range",
            Self::Null { .. } => "null",
            Self::Key { .. } => "key",
            Self::Depth { .. } => "depth",
            Self::Unserializable => "unserializable",
            Self::Syntax { .. } => "syntax",
            Self::NotCanonical { .. } => "not-canonical",
            Self::Version(_) => "version",
            Self::Unsorted { .. } => "unsorted",
            Self::Digest { .. } => "digest",
        }
    }
}
