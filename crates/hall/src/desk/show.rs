//! Cases as text for a terminal.

use std::fmt::Write as _;

use contract::{Case, CaseSummary, Page};

/// One line for each case.
pub(super) fn list(page: &Page<CaseSummary>) -> String {
    if page.items.is_empty() {
        return "没有待办的办件\n".to_owned();
    }
    page.items.iter().map(line).collect()
}

fn line(case: &CaseSummary) -> String {
    let no = case.case_no.as_deref().unwrap_or(&case.receipt_no);
    format!("{}  {no}  {}  {}  {}\n", case.id, case.state.text, case.acting.principal.name, case.title)
}

/// A case with its history, what is asked, and what came of it.
pub(super) fn case(case: &Case) -> String {
    let mut text = line(&case.summary);
    if let Some(clock) = &case.summary.clock {
        let stopped = if clock.stopped { "，已暂停" } else { "" };
        let _ = writeln!(
            text,
            "承诺 {} 个工作日，已用 {}，应于 {} 前办结{stopped}",
            clock.total, clock.used, clock.due_on
        );
    }
    for event in &case.events {
        let note = event.note.as_deref().unwrap_or_default();
        let _ = writeln!(text, "  {} {}  {}  {note}", event.at.format("%F %H:%M"), event.kind.text, event.by);
    }
    for file in &case.manifest.attachments {
        let _ =
            writeln!(text, "  材料 {}/{}  {}  {} 字节", file.material_id, file.index, file.name, file.length);
    }
    for notice in &case.notices {
        let _ = writeln!(text, "  {}  {}  {} 前答复", notice.no, notice.state.text, notice.due_on);
        for item in &notice.items {
            let material = item.material_id.as_ref().map_or("", |it| it.as_str());
            let _ = writeln!(text, "    {material} {}", item.text);
        }
    }
    for document in &case.results {
        let _ = writeln!(text, "  {}  {}  {}", document.name, document.number, document.issued_on);
    }
    text
}
