//! Unified social credit codes (统一社会信用代码), GB 32100-2015: 18 characters, the last one a check
//! character over 31 symbols. Letters that look like digits (I O S V Z) are not used.

use contract::FormatVerdict;

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const LENGTH: usize = 18;

/// The check character that belongs to the first 17; `None` unless they are 17 symbols of the alphabet.
#[must_use]
pub fn check_char(first17: &str) -> Option<char> {
    if first17.len() != LENGTH - 1 {
        return None;
    }
    let mut sum = 0;
    let mut weight = 1;
    for symbol in first17.bytes() {
        sum += value(symbol)? * weight;
        weight = weight * 3 % 31;
    }
    ALPHABET.get((31 - sum % 31) % 31).map(|it| char::from(*it))
}

/// What a normalised text is: `Bad` when the shape is wrong, `Doubtful` when only the check character is.
///
/// Codes given out in the first pilots fail the check and are legal all the same, so it only warns.
#[must_use]
pub fn verdict(text: &str) -> FormatVerdict {
    let (Some(first17), Some(area), Some(last)) = (text.get(..17), text.get(2..8), text.get(17..)) else {
        return FormatVerdict::Bad;
    };
    let shape = text.len() == LENGTH
        && text.bytes().all(|it| value(it).is_some())
        && area.bytes().all(|it| it.is_ascii_digit());
    match check_char(first17) {
        Some(check) if shape && last.starts_with(check) => FormatVerdict::Good,
        Some(_) if shape => FormatVerdict::Doubtful,
        _ => FormatVerdict::Bad,
    }
}

fn value(symbol: u8) -> Option<usize> {
    ALPHABET.iter().position(|it| *it == symbol)
}

#[cfg(test)]
mod tests {
    use super::*;
    use FormatVerdict::{Bad, Doubtful, Good};

    #[test]
    fn credit_code_table() {
        let table = [
            ("91110000600037341L", Good),
            ("12441500196720244T", Good),
            ("11370900MB28449441", Good),
            ("91350100M0001TGQXM", Doubtful), // Fujian pilot; the standard's own check is 1
            ("91350211M0000XUF46", Doubtful), // Fujian pilot; the standard's own check is R
            ("91110000600037341I", Bad),      // I is not in the alphabet
            ("9111000060003734IL", Bad),
            ("9111A000600037341L", Bad), // area is digits
            ("91110000600037341", Bad),
            ("91110000600037341LL", Bad),
            ("91110000600037341l", Bad), // normalised texts are upper case
            ("", Bad),
            ("统一社会信用代码", Bad),
        ];
        for (text, expected) in table {
            assert_eq!(verdict(text), expected, "{text:?}");
        }
    }

    #[test]
    fn check_character_table() {
        let table = [
            ("91110000600037341", Some('L')),
            ("91350100M0001TGQX", Some('1')),
            ("91350211M0000XUF4", Some('R')),
            ("00000000000000000", Some('0')),
            ("9111000060003734", None),
            ("9111000060003734O", None),
        ];
        for (first17, expected) in table {
            assert_eq!(check_char(first17), expected, "{first17}");
        }
    }
}
