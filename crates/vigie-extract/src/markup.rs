//! HTML as a flat run of tags and text, read once from left to right.
//!
//! Everything here is linear in the page and recurses nowhere. Parsers that build the standard's tree are quadratic in
//! the depth of nesting (100 000 nested `<div>` take minutes, or the stack); [`tame`] makes a page safe for one.

use std::borrow::Cow;

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// `<name attributes>`.
    Start { name: Cow<'a, str>, attributes: &'a str },
    /// `</name>`.
    End { name: Cow<'a, str> },
    /// Text with its entities as written.
    Text(&'a str),
    /// What stands in a script, a style sheet or another element whose content is no markup.
    Raw(&'a str),
}

/// Elements whose content is not markup.
const RAW: [&str; 7] = ["script", "style", "textarea", "title", "xmp", "noembed", "noframes"];

/// Elements that have no content and no end tag.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// The pieces of `html`, in order.
pub(crate) fn tokens(html: &str) -> Tokens<'_> {
    Tokens { html, at: 0, raw: None }
}

/// See [`tokens`].
pub(crate) struct Tokens<'a> {
    html: &'a str,
    at: usize,
    raw: Option<&'static str>,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.raw.take() {
            let rest = &self.html[self.at..];
            let end = end_of_raw(rest, name);
            self.at += end;
            if end > 0 {
                return Some(Token::Raw(&rest[..end]));
            }
        }
        loop {
            let rest = &self.html[self.at..];
            if rest.is_empty() {
                return None;
            }
            let text = text_before_tag(rest);
            if text > 0 {
                self.at += text;
                return Some(Token::Text(&rest[..text]));
            }
            if let Some(end) = length_of_comment(rest) {
                self.at += end;
                continue;
            }
            let (token, length) = tag(rest);
            self.at += length;
            let Some(token) = token else { continue };
            if let Token::Start { name, .. } = &token {
                self.raw = RAW.into_iter().find(|raw| raw == name);
            }
            return Some(token);
        }
    }
}

/// The bytes before the next thing that is a tag or a comment.
fn text_before_tag(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    rest.match_indices('<')
        .map(|(at, _)| at)
        .find(|at| match bytes.get(at + 1) {
            Some(b'/') => bytes.get(at + 2).is_some_and(u8::is_ascii_alphabetic),
            Some(next) => next.is_ascii_alphabetic() || matches!(next, b'!' | b'?'),
            None => false,
        })
        .unwrap_or(rest.len())
}

fn length_of_comment(rest: &str) -> Option<usize> {
    let (open, close) = if rest.starts_with("<!--") {
        (4, "-->")
    } else if rest.starts_with("<!") || rest.starts_with("<?") {
        (2, ">")
    } else {
        return None;
    };
    Some(rest[open..].find(close).map_or(rest.len(), |end| open + end + close.len()))
}

/// The tag at the start of `rest` and its length; a tag that never ends swallows the rest, as in a browser.
fn tag(rest: &str) -> (Option<Token<'_>>, usize) {
    let bytes = rest.as_bytes();
    let is_end = bytes.get(1) == Some(&b'/');
    let from = if is_end { 2 } else { 1 };
    let name_end = bytes[from..]
        .iter()
        .position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'))
        .map_or(bytes.len(), |n| from + n);
    let mut quote = None;
    let mut previous = b' ';
    let mut close = None;
    for (i, &b) in bytes.iter().enumerate().skip(name_end) {
        match quote {
            Some(q) if b == q => quote = None,
            // A quote only opens a value: elsewhere (`<p class"a>`) it is a mistake of the page.
            None if matches!(b, b'"' | b'\'') && previous == b'=' => quote = Some(b),
            None if b == b'>' => {
                close = Some(i);
                break;
            }
            Some(_) | None => {}
        }
        if !b.is_ascii_whitespace() {
            previous = b;
        }
    }
    let Some(close) = close else { return (None, rest.len()) };
    let name = lower(&rest[from..name_end]);
    let token = if is_end {
        Token::End { name }
    } else {
        Token::Start { name, attributes: rest[name_end..close].trim_end_matches('/') }
    };
    (Some(token), close + 1)
}

fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

fn end_of_raw(rest: &str, name: &str) -> usize {
    rest.match_indices("</")
        .map(|(at, _)| at)
        .find(|at| {
            rest.as_bytes()
                .get(at + 2..at + 2 + name.len())
                .is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()))
        })
        .unwrap_or(rest.len())
}

/// The value of attribute `name`, entities decoded.
pub(crate) fn attribute<'a>(attributes: &'a str, name: &str) -> Option<Cow<'a, str>> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        // A name may begin with `=`, as the standard has it.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let key_end = rest[first..]
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/'))
            .map_or(rest.len(), |n| first + n);
        let key = &rest[..key_end];
        rest = rest[key_end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            (value, rest) = match after.chars().next() {
                Some(q @ ('"' | '\'')) => match after[1..].find(q) {
                    Some(end) => (&after[1..=end], &after[end + 2..]),
                    None => (&after[1..], ""),
                },
                _ => after.split_at(after.find(|c: char| c.is_ascii_whitespace()).unwrap_or(after.len())),
            };
        }
        if key.eq_ignore_ascii_case(name) {
            return Some(html_escape::decode_html_entities(value));
        }
    }
}

/// The deepest nesting that is kept; browsers stop at 512.
const MAX_DEPTH: usize = 256;
/// The most tags that a page may have to be parsed into a tree. Long live blogs have some 30 000.
const MAX_TAGS: usize = 150_000;
/// The most character references.
const MAX_REFERENCES: usize = 150_000;
/// The most attributes of one tag, and their bytes (pictures are sometimes written into them).
const MAX_ATTRIBUTES: usize = 200;
const MAX_ATTRIBUTE_BYTES: usize = 1 << 18;

/// Elements whose end tag is implied by the next one of the kind: unclosed, they do not nest.
const UNNESTED: [&str; 12] =
    ["p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup"];

/// The page with tags nested too deeply, and attributes without end, taken out; `None` where the page is so large that
/// no tree should be built from it.
pub(crate) fn tame(html: &str) -> Option<Cow<'_, str>> {
    let references = html.bytes().filter(|b| *b == b'&').count();
    if references > MAX_REFERENCES {
        return None;
    }
    let mut tags = 0usize;
    let mut depth = Depth::default();
    let mut is_wild = false;
    for token in tokens(html) {
        match token {
            Token::Start { name, attributes } => {
                tags += 1;
                is_wild |= !depth.open(&name) || has_too_much(attributes);
            }
            Token::End { name } => {
                tags += 1;
                depth.close(&name);
            }
            Token::Text(_) | Token::Raw(_) => {}
        }
    }
    if tags > MAX_TAGS {
        return None;
    }
    Some(if is_wild { Cow::Owned(flattened(html)) } else { Cow::Borrowed(html) })
}

fn has_too_much(attributes: &str) -> bool {
    attributes.len() > MAX_ATTRIBUTE_BYTES
        || attributes.len() > MAX_ATTRIBUTES
            && attributes.split_ascii_whitespace().count().max(attributes.matches('=').count())
                > MAX_ATTRIBUTES
}

fn flattened(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut depth = Depth::default();
    for token in tokens(html) {
        match token {
            Token::Start { name, attributes } => {
                if !depth.open(&name) {
                    kept.push(' ');
                    continue;
                }
                kept.push('<');
                kept.push_str(&name);
                if !has_too_much(attributes) {
                    kept.push_str(attributes);
                }
                kept.push('>');
            }
            Token::End { name } => {
                if depth.close(&name) {
                    kept.push_str("</");
                    kept.push_str(&name);
                    kept.push('>');
                }
            }
            Token::Text(text) | Token::Raw(text) => kept.push_str(text),
        }
    }
    kept
}

/// The elements open at a point of the page.
#[derive(Default)]
struct Depth {
    open: Vec<String>,
    /// Elements refused because too many were open, and not yet closed.
    refused: usize,
}

impl Depth {
    /// Opens an element; false where it lies too deep.
    fn open(&mut self, name: &str) -> bool {
        if VOID.contains(&name) || UNNESTED.contains(&name) {
            return true;
        }
        if self.open.len() >= MAX_DEPTH {
            self.refused += 1;
            return false;
        }
        self.open.push(name.to_owned());
        true
    }

    /// Closes an element; false where it is one that was refused.
    fn close(&mut self, name: &str) -> bool {
        if VOID.contains(&name) || UNNESTED.contains(&name) {
            return true;
        }
        if self.refused > 0 {
            self.refused -= 1;
            return false;
        }
        if let Some(at) = self.open.iter().rposition(|open| open == name) {
            self.open.truncate(at);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tags_text_and_scripts_come_in_order() {
        let html = "<!DOCTYPE html><P class=\"a>b\">1 < 2<!-- <b> --><script>if (a<b) {}</script>fin</p>";
        let got: Vec<_> = tokens(html).collect();
        assert_eq!(
            got,
            [
                Token::Start { name: "p".into(), attributes: " class=\"a>b\"" },
                Token::Text("1 < 2"),
                Token::Start { name: "script".into(), attributes: "" },
                Token::Raw("if (a<b) {}"),
                Token::End { name: "script".into() },
                Token::Text("fin"),
                Token::End { name: "p".into() },
            ]
        );
    }

    #[test]
    fn attributes_are_found_however_they_are_quoted() {
        let attributes = " checked data-x='1' HREF = /a?b=c title=\"l&#39;&eacute;t&eacute; &amp; l'hiver\"";
        assert_eq!(attribute(attributes, "href").as_deref(), Some("/a?b=c"));
        assert_eq!(attribute(attributes, "title").as_deref(), Some("l'été & l'hiver"));
        assert_eq!(attribute(attributes, "data-x").as_deref(), Some("1"));
        assert_eq!(attribute(attributes, "checked").as_deref(), Some(""));
        assert_eq!(attribute(attributes, "x"), None);
    }

    #[test]
    fn nesting_is_cut_and_the_words_stay() {
        let html = "<div>".repeat(100_000) + "mots" + &"</div>".repeat(100_000);
        let tamed = flattened(&html);
        assert_eq!(tamed.matches("<div>").count(), MAX_DEPTH);
        assert_eq!(tamed.matches("</div>").count(), MAX_DEPTH);
        assert!(tamed.contains("mots"));
        assert!(tame(&html).is_none(), "and so many tags are not parsed at all");
    }

    #[test]
    fn a_page_of_ordinary_shape_is_left_as_it_is() {
        assert!(matches!(tame("<div><p>un<p>deux</div>"), Some(Cow::Borrowed(_))));
    }

    proptest! {
        #[test]
        fn no_input_stops_the_tokenizer(html in "[<>/!a-z \"'=é-]{0,200}") {
            for token in tokens(&html) {
                if let Token::Start { attributes, .. } = token {
                    let _ = attribute(attributes, "href");
                }
            }
            let _ = tame(&html);
        }
    }
}
