//! Doing what the engine asks for, in the one tab that leads.
//!
//! It lies in one file with the filing pages: whoever could open them can also send without fetching more.

use std::future::Future;
use std::pin::Pin;

use contract::FilingId;
use leptos::prelude::{GetValue, SetValue, Update, WithUntracked};
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use outbox::{Effect, Epoch, Event, Failure, Queue, RENEW_MS, Task};

use super::deliveries::{Deliveries, Delivery, Known};
use super::delivery_send::{commit, is_mine, look_up, sign, upload};
use super::lead::{self, Decided, Guarded};
use super::lost::{self, Lost};
use crate::edge::disk::{Disk, DiskError};
use crate::edge::{ids, page, task};

/// Wait so long before asking again for code that could not be fetched, in milliseconds.
const AGAIN_MS: u32 = 3_000;
/// How often a lead that another tab takes away at that very moment is asked for again.
const TAKES: u32 = 3;

type Running<T = ()> = Pin<Box<dyn Future<Output = T>>>;

/// What can be done with deliveries once the code is here.
#[derive(Clone, Copy)]
pub(super) struct Code {
    /// Takes the lead, and goes on with what is on the device.
    pub(super) open: fn(Deliveries) -> Running,
    /// Looks what another tab wrote.
    pub(super) look: fn(Deliveries) -> Running,
    /// Somebody did something about one delivery.
    pub(super) press: fn(Deliveries, FilingId, Event) -> Running,
    /// Something changed for all of them.
    pub(super) wake: fn(Deliveries, Event) -> Running,
    /// Decides on a send.
    pub(super) decide: fn(Deliveries, Delivery) -> Running<Result<(), DiskError>>,
    /// What was lost was read by the person.
    pub(super) forget_loss: fn(Deliveries) -> Running,
}

/// Fetches the code, however long that takes: what is to be sent is on the device already.
pub(super) async fn code() -> Code {
    loop {
        match fetched().await {
            Ok(code) => return code,
            Err(_) => task::sleep(AGAIN_MS).await,
        }
    }
}

#[wasm_split(filing, wasm_split_path = ::leptos::wasm_split, fallible)]
fn fetched() -> Result<Code, SplitLoaderError> {
    Ok(Code {
        open: |all| Box::pin(open(all)),
        look: |all| Box::pin(look(all)),
        press: |all, id, event| Box::pin(async move { press(all, &id, event).await }),
        wake: |all, event| {
            Box::pin(async move { perform_all(all, with_queue(all, |queue| queue.wake(&event))) })
        },
        decide: |all, delivery| Box::pin(decide(all, delivery)),
        forget_loss: |all| Box::pin(forget_loss(all)),
    })
}

/// Changes the queue, and says so to whoever shows it.
fn with_queue<T: Default>(all: Deliveries, change: impl FnOnce(&mut Queue<Delivery>) -> T) -> T {
    // The queue lives as long as the app: it is always there to be changed.
    all.queue.try_update(change).unwrap_or_default()
}

/// Takes the lead, and goes on with what is on the device.
async fn open(all: Deliveries) {
    let (Ok(disk), Some(note)) = (all.session.disk(), all.note()) else { return };
    let person = all.session.person();
    let found = lead::take(&disk, &note).await;
    if all.session.person() != person {
        return;
    }
    match found {
        Ok(Guarded::Kept(found)) => {
            let records = found.records.into_iter().map(|it| (it.id.to_string(), it)).collect::<Vec<_>>();
            let tasks = with_queue(all, |queue| queue.lead(found.epoch, records));
            all.set_chain(found.chain);
            lost::ask(all, found.loss);
            all.set_known(Known::Yes);
            leave_mark(all);
            all.tell();
            perform_all(all, tasks);
        }
        // Another tab took it in between: what this one read is not what there is.
        Ok(Guarded::Elsewhere | Guarded::Swept) => look(all).await,
        Err(error) => all.set_known(Known::Unreadable(error)),
    }
}

/// The lead of this tab; taken when it has none.
async fn lead_of(all: Deliveries) -> Option<Epoch> {
    let epoch = || all.queue.with_untracked(Queue::epoch);
    if epoch().is_none() {
        open(all).await;
    }
    epoch()
}

/// Shows what is on the device, if another tab leads.
async fn look(all: Deliveries) {
    let Ok(disk) = all.session.disk() else { return };
    let person = all.session.person();
    // What cannot be read now is looked at the next time.
    let Ok(lease) = lead::lease(&disk).await else { return };
    let mine = all.queue.with_untracked(Queue::epoch);
    if mine.is_some_and(|it| outbox::Lease::admits(lease, it)) {
        return;
    }
    // Nothing more is done under a lead that is gone, whatever the disk says next.
    with_queue(all, Queue::yield_lead);
    let Ok(records) = lead::records(&disk).await else { return };
    if all.session.person() == person {
        with_queue(all, |queue| queue.follow(records.into_iter().map(|it| (it.id.to_string(), it))));
        all.set_known(Known::Yes);
        watch(all);
    }
}

async fn press(all: Deliveries, id: &FilingId, event: Event) {
    // Another tab may have taken the lead without this one having heard of it yet.
    look(all).await;
    if lead_of(all).await.is_some() {
        perform_all(all, with_queue(all, |queue| queue.happen(id.as_str(), event)));
    }
}

async fn decide(all: Deliveries, delivery: Delivery) -> Result<(), DiskError> {
    let disk = all.session.disk()?;
    for _ in 0..TAKES {
        let epoch = lead_of(all).await.ok_or(DiskError::Unavailable)?;
        match lead::decide(&disk, epoch, &all.chain_now(), &delivery).await? {
            Guarded::Kept(Decided::Now(delivery, chain)) => {
                all.set_chain(chain);
                let key = delivery.id.to_string();
                let tasks = with_queue(all, |queue| queue.decide(epoch, &key, *delivery));
                leave_mark(all);
                all.tell();
                perform_all(all, tasks);
                return Ok(());
            }
            Guarded::Kept(Decided::Before) => return Ok(()),
            Guarded::Swept if restore(all, &disk).await => {}
            Guarded::Elsewhere | Guarded::Swept => with_queue(all, Queue::yield_lead),
        }
    }
    Err(DiskError::Unavailable)
}

async fn forget_loss(all: Deliveries) {
    let (Ok(disk), Some(epoch)) = (all.session.disk(), lead_of(all).await) else { return };
    // What could not be forgotten is told again.
    if lead::forget_loss(&disk, epoch).await == Ok(Guarded::Kept(())) {
        all.set_lost(Lost::default());
    }
}

fn leave_mark(all: Deliveries) {
    if let Some(note) = all.note() {
        all.queue.with_untracked(|queue| lead::leave_mark(&note, &all.chain_now(), queue.items().values()));
    }
}

/// How keeping a delivery ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keeping {
    /// It is on the disk.
    Kept,
    /// Another tab leads; this one shows from now on.
    Elsewhere,
    /// The disk did not take it.
    Failed,
}

/// Keeps a delivery, if this tab leads.
pub(super) async fn keep(all: Deliveries, delivery: &Delivery) -> Keeping {
    let (Ok(disk), Some(epoch)) = (all.session.disk(), all.queue.with_untracked(Queue::epoch)) else {
        return Keeping::Elsewhere;
    };
    let mut kept = lead::keep(&disk, epoch, delivery).await;
    if kept == Ok(Guarded::Swept) && restore(all, &disk).await {
        let epoch = all.queue.with_untracked(Queue::epoch).unwrap_or(epoch);
        kept = lead::keep(&disk, epoch, delivery).await;
    }
    match kept {
        Ok(Guarded::Kept(())) => {
            leave_mark(all);
            all.tell();
            Keeping::Kept
        }
        Ok(Guarded::Elsewhere | Guarded::Swept) => {
            look(all).await;
            Keeping::Elsewhere
        }
        Err(_) => Keeping::Failed,
    }
}

/// The browser swept the disk under an open page: what this page knows is kept once more. False when another tab did
/// that, or nobody can.
async fn restore(all: Deliveries, disk: &Disk) -> bool {
    let deliveries: Vec<_> = all.queue.with_untracked(|queue| queue.items().values().cloned().collect());
    match lead::restore(disk, &all.chain_now(), &deliveries).await {
        Ok(Guarded::Kept(epoch)) => {
            with_queue(all, |queue| queue.go_on(epoch));
            true
        }
        _ => false,
    }
}

fn perform_all(all: Deliveries, tasks: Vec<Task>) {
    for task in tasks {
        task::spawn(perform(all, task));
    }
    watch(all);
}

/// Performs effects in order. An effect that fails becomes the engine's next event.
async fn perform(all: Deliveries, task: Task) {
    let Task { key, run, effects } = task;
    for effect in effects {
        let current = || {
            all.queue.with_untracked(|queue| {
                queue.items().get(&key).filter(|it| queue.is_current(&key, run) && is_mine(all, it)).cloned()
            })
        };
        let Some(delivery) = current() else { return };
        let event = match effect {
            Effect::Persist => match keep(all, &delivery).await {
                Keeping::Kept => continue,
                Keeping::Elsewhere => return,
                // What is not on disk is not sent.
                Keeping::Failed => Event::NotKept,
            },
            Effect::Wait(ms) => {
                task::sleep(ids::scattered(ms)).await;
                Event::TryNow
            }
            // Nothing is sent to a hall of another contract: it may have changed by the next try.
            _ if !all.hall.fits_by_now().await => Event::Failed(Failure::Later(None)),
            Effect::Upload => or_failed(upload(all, &delivery).await, Event::Uploaded),
            Effect::Sign => or_failed(sign(all, &delivery).await, Event::Signed),
            Effect::Commit => commit(all, &delivery).await,
            Effect::LookUp => look_up(all, &delivery).await,
        };
        perform_all(all, with_queue(all, |queue| queue.answer(&key, run, event)));
        return;
    }
}

fn or_failed(done: Result<(), Failure>, event: Event) -> Event {
    done.map_or_else(Event::Failed, |()| event)
}

/// While something is on its way: the leader says that it is there, the others see whether it is.
fn watch(all: Deliveries) {
    if all.watched.get_value() || !all.is_waiting() {
        return;
    }
    all.watched.set_value(true);
    task::spawn(async move {
        while all.is_waiting() {
            task::sleep(RENEW_MS).await;
            beat(all).await;
        }
        all.watched.set_value(false);
    });
}

async fn beat(all: Deliveries) {
    let Ok(disk) = all.session.disk() else { return };
    match all.queue.with_untracked(Queue::epoch) {
        Some(epoch) => {
            // A disk that fails is noticed by what is to be kept on it.
            match lead::renew(&disk, epoch).await {
                Ok(Guarded::Elsewhere) => look(all).await,
                Ok(Guarded::Swept) => {
                    restore(all, &disk).await;
                }
                Ok(Guarded::Kept(())) | Err(_) => {}
            }
        }
        None => match lead::lease(&disk).await {
            Ok(Some(lease)) if !lead::is_stale(lease, page::is_hidden()) => look(all).await,
            Ok(_) => open(all).await,
            Err(_) => {}
        },
    }
}
