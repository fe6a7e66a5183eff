//! The database: one SQLite file in WAL mode, synchronous FULL, opened once for writing and as a small pool
//! for reading.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions, Row, SqliteConnection};

/// The oldest SQLite this hall runs on: WAL corruption of earlier ones is fixed in 3.51.3.
pub const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// Steps of the schema, oldest first; `PRAGMA user_version` counts those that are done.
const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001_init.sql"),
    include_str!("../migrations/0002_mandates.sql"),
    include_str!("../migrations/0003_organisations_projects_drafts.sql"),
    include_str!("../migrations/0004_accounts.sql"),
    include_str!("../migrations/0005_changes_reports_feeds_offers.sql"),
    include_str!("../migrations/0006_services.sql"),
    include_str!("../migrations/0007_bundles_payments_parcels_registers.sql"),
    include_str!("../migrations/0008_regions.sql"),
    include_str!("../migrations/0009_regions_by_parent.sql"),
];

/// Readers at one time.
const READERS: u32 = 4;

/// Why the database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// SQLite itself.
    #[error("database: {0}")]
    Sqlite(#[from] sqlx::Error),
    /// The library that is linked is too old.
    #[error("SQLite {0} is too old, 3.51.3 or later is needed")]
    TooOld(String),
    /// The file was written by a later version of this program.
    #[error("the database has schema {found}, this hall knows {known}")]
    FromTheFuture {
        /// In the file.
        found: i64,
        /// In this program.
        known: usize,
    },
}

/// Both ways into the database.
pub struct Opened {
    /// For the writer task.
    pub writer: SqliteConnection,
    /// For everybody else.
    pub readers: SqlitePool,
    /// Version of the SQLite library.
    pub sqlite: String,
}

/// Makes the folder `data` when it is new, and locks it; `None` when another program has it. The lock is held as long as
/// the file is.
///
/// # Errors
///
/// When the folder cannot be used.
pub fn lock(data: &Path) -> io::Result<Option<File>> {
    fs::create_dir_all(data)?;
    let file = File::create(data.join("lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(fs::TryLockError::WouldBlock) => Ok(None),
        Err(fs::TryLockError::Error(error)) => Err(error),
    }
}

/// Opens `file`, creates it when it is new, and brings its schema up to date.
///
/// # Errors
///
/// When the library is too old, the file cannot be opened, or it is from a later version.
pub async fn open(file: &Path) -> Result<Opened, DbError> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .disable_statement_logging();
    let mut writer = options.clone().connect().await?;
    let sqlite: String = sqlx::query("SELECT sqlite_version()").fetch_one(&mut writer).await?.try_get(0)?;
    if !new_enough(&sqlite) {
        return Err(DbError::TooOld(sqlite));
    }
    migrate(&mut writer).await?;
    let readers = SqlitePoolOptions::new()
        .max_connections(READERS)
        .connect_with(options.create_if_missing(false).pragma("query_only", "ON"))
        .await?;
    Ok(Opened { writer, readers, sqlite })
}

fn new_enough(version: &str) -> bool {
    let mut parts = version.split('.').map(|it| it.parse::<u32>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next(), next(), next()) >= OLDEST_SQLITE
}

async fn migrate(db: &mut SqliteConnection) -> Result<(), DbError> {
    let found: i64 = sqlx::query("PRAGMA user_version").fetch_one(&mut *db).await?.try_get(0)?;
    let done = usize::try_from(found).unwrap_or(usize::MAX);
    if done > MIGRATIONS.len() {
        return Err(DbError::FromTheFuture { found, known: MIGRATIONS.len() });
    }
    // A table that is written anew is away for a moment; the pragma does nothing inside of a transaction.
    sqlx::query("PRAGMA foreign_keys = OFF").execute(&mut *db).await?;
    for (at, step) in MIGRATIONS.iter().enumerate().skip(done) {
        let script = format!("BEGIN IMMEDIATE;\n{step}\nPRAGMA user_version = {};\nCOMMIT;", at + 1);
        sqlx::raw_sql(sqlx::AssertSqlSafe(script)).execute(&mut *db).await?;
    }
    sqlx::query("PRAGMA foreign_keys = ON").execute(db).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sqlite_version_table() {
        let table =
            [("3.51.3", true), ("3.52.0", true), ("4.0.0", true), ("3.51.2", false), ("3.8.99", false)];
        for (version, ok) in table {
            assert_eq!(new_enough(version), ok, "{version}");
        }
    }

    #[tokio::test]
    async fn a_hall_of_before_mandates_learns_whose_its_cases_are() {
        let mut db = SqliteConnectOptions::new().in_memory(true).foreign_keys(true).connect().await.unwrap();
        sqlx::raw_sql(MIGRATIONS[0]).execute(&mut db).await.unwrap();
        let before = r#"PRAGMA user_version = 1;
            INSERT INTO people VALUES ('p-1', 0, '陈屿', '', '', '', '');
            INSERT INTO filing_ids VALUES ('f-1', 'p-1'), ('f-2', 'p-1');
            INSERT INTO cases VALUES ('c-1', 'f-1', 'p-1', 1, 'm', 1, '', 'submitted', 'S1', NULL,
              '{"actor":{"id":"p-1"},"principal":{"id":"p-1"}}', NULL, NULL, '', '');"#;
        sqlx::raw_sql(before).execute(&mut db).await.unwrap();
        migrate(&mut db).await.unwrap();
        let sql = "SELECT principal_id, mandate_id FROM cases";
        let case = sqlx::query(sql).fetch_one(&mut db).await.unwrap();
        assert_eq!(case.get::<String, _>(0), "p-1");
        assert_eq!(case.get::<Option<String>, _>(1), None);
        let sql = "SELECT principal_id FROM filing_ids ORDER BY id";
        let filings = sqlx::query(sql).fetch_all(&mut db).await.unwrap();
        let whose: Vec<Option<String>> = filings.iter().map(|it| it.get(0)).collect();
        assert_eq!(whose, [Some("p-1".to_owned()), None]);
    }
}
