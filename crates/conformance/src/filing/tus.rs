//! The requests of tus 1.0.0, each with everything a hall wants, for checks to spoil.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::FilingId;

use super::files::File;
use crate::answer::Answer;
use crate::ask::Ask;
use crate::trouble::Trouble;
use crate::visitor::Visitor;

/// Where uploads begin.
pub const UPLOADS: &str = "/api/v1/uploads";

/// The media type of a chunk.
pub const CHUNK: &str = "application/offset+octet-stream";

/// A request that names the version.
#[must_use]
pub fn ask(method: &str, path: &str) -> Ask {
    Ask::new(method, path).header("tus-resumable", "1.0.0")
}

/// `Upload-Metadata` of these pairs.
#[must_use]
pub fn metadata(pairs: &[(&str, &str)]) -> String {
    let written = pairs.iter().map(|(key, value)| format!("{key} {}", STANDARD.encode(value)));
    written.collect::<Vec<_>>().join(",")
}

/// What creation says of a file.
#[must_use]
pub fn described<'a>(filing: &'a FilingId, file: &'a File) -> [(&'a str, &'a str); 5] {
    [
        ("filename", &file.about.name),
        ("filetype", file.media_type),
        ("material_id", file.about.material_id.as_str()),
        ("filing_id", filing.as_str()),
        ("sha256", &file.about.sha256),
    ]
}

/// Creation with this metadata.
#[must_use]
pub fn creation(length: u64, metadata: &str) -> Ask {
    ask("POST", UPLOADS).header("upload-length", length.to_string()).header("upload-metadata", metadata)
}

/// Begins the upload of a file.
///
/// # Errors
///
/// [`Trouble::Broken`] when no answer came.
pub fn begin(who: &Visitor, filing: &FilingId, file: &File) -> Result<Answer, Trouble> {
    who.send(creation(file.about.length, &metadata(&described(filing, file))))
}

/// The path of the upload that an answer to creation names.
///
/// # Errors
///
/// [`Trouble::Broken`] when it is no 201 with an address on this origin.
pub fn location(answer: &Answer, origin: &str) -> Result<String, Trouble> {
    let location = answer.header("location").filter(|_| answer.status == 201);
    let location = location.ok_or_else(|| answer.broken("201 with Location"))?;
    let path = location.strip_prefix(origin).unwrap_or(location);
    if path.starts_with('/') && !path.starts_with("//") {
        Ok(path.to_owned())
    } else {
        Err(answer.broken(&format!("a Location on this origin, not {location}")))
    }
}

/// `Upload-Checksum` of a chunk.
#[must_use]
pub fn checksum(chunk: &[u8]) -> String {
    format!("sha256 {}", STANDARD.encode(canon::sha256(chunk)))
}

/// A chunk at an offset, as it should be sent.
#[must_use]
pub fn chunk(path: &str, offset: u64, bytes: &[u8]) -> Ask {
    bare_chunk(path, offset, bytes).header("upload-checksum", checksum(bytes))
}

/// A chunk without its checksum.
#[must_use]
pub fn bare_chunk(path: &str, offset: u64, bytes: &[u8]) -> Ask {
    ask("PATCH", path).header("content-type", CHUNK).header("upload-offset", offset.to_string()).body(bytes)
}

/// Where the hall is with an upload.
///
/// # Errors
///
/// [`Trouble::Broken`] when it does not say.
pub fn offset(who: &Visitor, path: &str) -> Result<u64, Trouble> {
    let answer = who.send(ask("HEAD", path))?.expect(200)?;
    said(&answer)
}

/// `Upload-Offset` of an answer.
///
/// # Errors
///
/// [`Trouble::Broken`] when there is none.
pub fn said(answer: &Answer) -> Result<u64, Trouble> {
    let said = answer.header("upload-offset").and_then(|it| it.parse().ok());
    said.ok_or_else(|| answer.broken("Upload-Offset"))
}

/// Uploads a file whole, in chunks that the hall takes; its path.
///
/// # Errors
///
/// [`Trouble::Broken`] when the hall does not take it.
pub fn upload(who: &Visitor, filing: &FilingId, file: &File, most: u64) -> Result<String, Trouble> {
    let begun = begin(who, filing, file)?.expect(201)?;
    let path = location(&begun, who.origin())?;
    // The hall may have given the upload that was begun before for this very file.
    let mut at = match begun.header("upload-offset") {
        Some(_) => said(&begun)?,
        None => 0,
    };
    while at < file.about.length {
        let from = usize::try_from(at).unwrap_or(usize::MAX);
        let length = usize::try_from(most.max(1)).unwrap_or(usize::MAX);
        let to = file.bytes.len().min(from.saturating_add(length));
        let part = file.bytes.get(from..to).unwrap_or_default();
        at = said(&who.send(chunk(&path, at, part))?.expect(204)?)?;
    }
    Ok(path)
}
