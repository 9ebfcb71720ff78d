//! Lemmas: a lexicon that remembers, edit scripts that generalise. `train/lemmas.py` makes both.

use crate::{Error, Upos, embed::fold, model::Sections};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use std::borrow::Cow;

/// Take the form folded or as written, cut characters at its end, append letters.
struct Script {
    folds: bool,
    cut: usize,
    append: SmolStr,
}

impl Script {
    fn parse(line: &str) -> Option<Self> {
        let (case, rest) = line.split_once(' ')?;
        let (cut, append) = rest.split_once(' ')?;
        Some(Self { folds: case == "l", cut: cut.parse().ok()?, append: append.into() })
    }

    /// The lemma; `None` where the form is shorter than the cut. A proper noun keeps its capitals.
    fn apply(&self, form: &str, upos: Upos) -> Option<SmolStr> {
        let base = if self.folds && upos != Upos::Propn { fold(form) } else { Cow::Borrowed(form) };
        let end = match self.cut {
            0 => base.len(),
            cut => base.char_indices().rev().nth(cut - 1)?.0,
        };
        let lemma = [&base[..end], &self.append].concat();
        (!lemma.is_empty()).then(|| lemma.into())
    }
}

/// Finds lemmas.
pub struct Lemmatiser {
    scripts: Vec<Script>,
    /// Lemma by folded form and part of speech. Only looked up, never walked.
    lexicon: FxHashMap<(&'static str, Upos), &'static str>,
}

impl Lemmatiser {
    pub fn read(sections: &Sections<'static>) -> Result<Self, Error> {
        let bad = |part: &str| Error::Model { what: format!("section {part} has a line of another form") };
        let scripts = sections
            .lines("scripts")?
            .into_iter()
            .map(|line| Script::parse(line).ok_or_else(|| bad("scripts")))
            .collect::<Result<_, _>>()?;
        let lexicon = sections
            .text("lexicon")?
            .lines()
            .map(|line| {
                let (form, rest) = line.split_once('\t')?;
                let (upos, lemma) = rest.split_once('\t')?;
                Some(((form, upos.parse().ok()?), lemma))
            })
            .collect::<Option<_>>()
            .ok_or_else(|| bad("lexicon"))?;
        Ok(Self { scripts, lexicon })
    }

    /// Number of script classes.
    pub fn scripts(&self) -> usize {
        self.scripts.len()
    }

    /// The lemma that the lexicon knows for a form as that part of speech.
    pub fn known(&self, form: &str, upos: Upos) -> Option<SmolStr> {
        self.lexicon.get(&(fold(form).as_ref(), upos)).map(SmolStr::new)
    }

    /// What the lexicon knows a folded form as: one letter for each part of speech.
    pub fn class(&self, low: &str) -> String {
        const CLASSES: [(char, Upos); 8] = [
            ('j', Upos::Adj),
            ('p', Upos::Adp),
            ('v', Upos::Adv),
            ('a', Upos::Aux),
            ('n', Upos::Noun),
            ('r', Upos::Pron),
            ('s', Upos::Sconj),
            ('V', Upos::Verb),
        ];
        CLASSES
            .iter()
            .filter(|(_, upos)| self.lexicon.contains_key(&(low, *upos)))
            .map(|(letter, _)| letter)
            .collect()
    }

    /// The lemma by edit script.
    pub fn by_script(&self, form: &str, upos: Upos, script: usize) -> SmolStr {
        self.scripts.get(script).and_then(|s| s.apply(form, upos)).unwrap_or_else(|| form.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_cuts_characters_and_appends() {
        let script = Script::parse("l 5 er").unwrap();
        assert_eq!(script.apply("Tuèrent", Upos::Verb).as_deref(), Some("tuer"));
        assert_eq!(script.apply("ont", Upos::Verb), None);
        assert_eq!(Script::parse("k 0 ").unwrap().apply("Djibo", Upos::Noun).as_deref(), Some("Djibo"));
    }
}
