//! Lemmas: a lexicon that remembers, edit scripts that generalise. `train/lemmas.py` makes both.

use crate::{Error, Upos, embed::fold, model::Sections};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use std::{borrow::Cow, ops::Range};

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
    /// What a folded form can be and its lemma as that: lines of the model's lexicon, which is sorted by form.
    entries: Vec<(Upos, &'static str)>,
    /// The entries of a form. Only looked up, never walked.
    lexicon: FxHashMap<&'static str, Range<u32>>,
}

impl Lemmatiser {
    pub fn read(sections: &Sections<'static>) -> Result<Self, Error> {
        let bad = |part: &str| Error::Model { what: format!("section {part} has a line of another form") };
        let scripts = sections
            .lines("scripts")?
            .into_iter()
            .map(|line| Script::parse(line).ok_or_else(|| bad("scripts")))
            .collect::<Result<_, _>>()?;
        let (mut entries, mut lexicon) = (Vec::new(), FxHashMap::<_, Range<u32>>::default());
        for line in sections.text("lexicon")?.lines() {
            let (form, rest) = line.split_once('\t').ok_or_else(|| bad("lexicon"))?;
            let (upos, lemma) = rest.split_once('\t').ok_or_else(|| bad("lexicon"))?;
            let at = entries.len() as u32;
            entries.push((upos.parse().map_err(|()| bad("lexicon"))?, lemma));
            lexicon.entry(form).or_insert(at..at).end = at + 1;
        }
        Ok(Self { scripts, entries, lexicon })
    }

    fn entries(&self, low: &str) -> &[(Upos, &'static str)] {
        let range = self.lexicon.get(low).cloned().unwrap_or_default();
        &self.entries[range.start as usize..range.end as usize]
    }

    /// Number of script classes.
    pub fn scripts(&self) -> usize {
        self.scripts.len()
    }

    /// The lemma that the lexicon knows for a form as that part of speech.
    pub fn known(&self, form: &str, upos: Upos) -> Option<SmolStr> {
        self.entries(&fold(form)).iter().find(|(as_, _)| *as_ == upos).map(|(_, lemma)| SmolStr::new(lemma))
    }

    /// What the lexicon knows a folded form as: a letter for each part of speech, in the order of the codes.
    pub fn class(&self, low: &str) -> SmolStr {
        let letter = |(upos, _): &(Upos, _)| match upos {
            Upos::Adj => Some('j'),
            Upos::Adp => Some('p'),
            Upos::Adv => Some('v'),
            Upos::Aux => Some('a'),
            Upos::Cconj => Some('c'),
            Upos::Det => Some('d'),
            Upos::Noun => Some('n'),
            Upos::Pron => Some('r'),
            Upos::Sconj => Some('s'),
            Upos::Verb => Some('V'),
            _ => None,
        };
        self.entries(low).iter().filter_map(letter).collect()
    }

    /// The lemma by edit script; that of an address or a tag is itself.
    pub fn by_script(&self, form: &str, upos: Upos, script: usize) -> SmolStr {
        if form.contains("://") || form.contains('@') || form.starts_with("www.") || form.starts_with('#') {
            return form.into();
        }
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
