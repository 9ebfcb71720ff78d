//! Puts the demo articles and the codebook tests into the program, so that `vigie demo` and `vigie codebook check` need no
//! file.

#![allow(clippy::disallowed_methods, reason = "a build script reads files")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    list("demo")?;
    list("tests")
}

/// Writes the list of the files of a folder of the corpus, with their bytes.
fn list(name: &str) -> io::Result<()> {
    let corpus = Path::new(&env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("../../corpus");
    let folder = corpus.join(name);
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<PathBuf> = match fs::read_dir(&folder) {
        Ok(entries) => entries.map(|entry| entry.map(|e| e.path())).collect::<io::Result<_>>()?,
        // A source package without the corpus still builds; the program then says so.
        Err(e) if e.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(e) => return Err(e),
    };
    files.sort();
    let mut list = String::from("&[\n");
    for file in files.iter().filter(|f| f.is_file()) {
        let Some(file_name) = file.file_name().and_then(|n| n.to_str()) else { continue };
        println!("cargo::rerun-if-changed={}", file.display());
        let path = file.canonicalize()?;
        // Writing to a `String` cannot fail.
        let _ = writeln!(list, "    ({file_name:?}, include_bytes!({:?})),", path.display().to_string());
    }
    list.push(']');
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    fs::write(out.join(format!("{name}.rs")), list)
}
