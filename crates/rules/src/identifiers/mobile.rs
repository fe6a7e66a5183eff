//! Mainland mobile numbers: eleven digits, the first 1, the second 3 to 9.

/// Whether a normalised text is a mobile number that can get a message.
pub(super) fn is_mobile(text: &str) -> bool {
    let bytes = text.as_bytes();
    matches!(bytes, [b'1', b'3'..=b'9', ..]) && bytes.len() == 11 && bytes.iter().all(u8::is_ascii_digit)
}

/// `text` without the country code of the mainland, as `+86` or `0086`, when a number follows.
pub(super) fn without_country(text: &str) -> &str {
    let rest = text.strip_prefix("+86").or_else(|| text.strip_prefix("0086"));
    rest.filter(|it| is_mobile(it)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mobile_table() {
        let table = [
            ("13800000001", true),
            ("19912345678", true),
            ("12345678901", false), // no such prefix
            ("1380000000", false),
            ("138000000011", false),
            ("23800000001", false),
            ("1380000000a", false),
            ("1410000000001", false), // 13 digits: things, not people
            ("", false),
        ];
        for (text, ok) in table {
            assert_eq!(is_mobile(text), ok, "{text:?}");
        }
    }

    #[test]
    fn the_country_code_goes_only_before_a_mobile_number() {
        let table = [
            ("+8613800000001", "13800000001"),
            ("008613800000001", "13800000001"),
            ("+8612345", "+8612345"),
            ("+85291234567", "+85291234567"),
            ("13800000001", "13800000001"),
        ];
        for (text, expected) in table {
            assert_eq!(without_country(text), expected, "{text}");
        }
    }
}
