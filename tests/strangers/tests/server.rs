//! The client's upload calls against the tus project's own server (npm `@tus/server`): another reading of tus 1.0.0
//! than our hall's, over real HTTP, in a process of its own.
//!
//! `cargo xtask strangers` installs that server and runs these; a plain `cargo test` passes over them.
//!
//! What that server has not: checksums (`Upload-Checksum` is passed over, and damage is not seen: 460 never comes),
//! problems (RFC 9457; its refusals are plain text), sessions. A client has to get along with all three.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise, helpers included")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use base64::Engine as _;
use client::{Answer, Body, Call, CallError, uploads};
use contract::UploadMetadata;
use sha2::{Digest as _, Sha256};
use ureq::http::Request;

/// The app's chunk, in bytes (src/store/upload.rs).
const CHUNK: usize = 256 * 1024;
const MIB: usize = 1024 * 1024;

/// A running server with its files. Both go away with it.
struct Server {
    child: Child,
    url: String,
    folder: PathBuf,
}

impl Server {
    fn start(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("foreign-tus-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (child, url) = spawn(&folder, 0);
        Self { child, url, folder }
    }

    /// Ends it as a power cut would, and starts it again on the same files, elsewhere.
    fn restart(&mut self, expires_ms: u32) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        (self.child, self.url) = spawn(&self.folder, expires_ms);
    }

    fn send<T>(&self, call: &Call<T>) -> Result<T, CallError> {
        let mut request =
            Request::builder().method(call.method.as_str()).uri(format!("{}{}", self.url, call.path));
        for (name, value) in &call.headers {
            request = request.header(*name, value);
        }
        if let Some(media_type) = call.body.media_type() {
            request = request.header("content-type", media_type);
        }
        let agent = ureq::Agent::new_with_config(
            ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build(),
        );
        let answer = match &call.body {
            Body::None if !call.method.writes() => agent.run(request.body(()).unwrap()),
            Body::None => agent.run(request.body(Vec::new()).unwrap()),
            Body::Json(text) => agent.run(request.body(text.clone().into_bytes()).unwrap()),
            Body::Chunk(bytes) => agent.run(request.body(bytes.clone()).unwrap()),
        };
        let mut answer = answer.map_err(|_| CallError::Unreachable)?;
        let header =
            |name: &str| answer.headers().get(name).and_then(|it| it.to_str().ok()).map(str::to_owned);
        let media_type = header("content-type").unwrap_or_default();
        let read = Answer {
            status: answer.status().as_u16(),
            media_type: media_type.split(';').next().unwrap_or_default().to_owned(),
            location: header("location"),
            upload_offset: header("upload-offset").and_then(|it| it.parse().ok()),
            ..Answer::default()
        };
        let body = answer.body_mut().read_to_vec().unwrap();
        call.read(&Answer { body, ..read })
    }

    /// What lies on its disk under that address.
    fn kept(&self, path: &str) -> Vec<u8> {
        fs::read(self.folder.join(path.rsplit('/').next().unwrap())).unwrap()
    }

    /// What it remembers of the file under that address.
    fn remembered(&self, path: &str) -> serde_json::Value {
        let name = format!("{}.json", path.rsplit('/').next().unwrap());
        serde_json::from_slice(&fs::read(self.folder.join(name)).unwrap()).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn spawn(folder: &Path, expires_ms: u32) -> (Child, String) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tus-server.mjs");
    let mut command = Command::new("node");
    command.arg(script).arg(folder).arg(expires_ms.to_string());
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let url = line.trim().strip_prefix("ready ").unwrap().to_owned();
    (child, url)
}

/// A file that is never twice the same byte for long.
fn file(length: usize) -> Vec<u8> {
    (0..length).map(|k| u8::try_from((k * 31 + k / 251) % 256).unwrap()).collect()
}

fn about(bytes: &[u8]) -> UploadMetadata {
    UploadMetadata {
        filename: "平面图, 一层.pdf".into(),
        filetype: "application/pdf".into(),
        material_id: "floor-plan".parse().unwrap(),
        filing_id: "019aa4b2-7c00-7abc-8def-0123456789ab".parse().unwrap(),
        sha256: canon::sha256_hex(bytes),
    }
}

fn base64(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

fn create(server: &Server, bytes: &[u8]) -> Result<String, CallError> {
    server.send(&uploads::create(bytes.len() as u64, &about(bytes), base64))
}

fn append(server: &Server, path: &str, offset: usize, chunk: &[u8]) -> Result<u64, CallError> {
    let digest = base64(&Sha256::digest(chunk));
    server.send(&uploads::append(path, offset as u64, chunk.to_vec(), &digest))
}

fn offset(server: &Server, path: &str) -> Result<u64, CallError> {
    server.send(&uploads::offset(path))
}

/// From where the server is to the end, in chunks: the order of calls of the app's `bring`.
fn go_on(server: &Server, path: &str, bytes: &[u8], chunk: usize) -> Result<(), CallError> {
    let mut there = usize::try_from(offset(server, path)?).unwrap();
    while there < bytes.len() {
        let end = bytes.len().min(there + chunk);
        let told = append(server, path, there, &bytes[there..end])?;
        assert_eq!(told, end as u64, "the server is where the chunk brought it");
        there = end;
    }
    Ok(())
}

#[test]
#[ignore = "wants npm packages: cargo xtask strangers"]
fn files_of_every_size_arrive_whole() {
    let server = Server::start("sizes");
    let table = [(1, CHUNK), (9, 4), (CHUNK - 1, CHUNK), (CHUNK, CHUNK), (CHUNK + 1, CHUNK), (5 * MIB, MIB)];
    for (length, chunk) in table {
        let bytes = file(length);
        let path = create(&server, &bytes).unwrap();
        assert_eq!(offset(&server, &path), Ok(0), "{length}");
        go_on(&server, &path, &bytes, chunk).unwrap();
        assert_eq!(offset(&server, &path), Ok(length as u64));
        assert!(server.kept(&path) == bytes, "{length} bytes by {chunk}");
    }
}

#[test]
#[ignore = "wants npm packages: cargo xtask strangers"]
fn what_is_said_of_a_file_is_understood() {
    let server = Server::start("metadata");
    let bytes = file(1000);
    let path = create(&server, &bytes).unwrap();
    let remembered = server.remembered(&path);
    assert_eq!(remembered["size"], 1000);
    let table = [
        ("filename", "平面图, 一层.pdf"),
        ("filetype", "application/pdf"),
        ("material_id", "floor-plan"),
        ("filing_id", "019aa4b2-7c00-7abc-8def-0123456789ab"),
        ("sha256", &canon::sha256_hex(&bytes)),
    ];
    for (name, value) in table {
        assert_eq!(remembered["metadata"][name], value, "{name}");
    }
}

#[test]
#[ignore = "wants npm packages: cargo xtask strangers"]
fn an_upload_goes_on_where_the_server_is() {
    let mut server = Server::start("resume");
    let bytes = file(MIB);
    let path = create(&server, &bytes).unwrap();
    append(&server, &path, 0, &bytes[..CHUNK]).unwrap();
    // Another run of the app knows only the address.
    assert_eq!(offset(&server, &path), Ok(CHUNK as u64));
    append(&server, &path, CHUNK, &bytes[CHUNK..CHUNK + 7]).unwrap();
    // The server itself is started anew.
    server.restart(0);
    assert_eq!(offset(&server, &path), Ok(CHUNK as u64 + 7));
    go_on(&server, &path, &bytes, CHUNK).unwrap();
    assert!(server.kept(&path) == bytes);
}

#[test]
#[ignore = "wants npm packages: cargo xtask strangers"]
fn a_chunk_for_another_offset_is_refused_and_nothing_of_it_is_kept() {
    let server = Server::start("offset");
    let bytes = file(3000);
    let path = create(&server, &bytes).unwrap();
    append(&server, &path, 0, &bytes[..1000]).unwrap();
    for wrong in [0, 999, 1001, 2000] {
        assert_eq!(append(&server, &path, wrong, &bytes[wrong..]), Err(CallError::Status(409)), "{wrong}");
        assert_eq!(offset(&server, &path), Ok(1000));
    }
    go_on(&server, &path, &bytes, CHUNK).unwrap();
    assert!(server.kept(&path) == bytes);
}

#[test]
#[ignore = "wants npm packages: cargo xtask strangers"]
fn what_is_not_there_is_told_apart_from_what_is_too_much() {
    let server = Server::start("refused");
    let unknown = "/api/v1/uploads/00000000000000000000000000000000";
    assert_eq!(offset(&server, unknown), Err(CallError::Status(404)));
    assert_eq!(append(&server, unknown, 0, b"x"), Err(CallError::Status(404)));
    let large = uploads::create(21 * MIB as u64, &about(b""), base64);
    assert_eq!(server.send(&large), Err(CallError::Status(413)));
    let small = file(100);
    let path = create(&server, &small).unwrap();
    assert_eq!(append(&server, &path, 0, &file(101)), Err(CallError::Status(413)));
}

#[test]
#[ignore = "wants npm packages: cargo xtask strangers"]
fn an_upload_that_has_expired_is_gone() {
    let mut server = Server::start("expired");
    let bytes = file(1000);
    let path = create(&server, &bytes).unwrap();
    append(&server, &path, 0, &bytes[..10]).unwrap();
    server.restart(1);
    assert_eq!(offset(&server, &path), Err(CallError::Status(410)));
    assert_eq!(append(&server, &path, 10, &bytes[10..]), Err(CallError::Status(410)));
}

#[test]
#[ignore = "wants npm packages: cargo xtask strangers"]
fn damage_is_not_seen_by_a_server_without_checksums() {
    let server = Server::start("damage");
    let bytes = file(1000);
    let path = create(&server, &bytes).unwrap();
    let wrong = base64(&Sha256::digest(b"something else"));
    let sent = server.send(&uploads::append(&path, 0, bytes, &wrong));
    // Why the contract asks for the checksum with every chunk, and for the digest of the whole file.
    assert_eq!(sent, Ok(1000));
}
