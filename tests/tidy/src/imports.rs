//! Which place of the app may use which: the table of ARCHITECTURE.md.

use crate::Broken;
use crate::code::Code;

/// The browser: only `src/edge` touches it.
const BROWSER: [&str; 6] = ["gloo", "idb", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "web_sys"];

/// What one place may use.
struct Row {
    place: &'static str,
    /// Modules of the app, as prefixes of a path.
    ours: &'static [&'static str],
    /// Crates that must not appear, beside the browser.
    never: &'static [&'static str],
}

/// What anybody above the edge may ask of it: what time it is, a fresh id, and to run a future. None keeps
/// anything or reaches the hall; time and id are then handed to pure rules.
const SMALL_CHANGE: [&str; 3] = ["edge::clock", "edge::ids", "edge::task"];

/// The rows for `src/`. A page may also use its own folder.
const TABLE: [Row; 8] = [
    Row { place: "edge", ours: &["edge"], never: &["leptos_router"] },
    Row { place: "store", ours: &["edge", "store", "text"], never: &["leptos_router"] },
    Row {
        place: "components",
        ours: &["components", "route", "text", "edge::pen", "edge::file", "edge::page"],
        never: &[],
    },
    Row {
        place: "pages",
        // The device itself is out of reach; of the disk a page knows only how it fails.
        ours: &[
            "store",
            "components",
            "route",
            "text",
            "edge::fetch",
            "edge::page",
            "edge::disk::DiskError",
            "edge::file::BrowserFile",
            "edge::file::PickError",
            // The one thing pages share: what stands before those that need somebody signed in.
            "pages::gate",
        ],
        never: &[],
    },
    Row { place: "shell", ours: &["shell", "store", "components", "route", "text"], never: &["client"] },
    Row {
        place: "app",
        ours: &["app", "pages", "shell", "store", "components", "route", "text"],
        never: &["client"],
    },
    Row { place: "route", ours: &["route"], never: &["leptos_router"] },
    // A sentence for every error: so it knows the errors, and nothing else of where they come from.
    Row { place: "text", ours: &["text", "edge::disk::DiskError"], never: &[] },
];

/// Breaches of the table in one file of `src/`. `lib.rs` and `main.rs` join the places and are free.
#[must_use]
pub fn check(path: &str, code: &Code) -> Vec<Broken> {
    let module = module(path);
    let Some(place) = module.first() else { return Vec::new() };
    let Some(row) = TABLE.iter().find(|it| it.place == place) else {
        return vec![Broken::new(
            path,
            0,
            format!("`{place}` has no row in the import table; add one with its reason"),
        )];
    };
    let small_change = if *place == "route" || *place == "text" { &[][..] } else { &SMALL_CHANGE[..] };
    let mut broken = Vec::new();
    for (at, used) in paths(code, &module) {
        let own_page = *place == "pages"
            && (module.len() < 2 || used.first() == module.first() && used.get(1) == module.get(1));
        if !own_page && !row.ours.iter().chain(small_change).any(|it| starts(&used, it)) {
            broken.push(Broken::new(
                path,
                code.line(at),
                format!("{place} must not use `{}`", used.join("::")),
            ));
        }
    }
    let browser = if *place == "edge" { &[][..] } else { &BROWSER[..] };
    for name in browser.iter().chain(row.never) {
        for at in code.find(&format!("{name}::")) {
            broken.push(Broken::new(path, code.line(at), format!("{place} must not use the crate `{name}`")));
        }
    }
    if *place == "components" {
        for at in code.find("client::").filter(|at| !code.code[*at..].starts_with("client::CallError")) {
            broken.push(Broken::new(
                path,
                code.line(at),
                "components know `CallError` and nothing else of client",
            ));
        }
    }
    broken
}

fn starts(used: &[String], allowed: &str) -> bool {
    allowed.split("::").zip(used.iter().map(String::as_str).chain(std::iter::repeat(""))).all(|(a, b)| a == b)
}

/// `src/pages/guides/list.rs` → pages, guides, list. `lib.rs` and `main.rs` → nothing.
fn module(path: &str) -> Vec<String> {
    let inside = path.strip_prefix("src/").unwrap_or(path).trim_end_matches(".rs");
    let parts = inside.split('/').filter(|it| !matches!(*it, "mod" | "lib" | "main"));
    parts.map(Into::into).collect()
}

/// Every path into the app's own modules, with its offset: `crate::…` and `super::…`, groups taken apart.
fn paths(code: &Code, module: &[String]) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    for at in code.find("crate::") {
        expand(&code.code[at + "crate::".len()..], &[], &mut |path| found.push((at, path)));
    }
    for at in code.find("super::").filter(|at| !code.code[..*at].ends_with("super::")) {
        let mut rest = &code.code[at..];
        let mut base = module.to_vec();
        while let Some(after) = rest.strip_prefix("super::") {
            rest = after;
            base.pop();
        }
        // A path that stays inside the file's own folder is nobody else's business.
        expand(rest, &base, &mut |path| found.push((at, path)));
    }
    found.retain(|(_, path)| !path.is_empty());
    found
}

/// Walks `a::{b::c, d}` and gives `a::b::c` and `a::d`.
fn expand(rest: &str, base: &[String], give: &mut impl FnMut(Vec<String>)) {
    let mut path = base.to_vec();
    let mut rest = rest.trim_start();
    loop {
        if let Some(group) = rest.strip_prefix('{') {
            let end = group_end(group);
            for part in split(&group[..end]) {
                expand(part, &path, give);
            }
            return;
        }
        let length = rest.find(|it: char| !(it.is_alphanumeric() || it == '_')).unwrap_or(rest.len());
        if length > 0 && &rest[..length] != "self" {
            path.push(rest[..length].to_owned());
        }
        match rest[length..].strip_prefix("::") {
            Some(after) if length > 0 => rest = after,
            _ => return give(path),
        }
    }
}

/// Offset of the bracket that closes a group whose opening bracket is gone.
fn group_end(group: &str) -> usize {
    let mut depth = 1;
    for (at, it) in group.char_indices() {
        match it {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    group.len()
}

/// Parts at the commas of the outermost group.
fn split(group: &str) -> Vec<&str> {
    let (mut depth, mut from, mut parts) = (0, 0, Vec::new());
    for (at, it) in group.char_indices() {
        match it {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&group[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&group[from..]);
    parts.retain(|it| !it.trim().is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaches(path: &str, source: &str) -> usize {
        check(path, &Code::read(source, false)).len()
    }

    #[test]
    fn each_row_of_the_table_holds() {
        let table = [
            ("src/edge/fetch.rs", "use client::Call; use web_sys::Request; use crate::edge::net;", 0),
            ("src/edge/fetch.rs", "use crate::store::session;", 1),
            ("src/edge/page.rs", "fn f() { crate::text::title(); }", 1),
            ("src/store/drafts.rs", "use crate::edge::{disk, clock}; use leptos::prelude::*;", 0),
            ("src/store/drafts.rs", "use web_sys::Window;", 1),
            ("src/store/drafts.rs", "use crate::{edge::disk, pages::home};", 1),
            ("src/components/field.rs", "use crate::edge::file; use client::CallError;", 0),
            ("src/components/field.rs", "use crate::edge::fetch;", 1),
            ("src/components/field.rs", "use crate::store::prefs; use client::guides;", 2),
            (
                "src/pages/guides/list.rs",
                "use crate::edge::fetch; use super::sheet::Sheet; use crate::pages::guides::x;",
                0,
            ),
            ("src/pages/guides/list.rs", "use crate::pages::cases::row;", 1),
            ("src/pages/guides/mod.rs", "use super::cases::row;", 1),
            ("src/pages/guides/list.rs", "use crate::edge::{disk, crypto::sign};", 2),
            ("src/pages/guides/list.rs", "use crate::edge::{clock, task, disk::DiskError};", 0),
            ("src/route.rs", "use crate::edge::clock;", 1),
            ("src/pages/mod.rs", "pub(crate) use self::guides::GuidePage;", 0),
            ("src/shell/tabs.rs", "use crate::route::Route; use client::Call;", 1),
            ("src/app.rs", "use crate::pages::guides::GuidePage; use crate::shell::frame::Frame;", 0),
            ("src/helpers.rs", "", 1),
            ("src/lib.rs", "pub mod app;", 0),
        ];
        for (path, source, expected) in table {
            assert_eq!(breaches(path, source), expected, "{path}: {source}");
        }
    }

    #[test]
    fn groups_are_taken_apart() {
        let code = Code::read("use crate::{store::{self, drafts::Draft}, text};", false);
        let found: Vec<String> = paths(&code, &[]).into_iter().map(|(_, it)| it.join("::")).collect();
        assert_eq!(found, ["store", "store::drafts::Draft", "text"]);
    }
}
