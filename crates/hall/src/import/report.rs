//! What became of every row.

use serde::Serialize;

use super::source::Row;

/// What became of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It is in the hall now.
    Taken,
    /// The hall had exactly this already.
    Unchanged,
    /// It was not taken; `why` says for what reason.
    Refused,
}

/// One line of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// File, and table in it.
    pub file: String,
    /// Row of data, from 1.
    pub row: usize,
    /// What it is about: a code or a name.
    pub about: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Why it was refused, or what was changed on the way.
    pub why: Vec<String>,
}

impl Entry {
    /// What became of `row`, which is about `about`.
    pub(super) fn of(row: &Row, about: impl Into<String>, outcome: Outcome, why: Vec<String>) -> Self {
        Self { file: row.file.to_string(), row: row.number, about: about.into(), outcome, why }
    }
}

/// The whole report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// How many rows are in the hall now that were not before.
    pub taken: usize,
    /// How many of them, or of the unchanged ones, were changed on the way in.
    pub mended: usize,
    /// How many the hall had already.
    pub unchanged: usize,
    /// How many were refused.
    pub refused: usize,
    /// How many matters were withdrawn because the source no longer has them.
    pub withdrawn: usize,
    /// Every row.
    pub rows: Vec<Entry>,
}

impl Report {
    /// Adds a row.
    pub fn add(&mut self, entry: Entry) {
        match entry.outcome {
            Outcome::Taken => self.taken += 1,
            Outcome::Unchanged => self.unchanged += 1,
            Outcome::Refused => self.refused += 1,
        }
        if entry.outcome != Outcome::Refused && !entry.why.is_empty() {
            self.mended += 1;
        }
        self.rows.push(entry);
    }

    /// For people: every row about which there is something to say, then the sums.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for it in self.rows.iter().filter(|it| !it.why.is_empty()) {
            let word = if it.outcome == Outcome::Refused { "拒绝" } else { "已改" };
            text += &format!("{word}  {} 第 {} 行 {}：{}\n", it.file, it.row, it.about, it.why.join("；"));
        }
        let Self { taken, mended, unchanged, refused, withdrawn, .. } = self;
        text + &format!(
            "导入 {taken} 行，没有变化 {unchanged} 行，其中改过 {mended} 行；拒绝 {refused} 行；撤下 {withdrawn} 项\n"
        )
    }
}
