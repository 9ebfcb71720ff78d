use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use vigie_text::Span;

/// An article: what a page holds once menus, captions and boxes are gone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Its id: the one it came with, or `ar_` and a hash of its text, title and outlet.
    pub id: String,
    /// Where it was published.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its title, where that is known apart from the text.
    pub title: Option<String>,
    /// Day of publication, `YYYY-MM-DD`.
    pub published: Option<String>,
    /// ISO 639-1 code of its language, where recognised or given.
    pub language: Option<String>,
    /// The body: paragraphs separated by line breaks. Every offset of its reports counts from its start.
    pub text: String,
    /// Links to other articles and dossiers that the page offers, which are no part of the story.
    #[serde(default)]
    pub related: Vec<Related>,
    /// The words that another tagger has found, where the article came with them: then these are resolved and no others.
    #[serde(skip)]
    pub spans: Option<Vec<GivenSpan>>,
}

/// Words of an article as another tagger hands them in, unchecked; a part that is not of its type is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenSpan {
    /// First code point.
    pub start: Option<usize>,
    /// The code point after the last.
    pub end: Option<usize>,
    /// `place`, `actor`, `time` or `quote`.
    pub kind: Option<String>,
}

/// A link or a dossier that an article offers beside its story (`À lire aussi`, `Notre dossier`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// Its words.
    pub text: String,
    /// Where they stand in the article's text, if they do: that part of the text is not coded.
    pub span: Option<Span>,
    /// Where it leads.
    pub url: Option<String>,
}

impl Article {
    /// What makes this article the same as another: SHA-256 of its text, title and outlet, in 64 hexadecimal digits.
    #[must_use]
    pub fn content_hash(&self) -> String {
        let mut hash = Sha256::new();
        for part in [Some(&self.text), self.title.as_ref(), self.outlet.as_ref()] {
            // The length stands before each part, so that no two splits of the same words give the same hash.
            let part = part.map_or("", String::as_str);
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
        hash.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a `String` cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    /// The id of an article that came without one: `ar_` and the first 16 digits of [`Article::content_hash`].
    #[must_use]
    pub fn id_from_content(&self) -> String {
        format!("ar_{}", &self.content_hash()[..16])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_split_differently_are_another_article() {
        let joined = Article { text: "ab".to_owned(), ..Article::default() };
        let split = Article { text: "a".to_owned(), title: Some("b".to_owned()), ..Article::default() };
        assert_ne!(joined.content_hash(), split.content_hash());
        assert_eq!(joined.content_hash().len(), 64);
        assert_eq!(joined.id_from_content().len(), 19);
    }

    #[test]
    fn an_id_does_not_change_between_versions() {
        let article = Article { text: "Mossoul".to_owned(), ..Article::default() };
        assert_eq!(article.id_from_content(), "ar_04ffab08bae7cd8f");
    }
}
