//! `ink/1` on the wire: canonical JSON (RFC 8785 on integers and ASCII), columns, differences.
//!
//! Members are declared in the order of their names, which is the order RFC 8785 wants. In a stroke `x`
//! and `y` start absolute and go on as differences; `t` starts at 0 and goes on as differences; `p` is
//! absolute.

use serde::{Deserialize, Serialize};

use crate::log::{Device, Log, Op, Pad, Point, Rotation, Stroke};
use crate::{InkError, MAX_BYTES, MAX_OPS, MAX_SAMPLES, MAX_STROKES, MAX_TIME, OpKind};

const VERSION: u32 = 1;
const UNIT: &str = "1/32px";
const TIME_UNIT: &str = "0.1ms";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireLog {
    dev: Device,
    dpr1000: u32,
    ops: Vec<Op>,
    pad: (u32, u32),
    rot: Rotation,
    s: Vec<WireStroke>,
    tu: String,
    u: String,
    v: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireStroke {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    p: Option<Vec<u16>>,
    t: Vec<u64>,
    t0: u64,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    void: bool,
    x: Vec<i32>,
    y: Vec<i32>,
}

impl Log {
    /// The log as text: the bytes that are hashed and sent.
    #[must_use]
    pub fn to_json(&self) -> String {
        let wire = WireLog {
            dev: self.device,
            dpr1000: self.pad.dpr1000,
            ops: self.ops.clone(),
            pad: (self.pad.w, self.pad.h),
            rot: self.pad.rot,
            s: self.strokes.iter().map(WireStroke::from).collect(),
            tu: TIME_UNIT.to_owned(),
            u: UNIT.to_owned(),
            v: VERSION,
        };
        // Integers, ASCII and string keys only: there is no value here that JSON cannot hold.
        serde_json::to_string(&wire).unwrap_or_default()
    }

    /// Reads a log that anyone may have made. Bounded: reads at most [`MAX_BYTES`], holds at most
    /// [`MAX_SAMPLES`] samples.
    ///
    /// # Errors
    ///
    /// [`InkError`] for everything that [`Log::to_json`] would not have written.
    pub fn parse(text: &str) -> Result<Self, InkError> {
        if text.len() > MAX_BYTES {
            return Err(InkError::TooLong(text.len()));
        }
        let wire: WireLog =
            serde_json::from_slice(text.as_bytes()).map_err(|it| InkError::Malformed(it.to_string()))?;
        if wire.v != VERSION || wire.u != UNIT || wire.tu != TIME_UNIT {
            return Err(InkError::Format);
        }
        let pad = Pad { w: wire.pad.0, h: wire.pad.1, rot: wire.rot, dpr1000: wire.dpr1000 }.checked()?;
        if wire.s.len() > MAX_STROKES {
            return Err(InkError::TooManyStrokes(wire.s.len()));
        }
        if wire.ops.len() > MAX_OPS {
            return Err(InkError::TooManyOps(wire.ops.len()));
        }
        if wire.s.iter().map(|it| it.x.len()).sum::<usize>() > MAX_SAMPLES {
            return Err(InkError::TooManySamples);
        }
        let mut strokes = Vec::with_capacity(wire.s.len());
        let mut earliest = 0;
        for (index, it) in wire.s.iter().enumerate() {
            let stroke = it.read(index, pad, earliest)?;
            earliest = stroke.end();
            strokes.push(stroke);
        }
        check_ops(&wire.ops, &strokes)?;
        let log = Self { pad, device: wire.dev, strokes, ops: wire.ops };
        if log.to_json() == text { Ok(log) } else { Err(InkError::NotCanonical) }
    }
}

/// Each operation stands after the strokes it counts and before the next one, in time as in order.
fn check_ops(ops: &[Op], strokes: &[Stroke]) -> Result<(), InkError> {
    let mut last = (0, 0);
    for (index, Op(t, kind, begun)) in ops.iter().enumerate() {
        let after = begun.checked_sub(1).and_then(|it| strokes.get(it)).map_or(0, Stroke::end);
        let before = strokes.get(*begun).map_or(MAX_TIME, |it| it.t0);
        let in_place = *begun <= strokes.len() && (after..=before).contains(t) && (*begun, *t) >= last;
        let idle_resume = *kind == OpKind::Resume && *begun == 0;
        if !in_place || idle_resume {
            return Err(InkError::Op(index));
        }
        last = (*begun, *t);
    }
    Ok(())
}

impl From<&Stroke> for WireStroke {
    fn from(stroke: &Stroke) -> Self {
        let points = &stroke.points;
        Self {
            p: points.iter().map(|it| it.p).collect(),
            t: differences(points.iter().map(|it| it.t), |it, before| it - before),
            t0: stroke.t0,
            void: stroke.void,
            x: differences(points.iter().map(|it| it.x), |it, before| it - before),
            y: differences(points.iter().map(|it| it.y), |it, before| it - before),
        }
    }
}

/// The first value, then by how much each differs from the one before it.
fn differences<T: Copy + Default>(values: impl Iterator<Item = T>, minus: impl Fn(T, T) -> T) -> Vec<T> {
    let mut before = T::default();
    values.map(|it| minus(it, std::mem::replace(&mut before, it))).collect()
}

impl WireStroke {
    /// The stroke with number `index`, not before `earliest`.
    fn read(&self, index: usize, pad: Pad, earliest: u64) -> Result<Stroke, InkError> {
        let n = self.x.len();
        let pressures = self.p.as_ref().map_or(n, Vec::len);
        if n == 0 || [self.y.len(), self.t.len(), pressures] != [n; 3] {
            return Err(InkError::Columns(index));
        }
        let starts_right = self.t0 >= earliest && (index > 0 || self.t0 == 0) && self.t[0] == 0;
        if !starts_right {
            return Err(InkError::Time(index));
        }
        let (reach, mut at) = (pad.reach(), (0_i32, 0_i32, 0_u64));
        let mut points = Vec::with_capacity(n);
        for k in 0..n {
            let (x, y) = (at.0.checked_add(self.x[k]), at.1.checked_add(self.y[k]));
            let (Some(x), Some(y)) = (x, y) else { return Err(InkError::Outside(index)) };
            if !within(reach[0], x) || !within(reach[1], y) {
                return Err(InkError::Outside(index));
            }
            let t = at.2.checked_add(self.t[k]).ok_or(InkError::Time(index))?;
            if t.checked_add(self.t0).is_none_or(|it| it > MAX_TIME) {
                return Err(InkError::Time(index));
            }
            let p = self.p.as_ref().map(|it| it[k]);
            if p.is_some_and(|it| it > 1023) {
                return Err(InkError::Pressure(index));
            }
            at = (x, y, t);
            points.push(Point { x, y, t, p });
        }
        Ok(Stroke { t0: self.t0, points, void: self.void })
    }
}

fn within((low, high): (i32, i32), value: i32) -> bool {
    (low..=high).contains(&value)
}
