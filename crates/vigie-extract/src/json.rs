//! JSON Lines (an article a line) and JSON files of one article or a list of them.

use crate::input::{MAX_LINE, MAX_TEXT, mib};
use crate::{Error, ErrorKind, decode, page, published, related};
use serde::Deserialize;
use serde_json::Value;
use std::collections::VecDeque;
use std::io::BufRead;
use vigie_schema::{Article, GivenSpan};

/// An article as people hand it in. Other fields are ignored.
#[derive(Deserialize)]
struct Given {
    text: Option<String>,
    title: Option<String>,
    published: Option<Value>,
    outlet: Option<String>,
    url: Option<String>,
    #[serde(alias = "language")]
    lang: Option<String>,
    id: Option<Value>,
    spans: Option<Value>,
}

/// Reads JSON Lines one line at a time, in constant memory: a line that cannot be read gives an error with its number, and the
/// reading goes on. Blank lines are passed over.
///
/// ```
/// let lines = "{\"text\": \"Un soldat tué à Gao.\", \"id\": \"a1\"}\nnot json\n";
/// let read: Vec<_> = vigie_extract::JsonLines::new(lines.as_bytes()).collect();
/// assert_eq!(read[0].as_ref().unwrap().id, "a1");
/// assert_eq!(read[1].as_ref().unwrap_err().line(), Some(2));
/// ```
pub struct JsonLines<R> {
    reader: R,
    line: usize,
    buffer: Vec<u8>,
    /// Bytes consumed so far.
    consumed: u64,
    pending: VecDeque<Result<Article, Error>>,
    is_over: bool,
}

impl<R: BufRead> JsonLines<R> {
    /// Reads from `reader`.
    pub fn new(reader: R) -> Self {
        Self { reader, line: 0, buffer: Vec::new(), consumed: 0, pending: VecDeque::new(), is_over: false }
    }

    /// How many bytes have been read.
    pub fn consumed(&self) -> u64 {
        self.consumed
    }

    /// Reads the next line into the buffer; false where it is longer than [`MAX_LINE`], and then it is passed over.
    fn read_line(&mut self) -> std::io::Result<bool> {
        self.buffer.clear();
        let mut fits = true;
        loop {
            let available = match self.reader.fill_buf() {
                Ok(available) => available,
                Err(e) if e.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(e),
            };
            if available.is_empty() {
                self.is_over = true;
                return Ok(fits);
            }
            let end = available.iter().position(|b| *b == b'\n');
            let used = end.map_or(available.len(), |end| end + 1);
            if fits {
                self.buffer.extend_from_slice(&available[..used]);
                if self.buffer.len() > MAX_LINE {
                    fits = false;
                    self.buffer = Vec::new();
                }
            }
            self.reader.consume(used);
            self.consumed += used as u64;
            if end.is_some() {
                return Ok(fits);
            }
        }
    }
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = Result<Article, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.pending.pop_front() {
                return Some(found);
            }
            if self.is_over {
                return None;
            }
            self.line += 1;
            match self.read_line() {
                Err(e) => {
                    self.is_over = true;
                    return Some(Err(Error::at(self.line, ErrorKind::Read(e))));
                }
                Ok(false) => {
                    let kind = ErrorKind::TooLong { what: "a line", limit_mib: mib(MAX_LINE) };
                    return Some(Err(Error::at(self.line, kind)));
                }
                Ok(true) => {
                    let line = self.line;
                    self.pending.extend(
                        read_line(&self.buffer).into_iter().map(|r| r.map_err(|kind| Error::at(line, kind))),
                    );
                }
            }
        }
    }
}

/// The article of a line, and before it what is wrong with it; nothing for a blank line.
fn read_line(bytes: &[u8]) -> Vec<Result<Article, ErrorKind>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii();
    if bytes.is_empty() {
        return Vec::new();
    }
    let text = match decode::text(bytes, None) {
        Ok(text) => text,
        Err(e) => return vec![Err(e)],
    };
    if !text.starts_with('{') {
        return vec![Err(ErrorKind::NotObject { what: "a line" })];
    }
    match serde_json::from_str::<Given>(&text) {
        Ok(given) => read_given(given),
        Err(e) => vec![Err(ErrorKind::Json(without_line(&e)))],
    }
}

/// The articles of a whole JSON text: one object, a list of them, or several objects one after the other.
pub(crate) fn articles(text: &str) -> Vec<Result<Article, Error>> {
    let mut found = Vec::new();
    for value in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
        match value {
            Ok(Value::Array(all)) => all.into_iter().for_each(|one| found.extend(read_value(one))),
            Ok(one) => found.extend(read_value(one)),
            Err(e) => found.push(Err(Error::at(e.line(), ErrorKind::Json(without_line(&e))))),
        }
    }
    found
}

fn read_value(value: Value) -> Vec<Result<Article, Error>> {
    if !value.is_object() {
        return vec![Err(ErrorKind::NotObject { what: "an article" }.into())];
    }
    match serde_json::from_value::<Given>(value) {
        Ok(given) => read_given(given).into_iter().map(|r| r.map_err(Error::from)).collect(),
        Err(e) => vec![Err(ErrorKind::Json(e.to_string()).into())],
    }
}

fn read_given(given: Given) -> Vec<Result<Article, ErrorKind>> {
    let Some(text) = given.text else { return vec![Err(ErrorKind::NoText)] };
    if text.len() > MAX_TEXT {
        return vec![Err(ErrorKind::TooLong { what: "an article", limit_mib: mib(MAX_TEXT) })];
    }
    let mut found = Vec::new();
    let filled = |s: Option<String>| s.filter(|s| !s.trim().is_empty());
    let published = match given.published {
        None | Some(Value::Null) => None,
        Some(Value::String(stamp)) if stamp.trim().is_empty() => None,
        Some(stamp) => {
            let stamp = stamp.as_str().map_or_else(|| stamp.to_string(), str::to_owned);
            let day = published::day(&stamp);
            if day.is_none() {
                found.push(Err(ErrorKind::Published(stamp)));
            }
            day
        }
    };
    let id = match given.id {
        Some(Value::String(id)) if !id.is_empty() => Some(id),
        Some(id @ Value::Number(_)) => Some(id.to_string()),
        _ => None,
    };
    let mut article = Article {
        id: String::new(),
        url: filled(given.url),
        outlet: filled(given.outlet),
        title: filled(given.title),
        published,
        language: given.lang.as_deref().and_then(page::language),
        related: related::in_text(&text),
        spans: given.spans.filter(|s| !s.is_null()).map(|s| spans(&s)),
        text,
    };
    article.id = id.unwrap_or_else(|| article.id_from_content());
    found.push(Ok(article));
    found
}

/// Spans as they are handed in: who resolves them says what is wrong with them.
fn spans(given: &Value) -> Vec<GivenSpan> {
    given.as_array().map_or_else(|| vec![GivenSpan::default()], |all| all.iter().map(span).collect())
}

fn span(value: &Value) -> GivenSpan {
    let offset = |name: &str| value.get(name).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
    GivenSpan {
        start: offset("start"),
        end: offset("end"),
        kind: value.get("kind").and_then(Value::as_str).map(str::to_owned),
    }
}

/// The parser's message without its line: the line of the file is told already.
fn without_line(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.split_once(" at line ") {
        Some((what, _)) => format!("{what} (column {})", error.column()),
        None => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[u8]) -> Vec<Result<Article, Error>> {
        JsonLines::new(lines).collect()
    }

    #[test]
    fn the_text_is_kept_exactly_as_given() {
        let got =
            read(br#"{"text": " a\r\nb\t\u00e9 ", "id": 7, "lang": "fr-FR", "spans": [1], "outlet": ""}"#);
        let article = got[0].as_ref().unwrap();
        assert_eq!(article.text, " a\r\nb\té ");
        assert_eq!((article.id.as_str(), article.language.as_deref()), ("7", Some("fr")));
        assert_eq!(article.outlet, None, "an empty string is an unknown");
    }

    #[test]
    fn a_bad_line_does_not_stop_the_others() {
        let got = read(b"\n{\"text\": \"un\"}\n{\"text\": \"deu\n{}\n[1]\n{\"text\": \"cinq\"}");
        let seen: Vec<_> = got
            .iter()
            .map(|r| match r {
                Ok(article) => article.text.clone(),
                Err(e) => e.to_string(),
            })
            .collect();
        assert_eq!(seen.len(), 5, "{seen:?}");
        assert_eq!((seen[0].as_str(), seen[4].as_str()), ("un", "cinq"));
        assert!(seen[1].starts_with("line 3: not a JSON object"), "{}", seen[1]);
        assert_eq!(seen[2], "line 4: no `text` in this JSON object");
        assert!(seen[3].starts_with("line 5: not a JSON object"), "{}", seen[3]);
    }

    #[test]
    fn what_is_json_but_no_object_is_told_in_plain_words() {
        for line in ["[]", "42", "\"texte\"", "null", "[1, 2, 3, 4, 5, 6, 7]"] {
            let said = read(line.as_bytes())[0].as_ref().unwrap_err().to_string();
            assert!(said.contains("a line must be a JSON object with `text`"), "{said}");
            assert!(!said.contains("Given"), "{said}");
        }
        let said = articles("[42]")[0].as_ref().unwrap_err().to_string();
        assert!(said.contains("an article must be a JSON object with `text`"), "{said}");
    }

    #[test]
    fn a_date_that_is_none_is_told_and_the_article_is_read_without() {
        let got = read("{\"text\": \"x\", \"published\": \"hier\"}".as_bytes());
        assert!(got[0].as_ref().unwrap_err().to_string().contains("`hier`"));
        assert_eq!(got[1].as_ref().unwrap().published, None);
    }

    #[test]
    fn a_line_in_latin_1_reads_right() {
        let got =
            read(b"{\"text\": \"L'arm\xe9e est entr\xe9e \xe0 Gao, a d\xe9clar\xe9 le g\xe9n\xe9ral\"}\n");
        assert_eq!(got[0].as_ref().unwrap().text, "L'armée est entrée à Gao, a déclaré le général");
    }

    #[test]
    fn a_line_without_end_is_refused_and_the_next_is_read() {
        let mut lines = vec![b'x'; MAX_LINE + 10];
        lines.extend(b"\n{\"text\": \"un\"}");
        let got = read(&lines);
        assert!(got[0].as_ref().unwrap_err().to_string().starts_with("line 1: a line of more than"));
        assert_eq!(got[1].as_ref().unwrap().text, "un");
    }

    #[test]
    fn a_json_file_may_hold_one_article_or_a_list() {
        for text in ["{\n \"text\": \"un\"\n}", "[{\"text\": \"un\"}]"] {
            assert_eq!(articles(text)[0].as_ref().unwrap().text, "un");
        }
        assert_eq!(articles("{\"text\": \n").len(), 1);
    }
}
