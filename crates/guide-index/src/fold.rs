//! What does not matter when people search: case, width, tone marks, spaces, punctuation.

/// The longest query that is looked at, in characters; what follows is ignored.
const MAX_QUERY: usize = 64;

/// A character as it is compared, and where it stood in the text, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Folded {
    pub(crate) char: char,
    pub(crate) at: usize,
}

/// One word to look for, folded; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Query(pub(crate) Vec<char>);

impl Query {
    /// All words read as one; none when there is nothing to look for.
    pub(crate) fn whole(words: &[Query]) -> Option<Self> {
        let all: Vec<char> = words.iter().flat_map(|it| &it.0).copied().collect();
        if all.is_empty() { None } else { Some(Self(all)) }
    }
}

/// The words of a query.
pub(crate) fn words(query: &str) -> Vec<Query> {
    let typed: String = query.chars().take(MAX_QUERY).collect();
    let words = typed.split_whitespace().map(|it| fold(it).iter().map(|it| it.char).collect::<Vec<_>>());
    words.filter(|it| !it.is_empty()).map(Query).collect()
}

/// The letters, digits and ideographs of a text as they are compared.
pub(crate) fn fold(text: &str) -> Vec<Folded> {
    let mut folded = Vec::with_capacity(text.len() / 2);
    for (at, char) in text.chars().enumerate() {
        let narrow = plain(narrow(char));
        folded
            .extend(narrow.to_lowercase().filter(|it| it.is_alphanumeric()).map(|char| Folded { char, at }));
    }
    folded
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
        'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
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
            ("！？", ""),
        ];
        for (text, folded) in table {
            assert_eq!(fold(text).iter().map(|it| it.char).collect::<String>(), folded, "{text}");
        }
    }

    #[test]
    fn positions_count_characters_of_the_text_as_written() {
        let at: Vec<usize> = fold("（食）品").iter().map(|it| it.at).collect();
        assert_eq!(at, [1, 3]);
    }

    #[test]
    fn words_without_letters_are_no_words() {
        assert_eq!(words(" 、 开　店 ，"), [Query(vec!['开']), Query(vec!['店'])]);
    }
}
