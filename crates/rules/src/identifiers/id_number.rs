//! Citizen identity numbers (公民身份号码), GB 11643-1999: 6 digits of area, 8 of birth date, 3 of
//! sequence, and an ISO 7064 MOD 11-2 check character. Residence permits for people from Hong Kong, Macao
//! and Taiwan have the same form.

use super::date;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

/// The check character that belongs to the first 17 digits; `None` unless `first17` is 17 ASCII digits.
#[must_use]
pub fn check_char(first17: &str) -> Option<char> {
    if first17.len() != WEIGHTS.len() {
        return None;
    }
    let mut sum = 0;
    for (digit, weight) in first17.chars().zip(WEIGHTS) {
        sum += digit.to_digit(10)? * weight;
    }
    CHECKS.get((sum % 11) as usize).copied()
}

/// Whether a normalised text is an identity number: shape, a real birth date, and the check character.
///
/// The area is not looked up: codes are retired, the numbers that carry them are not.
#[must_use]
pub fn is_id_number(text: &str) -> bool {
    let (Some(first17), Some(birth), Some(last)) = (text.get(..17), text.get(6..14), text.get(17..)) else {
        return false;
    };
    let Some(check) = check_char(first17) else { return false };
    let mut rest = last.chars();
    rest.next() == Some(check) && rest.next().is_none() && !first17.starts_with('0') && is_birth_date(birth)
}

fn is_birth_date(digits: &str) -> bool {
    match (digits.get(..4), digits.get(4..6), digits.get(6..8)) {
        (Some(year), Some(month), Some(day)) => date::is_calendar_date(year, month, day),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_number_table() {
        let table = [
            ("34052419800101001X", true),
            ("11010519491231002X", true),
            ("11010519491231002x", false), // normalised texts are upper case
            ("110105194912310021", false), // wrong check character
            ("11010519490231002X", false), // no 31 February
            ("11010519491231002", false),  // one short
            ("11010519491231002XX", false),
            ("01010519491231002X", false),
            ("1101051949123100２X", false),
            ("", false),
            ("一二三四五六", false),
        ];
        for (text, ok) in table {
            assert_eq!(is_id_number(text), ok, "{text:?}");
        }
    }

    #[test]
    fn a_right_check_character_does_not_excuse_an_impossible_birth_date() {
        for first17 in ["11010519491301002", "11010519490230002", "11010519000229001", "11010519490000002"] {
            let check = check_char(first17).unwrap();
            assert!(!is_id_number(&format!("{first17}{check}")), "{first17}");
        }
        let leap = "11010520000229001";
        assert!(is_id_number(&format!("{leap}{}", check_char(leap).unwrap())), "2000 was a leap year");
    }

    #[test]
    fn areas_that_are_in_no_table_pass() {
        let first17 = "99010119900307001";
        assert!(is_id_number(&format!("{first17}{}", check_char(first17).unwrap())));
    }

    #[test]
    fn check_character_wants_seventeen_digits() {
        assert_eq!(check_char("34052419800101001"), Some('X'));
        for bad in ["", "3405241980010100", "340524198001010011", "3405241980010100A", "三四五六七12"] {
            assert_eq!(check_char(bad), None, "{bad:?}");
        }
    }
}
