//! Renderer `inkr/1`: from a log to a picture, in integers only.
//!
//! A stroke is a run of quadratic curves: each drawn sample is a control point, the curves join half-way
//! between samples, the first and the last sample lie on the line. A sample less than a quarter pixel
//! from the last drawn one is skipped (a resting finger trembles), the last sample never is.

use std::fmt::Write;

use crate::{Log, Point, Stroke, UNITS_PER_PX};

/// Pen width in units: 2.75 px.
const PEN: i32 = 88;
/// Room around the ink in units, the pen's half width included: 4 px.
const MARGIN: i32 = 4 * UNITS_PER_PX;
/// Samples nearer than this to the last drawn one are skipped, in units: a quarter px.
const NEAR: i64 = 8;
/// Ink colour: a black that prints.
const INK: &str = "#111";

impl Log {
    /// The picture: SVG text, the same bytes for the same log wherever it is derived. Contains nothing
    /// but numbers from the log.
    #[must_use]
    pub fn svg(&self) -> String {
        let strokes: Vec<&Stroke> = self.visible().collect();
        let [left, top, width, height] = view_box(self, &strokes);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{left} {top} {width} {height}\" fill=\"none\" \
             stroke=\"{INK}\" stroke-width=\"{PEN}\" stroke-linecap=\"round\" stroke-linejoin=\"round\">"
        );
        for stroke in strokes {
            svg.push_str("<path d=\"");
            svg.push_str(&path(stroke));
            svg.push_str("\"/>");
        }
        svg.push_str("</svg>");
        svg
    }
}

/// The path data (`d`) of one stroke, in units of 1/32 px, as [`Log::svg`] draws it.
#[must_use]
pub fn path(stroke: &Stroke) -> String {
    let points = drawn(&stroke.points);
    let mut d = String::with_capacity(points.len() * 12);
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return d };
    put(&mut d, 'M', &[first.0, first.1]);
    match points.as_slice() {
        // A dot: a line of no length, whose round caps are drawn.
        [_] => d.push_str("h0"),
        [from, to] => put(&mut d, 'l', &[to.0 - from.0, to.1 - from.1]),
        _ => {
            let mut at = *first;
            for k in 1..points.len() - 1 {
                let control = points[k];
                let end = if k + 2 == points.len() { *last } else { middle(control, points[k + 1]) };
                put(&mut d, 'q', &[control.0 - at.0, control.1 - at.1, end.0 - at.0, end.1 - at.1]);
                at = end;
            }
        }
    }
    d
}

/// The samples that shape the line.
fn drawn(points: &[Point]) -> Vec<(i32, i32)> {
    let mut kept: Vec<(i32, i32)> = Vec::with_capacity(points.len());
    for (k, point) in points.iter().enumerate() {
        let here = (point.x, point.y);
        let is_last = k + 1 == points.len();
        match kept.last() {
            Some(before) if *before == here || (!is_last && near(*before, here)) => {}
            _ => kept.push(here),
        }
    }
    kept
}

fn near(a: (i32, i32), b: (i32, i32)) -> bool {
    let (dx, dy) = (i64::from(a.0 - b.0), i64::from(a.1 - b.1));
    dx * dx + dy * dy < NEAR * NEAR
}

/// Half-way, rounded down (towards minus infinity), so that it does not hang on the sign.
fn middle(a: (i32, i32), b: (i32, i32)) -> (i32, i32) {
    ((a.0 + b.0) >> 1, (a.1 + b.1) >> 1)
}

/// `[left, top, width, height]` of the ink and the room around it; of the pad when there is no ink.
/// A quadratic curve stays within its three points, so the samples bound the line.
fn view_box(log: &Log, strokes: &[&Stroke]) -> [i32; 4] {
    let points = || strokes.iter().flat_map(|it| &it.points);
    let x = (points().map(|it| it.x).min(), points().map(|it| it.x).max());
    let y = (points().map(|it| it.y).min(), points().map(|it| it.y).max());
    match (x, y) {
        ((Some(left), Some(right)), (Some(top), Some(bottom))) => {
            [left - MARGIN, top - MARGIN, right - left + 2 * MARGIN, bottom - top + 2 * MARGIN]
        }
        _ => [0, 0, log.pad.w.cast_signed() * UNITS_PER_PX, log.pad.h.cast_signed() * UNITS_PER_PX],
    }
}

/// A command and its numbers, in the shortest spelling.
fn put(d: &mut String, command: char, numbers: &[i32]) {
    d.push(command);
    for (k, number) in numbers.iter().enumerate() {
        if k > 0 && *number >= 0 {
            d.push(' ');
        }
        // Writing to a String cannot fail.
        let _ = write!(d, "{number}");
    }
}
