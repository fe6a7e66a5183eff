//! The program itself: one line when ready, exit codes, and closing in good order.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests: what fails here is a failed test")]

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

fn hall(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hall"));
    command.args(args).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn serve(data: &Path, port: &str) -> Command {
    let data = data.to_str().unwrap();
    hall(&["serve", "--data", data, "--port", port, "--demo", "--clerk-ms", "0"])
}

/// Starts a hall on a free port; the child and its address.
fn started(data: &Path) -> (Child, String) {
    let mut child = serve(data, "0").spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let url = line.trim().strip_prefix("ready ").unwrap_or_else(|| panic!("{line:?}")).to_owned();
    (child, url)
}

fn refused(mut command: Command) -> (i32, String) {
    let Output { status, stderr, .. } = command.output().unwrap();
    (status.code().unwrap(), String::from_utf8(stderr).unwrap())
}

/// Asks the process to end and waits; its exit code.
fn end(mut child: Child, signal: &str) -> i32 {
    Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
    let since = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            let mut rest = String::new();
            child.stdout.take().unwrap().read_to_string(&mut rest).unwrap();
            assert_eq!(rest, "", "one line and no more");
            return status.code().unwrap_or(-1);
        }
        assert!(since.elapsed() < Duration::from_secs(8), "the hall does not end");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_hall_says_when_it_is_ready_and_ends_when_asked() {
    let data = tempfile::tempdir().unwrap();
    for signal in ["-TERM", "-INT"] {
        let (child, url) = started(data.path());
        let body = ureq::get(format!("{url}/healthz")).call().unwrap().body_mut().read_to_string().unwrap();
        assert!(body.starts_with("ok "), "{body}");
        assert_eq!(end(child, signal), 0, "{signal}");
    }
}

#[test]
fn a_second_hall_on_the_same_folder_is_turned_away() {
    let data = tempfile::tempdir().unwrap();
    let (child, _) = started(data.path());
    let (code, why) = refused(serve(data.path(), "0"));
    assert_eq!(code, 2, "{why}");
    assert!(why.contains("another hall is running"), "{why}");
    assert_eq!(end(child, "-TERM"), 0);
}

#[test]
fn a_port_in_use_is_said_plainly() {
    let data = tempfile::tempdir().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let (code, why) = refused(serve(data.path(), &port));
    assert_eq!(code, 2, "{why}");
    assert!(why.contains("in use") && why.contains(&port), "{why}");
}

#[test]
fn the_desk_speaks_to_a_running_hall_and_says_when_there_is_none() {
    let data = tempfile::tempdir().unwrap();
    let folder = data.path().to_str().unwrap();
    let (child, url) = started(data.path());
    let desk = |words: &[&str]| {
        hall(&[&["desk", "--data", folder, "--url", &url], words].concat()).output().unwrap()
    };
    assert_eq!(String::from_utf8(desk(&["list"]).stdout).unwrap(), "没有待办的办件\n");
    let unknown = desk(&["accept", "c-nothing"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(String::from_utf8(unknown.stderr).unwrap().contains("没有找到"));
    assert_eq!(end(child, "-TERM"), 0);
    let alone = desk(&["list"]);
    assert!(String::from_utf8(alone.stderr).unwrap().contains("is the hall running?"));
}

#[test]
fn the_data_folder_keeps_its_secrets_from_others() {
    use std::os::unix::fs::PermissionsExt as _;
    let data = tempfile::tempdir().unwrap();
    let (child, _) = started(data.path());
    let key = std::fs::read_dir(data.path().join("keys")).unwrap().next().unwrap().unwrap().path();
    for file in [key, data.path().join("staff-token")] {
        assert_eq!(
            std::fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o600,
            "{}",
            file.display()
        );
    }
    assert_eq!(end(child, "-TERM"), 0);
}
