use std::{io, path::Path};
use thiserror::Error;

/// What can go wrong while the resolver gets its own resources ready. Articles never cause an error: what cannot be
/// resolved in them is a refusal with its reason.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// A gazetteer's file is not one that this version reads.
    #[error("{file}: {reason}; build it anew with `vigie gazetteer build`")]
    Gazetteer {
        /// The file.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A line of a table that a gazetteer is built from cannot be used.
    #[error("{file}, line {line}: {reason}")]
    Line {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// A file could not be read or written.
    #[error("{file}: {reason}")]
    File {
        /// The file.
        file: String,
        /// What the system says.
        reason: String,
    },
    /// A file of the actor table says something that cannot be used.
    #[error("{file}: {}{reason}", line.map(|line| format!("line {line}: ")).unwrap_or_default())]
    Actors {
        /// The file: from the project's root, or as the user calls it.
        file: String,
        /// The line, from 1, where it is known.
        line: Option<usize>,
        /// What is wrong with it, and what to do.
        reason: String,
    },
    /// A file of the lexicon or of the resources says something that cannot be used.
    #[error("{file}: {reason}; correct the file and try again")]
    Resource {
        /// The file, from the project's root.
        file: &'static str,
        /// What is wrong with it.
        reason: String,
    },
}

impl Error {
    /// What the system says of a file, in a user's words.
    pub(crate) fn file(path: &Path, error: &io::Error) -> Self {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => "no such file or folder".to_owned(),
            io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
            _ => error.to_string(),
        };
        Self::File { file: path.display().to_string(), reason }
    }
}
