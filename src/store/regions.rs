//! Where people can be: the hall's regions as far as they were looked at, and the one that was chosen last.
//!
//! A hall may have 650,000 regions. It is asked for one level when somebody opens it; what was opened once is here for the
//! rest of the visit, and on the device for a day without a network. One thread, one tree.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use client::{CallError, regions};
use contract::{Region, Regions};
use rules::regions::Tree;

use crate::edge::public_disk::{Kind, PublicDisk};
use crate::edge::{fetch, prefs, task};

/// The record of the tree on the device.
const KEPT: &str = "regions";
/// Most regions that are kept there: the highest levels of a hall, and every township one person looks at.
const MOST_KEPT: usize = 10_000;
/// What was chosen last, with all it lies in, the highest first.
const CHOSEN: &str = "region";
/// Most regions that are found at once.
const MOST_FOUND: usize = 20;

thread_local! {
    static TREE: RefCell<Tree> = RefCell::new(Tree::default());
    /// The levels that are from the device, and were not asked for on this visit; the highest lie in no code.
    static OLD: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
    static DEVICE: Cell<Device> = const { Cell::new(Device::Closed) };
}

/// Whether what was kept on the device is in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Device {
    Closed,
    Opening,
    Open,
}

/// What was found for words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Each with all it lies in, the highest first; the best first.
    pub ways: Vec<Vec<Region>>,
    /// False when the hall could not be asked: there may be others.
    pub complete: bool,
}

/// The regions that lie directly in `parent`, the highest without one; `more` of each says whether anything lies in it.
/// None when the hall has no regions. What is here is given at once, and asked for again behind it.
///
/// # Errors
///
/// What the hall answered, when nothing is here.
pub async fn under(parent: Option<&str>) -> Result<Vec<Region>, CallError> {
    open().await;
    let here = || TREE.with_borrow(|it| it.under(parent));
    let old = OLD.with_borrow(|it| it.contains(parent.unwrap_or_default()));
    match here() {
        Some(found) if !old => Ok(found),
        Some(found) => {
            let parent = parent.map(str::to_owned);
            task::spawn(async move {
                // What is shown meanwhile is what the hall said before.
                let _ = ask(parent.as_deref()).await;
            });
            Ok(found)
        }
        None => {
            ask(parent).await?;
            Ok(here().unwrap_or_default())
        }
    }
}

/// Asks the hall for a level, and keeps what it says.
async fn ask(parent: Option<&str>) -> Result<(), CallError> {
    let call = parent.map_or_else(regions::highest, regions::under);
    let found = match fetch::send(call).await {
        Ok(answer) => answer.regions,
        // A hall without regions, or one that no longer has this one.
        Err(CallError::NotFound) => Vec::new(),
        Err(error) => return Err(error),
    };
    OLD.with_borrow_mut(|old| {
        old.remove(parent.unwrap_or_default());
        for it in found.iter().filter(|it| !it.more) {
            old.remove(&it.code);
        }
    });
    TREE.with_borrow_mut(|tree| match parent {
        Some(parent) => tree.learn_under(parent, found),
        None => tree.learn(found),
    });
    task::spawn(keep());
    Ok(())
}

/// From the highest region down to the one with this code, itself included; nothing when the hall has no such region.
///
/// # Errors
///
/// What the hall answered, when the way is not here.
pub async fn path(code: &str) -> Result<Vec<Region>, CallError> {
    open().await;
    let here = TREE.with_borrow(|it| it.path(code));
    if !here.is_empty() {
        return Ok(here);
    }
    // A hall that tells everything at once does so now, too: it knows no other question.
    match fetch::send(regions::way(code)).await {
        Ok(answer) => {
            TREE.with_borrow_mut(|it| it.learn_way(answer.regions));
            task::spawn(keep());
            Ok(TREE.with_borrow(|it| it.path(code)))
        }
        Err(CallError::NotFound) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// What is here of the regions that these words may mean.
#[must_use]
pub fn find_here(words: &str) -> Vec<Vec<Region>> {
    TREE.with_borrow(|tree| {
        let found = tree.named(words, MOST_FOUND);
        found.iter().map(|it| tree.path(&it.code)).filter(|it| !it.is_empty()).collect()
    })
}

/// What the hall finds for these words; what is here when it does not answer.
pub async fn find(words: &str) -> Found {
    let Ok(answer) = fetch::send(regions::find(words)).await else {
        return Found { ways: find_here(words), complete: false };
    };
    let mut found = Tree::default();
    found.learn_way(answer.regions);
    let ways = answer.found.iter().map(|it| found.path(it)).filter(|it| !it.is_empty());
    Found { ways: ways.take(MOST_FOUND).collect(), complete: true }
}

/// The region that was chosen last on this device, with all it lies in, the highest first.
#[must_use]
pub fn chosen() -> Vec<Region> {
    let kept = prefs::get(CHOSEN).and_then(|it| serde_json::from_slice::<Regions>(it.as_bytes()).ok());
    kept.map(|it| it.regions).unwrap_or_default()
}

/// Codes of the region that was chosen last and of what it lies in, innermost first: what is near counts more.
#[must_use]
pub fn here() -> Vec<String> {
    chosen().into_iter().rev().map(|it| it.code).collect()
}

/// Remembers what was chosen, with all it lies in; nothing for the whole hall.
pub fn choose(way: Vec<Region>) {
    let kept = Regions { regions: way, found: Vec::new() };
    if let Ok(text) = serde_json::to_string(&kept) {
        prefs::set(CHOSEN, &text);
    }
}

/// Takes in what was kept on the device, once; whoever comes meanwhile waits for it.
async fn open() {
    while DEVICE.get() == Device::Opening {
        task::sleep(5).await;
    }
    if DEVICE.get() == Device::Open {
        return;
    }
    DEVICE.set(Device::Opening);
    if let Some(kept) = read().await {
        let whole = kept.regions.iter().filter(|it| !it.more).map(|it| it.code.clone());
        OLD.set(whole.chain([String::new()]).collect());
        TREE.with_borrow_mut(|it| it.learn(kept.regions));
    }
    DEVICE.set(Device::Open);
}

async fn read() -> Option<Regions> {
    let bytes = PublicDisk::open().await.ok()?.get(Kind::Meta, KEPT).await.ok()??;
    serde_json::from_slice(&bytes).ok().filter(|it: &Regions| !it.regions.is_empty())
}

/// Keeps the tree on the device, when it is not too large; what cannot be kept is asked for again another day. Ways alone
/// are not kept: what is highest among them is not all that is.
async fn keep() {
    let worth = |it: &Tree| it.len() <= MOST_KEPT && it.under(None).is_some();
    let all = TREE.with_borrow(|it| worth(it).then(|| it.all()));
    let Some(regions) = all else { return };
    let Ok(bytes) = serde_json::to_vec(&Regions { regions, found: Vec::new() }) else { return };
    if let Ok(disk) = PublicDisk::open().await {
        let _ = disk.put(Kind::Meta, KEPT, &bytes).await;
    }
}
