//! One sentence's tree with its dependents at hand.

use smol_str::SmolStr;
use std::{borrow::Cow, ops::Range};
use vigie_annotate::{Sentence, Upos, Word};
use vigie_text::Span;

/// A tree in which the dependents of a word are found without a search.
pub(crate) struct Tree<'a> {
    pub sentence: &'a Sentence,
    /// Dependents of all words, those of word `i` at `starts[i]..starts[i + 1]`.
    dependents: Vec<u32>,
    starts: Vec<u32>,
    vocabulary: Vocabulary,
}

/// The word's form in lower case. Most words are so already, and cost nothing.
pub(crate) fn lower(word: &Word) -> Cow<'_, str> {
    if word.form.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(&word.form);
    }
    Cow::Owned(word.form.to_lowercase())
}

/// The same with straight apostrophes.
pub(crate) fn straight(word: &Word) -> Cow<'_, str> {
    let lower = lower(word);
    if lower.contains('’') { Cow::Owned(lower.replace('’', "'")) } else { lower }
}

/// Which lemmas and forms a sentence may have: a filter by their first and last bytes and lengths, for most expressions of the
/// lexicon are asked for in sentences that lack their words. It may say yes where the word is not there, never no where it is.
#[derive(Default)]
struct Vocabulary([u64; 16]);

impl Vocabulary {
    fn place(word: &str) -> (usize, u64) {
        let bytes = word.as_bytes();
        let byte = |b: Option<&u8>| usize::from(b.copied().unwrap_or(0).to_ascii_lowercase());
        let hash = byte(bytes.first()) * 37 + byte(bytes.last()) * 101 + bytes.len() * 13;
        (hash / 64 % 16, 1 << (hash % 64))
    }

    fn add(&mut self, word: &str) {
        let (at, bit) = Self::place(word);
        self.0[at] |= bit;
    }

    fn may_have(&self, word: &str) -> bool {
        let (at, bit) = Self::place(word);
        self.0[at] & bit != 0
    }
}

impl<'a> Tree<'a> {
    pub fn new(sentence: &'a Sentence) -> Self {
        let n = sentence.words.len();
        let mut starts = vec![0u32; n + 1];
        for head in sentence.words.iter().filter_map(|w| w.head) {
            starts[head + 1] += 1;
        }
        for i in 0..n {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut dependents = vec![0u32; starts[n] as usize];
        for (i, word) in sentence.words.iter().enumerate() {
            if let Some(head) = word.head {
                dependents[next[head] as usize] = i as u32;
                next[head] += 1;
            }
        }
        let mut vocabulary = Vocabulary::default();
        for word in &sentence.words {
            vocabulary.add(&word.lemma);
            vocabulary.add(&word.form);
        }
        Self { sentence, dependents, starts, vocabulary }
    }

    pub fn len(&self) -> usize {
        self.sentence.words.len()
    }

    pub fn words(&self) -> Range<usize> {
        0..self.len()
    }

    /// Whether the sentence may have a word of this lemma, or of this form in whatever ASCII case.
    pub fn may_have(&self, word: &str) -> bool {
        self.vocabulary.may_have(word)
    }

    pub fn word(&self, word: usize) -> &'a Word {
        &self.sentence.words[word]
    }

    pub fn lemma(&self, word: usize) -> &'a str {
        self.word(word).lemma.as_str()
    }

    /// Direct dependents, in text order.
    pub fn kids(&self, word: usize) -> impl DoubleEndedIterator<Item = usize> + Clone + '_ {
        self.dependents[self.starts[word] as usize..self.starts[word + 1] as usize]
            .iter()
            .map(|k| *k as usize)
    }

    /// Direct dependents by that relation, with or without a subtype.
    pub fn kids_by<'t>(&'t self, word: usize, relation: &'t str) -> impl Iterator<Item = usize> + Clone + 't {
        self.kids(word).filter(move |k| self.word(*k).is(relation))
    }

    pub fn kid_by(&self, word: usize, relation: &str) -> Option<usize> {
        self.kids_by(word, relation).next()
    }

    pub fn has(&self, word: usize, relation: &str) -> bool {
        self.kid_by(word, relation).is_some()
    }

    pub fn head(&self, word: usize) -> Option<usize> {
        self.word(word).head
    }

    /// Heads from the word's own up to the root.
    pub fn ancestors(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.head(word), |w| self.head(*w)).take(self.len())
    }

    /// Whether the words from `start` on are these, by form or lemma.
    pub fn reads(&self, start: usize, words: &[SmolStr]) -> bool {
        words.iter().enumerate().all(|(i, wanted)| {
            let word = self.sentence.words.get(start + i);
            word.is_some_and(|w| w.form.to_lowercase() == wanted.as_str() || w.lemma == *wanted)
        })
    }

    /// Whether `word` is `top` or hangs below it.
    pub fn is_below(&self, word: usize, top: usize) -> bool {
        word == top || self.ancestors(word).any(|a| a == top)
    }

    /// The adposition that introduces the word, by lemma.
    pub fn case(&self, word: usize) -> Option<&'a str> {
        self.case_word(word).map(|k| self.lemma(k))
    }

    /// The adposition that introduces the word; of several (`jusqu'à`, `de près de`), the first.
    pub fn case_word(&self, word: usize) -> Option<usize> {
        self.kids_by(word, "case").find(|k| *k < word || self.word(*k).upos == Upos::Adp)
    }

    /// The word and what is coordinated with it.
    pub fn conjuncts(&self, word: usize) -> Vec<usize> {
        let mut all = vec![word];
        let mut next = 0;
        while next < all.len() && all.len() < 32 {
            let of = all[next];
            all.extend(self.kids_by(of, "conj"));
            next += 1;
        }
        all.sort_unstable();
        all
    }

    /// The first of the words that this one is coordinated with, itself where it is the first.
    pub fn first_conjunct(&self, word: usize) -> usize {
        let mut at = word;
        while self.word(at).is("conj") {
            match self.head(at) {
                Some(head) => at = head,
                None => break,
            }
        }
        at
    }

    /// Bytes of all words below `top`.
    pub fn span_below(&self, top: usize) -> Span {
        self.words()
            .filter(|w| self.is_below(*w, top))
            .fold(self.word(top).span, |s, w| s.cover(self.word(w).span))
    }

    pub fn is_participle(&self, word: usize) -> bool {
        self.word(word).feature("VerbForm") == Some("Part")
    }

    pub fn is_finite(&self, word: usize) -> bool {
        let finite = |w: usize| self.word(w).feature("VerbForm") == Some("Fin");
        finite(word)
            || self.kids(word).any(|k| (self.word(k).is("aux") || self.word(k).is("cop")) && finite(k))
    }

    /// Mood and tense of the clause: those of its first auxiliary, else of the verb itself.
    pub fn finite_word(&self, word: usize) -> Option<usize> {
        let is_finite = |w: &usize| self.word(*w).feature("VerbForm") == Some("Fin");
        self.kids(word)
            .filter(|k| self.word(*k).is("aux") || self.word(*k).is("cop"))
            .find(is_finite)
            .or_else(|| Some(word).filter(is_finite))
    }

    /// The noun that a relative pronoun of this clause stands for: the head of the nearest relative clause above.
    pub fn antecedent(&self, pronoun: usize) -> Option<usize> {
        std::iter::once(pronoun)
            .chain(self.ancestors(pronoun))
            .find(|w| self.word(*w).is("acl") && (self.word(*w).deprel.ends_with("relcl") || *w != pronoun))
            .and_then(|w| self.head(w))
    }

    /// Whether the noun points at something known: a definite article or a demonstrative.
    pub fn is_definite(&self, noun: usize) -> bool {
        self.kids_by(noun, "det").any(|k| {
            let w = self.word(k);
            w.feature("Definite") == Some("Def") || w.feature("PronType") == Some("Dem")
        })
    }

    /// Whether the noun has a possessive.
    pub fn is_possessed(&self, noun: usize) -> bool {
        self.kids(noun).any(|k| self.word(k).feature("Poss") == Some("Yes"))
    }
}
