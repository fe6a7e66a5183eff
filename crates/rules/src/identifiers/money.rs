//! Amounts in yuan: digits, optionally `.` and two digits. One amount, one spelling.

/// So many digits of yuan that the amount in fen stays under 2⁵³.
const MAX_YUAN_DIGITS: usize = 13;

/// Whether a normalised text is an amount. `007` and `1.5` are not: each amount has one spelling.
pub(super) fn is_money(text: &str) -> bool {
    let (yuan, fen) = match text.split_once('.') {
        Some((yuan, fen)) => (yuan, Some(fen)),
        None => (text, None),
    };
    let digits = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    digits(yuan)
        && yuan.len() <= MAX_YUAN_DIGITS
        && (yuan == "0" || !yuan.starts_with('0'))
        && fen.is_none_or(|it| digits(it) && it.len() == 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_table() {
        let table = [
            ("0", true),
            ("0.50", true),
            ("1200", true),
            ("1200.05", true),
            ("9999999999999.99", true),
            ("10000000000000", false),
            ("1.5", false),
            ("1.505", false),
            ("1.", false),
            (".50", false),
            ("007", false),
            ("-1", false),
            ("1,200", false),
            ("1e3", false),
            ("1.2.3", false),
            ("", false),
        ];
        for (text, ok) in table {
            assert_eq!(is_money(text), ok, "{text:?}");
        }
    }
}
