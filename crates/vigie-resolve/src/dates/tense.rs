//! Whether the words of a date look back or ahead: the tense of the verb that it most likely belongs to.

use super::lexer::Token;
use super::lexicon::{Lexicon, Role, fold};
use vigie_annotate::{Sentence, Upos};

/// Where the clause of a date lies in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    /// A present, a noun, or no verb.
    Open,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Past,
    Future,
    Present,
    Infinitive,
}

/// How far an auxiliary stands from its verb at most, in words.
const REACH: usize = 5;

/// Reads the tense around the tokens of one sentence.
pub(super) struct Tenses<'a> {
    pub text: &'a str,
    pub sentence: &'a Sentence,
    pub tokens: &'a [Token],
    pub lexicon: &'a Lexicon,
}

impl Tenses<'_> {
    /// The tense around tokens `from..to`: the nearest verb before them in their clause, else the first one after.
    pub(super) fn around(&self, from: usize, to: usize) -> Tense {
        for k in (0..from).rev() {
            if self.closes_clause(k) {
                break;
            }
            match self.sign(k) {
                None => {}
                Some(sign) => return self.with_auxiliary(k, sign),
            }
        }
        for k in to..self.tokens.len() {
            match self.sign(k) {
                Some(Sign::Future) => return Tense::Future,
                Some(Sign::Past) => return Tense::Past,
                Some(Sign::Present) => return Tense::Open,
                Some(Sign::Infinitive) | None => {}
            }
        }
        Tense::Open
    }

    fn closes_clause(&self, k: usize) -> bool {
        let t = &self.tokens[k];
        t.is(Role::Clause)
            || t.mark.is_some_and(|m| matches!(m, ';' | ':' | '"' | '«' | '»' | '“' | '”' | '(' | ')'))
    }

    fn with_auxiliary(&self, k: usize, sign: Sign) -> Tense {
        let before = (k.saturating_sub(REACH)..k).rev().take_while(|&j| !self.closes_clause(j));
        for j in before {
            let ahead = sign == Sign::Infinitive && self.tokens[j].is(Role::FutureInfinitive);
            let wished = sign == Sign::Past && self.is_wished(j);
            if sign != Sign::Future && (ahead || wished || self.sign(j) == Some(Sign::Future)) {
                return Tense::Future;
            }
        }
        match sign {
            Sign::Future => Tense::Future,
            Sign::Past => Tense::Past,
            Sign::Present | Sign::Infinitive => Tense::Open,
        }
    }

    /// The auxiliary of a passive in the subjunctive (*que le rapport soit publié lundi*).
    fn is_wished(&self, k: usize) -> bool {
        let word = self.sentence.words.get(self.tokens[k].last_word);
        word.is_some_and(|w| {
            w.is("aux")
                && w.feature("Mood") == Some("Sub")
                && w.feature("Tense") == Some("Pres")
                && &*w.deprel == "aux:pass"
        })
    }

    fn sign(&self, k: usize) -> Option<Sign> {
        let t = &self.tokens[k];
        if t.is(Role::FutureCue) {
            return Some(Sign::Future);
        }
        if t.mark.is_some() || t.figure.is_some() {
            return None;
        }
        let word = self.sentence.words.get(t.last_word)?;
        if !matches!(word.upos, Upos::Verb | Upos::Aux | Upos::X) {
            return None;
        }
        if word.feats.is_empty() {
            return self.sign_of_form(t);
        }
        if word.upos == Upos::Aux && self.lexicon.future_lemmas.iter().any(|l| *l == word.lemma) {
            return Some(Sign::Future);
        }
        match (word.feature("Tense"), word.feature("VerbForm")) {
            (Some("Fut"), _) => Some(Sign::Future),
            (Some("Past" | "Imp"), _) => Some(Sign::Past),
            (_, Some("Inf")) => Some(Sign::Infinitive),
            (Some("Pres"), Some("Fin")) if word.upos == Upos::Verb => Some(Sign::Present),
            _ => None,
        }
    }

    fn sign_of_form(&self, t: &Token) -> Option<Sign> {
        if t.is(Role::PastCue) {
            return Some(Sign::Past);
        }
        let form = self.text.get(t.start..t.end)?.to_lowercase();
        let ends =
            |endings: &[String]| endings.iter().any(|e| form.ends_with(e.as_str()) && form.len() > e.len());
        if t.is_capital {
            return None;
        }
        if ends(&self.lexicon.future_endings) && fold(&form).len() > 3 {
            return Some(Sign::Future);
        }
        ends(&self.lexicon.past_endings).then_some(Sign::Past)
    }
}
