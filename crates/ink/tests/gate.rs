//! What passes as ink, and what surely does not.
#[cfg(test)]
mod support;

use ink::Weak;
use support::{log, pad};

type Strokes<'a> = &'a [&'a [(i32, i32)]];

#[test]
fn gate_table() {
    #[rustfmt::skip]
    let table: [(&str, Strokes, Result<(), Weak>); 12] = [
        ("一",           &[&[(100, 150), (200, 148)]],                                                   Ok(())),
        ("丨",           &[&[(100, 50), (100, 120)]],                                                    Ok(())),
        ("丁",           &[&[(80, 60), (200, 60)], &[(140, 60), (140, 160), (120, 150)]],                Ok(())),
        ("王",           &[&[(80, 40), (200, 40)], &[(90, 100), (190, 100)], &[(140, 40), (140, 160)],
                           &[(70, 160), (210, 160)]],                                                    Ok(())),
        ("a flourish",   &[&[(20, 200), (300, 40), (60, 80), (580, 160), (10, 280)]],                    Ok(())),
        ("off the pad",  &[&[(-200, 150), (800, 150)]],                                                  Ok(())),
        ("nothing",      &[],                                                                            Err(Weak::Empty)),
        ("a dot",        &[&[(100, 100)]],                                                               Err(Weak::OnlyDots)),
        ("three taps",   &[&[(100, 100)], &[(200, 100)], &[(300, 200)]],                                 Err(Weak::OnlyDots)),
        ("a tremble",    &[&[(100, 100), (103, 101), (99, 102), (103, 99), (100, 100), (103, 102)]],     Err(Weak::OnlyDots)),
        ("a tick",       &[&[(100, 100), (120, 110)]],                                                   Err(Weak::TooShort)),
        ("dot and tick", &[&[(10, 10)], &[(100, 100), (115, 115)]],                                      Err(Weak::TooShort)),
    ];
    for (name, strokes, verdict) in table {
        assert_eq!(log(strokes).gate(), verdict, "{name}");
    }
}

#[test]
fn ink_that_was_cleared_or_taken_away_does_not_count() {
    let mut cleared = pad();
    let t = support::draw(&mut cleared, &[(10, 10), (300, 200)], 0);
    cleared.clear(t);
    assert_eq!(cleared.finish().gate(), Err(Weak::Empty));

    let mut void = pad();
    void.down(0, 0, 0, 0);
    void.moved(9_000, 3_000, 100, 0);
    void.cancel();
    assert_eq!(void.finish().gate(), Err(Weak::Empty));
}
