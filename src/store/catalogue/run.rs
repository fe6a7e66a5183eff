//! Bringing the catalogue up to date, step by step. One tab takes a step; the others find on the disk what it brought.

use std::sync::Arc;

use client::{CallError, guides, snapshots};
use contract::{Class, Discovery, GuideChange, GuideSnapshots, ProblemCode};
use guide_index::Index;
use leptos::prelude::{GetValue, SetValue, WithUntracked, untrack};

use super::fetch::Trouble;
use super::ledger::{Files, Held, Ledger};
use super::plan::{MOST_CHANGES, Wish};
use super::{CatalogueStore, Course, Reach, fetch, held, is_fresh, pages, plan};
use crate::edge::{clock, crypto, room, task};

/// The name under which tabs wait for each other.
const LOCK: &str = "hall-catalogue";
/// So long the hall is waited for to say who it is, in milliseconds.
const PATIENCE_MS: u32 = 20_000;
/// Pause before a download that was cut goes on, in milliseconds.
const PAUSE_MS: u32 = 1_000;
/// Most steps of one run: the district, the whole, what changed; some more where a link breaks now and then.
const MOST_STEPS: usize = 24;
/// Most pages of changes in a row.
const MOST_PAGES: u32 = MOST_CHANGES * 4;

/// Opens what is here, then goes on until nothing is wanted any more, or something goes wrong.
pub(super) async fn run(store: CatalogueStore) {
    let not_kept = store.state.with_untracked(|it| it.not_kept);
    let mut run = Run { store, files: Files::open(not_kept).await, renew: false };
    let mut ledger = run.files.ledger().await;
    run.open(&mut ledger).await;
    let Some(hall) = known(store).await else { return };
    let mut ended = Course::Resting;
    for _ in 0..MOST_STEPS {
        let before = run.come().await;
        store.mark(|it| it.course = Course::Asking);
        ended = match room::one_tab_at_a_time(LOCK, run.step(&hall)).await {
            Ok(Next::Go) => continue,
            Ok(Next::Done) => Course::Resting,
            // A link that breaks and still brings something is used again.
            Err(Trouble::Call(_)) if run.come().await > before => {
                task::sleep(PAUSE_MS).await;
                continue;
            }
            Err(Trouble::Call(error)) => Course::Failed(error),
            Err(Trouble::Damaged) => Course::Damaged,
        };
        break;
    }
    let not_kept = run.files.failed;
    store.mark(|it| (it.course, it.not_kept) = (ended, not_kept));
    store.leave_topics();
}

/// What the hall says of itself, when it is known.
async fn known(store: CatalogueStore) -> Option<Arc<Discovery>> {
    const STEP_MS: u32 = 50;
    let found = || untrack(|| store.hall.found());
    for _ in 0..PATIENCE_MS / STEP_MS {
        match found() {
            Some(Ok(hall)) => return Some(hall),
            Some(Err(_)) => break,
            None => task::sleep(STEP_MS).await,
        }
    }
    // It did not answer when the app began; it may now.
    store.hall.load().await;
    let error = match found() {
        Some(Ok(hall)) => return Some(hall),
        Some(Err(error)) => error,
        None => CallError::TimedOut,
    };
    store.mark(|it| it.course = Course::Failed(error));
    None
}

enum Next {
    Go,
    Done,
}

struct Run {
    store: CatalogueStore,
    files: Files,
    /// The hall forgot what changed since.
    renew: bool,
}

impl Run {
    /// Which file is on its way, and how much of it is here.
    async fn come(&self) -> Option<(String, u64)> {
        self.files.ledger().await.coming.map(|it| (it.name, it.have))
    }

    fn here(&self, hall: &Discovery) -> Vec<String> {
        let here = self.store.here.get_value();
        if here.is_empty() { vec![hall.region.clone()] } else { here }
    }

    async fn step(&mut self, hall: &Discovery) -> Result<Next, Trouble> {
        let mut ledger = self.files.ledger().await;
        if ledger.hall != hall.hall.as_str() {
            self.forget(&ledger).await;
            ledger = Ledger { hall: hall.hall.to_string(), ..Ledger::default() };
        }
        self.open(&mut ledger).await;
        let wish = Wish {
            reach: self.store.wanted.get_value(),
            here: self.here(hall),
            room: None,
            renew: self.renew,
        };
        let forced = self.store.forced.get_value();
        let asked_lately = is_fresh(ledger.checked_ms) && !forced && !self.renew;
        let enough = ledger.held.as_ref().is_some_and(|it| satisfies(it, &wish));
        let brought = !enough && self.bring(&mut ledger, &wish).await?;
        if brought {
            self.renew = false;
            return Ok(Next::Go);
        }
        if asked_lately && ledger.held.is_some() {
            return Ok(Next::Done);
        }
        self.store.forced.set_value(false);
        self.changes(&mut ledger).await
    }

    /// Brings the file here that is wanted next; whether there was one.
    async fn bring(&mut self, ledger: &mut Ledger, wish: &Wish) -> Result<bool, Trouble> {
        // A file nobody can check is not taken: without WebCrypto the pages are read.
        if self.store.hall.surely_offers(&Class::Snapshots) && crypto::sha256(&[]).await.is_ok() {
            match self.snapshot(ledger, wish).await {
                // With nothing that can be read, the pages still can.
                Ok(false) | Err(Trouble::Damaged) if ledger.held.is_none() && wish.reach == Reach::Whole => {}
                other => return other,
            }
        }
        let (index, held) = pages::all(self.store, &mut self.files, ledger).await?;
        self.adopt(ledger, index, held).await;
        Ok(true)
    }

    /// Makes what the ledger names what is searched. What is damaged, or was cleared away by the browser, is read again.
    async fn open(&mut self, ledger: &mut Ledger) {
        let Some(wanted) = ledger.held.clone() else { return };
        if held::is(&wanted.name, wanted.changes) {
            self.tell(ledger);
            return;
        }
        let Some((index, changes)) = self.read(&wanted).await else {
            self.files.drop_file(&wanted.name).await;
            (ledger.held, ledger.checked_ms) = (None, 0);
            self.files.keep_ledger(ledger).await;
            return;
        };
        held::set(index);
        held::apply(&changes).await;
        held::call(&wanted.name, wanted.changes);
        self.tell(ledger);
        self.store.turned();
    }

    /// A file and all that changed since: without a page of the changes they would never come again.
    async fn read(&self, wanted: &Held) -> Option<(Index, Vec<GuideChange>)> {
        let index = Index::open(self.files.file(&wanted.name).await?).ok()?;
        let mut changes = Vec::new();
        for page in 0..wanted.changes {
            changes.extend(self.files.changes(&wanted.name, page).await?);
        }
        Some((index, changes))
    }

    fn tell(&self, ledger: &Ledger) {
        let checked_ms = Some(ledger.checked_ms).filter(|it| *it > 0);
        let (reach, cut) = match &ledger.held {
            None => return,
            Some(Held { region: Some(_), .. }) => (Reach::District, false),
            Some(held) => (Reach::Whole, held.cut),
        };
        self.store.mark(|it| (it.reach, it.cut, it.checked_ms) = (reach, cut, checked_ms));
    }

    /// Reads the next file of those the hall has; whether there was one.
    async fn snapshot(&mut self, ledger: &mut Ledger, wish: &Wish) -> Result<bool, Trouble> {
        let GuideSnapshots { mut items, .. } = crate::edge::fetch::send(snapshots::list()).await?;
        let bad = ledger.damaged.as_ref().filter(|it| is_recent(it.1) && !self.store.forced.get_value());
        items.retain(|it| bad.is_none_or(|bad| bad.0 != it.sha256));
        let wish = Wish { room: room::free_bytes().await, ..wish.clone() };
        let Some(item) = plan::next(&items, ledger.held.as_ref(), &wish) else { return Ok(false) };
        let index = fetch::file(self.store, &mut self.files, ledger, item).await?;
        let held = Held {
            name: item.sha256.clone(),
            region: item.region.clone(),
            since: index.sync().to_owned(),
            ..Held::default()
        };
        self.adopt(ledger, index, held).await;
        Ok(true)
    }

    async fn adopt(&mut self, ledger: &mut Ledger, index: Index, new: Held) {
        held::set(index);
        held::call(&new.name, 0);
        let name = new.name.clone();
        let before = ledger.held.replace(new);
        ledger.checked_ms = clock::now_ms();
        self.files.keep_ledger(ledger).await;
        if let Some(before) = before.filter(|it| it.name != name) {
            self.files.drop_file(&before.name).await;
        }
        self.tell(ledger);
        self.store.turned();
    }

    /// Another hall's catalogue is of no use.
    async fn forget(&mut self, ledger: &Ledger) {
        if let Some(it) = &ledger.held {
            self.files.drop_file(&it.name).await;
        }
        if let Some(it) = &ledger.coming {
            self.files.drop_file(&it.name).await;
        }
    }

    /// Lays over it what changed since.
    async fn changes(&mut self, ledger: &mut Ledger) -> Result<Next, Trouble> {
        let Some(mut held) = ledger.held.clone() else { return Ok(Next::Done) };
        for _ in 0..MOST_PAGES {
            let page = match crate::edge::fetch::send(guides::changes(&held.since)).await {
                Ok(page) => page,
                Err(error) if is_gone(&error) && !self.renew => {
                    self.renew = true;
                    return Ok(Next::Go);
                }
                Err(error) => return Err(error.into()),
            };
            if !page.items.is_empty() {
                held::apply(&page.items).await;
                self.files.keep_changes(&held.name, held.changes, &page.items).await;
                held.changes += 1;
                held.since = page.next;
                held::call(&held.name, held.changes);
                ledger.held = Some(held.clone());
                self.files.keep_ledger(ledger).await;
                self.store.turned();
            }
            if !page.more {
                break;
            }
        }
        ledger.checked_ms = clock::now_ms();
        self.files.keep_ledger(ledger).await;
        self.tell(ledger);
        self.renew = false;
        Ok(Next::Done)
    }
}

/// Whether a file is all that is wanted, as far as one can tell without asking the hall which ones it has.
fn satisfies(held: &Held, wish: &Wish) -> bool {
    let near = held.region.as_ref().is_none_or(|it| wish.here.contains(it) && wish.reach == Reach::District);
    near && !wish.renew && held.changes <= MOST_CHANGES
}

/// Whether a damaged file came so lately that the hall has the same one still.
fn is_recent(at_ms: i64) -> bool {
    const AGAIN_MS: i64 = 60 * 60 * 1000;
    (0..AGAIN_MS).contains(&clock::now_ms().saturating_sub(at_ms))
}

fn is_gone(error: &CallError) -> bool {
    matches!(error, CallError::NotFound)
        || error.problem().is_some_and(|it| it.code == ProblemCode::CursorGone)
}
