//! Names of people: 2 to 50 characters. Never four Han characters at most: names may hold `·` between
//! their parts and spaces between Latin words.

use contract::FormatVerdict;

const LENGTHS: std::ops::RangeInclusive<usize> = 2..=50;

/// The dot between the parts of a name: U+00B7. Keyboards type others for it.
const DOT: char = '·';

/// What a normalised text is: `Bad` when no name looks like this, `Doubtful` when it holds a character
/// that few names hold (rare characters are typed in many ways; the person knows better than we do).
pub(super) fn verdict(text: &str) -> FormatVerdict {
    if !LENGTHS.contains(&text.chars().count()) || text.chars().any(never_in_a_name) || has_loose_dot(text) {
        FormatVerdict::Bad
    } else if text.chars().all(usual_in_a_name) {
        FormatVerdict::Good
    } else {
        FormatVerdict::Doubtful
    }
}

/// One kind of dot without spaces around it, one space between words, none at the ends.
pub(super) fn normalise(text: &str) -> String {
    let dotted: String =
        text.chars().map(|it| if matches!(it, '•' | '‧' | '・' | '．') { DOT } else { it }).collect();
    let words: Vec<&str> = dotted.split_whitespace().collect();
    let mut name = String::with_capacity(dotted.len());
    for word in words {
        if !name.is_empty() && !name.ends_with(DOT) && !word.starts_with(DOT) {
            name.push(' ');
        }
        name.push_str(word);
    }
    name
}

fn never_in_a_name(it: char) -> bool {
    it.is_control() || it.is_ascii_digit() || (it.is_ascii_punctuation() && !usual_in_a_name(it))
}

fn usual_in_a_name(it: char) -> bool {
    it.is_alphabetic() || matches!(it, DOT | ' ' | '\'' | '’' | '-' | '.')
}

fn has_loose_dot(text: &str) -> bool {
    text.split(DOT).any(str::is_empty)
}

#[cfg(test)]
mod tests {
    use super::*;
    use FormatVerdict::{Bad, Doubtful, Good};

    #[test]
    fn person_name_table() {
        let fifty = "阿".repeat(50);
        let too_long = "阿".repeat(51);
        let table = [
            ("李敏", Good),
            ("欧阳娜娜娜", Good),
            ("阿不都热合曼·买买提", Good),
            ("Jean-Luc O'Neil Jr.", Good),
            ("𠮷野", Good), // beyond the basic plane: two characters, not three
            (fifty.as_str(), Good),
            (too_long.as_str(), Bad),
            ("李", Bad),
            ("", Bad),
            ("李敏2", Bad),
            ("李<敏>", Bad),
            ("李\u{0}敏", Bad),
            ("·李敏", Bad),
            ("李··敏", Bad),
            ("李\u{E863}", Doubtful), // private use: how old systems typed rare characters
            ("李敏，", Doubtful),
        ];
        for (text, expected) in table {
            assert_eq!(verdict(text), expected, "{text:?}");
        }
    }

    #[test]
    fn normalised_names_have_one_dot_and_single_spaces() {
        let table = [
            ("  李敏 ", "李敏"),
            ("Anna   Maria", "Anna Maria"),
            ("阿依·古丽", "阿依·古丽"),
            ("阿依 • 古丽", "阿依·古丽"),
            ("阿依‧古丽", "阿依·古丽"),
            ("\u{3000}李敏\u{3000}", "李敏"),
        ];
        for (text, expected) in table {
            assert_eq!(normalise(text), expected, "{text:?}");
        }
    }
}
