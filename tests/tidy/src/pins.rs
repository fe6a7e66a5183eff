//! Versions that are written in more than one file and must agree.

use crate::Broken;

/// What pins the tools of the build.
#[derive(Debug, Clone, Copy)]
pub struct Pins<'a> {
    /// `Trunk.toml`.
    pub trunk: &'a toml::Table,
    /// `Cargo.lock`.
    pub lock: &'a toml::Table,
    /// `Cargo.toml` of the workspace.
    pub workspace: &'a toml::Table,
    /// `rust-toolchain.toml`.
    pub toolchain: &'a toml::Table,
    /// `tests/package.json`.
    pub packages: &'a serde_json::Value,
}

/// Disagreements.
#[must_use]
pub fn check(pins: Pins<'_>) -> Vec<Broken> {
    let tool = |name: &str| pins.trunk.get("tools").and_then(|it| it.get(name)).and_then(toml::Value::as_str);
    let mut broken = Vec::new();

    let locked = pins.lock.get("package").and_then(toml::Value::as_array).into_iter().flatten();
    let locked = locked.filter(|it| it.get("name").and_then(toml::Value::as_str) == Some("wasm-bindgen"));
    let locked: Vec<&str> = locked.filter_map(|it| it.get("version")?.as_str()).collect();
    if locked != tool("wasm_bindgen").into_iter().collect::<Vec<_>>() {
        broken.push(Broken::new("Trunk.toml", 0, "[tools] wasm_bindgen is not the one of Cargo.lock"));
    }

    let binaryen = pins.packages.pointer("/devDependencies/binaryen").and_then(serde_json::Value::as_str);
    let wanted = binaryen.and_then(|it| it.split('.').next()).map(|it| format!("version_{it}"));
    if wanted.as_deref() != tool("wasm_opt") {
        broken.push(Broken::new(
            "Trunk.toml",
            0,
            "[tools] wasm_opt is not the binaryen of tests/package.json",
        ));
    }

    let channel =
        pins.toolchain.get("toolchain").and_then(|it| it.get("channel")).and_then(toml::Value::as_str);
    let minimum =
        pins.workspace.get("workspace").and_then(|it| it.get("package")?.get("rust-version")?.as_str());
    let agree = channel.zip(minimum).is_some_and(|(channel, minimum)| {
        channel.strip_prefix(minimum).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    });
    if !agree {
        broken.push(Broken::new(
            "rust-toolchain.toml",
            0,
            "the channel is not the rust-version of Cargo.toml",
        ));
    }
    broken
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(bindgen: &str, opt: &str, channel: &str) -> usize {
        let trunk = format!("[tools]\nwasm_bindgen = '{bindgen}'\nwasm_opt = '{opt}'").parse().unwrap();
        let lock = "[[package]]\nname = 'wasm-bindgen'\nversion = '0.2.130'".parse().unwrap();
        let workspace = "[workspace.package]\nrust-version = '1.95'".parse().unwrap();
        let toolchain = format!("[toolchain]\nchannel = '{channel}'").parse().unwrap();
        let packages = serde_json::json!({"devDependencies": {"binaryen": "132.0.0"}});
        let (trunk, toolchain) = (&trunk, &toolchain);
        check(Pins { trunk, lock: &lock, workspace: &workspace, toolchain, packages: &packages }).len()
    }

    #[test]
    fn versions_agree() {
        let table = [
            ("0.2.130", "version_132", "1.95.0", 0),
            ("0.2.129", "version_132", "1.95.0", 1),
            ("0.2.130", "version_131", "1.95.0", 1),
            ("0.2.130", "version_132", "1.96.0", 1),
            ("0.2.130", "version_132", "1.951.0", 1),
        ];
        for (bindgen, opt, channel, expected) in table {
            assert_eq!(count(bindgen, opt, channel), expected, "{bindgen} {opt} {channel}");
        }
    }
}
