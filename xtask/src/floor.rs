//! `cargo xtask floor`: what an empty app with our framework and router weighs, built as ours is.

use std::fs;

use crate::compress::brotli;
use crate::example;
use crate::failure::Failure;
use crate::repo::Repo;

/// Builds `examples/floor.rs` and prints its bytes.
///
/// # Errors
///
/// When it cannot be built.
pub(crate) fn command(repo: &Repo) -> Result<(), Failure> {
    let out = repo.built("xtask-floor");
    let (wasm, glue) = (example::release(repo, "floor", &out)?, out.join("floor.js"));
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
