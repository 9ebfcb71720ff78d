//! The heads of one language, indexed by the words that a tree shows.

use super::keys;
use crate::{Error, fold::fold};
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;
use vigie_annotate::{Sentence, Upos, Word};
use vigie_codebook::{
    Class,
    heads::{ClassSet, CountryRule, Epithet, Head, Heads, Modifier, Naming, StateAlias},
};
use vigie_schema::ActorKind;
use vigie_text::Language;

/// What a phrase of the lexicon says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    Head(usize),
    Alias(usize),
}

/// How a head passes on an identity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Passing {
    pub name: bool,
    pub office: bool,
    pub arms: bool,
}

/// Phrases of content words, by the folded word that they hang on.
#[derive(Debug)]
struct Phrases<T> {
    by_head: FxHashMap<SmolStr, Vec<(Vec<SmolStr>, bool, T)>>,
}

impl<T: Copy> Phrases<T> {
    fn new() -> Self {
        Self { by_head: FxHashMap::default() }
    }

    /// A phrase's head is its first word in French and where it holds *of*, else its last.
    fn insert(&mut self, language: Language, phrase: &str, value: T) {
        let mut words: Vec<SmolStr> = phrase.split_whitespace().map(|w| fold(w).into()).collect();
        let follows = language == Language::Fr || words.iter().any(|w| w == "of");
        words.retain(|w| w != "of");
        let head = if follows { words.remove(0) } else { words.pop().unwrap_or_default() };
        let list = self.by_head.entry(head).or_default();
        let at = list.iter().position(|(others, ..)| others.len() < words.len()).unwrap_or(list.len());
        list.insert(at, (words, follows, value));
    }

    /// The longest phrase that hangs on word `head`, and the words that it takes.
    fn longest(&self, sentence: &Sentence, head: usize) -> Option<(T, Vec<usize>)> {
        let keys = keys(&sentence.words[head]);
        for key in &keys {
            let Some(list) = self.by_head.get(key.as_str()) else { continue };
            for (others, follows, value) in list {
                let taken =
                    if *follows { after(sentence, head, others) } else { before(sentence, head, others) };
                if let Some(taken) = taken {
                    return Some((*value, taken));
                }
            }
        }
        None
    }
}

/// How many words a phrase's next word may lie behind the one before it (`forces irakiennes de sécurité`).
const REACH: usize = 4;

fn after(sentence: &Sentence, head: usize, others: &[SmolStr]) -> Option<Vec<usize>> {
    let mut taken = Vec::with_capacity(others.len());
    let mut at = head;
    for other in others {
        at = (at + 1..sentence.words.len().min(at + 1 + REACH))
            .take_while(|&i| !is_break(&sentence.words[i]) || matches(&sentence.words[i], other))
            .find(|&i| matches(&sentence.words[i], other))?;
        taken.push(at);
    }
    Some(taken)
}

fn before(sentence: &Sentence, head: usize, others: &[SmolStr]) -> Option<Vec<usize>> {
    let mut taken = Vec::with_capacity(others.len());
    let mut at = head;
    for other in others.iter().rev() {
        at = (0..at)
            .rev()
            .take(2)
            .take_while(|&i| !is_break(&sentence.words[i]) || matches(&sentence.words[i], other))
            .find(|&i| matches(&sentence.words[i], other))?;
        taken.push(at);
    }
    Some(taken)
}

/// Whether no noun phrase goes on past this word.
fn is_break(word: &Word) -> bool {
    match word.upos {
        Upos::Verb => word.feature("VerbForm") != Some("Part"),
        Upos::Aux | Upos::Cconj | Upos::Sconj | Upos::Pron => true,
        Upos::Punct => !matches!(word.form.as_str(), "-" | "‑" | "\"" | "«" | "»" | "“" | "”" | "'" | "’"),
        _ => false,
    }
}

fn matches(word: &Word, folded: &str) -> bool {
    !matches!(word.upos, Upos::Det | Upos::Punct) && keys(word).iter().any(|key| key == folded)
}

/// The heads of one language.
#[derive(Debug)]
pub(super) struct Lexis {
    pub language: Language,
    heads: Vec<Head>,
    aliases: Vec<StateAlias>,
    modifiers: Vec<Modifier>,
    epithets: Vec<Epithet>,
    said: Phrases<Said>,
    epithet: Phrases<usize>,
    modifier: FxHashMap<SmolStr, Vec<usize>>,
    name: FxHashSet<SmolStr>,
    office: FxHashSet<SmolStr>,
    arms: FxHashSet<SmolStr>,
    tied: FxHashSet<SmolStr>,
    office_for: FxHashSet<SmolStr>,
    quantities: FxHashSet<SmolStr>,
    classes: FxHashMap<SmolStr, ClassSet>,
    namings: Vec<Naming>,
    naming: FxHashMap<SmolStr, Vec<usize>>,
    cause: FxHashMap<SmolStr, Vec<usize>>,
    callings: Vec<Vec<SmolStr>>,
}

impl Lexis {
    pub fn load(language: Language) -> Result<Self, Error> {
        let heads = Heads::shipped(language).map_err(|e| Error::Resource {
            file: "lexicon/*/heads.toml, classes.toml",
            reason: e.to_string(),
        })?;
        let mut said = Phrases::new();
        let mut classes: FxHashMap<SmolStr, ClassSet> = FxHashMap::default();
        for (i, head) in heads.heads.iter().enumerate() {
            for word in &head.words {
                said.insert(language, word, Said::Head(i));
                if !word.contains(' ') {
                    let set = classes.entry(fold(word).into()).or_default();
                    *set = set.union(head.classes);
                }
            }
        }
        for (i, alias) in heads.aliases.iter().enumerate() {
            alias.words.iter().for_each(|word| said.insert(language, word, Said::Alias(i)));
        }
        for (class, words) in &heads.nouns {
            for word in words.iter().filter(|w| !w.contains(' ')) {
                let set = classes.entry(fold(word).into()).or_default();
                *set = set.with(*class);
            }
        }
        let mut epithet = Phrases::new();
        for (i, list) in heads.epithets.iter().enumerate() {
            list.words.iter().for_each(|word| epithet.insert(language, word, i));
        }
        let mut modifier: FxHashMap<SmolStr, Vec<usize>> = FxHashMap::default();
        for (i, list) in heads.modifiers.iter().enumerate() {
            for word in &list.words {
                modifier.entry(fold(word).into()).or_default().push(i);
            }
        }
        let (mut naming, mut cause) = (FxHashMap::default(), FxHashMap::default());
        for (i, list) in heads.namings.iter().enumerate() {
            list_under(&mut naming, &list.words, i);
            list_under(&mut cause, &list.causes, i);
        }
        let set = |words: &[SmolStr]| words.iter().map(|w| fold(w).into()).collect();
        Ok(Self {
            language,
            said,
            epithet,
            modifier,
            name: set(&heads.transparent.name),
            office: set(&heads.transparent.office),
            arms: set(&heads.transparent.arms),
            tied: set(&heads.transparent.tied),
            office_for: set(&heads.transparent.office_for),
            quantities: set(&heads.quantities),
            classes,
            naming,
            cause,
            callings: heads.callings.iter().map(|c| c.split(' ').map(SmolStr::from).collect()).collect(),
            namings: heads.namings,
            heads: heads.heads,
            aliases: heads.aliases,
            modifiers: heads.modifiers,
            epithets: heads.epithets,
        })
    }

    /// Whether a folded word is a head by itself: a title may stand before a name.
    pub fn is_head(&self, folded: &str) -> bool {
        self.said.by_head.contains_key(folded)
    }

    pub fn classes(&self, word: &Word) -> ClassSet {
        keys(word).iter().find_map(|key| self.classes.get(key.as_str()).copied()).unwrap_or_default()
    }

    /// What the lexicon says of the phrase on `head`, and the words beside `head` that it takes.
    pub fn said(&self, sentence: &Sentence, head: usize) -> Option<(Said, Vec<usize>)> {
        self.said.longest(sentence, head)
    }

    pub fn head(&self, index: usize) -> &Head {
        &self.heads[index]
    }

    pub fn alias(&self, index: usize) -> &StateAlias {
        &self.aliases[index]
    }

    /// The tags that an epithet on `head` asks for.
    pub fn epithet(&self, sentence: &Sentence, head: usize) -> Option<&[SmolStr]> {
        self.epithet.longest(sentence, head).map(|(i, _)| self.epithets[i].tags.as_slice())
    }

    /// The rule by which `modifier` changes `head`.
    pub fn modifier(&self, modifier: &Word, head: &Word, said: Option<&Head>) -> Option<&Modifier> {
        let heads = keys(head);
        keys(modifier)
            .iter()
            .filter_map(|key| self.modifier.get(key.as_str()))
            .flatten()
            .map(|&i| &self.modifiers[i])
            .find(|rule| {
                if !rule.heads.is_empty() {
                    return rule.heads.iter().any(|h| heads.contains(&fold(h)));
                }
                said.is_some_and(|said| {
                    rule.on.iter().any(|on| {
                        on == said.kind.code()
                            || Class::from_code(on).is_some_and(|class| said.classes.contains(class))
                    })
                })
            })
    }

    pub fn passing(&self, word: &Word) -> Passing {
        let keys = keys(word);
        let is_in = |set: &FxHashSet<SmolStr>| keys.iter().any(|key| set.contains(key.as_str()));
        Passing { name: is_in(&self.name), office: is_in(&self.office), arms: is_in(&self.arms) }
    }

    /// Whether the word ties a head to the group behind it.
    pub fn ties(&self, word: &Word) -> bool {
        keys(word).iter().any(|key| self.tied.contains(key.as_str()))
    }

    /// Whether the preposition tells whom an office is for.
    pub fn is_office_for(&self, word: &Word) -> bool {
        self.office_for.contains(word.lemma.as_str())
    }

    /// The lists that say what a name is that hangs on this word.
    pub fn namings(&self, word: &Word) -> &[usize] {
        found(&self.naming, word)
    }

    /// The lists for which the word is a cause that names tell.
    pub fn causes(&self, word: &Word) -> &[usize] {
        found(&self.cause, word)
    }

    pub fn naming(&self, index: usize) -> &Naming {
        &self.namings[index]
    }

    /// One past the words from `at` on that say that a name follows.
    pub fn calling(&self, sentence: &Sentence, at: usize) -> Option<usize> {
        let is_here = |calling: &&Vec<SmolStr>| {
            let words = sentence.words.get(at..at + calling.len());
            words.is_some_and(|words| words.iter().zip(*calling).all(|(w, c)| w.form == *c))
        };
        self.callings.iter().find(is_here).map(|calling| at + calling.len())
    }

    pub fn is_quantity(&self, word: &Word) -> bool {
        keys(word).iter().any(|key| self.quantities.contains(key.as_str()))
    }
}

fn list_under(lists: &mut FxHashMap<SmolStr, Vec<usize>>, words: &[SmolStr], index: usize) {
    for word in words {
        lists.entry(fold(word).into()).or_default().push(index);
    }
}

fn found<'a>(lists: &'a FxHashMap<SmolStr, Vec<usize>>, word: &Word) -> &'a [usize] {
    keys(word).iter().find_map(|key| lists.get(key.as_str())).map_or(&[], Vec::as_slice)
}

/// What a head says, in the shape that modifiers change.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    pub sectors: Vec<SmolStr>,
    pub classes: ClassSet,
    pub country: CountryRule,
    pub kind: Option<ActorKind>,
    /// A state that the phrase itself names.
    pub state: Option<SmolStr>,
}
