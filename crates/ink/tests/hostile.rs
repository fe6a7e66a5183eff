//! Texts that are not logs: each is refused with its own reason, quickly.
#[cfg(test)]
mod support;

use ink::{InkError, Log, MAX_BYTES, MAX_OPS, MAX_SAMPLES, MAX_STROKES};

const GOOD: &str = r#"{"dev":{"coal":true,"pk":"hw","pt":"touch"},"dpr1000":3000,"ops":[[50,"undo",1]],"pad":[600,300],"rot":0,"s":[{"p":[7,8],"t":[0,40],"t0":0,"x":[32,8],"y":[64,-4]},{"p":[9],"t":[0],"t0":90,"x":[1],"y":[1]}],"tu":"0.1ms","u":"1/32px","v":1}"#;

#[test]
fn the_text_they_all_come_from_is_good() {
    assert_eq!(Log::parse(GOOD).unwrap().to_json(), GOOD);
}

#[test]
fn refusal_table() {
    use InkError::*;
    #[rustfmt::skip]
    let table = [
        // name                       from                          to                              why
        ("another version",           r#""v":1"#,                   r#""v":2"#,                     Format),
        ("another unit",              "1/32px",                     "1/64px",                       Format),
        ("another time unit",         "0.1ms",                      "1ms",                          Format),
        ("no area",                   "[600,300]",                  "[0,300]",                      Pad(0, 300)),
        ("a huge pad",                "[600,300]",                  "[600,9000]",                   Pad(600, 9000)),
        ("no samples",                r#""t":[0],"t0":90,"x":[1],"y":[1]"#, r#""t":[],"t0":90,"x":[],"y":[]"#, Columns(1)),
        ("a column too short",        r#""x":[32,8]"#,              r#""x":[32]"#,                  Columns(0)),
        ("pressures too few",         r#""p":[7,8]"#,               r#""p":[7]"#,                   Columns(0)),
        ("far off the pad",           r#""x":[32,8]"#,              r#""x":[32,60000]"#,            Outside(0)),
        ("overflow",                  r#""y":[64,-4]"#,             r#""y":[-9600,-2147483648]"#,   Outside(0)),
        ("the first starts late",     r#""t0":0"#,                  r#""t0":1"#,                    Time(0)),
        ("the second in the first",   r#""t0":90"#,                 r#""t0":39"#,                   Time(1)),
        ("starts after its start",    r#""t":[0,40]"#,              r#""t":[5,40]"#,                Time(0)),
        ("years",                     r#""t":[0,40]"#,              r#""t":[0,1000000000001]"#,     Time(0)),
        ("time overflow",             r#""t0":90"#,                 r#""t0":18446744073709551615"#, Time(1)),
        ("too much pressure",         r#""p":[7,8]"#,               r#""p":[7,1024]"#,              Pressure(0)),
        ("an op inside a stroke",     r#"[50,"undo",1]"#,           r#"[39,"undo",1]"#,             Op(0)),
        ("an op after the next",      r#"[50,"undo",1]"#,           r#"[91,"undo",1]"#,             Op(0)),
        ("an op about the future",    r#"[50,"undo",1]"#,           r#"[99,"undo",3]"#,             Op(0)),
        ("ops in disorder",           r#"[50,"undo",1]"#,           r#"[60,"undo",1],[50,"redo",1]"#, Op(1)),
        ("a pause before anything",   r#"[50,"undo",1]"#,           r#"[0,"resume",0]"#,            Op(0)),
        ("a space",                   r#""rot":0"#,                 r#""rot": 0"#,                  NotCanonical),
        ("void said for nothing",     r#""t0":90"#,                 r#""t0":90,"void":false"#,      NotCanonical),
        ("a minus zero",              r#""x":[1]"#,                 r#""x":[-0]"#,                  Malformed(String::new())),
        ("a fraction",                r#""x":[1]"#,                 r#""x":[1.5]"#,                 Malformed(String::new())),
        ("a whole fraction",          r#""x":[1]"#,                 r#""x":[1.0]"#,                 Malformed(String::new())),
        ("not a number",              r#""x":[1]"#,                 r#""x":[NaN]"#,                 Malformed(String::new())),
        ("negative time",             r#""t":[0,40]"#,              r#""t":[0,-1]"#,                Malformed(String::new())),
        ("a member twice",            r#""rot":0"#,                 r#""rot":0,"rot":0"#,           Malformed(String::new())),
        ("an unknown member",         r#""rot":0"#,                 r#""note":"x","rot":0"#,        Malformed(String::new())),
        ("a member missing",          r#""rot":0,"#,                "",                             Malformed(String::new())),
        ("askew",                     r#""rot":0"#,                 r#""rot":45"#,                  Malformed(String::new())),
        ("an unknown operation",      "undo",                       "erase",                        Malformed(String::new())),
        ("an unknown pointer",        "touch",                      "eye",                          Malformed(String::new())),
    ];
    for (name, from, to, why) in table {
        let text = GOOD.replacen(from, to, 1);
        assert_ne!(text, GOOD, "{name}: the replacement must hit");
        match (Log::parse(&text), why) {
            (Err(Malformed(_)), Malformed(_)) => {}
            (found, why) => assert_eq!(found, Err(why), "{name}"),
        }
    }
}

#[test]
fn bombs_are_refused_before_they_go_off() {
    let with = |strokes: String, ops: String| {
        format!(
            r#"{{"dev":{{"coal":true,"pk":"none","pt":"pen"}},"dpr1000":1000,"ops":[{ops}],"pad":[600,300],"rot":0,"s":[{strokes}],"tu":"0.1ms","u":"1/32px","v":1}}"#
        )
    };
    let many = |what: &str, n: usize| vec![what; n].join(",");
    let stroke = r#"{"t":[0],"t0":0,"x":[1],"y":[1]}"#;
    let long = many("0", MAX_SAMPLES + 1);
    let table = [
        (" ".repeat(MAX_BYTES + 1), InkError::TooLong(MAX_BYTES + 1)),
        (with(many(stroke, MAX_STROKES + 1), String::new()), InkError::TooManyStrokes(MAX_STROKES + 1)),
        (with(String::new(), many(r#"[0,"redo",0]"#, MAX_OPS + 1)), InkError::TooManyOps(MAX_OPS + 1)),
        (
            with(format!(r#"{{"t":[{long}],"t0":0,"x":[{long}],"y":[{long}]}}"#), String::new()),
            InkError::TooManySamples,
        ),
    ];
    for (text, why) in table {
        assert_eq!(Log::parse(&text), Err(why));
    }
    assert!(matches!(Log::parse(&"[".repeat(100_000)), Err(InkError::Malformed(_))));
}

#[test]
fn a_changed_sample_changes_the_picture_or_the_text() {
    let log = support::log(&[&[(10, 10), (200, 90)]]);
    let moved = log.to_json().replacen("\"x\":[320,", "\"x\":[321,", 1);
    let other = Log::parse(&moved).unwrap();
    assert_ne!(other.to_json(), log.to_json());
    assert_ne!(other.svg(), log.svg());
}
