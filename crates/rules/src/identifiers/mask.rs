//! Identifiers with a part hidden, for screens other people may see. What does not have the expected
//! shape is hidden whole: better too little than a number in the open.

/// `990101********0017`: area and the last four characters stay, the birth date goes.
#[must_use]
pub fn mask_id_number(text: &str) -> String {
    keep_ends(text, 18, 6, 4)
}

/// `138****0001`
#[must_use]
pub fn mask_mobile(text: &str) -> String {
    keep_ends(text, 11, 3, 4)
}

/// The first character, and of three or more the last: `李*`, `李*明`.
#[must_use]
pub fn mask_name(text: &str) -> String {
    let length = text.chars().count();
    match length {
        0 | 1 => "*".repeat(length),
        2 => keep_ends(text, length, 1, 0),
        _ => keep_ends(text, length, 1, 1),
    }
}

/// Of eight and more characters the first three and the last four: `云岫县****有限公司`. Shorter ones as a person's.
#[must_use]
pub fn mask_organisation(text: &str) -> String {
    match text.chars().count() {
        0..8 => mask_name(text),
        length => keep_ends(text, length, 3, 4),
    }
}

fn keep_ends(text: &str, expected: usize, head: usize, tail: usize) -> String {
    let length = text.chars().count();
    let shown = |at: usize| length == expected && (at < head || at >= length - tail);
    text.chars().enumerate().map(|(at, it)| if shown(at) { it } else { '*' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mask_table() {
        type Mask = fn(&str) -> String;
        let table: [(Mask, &str, &str); 14] = [
            (mask_organisation, "云岫县山泉饮品有限公司", "云岫县****有限公司"),
            (mask_organisation, "云岫县屿见面馆", "云*****馆"),
            (mask_organisation, "柳溪", "柳*"),
            (mask_id_number, "990101199003070017", "990101********0017"),
            (mask_id_number, "11010519491231002X", "110105********002X"),
            (mask_id_number, "G12345678", "*********"),
            (mask_mobile, "13800000001", "138****0001"),
            (mask_mobile, "0571-88888888", "*************"),
            (mask_name, "李敏", "李*"),
            (mask_name, "欧阳明", "欧*明"),
            (mask_name, "阿依·古丽", "阿***丽"),
            (mask_name, "李", "*"),
            (mask_name, "", ""),
            (mask_mobile, "", ""),
        ];
        for (mask, text, expected) in table {
            assert_eq!(mask(text), expected, "{text:?}");
        }
    }
}
