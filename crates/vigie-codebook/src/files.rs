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
        toml::from_str(self.text).map_err(|e| self.error(ErrorKind::Syntax(e.to_string())))
    }

    pub fn error(&self, kind: ErrorKind) -> Error {
        Error { file: self.name.clone(), kind }
    }
}

fn source(root: &str, dir: &'static Dir<'static>, path: &str) -> Result<Source, Error> {
    let name = format!("{root}/{path}");
    match dir.get_file(path).and_then(include_dir::File::contents_utf8) {
        Some(text) => Ok(Source { name, text }),
        None => Err(Error { file: name, kind: ErrorKind::Missing }),
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
