//! From pointer events to a log: every sample is kept as it came.

use crate::history::History;
use crate::{
    Device, InkError, Log, MAX_OPS, MAX_SAMPLES, MAX_STROKES, MAX_TIME, Op, OpKind, Pad, Point, Pressure,
    Stroke,
};

/// How many different pressures make a sensor.
const HARDWARE_LEVELS: usize = 5;

/// Takes pointer events and keeps them. The caller locks one pointer and gives times of one clock.
///
/// Positions are in 1/32 CSS px of the pad's frame, times in 0.1 ms on any clock (the event's own
/// `timeStamp`, not the time it was handled), pressures from 0 to 1023.
#[derive(Debug, Clone)]
pub struct Recorder {
    log: Log,
    history: History,
    live: Option<Stroke>,
    samples: usize,
    clock: Clock,
    levels: Vec<u16>,
}

/// How the caller's clock maps to the time of the log.
#[derive(Debug, Clone, Copy)]
enum Clock {
    /// No event yet; the next one happens at this time of the log.
    Waiting { next: u64 },
    /// `log time = event time - since + offset`.
    Running { since: u64, offset: u64, last: u64 },
}

impl Recorder {
    /// An empty pad. `device.pressure` is found out while recording.
    ///
    /// # Errors
    ///
    /// [`InkError::Pad`] when a side of the pad is 0 or too long.
    pub fn new(pad: Pad, device: Device) -> Result<Self, InkError> {
        Ok(Self::from_log(Log { pad: pad.checked()?, device, strokes: Vec::new(), ops: Vec::new() }))
    }

    /// Goes on with a log, after a reload. The caller's clock may have started again: the next event
    /// follows at once, and the log says `resume` where the pause is not known.
    #[must_use]
    pub fn from_log(log: Log) -> Self {
        let end = log.strokes.last().map_or(0, Stroke::end).max(log.ops.last().map_or(0, |it| it.0));
        let history = History::replay(&log.strokes, &log.ops);
        let samples = log.strokes.iter().map(|it| it.points.len()).sum();
        let pressures = log.strokes.iter().flat_map(|it| &it.points).filter_map(|it| it.p);
        let mut levels = Vec::new();
        pressures.for_each(|it| note_level(&mut levels, it));
        Self { history, live: None, samples, clock: Clock::Waiting { next: end }, levels, log }
    }

    /// The pen touches. A stroke whose end was never reported ends here. Ignored when [full](Self::is_full).
    pub fn down(&mut self, x32: i32, y32: i32, t: u64, pressure: u16) {
        self.end_stroke(false);
        if self.is_full() {
            return;
        }
        let t0 = self.time(t);
        self.live = Some(Stroke { t0, points: Vec::new(), void: false });
        self.sample(x32, y32, t0, pressure);
    }

    /// The pen moves: once for every coalesced sample. Ignored while nothing touches.
    pub fn moved(&mut self, x32: i32, y32: i32, t: u64, pressure: u16) {
        if self.live.is_some() && self.samples < MAX_SAMPLES {
            let t = self.time(t);
            self.sample(x32, y32, t, pressure);
        }
    }

    /// The pen leaves, here. The position counts, the pressure does not: browsers report 0.
    pub fn up(&mut self, x32: i32, y32: i32, t: u64) {
        let pressure = self.live.as_ref().and_then(|it| it.points.last()).and_then(|it| it.p);
        self.moved(x32, y32, t, pressure.unwrap_or(0));
        self.end_stroke(false);
    }

    /// The browser took the pointer away. The stroke stays in the log, void, and is not drawn.
    pub fn cancel(&mut self) {
        self.end_stroke(true);
    }

    /// Takes the last stroke, or the last clear, back. False when there is nothing to take back.
    pub fn undo(&mut self, t: u64) -> bool {
        self.operate(OpKind::Undo, t)
    }

    /// Does again what was undone. False when there is nothing, or something new was drawn since.
    pub fn redo(&mut self, t: u64) -> bool {
        self.operate(OpKind::Redo, t)
    }

    /// Hides every stroke; [`undo`](Self::undo) brings them back. False when nothing was in sight.
    pub fn clear(&mut self, t: u64) -> bool {
        self.operate(OpKind::Clear, t)
    }

    /// Whether [`undo`](Self::undo) would do something.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        self.live.is_some() || self.history.can_undo()
    }

    /// Whether [`redo`](Self::redo) would do something.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        self.live.is_none() && self.history.can_redo()
    }

    /// Finished strokes in sight, in order of drawing.
    pub fn strokes(&self) -> impl Iterator<Item = &Stroke> {
        self.history.visible().iter().map(|it| &self.log.strokes[*it])
    }

    /// The stroke that is being drawn.
    #[must_use]
    pub fn live(&self) -> Option<&Stroke> {
        self.live.as_ref()
    }

    /// True when nothing is in sight.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.live.is_none() && self.history.visible().is_empty()
    }

    /// True when no further stroke is taken: the log has reached its limits.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.log.strokes.len() >= MAX_STROKES || self.samples >= MAX_SAMPLES || self.log.ops.len() >= MAX_OPS
    }

    /// The log so far, without the stroke that is being drawn: what a draft keeps.
    #[must_use]
    pub fn log(&self) -> Log {
        let mut log = self.log.clone();
        log.device.pressure = match self.levels.as_slice() {
            levels if levels.len() >= HARDWARE_LEVELS => Pressure::Hardware,
            [] | [0] => Pressure::None,
            _ => Pressure::Const,
        };
        if log.device.pressure != Pressure::Hardware {
            // A constant is no evidence of anything; what is not needed is not kept.
            log.strokes.iter_mut().flat_map(|it| &mut it.points).for_each(|it| it.p = None);
        }
        log
    }

    /// Ends the stroke that is being drawn and gives the log.
    #[must_use]
    pub fn finish(mut self) -> Log {
        self.end_stroke(false);
        self.log()
    }

    fn operate(&mut self, kind: OpKind, t: u64) -> bool {
        self.end_stroke(false);
        if self.log.ops.len() >= MAX_OPS || !self.history.operate(kind) {
            return false;
        }
        let t = self.time(t);
        self.log.ops.push(Op(t, kind, self.log.strokes.len()));
        true
    }

    fn end_stroke(&mut self, void: bool) {
        if let Some(mut stroke) = self.live.take() {
            stroke.void = void;
            if !void {
                self.history.draw(self.log.strokes.len());
            }
            self.log.strokes.push(stroke);
        }
    }

    fn sample(&mut self, x: i32, y: i32, t: u64, pressure: u16) {
        let Some(stroke) = self.live.as_mut() else { return };
        let [(left, right), (top, bottom)] = self.log.pad.reach();
        let pressure = pressure.min(1023);
        note_level(&mut self.levels, pressure);
        stroke.points.push(Point {
            x: x.clamp(left, right),
            y: y.clamp(top, bottom),
            t: t - stroke.t0,
            p: Some(pressure),
        });
        self.samples += 1;
    }

    /// The time of the log at time `t` of the caller's clock; never earlier than the last one.
    fn time(&mut self, t: u64) -> u64 {
        match self.clock {
            Clock::Waiting { next } => {
                self.clock = Clock::Running { since: t, offset: next, last: next };
                if !self.log.strokes.is_empty() && self.log.ops.len() < MAX_OPS {
                    self.log.ops.push(Op(next, OpKind::Resume, self.log.strokes.len()));
                }
                next
            }
            Clock::Running { since, offset, last } => {
                let now = t.saturating_sub(since).saturating_add(offset).clamp(last, MAX_TIME);
                self.clock = Clock::Running { since, offset, last: now };
                now
            }
        }
    }
}

/// Remembers up to [`HARDWARE_LEVELS`] different pressures.
fn note_level(levels: &mut Vec<u16>, pressure: u16) {
    if levels.len() < HARDWARE_LEVELS && !levels.contains(&pressure) {
        levels.push(pressure);
    }
}
