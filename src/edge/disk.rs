//! What is kept on this device: one IndexedDB database for each person, dropped whole.
//!
//! Every record is `{v, sealed, bytes}`. `v` is the version of the bytes' shape and `sealed` says whether
//! they are encrypted, so that sealing can come later without losing what is there.

use std::cell::RefCell;
use std::collections::HashMap;

use contract::PersonId;
use idb::{DatabaseEvent, Factory, ObjectStoreParams, Transaction, TransactionMode};
use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, IdbDatabase, IdbTransaction};

/// Version of the database's layout.
const LAYOUT: u32 = 1;
/// Version of a record's bytes.
const RECORD: u32 = 1;

/// The stores of a person's database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Store {
    /// Drafts, by draft id.
    Drafts,
    /// Bytes of picked files, by SHA-256.
    Blobs,
    /// Deliveries with their receipts, by draft id.
    Outbox,
    /// Pinned guide versions, the device id, the running number.
    Meta,
}

impl Store {
    const NAMES: [&'static str; 4] =
        [Self::Drafts.name(), Self::Blobs.name(), Self::Outbox.name(), Self::Meta.name()];

    const fn name(self) -> &'static str {
        match self {
            Self::Drafts => "drafts",
            Self::Blobs => "blobs",
            Self::Outbox => "outbox",
            Self::Meta => "meta",
        }
    }
}

/// Why something could not be kept or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiskError {
    /// No room left.
    Full,
    /// No storage here: a private window, or storage is switched off.
    Unavailable,
    /// What is there cannot be read: another version, or damage.
    Unreadable,
}

impl From<idb::Error> for DiskError {
    fn from(error: idb::Error) -> Self {
        match error {
            idb::Error::DomException(it) => Self::of_exception(&it),
            _ => Self::Unavailable,
        }
    }
}

impl DiskError {
    fn of_exception(exception: &DomException) -> Self {
        if exception.name() == "QuotaExceededError" { Self::Full } else { Self::Unavailable }
    }

    fn of_value(value: &JsValue) -> Self {
        value.dyn_ref::<DomException>().map_or(Self::Unavailable, Self::of_exception)
    }
}

/// A record to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// Where to.
    pub store: Store,
    /// Under which key.
    pub key: String,
    /// What.
    pub bytes: Vec<u8>,
}

impl Write {
    /// A value as JSON; none when it cannot be written so.
    pub fn json(store: Store, key: &str, value: &impl Serialize) -> Option<Self> {
        Some(Self { store, key: key.to_owned(), bytes: serde_json::to_vec(value).ok()? })
    }
}

/// The value of a record of JSON; one that is damaged is as good as none.
pub fn read_json<T: DeserializeOwned>(bytes: Option<&Vec<u8>>) -> Option<T> {
    serde_json::from_slice(bytes?).ok()
}

thread_local! {
    /// Open connections by database name, with the stores it has. JavaScript handles do not leave their thread, so they
    /// stay here.
    static OPEN: RefCell<HashMap<String, (IdbDatabase, &'static [&'static str])>> = RefCell::new(HashMap::new());
}

/// One person's database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disk {
    name: String,
}

impl Disk {
    /// Opens, or makes, a person's database.
    ///
    /// # Errors
    ///
    /// [`DiskError`], when this browser keeps nothing.
    pub async fn open(person: &PersonId) -> Result<Self, DiskError> {
        Self::open_as(format!("hall-{person}"), &Store::NAMES).await
    }

    /// Opens, or makes, a database with these stores.
    pub(super) async fn open_as(name: String, stores: &'static [&'static str]) -> Result<Self, DiskError> {
        let mut request = Factory::new()?.open(&name, Some(LAYOUT))?;
        request.on_upgrade_needed(move |event| {
            let Ok(database) = event.database() else { return };
            for store in stores {
                // A store that cannot be made is noticed by the first transaction on it.
                let _ = database.create_object_store(store, ObjectStoreParams::new());
            }
        });
        let database: IdbDatabase = request.await?.into();
        OPEN.with_borrow_mut(|open| open.insert(name.clone(), (database, stores)));
        Ok(Self { name })
    }

    /// Keeps a record; resolves when the bytes are flushed to the device.
    ///
    /// # Errors
    ///
    /// [`DiskError`]; what was there before is still there.
    pub fn put(&self, store: Store, key: &str, bytes: &[u8]) -> impl Future<Output = Result<(), DiskError>> {
        self.put_in(store.name(), key, bytes)
    }

    pub(super) async fn put_in(&self, store: &'static str, key: &str, bytes: &[u8]) -> Result<(), DiskError> {
        let record = wrap(bytes)?;
        let transaction = self.begin(store, true).await?;
        transaction.object_store(store)?.put(&record, Some(&key.into()))?.await?;
        commit(transaction).await
    }

    /// Reads a record.
    ///
    /// # Errors
    ///
    /// [`DiskError::Unreadable`] when it was written by a newer version of the app.
    pub fn get(&self, store: Store, key: &str) -> impl Future<Output = Result<Option<Vec<u8>>, DiskError>> {
        self.get_in(store.name(), key)
    }

    pub(super) async fn get_in(&self, store: &'static str, key: &str) -> Result<Option<Vec<u8>>, DiskError> {
        let transaction = self.begin(store, false).await?;
        let found = transaction.object_store(store)?.get(idb::Query::Key(key.into()))?.await?;
        found.as_ref().map(unwrap).transpose()
    }

    /// How many records a store has, readable or not.
    ///
    /// # Errors
    ///
    /// [`DiskError`].
    pub async fn count(&self, store: Store) -> Result<u32, DiskError> {
        let transaction = self.begin(store.name(), false).await?;
        Ok(transaction.object_store(store.name())?.count(None)?.await?)
    }

    /// Reads every record of a store that this version can read.
    ///
    /// # Errors
    ///
    /// [`DiskError`].
    pub async fn all(&self, store: Store) -> Result<Vec<Vec<u8>>, DiskError> {
        let store = store.name();
        let transaction = self.begin(store, false).await?;
        let found = transaction.object_store(store)?.get_all(None, None)?.await?;
        Ok(found.iter().filter_map(|it| unwrap(it).ok()).collect())
    }

    /// Removes a record.
    ///
    /// # Errors
    ///
    /// [`DiskError`].
    pub fn delete(&self, store: Store, key: &str) -> impl Future<Output = Result<(), DiskError>> {
        self.delete_in(store.name(), key)
    }

    pub(super) async fn delete_in(&self, store: &'static str, key: &str) -> Result<(), DiskError> {
        let transaction = self.begin(store, true).await?;
        transaction.object_store(store)?.delete(idb::Query::Key(key.into()))?.await?;
        commit(transaction).await
    }

    /// Removes every record whose key begins with `prefix`, which ends in `/`.
    ///
    /// # Errors
    ///
    /// [`DiskError`].
    pub fn delete_under(&self, store: Store, prefix: &str) -> impl Future<Output = Result<(), DiskError>> {
        self.delete_under_in(store.name(), prefix)
    }

    pub(super) async fn delete_under_in(&self, store: &'static str, prefix: &str) -> Result<(), DiskError> {
        // `0` is the character after `/`.
        let end = [prefix.trim_end_matches('/'), "0"].concat();
        let range = idb::KeyRange::bound(&prefix.into(), &end.into(), Some(false), Some(true))?;
        let transaction = self.begin(store, true).await?;
        transaction.object_store(store)?.delete(idb::Query::KeyRange(range))?.await?;
        commit(transaction).await
    }

    /// Reads these records, lets `decide` say what to write after having seen them, and writes it: in one transaction,
    /// all or nothing. No other tab's write comes between.
    ///
    /// # Errors
    ///
    /// [`DiskError`]; nothing is written then.
    pub async fn change<T>(
        &self,
        reads: &[(Store, &str)],
        decide: impl FnOnce(&[Option<Vec<u8>>]) -> (Vec<Write>, T),
    ) -> Result<T, DiskError> {
        let stores = [Store::Drafts.name(), Store::Outbox.name(), Store::Meta.name()];
        let transaction = self.begin_on(&stores, true).await?;
        let mut found = Vec::with_capacity(reads.len());
        for (store, key) in reads {
            let record = transaction.object_store(store.name())?.get(idb::Query::Key((*key).into()))?.await?;
            // What is damaged, or of another version, is decided on as if it were not there.
            found.push(record.as_ref().and_then(|it| unwrap(it).ok()));
        }
        let (writes, outcome) = decide(&found);
        for Write { store, key, bytes } in writes {
            transaction.object_store(store.name())?.put(&wrap(&bytes)?, Some(&key.into()))?.await?;
        }
        commit(transaction).await?;
        Ok(outcome)
    }

    /// Begins a transaction; a writing one is durable (`strict`: flushed before it completes), which
    /// neither web-sys nor idb can ask for yet.
    async fn begin(&self, store: &'static str, write: bool) -> Result<Transaction, DiskError> {
        self.begin_on(&[store], write).await
    }

    /// The same on several stores. A browser may close a database under an open page, as when it sweeps what pages
    /// store: it is opened once more then, and may be empty.
    async fn begin_on(&self, stores: &[&'static str], write: bool) -> Result<Transaction, DiskError> {
        let (database, all) =
            OPEN.with_borrow(|open| open.get(&self.name).cloned()).ok_or(DiskError::Unavailable)?;
        match Self::transaction(&database, stores, write) {
            Err(DiskError::Unavailable) => {
                Self::open_as(self.name.clone(), all).await?;
                let again = OPEN.with_borrow(|open| open.get(&self.name).cloned());
                Self::transaction(&again.ok_or(DiskError::Unavailable)?.0, stores, write)
            }
            begun => begun,
        }
    }

    fn transaction(
        database: &IdbDatabase,
        stores: &[&'static str],
        write: bool,
    ) -> Result<Transaction, DiskError> {
        if !write {
            let database = idb::Database::from(database.clone());
            return Ok(database.transaction(stores, TransactionMode::ReadOnly)?);
        }
        let (options, names) = (Object::new(), stores.iter().map(|it| JsValue::from(*it)).collect::<Array>());
        let begun = Reflect::set(&options, &"durability".into(), &"strict".into())
            .and_then(|_| Reflect::get(database, &"transaction".into()))
            .and_then(JsCast::dyn_into::<Function>)
            .and_then(|it| it.apply(database, &Array::of3(&names, &"readwrite".into(), &options)))
            .map_err(|it| DiskError::of_value(&it))?;
        Ok(Transaction::from(begun.unchecked_into::<IdbTransaction>()))
    }
}

async fn commit(transaction: Transaction) -> Result<(), DiskError> {
    if transaction.commit()?.await?.is_committed() { Ok(()) } else { Err(DiskError::Full) }
}

fn wrap(bytes: &[u8]) -> Result<JsValue, DiskError> {
    let record = Object::new();
    let members: [(&str, JsValue); 3] =
        [("v", RECORD.into()), ("sealed", false.into()), ("bytes", Uint8Array::from(bytes).into())];
    for (name, value) in members {
        Reflect::set(&record, &name.into(), &value).map_err(|it| DiskError::of_value(&it))?;
    }
    Ok(record.into())
}

fn unwrap(record: &JsValue) -> Result<Vec<u8>, DiskError> {
    let member = |name: &str| Reflect::get(record, &name.into()).map_err(|_| DiskError::Unreadable);
    let known = member("v")?.as_f64() == Some(f64::from(RECORD)) && member("sealed")?.is_falsy();
    if !known {
        return Err(DiskError::Unreadable);
    }
    Ok(member("bytes")?.dyn_into::<Uint8Array>().map_err(|_| DiskError::Unreadable)?.to_vec())
}
