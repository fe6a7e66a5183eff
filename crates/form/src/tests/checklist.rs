use super::{guide, scenario};
use crate::{Heap, MaterialCount, checklist, count, slots};

fn ids(given: &[(&str, &str)]) -> Vec<String> {
    checklist(&guide(), &scenario(given)).iter().map(|it| it.id.to_string()).collect()
}

#[test]
fn checklist_table() {
    type Pairs = &'static [(&'static str, &'static str)];
    let table: [(Pairs, &[&str]); 5] = [
        (&[], &["layout", "photo", "identity"]),
        (&[("premises", "own")], &["layout", "deed", "photo", "identity"]),
        (&[("premises", "rent"), ("registered", "yes")], &["layout", "lease", "photo", "identity"]),
        (
            &[("premises", "rent"), ("registered", "no")],
            &["layout", "lease", "registration", "photo", "identity"],
        ),
        // Went back and changed the first answer: the second no longer counts.
        (&[("premises", "own"), ("registered", "no")], &["layout", "deed", "photo", "identity"]),
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

#[test]
fn a_slot_is_whatever_is_on_the_list_and_not_fetched() {
    let guide = guide();
    for given in [&[][..], &[("premises", "own")], &[("premises", "rent"), ("registered", "no")]] {
        let answers = scenario(given);
        let mut list = checklist(&guide, &answers);
        list.retain(|it| Heap::of(it) != Heap::Fetched);
        assert_eq!(slots(&guide, &answers), list, "{given:?}");
        assert!(list.iter().all(|it| it.id.as_str() != "identity"), "{given:?}");
    }
}
