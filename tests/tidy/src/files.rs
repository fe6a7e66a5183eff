//! The files of the repository.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Folders that are built, downloaded or local; git ignores them.
const IGNORED: [&str; 6] = [".git", "dist", "node_modules", "shots", "target", "tmp"];

/// One text file.
#[derive(Debug, Clone)]
pub struct File {
    /// Its path from the root, with `/`.
    pub path: String,
    /// What it says.
    pub text: String,
}

impl File {
    /// Whether the path ends so.
    #[must_use]
    pub fn is(&self, extension: &str) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, it)| it == extension)
    }

    /// Whether it lies in that folder.
    #[must_use]
    pub fn under(&self, folder: &str) -> bool {
        self.path.strip_prefix(folder).is_some_and(|it| it.starts_with('/'))
    }

    /// Whether it is test code as a whole.
    #[must_use]
    pub fn is_test(&self) -> bool {
        self.path
            .split('/')
            .any(|it| matches!(it, "tests" | "tests.rs" | "testing" | "testing.rs" | "benches"))
    }
}

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.ancestors().nth(2).unwrap_or(own).to_path_buf()
}

/// Every text file of the repository, sorted by path. A file that is not UTF-8 is not text.
///
/// # Errors
///
/// When a folder or file cannot be read.
pub fn read(root: &Path) -> io::Result<Vec<File>> {
    let mut files = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            let path = entry.path();
            if kind.is_dir() {
                if !IGNORED.contains(&entry.file_name().to_string_lossy().as_ref()) {
                    folders.push(path);
                }
            } else if kind.is_file() {
                match fs::read_to_string(&path) {
                    Ok(text) => files.push(File { path: from(root, &path), text }),
                    // Not text, or gone since the folder was listed.
                    Err(error)
                        if matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::NotFound) => {}
                    Err(error) => return Err(error),
                }
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn from(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    relative.components().map(|it| it.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
