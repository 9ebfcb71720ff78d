use std::fmt;

/// A codebook or lexicon file that could not be used.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {kind}")]
pub struct Error {
    /// The file, from the project's root.
    pub file: String,
    /// What is wrong with it.
    pub kind: ErrorKind,
}

/// What can be wrong with a codebook file.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// It is not there.
    Missing,
    /// It is not TOML of the expected shape.
    Syntax(String),
    /// An entry names an action that `codebook/actions.toml` does not have.
    UnknownAction(String),
    /// Two actions have one id.
    DuplicateAction(String),
    /// An entry uses a word that its field does not know.
    UnknownWord {
        /// The field.
        field: &'static str,
        /// The word.
        word: String,
    },
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("the file is missing"),
            Self::Syntax(message) => write!(f, "{message}"),
            Self::UnknownAction(id) => write!(f, "action `{id}` is not in codebook/actions.toml"),
            Self::DuplicateAction(id) => write!(f, "action `{id}` stands twice"),
            Self::UnknownWord { field, word } => write!(f, "`{word}` is no {field}"),
        }
    }
}
