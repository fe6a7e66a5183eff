//! A device that lost something says so.

#![expect(clippy::unwrap_used, reason = "the ids are written below")]

use contract::FilingId;
use outbox::{Chain, Link, Loss, Mark, audit};
use proptest::prelude::*;

fn id(number: usize) -> FilingId {
    format!("filing-{number}").parse().unwrap()
}

fn chain(numbers: impl IntoIterator<Item = usize>) -> Chain {
    let mut chain = Chain::default();
    numbers.into_iter().for_each(|it| chain.push(Link { id: id(it), content_hash: it.to_string() }));
    chain
}

fn ids(numbers: impl IntoIterator<Item = usize>) -> Vec<FilingId> {
    numbers.into_iter().map(id).collect()
}

#[test]
fn audit_table() {
    let whole = chain(1..=5);
    let mark = whole.mark(ids([4, 5]));
    let forked = chain([1, 2, 3, 9, 5]);
    #[rustfmt::skip]
    let table = [
        // what happened                        the mark        the chain       held            gone            without a name
        ("nothing",                             Some(&mark),    whole.clone(),  ids(1..=5),     ids([]),        0),
        ("no mark: a new device, or swept",     None,           whole.clone(),  ids(1..=5),     ids([]),        0),
        ("the mark was not written any more",   Some(&mark),    chain(1..=6),   ids(1..=6),     ids([]),        0),
        ("the end of the log, unsent ones",     Some(&mark),    chain(1..=3),   ids(1..=3),     ids([4, 5]),    0),
        ("the end of the log, also arrived",    Some(&mark),    chain(1..=2),   ids(1..=2),     ids([4, 5]),    1),
        ("everything",                          Some(&mark),    chain([]),      ids([]),        ids([4, 5]),    3),
        ("one record",                          Some(&mark),    whole.clone(),  ids([1, 2, 3, 5]), ids([4]),    0),
        ("one record, without a mark",          None,           whole,          ids([1, 3, 4, 5]), ids([2]),    0),
        // An older state of the device came back and went on.
        ("a fork of equal length",              Some(&mark),    forked,         ids([1, 2, 3, 5, 9]), ids([4]), 0),
    ];
    for (what, mark, chain, held, gone, unnamed) in table {
        let loss = audit(mark, &chain, &held);
        let mut found = loss.gone.clone();
        found.sort();
        assert_eq!((found, loss.unnamed), (gone, unnamed), "{what}");
    }
    assert!(Loss::default().is_none());
}

#[test]
fn a_chain_that_was_shortened_still_knows_its_end() {
    let mut long = chain(1..=700);
    let mark = long.mark(ids([700]));
    assert_eq!((long.seq(), mark.seq), (700, 700));
    let held = ids(201..=800);
    assert!(audit(Some(&mark), &long, &held).is_none());
    (701..=800).for_each(|it| long.push(Link { id: id(it), content_hash: it.to_string() }));
    assert!(audit(Some(&mark), &long, &held).is_none());
    // A device that sent before chains were kept goes on with its numbers.
    let mut after = Chain::after(41);
    after.push(Link { id: id(1), content_hash: String::new() });
    assert_eq!(after.seq(), 42);
}

#[test]
fn after_a_loss_it_goes_on_beyond_every_number_that_was_used() {
    let mark = chain(1..=5).mark(ids([4, 5]));
    let mut mended = chain(1..=2).mended(Some(&mark));
    assert_eq!(mended.seq(), 5);
    assert!(audit(Some(&mended.mark(Vec::new())), &mended, &[]).is_none());
    mended.push(Link { id: id(6), content_hash: String::new() });
    assert_eq!(mended.seq(), 6);
    // One record was lost, the chain was not: it is told once.
    let mended = chain(1..=7).mended(Some(&mark));
    assert_eq!((mended.seq(), audit(Some(&mark), &mended, &[]).gone.len()), (7, 2));
    assert!(audit(Some(&mended.mark(Vec::new())), &mended, &[]).is_none());
}

#[test]
fn a_mark_is_a_text_a_cookie_may_hold() {
    let mark = chain(1..=5).mark(ids([4, 5]));
    let text = mark.to_string();
    assert!(text.bytes().all(|it| it.is_ascii_alphanumeric() || b"-._~:".contains(&it)), "{text}");
    assert_eq!(text.parse(), Ok(mark));
    assert_eq!("0:".parse(), Ok(Mark::default()));
    for bad in ["", "1", "x:", "1:short", "1::two words", "-1:", "18446744073709551616:"] {
        assert!(bad.parse::<Mark>().is_err(), "{bad}");
    }
    let many = chain(1..=5).mark(ids(1..=60));
    assert_eq!(many.to_string().parse::<Mark>().unwrap().open.len(), 40);
}

proptest! {
    /// Whatever is cut off the end after the mark was written, or wherever one decision is another, is noticed.
    #[test]
    fn no_cut_and_no_change_goes_unnoticed(length in 1usize..40, cut in 0usize..40, changed in 0usize..40) {
        let mark = chain(1..=length).mark(Vec::new());
        let kept = length.min(cut);
        let loss = audit(Some(&mark), &chain(1..=kept), &ids(1..=kept));
        prop_assert_eq!(loss.unnamed, (length - kept) as u64);
        let other = chain((1..=length).map(|it| if it == changed { 99 } else { it }));
        let loss = audit(Some(&mark), &other, &ids((1..=length).chain([99])));
        prop_assert_eq!(loss.is_none(), !(1..=length).contains(&changed));
    }

    /// Bytes of any kind are a chain and a mark, or are not; none is a panic.
    #[test]
    fn damaged_bytes_are_no_chain_or_a_chain(bytes in prop::collection::vec(any::<u8>(), 0..200), at in 0usize..400, to: u8) {
        let _ = serde_json::from_slice::<Chain>(&bytes);
        let mut good = serde_json::to_vec(&chain(1..=4)).unwrap();
        let at = at % good.len();
        good[at] = to;
        if let Ok(mut chain) = serde_json::from_slice::<Chain>(&good) {
            let mark = Mark { seq: u64::MAX, ..Mark::default() };
            let _ = audit(Some(&mark), &chain, &[]);
            chain.push(Link { id: id(1), content_hash: String::new() });
            let _ = (chain.seq(), chain.mark(Vec::new()));
        }
    }
}
