//! Files in: JSON or CSV, in UTF-8 or GB18030, become rows of named texts.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

/// One row of one table, its columns by lower-case name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// File name, with the table's name when the file holds several.
    pub(super) file: Arc<str>,
    /// 1 for the first row of data.
    pub(super) number: usize,
    /// In the order of their names, each of which is there once.
    cells: Vec<(Arc<str>, String)>,
}

/// The names a column goes by: of the exchange tables, and in Chinese.
pub(super) type Column = &'static [&'static str];

impl Row {
    /// What stands in a column; nothing, when it is absent or blank.
    pub(super) fn get(&self, column: Column) -> Option<&str> {
        let said = |cell: &&str| !cell.is_empty() && !cell.eq_ignore_ascii_case("null");
        column.iter().filter_map(|name| self.cell(name)).map(str::trim).find(said)
    }

    /// Whether the table has this column at all.
    pub(super) fn has(&self, column: Column) -> bool {
        column.iter().any(|name| self.cell(name).is_some())
    }

    fn cell(&self, name: &str) -> Option<&str> {
        let at = self.cells.binary_search_by(|it| (*it.0).cmp(name)).ok()?;
        self.cells.get(at).map(|it| it.1.as_str())
    }

    /// A row of these cells; of two under one name the later counts.
    fn new(file: Arc<str>, number: usize, mut cells: Vec<(Arc<str>, String)>) -> Self {
        cells.reverse();
        cells.sort_by(|one, other| one.0.cmp(&other.0));
        cells.dedup_by(|one, other| one.0 == other.0);
        Self { file, number, cells }
    }

    /// Takes over what `other` has and this row has not, but for the columns that name the row itself.
    pub(super) fn complete(&mut self, other: &Self, names: &[Column]) {
        for (name, cell) in other.cells.iter().filter(|it| !names.iter().any(|own| own.contains(&&*it.0))) {
            match self.cells.binary_search_by(|it| it.0.cmp(name)) {
                Err(at) => self.cells.insert(at, (name.clone(), cell.clone())),
                Ok(at) if self.cells[at].1.trim().is_empty() => self.cells[at].1.clone_from(cell),
                Ok(_) => {}
            }
        }
    }

    #[cfg(test)]
    pub(super) fn of(cells: &[(&str, &str)]) -> Self {
        let cells = cells.iter().map(|(name, cell)| ((*name).into(), (*cell).to_owned())).collect();
        Self::new("test".into(), 1, cells)
    }
}

/// Why a file could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The file.
    #[error("{0}: {1}")]
    File(String, std::io::Error),
    /// Neither UTF-8 nor GB18030.
    #[error("{0}: 既不是 UTF-8 也不是 GB18030 编码")]
    Encoding(String),
    /// Not JSON.
    #[error("{0}: 不是有效的 JSON（{1}）")]
    Json(String, serde_json::Error),
    /// JSON of another shape.
    #[error("{0}: 要一个数组，或者「表名 → 数组」的对象")]
    Shape(String),
    /// Not CSV.
    #[error("{0}: 不是有效的 CSV（{1}）")]
    Csv(String, csv::Error),
}

/// Every row of a file. JSON when its name ends so, else CSV with a header.
pub(super) fn read(path: &Path) -> Result<Vec<Row>, SourceError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = fs::read(path).map_err(|it| SourceError::File(name.clone(), it))?;
    let text = decode(&bytes).ok_or_else(|| SourceError::Encoding(name.clone()))?;
    let json = path.extension().is_some_and(|it| it.eq_ignore_ascii_case("json"));
    if json { tables(&name, &text) } else { sheet(&name, &text) }
}

/// UTF-8, with or without its mark; else GB18030, which nothing that is not Chinese text passes for by chance.
fn decode(bytes: &[u8]) -> Option<String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(text.to_owned());
    }
    encoding_rs::GB18030
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(std::borrow::Cow::into_owned)
}

fn tables(file: &str, text: &str) -> Result<Vec<Row>, SourceError> {
    let read: Value = serde_json::from_str(text).map_err(|it| SourceError::Json(file.to_owned(), it))?;
    let shape = || SourceError::Shape(file.to_owned());
    match &read {
        Value::Array(rows) => objects(file, rows).ok_or_else(shape),
        Value::Object(tables) => {
            let mut all = Vec::new();
            for (table, rows) in tables {
                let rows = rows.as_array().ok_or_else(shape)?;
                all.extend(objects(&format!("{file}#{table}"), rows).ok_or_else(shape)?);
            }
            Ok(all)
        }
        _ => Err(shape()),
    }
}

fn objects(file: &str, rows: &[Value]) -> Option<Vec<Row>> {
    let file: Arc<str> = file.into();
    let row = |(k, it): (usize, &Value)| {
        let cells = it.as_object()?.iter().map(|(name, cell)| (column(name).into(), words(cell))).collect();
        Some(Row::new(file.clone(), k + 1, cells))
    };
    rows.iter().enumerate().map(row).collect()
}

/// A cell of JSON as the text that CSV would have.
fn words(cell: &Value) -> String {
    match cell {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(yes) => u8::from(*yes).to_string(),
        Value::Array(parts) => parts.iter().map(words).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

fn sheet(file: &str, text: &str) -> Result<Vec<Row>, SourceError> {
    let broken = |it| SourceError::Csv(file.to_owned(), it);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    // Shared by all rows: a list of regions has 650,000 of them.
    let names: Vec<Arc<str>> = reader.headers().map_err(broken)?.iter().map(|it| column(it).into()).collect();
    let shared: Arc<str> = file.into();
    let mut rows = Vec::new();
    for (k, record) in reader.records().enumerate() {
        let record = record.map_err(broken)?;
        let cells = names.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
        rows.push(Row::new(shared.clone(), k + 1, cells));
    }
    Ok(rows)
}

fn column(name: &str) -> String {
    name.trim().trim_start_matches('\u{feff}').to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: Column = &["task_name", "事项名称"];

    #[test]
    fn names_of_columns_are_found_in_any_spelling() {
        for text in ["TASK_NAME,x\n犬只登记,1\n", "事项名称\n犬只登记\n", "\u{feff}Task_Name \n 犬只登记 \n"]
        {
            assert_eq!(sheet("f", text).unwrap()[0].get(NAME), Some("犬只登记"), "{text:?}");
        }
        let json = r#"{"up_task": [{"TASK_NAME": "犬只登记", "use_level": 4, "gone": null}]}"#;
        let row = &tables("f.json", json).unwrap()[0];
        assert_eq!(
            (row.get(NAME), row.get(&["use_level"]), row.get(&["gone"])),
            (Some("犬只登记"), Some("4"), None)
        );
        assert_eq!(&*row.file, "f.json#up_task");
    }

    #[test]
    fn both_encodings_are_read_and_others_refused() {
        let (gb, _, _) = encoding_rs::GB18030.encode("事项名称\n食品经营许可");
        assert_eq!(decode(&gb).unwrap(), "事项名称\n食品经营许可");
        assert_eq!(decode("\u{feff}犬".as_bytes()).unwrap(), "犬");
        assert_eq!(decode(b"\xff\xfe\x00"), None);
    }

    #[test]
    fn a_short_row_has_blanks_and_another_shape_is_told() {
        let rows = sheet("f", "a,b\n1\n2,3,4\n").unwrap();
        assert_eq!((rows[0].get(&["b"]), rows[1].get(&["b"])), (None, Some("3")));
        for text in ["3", "[1]", r#"{"a": 1}"#] {
            assert!(matches!(tables("f", text), Err(SourceError::Shape(_))), "{text}");
        }
    }
}
