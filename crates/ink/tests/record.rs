//! Every sample is kept, and what was kept is read again.
#[cfg(test)]
mod support;

use ink::{
    Device, Log, MAX_BYTES, MAX_SAMPLES, MAX_STROKES, OpKind, Pad, Pointer, Pressure, Recorder, Rotation,
};
use proptest::prelude::*;
use support::{draw, log, pad};

#[test]
fn no_sample_is_lost() {
    let mut recorder = pad();
    let truth: Vec<(i32, i32)> = (0..2_000).map(|k| ((k * 37) % 19_200, (k * k) % 9_600)).collect();
    recorder.down(truth[0].0, truth[0].1, 0, 0);
    for (k, (x, y)) in truth.iter().enumerate().skip(1) {
        recorder.moved(*x, *y, 42 * k as u64, 0);
    }
    recorder.up(640, 640, 42 * 2_000);
    let read = Log::parse(&recorder.finish().to_json()).unwrap();
    let kept: Vec<(i32, i32)> = read.strokes()[0].points.iter().map(|it| (it.x, it.y)).collect();
    assert_eq!(kept[..2_000], truth);
    assert_eq!(kept[2_000], (640, 640), "the stroke ends where the finger left");
}

#[test]
fn the_wire_form_is_this() {
    let mut recorder = pad();
    recorder.down(32, 64, 70_000, 0);
    recorder.moved(40, 60, 70_040, 0);
    recorder.up(40, 60, 70_041);
    recorder.down(320, 320, 71_000, 0);
    recorder.cancel();
    recorder.undo(72_000);
    assert_eq!(
        recorder.finish().to_json(),
        r#"{"dev":{"coal":true,"pk":"none","pt":"touch"},"dpr1000":3000,"ops":[[2000,"undo",2]],"pad":[600,300],"rot":0,"s":[{"t":[0,40,1],"t0":0,"x":[32,8,0],"y":[64,-4,0]},{"t":[0],"t0":1000,"void":true,"x":[320],"y":[320]}],"tu":"0.1ms","u":"1/32px","v":1}"#
    );
}

#[test]
fn a_clock_that_jumps_back_does_not_break_the_log() {
    let mut recorder = pad();
    recorder.down(0, 0, 9_000, 0);
    recorder.moved(50, 0, 8_000, 0);
    recorder.up(90, 0, 9_010);
    let log = recorder.finish();
    let times: Vec<u64> = log.strokes()[0].points.iter().map(|it| it.t).collect();
    assert_eq!(times, [0, 0, 10]);
}

#[test]
fn a_missing_up_ends_the_stroke_at_the_next_down() {
    let mut recorder = pad();
    recorder.down(0, 0, 0, 0);
    recorder.moved(900, 0, 10, 0);
    recorder.down(0, 900, 20, 0);
    recorder.up(900, 900, 30);
    assert_eq!(recorder.strokes().count(), 2);
}

#[test]
fn events_without_a_pen_down_are_nothing() {
    let mut recorder = pad();
    recorder.moved(1, 1, 0, 0);
    recorder.up(1, 1, 1);
    recorder.cancel();
    assert!(recorder.is_empty() && !recorder.undo(2) && !recorder.redo(3) && !recorder.clear(4));
    assert_eq!(recorder.finish().strokes(), []);
}

#[test]
fn pressure_is_kept_only_when_a_sensor_measured_it() {
    #[rustfmt::skip]
    let table: [(&[u16], Pressure, bool); 4] = [
        (&[0, 0, 0, 0, 0, 0],                Pressure::None,     false),
        (&[512, 512, 512, 512, 512, 512],    Pressure::Const,    false),
        (&[0, 512, 1023, 512, 1023, 1023],   Pressure::Const,    false),
        (&[100, 180, 260, 300, 280, 90],     Pressure::Hardware, true),
    ];
    for (pressures, verdict, kept) in table {
        let mut recorder = pad();
        recorder.down(0, 0, 0, pressures[0]);
        for (k, p) in (1..).zip(&pressures[1..]) {
            recorder.moved(40 * k, 0, 40 * u64::from(k.unsigned_abs()), *p);
        }
        let log = recorder.finish();
        assert_eq!(log.device().pressure, verdict, "{pressures:?}");
        assert_eq!(log.strokes()[0].points.iter().all(|it| it.p.is_some()), kept, "{pressures:?}");
        assert_eq!(Log::parse(&log.to_json()), Ok(log));
    }
}

#[test]
fn after_a_reload_the_strokes_and_their_history_are_still_there() {
    let mut before = pad();
    let t = draw(&mut before, &[(10, 10), (200, 10)], 800_000);
    let t = draw(&mut before, &[(10, 50), (200, 50)], t);
    before.undo(t);
    let saved = before.log().to_json();

    let mut after = Recorder::from_log(Log::parse(&saved).unwrap());
    assert_eq!(after.strokes().count(), 1);
    assert!(after.can_redo() && after.can_undo());
    draw(&mut after, &[(10, 90), (200, 90)], 12); // the page's clock began again
    let log = after.finish();
    assert_eq!(log.visible().count(), 2);
    assert!(log.ops().iter().any(|it| it.1 == OpKind::Resume), "the unknown pause is told");
    assert_eq!(Log::parse(&log.to_json()), Ok(log));
}

#[test]
fn a_full_recorder_stops_and_its_log_is_still_readable() {
    let mut recorder = pad();
    for k in 0..2 * MAX_STROKES as u64 {
        recorder.down(0, 0, k * 10, 0);
        recorder.up(64, 0, k * 10 + 5);
    }
    assert!(recorder.is_full());
    let log = recorder.finish();
    assert_eq!(log.strokes().len(), MAX_STROKES);
    assert_eq!(Log::parse(&log.to_json()), Ok(log));
}

#[test]
fn the_widest_spelling_of_a_full_log_fits() {
    let wide = Pad { w: 8_192, h: 8_192, rot: Rotation::R270, dpr1000: 3_500 };
    let mut recorder =
        Recorder::new(wide, Device { coal: false, pressure: Pressure::None, pointer: Pointer::Pen }).unwrap();
    let corner = |k: u64| if k.is_multiple_of(2) { i32::MIN } else { i32::MAX };
    recorder.down(corner(0), corner(0), 0, 1_023);
    for k in 1..MAX_SAMPLES as u64 + 10 {
        recorder.moved(corner(k), corner(k), k * 16_000_000, 1_000 + (k % 24) as u16);
    }
    let log = recorder.finish();
    let json = log.to_json();
    assert_eq!(log.strokes()[0].points.len(), MAX_SAMPLES);
    assert!(json.len() < MAX_BYTES, "{}", json.len());
    assert_eq!(Log::parse(&json), Ok(log));
}

#[test]
fn two_thousand_samples_stay_small() {
    let zigzag: Vec<(i32, i32)> = (0..22).map(|k| (20 + 25 * k, if k % 2 == 0 { 20 } else { 160 })).collect();
    let log = log(&[&zigzag]);
    assert!(log.strokes()[0].points.len() > 1_900);
    assert!(log.to_json().len() < 23_000, "{}", log.to_json().len());
}

/// What a hand or a browser may do.
#[derive(Debug, Clone)]
enum Event {
    Down(i32, i32, u16),
    Moved(i32, i32, u16),
    Up(i32, i32),
    Cancel,
    Undo,
    Redo,
    Clear,
    Reload,
}

fn events() -> impl Strategy<Value = Vec<(Event, u64)>> {
    let at = || (-40_000..80_000_i32, -40_000..80_000_i32);
    let event = prop_oneof![
        3 => (at(), 0..1_200_u16).prop_map(|((x, y), p)| Event::Down(x, y, p)),
        6 => (at(), 0..1_200_u16).prop_map(|((x, y), p)| Event::Moved(x, y, p)),
        3 => at().prop_map(|(x, y)| Event::Up(x, y)),
        1 => Just(Event::Cancel),
        2 => Just(Event::Undo),
        2 => Just(Event::Redo),
        1 => Just(Event::Clear),
        1 => Just(Event::Reload),
    ];
    proptest::collection::vec((event, 0..50_000_u64), 0..60)
}

fn play(recorder: &mut Recorder, event: &Event, t: u64) {
    match *event {
        Event::Down(x, y, p) => recorder.down(x, y, t, p),
        Event::Moved(x, y, p) => recorder.moved(x, y, t, p),
        Event::Up(x, y) => recorder.up(x, y, t),
        Event::Cancel => recorder.cancel(),
        Event::Undo => drop(recorder.undo(t)),
        Event::Redo => drop(recorder.redo(t)),
        Event::Clear => drop(recorder.clear(t)),
        Event::Reload => *recorder = Recorder::from_log(recorder.clone().finish()),
    }
}

proptest! {
    #[test]
    fn whatever_happens_the_log_reads_back_and_shows_the_same(events in events()) {
        let mut recorder = pad();
        for (event, t) in &events {
            play(&mut recorder, event, *t);
        }
        if let Some(live) = recorder.live() {
            let end = live.points[live.points.len() - 1];
            recorder.up(end.x, end.y, 0);
        }
        let seen: Vec<u64> = recorder.strokes().map(|it| it.t0).collect();
        let log = recorder.finish();
        prop_assert_eq!(log.visible().map(|it| it.t0).collect::<Vec<_>>(), seen);
        let read = Log::parse(&log.to_json()).map_err(|it| TestCaseError::fail(it.to_string()))?;
        prop_assert_eq!(read.svg(), log.svg());
        prop_assert_eq!(read, log);
    }

    #[test]
    fn redo_undoes_an_undo(events in events()) {
        let mut recorder = pad();
        for (event, t) in &events {
            play(&mut recorder, event, *t);
        }
        recorder.cancel();
        let before = recorder.log().svg();
        if recorder.undo(0) {
            prop_assert!(recorder.redo(0));
        }
        prop_assert_eq!(recorder.log().svg(), before);
    }

    #[test]
    fn undoing_everything_and_redoing_everything_loses_nothing(events in events()) {
        let mut recorder = pad();
        for (event, t) in &events {
            play(&mut recorder, event, *t);
        }
        recorder.cancel();
        while recorder.redo(0) {}
        let (before, begun) = (recorder.log().svg(), recorder.log().strokes().len());
        while recorder.undo(0) {}
        prop_assert!(recorder.is_empty());
        while recorder.redo(0) {}
        prop_assert_eq!(recorder.log().svg(), before);
        prop_assert_eq!(recorder.log().strokes().len(), begun);
    }

    #[test]
    fn an_undone_clear_brings_everything_back(events in events()) {
        let mut recorder = pad();
        for (event, t) in &events {
            play(&mut recorder, event, *t);
        }
        recorder.cancel();
        let before = recorder.log().svg();
        if recorder.clear(0) {
            prop_assert!(recorder.is_empty());
            prop_assert!(recorder.undo(0));
        }
        prop_assert_eq!(recorder.log().svg(), before);
    }
}
