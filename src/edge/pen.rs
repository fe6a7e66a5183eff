//! Pointer events → samples in the pad's own frame. Every coalesced sample is kept.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, PointerEvent};

/// One sample as the device reported it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// 1/32 CSS px from the pad's left edge.
    pub x32: i32,
    /// 1/32 CSS px from the pad's top edge.
    pub y32: i32,
    /// 0.1 ms on the event's clock.
    pub t: u64,
    /// 0 to 1023.
    pub pressure: u16,
}

/// Where the pad lies on the screen, in CSS px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    left: f64,
    top: f64,
    right: f64,
    /// Width of the pad's own frame.
    pub width: u32,
    /// Height of the pad's own frame.
    pub height: u32,
    /// Turned by 90° clockwise, to be landscape on a portrait phone.
    pub turned: bool,
}

/// Reads where the pad is. Once for each stroke, never within one: a layout read costs.
#[must_use]
pub fn frame(pad: &Element) -> Frame {
    let rect = pad.get_bounding_client_rect();
    // The style sheet turns a pad on narrow portrait screens; a turned element's box is taller than it is wide,
    // its own frame is the other way round.
    let turned = turned(pad);
    let (width, height) = if turned { (rect.height(), rect.width()) } else { (rect.width(), rect.height()) };
    Frame {
        left: rect.left(),
        top: rect.top(),
        right: rect.right(),
        width: px(width),
        height: px(height),
        turned,
    }
}

fn turned(pad: &Element) -> bool {
    let own = pad.client_width();
    let seen = pad.get_bounding_client_rect().width();
    (f64::from(own) - seen).abs() > 1.0
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "screen sizes, rounded and not negative"
)]
fn px(value: f64) -> u32 {
    value.round().max(0.0) as u32
}

/// Device pixels for one CSS pixel, in thousandths.
#[must_use]
pub fn dpr1000() -> u32 {
    px(super::page::window().map_or(1.0, |it| it.device_pixel_ratio()) * 1000.0)
}

/// Keeps the pointer on the pad until it lifts.
pub fn capture(event: &PointerEvent) {
    event.prevent_default();
    if let Some(pad) = event.current_target().and_then(|it| it.dyn_into::<Element>().ok()) {
        // A pointer that is already gone has nothing to capture.
        let _ = pad.set_pointer_capture(event.pointer_id());
    }
}

/// The element the handler sits on.
#[must_use]
pub fn pad_of(event: &PointerEvent) -> Option<Element> {
    event.current_target().and_then(|it| it.dyn_into::<Element>().ok())
}

/// Every sample of a move: the coalesced ones where the browser has them (Firefox on Android answers an
/// empty list), else the event itself.
#[must_use]
pub fn samples(event: &PointerEvent, frame: &Frame) -> Vec<Sample> {
    let coalesced = coalesced(event);
    if coalesced.is_empty() {
        return vec![sample(event, frame)];
    }
    coalesced.iter().map(|it| sample(it, frame)).collect()
}

/// True when this browser reports coalesced samples.
#[must_use]
pub fn coalesces(event: &PointerEvent) -> bool {
    method(event).is_some()
}

fn method(event: &PointerEvent) -> Option<Function> {
    Reflect::get(event, &JsValue::from_str("getCoalescedEvents")).ok()?.dyn_into().ok()
}

fn coalesced(event: &PointerEvent) -> Vec<PointerEvent> {
    let list = method(event).and_then(|it| it.call0(event).ok()).and_then(|it| it.dyn_into::<Array>().ok());
    list.map(|list| list.iter().filter_map(|it| it.dyn_into().ok()).collect()).unwrap_or_default()
}

/// One event in the pad's frame.
#[must_use]
pub fn sample(event: &PointerEvent, frame: &Frame) -> Sample {
    let (client_x, client_y) = (position(event, "clientX"), position(event, "clientY"));
    let (x, y) = if frame.turned {
        (client_y - frame.top, frame.right - client_x)
    } else {
        (client_x - frame.left, client_y - frame.top)
    };
    Sample { x32: units(x), y32: units(y), t: tenths(event.time_stamp()), pressure: level(event.pressure()) }
}

/// web-sys gives whole pixels; the browser has fractions.
fn position(event: &PointerEvent, name: &str) -> f64 {
    Reflect::get(event, &JsValue::from_str(name)).ok().and_then(|it| it.as_f64()).unwrap_or_default()
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a screen is far smaller than 2^31 / 32 px; casts saturate"
)]
fn units(px: f64) -> i32 {
    (px * 32.0).round() as i32
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "time stamps are positive; casts saturate"
)]
fn tenths(ms: f64) -> u64 {
    (ms * 10.0).round() as u64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "pressure is 0 to 1; casts saturate"
)]
fn level(pressure: f32) -> u16 {
    (pressure * 1023.0).round() as u16
}

/// `touch`, `pen` or `mouse`.
#[must_use]
pub fn pointer_type(event: &PointerEvent) -> String {
    event.pointer_type()
}
