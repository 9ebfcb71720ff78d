use std::fmt;

/// A codebook or lexicon file that could not be used.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {}{kind}", place(*.line))]
pub struct Error {
    /// The file: from the project's root, or as the user calls it.
    pub file: String,
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong with it.
    pub kind: ErrorKind,
}

fn place(line: Option<usize>) -> String {
    line.map(|line| format!("line {line}: ")).unwrap_or_default()
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
    /// It uses a word that its field does not know.
    UnknownWord {
        /// What the word should be.
        field: &'static str,
        /// The word.
        word: String,
        /// What to write instead.
        hint: String,
    },
    /// Something that must be said is not, or something is said that cannot be.
    Wrong(String),
}

/// A list of at most this many words is told whole.
const SHORT: usize = 20;

impl ErrorKind {
    /// An unknown word, with the known one that is nearest, or all of them where they are few.
    pub(crate) fn unknown<'a>(
        field: &'static str,
        word: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let mut known: Vec<&str> = known.into_iter().collect();
        let hint = match nearest(word, &known) {
            Some(near) => format!("; did you mean `{near}`?"),
            None if known.is_empty() => "; there is none here".to_owned(),
            None if known.len() <= SHORT => {
                known.sort_unstable();
                format!("; it may be {}", known.join(", "))
            }
            None => String::new(),
        };
        Self::UnknownWord { field, word: word.to_owned(), hint }
    }
}

/// The known word that is spelt most like `word`, if one is spelt like it.
#[must_use]
pub fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let allowed = (word.chars().count() / 3).clamp(1, 3);
    let low = word.to_lowercase();
    let distance = |k: &str| strsim::damerau_levenshtein(&low, &k.to_lowercase());
    known.iter().map(|k| (distance(k), *k)).filter(|(d, _)| *d <= allowed).min().map(|(_, k)| k)
}

/// The parser's message, with the field that was perhaps meant: it names the unknown one first and the known ones after it.
fn with_hint(message: &str) -> String {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let (Some(word), known) = (quoted.next(), quoted.collect::<Vec<_>>()) else { return message.to_owned() };
    match nearest(word, &known) {
        Some(near) if message.starts_with("unknown") => format!("{message}; did you mean `{near}`?"),
        _ => message.to_owned(),
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("the file is missing"),
            Self::Syntax(message) => f.write_str(&with_hint(message)),
            Self::UnknownAction(id) => write!(f, "action `{id}` is not in codebook/actions.toml"),
            Self::DuplicateAction(id) => write!(f, "action `{id}` stands twice"),
            Self::UnknownWord { field, word, hint } => write!(f, "`{word}` is no {field}{hint}"),
            Self::Wrong(what) => f.write_str(what),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_word_is_told_with_the_one_that_was_meant() {
        assert_eq!(nearest("objet", &["subject", "object", "clause"]), Some("object"));
        assert_eq!(nearest("verbes", &["verbs", "nouns"]), Some("verbs"));
        assert_eq!(nearest("zzz", &["verbs", "nouns"]), None);
        assert_eq!(
            with_hint("unknown field `verb`, expected one of `verbs`, `nouns`"),
            "unknown field `verb`, expected one of `verbs`, `nouns`; did you mean `verbs`?"
        );
        assert_eq!(with_hint("missing field `action`"), "missing field `action`");
    }
}
