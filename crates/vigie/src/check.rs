//! Entries of a codebook that no article can meet, and entries that no article of a collection has met.

use crate::{Error, Reading};
use smol_str::SmolStr;
use std::collections::BTreeSet;
use vigie_annotate::{Annotator, Upos};
use vigie_codebook::{Codebook, Doubt, Entry, Finding, Heading, Lexicon, Part};
use vigie_coder::Outcome;
use vigie_text::Language;

/// All that is doubtful in the entries of `codebook` from `layer` up (0: the built-in ones too, 1: only the user's own),
/// errors first.
pub fn findings(codebook: &Codebook, layer: u8) -> Result<Vec<Finding>, Error> {
    let mut found: Vec<Finding> = codebook.findings().into_iter().filter(|f| f.layer >= layer).collect();
    for language in Language::ALL {
        let annotator = Annotator::shipped(language)?;
        let lexicon = &codebook.language(language).lexicon;
        for Heading { head, part, entries } in lexicon.headings() {
            let own = entries.iter().filter(|e| lexicon.sense(e.sense).layer >= layer);
            let mut lemma = None;
            for entry in own {
                let sense = lexicon.sense(entry.sense);
                let mut tell = |doubt, why| {
                    found.push(Finding::new(doubt, language, part, entry, sense, why));
                };
                if let Some(other) = lemma.get_or_insert_with(|| other_lemma(annotator, lexicon, head, part))
                {
                    tell(Doubt::Lemma, format!("no word has the lemma `{head}`: {other}"));
                }
                if let Some(word) = function_word(annotator, entry) {
                    tell(
                        Doubt::FunctionWord,
                        format!("leave out `{word}`: only content words stand in entries"),
                    );
                }
            }
        }
    }
    found.sort_by_key(|f| (!f.doubt.is_error(), f.doubt));
    Ok(found)
}

/// Sentences that show a word as a verb or a noun.
fn carriers(language: Language, part: Part) -> [&'static str; 3] {
    match (language, part) {
        (Language::Fr, Part::Verb) => {
            ["Ils veulent {}.", "Ils vont {} la ville.", "Ils ont décidé de se {}."]
        }
        (Language::Fr, Part::Noun) => ["Il y a eu un {}.", "La {} a eu lieu hier.", "Des {} ont eu lieu."],
        (Language::En, Part::Verb) => ["They want to {}.", "They will {} the city.", "They {} it."],
        (Language::En, Part::Noun) => ["There was a {}.", "The {} took place.", "Several {} took place."],
    }
}

/// What the annotator makes of a head under which no word is ever looked up; `None` where one is. Nouns are looked up by
/// their form too, if nothing stands under their lemma (`pourparlers`).
fn other_lemma(annotator: &Annotator, lexicon: &Lexicon, head: &str, part: Part) -> Option<String> {
    let is_found = |upos, lemma: &str| match part {
        Part::Verb => upos == Upos::Verb && lemma == head,
        Part::Noun => {
            matches!(upos, Upos::Noun | Upos::Propn) && (lemma == head || lexicon.nouns(lemma).is_empty())
        }
    };
    let upos = if part == Part::Verb { Upos::Verb } else { Upos::Noun };
    if annotator.known_lemma(head, upos).is_some_and(|lemma| is_found(upos, &lemma)) {
        return None;
    }
    let mut other = None;
    for carrier in carriers(annotator.language(), part) {
        let document = annotator.annotate(&carrier.replace("{}", head));
        let mut words = document.sentences.iter().flat_map(|s| &s.words);
        if let Some(word) = words.find(|w| w.form == head) {
            if is_found(word.upos, &word.lemma) {
                return None;
            }
            let kind = word.upos.code();
            other.get_or_insert_with(|| format!("the annotator reads it as `{}` ({kind})", word.lemma));
        }
    }
    Some(other.unwrap_or_else(|| "the annotator cuts it into several words".to_owned()))
}

/// A word of the expression, beside its head, that is a determiner, or in French a preposition: the coder passes over them.
fn function_word<'a>(annotator: &Annotator, entry: &'a Entry) -> Option<&'a SmolStr> {
    let is = |word: &str, upos| annotator.known_lemma(word, upos).is_some();
    let is_one_of = |word: &str, uposes: &[Upos]| uposes.iter().any(|u| is(word, *u));
    let is_french = annotator.language() == Language::Fr;
    // `la une` is a noun, but in an entry it is the article.
    let is_determiner = |w: &str| is(w, Upos::Det) && !is_one_of(w, &[Upos::Verb, Upos::Adj, Upos::Adv]);
    let is_preposition = |w: &str| {
        is_french && is(w, Upos::Adp) && !is_one_of(w, &[Upos::Noun, Upos::Verb, Upos::Adj, Upos::Adv])
    };
    let is_name = |w: &str| w.starts_with(char::is_uppercase);
    entry.others.iter().find(|w| !is_name(w) && (is_determiner(w) || is_preposition(w)))
}

/// The entries that some article was coded by.
#[derive(Debug, Default)]
pub struct Coverage(BTreeSet<(SmolStr, SmolStr)>);

impl Coverage {
    /// Counts in what an article was coded by.
    pub fn add(&mut self, reading: &Reading) {
        let coded = reading.explanations.iter().filter(|e| matches!(e.outcome, Outcome::Coded(_)));
        self.0.extend(coded.map(|e| (e.origin.clone(), e.entry.clone())));
    }

    /// Whether an article was coded by the entry.
    fn has(&self, origin: &SmolStr, entry: &Entry) -> bool {
        self.0.contains(&(origin.clone(), entry.text.clone()))
    }

    /// Of the entries of `language` from `layer` up: how many there are, and where those stand and how they are written that
    /// no article was coded by.
    #[must_use]
    pub fn missing(
        &self,
        codebook: &Codebook,
        language: Language,
        layer: u8,
    ) -> (usize, Vec<(SmolStr, SmolStr)>) {
        let lexicon = &codebook.language(language).lexicon;
        let (mut all, mut missing) = (0, Vec::new());
        for entry in lexicon.headings().iter().flat_map(|h| h.entries) {
            let sense = lexicon.sense(entry.sense);
            if sense.layer < layer {
                continue;
            }
            all += 1;
            if !self.has(&sense.origin, entry) {
                missing.push((sense.number, sense.origin.clone(), entry.text.clone()));
            }
        }
        missing.sort();
        (all, missing.into_iter().map(|(_, origin, entry)| (origin, entry)).collect())
    }
}
