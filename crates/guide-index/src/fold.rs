//! What does not matter when people search: case, width, tone marks, spaces, punctuation, what cannot be seen.

/// The longest query that is looked at, in letters and ideographs; what follows is ignored.
pub(crate) const MAX_QUERY: usize = 60;
/// How far into a query one looks for its letters, in characters: a paste may be a whole book.
const MAX_TYPED: usize = 2_000;

/// A letter, digit or ideograph as it is compared; `None` for what does not matter.
pub(crate) fn fold(char: char) -> Option<char> {
    let plain = plain(narrow(char));
    plain.to_lowercase().next().filter(|it| it.is_alphanumeric())
}

/// The words of a query, folded, none of them empty; together at most [`MAX_QUERY`] characters.
pub(crate) fn words(query: &str) -> Vec<Vec<char>> {
    let mut words = vec![Vec::new()];
    let mut left = MAX_QUERY;
    for char in query.chars().take(MAX_TYPED) {
        if char.is_whitespace() || is_divider(char) {
            words.push(Vec::new());
        } else if let (Some(folded), Some(word)) = (fold(char), words.last_mut()) {
            if left == 0 {
                break;
            }
            left -= 1;
            word.push(folded);
        }
    }
    words.retain(|it| !it.is_empty());
    words
}

/// What people put between words; other marks stand inside of them (`kai'fan'guan`, `《…》`).
fn is_divider(char: char) -> bool {
    matches!(char, ',' | '，' | '、' | ';' | '；' | '/' | '+' | '。')
}

/// True for a Chinese character, which has a syllable.
pub(crate) fn is_han(char: char) -> bool {
    matches!(char, '〇' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Full-width forms (U+FF01 to U+FF5E) as their half-width twins.
fn narrow(char: char) -> char {
    match char {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(char) - 0xFEE0).unwrap_or(char),
        _ => char,
    }
}

/// Pinyin letters without their tone; `ü` is typed as `v`.
fn plain(char: char) -> char {
    match char {
        'ā' | 'á' | 'ǎ' | 'à' => 'a',
        'ē' | 'é' | 'ě' | 'è' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
        'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' | 'Ü' => 'v',
        _ => char,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fold_table() {
        #[rustfmt::skip]
        let table = [
            ("ＥＴＣ　办理", "etc办理"),
            ("食品（新办）", "食品新办"),
            ("  A-b，c。", "abc"),
            ("lǜ shī", "lvshi"),
            ("１２３", "123"),
            ("！？😀\u{200B}\u{202E}\u{FFFD}", ""),
        ];
        for (text, folded) in table {
            assert_eq!(text.chars().filter_map(fold).collect::<String>(), folded, "{text}");
        }
    }

    #[test]
    fn words_table() {
        #[rustfmt::skip]
        let table: [(&str, &[&str]); 5] = [
            (" 、 开　店 ，", &["开", "店"]),
            ("kai'fan'guan", &["kaifanguan"]),
            ("身份证、护照", &["身份证", "护照"]),
            ("食\u{200B}品", &["食品"]),
            ("😀 ，", &[]),
        ];
        for (query, expected) in table {
            let found: Vec<String> = words(query).into_iter().map(|it| it.into_iter().collect()).collect();
            assert_eq!(found, expected, "{query}");
        }
    }

    #[test]
    fn a_pasted_book_is_cut() {
        let found = words(&"食品 ".repeat(10_000));
        assert_eq!(found.iter().map(Vec::len).sum::<usize>(), MAX_QUERY);
    }
}
