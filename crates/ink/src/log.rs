//! The log in memory: absolute samples. What travels is in `wire`.

use serde::{Deserialize, Serialize};

use crate::history::History;
use crate::{InkError, MAX_PAD_PX, UNITS_PER_PX};

/// The raw record of one signature. Made by [`crate::Recorder`] or [`Log::parse`] only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log {
    pub(crate) pad: Pad,
    pub(crate) device: Device,
    pub(crate) strokes: Vec<Stroke>,
    pub(crate) ops: Vec<Op>,
}

impl Log {
    /// Where it was written.
    #[must_use]
    pub fn pad(&self) -> Pad {
        self.pad
    }

    /// What it was written with.
    #[must_use]
    pub fn device(&self) -> Device {
        self.device
    }

    /// Every stroke ever begun, in order: visible, undone, cleared and void ones.
    #[must_use]
    pub fn strokes(&self) -> &[Stroke] {
        &self.strokes
    }

    /// Every operation, in order.
    #[must_use]
    pub fn ops(&self) -> &[Op] {
        &self.ops
    }

    /// The strokes that are left after all operations: what the signer saw when they confirmed.
    pub fn visible(&self) -> impl Iterator<Item = &Stroke> {
        History::replay(&self.strokes, &self.ops).visible().to_vec().into_iter().map(|it| &self.strokes[it])
    }
}

/// The pad: size in CSS px of its own frame, however it lay on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pad {
    /// Width in CSS px.
    pub w: u32,
    /// Height in CSS px.
    pub h: u32,
    /// How the pad was turned against the screen. Samples are in the pad's frame, so the picture is upright.
    pub rot: Rotation,
    /// Device pixels for one CSS px, in thousandths.
    pub dpr1000: u32,
}

impl Pad {
    /// The pad itself when ink can be recorded on it.
    ///
    /// # Errors
    ///
    /// [`InkError::Pad`] when a side is 0 or longer than [`MAX_PAD_PX`].
    pub(crate) fn checked(self) -> Result<Self, InkError> {
        let good = 1..=MAX_PAD_PX;
        if good.contains(&self.w) && good.contains(&self.h) {
            Ok(self)
        } else {
            Err(InkError::Pad(self.w, self.h))
        }
    }

    /// Where a sample may be, in units: the pad and one more pad on each side, because a captured
    /// pointer goes on outside. `(lowest, highest)` of x, then of y.
    pub(crate) fn reach(self) -> [(i32, i32); 2] {
        [self.w, self.h].map(|side| {
            let side = side.min(MAX_PAD_PX).cast_signed() * UNITS_PER_PX;
            (-side, 2 * side)
        })
    }
}

/// How a pad was turned clockwise against the screen, in degrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub enum Rotation {
    /// Not at all.
    #[default]
    R0,
    /// A quarter.
    R90,
    /// A half.
    R180,
    /// Three quarters.
    R270,
}

impl From<Rotation> for u16 {
    fn from(rotation: Rotation) -> u16 {
        match rotation {
            Rotation::R0 => 0,
            Rotation::R90 => 90,
            Rotation::R180 => 180,
            Rotation::R270 => 270,
        }
    }
}

impl TryFrom<u16> for Rotation {
    type Error = &'static str;

    fn try_from(degrees: u16) -> Result<Self, Self::Error> {
        match degrees {
            0 => Ok(Self::R0),
            90 => Ok(Self::R90),
            180 => Ok(Self::R180),
            270 => Ok(Self::R270),
            _ => Err("rot is 0, 90, 180 or 270"),
        }
    }
}

/// What wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Device {
    /// True when the browser handed over coalesced samples, so that none is missing.
    pub coal: bool,
    /// What the pressures are worth.
    #[serde(rename = "pk")]
    pub pressure: Pressure,
    /// Kind of pointer.
    #[serde(rename = "pt")]
    pub pointer: Pointer,
}

/// What the pressures of a log are worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pressure {
    /// The device reported none.
    #[default]
    None,
    /// Fewer than five different values: a constant in disguise, not recorded.
    Const,
    /// Measured by hardware; recorded.
    #[serde(rename = "hw")]
    Hardware,
}

/// Kind of pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pointer {
    /// A finger.
    #[default]
    Touch,
    /// A stylus.
    Pen,
    /// A mouse.
    Mouse,
}

/// One stroke: from touching the pad to leaving it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stroke {
    /// When it began, in 0.1 ms since the first touch of the log.
    pub t0: u64,
    /// Every sample, at least one.
    pub points: Vec<Point>,
    /// True when the browser took the pointer away (a call, a palm, a gesture): kept, never drawn.
    pub void: bool,
}

impl Stroke {
    /// When it ended, in 0.1 ms since the first touch of the log.
    #[must_use]
    pub fn end(&self) -> u64 {
        self.t0 + self.points.last().map_or(0, |it| it.t)
    }
}

/// One sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// From the pad's left edge, in 1/32 CSS px.
    pub x: i32,
    /// From the pad's upper edge, in 1/32 CSS px.
    pub y: i32,
    /// In 0.1 ms since the stroke began.
    pub t: u64,
    /// 0 to 1023; absent unless measured by hardware. All points of a stroke have it or none.
    pub p: Option<u16>,
}

/// One operation on the strokes so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Op(
    /// When, in 0.1 ms since the first touch.
    pub u64,
    /// What.
    pub OpKind,
    /// How many strokes had been begun by then: the order does not hang on clocks.
    pub usize,
);

/// Kinds of operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OpKind {
    /// Takes the last stroke or the last clear back.
    Undo,
    /// Does again what was undone.
    Redo,
    /// Hides every stroke.
    Clear,
    /// The page was loaded again: how long the pause before it was is not known.
    Resume,
}
