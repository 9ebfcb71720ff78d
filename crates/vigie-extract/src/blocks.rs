//! A page as blocks of text: paragraphs, headings, list items, with the links in them.

use crate::markup::{Token, attribute, tokens};

/// A paragraph, heading, list item or table row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Block {
    /// Its words, white space folded.
    pub text: String,
    /// The address of its first link.
    pub url: Option<String>,
    /// Bytes of `text` that are words of links.
    pub linked: usize,
    /// Words of the links, in order.
    pub links: Vec<String>,
    /// Whether it holds a time stamp (`<time>`).
    pub is_dated: bool,
}

impl Block {
    /// Whether nearly all its words are links.
    pub(crate) fn is_link(&self) -> bool {
        !self.text.is_empty() && self.linked * 5 >= self.text.len() * 4
    }

    /// Whether it is the line that says when a page was published, and by whom: short, with a time stamp and no full stop.
    pub(crate) fn is_dateline(&self) -> bool {
        self.is_dated && self.text.chars().count() <= 160 && !self.text.ends_with('.')
    }
}

/// What of a page to leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Scripts, forms' controls and captions.
    Everything,
    /// Also menus, side columns, headers, footers and forms, by their element names.
    Body,
}

/// Elements whose words are never text of the page.
const SILENT: [&str; 14] = [
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "math",
    "iframe",
    "object",
    "button",
    "select",
    "textarea",
    "head",
    "figcaption",
    "title",
];

/// Elements that hold what surrounds an article.
const AROUND: [&str; 6] = ["nav", "aside", "footer", "header", "form", "menu"];

/// Elements that do not break a line.
const INLINE: [&str; 38] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "img", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// The blocks of `html`, in order.
pub(crate) fn blocks(html: &str, scope: Scope) -> Vec<Block> {
    let mut found = Builder::default();
    let mut silenced: Option<(String, usize)> = None;
    for token in tokens(html) {
        if let Some((name, depth)) = &mut silenced {
            match token {
                Token::Start { name: n, .. } if n == *name => *depth += 1,
                Token::End { name: n } if n == *name => {
                    *depth -= 1;
                    if *depth == 0 {
                        silenced = None;
                    }
                }
                _ => {}
            }
            continue;
        }
        match token {
            Token::Start { name, attributes } => {
                if SILENT.contains(&&*name) || scope == Scope::Body && AROUND.contains(&&*name) {
                    if !attributes.ends_with('/') {
                        silenced = Some((name.into_owned(), 1));
                    }
                    found.close();
                } else if name == "br" {
                    found.line_break();
                } else if name == "td" || name == "th" {
                    found.push(" ");
                } else if name == "time" {
                    found.block.is_dated = true;
                } else if name == "a" {
                    found.open_link(attribute(attributes, "href").as_deref());
                } else if !INLINE.contains(&&*name) {
                    found.close();
                }
            }
            Token::End { name } => {
                if name == "a" {
                    found.close_link();
                } else if !INLINE.contains(&&*name) && name != "td" && name != "th" {
                    found.close();
                }
            }
            Token::Text(text) => found.push(&html_escape::decode_html_entities(text)),
            Token::Raw(_) => {}
        }
    }
    found.close();
    found.blocks
}

#[derive(Default)]
struct Builder {
    blocks: Vec<Block>,
    block: Block,
    /// Start in `block.text` of the link that is open, and its address.
    link: Option<(usize, Option<String>)>,
    breaks: usize,
}

impl Builder {
    fn push(&mut self, text: &str) {
        if self.breaks > 0 && !text.trim_ascii().is_empty() {
            self.settle_breaks();
        }
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}') {
                if !self.block.text.is_empty() && !self.block.text.ends_with(' ') {
                    self.block.text.push(' ');
                }
            } else if c != '\0' {
                self.block.text.push(c);
            }
        }
    }

    fn line_break(&mut self) {
        self.breaks += 1;
        self.push(" ");
    }

    /// Two line breaks, or one after the end of a sentence, part paragraphs; one in mid-sentence is only the page's layout.
    fn settle_breaks(&mut self) {
        let ends = self.block.text.trim_end().ends_with(['.', '!', '?', '…', '»', '"', '”', ':', ';']);
        if self.breaks > 1 || ends {
            self.close();
        }
        self.breaks = 0;
    }

    fn open_link(&mut self, url: Option<&str>) {
        if self.breaks > 0 {
            self.settle_breaks();
        }
        self.close_link();
        self.link = Some((self.block.text.len(), url.map(str::to_owned)));
    }

    fn close_link(&mut self) {
        if let Some((start, url)) = self.link.take() {
            let words = self.block.text.get(start..).unwrap_or_default();
            if !words.trim().is_empty() {
                self.block.linked += words.trim().len();
                self.block.links.push(words.trim().to_owned());
                if self.block.url.is_none() {
                    self.block.url = url;
                }
            }
        }
    }

    fn close(&mut self) {
        self.breaks = 0;
        // A link may hold blocks (`<a><h3>…</h3><p>…</p></a>`): it goes on in the next.
        let link = self.link.clone();
        self.close_link();
        let mut block = std::mem::take(&mut self.block);
        block.text.truncate(block.text.trim_end().len());
        if !block.text.is_empty() {
            self.blocks.push(block);
        }
        self.link = link.map(|(_, url)| (0, url));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<String> {
        blocks(html, Scope::Everything).into_iter().map(|b| b.text).collect()
    }

    #[test]
    fn paragraphs_are_blocks_and_inline_tags_are_not() {
        assert_eq!(
            texts("<h1>Titre</h1><p>Les <b>forces</b>\n irakiennes<p>avancent&nbsp;: <i>ici</i>.</p>"),
            ["Titre", "Les forces irakiennes", "avancent\u{a0}: ici."]
        );
    }

    #[test]
    fn scripts_and_captions_say_nothing() {
        assert_eq!(
            texts("<p>a</p><script>var x='<p>b</p>'</script><figcaption>Photo</figcaption>c"),
            ["a", "c"]
        );
    }

    #[test]
    fn a_line_break_parts_paragraphs_only_where_a_sentence_ends() {
        assert_eq!(texts("Un.<br>Deux<br/>mots<br><br>Trois"), ["Un.", "Deux mots", "Trois"]);
    }

    #[test]
    fn links_are_counted() {
        let got = blocks(
            "<li><a href='/x'>Raqqa, le dossier</a></li><p>Un <a href=y>mot</a> du texte</p>",
            Scope::Body,
        );
        assert!(got[0].is_link() && got[0].url.as_deref() == Some("/x"));
        assert!(!got[1].is_link() && got[1].links == ["mot"]);
    }

    #[test]
    fn menus_are_left_out_of_the_body() {
        let html = "<nav><ul><li>Accueil</ul></nav><p>Texte</p><footer>©</footer>";
        assert_eq!(blocks(html, Scope::Body).len(), 1);
        assert_eq!(blocks(html, Scope::Everything).len(), 3);
    }
}
