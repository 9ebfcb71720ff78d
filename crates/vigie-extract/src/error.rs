//! What cannot be read, and why.

use std::fmt;

/// Why a file, or a part of it, gives no article. The file's name is the caller's to add.
#[derive(Debug)]
pub struct Error {
    line: Option<usize>,
    kind: ErrorKind,
}

/// The causes.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// There is no byte in it, or nothing but white space.
    #[error("no words in it")]
    Empty,
    /// It is a known format that is no text.
    #[error("{0}, which vigie does not read: give it plain text, HTML or JSON Lines")]
    Format(&'static str),
    /// It is made of bytes that are no text in any character set.
    #[error("not text: give plain text, HTML or JSON Lines")]
    NotText,
    /// It is longer than any article.
    #[error(
        "{what} of more than {limit_mib} MiB: no article is that long, give one article a file or a line"
    )]
    TooLong {
        /// What is too long.
        what: &'static str,
        /// The most that is read.
        limit_mib: usize,
    },
    /// It should be JSON and is not.
    #[error("not a JSON object with `text`: {0}")]
    Json(String),
    /// It is JSON, or a line among JSON Lines, but no object.
    #[error("not a JSON object: {what} must be a JSON object with `text`, such as {{\"text\": \"…\"}}")]
    NotObject {
        /// What should be one.
        what: &'static str,
    },
    /// A JSON object has no `text`.
    #[error("no `text` in this JSON object")]
    NoText,
    /// A date of publication is no date. The article is read without it.
    #[error("`published` is not a date such as 2016-11-21: `{0}` (the article is read without it)")]
    Published(String),
    /// A page holds no article.
    #[error("no article found in this HTML page")]
    NoArticle,
    /// Reading from the source failed.
    #[error("{0}")]
    Read(std::io::Error),
}

impl Error {
    /// The cause.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    /// The line where it stands, from 1, in input that holds an article a line.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.line
    }

    pub(crate) fn at(line: usize, kind: ErrorKind) -> Self {
        Self { line: Some(line), kind }
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self { line: None, kind }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.kind),
            None => write!(f, "{}", self.kind),
        }
    }
}

impl std::error::Error for Error {}
