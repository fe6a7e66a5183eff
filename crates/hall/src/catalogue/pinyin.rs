//! Full pinyin of what people may type for a matter.

use pinyin::ToPinyin;

/// Full pinyin without tones, syllables separated by spaces. Latin letters and digits stay together in lower
/// case, everything else separates.
pub(crate) fn pinyin(text: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut joins = false;
    for (letter, reading) in text.chars().zip(text.to_pinyin()) {
        let latin = letter.is_ascii_alphanumeric();
        match (reading, words.last_mut()) {
            (Some(reading), _) => words.push(reading.plain().to_owned()),
            (None, Some(word)) if latin && joins => word.push(letter.to_ascii_lowercase()),
            (None, _) if latin => words.push(letter.to_ascii_lowercase().to_string()),
            (None, _) => {}
        }
        joins = latin;
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pinyin_table() {
        let table = [
            ("开饭馆", "kai fan guan"),
            ("食品经营许可（新办）", "shi pin jing ying xu ke xin ban"),
            ("ETC 办理", "etc ban li"),
            ("A4纸", "a4 zhi"),
            ("", ""),
        ];
        for (text, full) in table {
            assert_eq!(pinyin(text), full, "{text}");
        }
    }
}
