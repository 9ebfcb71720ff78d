//! `lexicon/*/heads.toml` and `lexicon/*/classes.toml`: heads of noun phrases that stand for actors, how such phrases are
//! read, and nouns by class. The format is described at the top of `lexicon/fr/heads.toml`.

use crate::{Class, Error, ErrorKind, files};
use serde::{Deserialize, Deserializer, de};
use smol_str::SmolStr;
use std::collections::BTreeMap;
use vigie_schema::ActorKind;
use vigie_text::Language;

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassSet(u32);

impl ClassSet {
    /// No class at all.
    pub const EMPTY: Self = Self(0);

    /// The set of these classes.
    #[must_use]
    pub fn of(classes: &[Class]) -> Self {
        classes.iter().fold(Self::EMPTY, |set, &class| set.with(class))
    }

    /// The set and `class`.
    #[must_use]
    pub fn with(self, class: Class) -> Self {
        Self(self.0 | 1 << class as u32)
    }

    /// Every class of either.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether `class` is in the set.
    #[must_use]
    pub fn contains(self, class: Class) -> bool {
        self.0 & 1 << class as u32 != 0
    }

    /// Whether the two share a class.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is no class in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The classes, in the order of the lexicon.
    pub fn iter(self) -> impl Iterator<Item = Class> {
        Class::ALL.iter().copied().filter(move |&class| self.contains(class))
    }
}

impl<'de> Deserialize<'de> for ClassSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<SmolStr>::deserialize(deserializer)?.iter().try_fold(Self::EMPTY, |set, code| {
            let class =
                Class::from_code(code).ok_or_else(|| de::Error::custom(format!("`{code}` is no class")))?;
            Ok(set.with(class))
        })
    }
}

/// Whose country a participant gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CountryRule {
    /// The one that a modifier names, else the one that the article is about.
    Article,
    /// Only one that a modifier names: what it is belongs to no state as such.
    #[default]
    Modifier,
    /// Private persons: only one that a modifier names.
    None,
}

/// Heads that are read alike.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// What the coder may ask of an argument.
    pub classes: ClassSet,
    /// PLOVER sectors.
    pub sectors: Vec<SmolStr>,
    /// Whose country it gets.
    pub country: CountryRule,
    /// What it is.
    #[serde(deserialize_with = "kind")]
    pub kind: ActorKind,
    /// Lemmas; several words with spaces.
    pub words: Vec<SmolStr>,
}

/// A phrase that stands for one state.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StateAlias {
    /// Lemmas; several words with spaces.
    pub words: Vec<SmolStr>,
    /// ISO 3166 alpha-3 code.
    pub country: SmolStr,
    /// PLOVER sectors.
    pub sectors: Vec<SmolStr>,
}

/// Adjectives that change what a head stands for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Modifier {
    /// Lemmas of the adjectives.
    pub words: Vec<SmolStr>,
    /// Classes or kinds (`people`, `organisation`) of the heads that it changes, where `heads` names none.
    #[serde(default)]
    pub on: Vec<SmolStr>,
    /// Lemmas of the heads that it changes.
    #[serde(default)]
    pub heads: Vec<SmolStr>,
    /// Sectors instead of the head's; empty to leave them.
    #[serde(default)]
    pub sectors: Vec<SmolStr>,
    /// Classes beside the head's.
    #[serde(default)]
    pub classes: ClassSet,
    /// Whose country it then gets.
    pub country: CountryRule,
}

/// Heads that pass on the identity of what they belong to.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transparent {
    /// Its people or its body: the whole identity.
    pub name: Vec<SmolStr>,
    /// One who speaks or acts for it: country and sectors.
    pub office: Vec<SmolStr>,
    /// Things that fight for their owner.
    pub arms: Vec<SmolStr>,
    /// Participles that tie a head to the group behind them (`combattants affiliés à X`).
    pub tied: Vec<SmolStr>,
    /// Prepositions, beside the genitive, of whom an office is for (`a spokesman for the army`).
    pub office_for: Vec<SmolStr>,
}

/// Heads that, bare, stand for the one actor of the article with such a tag.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Epithet {
    /// Lemmas; several words with spaces.
    pub words: Vec<SmolStr>,
    /// Tags of the actor table, or sectors.
    pub tags: Vec<SmolStr>,
}

/// What the names of groups are made of, where they are written with capitals (`Front populaire de libération de X`).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Naming {
    /// Lemmas of the words that such a name hangs on.
    pub words: Vec<SmolStr>,
    /// Lemmas of words of which the name holds one at least; where it is empty, letters that abbreviate the name must follow it.
    #[serde(default)]
    pub causes: Vec<SmolStr>,
    /// PLOVER sectors, where the article tells none.
    pub sectors: Vec<SmolStr>,
    /// Whose country it gets.
    pub country: CountryRule,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<SmolStr>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    head: Vec<Head>,
    #[serde(default)]
    alias: Vec<StateAlias>,
    modifier: Vec<Modifier>,
    transparent: Transparent,
    quantity: Words,
    epithet: Vec<Epithet>,
    naming: Vec<Naming>,
    calling: Words,
}

/// How one language's noun phrases stand for actors.
#[derive(Clone, Debug)]
pub struct Heads {
    /// Heads, in file order: of two that fit with as many words, the first holds.
    pub heads: Vec<Head>,
    /// Phrases that stand for a state.
    pub aliases: Vec<StateAlias>,
    /// Adjectives that change what a head stands for, in file order: the first that fits holds.
    pub modifiers: Vec<Modifier>,
    /// Heads that pass on an identity.
    pub transparent: Transparent,
    /// Words that only say how many.
    pub quantities: Vec<SmolStr>,
    /// Heads that stand for an actor named elsewhere.
    pub epithets: Vec<Epithet>,
    /// What names of groups are made of, in file order: the first that fits holds.
    pub namings: Vec<Naming>,
    /// Words between a noun and the name that it goes by (`calling itself`).
    pub callings: Vec<SmolStr>,
    /// Nouns that stand for no actor, by class.
    pub nouns: Vec<(Class, Vec<SmolStr>)>,
}

impl Heads {
    /// The heads of `language` that are shipped in the program.
    pub fn shipped(language: Language) -> Result<Self, Error> {
        let file: File = files::lexicon(language, "heads.toml")?.parse()?;
        let source = files::lexicon(language, "classes.toml")?;
        let classes: BTreeMap<SmolStr, Words> = source.parse()?;
        let nouns = classes
            .into_iter()
            .map(|(code, list)| match Class::from_code(&code) {
                Some(class) => Ok((class, list.words)),
                None => {
                    Err(source.error(ErrorKind::unknown("class", &code, Class::ALL.iter().map(|c| c.code()))))
                }
            })
            .collect::<Result<_, Error>>()?;
        Ok(Self {
            heads: file.head,
            aliases: file.alias,
            modifiers: file.modifier,
            transparent: file.transparent,
            quantities: file.quantity.words,
            epithets: file.epithet,
            namings: file.naming,
            callings: file.calling.words,
            nouns,
        })
    }
}

fn kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<ActorKind, D::Error> {
    let code = SmolStr::deserialize(deserializer)?;
    ActorKind::from_code(&code).ok_or_else(|| de::Error::custom(format!("`{code}` is no kind of actor")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn both_languages_know_hundreds_of_heads_and_no_head_twice() {
        for language in Language::ALL {
            let heads = Heads::shipped(language).unwrap();
            let mut seen = BTreeSet::new();
            for word in heads.heads.iter().flat_map(|h| &h.words) {
                assert!(seen.insert(word), "{language}: `{word}` stands twice");
            }
            assert!(seen.len() >= 350, "{language}: {}", seen.len());
        }
    }

    #[test]
    fn a_class_set_holds_what_was_put_in() {
        let set = ClassSet::of(&[Class::Armed, Class::Group]);
        assert!(set.contains(Class::Armed) && !set.contains(Class::Person));
        assert_eq!(set.iter().collect::<Vec<_>>(), [Class::Group, Class::Armed]);
    }
}
