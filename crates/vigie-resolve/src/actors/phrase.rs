//! The words of a noun phrase around its head, read from left to right: the order of words in French and English noun phrases
//! is stricter than parsers are right, so the tree is asked only where it cannot be told from the order.

use vigie_annotate::{Sentence, Upos, Word};
use vigie_text::Language;

/// A noun phrase.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrase {
    /// Words that describe the head, in text order: adjectives, participles, English nouns in front of it.
    pub modifiers: Vec<usize>,
    /// First words of nouns that stand right behind the head without a preposition, where a name may start.
    pub beside: Option<usize>,
    /// Heads of what *de*, *of* or *'s* makes its owner, whole or part.
    pub owners: Vec<usize>,
    /// One past its last word.
    pub end: usize,
}

/// How far a phrase is followed to either side.
const REACH: usize = 12;

pub(super) fn phrase(sentence: &Sentence, head: usize, language: Language) -> Phrase {
    let mut phrase = Phrase { end: head + 1, ..Phrase::default() };
    before(sentence, head, language, &mut phrase);
    phrase.modifiers.reverse();
    after(sentence, head, language, &mut phrase);
    phrase
}

fn before(sentence: &Sentence, head: usize, language: Language, phrase: &mut Phrase) {
    let words = &sentence.words;
    for i in (head.saturating_sub(REACH)..head).rev() {
        let word = &words[i];
        match word.upos {
            Upos::Adj | Upos::Num | Upos::Adv | Upos::X => phrase.modifiers.push(i),
            Upos::Noun | Upos::Propn if language == Language::En => phrase.modifiers.push(i),
            Upos::Verb if language == Language::En && word.is("amod") => phrase.modifiers.push(i),
            Upos::Punct if is_mark(word) => {}
            Upos::Part if matches!(word.form.as_str(), "'s" | "’s" | "'" | "’") => {
                if let Some(owner) = i.checked_sub(1).filter(|&o| is_nominal(&words[o])) {
                    phrase.owners.push(owner);
                }
                break;
            }
            _ => break,
        }
    }
}

fn after(sentence: &Sentence, head: usize, language: Language, phrase: &mut Phrase) {
    let words = &sentence.words;
    let mut i = head + 1;
    while i < words.len().min(head + 1 + REACH) {
        let word = &words[i];
        match word.upos {
            Upos::Adj if language == Language::Fr || is_capital(word) => phrase.modifiers.push(i),
            Upos::Verb if language == Language::Fr && is_participle(word) => phrase.modifiers.push(i),
            Upos::Adv | Upos::Num if language == Language::Fr => {}
            Upos::Punct if is_mark(word) => {}
            Upos::Propn | Upos::Noun | Upos::X if language == Language::Fr || is_capital(word) => {
                // `miliciens amhara Fano`: of several nouns the one with a capital is the name.
                if phrase.beside.is_none_or(|b| is_capital(word) && !is_capital(&words[b])) {
                    phrase.beside = Some(i);
                }
                if !is_capital(word) {
                    phrase.modifiers.push(i);
                }
                if is_capital(word) {
                    i = name_end(sentence, i);
                    continue;
                }
            }
            Upos::Adp if is_genitive(word, language) => {
                if let Some(owner) = owner(sentence, i, language) {
                    phrase.owners.push(owner);
                }
                break;
            }
            _ => break,
        }
        i += 1;
    }
    phrase.end = i;
}

/// The head of the noun phrase that preposition `at` introduces.
pub(super) fn owner(sentence: &Sentence, at: usize, language: Language) -> Option<usize> {
    let words = &sentence.words;
    let mut i = at + 1;
    while let Some(word) = words.get(i).filter(|_| i < at + REACH) {
        match word.upos {
            Upos::Noun | Upos::Propn | Upos::X => break,
            Upos::Adj
                if language == Language::Fr
                    && words.get(i + 1).is_none_or(|next| !is_nominal(next) && next.upos != Upos::Adj) =>
            {
                break;
            }
            Upos::Det | Upos::Adj | Upos::Num | Upos::Adv => i += 1,
            Upos::Pron | Upos::Adp if matches!(word.form.as_str(), "la" | "le" | "les" | "l'" | "l’") => {
                i += 1;
            }
            Upos::Verb if language == Language::En && word.is("amod") => i += 1,
            Upos::Punct if is_mark(word) => i += 1,
            _ => return None,
        }
    }
    words.get(i)?;
    if language == Language::En {
        // The head of an English compound is its last noun.
        while words
            .get(i + 1)
            .is_some_and(|next| is_nominal(next) || is_mark(next) && words.get(i + 2).is_some_and(is_nominal))
        {
            i += 1;
        }
    }
    Some(i)
}

/// One past the run of capitalised words, and small words within it, that starts at `from`.
pub(super) fn name_end(sentence: &Sentence, from: usize) -> usize {
    let words = &sentence.words;
    let mut end = from + 1;
    while let Some(word) = words.get(end) {
        let goes_on = is_name_word(word)
            || (is_particle(word) || is_mark(word)) && words.get(end + 1).is_some_and(is_name_word);
        if !goes_on {
            break;
        }
        end += 1;
    }
    end
}

/// The first word of the run of capitalised words that ends with `at`.
pub(super) fn name_start(sentence: &Sentence, at: usize) -> usize {
    let words = &sentence.words;
    let mut start = at;
    while let Some(before) = start.checked_sub(1) {
        if is_name_word(&words[before]) && words[before].upos != Upos::Adj {
            start = before;
        } else if (is_particle(&words[before]) || is_mark(&words[before]))
            && before > 0
            && is_name_word(&words[before - 1])
        {
            start = before - 1;
        } else {
            break;
        }
    }
    start
}

fn is_name_word(word: &Word) -> bool {
    is_capital(word) && matches!(word.upos, Upos::Propn | Upos::X | Upos::Noun | Upos::Adj)
}

/// Small words within names of persons.
fn is_particle(word: &Word) -> bool {
    matches!(
        word.form.as_str(),
        "al" | "el"
            | "ben"
            | "bin"
            | "ibn"
            | "bint"
            | "ould"
            | "ag"
            | "abu"
            | "abou"
            | "van"
            | "von"
            | "der"
            | "den"
            | "da"
            | "dos"
            | "del"
            | "di"
    )
}

pub(super) fn is_nominal(word: &Word) -> bool {
    matches!(word.upos, Upos::Noun | Upos::Propn)
}

pub(super) fn is_capital(word: &Word) -> bool {
    word.form.chars().next().is_some_and(char::is_uppercase)
}

fn is_participle(word: &Word) -> bool {
    word.feature("VerbForm") == Some("Part")
}

/// Quotation marks and hyphens: they part no phrase.
pub(super) fn is_mark(word: &Word) -> bool {
    matches!(word.form.as_str(), "«" | "»" | "\"" | "“" | "”" | "-" | "‑")
}

fn is_genitive(word: &Word, language: Language) -> bool {
    let lemma = word.lemma.as_str();
    match language {
        Language::Fr => matches!(lemma, "de" | "d'" | "du" | "des" | "d’"),
        Language::En => lemma == "of",
    }
}
