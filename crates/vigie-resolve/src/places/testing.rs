//! What the tests of places read texts with, without an annotator.

use super::{Gazetteer, Outcome, PlaceMention, Resolved, places};
use vigie_annotate::{Document, Sentence, Upos, Word};
use vigie_text::{Language, Span};

/// A document of one sentence a line, tagged by capitals alone.
pub fn document(text: &str) -> Document {
    let mut doc = Document::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mut words = Vec::new();
        for token in line.split_whitespace() {
            let start = at + (token.as_ptr() as usize - line.as_ptr() as usize);
            let pieces = token.split_inclusive(['\'', '’']);
            let mut from = start;
            for piece in pieces {
                let name = piece.trim_end_matches([',', '.', ')', ':', '?']);
                let open = name.len() - name.trim_start_matches('(').len();
                let cuts = [(0, open), (open, name.len()), (name.len(), piece.len())];
                for (a, b) in cuts.into_iter().filter(|(a, b)| a < b) {
                    words.push(word(text, Span::new(from + a, from + b), words.len()));
                }
                from += piece.len();
            }
        }
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            let span = Word::clone(first).span.cover(last.span);
            doc.sentences.push(Sentence { span, opens_paragraph: true, words, multiwords: Vec::new() });
        }
        at += line.len();
    }
    doc
}

fn word(text: &str, span: Span, index: usize) -> Word {
    let form = span.slice(text);
    let first = form.chars().next();
    let upos = match first {
        Some(c) if c.is_uppercase() && (index > 0 || form.len() > 3) => Upos::Propn,
        Some(c) if c.is_alphanumeric() => Upos::Noun,
        _ => Upos::Punct,
    };
    Word {
        span,
        form: form.into(),
        lemma: form.to_lowercase().into(),
        upos,
        feats: "".into(),
        head: (index > 0).then_some(0),
        deprel: "dep".into(),
        is_doubtful: false,
    }
}

pub fn read(language: Language, text: &str) -> Vec<(String, Option<Resolved>, PlaceMention)> {
    places(text, &document(text), language, Gazetteer::shipped().unwrap())
        .into_iter()
        .map(|m| {
            let resolved = match &m.outcome {
                Outcome::Resolved(r) => Some(r.clone()),
                Outcome::Refused(_) => None,
            };
            (m.span.slice(text).to_owned(), resolved, m)
        })
        .collect()
}
