//! Pens for tests: strokes given by their corners, sampled like a 240 Hz digitiser would.

use ink::{Device, Log, Pad, Pointer, Pressure, Recorder, Rotation};

/// An empty pad of 600 × 300 px under a finger.
pub(crate) fn pad() -> Recorder {
    let pad = Pad { w: 600, h: 300, rot: Rotation::R0, dpr1000: 3000 };
    Recorder::new(pad, Device { coal: true, pressure: Pressure::None, pointer: Pointer::Touch }).unwrap()
}

/// Draws straight lines from corner to corner (px) at 1.5 px and 4.2 ms for each sample; gives the time after.
pub(crate) fn draw(recorder: &mut Recorder, corners: &[(i32, i32)], mut t: u64) -> u64 {
    let px = |it: (i32, i32)| (it.0 * 32, it.1 * 32);
    let (mut x, mut y) = px(corners[0]);
    recorder.down(x, y, t, 0);
    for corner in &corners[1..] {
        let (to_x, to_y) = px(*corner);
        let steps = ((to_x - x).abs().max((to_y - y).abs()) / 48).max(1);
        for k in 1..=steps {
            t += 42;
            recorder.moved(x + (to_x - x) * k / steps, y + (to_y - y) * k / steps, t, 0);
        }
        (x, y) = (to_x, to_y);
    }
    recorder.up(x, y, t);
    t + 1_500
}

/// A log of these strokes.
pub(crate) fn log(strokes: &[&[(i32, i32)]]) -> Log {
    let mut recorder = pad();
    let mut t = 5_000_000;
    for corners in strokes {
        t = draw(&mut recorder, corners, t);
    }
    recorder.finish()
}
