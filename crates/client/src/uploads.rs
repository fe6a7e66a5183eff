//! Resumable uploads: tus 1.0 core, creation, checksum, termination.

use contract::UploadMetadata;

use crate::{Answer, Call, CallError, Method};

const VERSION: (&str, &str) = ("Tus-Resumable", "1.0.0");

/// Creates an upload; the answer is its address.
#[must_use]
pub fn create(length: u64, meta: &UploadMetadata, base64: fn(&[u8]) -> String) -> Call<String> {
    let pairs = [
        ("filename", meta.filename.as_str()),
        ("filetype", &meta.filetype),
        ("material_id", meta.material_id.as_str()),
        ("filing_id", meta.filing_id.as_str()),
        ("sha256", &meta.sha256),
    ];
    let metadata = pairs.map(|(key, value)| format!("{key} {}", base64(value.as_bytes()))).join(",");
    Call::new(Method::Post, "/api/v1/uploads".into(), |answer| {
        let location = answer.location.clone().ok_or(CallError::Unreadable)?;
        path_of(&location).ok_or(CallError::Unreadable)
    })
    .header(VERSION.0, VERSION.1.into())
    .header("Upload-Length", length.to_string())
    .header("Upload-Metadata", metadata)
}

/// Asks how many bytes the hall has.
#[must_use]
pub fn offset(path: &str) -> Call<u64> {
    Call::new(Method::Head, path.into(), read_offset).header(VERSION.0, VERSION.1.into())
}

/// Appends a chunk at an offset; the answer is the new offset. `checksum` is the base64 of its SHA-256.
#[must_use]
pub fn append(path: &str, offset: u64, chunk: Vec<u8>, checksum: &str) -> Call<u64> {
    Call::new(Method::Patch, path.into(), read_offset)
        .header(VERSION.0, VERSION.1.into())
        .header("Upload-Offset", offset.to_string())
        .header("Upload-Checksum", format!("sha256 {checksum}"))
        .chunk(chunk)
}

fn read_offset(answer: &Answer) -> Result<u64, CallError> {
    answer.upload_offset.ok_or(CallError::Unreadable)
}

/// The path of an upload's address, only if it stays under the uploads of this hall: an address on another
/// origin is refused, so that no file leaves for a host the person did not choose.
fn path_of(location: &str) -> Option<String> {
    let path = match location.split_once("://") {
        Some((_, rest)) => &rest[rest.find('/')?..],
        None => location,
    };
    let id = path.strip_prefix("/api/v1/uploads/")?;
    id.parse::<contract::UploadId>().ok()?;
    Some(path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::path_of;

    #[test]
    fn an_address_elsewhere_is_refused() {
        let table = [
            ("/api/v1/uploads/u-1", Some("/api/v1/uploads/u-1")),
            ("http://127.0.0.1:1/api/v1/uploads/u-1", Some("/api/v1/uploads/u-1")),
            ("https://evil.example/steal/u-1", None),
            ("/api/v1/uploads/../session", None),
            ("//evil.example/api", None),
        ];
        for (location, path) in table {
            assert_eq!(path_of(location).as_deref(), path, "{location}");
        }
    }
}
