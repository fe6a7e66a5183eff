//! Which crate may depend on which: the table of ARCHITECTURE.md, read from the manifests.

use crate::Broken;

/// What one crate may use of ours.
type Row = (&'static str, &'static [&'static str]);

/// The rows. Dev-dependencies are free: a test may look from outside.
const TABLE: [Row; 14] = [
    ("contract", &[]),
    ("canon", &["contract"]),
    ("markup", &["contract"]),
    ("form", CORE),
    ("guide-index", CORE),
    ("ink", CORE),
    ("outbox", CORE),
    ("rules", CORE),
    ("esign", &["contract", "canon", "markup", "ink"]),
    ("client", &["contract"]),
    ("fixtures", &["contract"]),
    ("worker", &["contract", "canon", "markup", "form", "guide-index", "ink", "outbox", "rules", "esign"]),
    ("hall", &["contract", "canon", "markup", "form", "esign", "rules", "guide-index", "fixtures"]),
    ("conformance", &["contract", "canon", "esign", "form", "rules", "guide-index"]),
];

const CORE: &[&str] = &["contract", "canon", "markup"];

/// Crates of ours that reach the world; the others are pure.
const WORLDLY: [&str; 3] = ["hall", "conformance", "worker"];

/// Beginnings of the names of crates that reach the world.
const WORLD: [&str; 16] = [
    "axum",
    "getrandom",
    "gloo",
    "hyper",
    "idb",
    "js-sys",
    "leptos",
    "rand",
    "reqwest",
    "sqlx",
    "tokio",
    "ureq",
    "uuid",
    "wasm-bindgen",
    "web-sys",
    "web-time",
];

/// Crates of ours that a phone never loads.
const HOST_ONLY: [&str; 3] = ["hall", "conformance", "fixtures"];

/// Whether the crate takes clock, randomness and files as arguments.
#[must_use]
pub fn is_pure(name: &str) -> bool {
    !WORLDLY.contains(&name)
}

/// Breaches in `crates/<name>/Cargo.toml`, or in the app's own manifest when `name` is `handheld`.
#[must_use]
pub fn check(path: &str, name: &str, manifest: &toml::Table) -> Vec<Broken> {
    let dependencies = names(manifest, "dependencies");
    let mut broken = Vec::new();
    let mut refuse = |why: String| broken.push(Broken::new(path, 0, why));
    if name == "handheld" {
        for it in dependencies.iter().filter(|it| HOST_ONLY.contains(&it.as_str())) {
            refuse(format!("`{it}` is for the host; the app must not carry it"));
        }
        return broken;
    }
    let Some((_, allowed)) = TABLE.iter().find(|it| it.0 == name) else {
        refuse(format!("the crate `{name}` has no row in the import table; add one with its reason"));
        return broken;
    };
    for it in &dependencies {
        let ours = TABLE.iter().any(|row| row.0 == it);
        if ours && !allowed.contains(&it.as_str()) {
            refuse(format!("`{name}` must not depend on `{it}`"));
        }
        if is_pure(name)
            && WORLD.iter().any(|world| {
                it == world || it.starts_with(&format!("{world}-")) || it.starts_with(&format!("{world}_"))
            })
        {
            refuse(format!("`{name}` is pure and must not depend on `{it}`"));
        }
    }
    if manifest.get("lints").and_then(|it| it.get("workspace")) != Some(&toml::Value::Boolean(true)) {
        refuse("`[lints] workspace = true` is missing".into());
    }
    broken
}

/// Names of the packages in a table of dependencies, also those for one target only.
fn names(manifest: &toml::Table, kind: &str) -> Vec<String> {
    let keys = |table: Option<&toml::Value>| -> Vec<String> {
        table.and_then(toml::Value::as_table).map(|it| it.keys().cloned().collect()).unwrap_or_default()
    };
    let mut found = keys(manifest.get(kind));
    if let Some(targets) = manifest.get("target").and_then(toml::Value::as_table) {
        found.extend(targets.values().flat_map(|it| keys(it.get(kind))));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaches(name: &str, dependencies: &str) -> usize {
        let text = format!("{dependencies}\n[lints]\nworkspace = true\n");
        check("Cargo.toml", name, &text.parse().unwrap()).len()
    }

    #[test]
    fn each_row_of_the_table_holds() {
        let table = [
            ("form", "[dependencies]\ncontract.workspace = true\nserde_json = '1'", 0),
            ("form", "[dependencies]\nrules.workspace = true", 1),
            ("rules", "[dependencies]\ntokio = '1'", 1),
            ("rules", "[dependencies]\nweb-sys = '1'\ngloo-net = '1'", 2),
            ("canon", "[dependencies]\nrandom-forest = '1'", 0),
            ("canon", "[dev-dependencies]\nfixtures.workspace = true\nrand = '1'", 0),
            ("client", "[target.'cfg(unix)'.dependencies]\nreqwest = '1'", 1),
            ("hall", "[dependencies]\nclient.workspace = true\naxum = '1'", 1),
            ("esign", "[dependencies]\nink.workspace = true", 0),
            ("novelty", "", 1),
            ("handheld", "[dependencies]\nfixtures.workspace = true\nleptos = '1'", 1),
        ];
        for (name, dependencies, expected) in table {
            assert_eq!(breaches(name, dependencies), expected, "{name}: {dependencies}");
        }
    }

    #[test]
    fn every_crate_takes_the_common_lints() {
        assert_eq!(check("Cargo.toml", "canon", &"[dependencies]".parse().unwrap()).len(), 1);
    }
}
