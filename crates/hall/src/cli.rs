//! The command line.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};

use crate::config::Config;
use crate::desk::DeskArgs;
use crate::import::ImportArgs;

/// The reference hall (政务大厅参考实现).
#[derive(Debug, Parser)]
#[command(name = "hall", disable_version_flag = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program does.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the API and the built app.
    Serve(ServeArgs),
    /// Work at the counter of a running hall.
    Desk(DeskArgs),
    /// Bring guides or regions from files into a hall that is not running.
    Import(ImportArgs),
    /// Print versions.
    Version,
}

/// How to serve.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Folder with the database, the keys and the staff token; made when it is new.
    #[arg(long)]
    data: PathBuf,
    /// Port to listen on; 0 takes a free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Address to listen on.
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,
    /// Folder with the built app.
    #[arg(long, default_value = "dist")]
    dist: PathBuf,
    /// Sample people and development sign-in.
    #[arg(long)]
    demo: bool,
    /// The past of the sample hall: more than two hundred cases, some of them still running, and sample projects with
    /// something in them. Written once, when the data folder is new. Only with --demo.
    #[arg(long)]
    history: bool,
    /// Milliseconds between two steps of the demo clerk; 0 keeps the clerk away. Only with --demo.
    #[arg(long, default_value_t = 2500)]
    clerk_ms: u64,
    /// A proxy stands before this hall and appends the caller's address to `X-Forwarded-For`; look-ups are limited by
    /// that address then.
    #[arg(long)]
    proxied: bool,
}

impl ServeArgs {
    /// Where to listen.
    #[must_use]
    pub fn at(&self) -> SocketAddr {
        SocketAddr::new(self.host, self.port)
    }

    /// How to run.
    #[must_use]
    pub fn config(self) -> Config {
        let clerk = (self.demo && self.clerk_ms > 0).then(|| Duration::from_millis(self.clerk_ms));
        let history = self.demo && self.history;
        let config = Config::new(self.data);
        Config { dist: Some(self.dist), demo: self.demo, history, clerk, proxied: self.proxied, ..config }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn there_is_a_past_in_a_demo_that_asks_for_it() {
        for (flags, history) in
            [("", false), ("--demo", false), ("--history", false), ("--demo --history", true)]
        {
            let words = ["hall", "serve", "--data", "d"].into_iter().chain(flags.split_whitespace());
            let Command::Serve(args) = Cli::try_parse_from(words).unwrap().command else { panic!() };
            assert_eq!(args.config().history, history, "{flags}");
        }
    }

    #[test]
    fn the_clerk_works_in_a_demo_only() {
        let table =
            [("", None), ("--demo", Some(2500)), ("--demo --clerk-ms 0", None), ("--clerk-ms 9", None)];
        for (flags, clerk) in table {
            let words = ["hall", "serve", "--data", "d"].into_iter().chain(flags.split_whitespace());
            let Command::Serve(args) = Cli::try_parse_from(words).unwrap().command else { panic!() };
            assert_eq!(args.config().clerk, clerk.map(Duration::from_millis), "{flags}");
        }
    }
}
