//! `hall`: serves the reference hall, and works at its counter.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;
use hall::cli::{Cli, Command, ServeArgs};

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Serve(args) => serve(args),
        Command::Desk(args) => match hall::desk::run(args) {
            Ok(text) => say(&text),
            Err(why) => fail(&why, 1),
        },
        Command::Import(args) => import(args),
        Command::Version => {
            say(&format!("hall {}\ncontract {}\n", env!("CARGO_PKG_VERSION"), contract::CONTRACT_VERSION))
        }
    }
}

fn serve(args: ServeArgs) -> ExitCode {
    tracing_subscriber::fmt().json().with_writer(std::io::stderr).with_max_level(tracing::Level::INFO).init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.to_string(), 1),
    };
    let at = args.at();
    let ready = |at| {
        say(&format!("ready http://{at}\n"));
    };
    let served = runtime.block_on(hall::serve::serve(args.config(), at, ready));
    // What is packed meanwhile for others is packed again at the next start.
    runtime.shutdown_background();
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error.to_string(), if error.is_usage() { 2 } else { 1 }),
    }
}

fn import(args: hall::import::ImportArgs) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.to_string(), 1),
    };
    match runtime.block_on(hall::import::run(args)) {
        Ok(text) => say(&text),
        Err(error) => fail(&error.to_string(), 1),
    }
}

/// Prints for people and for scripts. Nobody reading is no reason to fail.
fn say(text: &str) -> ExitCode {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    ExitCode::SUCCESS
}

fn fail(why: &str, code: u8) -> ExitCode {
    let _ = writeln!(std::io::stderr().lock(), "hall: {why}");
    ExitCode::from(code)
}
