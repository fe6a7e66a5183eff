//! A hall's text where there is room for a line: cut, never within a letter as people see it.

/// Most characters (Unicode scalar values) of a title, the contract's own limit.
const TITLE: usize = 200;
/// Most characters that belong to the one before; a letter with more of them is no letter of any language.
const MOST_JOINED: usize = 12;

/// At most 200 characters of `text`, with `…` where more was said.
///
/// What follows joins what stands before it when it is a combining mark, a variation selector, a skin tone, a tag, or
/// is tied to it by a zero-width joiner: a part of UAX #29 §3.1, without its tables.
pub(crate) fn short(text: &str) -> String {
    let Some((mut end, _)) = text.char_indices().nth(TITLE) else { return text.to_owned() };
    for _ in 0..MOST_JOINED {
        let joins = text[end..].chars().next().is_some_and(joins);
        let Some((at, before)) = text[..end].char_indices().next_back() else { break };
        if !joins && before != ZWJ {
            break;
        }
        end = at;
    }
    [text[..end].trim_end(), "…"].concat()
}

const ZWJ: char = '\u{200d}';

/// Marks that stand on the letter before them, in the scripts of this country's languages and in emoji.
const fn joins(it: char) -> bool {
    matches!(it,
        ZWJ
        | '\u{300}'..='\u{36f}' // combining marks
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' // Arabic, for Uyghur and Kazakh
        | '\u{f18}'..='\u{f19}' | '\u{f35}'..='\u{f39}' | '\u{f71}'..='\u{f84}' | '\u{f8d}'..='\u{fbc}' // Tibetan
        | '\u{1160}'..='\u{11ff}' // Korean vowels and finals
        | '\u{180b}'..='\u{180f}' // Mongolian
        | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}'
        | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_that_fits_stays_as_it_is() {
        for text in ["", "食品经营许可（新办）", &"字".repeat(TITLE)] {
            assert_eq!(short(text), text);
        }
    }

    #[test]
    fn a_title_without_end_is_cut_and_never_within_a_letter() {
        let filler = "字".repeat(TITLE - 1);
        let table = [
            ("字字", "字"),
            // One more letter that is written with several characters.
            ("e\u{301}x", ""),
            ("བ\u{f71}\u{f72}", ""),
            ("👩\u{200d}🌾", ""),
            ("👍\u{1f3fd}", ""),
            (" x", ""),
        ];
        for (rest, kept) in table {
            assert_eq!(short(&[&filler, rest].concat()), [&filler, kept, "…"].concat(), "{rest:?}");
        }
        let endless = ["a", &"\u{301}".repeat(1_000_000)].concat();
        assert!(short(&endless).len() < 500);
    }
}
