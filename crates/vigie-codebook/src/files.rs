//! The TOML files inside the program.

use crate::{Error, ErrorKind};
use include_dir::{Dir, include_dir};
use serde::de::DeserializeOwned;
use vigie_text::Language;

static CODEBOOK: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../codebook");
static LEXICON: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../lexicon");

/// A file and its text.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub name: String,
    pub text: &'static str,
}

impl Source {
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, Error> {
        parse(&self.name, self.text)
    }

    pub fn error(&self, kind: ErrorKind) -> Error {
        Error { file: self.name.clone(), line: None, kind }
    }
}

/// Reads TOML; what cannot be read is told with its line.
pub(crate) fn parse<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, Error> {
    toml::from_str(text).map_err(|e| Error {
        file: name.to_owned(),
        line: e.span().map(|span| line_at(text, span.start)),
        kind: ErrorKind::Syntax(e.message().to_owned()),
    })
}

/// The line of a byte, from 1.
pub(crate) fn line_at(text: &str, byte: usize) -> usize {
    text.as_bytes().iter().take(byte).filter(|b| **b == b'\n').count() + 1
}

fn source(root: &str, dir: &'static Dir<'static>, path: &str) -> Result<Source, Error> {
    let name = format!("{root}/{path}");
    match dir.get_file(path).and_then(include_dir::File::contents_utf8) {
        Some(text) => Ok(Source { name, text }),
        None => Err(Error { file: name, line: None, kind: ErrorKind::Missing }),
    }
}

pub(crate) fn codebook(name: &str) -> Result<Source, Error> {
    source("codebook", &CODEBOOK, name)
}

pub(crate) fn lexicon(language: Language, name: &str) -> Result<Source, Error> {
    source("lexicon", &LEXICON, &format!("{language}/{name}"))
}

/// The files of a folder of the lexicon, in alphabetical order.
pub(crate) fn lexicon_folder(language: Language, folder: &str) -> Vec<Source> {
    let mut files: Vec<Source> = LEXICON
        .get_dir(format!("{language}/{folder}"))
        .map(|dir| dir.files().filter_map(|f| source("lexicon", &LEXICON, f.path().to_str()?).ok()).collect())
        .unwrap_or_default();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}
