//! What the network sees of a word: rows of one table, chosen by hashes of its form. `train/features.py` is the same.

use std::borrow::Cow;

/// The blocks of the table: name, rows. The order is the one of the trainer.
const FORM: Block = Block { offset: 0, rows: 12_288 };
const PREFIX: Block = Block { offset: FORM.end(), rows: 4096 };
const SUFFIX2: Block = Block { offset: PREFIX.end(), rows: 1024 };
const SUFFIX3: Block = Block { offset: SUFFIX2.end(), rows: 4096 };
const SUFFIX4: Block = Block { offset: SUFFIX3.end(), rows: 6144 };
const SHAPE: Block = Block { offset: SUFFIX4.end(), rows: 512 };

/// Rows that a table must have.
pub const TOTAL: usize = SHAPE.end();

/// Rows summed for a word.
pub const SLOTS: usize = 7;

#[derive(Clone, Copy)]
struct Block {
    offset: usize,
    rows: usize,
}

impl Block {
    const fn end(self) -> usize {
        self.offset + self.rows
    }

    fn row(self, key: &str, seed: u32) -> usize {
        self.offset + hash(key.as_bytes(), seed) as usize % self.rows
    }
}

/// FNV-1a with a seed and a final mix: its low bits are poor for keys of two letters.
pub struct Hasher(u32);

impl Hasher {
    pub fn new(seed: u32) -> Self {
        Self(0x811C_9DC5 ^ seed)
    }

    pub fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        }
    }

    pub fn finish(&self) -> u32 {
        let mut h = self.0;
        h ^= h >> 15;
        h = h.wrapping_mul(0x2C1B_3C6D);
        h ^ (h >> 13)
    }
}

/// The hash of one key.
pub fn hash(bytes: &[u8], seed: u32) -> u32 {
    let mut hasher = Hasher::new(seed);
    hasher.add(bytes);
    hasher.finish()
}

/// Lower case, plain apostrophes, quotes, dashes and spaces: the form under which a word is known.
pub fn fold(form: &str) -> Cow<'_, str> {
    if form.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase() && b != b'`') {
        return Cow::Borrowed(form);
    }
    Cow::Owned(plain(&form.to_lowercase()).into_owned())
}

/// Plain apostrophes, quotes, dashes, bullets and spaces; case is kept.
pub fn plain(form: &str) -> Cow<'_, str> {
    if form.bytes().all(|b| b.is_ascii() && b != b'`') {
        return Cow::Borrowed(form);
    }
    let mut out = String::with_capacity(form.len());
    for c in form.chars() {
        match c {
            '’' | '‘' | 'ʼ' | '′' | '`' => out.push('\''),
            '“' | '”' | '„' => out.push('"'),
            // Dashes, and the marks of a list's items.
            '–' | '—' | '‑' | '‐' | '•' | '‣' | '◦' | '▪' | '●' | '■' => out.push('-'),
            '\u{a0}' | '\u{202f}' | '\u{2009}' => out.push(' '),
            '…' => out.push_str("..."),
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

fn shape(form: &str) -> String {
    let mut out = String::with_capacity(8);
    let (mut last, mut run) = ('\0', 0);
    for c in form.chars() {
        let kind = if c.is_uppercase() {
            'X'
        } else if c.is_lowercase() {
            'x'
        } else if c.is_ascii_digit() {
            'd'
        } else {
            c
        };
        run = if kind == last && !out.is_empty() { run + 1 } else { 1 };
        last = kind;
        if run <= 3 {
            out.push(kind);
        }
    }
    out
}

/// The last `n` characters.
fn tail(text: &str, n: usize) -> &str {
    let start = text.char_indices().rev().nth(n - 1).map_or(0, |(at, _)| at);
    &text[start..]
}

/// The first `n` characters.
fn head(text: &str, n: usize) -> &str {
    let end = text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// The rows of a word.
pub fn rows(form: &str) -> [usize; SLOTS] {
    let mut low = fold(form);
    if low.bytes().any(|b| b.is_ascii_digit()) {
        low = low.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect::<String>().into();
    }
    [
        FORM.row(&low, 1),
        FORM.row(&low, 2),
        PREFIX.row(head(&low, 3), 3),
        SUFFIX2.row(tail(&low, 2), 4),
        SUFFIX3.row(tail(&low, 3), 5),
        SUFFIX4.row(tail(&low, 4), 6),
        SHAPE.row(&shape(form), 7),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_differ_by_case_and_typography_only_in_shape() {
        assert_eq!(fold("L’ÉTAT"), "l'état");
        assert_eq!(shape("Étienne-42"), "Xxxx-dd");
        let (a, b) = (rows("L’"), rows("l'"));
        assert_eq!(a[..6], b[..6]);
        assert_ne!(a[6], b[6]);
    }

    #[test]
    fn affixes_count_characters() {
        assert_eq!((head("été", 3), tail("été", 2), tail("a", 4)), ("été", "té", "a"));
    }
}
