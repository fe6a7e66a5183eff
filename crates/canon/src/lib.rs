//! The bytes that are hashed, signed and receipted.
//!
//! Canonical JSON is RFC 8785 on a restricted input, so that no two readers can differ about it: integers
//! only (|n| < 2⁵³), never null, object keys ASCII, at most [`MAX_DEPTH`] deep. Strings are taken as they
//! are sent; Unicode normalisation belongs to the place where they are typed.
//!
//! ```
//! let value = serde_json::json!({"b": [1, true], "a": "云岫"});
//! assert_eq!(canon::canonical(&value)?, r#"{"a":"云岫","b":[1,true]}"#.as_bytes());
//! # Ok::<(), canon::CanonError>(())
//! ```

mod digest;
mod error;
mod manifest;
mod read;
mod write;

pub use digest::{is_digest, sha256, sha256_hex};
pub use error::CanonError;
pub use manifest::content_hash;
pub use read::parse_canonical;
pub use write::{canonical, canonical_of, canonical_text_of, quoted};

/// The deepest nesting of arrays and objects. A manifest needs 4; the rest is room for answers.
pub const MAX_DEPTH: usize = 64;

/// The first integer that is too large: above 2⁵³ − 1 neighbours become equal in an IEEE double, which is
/// what JSON numbers are in most other languages.
pub const INTEGER_LIMIT: u64 = 1 << 53;
