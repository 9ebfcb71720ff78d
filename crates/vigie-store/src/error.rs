//! What a store can refuse.

use std::path::PathBuf;

/// Why a store could not be used.
#[derive(Debug, thiserror::Error)]
#[error("{}: {kind}", path.display())]
pub struct Error {
    path: PathBuf,
    #[source]
    kind: ErrorKind,
}

/// The causes.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// There is no file of that name.
    #[error("no such store; `vigie read … --store FILE` makes one")]
    Missing,
    /// The file is no `SQLite` file.
    #[error("not a vigie store (it is no SQLite file)")]
    NotSqlite,
    /// The file is an `SQLite` file of another program.
    #[error("an SQLite file, but not a vigie store")]
    NotStore,
    /// The store was made by a newer vigie.
    #[error(
        "this store has format {found}, made by a newer vigie (this one knows {known}): use the newer vigie"
    )]
    Newer {
        /// The format of the file.
        found: i64,
        /// The newest format that this program knows.
        known: i64,
    },
    /// The disk is full, the file is locked or may not be written…
    #[error("{0}")]
    Sqlite(#[source] rusqlite::Error),
    /// A record in it cannot be read back.
    #[error("report `{id}` cannot be read back: {cause}")]
    Record {
        /// The report.
        id: String,
        /// What is wrong with it.
        cause: serde_json::Error,
    },
}

impl Error {
    pub(crate) fn new(path: &std::path::Path, kind: ErrorKind) -> Self {
        Self { path: path.to_owned(), kind }
    }

    /// The cause.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }
}

impl From<rusqlite::Error> for ErrorKind {
    fn from(error: rusqlite::Error) -> Self {
        if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) {
            Self::NotSqlite
        } else {
            Self::Sqlite(error)
        }
    }
}
