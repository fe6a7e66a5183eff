//! Every command of this repository: `cargo xtask <command>`.
//!
//! Each command prints its steps with their number and time, stops with one plain message when it
//! cannot go on, and ends with a status a script can use.

mod app;
mod args;
mod attribution;
mod bench;
mod bindgen;
mod browser;
mod catalogue;
mod check;
mod compress;
mod example;
mod failure;
mod faults;
mod floor;
mod fuzz;
mod hall;
mod install;
mod locales;
mod parts;
mod process;
mod repo;
mod serve;
mod shots;
mod size;
mod smoke;
mod steps;
mod strangers;
mod styles;
mod tally;
mod tools;
mod worker;

use std::process::ExitCode;

use args::Task;
use failure::Failure;
use repo::Repo;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::from(failure.code())
        }
    }
}

fn run() -> Result<ExitCode, Failure> {
    if bindgen::is_called() {
        return bindgen::stand_in();
    }
    let task = args::parse(lexopt::Parser::from_env())?;
    let repo = Repo::find()?;
    match task {
        Task::Help => {
            print!("{}", args::HELP);
            Ok(ExitCode::SUCCESS)
        }
        Task::Setup => install::setup(&repo).map(|()| ExitCode::SUCCESS),
        Task::Build { mode } => app::command(&repo, mode).map(|()| ExitCode::SUCCESS),
        Task::Serve(options) if options.smoke => smoke::command(&repo, &options),
        Task::Serve(options) => serve::command(&repo, &options).map(|()| ExitCode::SUCCESS),
        Task::Test => check::command(&repo),
        Task::Strangers => strangers::command(&repo),
        Task::Size { crates: false } => size::command(&repo).map(|()| ExitCode::SUCCESS),
        Task::Size { crates: true } => attribution::command(&repo).map(|()| ExitCode::SUCCESS),
        Task::Floor => floor::command(&repo).map(|()| ExitCode::SUCCESS),
        Task::Shots => shots::command(&repo),
        Task::FuzzGuides { inputs, seed } => Ok(fuzz::command(inputs, seed)),
        Task::BenchGuides { scale, json } => bench::command(&repo, scale, json),
        Task::Faults(options) => faults::command(&repo, &options),
        Task::Catalogue { mode, after } => catalogue::command(&repo, mode, &after),
    }
}
