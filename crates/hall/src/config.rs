//! What a hall is started with.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use contract::{Guide, Limits};

use crate::clock::{Clock, SystemClock};

/// How this hall runs. Limits are published in discovery and enforced.
#[derive(Clone)]
pub struct Config {
    /// Folder with the database, the keys and the staff token.
    pub data: PathBuf,
    /// The built app, when this hall serves it.
    pub dist: Option<PathBuf>,
    /// Sample data and development sign-in.
    pub demo: bool,
    /// The cases the sample hall had before it was opened. Demo halls only, and only those that are new.
    pub history: bool,
    /// How often the demo clerk takes one step; `None` keeps the clerk away.
    pub clerk: Option<Duration>,
    /// The guides to publish; the sample's when absent. What was published before and is not among them is withdrawn.
    pub guides: Option<Vec<Guide>>,
    /// Whether a proxy stands before the hall that appends the caller's address to `X-Forwarded-For`.
    pub proxied: bool,
    /// What is too much.
    pub limits: Limits,
    /// The hall's time.
    pub clock: Arc<dyn Clock>,
}

impl Config {
    /// A hall on the machine's clock, not a demo, without an app.
    #[must_use]
    pub fn new(data: PathBuf) -> Self {
        Self {
            data,
            dist: None,
            demo: false,
            history: false,
            clerk: None,
            guides: None,
            proxied: false,
            limits: limits(),
            clock: Arc::new(SystemClock),
        }
    }

    /// For how long an unfinished upload and an unused challenge are kept, in seconds.
    #[must_use]
    pub fn upload_seconds(&self) -> i64 {
        i64::from(self.limits.upload_days) * 24 * 3600
    }
}

/// Media types this hall takes, which are those it can tell by their first bytes.
pub const FILE_TYPES: [&str; 4] = ["image/jpeg", "image/png", "image/webp", "application/pdf"];

fn limits() -> Limits {
    Limits {
        file_bytes: 20 * 1024 * 1024,
        chunk_bytes: 4 * 1024 * 1024,
        files_per_material: 20,
        file_types: FILE_TYPES.iter().map(|it| (*it).to_owned()).collect(),
        body_bytes: 4 * 1024 * 1024,
        upload_days: 7,
        lookup_misses_per_hour: Some(20),
        regions_at_once: Some(5_000),
    }
}
