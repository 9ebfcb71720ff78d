//! Rare expressions that bound a figure (*pas moins de 5 000*, *no fewer than 30*). The treebanks hardly know them, and at
//! the head of a sentence they break its tree; so the tree is built without them, and they are then hung on the figure.

use crate::{Document, Upos, Word, conventions::Conventions};
use smol_str::SmolStr;

/// Words taken out of a sentence: where they stood.
pub(crate) struct Lifted {
    sentence: usize,
    at: usize,
    words: Vec<Word>,
}

/// Takes the expressions out of the document.
pub(crate) fn lift(conventions: &Conventions, document: &mut Document) -> Vec<Lifted> {
    let mut lifted = Vec::new();
    for (index, sentence) in document.sentences.iter_mut().enumerate() {
        let mut at = 0;
        while at < sentence.words.len() {
            let Some(length) = expression(conventions, &sentence.words[at..]) else {
                at += 1;
                continue;
            };
            let is_whole = !sentence.multiwords.iter().any(|m| m.first < at + length && m.last >= at);
            if !is_whole {
                at += 1;
                continue;
            }
            let words = sentence.words.splice(at..at + length, []).collect();
            for m in sentence.multiwords.iter_mut().filter(|m| m.first >= at) {
                m.first -= length;
                m.last -= length;
            }
            lifted.push(Lifted { sentence: index, at, words });
        }
        // Whatever head a word had is set anew by the analysis.
        for (i, word) in sentence.words.iter_mut().enumerate() {
            word.head = (i > 0).then_some(0);
        }
    }
    lifted
}

/// The length of the expression that the words start with, where a figure follows it.
fn expression(conventions: &Conventions, words: &[Word]) -> Option<usize> {
    conventions.lifted.iter().find_map(|phrase| {
        let length = phrase.len();
        let starts = words.len() > length
            && phrase.iter().zip(words).all(|(p, w)| p.as_str() == w.form.to_lowercase());
        (starts && words[length].form.starts_with(|c: char| c.is_ascii_digit() || c.is_lowercase()))
            .then_some(length)
    })
}

/// Puts them back, each hung on the word that follows it.
pub(crate) fn put_back(document: &mut Document, lifted: Vec<Lifted>) {
    for Lifted { sentence, at, words } in lifted.into_iter().rev() {
        let sentence = &mut document.sentences[sentence];
        let length = words.len();
        for head in sentence.words.iter_mut().filter_map(|w| w.head.as_mut()).filter(|h| **h >= at) {
            *head += length;
        }
        for m in sentence.multiwords.iter_mut().filter(|m| m.first >= at) {
            m.first += length;
            m.last += length;
        }
        let hung = words.into_iter().enumerate().map(|(i, mut word)| {
            word.lemma = SmolStr::from(word.form.to_lowercase());
            word.upos = if i + 1 == length { Upos::Adp } else { Upos::Adv };
            word.head = Some(if i == 0 { at + length } else { at });
            word.deprel = if i == 0 { "advmod" } else { "fixed" }.into();
            word.feats = SmolStr::default();
            word
        });
        sentence.words.splice(at..at, hung);
    }
}

#[cfg(test)]
mod tests {
    use crate::Annotator;
    use vigie_text::Language;

    #[test]
    fn a_bound_hangs_on_its_figure_and_leaves_the_tree_as_it_is() {
        let text = "Pas moins de 5 000 soldats contrôlent cette ville.";
        let document = Annotator::shipped(Language::Fr).unwrap().annotate(text);
        let words = &document.sentences[0].words;
        let forms: Vec<&str> = words.iter().map(|w| w.span.slice(text)).collect();
        assert_eq!(&forms[..5], ["Pas", "moins", "de", "5 000", "soldats"]);
        assert_eq!(words[0].head, Some(3));
        assert_eq!(words[3].head, Some(4));
        assert!(words[4].is("nsubj"), "{:?}", words[4]);
    }
}
