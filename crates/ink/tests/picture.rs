//! The picture is a function of the log: same log, same bytes.
#[cfg(test)]
mod support;

use ink::{Log, path};
use support::{draw, log, pad};

const LOG: &str = r##"{"dev":{"coal":true,"pk":"none","pt":"pen"},"dpr1000":2000,"ops":[],"pad":[300,150],"rot":90,"s":[{"t":[0,42,42,42],"t0":0,"x":[320,33,31,-5],"y":[640,0,-17,-33]},{"t":[0,10],"t0":900,"x":[-64,321],"y":[3,-9]},{"t":[0,80],"t0":2000,"x":[1000,0],"y":[1000,0]},{"t":[0],"t0":3000,"void":true,"x":[9000],"y":[4000]}],"tu":"0.1ms","u":"1/32px","v":1}"##;

#[test]
fn the_picture_of_a_fixed_log_never_changes() {
    assert_eq!(
        Log::parse(LOG).unwrap().svg(),
        concat!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="-192 -134 1320 1262" fill="none" stroke="#111" "##,
            r##"stroke-width="88" stroke-linecap="round" stroke-linejoin="round">"##,
            r#"<path d="M320 640q33 0 48-9q16-8 11-41"/><path d="M-64 3l321-9"/><path d="M1000 1000h0"/></svg>"#
        )
    );
}

type Samples = &'static [(i32, i32)];

#[test]
fn path_table() {
    #[rustfmt::skip]
    let table: [(&str, Samples, &str); 6] = [
        ("a tap",                      &[(5, 5)],                                 "M5 5h0"),
        ("a tap that stays",           &[(5, 5), (5, 5), (5, 5)],                 "M5 5h0"),
        ("two samples make a line",    &[(0, 0), (64, 0)],                        "M0 0l64 0"),
        ("left of the pad",            &[(-1, -1), (-64, 0)],                     "M-1-1l-63 1"),
        ("near samples are skipped",   &[(0, 0), (7, 0), (7, 3), (64, 0)],        "M0 0l64 0"),
        ("but never the last one",     &[(0, 0), (64, 0), (66, 1)],               "M0 0q64 0 66 1"),
    ];
    for (name, samples, d) in table {
        let mut recorder = pad();
        recorder.down(samples[0].0, samples[0].1, 0, 0);
        for (x, y) in &samples[1..] {
            recorder.moved(*x, *y, 0, 0);
        }
        assert_eq!(path(&recorder.finish().strokes()[0]), d, "{name}");
    }
}

#[test]
fn only_strokes_in_sight_are_drawn() {
    let mut recorder = pad();
    let t = draw(&mut recorder, &[(10, 10), (90, 10)], 0);
    let t = draw(&mut recorder, &[(10, 30), (90, 30)], t);
    recorder.undo(t);
    assert_eq!(recorder.finish().svg(), log(&[&[(10, 10), (90, 10)]]).svg());
}

#[test]
fn an_empty_pad_is_an_empty_picture_of_the_pads_size() {
    let svg = pad().finish().svg();
    assert!(svg.contains("viewBox=\"0 0 19200 9600\"") && !svg.contains("<path"), "{svg}");
}

/// The end of every curve is half-way between samples or a sample, so the line stays within a quarter
/// of one sample's distance; here the corner of 丁 must not be cut by more than half a pixel.
#[test]
fn corners_stay_corners() {
    let log = log(&[&[(100, 100), (200, 100), (200, 200)]]);
    let d = path(&log.strokes()[0]);
    let mut at = (0_i32, 0_i32);
    let mut nearest = i32::MAX;
    for piece in d.replace('-', " -").replace('M', " M").replace('q', " q").split(['M', 'q']).skip(1) {
        let n: Vec<i32> = piece.split_whitespace().map(|it| it.parse().unwrap()).collect();
        at = (at.0 + n[n.len() - 2], at.1 + n[n.len() - 1]);
        nearest = nearest.min((at.0 - 200 * 32).abs() + (at.1 - 100 * 32).abs());
    }
    assert!(nearest <= 32, "{nearest}/32 px from the corner");
    assert_eq!(at, (200 * 32, 200 * 32), "ends where the pen left");
}
