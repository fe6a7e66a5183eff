//! Breaking a text where a browser does not: in a picture.

/// Half the height of a letter: what a Latin letter takes; a Han one takes two.
const fn width(letter: char) -> usize {
    if letter < '\u{2e80}' { 1 } else { 2 }
}

/// How wide a text is, in halves of a letter's height.
pub(super) fn breadth(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// A text in lines of at most `room` halves; with more than `most` lines the last one ends in `…`.
pub(super) fn wrap(text: &str, room: usize, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for letter in text.chars() {
        if used + width(letter) > room && !line.is_empty() {
            if lines.len() + 1 == most {
                line.pop();
                line.push('…');
                lines.push(line);
                return lines;
            }
            let rest = tail(&mut line, letter);
            used = breadth(&rest);
            lines.push(std::mem::replace(&mut line, rest));
        }
        line.push(letter);
        used += width(letter);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Takes the part of a word or number off the end of a line that goes on with `next`, unless it is all of the line.
fn tail(line: &mut String, next: char) -> String {
    let joins = |it: char| it.is_ascii_graphic();
    let from = line.rfind(|it| !joins(it)).map(|at| at + line[at..].chars().next().map_or(0, char::len_utf8));
    match from {
        Some(from) if joins(next) => line.split_off(from),
        _ => String::new(),
    }
}

/// A text in lines of about the same length, of at most `room` halves each.
pub(super) fn balanced(text: &str, room: usize, most: usize) -> Vec<String> {
    let all = breadth(text);
    let count = all.div_ceil(room).clamp(1, most);
    // One more than the mean: a wide letter need not fit exactly.
    let even = if count == 1 { room } else { (all.div_ceil(count) + 1).min(room) };
    wrap(text, even, most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_no_wider_than_there_is_room() {
        let table: [(&str, usize, usize, &[&str]); 9] = [
            ("", 8, 2, &[]),
            ("受理", 8, 2, &["受理"]),
            ("一二三四五", 8, 2, &["一二三四", "五"]),
            ("ab cd ef gh", 8, 2, &["ab cd ef", " gh"]),
            ("周五 09:00–12:00", 12, 2, &["周五 09:00–", "12:00"]),
            ("https://a.example", 8, 9, &["https://", "a.exampl", "e"]),
            ("一二三四五六七八九", 8, 2, &["一二三四", "五六七…"]),
            ("一二三", 8, 1, &["一二三"]),
            // Never stuck, however narrow.
            ("一二", 1, 9, &["一", "二"]),
        ];
        for (text, room, most, lines) in table {
            assert_eq!(wrap(text, room, most), lines, "{text}");
        }
    }

    #[test]
    fn two_lines_are_about_as_long() {
        assert_eq!(balanced("审查材料和现场核查", 16, 2), ["审查材料和", "现场核查"]);
        assert_eq!(balanced("审查和现场核查", 16, 2), ["审查和现场核查"]);
        assert!(balanced(&"长".repeat(99), 16, 2).iter().all(|it| breadth(it) <= 16));
    }
}
