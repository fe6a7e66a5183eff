//! The one writer. Every change goes through one task that commits in groups: a batch of jobs shares one
//! transaction and one fsync, each job has its own savepoint, and nobody is answered before the commit.

use std::future::Future;
use std::pin::Pin;

use contract::ProblemCode;
use sqlx::{Connection, SqliteConnection};
use tokio::sync::{mpsc, oneshot, watch};

use crate::error::Refusal;

/// Most jobs in one transaction.
const BATCH: usize = 64;
/// Jobs that may wait before callers have to.
const QUEUE: usize = 1024;

/// What a job does with the database, to be awaited inside its savepoint.
pub type JobFuture<'c, T> = Pin<Box<dyn Future<Output = Result<T, Refusal>> + Send + 'c>>;

/// Tells a caller how it went, once the commit is known.
type Answer = Box<dyn FnOnce(bool) + Send>;

/// What came of a job: keep its savepoint or not, and whom to tell.
struct Ran {
    keep: bool,
    answer: Answer,
}

type Job = Box<
    dyn for<'c> FnOnce(&'c mut SqliteConnection) -> Pin<Box<dyn Future<Output = Ran> + Send + 'c>> + Send,
>;

enum Message {
    Run(Job),
    Close(oneshot::Sender<()>),
}

/// The handle to the writer task; clones share the task.
#[derive(Clone)]
pub struct Writer {
    inbox: mpsc::Sender<Message>,
    commits: watch::Receiver<()>,
}

impl Writer {
    /// Starts the writer on its own connection.
    #[must_use]
    pub fn start(connection: SqliteConnection) -> Self {
        let (inbox, receiver) = mpsc::channel(QUEUE);
        let (committed, commits) = watch::channel(());
        tokio::spawn(work(connection, receiver, committed));
        Self { inbox, commits }
    }

    /// Changes after each commit, and is closed when the writer is.
    #[must_use]
    pub fn commits(&self) -> watch::Receiver<()> {
        self.commits.clone()
    }

    /// Runs `job` and answers after it is on disk.
    ///
    /// # Errors
    ///
    /// What the job refused with (its changes are undone), or `unavailable` when the commit failed or the
    /// hall is closing.
    pub async fn run<T, F>(&self, job: F) -> Result<T, Refusal>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut SqliteConnection) -> JobFuture<'c, T> + Send + 'static,
    {
        let (sender, receiver) = oneshot::channel();
        let boxed: Job = Box::new(move |db| {
            let running = job(db);
            Box::pin(async move {
                let result = running.await;
                let keep = result.is_ok();
                let answer = Box::new(move |committed: bool| {
                    let lost = Err(Refusal::new(ProblemCode::Unavailable));
                    // A refusal, too: it may rest on what another job of this batch wrote and the commit lost.
                    let told = if committed { result } else { lost };
                    // The caller may have gone away; the work is done all the same.
                    drop(sender.send(told));
                });
                Ran { keep, answer }
            })
        });
        self.inbox.send(Message::Run(boxed)).await.map_err(|_| Refusal::new(ProblemCode::Unavailable))?;
        receiver.await.map_err(|_| Refusal::new(ProblemCode::Unavailable))?
    }

    /// Finishes what waits, closes the connection, and returns when that is done.
    pub async fn close(&self) {
        let (sender, receiver) = oneshot::channel();
        if self.inbox.send(Message::Close(sender)).await.is_ok() {
            drop(receiver.await);
        }
    }
}

async fn work(mut db: SqliteConnection, mut inbox: mpsc::Receiver<Message>, committed: watch::Sender<()>) {
    let mut closing = None;
    while closing.is_none() {
        let mut messages = Vec::with_capacity(BATCH);
        if inbox.recv_many(&mut messages, BATCH).await == 0 {
            break;
        }
        let mut jobs = Vec::with_capacity(messages.len());
        for message in messages {
            match message {
                Message::Run(job) => jobs.push(job),
                Message::Close(done) => closing = Some(done),
            }
        }
        if !jobs.is_empty() {
            commit(&mut db, jobs).await;
            committed.send_replace(());
        }
    }
    inbox.close();
    if let Err(error) = db.close().await {
        tracing::warn!(%error, "closing the database");
    }
    if let Some(done) = closing {
        // Whoever asked may have stopped waiting.
        let _ = done.send(());
    }
}

async fn commit(db: &mut SqliteConnection, jobs: Vec<Job>) {
    let mut answers = Vec::with_capacity(jobs.len());
    let committed = match group(db, jobs, &mut answers).await {
        Ok(()) => true,
        Err(error) => {
            tracing::error!(%error, "a group of writes was not committed");
            // Fails when no transaction is open, which is what is wanted.
            drop(sqlx::query("ROLLBACK").execute(&mut *db).await);
            false
        }
    };
    for answer in answers {
        answer(committed);
    }
}

/// Jobs that were not reached when this fails are dropped, which tells their callers `unavailable`.
async fn group(
    db: &mut SqliteConnection,
    jobs: Vec<Job>,
    answers: &mut Vec<Answer>,
) -> Result<(), sqlx::Error> {
    sqlx::query("BEGIN IMMEDIATE").execute(&mut *db).await?;
    for job in jobs {
        sqlx::query("SAVEPOINT job").execute(&mut *db).await?;
        let ran = job(&mut *db).await;
        answers.push(ran.answer);
        if !ran.keep {
            sqlx::query("ROLLBACK TO job").execute(&mut *db).await?;
        }
        sqlx::query("RELEASE job").execute(&mut *db).await?;
    }
    sqlx::query("COMMIT").execute(&mut *db).await?;
    Ok(())
}
