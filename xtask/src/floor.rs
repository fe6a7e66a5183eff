//! `cargo xtask floor`: what an empty app with our framework and router weighs, built as ours is.

use std::fs;

use crate::compress::brotli;
use crate::failure::Failure;
use crate::process;
use crate::repo::Repo;
use crate::tools::WASM;

/// Builds `examples/floor.rs` and prints its bytes.
///
/// # Errors
///
/// When it cannot be built.
pub(crate) fn command(repo: &Repo) -> Result<(), Failure> {
    process::run(repo.command("cargo").args([
        "build",
        "--locked",
        "--release",
        "--target",
        WASM,
        "--example",
        "floor",
    ]))?;
    let out = repo.built("xtask-floor");
    let module = repo.built("wasm32-unknown-unknown/release/examples/floor.wasm");
    let mut bindgen = repo.command("wasm-bindgen");
    bindgen
        .args(["--target", "web", "--no-typescript", "--out-name", "floor", "--out-dir"])
        .arg(&out)
        .arg(&module);
    process::quietly(&mut bindgen)?;
    let (wasm, glue) = (out.join("floor_bg.wasm"), out.join("floor.js"));
    process::quietly(repo.command("wasm-opt").arg("-Oz").arg(&wasm).arg("-o").arg(&wasm))?;
    let mut total = 0;
    println!("       raw     brotli  file");
    for path in [wasm, glue] {
        let bytes = fs::read(&path).map_err(Failure::file(&path))?;
        let packed = brotli(&bytes).map_err(Failure::file(&path))?.len();
        total += packed;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        println!("{:>10} {packed:>10}  {name}", bytes.len());
    }
    println!("{:>10} {total:>10}  = floor", "");
    Ok(())
}
