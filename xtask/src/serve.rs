//! `cargo xtask serve`: everything a person needs to see the app, under one address.

use std::fs;
use std::net::UdpSocket;
use std::sync::mpsc;
use std::time::Duration;

use crate::app;
use crate::args::ServeOptions;
use crate::failure::Failure;
use crate::hall::{self, Hall, Start};
use crate::install;
use crate::repo::Repo;
use crate::steps::Steps;

/// Where the hall keeps its database when nobody says otherwise; git ignores it.
const DATA: &str = "tmp/hall";

/// Runs `cargo xtask serve` until Ctrl-C.
///
/// # Errors
///
/// When something cannot be built, the hall does not start, or it ends by itself.
pub(crate) fn command(repo: &Repo, options: &ServeOptions) -> Result<(), Failure> {
    let data = match &options.data {
        Some(given) => std::path::absolute(given).map_err(Failure::file(given))?,
        None => repo.at(DATA),
    };
    if options.reset && data.exists() {
        fs::remove_dir_all(&data).map_err(Failure::file(&data))?;
    }
    let mut steps = prepare(repo, options, 1)?;
    let host = if options.lan { "0.0.0.0" } else { "127.0.0.1" };
    let start =
        Start { host, port: options.port, data, demo: options.demo, history: options.demo, clerk: true };
    let mut hall = steps.run("starting the hall", || Hall::start(repo, &start))?;
    announce(&hall, options);

    let (sender, stop) = mpsc::channel();
    // The handler also takes SIGTERM and SIGHUP.
    let handler = ctrlc::set_handler(move || {
        // A second signal finds nobody listening, which is fine.
        let _ = sender.send(());
    });
    handler.map_err(|it| Failure::Hall(format!("Ctrl-C cannot be handled: {it}")))?;
    while stop.recv_timeout(Duration::from_millis(200)).is_err() {
        if let Some(status) = hall.ended()
            && stop.try_recv().is_err()
        {
            let log = start.data.join("hall.log");
            return Err(Failure::Hall(format!("It ended by itself ({status}); see {}.", log.display())));
        }
    }
    println!("\nstopping …");
    hall.stop();
    println!("stopped; your data stays in {}", start.data.display());
    Ok(())
}

/// Builds what is not built yet; `more` steps of the caller follow.
///
/// # Errors
///
/// When something cannot be built.
pub(crate) fn prepare(repo: &Repo, options: &ServeOptions, more: usize) -> Result<Steps, Failure> {
    install::ensure(repo)?;
    let fresh = app::is_fresh(repo, options.mode);
    let mut steps = Steps::of(if fresh { 0 } else { app::STEPS } + 1 + more);
    if !fresh {
        app::build(repo, options.mode, &mut steps)?;
    }
    steps.run("building the hall", || hall::build(repo))?;
    Ok(steps)
}

fn announce(hall: &Hall, options: &ServeOptions) {
    let address = if options.lan { lan_address(options.port) } else { hall.url().to_owned() };
    println!("\n  open  {address}\n");
    if options.lan {
        println!(
            "  Over plain http a phone can read guides and fill in forms, but browsers keep signing keys,"
        );
        println!(
            "  the camera and offline use for https and localhost: filing with a signature will not work"
        );
        println!("  from another device. Put a TLS proxy in front for that.\n");
    }
    println!("  Ctrl-C stops it.");
}

/// The address of this machine as its network sees it. Connecting a UDP socket sends nothing; it only
/// makes the system choose the interface (203.0.113.0/24 is set aside for documentation, RFC 5737).
fn lan_address(port: u16) -> String {
    let chosen = UdpSocket::bind("0.0.0.0:0").and_then(|socket| {
        socket.connect("203.0.113.1:9")?;
        socket.local_addr()
    });
    match chosen {
        Ok(address) => format!("http://{}:{port}", address.ip()),
        Err(_) => format!("http://<address of this machine>:{port}"),
    }
}
