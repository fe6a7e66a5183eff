//! Numbers of licences with the middle hidden: enough to compare with a paper in the hand, not enough to copy.

/// Characters that stay at each end.
const ENDS: usize = 4;

/// `9199**********A19H`. Of a short number less is shown: at least half is hidden.
#[must_use]
pub(super) fn number(text: &str) -> String {
    let length = text.chars().count();
    let shown = ENDS.min(length / 4);
    let hidden = |at: usize| at >= shown && at < length - shown;
    text.chars().enumerate().map(|(at, it)| if hidden(at) { '*' } else { it }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_table() {
        let table = [
            ("91990101MA0000A19H", "9199**********A19H"),
            ("D990101G2023-0006", "D990*********0006"),
            ("12345678", "12****78"),
            ("12345", "1***5"),
            ("123", "***"),
            ("云岫不动产权第 0004127 号", "云岫不动*********27 号"),
            ("", ""),
        ];
        for (text, masked) in table {
            assert_eq!(number(text), masked, "{text}");
        }
    }

    #[test]
    fn at_least_half_is_hidden() {
        for length in 1..40 {
            let masked = number(&"7".repeat(length));
            assert!(masked.chars().filter(|it| *it == '*').count() * 2 >= length, "{masked}");
        }
    }
}
