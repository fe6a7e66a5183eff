//! Is this a signature at all? Only what surely is none is refused: 一, 丁 and 王 are names.

use crate::{Log, Stroke, UNITS_PER_PX};

/// A stroke that fits into a square of this side, in units, is a dot.
const DOT: u64 = 8 * UNITS_PER_PX.unsigned_abs() as u64;
/// The ink must span at least this much in one direction, in units. Not in both: 一 is flat.
const MIN_SPAN: u64 = 24 * UNITS_PER_PX.unsigned_abs() as u64;
/// The pen must have travelled at least this far on the pad, in units.
const MIN_TRAVEL: u64 = 60 * UNITS_PER_PX.unsigned_abs() as u64;

/// Why ink is too little for a signature. Never a reason to refuse the person: offer another way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Weak {
    /// Nothing is in sight.
    #[error("nothing is drawn")]
    Empty,
    /// Nothing but taps.
    #[error("only dots are drawn")]
    OnlyDots,
    /// A line too short to be a name.
    #[error("the ink is too short")]
    TooShort,
}

/// Looks at the strokes in sight.
///
/// # Errors
///
/// [`Weak`] when they are surely no signature. No rule asks for curves, corners, several strokes or
/// time: a straight line of 60 px passes.
pub fn gate(log: &Log) -> Result<(), Weak> {
    let strokes: Vec<&Stroke> = log.visible().collect();
    if strokes.is_empty() {
        return Err(Weak::Empty);
    }
    if strokes.iter().all(|it| span(&[it]) < DOT) {
        return Err(Weak::OnlyDots);
    }
    let travel: u64 = strokes.iter().map(|it| travel(it)).sum();
    if span(&strokes) < MIN_SPAN || travel < MIN_TRAVEL { Err(Weak::TooShort) } else { Ok(()) }
}

impl Log {
    /// See [`gate`].
    ///
    /// # Errors
    ///
    /// [`Weak`] when the ink is surely no signature.
    pub fn gate(&self) -> Result<(), Weak> {
        gate(self)
    }
}

/// The longer side of the box around these strokes, in units.
fn span(strokes: &[&Stroke]) -> u64 {
    let points = || strokes.iter().flat_map(|it| &it.points);
    let side = |low: Option<i32>, high: Option<i32>| match (low, high) {
        (Some(low), Some(high)) => u64::from(high.abs_diff(low)),
        _ => 0,
    };
    let width = side(points().map(|it| it.x).min(), points().map(|it| it.x).max());
    let height = side(points().map(|it| it.y).min(), points().map(|it| it.y).max());
    width.max(height)
}

/// How far the pen went, in units, rounded down at every sample.
fn travel(stroke: &Stroke) -> u64 {
    let leg = |a: i32, b: i32| u64::from(a.abs_diff(b)).pow(2);
    stroke.points.windows(2).map(|it| (leg(it[0].x, it[1].x) + leg(it[0].y, it[1].y)).isqrt()).sum()
}
