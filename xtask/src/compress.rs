//! Precompressed copies: `.br` (quality 11) and `.gz` (level 9) beside each file of the app.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::failure::Failure;

/// Below this a compressed copy saves less than its own headers cost, in bytes.
const WORTH: usize = 512;

/// Kinds of files that are compressed already.
const DENSE: [&str; 8] = ["br", "gz", "png", "jpg", "jpeg", "webp", "woff2", "zip"];

/// Writes the copies of every file under `folder`.
///
/// # Errors
///
/// When a file cannot be read or written.
pub(crate) fn beside(folder: &Path) -> Result<(), Failure> {
    for entry in fs::read_dir(folder).map_err(Failure::file(folder))? {
        let path = entry.map_err(Failure::file(folder))?.path();
        if path.is_dir() {
            beside(&path)?;
        } else if !is_dense(&path) {
            let bytes = fs::read(&path).map_err(Failure::file(&path))?;
            if bytes.len() >= WORTH {
                write(&path, "br", &brotli(&bytes).map_err(Failure::file(&path))?)?;
                write(&path, "gz", &gzip(&bytes).map_err(Failure::file(&path))?)?;
            }
        }
    }
    Ok(())
}

/// Whether compressing the file again is pointless.
pub(crate) fn is_dense(path: &Path) -> bool {
    path.extension().is_some_and(|it| DENSE.iter().any(|dense| it.eq_ignore_ascii_case(dense)))
}

fn write(path: &Path, suffix: &str, bytes: &[u8]) -> Result<(), Failure> {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    let copy = Path::new(&name);
    fs::write(copy, bytes).map_err(Failure::file(copy))
}

/// RFC 7932, quality 11, window 2²².
pub(crate) fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters)?;
    Ok(compressed)
}

/// RFC 1952, level 9, without a time stamp: the same input gives the same bytes.
pub(crate) fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn both_copies_give_the_bytes_back() {
        let bytes = "办事指南 ".repeat(400).into_bytes();
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &brotli(&bytes).unwrap()[..], &mut unpacked).unwrap();
        assert_eq!(unpacked, bytes);
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&gzip(&bytes).unwrap()[..]).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, bytes);
    }

    #[test]
    fn only_worthwhile_files_get_copies() {
        let folder = std::env::temp_dir().join(format!("xtask-compress-{}", std::process::id()));
        fs::create_dir_all(folder.join("deep")).unwrap();
        fs::write(folder.join("deep/app.css"), "a{} ".repeat(400)).unwrap();
        fs::write(folder.join("tiny.js"), "x").unwrap();
        fs::write(folder.join("icon.png"), [7; 4096]).unwrap();
        beside(&folder).unwrap();
        // A second run must not compress the copies.
        beside(&folder).unwrap();
        let mut names: Vec<_> = [folder.clone(), folder.join("deep")]
            .iter()
            .flat_map(|it| fs::read_dir(it).unwrap())
            .map(|it| it.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(names, ["app.css", "app.css.br", "app.css.gz", "deep", "icon.png", "tiny.js"]);
    }
}
