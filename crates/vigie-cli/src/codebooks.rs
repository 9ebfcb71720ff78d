//! The user's own codebooks: files that are laid over the built-in one.

use crate::inputs::reason;
use anyhow::{Context, anyhow};
use clap::Args;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use vigie_codebook::Codebook;

/// A codebook larger than this is some other file: the built-in lexicon of both languages has a fifth of it.
const LARGEST: u64 = 4 << 20;

/// The codebooks that a command goes by.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Codebooks {
    /// Lay your own codebook, a TOML file, over the built-in one (docs/your-own-codebook.md); of several the last is tried first
    #[arg(long = "codebook", value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl Codebooks {
    /// The built-in codebook with these over it.
    pub(crate) fn load(&self) -> anyhow::Result<Codebook> {
        load(&self.files)
    }
}

/// The built-in codebook with these files over it, each over those before it.
pub(crate) fn load(files: &[PathBuf]) -> anyhow::Result<Codebook> {
    let shipped = Codebook::shipped().context("vigie could not start")?;
    files.iter().try_fold(shipped, |book, path| {
        let text = text(path).map_err(|why| anyhow!("{}: {why}", path.display()))?;
        Ok(book.extended(&path.display().to_string(), &text)?)
    })
}

/// The text of a file of the user's, or why it cannot be used.
pub(crate) fn text(path: &Path) -> Result<String, String> {
    let mut file = File::open(path).map_err(|e| reason(&e))?;
    if file.metadata().is_ok_and(|m| m.is_dir()) {
        return Err("a folder, not a file".to_owned());
    }
    // A device or a pipe does not say its size.
    let mut bytes = Vec::new();
    file.by_ref().take(LARGEST + 1).read_to_end(&mut bytes).map_err(|e| reason(&e))?;
    if bytes.len() as u64 > LARGEST {
        return Err(format!(
            "larger than {} MiB: no codebook, actor table or test is so large",
            LARGEST >> 20
        ));
    }
    String::from_utf8(bytes).map_err(|e| {
        let good = String::from_utf8_lossy(&e.as_bytes()[..e.utf8_error().valid_up_to()]);
        format!("line {}: not UTF-8: save the file as UTF-8 text", good.matches('\n').count() + 1)
    })
}
