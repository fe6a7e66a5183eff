//! A checklist as a picture: what is on it and where.

use super::wrap::wrap;
use crate::edge::page::card::{Card, Code, Line, Weight};

/// Width of the picture in pixels; margins and letters are shares of it.
const WIDTH: u32 = 1080;
const MARGIN: u32 = 72;
/// Names of materials that are told; the rest is behind the code.
pub(super) const MOST_NAMES: usize = 14;

/// What a card says, from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Words {
    /// The matter.
    pub(super) title: String,
    /// Depth, visits, promise, fees.
    pub(super) facts: String,
    /// The answers chosen.
    pub(super) situation: String,
    /// Heaps of materials: what the heap is called, and the names on it, each behind its box.
    pub(super) heaps: Vec<(String, Vec<String>)>,
    /// How many are not named.
    pub(super) more: Option<String>,
    /// Where and when.
    pub(super) place: Vec<String>,
    /// The hall, version and date.
    pub(super) foot: String,
}

/// Lays the words and a code out. The card is as high as they need.
pub(super) fn lay(words: &Words, code: Option<Vec<Vec<bool>>>) -> Card {
    let mut page = Page { y: MARGIN, lines: Vec::new() };
    page.text(&words.title, 60, Weight::Strong, 3);
    page.gap(16);
    page.text(&words.facts, 36, Weight::Quiet, 2);
    page.text(&words.situation, 36, Weight::Quiet, 4);
    for (heap, names) in &words.heaps {
        page.gap(28);
        page.text(heap, 36, Weight::Quiet, 1);
        for name in names {
            page.text(name, 42, Weight::Plain, 2);
        }
    }
    page.text(words.more.as_deref().unwrap_or_default(), 36, Weight::Quiet, 1);
    page.gap(28);
    for line in &words.place {
        page.text(line, 36, Weight::Plain, 2);
    }
    let code = code.and_then(|rows| {
        let modules = u32::try_from(rows.len()).ok().filter(|it| *it > 0)?;
        // About two fifths of the width, in whole pixels a module, or no scanner reads it.
        let module = (WIDTH * 2 / 5 / modules).max(4);
        page.gap(40);
        let code = Code { x: (WIDTH - (module * modules).min(WIDTH)) / 2, y: page.y, module, rows };
        page.gap(module * modules + 16);
        Some(code)
    });
    page.text(&words.foot, 30, Weight::Quiet, 2);
    Card { width: WIDTH, height: page.y + MARGIN, lines: page.lines, code }
}

struct Page {
    y: u32,
    lines: Vec<Line>,
}

impl Page {
    fn gap(&mut self, pixels: u32) {
        self.y += pixels;
    }

    fn text(&mut self, text: &str, size: u32, weight: Weight, most: usize) {
        let room = (WIDTH - 2 * MARGIN) * 2 / size;
        for text in wrap(text, room as usize, most) {
            self.y += size * 3 / 2;
            self.lines.push(Line { x: MARGIN, y: self.y, size, weight, text });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::guides::wrap::breadth;

    fn words(names: usize) -> Words {
        Words {
            title: "食品经营许可（新办）".repeat(9),
            facts: "全程网办 · 0 次到场".into(),
            heaps: vec![("必须带".into(), vec!["经营场所平面布局图".repeat(5); names])],
            foot: "云岫县政务服务中心".into(),
            ..Words::default()
        }
    }

    #[test]
    fn nothing_lies_on_anything_or_beyond_the_edge() {
        for (names, modules) in [(0, 0), (1, 21), (MOST_NAMES, 177)] {
            let card = lay(&words(names), Some(vec![vec![true; modules]; modules]));
            let mut above = 0;
            for line in &card.lines {
                assert!(line.y >= above + line.size, "{}", line.text);
                let wide = breadth(&line.text) * line.size as usize / 2;
                assert!(line.x as usize + wide <= WIDTH as usize, "{}", line.text);
                above = line.y;
            }
            assert!(above < card.height);
            if let Some(code) = &card.code {
                assert!(code.x + code.module * 177.min(modules as u32) <= WIDTH);
                assert!(code.y + code.module * (modules as u32) < card.height);
            }
            assert_eq!(card.code.is_some(), modules > 0);
        }
    }
}
