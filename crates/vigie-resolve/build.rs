//! Packs the actor table: an analyst writes TOML, of which the parsing cost half of every start; the program reads it packed.

#![allow(clippy::disallowed_methods, reason = "a build script reads files")]

#[path = "src/actors/file.rs"]
#[expect(dead_code, reason = "the program reads what is packed here")]
mod file;

use serde::{Serialize, de::DeserializeOwned};
use std::{env, error::Error, fs, path::Path};

/// The files that hold any of the kinds of block.
const FILES: [&str; 5] = ["offices", "groups", "organisations", "persons", "alliances"];

fn main() {
    let packed =
        pack::<file::States>("states").and_then(|()| FILES.into_iter().try_for_each(pack::<file::File>));
    if let Err(wrong) = packed {
        println!("cargo::error={wrong}");
    }
}

/// Packs a file of `resources/actors`; what is no TOML of this shape stops the build, with its line.
fn pack<T: Serialize + DeserializeOwned>(name: &str) -> Result<(), Box<dyn Error>> {
    let path =
        Path::new(&env::var("CARGO_MANIFEST_DIR")?).join(format!("../../resources/actors/{name}.toml"));
    println!("cargo::rerun-if-changed={}", path.display());
    let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let file: T = toml::from_str(&text).map_err(|e| {
        let line = e.span().map_or(0, |at| text[..at.start].matches('\n').count()) + 1;
        format!("resources/actors/{name}.toml: line {line}: {}", e.message().trim())
    })?;
    let packed = Path::new(&env::var("OUT_DIR")?).join(format!("{name}.packed"));
    Ok(fs::write(packed, postcard::to_allocvec(&file)?)?)
}
