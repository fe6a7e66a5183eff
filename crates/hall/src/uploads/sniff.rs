//! What a file is, by its first bytes. The name and the declared type are only claims.

/// The media type that the first bytes of a file speak for, among those this hall takes.
#[must_use]
pub fn media_type(bytes: &[u8]) -> Option<&'static str> {
    let riff = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("image/png"),
        [b'%', b'P', b'D', b'F', b'-', ..] => Some("application/pdf"),
        _ if riff => Some("image/webp"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes_table() {
        let table: [(&[u8], Option<&str>); 8] = [
            (b"\xff\xd8\xff\xe0\x00\x10JFIF", Some("image/jpeg")),
            (b"\x89PNG\r\n\x1a\n\x00", Some("image/png")),
            (b"%PDF-1.7\n", Some("application/pdf")),
            (b"RIFF\x24\x00\x00\x00WEBPVP8 ", Some("image/webp")),
            (b"RIFF\x24\x00\x00\x00WAVEfmt ", None),
            (b"<svg xmlns=", None),
            (b"PK\x03\x04", None),
            (b"", None),
        ];
        for (bytes, media) in table {
            assert_eq!(media_type(bytes), media, "{bytes:?}");
        }
    }
}
