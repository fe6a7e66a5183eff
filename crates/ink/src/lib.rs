//! Ink: what a pen did, as evidence, and the picture that is derived from it.
//!
//! The **log** ([`Log`], format [`FORMAT`]) holds every sample the browser reported, in integers:
//! positions in 1/32 CSS px of the pad's own frame, times in 0.1 ms since the first touch. Nothing is
//! filtered, smoothed or deleted; undo, redo and clear are entries of the log. The **picture**
//! ([`Log::svg`], renderer [`RENDERER`]) is a function of the log in integer arithmetic, so that anyone
//! derives the same bytes again, natively or in WebAssembly.
//!
//! A log is made by a [`Recorder`] or read by [`Log::parse`]; both keep the limits below, so a log that
//! exists is a log that every hall can read.

mod draw;
mod error;
mod gate;
mod history;
mod log;
mod recorder;
mod wire;

pub use draw::path;
pub use error::InkError;
pub use gate::{Weak, gate};
pub use log::{Device, Log, Op, OpKind, Pad, Point, Pointer, Pressure, Rotation, Stroke};
pub use recorder::Recorder;

/// Format of the log. Changes when the same bytes would mean something else.
pub const FORMAT: &str = "ink/1";

/// The renderer. Changes when the same log would give another picture.
pub const RENDERER: &str = "inkr/1";

/// Units of length in one CSS pixel.
pub const UNITS_PER_PX: i32 = 32;

/// Most strokes of a log, void ones included.
pub const MAX_STROKES: usize = 512;

/// Most samples of a log: more than four minutes of pen contact at 240 Hz. Small enough that even the
/// widest spelling of a full log stays below [`MAX_BYTES`].
pub const MAX_SAMPLES: usize = 60_000;

/// Most operations of a log.
pub const MAX_OPS: usize = 2_048;

/// Longest log, in bytes of JSON.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;

/// Longest side of a pad, in CSS px.
pub const MAX_PAD_PX: u32 = 8_192;

/// Latest time in a log, in 0.1 ms since the first touch: about three years.
pub const MAX_TIME: u64 = 1_000_000_000_000;
