//! The one printer: standard output, its width and its colours.

use anstyle::{AnsiColor, Style};
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write, stdout};

/// Titles.
pub(crate) const TITLE: Style = Style::new().bold();
/// What is beside the point.
pub(crate) const FAINT: Style = Style::new().dimmed();
/// Words of an article.
pub(crate) const WORDS: Style = AnsiColor::Cyan.on_default();
/// What was coded.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default();
/// What was not.
pub(crate) const BAD: Style = AnsiColor::Yellow.on_default();

/// The width that tables have where no terminal says it.
const WIDTH: usize = 120;

/// Standard output.
pub(crate) struct Printer {
    out: BufWriter<StdoutLock<'static>>,
    is_terminal: bool,
    has_colours: bool,
    width: usize,
}

impl Printer {
    /// Locks standard output. Colours are used on a terminal unless `NO_COLOR` is set.
    pub(crate) fn new() -> Self {
        let out = stdout();
        let is_terminal = out.is_terminal();
        let has_colours = anstream::AutoStream::choice(&out) != anstream::ColorChoice::Never;
        let told = std::env::var("COLUMNS").ok().and_then(|n| n.parse().ok());
        let measured = terminal_size::terminal_size_of(&out).map(|(width, _)| usize::from(width.0));
        let width = measured.or(told).unwrap_or(WIDTH).clamp(60, 240);
        Self { out: BufWriter::new(out.lock()), is_terminal, has_colours, width }
    }

    /// Columns of the terminal.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// Prints a text as it is, and on a terminal without control characters other than tabs and line breaks.
    pub(crate) fn raw(&mut self, text: &str) -> io::Result<()> {
        if self.is_terminal {
            let pieces: Vec<String> = text.split_inclusive(['\n', '\t']).map(clean_piece).collect();
            self.out.write_all(pieces.concat().as_bytes())
        } else {
            self.out.write_all(text.as_bytes())
        }
    }

    /// Prints a line.
    pub(crate) fn line(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(clean(text).as_bytes())?;
        self.out.write_all(b"\n")
    }

    /// Prints a line of pieces, each in its style.
    pub(crate) fn styled(&mut self, pieces: &[(Style, &str)]) -> io::Result<()> {
        for (style, text) in pieces {
            let text = clean(text);
            if self.has_colours && *style != Style::new() {
                write!(self.out, "{style}{text}{style:#}")?;
            } else {
                self.out.write_all(text.as_bytes())?;
            }
        }
        self.out.write_all(b"\n")
    }

    /// Sends what was printed on its way: after each article on a terminal, where somebody waits.
    pub(crate) fn settle(&mut self) -> io::Result<()> {
        if self.is_terminal { self.out.flush() } else { Ok(()) }
    }

    /// Sends everything.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The text without what could change a terminal's state or the order of its letters: control characters (a tab and a
/// line break become a space) and marks that override the direction of writing.
pub(crate) fn clean(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\t' | '\n' | '\r' => Some(' '),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => None,
            c if c.is_control() => None,
            c => Some(c),
        })
        .collect()
}

/// As [`clean`], but for the tab or line break that ends the piece.
fn clean_piece(piece: &str) -> String {
    match piece.as_bytes().last() {
        Some(&last @ (b'\n' | b'\t')) => {
            clean(&piece[..piece.len() - 1]) + if last == b'\n' { "\n" } else { "\t" }
        }
        _ => clean(piece),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_cannot_drive_the_terminal() {
        assert_eq!(clean("a\u{1b}[31mb\u{7}\tc\u{9b}2J\u{202e}d"), "a[31mb c2Jd");
    }
}
