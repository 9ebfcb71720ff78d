//! Text to annotated document, for one language.

use crate::{
    Document, Error, MultiWord, Sentence, Upos, Word,
    boundary::{Boundaries, Paragraph},
    bounds,
    contraction::Contractions,
    conventions::Conventions,
    embed::{fold, hash},
    encoder::Encoder,
    lemma::Lemmatiser,
    model::Sections,
    parse,
    sentences::{paragraphs, sentences},
    tokens::{Token, tokens},
};
use smol_str::SmolStr;
use std::{iter, ops::Range, sync::OnceLock};
use vigie_text::{Language, Span};

/// Words that go through the network together. More would leave the processor's cache, fewer would waste its width.
const BATCH: usize = 384;

/// Words of a sentence that are made a tree together; what is longer (never from [`Annotator::annotate`]) is cut and
/// the pieces are hung on the first one's root.
const LONGEST_TREE: usize = 600;

/// Cuts and analyses the text of one language.
pub struct Annotator {
    language: Language,
    name: String,
    conventions: Conventions,
    contractions: Contractions,
    boundaries: Boundaries,
    encoder: Encoder,
    lemmatiser: Lemmatiser,
    feats: Vec<SmolStr>,
    deprels: Vec<SmolStr>,
}

impl Annotator {
    /// The annotator of `language` that ships with vigie, read on first use (under 30 milliseconds) and kept.
    pub fn shipped(language: Language) -> Result<&'static Self, Error> {
        static FRENCH: OnceLock<Result<Annotator, Error>> = OnceLock::new();
        static ENGLISH: OnceLock<Result<Annotator, Error>> = OnceLock::new();
        let (slot, file): (_, &'static [u8]) = match language {
            Language::Fr => (&FRENCH, include_bytes!("../../../models/fr.vgm")),
            Language::En => (&ENGLISH, include_bytes!("../../../models/en.vgm")),
        };
        slot.get_or_init(|| Self::read(language, file)).as_ref().map_err(Clone::clone)
    }

    fn read(language: Language, file: &'static [u8]) -> Result<Self, Error> {
        let sections = Sections::of(file)?;
        if sections.meta("language")? != language.code() {
            return Err(Error::Model { what: format!("it is not for {language}") });
        }
        let list = |name| sections.lines(name).map(|l| l.into_iter().map(SmolStr::new).collect::<Vec<_>>());
        let annotator = Self {
            language,
            name: format!("{language}-{}-{:08x}", sections.meta("version")?, hash(file, 0)),
            conventions: Conventions::shipped(language)?,
            contractions: Contractions::read(&sections)?,
            boundaries: Boundaries::read(&sections)?,
            encoder: Encoder::read(&sections)?,
            lemmatiser: Lemmatiser::read(&sections)?,
            feats: list("feats")?,
            deprels: list("deprels")?,
        };
        let classes = [annotator.feats.len(), annotator.lemmatiser.scripts(), annotator.deprels.len()];
        if annotator.encoder.classes() != classes {
            return Err(Error::Model { what: "its lists and its heads are not of one length".into() });
        }
        Ok(annotator)
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// Language, version and digest of the model, for provenance (`fr-2026.1-0f3a9c1e`).
    #[must_use]
    pub fn model_name(&self) -> &str {
        &self.name
    }

    /// The lemma that the model's dictionary gives a form as that part of speech; `None` where the network decides.
    #[must_use]
    pub fn known_lemma(&self, form: &str, upos: Upos) -> Option<SmolStr> {
        self.lemmatiser.known(form, upos)
    }

    /// Sentences, words, lemmas, features and trees of `text`. A line of the text is a paragraph.
    #[must_use]
    pub fn annotate(&self, text: &str) -> Document {
        let mut document = self.segment(text);
        let lifted = bounds::lift(&self.conventions, &mut document);
        let mut document = self.analyse(document);
        bounds::put_back(&mut document, lifted);
        document
    }

    /// Sentences and words only; parts of speech are [`Upos::X`] and every word hangs on the first.
    #[must_use]
    pub fn segment(&self, text: &str) -> Document {
        let mut out = Vec::new();
        for paragraph in paragraphs(text) {
            let tokens = tokens(&self.conventions, text, paragraph.start, paragraph.end);
            let words = self.paragraph(text, &tokens);
            for (n, range) in sentences(&self.conventions, &words, text, &tokens).into_iter().enumerate() {
                let mut sentence = self.words(text, &tokens[range]);
                sentence.opens_paragraph = n == 0;
                out.push(sentence);
            }
        }
        Document { sentences: out }
    }

    /// A paragraph's tokens, looked at for where sentences end.
    pub(crate) fn paragraph<'a>(&'a self, text: &'a str, tokens: &[Token]) -> Paragraph<'a> {
        self.boundaries.paragraph(&self.lemmatiser, text, tokens)
    }

    /// Analyses the given words anew: lemmas, parts of speech, features and trees are replaced; forms, spans and
    /// sentences stay.
    #[must_use]
    pub fn analyse(&self, mut document: Document) -> Document {
        let mut pending = document.sentences.as_mut_slice();
        while !pending.is_empty() {
            let mut words = pending[0].words.len();
            let mut n = 1;
            while n < pending.len() && words + pending[n].words.len() <= BATCH {
                words += pending[n].words.len();
                n += 1;
            }
            let (batch, rest) = pending.split_at_mut(n);
            self.batch(batch);
            pending = rest;
        }
        document
    }

    /// A sentence's words from its tokens, contractions resolved.
    fn words(&self, text: &str, tokens: &[Token]) -> Sentence {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return Sentence::default() };
        let mut sentence = Sentence { span: first.span.cover(last.span), ..Sentence::default() };
        for (i, token) in tokens.iter().enumerate() {
            let form = token.of(text);
            let parts: Option<[SmolStr; 2]> = if let Some(at) = token.divided_at {
                let (a, b) = form.split_at(at - token.span.start as usize);
                Some([a.into(), b.into()])
            } else {
                self.contraction(text, tokens, i, form)
            };
            let mut push = |form: SmolStr| sentence.words.push(blank(token.span, form));
            if let Some(parts) = parts {
                parts.into_iter().for_each(&mut push);
                let last = sentence.words.len() - 1;
                sentence.multiwords.push(MultiWord { first: last - 1, last, span: token.span });
            } else {
                push(form.into());
            }
        }
        for word in sentence.words.iter_mut().skip(1) {
            word.head = Some(0);
        }
        sentence
    }

    /// The two words of *du* or *aux*, written with the token's capitals.
    fn contraction(&self, text: &str, tokens: &[Token], i: usize, form: &str) -> Option<[SmolStr; 2]> {
        // No contraction is longer, and most tokens need not be folded.
        if form.len() > 12 || self.conventions.contractions.is_empty() {
            return None;
        }
        let low = fold(form);
        let [a, b] = self.conventions.contractions.get(low.as_ref())?;
        if self.conventions.ambiguous.contains(low.as_ref()) {
            let speaks = |t: &&Token| !matches!(t.of(text), "\"" | "«" | "»" | "“" | "”");
            let mut before = tokens[..i].iter().rev().filter(speaks).map(|t| fold(t.of(text)));
            let mut after = tokens[i + 1..].iter().filter(speaks).map(|t| fold(t.of(text)));
            let (b1, b2) = (before.next().unwrap_or_default(), before.next().unwrap_or_default());
            let (a1, a2) = (after.next().unwrap_or_default(), after.next().unwrap_or_default());
            if !self.contractions.contracts(&self.lemmatiser, &low, [&b2, &b1, &a1, &a2]) {
                return None;
            }
        }
        if !form.starts_with(char::is_uppercase) {
            return Some([a.clone(), b.clone()]);
        }
        if form.chars().all(char::is_uppercase) {
            return Some([a.to_uppercase().into(), b.to_uppercase().into()]);
        }
        let mut letters = a.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        Some([first, b.clone()])
    }

    /// Runs the network over some sentences and writes what it says into their words.
    fn batch(&self, sentences: &mut [Sentence]) {
        let mut bounds: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        for sentence in sentences.iter() {
            let end = at + sentence.words.len();
            while end - at > LONGEST_TREE {
                bounds.push(at..at + LONGEST_TREE);
                at += LONGEST_TREE;
            }
            bounds.push(at..end);
            at = end;
        }
        let forms: Vec<&str> = sentences.iter().flat_map(|s| &s.words).map(|w| w.form.as_str()).collect();
        let encoded = self.encoder.encode(forms.iter().copied(), &bounds);
        let tags = self.encoder.tags(&encoded);
        let mut lemmas: Vec<Option<SmolStr>> =
            iter::zip(&forms, &tags).map(|(form, (upos, _))| self.lemmatiser.known(form, *upos)).collect();
        let unknown: Vec<usize> = (0..lemmas.len()).filter(|i| lemmas[*i].is_none()).collect();
        for (i, script) in iter::zip(&unknown, self.encoder.scripts(&encoded, &unknown)) {
            lemmas[*i] = Some(self.lemmatiser.by_script(forms[*i], tags[*i].0, script));
        }
        let mut trees = Vec::with_capacity(forms.len());
        let mut doubts = Vec::with_capacity(forms.len());
        for bound in &bounds {
            let arcs = self.encoder.arcs(&encoded, bound.clone());
            let heads = parse::tree(&arcs);
            doubts.extend(parse::doubts(&arcs, &heads));
            let labels = self.encoder.labels(&encoded, bound.clone(), &heads);
            trees.extend(iter::zip(heads, labels).map(|(head, label)| (head, label, bound.start)));
        }
        let mut start = 0;
        for sentence in sentences {
            let mut root = None;
            let words = sentence.words.len();
            for (i, word) in sentence.words.iter_mut().enumerate() {
                let at = start + i;
                let (upos, feats) = tags[at];
                let (head, label, piece) = trees[at];
                word.upos = upos;
                word.feats = self.feats[feats].clone();
                word.lemma = lemmas[at].take().unwrap_or_else(|| word.form.clone());
                word.head = head.map(|h| h + piece - start).or(root);
                word.deprel = match (head, root) {
                    // The format keeps `root` for the root; the heads are chosen before the relations, and rarely clash.
                    (Some(_), _) if self.deprels[label] == "root" => SmolStr::new_static("dep"),
                    (Some(_), _) => self.deprels[label].clone(),
                    (None, None) => SmolStr::new_static("root"),
                    (None, Some(_)) => SmolStr::new_static("parataxis"),
                };
                word.is_doubtful = doubts[at];
                if head.is_none() {
                    root = root.or(Some(i));
                }
            }
            start += words;
        }
    }
}

fn blank(span: Span, form: SmolStr) -> Word {
    Word {
        span,
        lemma: form.clone(),
        form,
        upos: Upos::X,
        feats: SmolStr::default(),
        head: None,
        deprel: SmolStr::new_static("dep"),
        is_doubtful: false,
    }
}
