//! The hall as it runs: what every handler may use.

use std::fs::{self, File};
use std::path::PathBuf;
use std::sync::Arc;

use contract::{Guide, Instant, LegalText, Regions};
use fixtures::HallSeed;
use rules::Calendar;
use sqlx::sqlite::SqlitePool;
use sqlx::{Connection as _, Row, SqliteConnection};

use crate::app_files::AppFiles;
use crate::catalogue::Catalogue;
use crate::clock::Clock;
use crate::config::Config;
use crate::consultations;
use crate::db::{self, DbError};
use crate::error::Refusal;
use crate::feed::Listeners;
use crate::history::{self, Hindsight};
use crate::keys::{HallKeys, KeysError, write_secret};
use crate::licences;
use crate::mandates;
use crate::misses::Misses;
use crate::parcels;
use crate::random;
use crate::snapshots::Snapshots;
use crate::store::{documents, organisations, payments, people, projects, regions, registers, venues};
use crate::writer::Writer;

/// The hall, shared by all requests.
pub type Shared = Arc<Hall>;

/// A hall that is open.
pub struct Hall {
    /// What it was started with.
    pub config: Config,
    /// What it is.
    pub seed: HallSeed,
    /// The operator's wordings.
    pub legal: Vec<LegalText>,
    /// Changes when the hall was restored from a backup.
    pub epoch: u32,
    /// What it signs with.
    pub keys: HallKeys,
    /// Its guides.
    pub catalogue: Catalogue,
    /// The guides as files.
    pub snapshots: Snapshots,
    /// The highest levels of its regions, as many as are answered at once.
    pub regions: Regions,
    /// Its working days.
    pub calendar: Calendar,
    /// For reading.
    pub readers: SqlitePool,
    /// For writing.
    pub writer: Writer,
    /// The built app.
    pub files: AppFiles,
    /// Who asked for what is not there, lately.
    pub misses: Misses,
    /// Who listens to what happens.
    pub listeners: Listeners,
    /// What staff tools must show.
    pub staff_token: String,
    /// Version of the SQLite library.
    pub sqlite: String,
    lock: File,
}

/// Why a hall could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another hall runs on the same folder.
    #[error("another hall is running on {0}")]
    InUse(PathBuf),
    /// The folder or a file in it.
    #[error("{0}")]
    File(#[from] std::io::Error),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The keys.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// The seed.
    #[error("seed: {0}")]
    Seed(#[from] serde_json::Error),
    /// The first writes were refused.
    #[error("the hall could not prepare its records")]
    Prepare,
}

impl From<Refusal> for OpenError {
    /// What was wrong is in the log.
    fn from(_: Refusal) -> Self {
        Self::Prepare
    }
}

impl Hall {
    /// Opens the hall in `config.data`, and makes it when it is new.
    ///
    /// # Errors
    ///
    /// When another hall runs there, or the folder cannot be used.
    pub async fn open(mut config: Config) -> Result<Shared, OpenError> {
        let lock = db::lock(&config.data)?.ok_or_else(|| OpenError::InUse(config.data.clone()))?;
        let mut opened = db::open(&config.data.join("hall.db")).await?;
        let guides = config.guides.take().map_or_else(fixtures::guides, Ok)?;
        let Records { catalogue, regions, epoch } = prepare(&mut opened.writer, &config, &guides).await?;
        let past = (config.demo && config.history).then(|| Arc::new(Hindsight::new(config.clock.clone())));
        if let Some(past) = &past {
            config.clock = past.clone();
        }
        let hall = Self {
            seed: fixtures::hall()?,
            legal: fixtures::legal_texts(),
            epoch,
            keys: HallKeys::open(&config.data.join("keys"), config.clock.today())?,
            catalogue,
            snapshots: Snapshots::new(config.data.join("snapshots")),
            regions,
            calendar: Calendar::china(),
            readers: opened.readers,
            writer: Writer::start(opened.writer),
            files: AppFiles::new(config.dist.clone()),
            misses: Misses::new(config.limits.lookup_misses_per_hour),
            listeners: Listeners::default(),
            staff_token: staff_token(&config)?,
            sqlite: opened.sqlite,
            lock,
            config,
        };
        let hall = Arc::new(hall);
        if let Some(past) = past {
            let cases = history::live(&hall, &past).await?;
            tracing::info!(cases, "the past of the sample hall");
            parcels::advance(&hall).await?;
        }
        let mut db = hall.readers.acquire().await.map_err(DbError::from)?;
        hall.catalogue.count(&mut db, hall.clock().today()).await?;
        Ok(hall)
    }

    /// The hall's time.
    #[must_use]
    pub fn clock(&self) -> &dyn Clock {
        &*self.config.clock
    }

    /// Finishes what waits to be written and lets go of the folder.
    pub async fn close(&self) {
        self.writer.close().await;
        self.readers.close().await;
        if let Err(error) = self.lock.unlock() {
            tracing::warn!(%error, "unlocking");
        }
    }
}

/// What of the records a hall holds in memory.
struct Records {
    catalogue: Catalogue,
    regions: Regions,
    epoch: u32,
}

/// Writes what comes with the program, all of it or nothing: what a matter costs is written anew, and a hall that was
/// stopped halfway would have it free of charge.
async fn prepare(
    writer: &mut SqliteConnection,
    config: &Config,
    guides: &[Guide],
) -> Result<Records, OpenError> {
    let now = config.clock.now();
    let mut all = writer.begin().await.map_err(DbError::from)?;
    if config.demo {
        cast(&mut all, now).await?;
    }
    let catalogue = Catalogue::publish(&mut all, guides, &now).await?;
    documents::add(&mut all, &fixtures::documents()).await?;
    regions::settle(&mut all).await?;
    let regions = regions::highest(&mut all, config.limits.regions_at_once).await?;
    let epoch = epoch(&mut all).await?;
    all.commit().await.map_err(DbError::from)?;
    Ok(Records { catalogue, regions, epoch })
}

/// The people of the sample hall, and what they bring with them.
async fn cast(db: &mut SqliteConnection, now: Instant) -> Result<(), OpenError> {
    let (cast, bodies) = (fixtures::people()?, fixtures::organisations()?);
    people::add(db, &cast, true).await?;
    people::add(db, &fixtures::townspeople()?, false).await?;
    organisations::add(db, &bodies).await?;
    mandates::seed::add(db, &fixtures::mandates()?, &cast, &bodies, now).await?;
    projects::add(db, &fixtures::projects()?, &now).await?;
    payments::add_rates(db, &fixtures::fee_rates()?).await?;
    registers::add_intermediaries(db, &fixtures::intermediaries()?).await?;
    registers::add_policies(db, &fixtures::policies()?).await?;
    venues::add(db, &fixtures::venues()?).await?;
    licences::seed(db, fixtures::licences()?, &cast, &bodies, now).await?;
    consultations::seed(db, fixtures::consultations()?, now).await?;
    Ok(())
}

/// 1 for a new hall; an operator who restores a backup raises it.
async fn epoch(db: &mut SqliteConnection) -> Result<u32, Refusal> {
    let sql = "INSERT INTO meta (key, value) VALUES ('epoch', '1') ON CONFLICT (key) DO NOTHING";
    sqlx::query(sql).execute(&mut *db).await?;
    let row = sqlx::query("SELECT value FROM meta WHERE key = 'epoch'").fetch_one(db).await?;
    row.try_get::<String, _>(0)?.parse().map_err(Refusal::internal)
}

fn staff_token(config: &Config) -> Result<String, OpenError> {
    let file = config.data.join("staff-token");
    if let Ok(text) = fs::read_to_string(&file) {
        return Ok(text.trim().to_owned());
    }
    let token = random::secret()?;
    write_secret(&file, &token)?;
    Ok(token)
}
