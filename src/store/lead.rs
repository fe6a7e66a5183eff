//! The disk's side of the outbox: who leads, and writes that fail in any other tab.

use contract::{FilingId, PersonId};
use outbox::{Chain, Epoch, Item, Lease, Link, Loss, Mark, audit};

use super::delivery::Delivery;
use crate::edge::disk::{Disk, DiskError, Store, Write, read_json};
use crate::edge::{clock, mark};

/// Keys in [`Store::Meta`].
const LEASE: &str = "outbox/lease";
const CHAIN: &str = "outbox/chain";
const LOSS: &str = "outbox/loss";
/// The running number of devices that kept no chain.
const SEQ: &str = "seq";

/// How a guarded write ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Guarded<T> {
    /// It is on the disk.
    Kept(T),
    /// Another tab leads; nothing was written.
    Elsewhere,
    /// The disk lost everything while this page was open; nothing was written.
    Swept,
}

/// What the tab that took the lead found.
pub(super) struct Found {
    pub(super) epoch: Epoch,
    pub(super) records: Vec<Delivery>,
    pub(super) chain: Chain,
    pub(super) loss: Loss,
}

/// What a decision came to.
pub(super) enum Decided {
    /// It is on the disk, under its running number.
    Now(Box<Delivery>, Chain),
    /// It was decided on before, and is on its way or has arrived.
    Before,
}

fn now_ms() -> u64 {
    u64::try_from(clock::now_ms()).unwrap_or_default()
}

/// Every delivery that can be read.
pub(super) async fn records(disk: &Disk) -> Result<Vec<Delivery>, DiskError> {
    let records = disk.all(Store::Outbox).await?;
    Ok(records.iter().filter_map(|it| serde_json::from_slice(it).ok()).collect())
}

/// The lease as it stands.
pub(super) async fn lease(disk: &Disk) -> Result<Option<Lease>, DiskError> {
    Ok(read_json(disk.get(Store::Meta, LEASE).await?.as_ref()))
}

/// Whether the lead was left behind.
pub(super) fn is_stale(lease: Lease, hidden: bool) -> bool {
    lease.is_stale(now_ms(), hidden)
}

/// Takes the lead, reads what is there, and notes what is not.
pub(super) async fn take(disk: &Disk, note: &str) -> Result<Guarded<Found>, DiskError> {
    let taken = |found: &[Option<Vec<u8>>]| {
        let lease = Lease::taken(read_json(found[0].as_ref()), now_ms());
        (Write::json(Store::Meta, LEASE, &lease).into_iter().collect(), lease.epoch)
    };
    let epoch = disk.change(&[(Store::Meta, LEASE)], taken).await?;
    // Nobody else writes from here on: what is read now is what there is.
    let records = records(disk).await?;
    let held: Vec<FilingId> = records.iter().map(|it| it.id.clone()).collect();
    let mark = marked(note);
    let reads = [(Store::Meta, CHAIN), (Store::Meta, SEQ), (Store::Meta, LOSS)];
    let found = guarded(disk, epoch, &reads, |found| {
        let highest = records.iter().map(|it| it.seq).max().unwrap_or_default();
        let chain = read_json(found[0].as_ref())
            .unwrap_or_else(|| Chain::after(highest.max(last_seq(found[1].as_ref()))));
        let told = read_json::<Loss>(found[2].as_ref()).unwrap_or_default();
        let new = audit(mark.as_ref(), &chain, &held);
        if new.is_none() {
            return (Vec::new(), (chain, told));
        }
        let (chain, loss) = (chain.mended(mark.as_ref()), told.and(new));
        let writes = [Write::json(Store::Meta, CHAIN, &chain), Write::json(Store::Meta, LOSS, &loss)];
        (writes.into_iter().flatten().collect(), (chain, loss))
    })
    .await?;
    Ok(match found {
        Guarded::Kept((chain, loss)) => Guarded::Kept(Found { epoch, records, chain, loss }),
        Guarded::Elsewhere => Guarded::Elsewhere,
        Guarded::Swept => Guarded::Swept,
    })
}

fn last_seq(bytes: Option<&Vec<u8>>) -> u64 {
    bytes.and_then(|it| String::from_utf8(it.clone()).ok()).and_then(|it| it.parse().ok()).unwrap_or_default()
}

/// Does something only the leader may.
async fn guarded<T>(
    disk: &Disk,
    epoch: Epoch,
    reads: &[(Store, &str)],
    decide: impl FnOnce(&[Option<Vec<u8>>]) -> (Vec<Write>, T),
) -> Result<Guarded<T>, DiskError> {
    let reads: Vec<_> = [(Store::Meta, LEASE)].into_iter().chain(reads.iter().copied()).collect();
    disk.change(&reads, |found| {
        let lease = read_json(found[0].as_ref());
        if !Lease::admits(lease, epoch) {
            return (Vec::new(), if lease.is_none() { Guarded::Swept } else { Guarded::Elsewhere });
        }
        let (writes, outcome) = decide(&found[1..]);
        (writes, Guarded::Kept(outcome))
    })
    .await
}

/// Keeps a delivery.
pub(super) async fn keep(disk: &Disk, epoch: Epoch, delivery: &Delivery) -> Result<Guarded<()>, DiskError> {
    let record = Write::json(Store::Outbox, delivery.id.as_str(), delivery).ok_or(DiskError::Unreadable)?;
    guarded(disk, epoch, &[], |_| (vec![record], ())).await
}

/// Keeps once more what this page knows, on a disk that lost it: its epoch, unless another tab was quicker.
pub(super) async fn restore(
    disk: &Disk,
    chain: &Chain,
    deliveries: &[Delivery],
) -> Result<Guarded<Epoch>, DiskError> {
    let records = deliveries.iter().map(|it| Write::json(Store::Outbox, it.id.as_str(), it));
    let kept = records.chain([Write::json(Store::Meta, CHAIN, chain)]).collect::<Option<Vec<_>>>();
    let kept = kept.ok_or(DiskError::Unreadable)?;
    disk.change(&[(Store::Meta, LEASE)], |found| {
        let stored = read_json(found[0].as_ref());
        if stored.is_some() {
            return (Vec::new(), Guarded::Elsewhere);
        }
        let lease = Lease::taken(stored, now_ms());
        let writes = kept.into_iter().chain(Write::json(Store::Meta, LEASE, &lease)).collect();
        (writes, Guarded::Kept(lease.epoch))
    })
    .await
}

/// Says that the leader is still there.
pub(super) async fn renew(disk: &Disk, epoch: Epoch) -> Result<Guarded<()>, DiskError> {
    let lease = Lease { epoch, seen_ms: now_ms() };
    guarded(disk, epoch, &[], |_| (Write::json(Store::Meta, LEASE, &lease).into_iter().collect(), ())).await
}

/// The person has read what was lost.
pub(super) async fn forget_loss(disk: &Disk, epoch: Epoch) -> Result<Guarded<()>, DiskError> {
    guarded(disk, epoch, &[], |_| {
        (Write::json(Store::Meta, LOSS, &Loss::default()).into_iter().collect(), ())
    })
    .await
}

/// Decides on a send: its running number, its link and its record are on the disk together, or none of them is.
pub(super) async fn decide(
    disk: &Disk,
    epoch: Epoch,
    known: &Chain,
    delivery: &Delivery,
) -> Result<Guarded<Decided>, DiskError> {
    let reads = [(Store::Meta, CHAIN), (Store::Outbox, delivery.id.as_str())];
    guarded(disk, epoch, &reads, |found| {
        let before: Option<Delivery> = read_json(found[1].as_ref());
        if before.is_some_and(|it| !it.state().is_open_to_change()) {
            return (Vec::new(), Decided::Before);
        }
        let mut chain: Chain = read_json(found[0].as_ref()).unwrap_or_else(|| known.clone());
        chain.push(Link { id: delivery.id.clone(), content_hash: delivery.content_hash.clone() });
        let delivery = Delivery { seq: chain.seq(), ..delivery.clone() };
        let record = Write::json(Store::Outbox, delivery.id.as_str(), &delivery);
        let writes = [Write::json(Store::Meta, CHAIN, &chain), record].into_iter().flatten().collect();
        (writes, Decided::Now(Box::new(delivery), chain))
    })
    .await
}

/// The name of a person's note: their id at the hall, as in the name of their database.
pub(super) fn note_of(person: &PersonId) -> String {
    format!("outbox-{person}")
}

/// Whether a note was left: something should be on the disk.
pub(super) fn is_marked(note: &str) -> bool {
    !mark::get(note).is_empty()
}

/// The furthest of the marks that were left.
fn marked(note: &str) -> Option<Mark> {
    mark::get(note).iter().filter_map(|it| it.parse::<Mark>().ok()).max_by_key(|it| it.seq)
}

/// Writes the end of the chain down where damage to the disk does not reach.
pub(super) fn leave_mark<'a>(note: &str, chain: &Chain, deliveries: impl Iterator<Item = &'a Delivery>) {
    let open = deliveries.filter(|it| !it.state.is_final()).map(|it| it.id.clone()).collect();
    mark::set(note, &chain.mark(open).to_string());
}
