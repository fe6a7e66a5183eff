//! Bytes to be saved, never shown in the hall's own context.

use std::fmt::Write as _;

use axum::http::header;
use axum::response::{IntoResponse, Response};

/// A file to be saved under `name`.
pub(crate) fn attachment(name: &str, media_type: &str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_DISPOSITION, disposition(name)),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
    ];
    (headers, bytes).into_response()
}

/// RFC 6266, with the extended notation of RFC 8187 for names that are not ASCII.
fn disposition(name: &str) -> String {
    name.bytes().fold("attachment; filename*=UTF-8''".to_owned(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_place_in_the_header() {
        let table = [
            ("a-1.pdf", "a-1.pdf"),
            ("空表.pdf", "%E7%A9%BA%E8%A1%A8.pdf"),
            ("a\"; x=\r\n", "a%22%3B%20x%3D%0D%0A"),
        ];
        for (name, sent) in table {
            assert_eq!(disposition(name), format!("attachment; filename*=UTF-8''{sent}"), "{name:?}");
        }
    }
}
