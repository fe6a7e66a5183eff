//! Identifiers: is a text one, and how is it written and shown.
//!
//! [`verdict`] has the shape that `form` asks for as its format check. It never judges by a register:
//! area codes are retired, new ones are made, and a register on a phone is always old.

pub mod credit_code;
pub mod date;
pub mod id_number;
mod mask;
mod mobile;
mod money;
mod person_name;

use contract::{Format, FormatVerdict};

pub use mask::{mask_id_number, mask_mobile, mask_name, mask_organisation};

/// Is `text` a value of `format`?
///
/// Judges what [`normalise`] makes of the text, so that a space inside a number is no mistake. `date` is
/// the exception: it is JSON Schema's own format and is judged exactly as it stands. A format this
/// version does not know is [`FormatVerdict::Good`]: the hall that invented it judges it.
#[must_use]
pub fn verdict(format: &Format, text: &str) -> FormatVerdict {
    let written = normalise(format, text);
    match format {
        Format::Date => good_if(date::is_date(text)),
        Format::IdNumber => good_if(id_number::is_id_number(&written)),
        Format::CreditCode => credit_code::verdict(&written),
        Format::Mobile => good_if(mobile::is_mobile(&written)),
        Format::PersonName => person_name::verdict(&written),
        Format::Money => good_if(money::is_money(&written)),
        Format::Other(_) => FormatVerdict::Good,
    }
}

/// `text` as it is stored and sent: full-width characters narrowed, white space inside numbers dropped,
/// letters of codes in upper case, `+86` before a mobile number dropped, one kind of dot in names.
#[must_use]
pub fn normalise(format: &Format, text: &str) -> String {
    match format {
        Format::IdNumber | Format::CreditCode => compact(text).to_ascii_uppercase(),
        Format::Mobile => mobile::without_country(&compact(text)).to_owned(),
        Format::Money => compact(text),
        Format::PersonName => person_name::normalise(text),
        Format::Date | Format::Other(_) => text.trim().to_owned(),
    }
}

fn good_if(good: bool) -> FormatVerdict {
    if good { FormatVerdict::Good } else { FormatVerdict::Bad }
}

/// Drops white space and turns the full-width forms (U+FF01 to U+FF5E), which a Chinese keyboard types
/// with one wrong tap, into ASCII.
fn compact(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace()).map(narrow).collect()
}

fn narrow(wide: char) -> char {
    const OFFSET: u32 = 0xFF01 - 0x21;
    match wide {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(wide) - OFFSET).unwrap_or(wide),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use FormatVerdict::{Bad, Doubtful, Good};

    #[test]
    fn verdict_judges_the_normalised_text() {
        let table = [
            (Format::IdNumber, "11010519491231002x", Good),
            (Format::IdNumber, " 110105 19491231 002X ", Good),
            (Format::IdNumber, "１１０１０５19491231002Ｘ", Good),
            (Format::CreditCode, "91110000 600037341l", Good),
            (Format::CreditCode, "91350100M0001TGQXM", Doubtful),
            (Format::Mobile, "+86 138 0000 0001", Good),
            (Format::Money, "1 200.50", Good),
            (Format::PersonName, " 阿依古丽•买买提 ", Good),
            (Format::Date, "2026-11-22", Good),
            (Format::Date, " 2026-11-22", Bad),
            (Format::Other("hall-plate".into()), "anything", Good),
        ];
        for (format, text, expected) in table {
            assert_eq!(verdict(&format, text), expected, "{format} {text:?}");
        }
    }

    #[test]
    fn normalise_is_idempotent_and_canonical() {
        let table = [
            (Format::IdNumber, "11010519491231002x ", "11010519491231002X"),
            (Format::CreditCode, "9111 0000 6000 3734 1l", "91110000600037341L"),
            (Format::Mobile, "＋86 13800000001", "13800000001"),
            (Format::Mobile, "0086-13800000001", "0086-13800000001"),
            (Format::Money, "１２.５０", "12.50"),
            (Format::PersonName, " 艾合买提 ・ 卡德尔", "艾合买提·卡德尔"),
            (Format::Date, " 2026-11-22 ", "2026-11-22"),
            (Format::Other("x".into()), " a b ", "a b"),
        ];
        for (format, text, expected) in table {
            let once = normalise(&format, text);
            assert_eq!(once, expected, "{format} {text:?}");
            assert_eq!(normalise(&format, &once), once, "{format} twice");
        }
    }
}
