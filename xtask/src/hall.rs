//! A running reference hall: built, started, ready, stopped.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::failure::Failure;
use crate::process::{not_started, run};
use crate::repo::Repo;

/// How long a hall may take to end its work after it was asked to stop; its own limit is 5 s.
const PATIENCE: Duration = Duration::from_secs(8);

/// How a hall is started.
#[derive(Debug)]
pub(crate) struct Start {
    /// Address to listen on.
    pub(crate) host: &'static str,
    /// 0 takes a free port.
    pub(crate) port: u16,
    /// Where it keeps its database.
    pub(crate) data: PathBuf,
    /// Sample people and a sample clerk.
    pub(crate) demo: bool,
    /// The cases the sample hall had before it was opened; only in a demo.
    pub(crate) history: bool,
    /// A clerk inside the hall who works the queue; only in a demo.
    pub(crate) clerk: bool,
}

/// A hall that accepts calls. Dropping it stops it.
#[derive(Debug)]
pub(crate) struct Hall {
    child: Child,
    url: String,
    /// Kept open, so that the hall can always write to it.
    _output: BufReader<ChildStdout>,
}

/// Builds the hall's binary.
///
/// # Errors
///
/// When it does not compile.
pub(crate) fn build(repo: &Repo) -> Result<(), Failure> {
    run(repo.command("cargo").args(["build", "--quiet", "--locked", "--package", "hall"]))
}

impl Hall {
    /// Starts a hall and waits until it says `ready http://…`. Its log goes to `hall.log` in its data directory.
    ///
    /// # Errors
    ///
    /// When it ends before it is ready; the failure carries what it said.
    pub(crate) fn start(repo: &Repo, start: &Start) -> Result<Self, Failure> {
        fs::create_dir_all(&start.data).map_err(Failure::file(&start.data))?;
        let log = start.data.join("hall.log");
        let mut command = repo.command(repo.hall());
        command.arg("serve").arg("--data").arg(&start.data).arg("--dist").arg(repo.dist());
        command.args(["--host", start.host, "--port", &start.port.to_string()]);
        if start.demo {
            command.arg("--demo");
            if start.history {
                command.arg("--history");
            }
            if !start.clerk {
                command.args(["--clerk-ms", "0"]);
            }
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        // Appended to, never truncated: another hall may be running on the same directory.
        let said = fs::File::options().create(true).append(true).open(&log).map_err(Failure::file(&log))?;
        let before = said.metadata().map_or(0, |it| it.len());
        command.stderr(said);
        let mut child = command.spawn().map_err(not_started(&command))?;
        let Some(output) = child.stdout.take() else {
            return Err(Failure::Hall("its output could not be read".into()));
        };
        let mut output = BufReader::new(output);
        let mut line = String::new();
        while output.read_line(&mut line).is_ok_and(|read| read > 0) {
            if let Some(url) = line.trim().strip_prefix("ready ") {
                return Ok(Self { url: url.to_owned(), child, _output: output });
            }
            line.clear();
        }
        let status = child.wait().map_err(not_started(&command))?;
        Err(Failure::Hall(last_words(&log, before, status)))
    }

    /// Where it listens: `http://127.0.0.1:8080`.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Its status, once it has ended by itself.
    pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// Asks it to stop, and waits until it has.
    pub(crate) fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        let asked = Instant::now();
        if self.ended().is_none()
            && let Ok(id) = i32::try_from(self.child.id())
        {
            // A hall that ended in between is what we want.
            let _ = kill(Pid::from_raw(id), Signal::SIGTERM);
        }
        while self.ended().is_none() {
            if asked.elapsed() > PATIENCE {
                eprintln!("the hall did not stop within {} s and was ended", PATIENCE.as_secs());
                let _ = self.child.kill();
                let _ = self.child.wait();
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Hall {
    fn drop(&mut self) {
        self.end();
    }
}

/// What the hall told a person before it ended: the plain lines of its log, or the end of it.
/// `before` is where its part of the log begins, in bytes.
fn last_words(log: &Path, before: u64, status: ExitStatus) -> String {
    let bytes = fs::read(log).unwrap_or_default();
    let own = usize::try_from(before).ok().and_then(|it| bytes.get(it..)).unwrap_or_default();
    let text = String::from_utf8_lossy(own);
    let plain: Vec<&str> = text.lines().filter(|it| !it.trim().is_empty() && !it.starts_with('{')).collect();
    let lines = if plain.is_empty() { text.lines().collect() } else { plain };
    let tail = lines[lines.len().saturating_sub(12)..].join("\n");
    if tail.is_empty() { format!("It said nothing and ended with {status}.") } else { tail }
}
