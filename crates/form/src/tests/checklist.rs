use super::{guide, scenario};
use crate::{MaterialCount, checklist, count};

fn ids(given: &[(&str, &str)]) -> Vec<String> {
    checklist(&guide(), &scenario(given)).iter().map(|it| it.id.to_string()).collect()
}

#[test]
fn checklist_table() {
    type Pairs = &'static [(&'static str, &'static str)];
    let table: [(Pairs, &[&str]); 5] = [
        (&[], &["identity", "layout", "photo"]),
        (&[("premises", "own")], &["identity", "layout", "deed", "photo"]),
        (&[("premises", "rent"), ("registered", "yes")], &["identity", "layout", "lease", "photo"]),
        (
            &[("premises", "rent"), ("registered", "no")],
            &["identity", "layout", "lease", "registration", "photo"],
        ),
        // Went back and changed the first answer: the second no longer counts.
        (&[("premises", "own"), ("registered", "no")], &["identity", "layout", "deed", "photo"]),
    ];
    for (given, expected) in table {
        assert_eq!(ids(given), expected, "{given:?}");
    }
}

#[test]
fn materials_are_counted_by_necessity() {
    let mut guide = guide();
    let rented = scenario(&[("premises", "rent"), ("registered", "no")]);
    let expected = MaterialCount { required: 2, may_follow: 1, fetched: 1, optional: 1 };
    assert_eq!(count(&checklist(&guide, &rented)), expected);

    guide.materials[1].necessity.code = contract::Necessity::Other("seasonal".into());
    let expected = MaterialCount { required: 1, may_follow: 1, fetched: 1, optional: 2 };
    assert_eq!(count(&checklist(&guide, &rented)), expected, "an unknown word is never counted as required");
}
