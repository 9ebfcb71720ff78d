//! Bytes as people hand them in, to articles.

use crate::{Error, ErrorKind, JsonLines, decode, json, page, published, related};
use vigie_schema::Article;

/// The longest text of an article, in bytes. A thick book is shorter; past that, the file is something else, and reading
/// it would take hundreds of megabytes of memory.
pub const MAX_TEXT: usize = 2 << 20;
/// The longest HTML page, JSON file or file of plain text, in bytes.
pub const MAX_PAGE: usize = 16 << 20;
/// The longest line of JSON Lines, in bytes: a text of [`MAX_TEXT`] with every character escaped fits.
pub const MAX_LINE: usize = 32 << 20;

pub(crate) const fn mib(bytes: usize) -> usize {
    bytes >> 20
}

/// How an input holds its articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// One article in plain text.
    Text,
    /// One article in an HTML page.
    Html,
    /// One article, or a list of them, in a JSON text.
    Json,
    /// An article a line.
    JsonLines,
}

/// Endings of file names and what they hold.
const ENDINGS: [(&str, Kind); 11] = [
    ("jsonl", Kind::JsonLines),
    ("ndjson", Kind::JsonLines),
    ("jsonlines", Kind::JsonLines),
    ("json", Kind::Json),
    ("html", Kind::Html),
    ("htm", Kind::Html),
    ("xhtml", Kind::Html),
    ("shtml", Kind::Html),
    ("txt", Kind::Text),
    ("text", Kind::Text),
    ("md", Kind::Text),
];

impl Kind {
    /// What a file name promises; `None` where its ending says nothing.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        ENDINGS.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(ending)).map(|(_, kind)| kind)
    }

    /// What the first bytes of an input show (some kilobytes are enough).
    #[must_use]
    pub fn of_content(head: &[u8]) -> Self {
        let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
        let next = |after: usize| head.get(after..).unwrap_or_default().trim_ascii_start().first();
        match head.first() {
            Some(b'{') if matches!(next(1), Some(b'"' | b'}')) => {
                let is_alone = head[1..].iter().find(|b| !matches!(b, b' ' | b'\t' | b'\r')) == Some(&b'\n');
                if is_alone { Self::Json } else { Self::JsonLines }
            }
            Some(b'[') if next(1) == Some(&b'{') => Self::Json,
            Some(b'<') if looks_like_html(head) => Self::Html,
            _ => Self::Text,
        }
    }

    /// By the name where it says something, else by the content. A `.json` file that holds JSON Lines is read as such.
    #[must_use]
    pub fn of(name: Option<&str>, head: &[u8]) -> Self {
        match name.and_then(Self::of_name) {
            Some(Self::Json) if Self::of_content(head) == Self::JsonLines => Self::JsonLines,
            Some(kind) => kind,
            None => Self::of_content(head),
        }
    }
}

fn looks_like_html(head: &[u8]) -> bool {
    const TAGS: [&str; 17] = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<meta",
        "<title",
        "<article",
        "<main",
        "<section",
        "<div",
        "<p>",
        "<p ",
        "<h1",
        "<h2",
        "<script",
        "<link",
        "<span",
    ];
    let head = head[..head.len().min(2048)].to_ascii_lowercase();
    TAGS.iter().any(|tag| head.windows(tag.len()).any(|window| window == tag.as_bytes()))
}

/// The articles in `bytes`; `name` is the file's name, where it has one. Each thing that cannot be read is an error among
/// the others, in the order of the input. For JSON Lines of any length use [`JsonLines`].
///
/// ```
/// let read = vigie_extract::articles(b"Deux soldats tu\xc3\xa9s \xc3\xa0 Gao.", Some("2012-04-01-gao.txt"));
/// let article = read[0].as_ref().unwrap();
/// assert_eq!(article.text, "Deux soldats tués à Gao.");
/// assert_eq!(article.published.as_deref(), Some("2012-04-01"));
/// ```
#[must_use]
pub fn articles(bytes: &[u8], name: Option<&str>) -> Vec<Result<Article, Error>> {
    if bytes.trim_ascii().is_empty() {
        return vec![Err(ErrorKind::Empty.into())];
    }
    let kind = Kind::of(name, bytes);
    let mut found = match kind {
        Kind::JsonLines => JsonLines::new(bytes).collect(),
        Kind::Json => match whole(bytes, MAX_PAGE, None) {
            Ok(text) => json::articles(&text),
            Err(e) => vec![Err(e.into())],
        },
        Kind::Html => vec![html(bytes).map_err(Error::from)],
        Kind::Text => vec![text(bytes).map_err(Error::from)],
    };
    // A collection is named by the day when it was made, if by any.
    if kind != Kind::JsonLines
        && let Some(day) = name.and_then(published::day_of_file)
    {
        for article in found.iter_mut().flatten() {
            article.published.get_or_insert_with(|| day.clone());
        }
    }
    found
}

fn whole(bytes: &[u8], limit: usize, declared: Option<&str>) -> Result<String, ErrorKind> {
    // Bytes that are no text are told as such, however many.
    let head = &bytes[..bytes.len().min(1 << 16)];
    decode::text(head, declared)?;
    if bytes.len() > limit {
        return Err(ErrorKind::TooLong { what: "a file", limit_mib: mib(limit) });
    }
    let text = decode::text(bytes, declared)?;
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(&text).to_owned())
}

fn html(bytes: &[u8]) -> Result<Article, ErrorKind> {
    let text = whole(bytes, MAX_PAGE, decode::declared(bytes).as_deref())?;
    let mut article = page::article(&text)?;
    if article.text.len() > MAX_TEXT {
        return Err(ErrorKind::TooLong { what: "an article", limit_mib: mib(MAX_TEXT) });
    }
    article.id = article.id_from_content();
    Ok(article)
}

/// A file of plain text is its article's text, its line ends written `\n`.
fn text(bytes: &[u8]) -> Result<Article, ErrorKind> {
    let text = whole(bytes, MAX_TEXT, None)?;
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    if text.trim().is_empty() {
        return Err(ErrorKind::Empty);
    }
    let mut article =
        Article { title: title_of(&text), related: related::in_text(&text), text, ..Article::default() };
    article.id = article.id_from_content();
    Ok(article)
}

/// A first line that is short and has no full stop is a title, if something follows. It stays in the text.
fn title_of(text: &str) -> Option<String> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next()?;
    lines.next()?;
    let is_title = first.chars().count() <= 150
        && first.split_whitespace().count() > 1
        && !first.ends_with(['.', ';', ',', ':', '…']);
    is_title.then(|| first.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::WINDOWS_1252;

    #[test]
    fn the_kind_is_known_by_name_or_by_content() {
        assert_eq!(Kind::of(Some("a/B.HTM"), b"x"), Kind::Html);
        assert_eq!(Kind::of(Some("x.json"), b"{\"text\": \"a\"}\n{\"text\": \"b\"}"), Kind::JsonLines);
        assert_eq!(Kind::of(Some("x.json"), b"{\n\"text\": \"a\"}"), Kind::Json);
        assert_eq!(Kind::of(None, b"\xEF\xBB\xBF {\"text\": \"a\"}"), Kind::JsonLines);
        assert_eq!(Kind::of(None, b"{\r\n  \"text\": \"a\"}"), Kind::Json);
        assert_eq!(Kind::of(None, b"[ {\"text\": \"a\"}]"), Kind::Json);
        assert_eq!(Kind::of(None, b"\n<!DOCTYPE HTML><html>"), Kind::Html);
        assert_eq!(Kind::of(None, b"<< Nous avons gagn\xc3\xa9 >>, dit-il"), Kind::Text);
        assert_eq!(Kind::of(Some("README"), b"[Photo] Texte"), Kind::Text);
    }

    #[test]
    fn plain_text_is_kept_whole_with_its_line_ends_made_one() {
        let read = articles(b"\xEF\xBB\xBFRaqqa sous le feu\r\n\r\nLes combats continuent.\rFin.", None);
        let article = read[0].as_ref().unwrap();
        assert_eq!(article.text, "Raqqa sous le feu\n\nLes combats continuent.\nFin.");
        assert_eq!(article.title.as_deref(), Some("Raqqa sous le feu"));
        assert!(article.id.starts_with("ar_"));
    }

    #[test]
    fn an_html_page_in_latin_1_reads_by_its_declaration() {
        let html = "<html><head><meta charset=iso-8859-1></head><body><p>L'armée est entrée à Gao.</p></body></html>";
        let (bytes, _, _) = WINDOWS_1252.encode(html);
        assert_eq!(articles(&bytes, Some("a.html"))[0].as_ref().unwrap().text, "L'armée est entrée à Gao.");
    }

    #[test]
    fn what_holds_no_words_is_an_error() {
        for (bytes, name) in [(&b""[..], None), (b" \n\t", Some("a.txt")), (b"", Some("a.jsonl"))] {
            assert_eq!(articles(bytes, name)[0].as_ref().unwrap_err().to_string(), "no words in it");
        }
    }

    #[test]
    fn a_file_too_long_to_be_an_article_is_refused() {
        let long = "mot ".repeat(2 << 20);
        let error = articles(long.as_bytes(), Some("a.txt"))[0].as_ref().unwrap_err().to_string();
        assert!(error.starts_with("a file of more than 2 MiB"), "{error}");
    }

    #[test]
    fn the_same_content_has_the_same_id() {
        let id = |bytes: &[u8]| articles(bytes, None)[0].as_ref().unwrap().id.clone();
        assert_eq!(id(b"un texte"), id(b"un texte"));
        assert_ne!(id(b"un texte"), id(b"un autre"));
    }
}
