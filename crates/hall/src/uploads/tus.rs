//! The headers of tus 1.0.0: core, creation, checksum, expiration, termination.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::{ProblemCode, UploadMetadata};

use axum::http::{HeaderMap, HeaderName, header};

use crate::error::{Refusal, TUS_VERSION};

/// The version served.
pub const VERSION: &str = "1.0.0";
/// The extensions served.
pub const EXTENSIONS: &str = "creation,checksum,expiration,termination";
/// The checksum algorithms served.
pub const CHECKSUMS: &str = "sha256";
/// Media type of a chunk.
pub const CHUNK_TYPE: &str = "application/offset+octet-stream";

/// `Tus-Resumable`
pub const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
/// `Tus-Version`
pub const VERSIONS: HeaderName = HeaderName::from_static("tus-version");
/// `Tus-Extension`
pub const EXTENSION: HeaderName = HeaderName::from_static("tus-extension");
/// `Tus-Max-Size`
pub const MAX_SIZE: HeaderName = HeaderName::from_static("tus-max-size");
/// `Tus-Checksum-Algorithm`
pub const CHECKSUM_ALGORITHM: HeaderName = HeaderName::from_static("tus-checksum-algorithm");
/// `Upload-Length`, in bytes
pub const LENGTH: HeaderName = HeaderName::from_static("upload-length");
/// `Upload-Offset`, in bytes
pub const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
/// `Upload-Expires`
pub const EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
const METADATA: HeaderName = HeaderName::from_static("upload-metadata");
const CHECKSUM: HeaderName = HeaderName::from_static("upload-checksum");

/// The longest file name, in characters.
const NAME: usize = 255;

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|it| it.to_str().ok())
}

fn malformed(detail: &str) -> Refusal {
    Refusal::new(ProblemCode::Malformed).detail(detail)
}

/// Every request but OPTIONS and GET must name the version.
///
/// # Errors
///
/// `tus-version` (412) when it does not.
pub fn check_version(headers: &HeaderMap) -> Result<(), Refusal> {
    if text(headers, &RESUMABLE) == Some(VERSION) {
        return Ok(());
    }
    Err(Refusal::new(ProblemCode::Other(TUS_VERSION.into())).detail("请带上 Tus-Resumable: 1.0.0"))
}

/// A number of bytes in a header.
///
/// # Errors
///
/// `malformed` when it is missing or not a number.
pub fn bytes(headers: &HeaderMap, name: &HeaderName) -> Result<u64, Refusal> {
    let sent = text(headers, name).filter(|it| it.bytes().all(|digit| digit.is_ascii_digit()));
    sent.and_then(|it| it.parse().ok()).ok_or_else(|| malformed(&format!("请求头 {name} 应为字节数")))
}

/// `Upload-Metadata`: pairs of a key and the base64 of a text, separated by commas.
///
/// # Errors
///
/// `malformed`, naming the member that is missing or wrong.
pub fn metadata(headers: &HeaderMap) -> Result<UploadMetadata, Refusal> {
    let sent = text(headers, &METADATA).ok_or_else(|| malformed("缺少请求头 Upload-Metadata"))?;
    let member = |name: &str| -> Result<String, Refusal> {
        let wrong = || malformed(&format!("Upload-Metadata 里的 {name} 缺少或不对"));
        let value = sent.split(',').filter_map(|it| it.trim().split_once(' ')).find(|(key, _)| *key == name);
        let (_, value) = value.ok_or_else(wrong)?;
        let bytes = STANDARD.decode(value.trim()).map_err(|_| wrong())?;
        String::from_utf8(bytes).ok().filter(|it| !it.is_empty()).ok_or_else(wrong)
    };
    let bad_id = |_| malformed("Upload-Metadata 里的编号不对");
    let found = UploadMetadata {
        filename: member("filename")?,
        filetype: member("filetype")?.to_ascii_lowercase(),
        material_id: member("material_id")?.parse().map_err(bad_id)?,
        filing_id: member("filing_id")?.parse().map_err(bad_id)?,
        sha256: member("sha256")?,
    };
    if found.filename.chars().count() > NAME {
        return Err(malformed("文件名太长"));
    }
    if !canon::is_digest(&found.sha256) {
        return Err(malformed("Upload-Metadata 里的 sha256 应为 64 位小写十六进制"));
    }
    Ok(found)
}

/// The SHA-256 of a chunk, of `Upload-Checksum: sha256 <base64>`. This hall wants it with every chunk.
///
/// # Errors
///
/// `malformed` when it is missing, of another algorithm, or not a digest.
pub fn checksum(headers: &HeaderMap) -> Result<[u8; 32], Refusal> {
    let wrong = || malformed("请求头 Upload-Checksum 应为 sha256 加 Base64 的摘要");
    let (algorithm, value) =
        text(headers, &CHECKSUM).and_then(|it| it.trim().split_once(' ')).ok_or_else(wrong)?;
    let digest = STANDARD.decode(value.trim()).map_err(|_| wrong())?;
    if algorithm != CHECKSUMS {
        return Err(wrong());
    }
    digest.try_into().map_err(|_| wrong())
}

/// A chunk says that it is one.
///
/// # Errors
///
/// `media-type`.
pub fn check_chunk_type(headers: &HeaderMap) -> Result<(), Refusal> {
    if text(headers, &header::CONTENT_TYPE) == Some(CHUNK_TYPE) {
        return Ok(());
    }
    Err(Refusal::new(ProblemCode::MediaType).detail(format!("请求体应为 {CHUNK_TYPE}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, value.parse().unwrap())])
    }

    fn pairs(pairs: &[(&str, &str)]) -> String {
        pairs
            .iter()
            .map(|(key, value)| format!("{key} {}", STANDARD.encode(value)))
            .collect::<Vec<_>>()
            .join(",")
    }

    #[test]
    fn metadata_reads_what_tus_clients_write() {
        let digest = "a".repeat(64);
        let sent = pairs(&[
            ("filename", "身份证 正面.jpg"),
            ("filetype", "image/jpeg"),
            ("material_id", "id-card"),
            ("filing_id", "0197"),
            ("sha256", &digest),
        ]);
        let read = metadata(&with(METADATA, &sent)).unwrap();
        assert_eq!(read.filename, "身份证 正面.jpg");
        assert_eq!(read.material_id.as_str(), "id-card");
        assert_eq!(read.sha256, digest);
    }

    #[test]
    fn metadata_that_lacks_something_is_refused() {
        let digest = "a".repeat(64);
        let whole = [
            ("filename", "a.jpg"),
            ("filetype", "image/jpeg"),
            ("material_id", "id-card"),
            ("filing_id", "0197"),
            ("sha256", digest.as_str()),
        ];
        for lacking in 0..whole.len() {
            let mut some = whole.to_vec();
            some.remove(lacking);
            assert!(metadata(&with(METADATA, &pairs(&some))).is_err(), "{:?}", whole[lacking]);
        }
        let mut upper = whole;
        let shouted = "A".repeat(64);
        upper[4].1 = &shouted;
        assert!(metadata(&with(METADATA, &pairs(&upper))).is_err());
    }

    #[test]
    fn byte_count_table() {
        for (sent, read) in
            [("0", Some(0)), ("17", Some(17)), ("-1", None), ("+1", None), ("", None), ("1.0", None)]
        {
            assert_eq!(bytes(&with(LENGTH, sent), &LENGTH).ok(), read, "{sent}");
        }
    }

    #[test]
    fn checksum_table() {
        let good = format!("sha256 {}", STANDARD.encode([7; 32]));
        let table = [
            (good.as_str(), true),
            ("sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=", false),
            ("sha256 AAAA", false),
            ("sha256", false),
            ("", false),
        ];
        for (sent, ok) in table {
            assert_eq!(checksum(&with(CHECKSUM, sent)).is_ok(), ok, "{sent}");
        }
    }
}
