//! `hall-adversary`: a hall that lies, before a real one. See `docs/contract/adversary.md`.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser;
use conformance::adversary::{Options, all, serve};

/// A hall that lies: passes everything on to a real hall and deforms what the play says.
#[derive(Debug, Parser)]
#[command(name = "hall-adversary", disable_version_flag = true)]
struct Cli {
    /// The real hall: http://127.0.0.1:8080
    #[arg(long, required_unless_present = "list")]
    hall: Option<String>,
    /// Port to listen on, on this machine only; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// The play to begin with; `POST /adversary/play {"name": …}` changes it.
    #[arg(long, default_value = "honest")]
    play: String,
    /// Print the names of all plays and end.
    #[arg(long)]
    list: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    if cli.list {
        let names: Vec<_> = all().map(|it| it.name).collect();
        let done = writeln!(std::io::stdout(), "{}", names.join("\n"));
        return if done.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let options = Options { hall: cli.hall.unwrap_or_default(), port: cli.port, play: cli.play };
    match serve(options).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "hall-adversary: {error}");
            ExitCode::FAILURE
        }
    }
}
