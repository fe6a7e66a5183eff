//! Chunks: where they begin, what vouches for them, and what is left of one that was refused.

use std::io::{Read as _, Write as _};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::time::{Duration, Instant};

use contract::{CSRF_HEADER, ProblemCode};

use super::{Begun, begun, is_at};
use crate::ask::Ask;
use crate::bench::Bench;
use crate::filing::tus;
use crate::race;
use crate::trouble::{Outcome, Trouble, ensure};

/// Half of a file that has been begun, and all of it.
fn halves(begun: &Begun) -> (&[u8], &[u8]) {
    begun.file.bytes.split_at(begun.file.bytes.len() / 2)
}

pub(super) fn two_chunks(bench: &Bench) -> Outcome {
    let begun = begun(bench)?;
    let (one, other) = halves(&begun);
    let (half, whole) = (one.len() as u64, begun.file.about.length);
    let head = bench.first().send(tus::ask("HEAD", &begun.path))?.expect(200)?;
    let length = head.header("upload-length").and_then(|it| it.parse().ok());
    ensure(length == Some(whole), || format!("HEAD says Upload-Length {length:?}, not {whole}"))?;
    is_at(bench, &begun.path, 0)?;
    for (at, part, end) in [(0, one, half), (half, other, whole)] {
        let answer = bench.first().send(tus::chunk(&begun.path, at, part))?.expect(204)?;
        let said = tus::said(&answer)?;
        ensure(said == end, || format!("PATCH says {said} bytes, not {end}"))?;
        is_at(bench, &begun.path, end)?;
    }
    Ok(())
}

/// A chunk is refused with this status and code, and the hall is where it was.
fn refused(bench: &Bench, begun: &Begun, ask: Ask, status: u16, code: &ProblemCode) -> Outcome {
    let before = tus::offset(bench.first(), &begun.path)?;
    bench.first().send(ask)?.problem(status, code)?;
    is_at(bench, &begun.path, before)
}

pub(super) fn other_offset(bench: &Bench) -> Outcome {
    let begun = begun(bench)?;
    let (one, other) = halves(&begun);
    let (half, mismatch) = (one.len() as u64, ProblemCode::OffsetMismatch);
    refused(bench, &begun, tus::chunk(&begun.path, half, other), 409, &mismatch)?;
    bench.first().send(tus::chunk(&begun.path, 0, one))?.expect(204)?;
    refused(bench, &begun, tus::chunk(&begun.path, 0, one), 409, &mismatch)?;
    refused(bench, &begun, tus::chunk(&begun.path, half + 1, &other[1..]), 409, &mismatch)?;
    refused(
        bench,
        &begun,
        tus::chunk(&begun.path, half - 1, &begun.file.bytes[one.len() - 1..]),
        409,
        &mismatch,
    )
}

pub(super) fn past_the_end(bench: &Bench) -> Outcome {
    let begun = begun(bench)?;
    let longer = [begun.file.bytes.as_slice(), b"%"].concat();
    bench.first().send(tus::chunk(&begun.path, 0, &longer))?.refusal()?;
    is_at(bench, &begun.path, 0)
}

pub(super) fn other_media_type(bench: &Bench) -> Outcome {
    let begun = begun(bench)?;
    for media_type in ["application/octet-stream", "application/json"] {
        let mut ask = tus::chunk(&begun.path, 0, &begun.file.bytes);
        for header in ask.headers.iter_mut().filter(|it| it.0 == "content-type") {
            media_type.clone_into(&mut header.1);
        }
        refused(bench, &begun, ask, 415, &ProblemCode::MediaType)?;
    }
    Ok(())
}

pub(super) fn no_checksum(bench: &Bench) -> Outcome {
    let begun = begun(bench)?;
    let bare = || tus::bare_chunk(&begun.path, 0, &begun.file.bytes);
    let md5 = "md5 1B2M2Y8AsgTpgAmY7PhCfg==";
    for ask in [bare(), bare().header("upload-checksum", md5), bare().header("upload-checksum", "sha256 x")] {
        refused(bench, &begun, ask, 400, &ProblemCode::Malformed)?;
    }
    Ok(())
}

pub(super) fn other_checksum(bench: &Bench) -> Outcome {
    let begun = begun(bench)?;
    let wrong = || tus::checksum(b"something else");
    let spoilt = tus::bare_chunk(&begun.path, 0, &begun.file.bytes).header("upload-checksum", wrong());
    refused(bench, &begun, spoilt, 460, &ProblemCode::ChecksumMismatch)?;
    let (one, other) = halves(&begun);
    bench.first().send(tus::chunk(&begun.path, 0, one))?.expect(204)?;
    let spoilt = tus::bare_chunk(&begun.path, one.len() as u64, other).header("upload-checksum", wrong());
    refused(bench, &begun, spoilt, 460, &ProblemCode::ChecksumMismatch)
}

pub(super) fn two_writers(bench: &Bench) -> Outcome {
    let begun = begun(bench)?;
    let (one, _) = halves(&begun);
    let answers = race::at_once(8, |_| bench.first().send(tus::chunk(&begun.path, 0, one)))?;
    let kept = answers.iter().filter(|it| it.status == 204).count();
    for late in answers.iter().filter(|it| it.status != 204) {
        late.problem(409, &ProblemCode::OffsetMismatch)?;
    }
    ensure(kept == 1, || format!("of 8 chunks sent to one offset at once {kept} were kept"))?;
    is_at(bench, &begun.path, one.len() as u64)
}

/// Between two looks at where the hall is.
const LOOK: Duration = Duration::from_millis(50);

pub(super) fn cut_off(bench: &Bench) -> Outcome {
    let begun = begun(bench)?;
    drop_half_way(bench, &begun)?;
    // The hall may need a moment to see that nobody is there any more.
    let since = Instant::now();
    let mut at = tus::offset(bench.first(), &begun.path)?;
    while at != 0 && since.elapsed() < LOOK * 10 {
        std::thread::sleep(LOOK);
        at = tus::offset(bench.first(), &begun.path)?;
    }
    let from = usize::try_from(at).unwrap_or(usize::MAX);
    let rest = begun.file.bytes.get(from..).ok_or_else(|| Trouble::broken("more bytes than were sent"))?;
    bench.first().send(tus::chunk(&begun.path, at, rest))?.expect(204)?;
    let back = bench.first().get(&begun.path)?.expect(200)?;
    ensure(*back.bytes == *begun.file.bytes, || "the file that was cut off and resumed is another one".into())
}

/// Sends the head of a chunk and half of its bytes over a connection of its own, then is gone.
fn drop_half_way(bench: &Bench, begun: &Begun) -> Outcome {
    let who = bench.first();
    let no = |it: std::io::Error| Trouble::not_tried(format!("no connection of the kit's own: {it}"));
    let host = who.origin().strip_prefix("http://");
    let host = host.ok_or_else(|| Trouble::not_tried("a connection is cut off only without TLS"))?;
    let address = if host.contains(':') { host.to_owned() } else { format!("{host}:80") };
    let address = address.to_socket_addrs().map_err(no)?.next();
    let address = address.ok_or_else(|| Trouble::not_tried("the hall's address is not known"))?;
    let mut line = TcpStream::connect_timeout(&address, bench.patience()).map_err(no)?;
    let bytes = &begun.file.bytes;
    let head = format!(
        "PATCH {} HTTP/1.1\r\nHost: {host}\r\nCookie: {}\r\n{CSRF_HEADER}: {}\r\nTus-Resumable: 1.0.0\r\n\
         Content-Type: {}\r\nUpload-Offset: 0\r\nUpload-Checksum: {}\r\nContent-Length: {}\r\n\r\n",
        begun.path,
        who.cookie(),
        who.csrf,
        tus::CHUNK,
        tus::checksum(bytes),
        bytes.len()
    );
    line.write_all(head.as_bytes()).and_then(|()| line.write_all(&bytes[..bytes.len() / 2])).map_err(no)?;
    line.flush().and_then(|()| line.shutdown(std::net::Shutdown::Write)).map_err(no)?;
    // What the hall says to that, if anything, is of no account; but it has seen the end by then.
    line.set_read_timeout(Some(LOOK * 10)).map_err(no)?;
    let _ = line.read(&mut [0; 512]);
    Ok(())
}
