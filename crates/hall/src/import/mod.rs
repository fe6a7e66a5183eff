//! `hall import`: guides in the shape that provinces exchange them in, and regions as they are published.
//!
//! Dirty data is expected. Every row is taken, mended or refused on its own, and the report says which and why.

mod assemble;
mod columns;
mod dialect;
mod guide;
mod keep;
mod parts;
mod plain;
mod regions;
mod report;
mod source;

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use sqlx::{Connection as _, SqliteConnection};

use crate::clock::{Clock as _, SystemClock};
use crate::db::{self, DbError};
use crate::error::Refusal;
use crate::store::regions as store;

pub use dialect::Dialect;
pub use report::{Entry, Outcome, Report};
pub use source::SourceError;

/// Brings guides or regions from files into a hall that is not running.
#[derive(Debug, Args)]
pub struct ImportArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Guides (办事指南): JSON or CSV with the columns of the exchange tables.
    Guides(GuidesArgs),
    /// Regions (行政区划): CSV or JSON with code and name.
    Regions(RegionsArgs),
}

/// Which guides, and how to read them.
#[derive(Debug, Args)]
pub struct GuidesArgs {
    /// Folder of the hall; made when it is new.
    #[arg(long)]
    pub data: PathBuf,
    /// Which list of numbers the files use. It is never guessed: the two lists contradict each other.
    #[arg(long, value_enum)]
    pub dialect: Dialect,
    /// Where the whole report goes, as JSON.
    #[arg(long)]
    pub report: Option<PathBuf>,
    /// Withdraw what an earlier import brought and these files no longer have.
    #[arg(long)]
    pub withdraw_missing: bool,
    /// The files: basic table, extensions, materials, fees, questions, in any order.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
}

/// Which regions.
#[derive(Debug, Args)]
pub struct RegionsArgs {
    /// Folder of the hall; made when it is new.
    #[arg(long)]
    pub data: PathBuf,
    /// Where the whole report goes, as JSON.
    #[arg(long)]
    pub report: Option<PathBuf>,
    /// The files.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
}

/// Why nothing was imported at all.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file could not be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The hall is running: it is the one writer of its records.
    #[error("{0} 里的大厅正在运行，请先停下来")]
    Running(PathBuf),
    /// The folder.
    #[error("{0}")]
    Folder(#[from] std::io::Error),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// SQLite.
    #[error("database: {0}")]
    Sqlite(#[from] sqlx::Error),
    /// The records.
    #[error("the records of the hall could not be read or written")]
    Records,
    /// Every row was refused.
    #[error("一行也没有导入\n{0}")]
    Nothing(String),
    /// The report could not be written.
    #[error("the report: {0}")]
    Report(#[from] serde_json::Error),
}

impl From<Refusal> for ImportError {
    /// What was wrong is in the log.
    fn from(_: Refusal) -> Self {
        Self::Records
    }
}

/// Does it, and says what became of every row.
///
/// # Errors
///
/// When a file cannot be read, the hall is running, or not one row could be taken.
pub async fn run(args: ImportArgs) -> Result<String, ImportError> {
    let (report, to) = match args.what {
        What::Guides(args) => (guides(&args).await?, args.report),
        What::Regions(args) => (regions(&args).await?, args.report),
    };
    if let Some(to) = to {
        fs::write(to, serde_json::to_string_pretty(&report)? + "\n")?;
    }
    let text = report.text();
    if report.taken + report.unchanged == 0 { Err(ImportError::Nothing(text)) } else { Ok(text) }
}

/// Imports guides.
///
/// # Errors
///
/// As [`run`], but for a report in which everything is refused.
pub async fn guides(args: &GuidesArgs) -> Result<Report, ImportError> {
    let rows = rows(&args.files)?;
    let (mut db, _lock) = open(&args.data).await?;
    store::settle(&mut db).await?;
    let regions = store::names(&mut db, rows.iter().filter_map(guide::region_code)).await?;
    let reading = guide::Reading { dialect: args.dialect, today: SystemClock.today(), regions: &regions };
    let assemble::Read { found, said, broken } = assemble::guides(rows, &reading);
    let mut report = Report::default();
    for entry in said {
        report.add(entry);
    }
    // Files in which nothing can be read say nothing about what is gone.
    let withdraw = args.withdraw_missing && !found.is_empty();
    let mut all = db.begin().await?;
    keep::guides(&mut all, found, &broken, withdraw, &SystemClock.now(), &mut report).await?;
    all.commit().await?;
    report.rows.sort_by(|one, other| (&one.file, one.row).cmp(&(&other.file, other.row)));
    Ok(report)
}

/// Imports regions; they take the place of those the hall had.
///
/// # Errors
///
/// As [`guides`].
pub async fn regions(args: &RegionsArgs) -> Result<Report, ImportError> {
    let rows = rows(&args.files)?;
    let (mut db, _lock) = open(&args.data).await?;
    let (found, report) = regions::regions(&rows);
    if !found.is_empty() {
        let mut all = db.begin().await?;
        store::replace(&mut all, &found).await?;
        all.commit().await?;
    }
    Ok(report)
}

fn rows(files: &[PathBuf]) -> Result<Vec<source::Row>, SourceError> {
    let mut rows = Vec::new();
    for file in files {
        rows.extend(source::read(file)?);
    }
    Ok(rows)
}

/// The hall's records, and the lock that keeps a hall from running on them meanwhile.
async fn open(data: &Path) -> Result<(SqliteConnection, File), ImportError> {
    let lock = db::lock(data)?.ok_or_else(|| ImportError::Running(data.to_owned()))?;
    Ok((db::open(&data.join("hall.db")).await?.writer, lock))
}
