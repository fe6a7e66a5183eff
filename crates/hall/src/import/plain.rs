//! Marked-up text from other people's editors, as plain text: paragraphs stay, everything else goes.

/// Elements whose content is not text at all.
const SILENT: [&str; 4] = ["script", "style", "head", "template"];

/// Elements that begin and end a line.
const LINES: [&str; 15] =
    ["p", "br", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr"];

/// The text of `html`. What is not a tag stays: `a < b` is text. Lines are trimmed, empty ones dropped.
pub(super) fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        match tag(rest) {
            Some((name, after)) => {
                rest = if SILENT.contains(&name.as_str()) { after_end(after, &name) } else { after };
                if LINES.contains(&name.as_str()) {
                    text.push('\n');
                }
            }
            None => {
                text.push('<');
                rest = &rest[1..];
            }
        }
    }
    text.push_str(rest);
    tidy(&html_escape::decode_html_entities(&text))
}

/// The name of the tag that `text` begins with, in lower case and without `/`, and what follows it. A comment is a tag
/// without a name.
fn tag(text: &str) -> Option<(String, &str)> {
    if let Some(comment) = text.strip_prefix("<!--") {
        return Some((String::new(), comment.split_once("-->").map_or("", |it| it.1)));
    }
    let inside = text.strip_prefix('<')?;
    let inside = inside.strip_prefix(['/', '!']).unwrap_or(inside);
    let length = inside.find(|it: char| !it.is_ascii_alphanumeric()).unwrap_or(inside.len());
    let name = &inside[..length];
    if !name.starts_with(|it: char| it.is_ascii_alphabetic()) {
        return None;
    }
    let end = inside.find('>')?;
    Some((name.to_ascii_lowercase(), &inside[end + 1..]))
}

/// What follows the end of `name`; nothing, when it never ends.
fn after_end<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        rest = &rest[at..];
        match tag(rest) {
            Some((found, after)) if found == name => return after,
            Some((_, after)) => rest = after,
            None => rest = &rest[2..],
        }
    }
    ""
}

/// Spaces of every kind become one, lines are trimmed, control and direction characters go.
fn tidy(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        let words: Vec<&str> = line.split(char::is_whitespace).filter(|it| !it.is_empty()).collect();
        let line: String = words.join(" ").chars().filter(|it| !hidden(*it)).collect();
        if !line.is_empty() {
            lines.push(line);
        }
    }
    lines.join("\n")
}

/// Characters that are not seen, and can change how others are read: controls, zero widths, directions, byte order mark.
fn hidden(it: char) -> bool {
    it.is_control()
        || matches!(it, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_table() {
        let table = [
            ("带身份证", "带身份证"),
            ("<p>一、年满 <b>18</b> 周岁</p><p>二、有住所</p>", "一、年满 18 周岁\n二、有住所"),
            ("面积 < 50 平方米<br/>租期>1年", "面积 < 50 平方米\n租期>1年"),
            ("a&nbsp;&nbsp;b &lt;&amp;&#20013;&mdash;", "a b <&中—"),
            ("<style>p{color:red}</style>材料<script>alert(1)</script>齐全", "材料齐全"),
            ("<SCRIPT src=x>没有结束", ""),
            ("<!-- 旧 -->新<!-- 没完", "新"),
            ("<p class=\"x\"", "<p class=\"x\""),
            ("<img src=x onerror=alert(1)>照片", "照片"),
            ("<<p>双重</p>", "<\n双重"),
            ("  \r\n\t\u{feff}  ", ""),
            ("\u{202e}倒\u{202c}置", "倒置"),
            ("&lt;script&gt;这样写的也只是字&lt;/script&gt;", "<script>这样写的也只是字</script>"),
        ];
        for (html, text) in table {
            assert_eq!(plain(html), text, "{html}");
        }
    }

    #[test]
    fn no_input_breaks_it_and_text_stays_text() {
        // Every short sequence of the pieces that a parser stumbles over.
        let pieces =
            ["<", ">", "/", "!", "--", "p", "script", "中", "&", "&lt;", " ", "\n", "\"", "&#x", ";"];
        let mut all = vec![String::new()];
        for _ in 0..4 {
            all = all.iter().flat_map(|it| pieces.iter().map(move |piece| format!("{it}{piece}"))).collect();
        }
        for text in all {
            let once = plain(&text);
            assert!(
                once.len() <= text.len() + 8 && !once.contains(hidden) || once.contains('\n'),
                "{text:?}"
            );
        }
    }
}
