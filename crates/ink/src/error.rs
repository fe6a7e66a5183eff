//! Why a text is not a log.

use crate::{MAX_BYTES, MAX_OPS, MAX_SAMPLES, MAX_STROKES};

/// Why a text is not an `ink/1` log. Strokes and operations are counted from 0.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InkError {
    /// Longer than [`MAX_BYTES`]; not read any further.
    #[error("{0} bytes are more than {MAX_BYTES}")]
    TooLong(usize),
    /// Not JSON, a number that is not a whole one, a member missing, twice or unknown.
    #[error("not an ink/1 document: {0}")]
    Malformed(String),
    /// Another version, or other units.
    #[error("another format than ink/1 in 1/32px and 0.1ms")]
    Format,
    /// A pad without area or beyond [`crate::MAX_PAD_PX`].
    #[error("no such pad: {0} x {1} px")]
    Pad(u32, u32),
    /// More than [`MAX_STROKES`].
    #[error("{0} strokes are more than {MAX_STROKES}")]
    TooManyStrokes(usize),
    /// More than [`MAX_SAMPLES`].
    #[error("more than {MAX_SAMPLES} samples")]
    TooManySamples,
    /// More than [`MAX_OPS`].
    #[error("{0} operations are more than {MAX_OPS}")]
    TooManyOps(usize),
    /// A stroke without samples, or with columns of different lengths.
    #[error("stroke {0} has no samples or uneven columns")]
    Columns(usize),
    /// A sample more than one pad's size away from the pad.
    #[error("stroke {0} leaves the pad too far")]
    Outside(usize),
    /// Time runs backwards, starts elsewhere than at 0, or goes on for more than [`crate::MAX_TIME`].
    #[error("stroke {0} is out of time")]
    Time(usize),
    /// A pressure above 1023.
    #[error("stroke {0} has a pressure above 1023")]
    Pressure(usize),
    /// An operation out of order or out of time.
    #[error("operation {0} is out of order")]
    Op(usize),
    /// The same log is spelled otherwise: spaces, key order, signs, zeros. There is one spelling only.
    #[error("not the canonical spelling of this log")]
    NotCanonical,
}
