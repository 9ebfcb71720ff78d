//! What can fail: a model file that is damaged, and CoNLL-U that is not CoNLL-U.

/// Why annotating or reading failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A model file is not one, or is damaged. Shipped models are checked by this crate's tests.
    #[error("the annotation model cannot be read: {what}; rebuild it with train/train.py")]
    Model {
        /// What is wrong, and in which part of the file.
        what: String,
    },
    /// A CoNLL-U file breaks the format.
    #[error("CoNLL-U line {line}: {what}")]
    Conllu {
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
}
