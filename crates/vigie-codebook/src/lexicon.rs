//! `lexicon/*/actions/*.toml`: which words name which action, and under which conditions. The format is described in
//! `lexicon/README.md`.

use crate::{Action, Error, ErrorKind, files::Source};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use smol_str::SmolStr;
use std::{cmp::Reverse, collections::BTreeMap, fmt};
use vigie_schema::Change;
use vigie_text::Language;

/// An argument, by its grammar.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Argument {
    /// Logical subject (a passive's agent).
    Subject,
    /// Logical object (a passive's subject).
    Object,
    /// An infinitive or a *que*/*that* clause.
    Clause,
    /// A complement introduced by this preposition.
    Preposition(SmolStr),
}

impl From<&str> for Argument {
    fn from(word: &str) -> Self {
        match word {
            "subject" => Self::Subject,
            "object" => Self::Object,
            "clause" => Self::Clause,
            preposition => Self::Preposition(preposition.into()),
        }
    }
}

impl Argument {
    /// The word that the lexicon writes.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Subject => "subject",
            Self::Object => "object",
            Self::Clause => "clause",
            Self::Preposition(preposition) => preposition,
        }
    }
}

/// What an argument is in the action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// Who does it.
    Actor,
    /// Who undergoes it.
    Recipient,
    /// Where it happens.
    Place,
    /// What is said, asked or promised.
    Content,
    /// What is taken or given.
    Goods,
    /// With what.
    Weapon,
    /// Nothing.
    None,
    /// Whatever another argument is.
    SameAs(Argument),
}

impl From<&str> for Role {
    fn from(word: &str) -> Self {
        match word {
            "actor" => Self::Actor,
            "recipient" => Self::Recipient,
            "place" => Self::Place,
            "content" => Self::Content,
            "goods" => Self::Goods,
            "weapon" => Self::Weapon,
            "none" => Self::None,
            argument => Self::SameAs(argument.into()),
        }
    }
}

impl Role {
    /// The words that name roles; any other names an argument.
    pub const NAMES: [&str; 7] = ["actor", "recipient", "place", "content", "goods", "weapon", "none"];

    /// The word that the lexicon writes.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Actor => "actor",
            Self::Recipient => "recipient",
            Self::Place => "place",
            Self::Content => "content",
            Self::Goods => "goods",
            Self::Weapon => "weapon",
            Self::None => "none",
            Self::SameAs(argument) => argument.code(),
        }
    }
}

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $code:literal),+ $(,)?) => {
        /// What kind of thing an argument must be for a sense to hold.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Class { $($(#[$doc])* $name),+ }

        impl Class {
            /// Every class.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The word that the lexicon writes.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// The class that a word of the lexicon stands for.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

classes! {
    /// A human being.
    Person = "person",
    /// Any collective actor.
    Group = "group",
    /// Soldiers, fighters, police, armed groups.
    Armed = "armed",
    /// People without arms.
    Civilian = "civilian",
    /// A state or its government.
    State = "state",
    /// A place.
    Place = "place",
    /// A building.
    Building = "building",
    /// A vehicle, ship or aircraft.
    Vehicle = "vehicle",
    /// A weapon.
    Weapon = "weapon",
    /// Things that can be carried off.
    Goods = "goods",
    /// A road, bridge or border.
    Route = "route",
    /// Something that happens.
    Event = "event",
    /// Money.
    Money = "money",
    /// No thing at all.
    Abstract = "abstract",
    /// A clause.
    Clause = "clause",
}

/// What `de`/`of` introduces after a noun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Genitive {
    /// Who does it.
    Subject,
    /// Who or what undergoes it.
    Object,
    /// An armed actor or a state does it, anything else undergoes it.
    #[default]
    Any,
    /// Nobody in the action.
    None,
}

impl Genitive {
    /// The word that the lexicon writes.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Object => "object",
            Self::Any => "any",
            Self::None => "none",
        }
    }
}

/// One meaning of some words.
#[derive(Clone, Debug)]
pub struct Sense {
    /// Its number in the lexicon of its language.
    pub number: usize,
    /// Where it stands: file and block (or line, in a user's own file), to be shown to those who contest it.
    pub origin: SmolStr,
    /// 0 for the built-in lexicon, then one for each codebook of the user's: the highest is tried first.
    pub layer: u8,
    /// The action that it means.
    pub action: SmolStr,
    /// Roles that differ from the defaults.
    pub roles: Vec<(Argument, Role)>,
    /// Arguments that must be there, and be of one of these classes.
    pub conditions: Vec<(Argument, Vec<Class>)>,
    /// Arguments that must not be of one of these classes (any argument at all where no class is given).
    pub exclusions: Vec<(Argument, Vec<Class>)>,
    /// Whether the words alone prove nothing.
    pub is_weak: bool,
    /// Modes that the words add.
    pub modes: Vec<SmolStr>,
    /// Weapon that the words name.
    pub weapon: Option<SmolStr>,
    /// Change of hold, where it differs from the action's.
    pub territory: Option<Change>,
    /// What `de`/`of` introduces after the noun.
    pub genitive: Genitive,
}

/// A word or expression that carries a sense.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The entry as the file writes it.
    pub text: SmolStr,
    /// Lemmas that must hang on the head, beside it.
    pub others: Vec<SmolStr>,
    /// Whether the French verb must be pronominal.
    pub is_pronominal: bool,
    /// Number of its sense.
    pub sense: usize,
}

/// Whether words are read as a verb or as a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A verb.
    Verb,
    /// A noun.
    Noun,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Verb => "verb",
            Self::Noun => "noun",
        })
    }
}

/// The entries of one head, in the order in which they are tried.
#[derive(Clone, Copy, Debug)]
pub struct Heading<'a> {
    /// The head's lemma.
    pub head: &'a str,
    /// What it is read as.
    pub part: Part,
    /// Its entries.
    pub entries: &'a [Entry],
}

/// The words of one language that name actions.
#[derive(Debug, Default)]
pub struct Lexicon {
    senses: Vec<Sense>,
    verbs: FxHashMap<SmolStr, Vec<Entry>>,
    nouns: FxHashMap<SmolStr, Vec<Entry>>,
}

impl Lexicon {
    /// Entries whose head is this verb: a user's own before the built-in ones, longest expressions first, then in file order.
    #[must_use]
    pub fn verbs(&self, lemma: &str) -> &[Entry] {
        self.verbs.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Entries whose head is this noun, in the same order.
    #[must_use]
    pub fn nouns(&self, lemma: &str) -> &[Entry] {
        self.nouns.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The sense of that number.
    #[must_use]
    pub fn sense(&self, number: usize) -> &Sense {
        &self.senses[number]
    }

    /// Every sense, by its number.
    #[must_use]
    pub fn senses(&self) -> &[Sense] {
        &self.senses
    }

    /// Every head with its entries: verbs, then nouns, each in alphabetical order.
    #[must_use]
    pub fn headings(&self) -> Vec<Heading<'_>> {
        let of = |map, part| -> Vec<Heading<'_>> {
            let map: &FxHashMap<SmolStr, Vec<Entry>> = map;
            let mut headings: Vec<_> =
                map.iter().map(|(head, entries)| Heading { head, part, entries }).collect();
            headings.sort_by_key(|h| h.head);
            headings
        };
        [of(&self.verbs, Part::Verb), of(&self.nouns, Part::Noun)].concat()
    }

    /// How many senses and entries there are.
    #[must_use]
    pub fn sizes(&self) -> (usize, usize) {
        let entries = |map: &FxHashMap<SmolStr, Vec<Entry>>| map.values().map(Vec::len).sum::<usize>();
        (self.senses.len(), entries(&self.verbs) + entries(&self.nouns))
    }
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    sense: Vec<RawSense>,
}

/// A `[[sense]]` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawSense {
    /// Said in a user's own file only; the built-in lexicon has a folder for each language.
    pub language: Option<SmolStr>,
    pub action: SmolStr,
    #[serde(default)]
    pub verbs: Vec<String>,
    #[serde(default)]
    pub nouns: Vec<String>,
    #[serde(default)]
    pub roles: BTreeMap<String, String>,
    #[serde(default, rename = "where")]
    pub conditions: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub unless: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    weak: bool,
    #[serde(default)]
    pub modes: Vec<SmolStr>,
    pub weapon: Option<SmolStr>,
    territory: Option<Change>,
    #[serde(default)]
    genitive: Genitive,
}

pub(crate) fn load(
    sources: &[Source],
    language: Language,
    actions: &FxHashMap<SmolStr, Action>,
) -> Result<Lexicon, Error> {
    let mut lexicon = Lexicon::default();
    for source in sources {
        let file: File = source.parse()?;
        for (block, raw) in file.sense.into_iter().enumerate() {
            if !actions.contains_key(&raw.action) {
                return Err(source.error(ErrorKind::UnknownAction(raw.action.to_string())));
            }
            let origin = format!("{} [{}]", source.name, block + 1);
            lexicon.add(raw, origin, language, 0).map_err(|kind| source.error(kind))?;
        }
    }
    lexicon.sort();
    Ok(lexicon)
}

impl Lexicon {
    /// Adds a sense. [`Lexicon::sort`] must follow the last one.
    pub(crate) fn add(
        &mut self,
        raw: RawSense,
        origin: String,
        language: Language,
        layer: u8,
    ) -> Result<(), ErrorKind> {
        let number = self.senses.len();
        for words in &raw.verbs {
            let (head, entry) = verb_entry(words, number);
            self.verbs.entry(head).or_default().push(entry);
        }
        for words in &raw.nouns {
            let (head, entry) = noun_entry(words, number, language == Language::Fr);
            self.nouns.entry(head).or_default().push(entry);
        }
        self.senses.push(Sense {
            number,
            origin: origin.into(),
            layer,
            action: raw.action,
            roles: raw.roles.iter().map(|(a, r)| (a.as_str().into(), r.as_str().into())).collect(),
            conditions: class_lists(&raw.conditions)?,
            exclusions: class_lists(&raw.unless)?,
            is_weak: raw.weak,
            modes: raw.modes,
            weapon: raw.weapon,
            territory: raw.territory,
            genitive: raw.genitive,
        });
        Ok(())
    }

    /// Puts the entries of each head into the order in which they are tried.
    pub(crate) fn sort(&mut self) {
        for entries in self.verbs.values_mut().chain(self.nouns.values_mut()) {
            entries.sort_by_key(|e| (Reverse(self.senses[e.sense].layer), Reverse(e.others.len()), e.sense));
        }
    }

    /// Takes out the entries that are one of `words` (any, where `None`) and mean `action` (any, where `None`), and says
    /// how many they were.
    pub(crate) fn remove(&mut self, part: Part, words: Option<&str>, action: Option<&str>) -> usize {
        let map = match part {
            Part::Verb => &mut self.verbs,
            Part::Noun => &mut self.nouns,
        };
        let senses = &self.senses;
        let is_meant = |e: &Entry| {
            words.is_none_or(|w| e.text == w) && action.is_none_or(|a| senses[e.sense].action == a)
        };
        let before: usize = map.values().map(Vec::len).sum();
        map.retain(|_, entries| {
            entries.retain(|e| !is_meant(e));
            !entries.is_empty()
        });
        before - map.values().map(Vec::len).sum::<usize>()
    }

    /// The arguments that some sense speaks of.
    pub(crate) fn arguments(&self) -> FxHashSet<&str> {
        let of = |s| -> Vec<&Argument> {
            let Sense { roles, conditions, exclusions, .. }: &Sense = s;
            let conditions = conditions.iter().chain(exclusions).map(|(a, _)| a);
            roles.iter().map(|(a, _)| a).chain(conditions).collect()
        };
        self.senses.iter().flat_map(of).map(Argument::code).collect()
    }
}

fn class_lists(lists: &BTreeMap<String, Vec<String>>) -> Result<Vec<(Argument, Vec<Class>)>, ErrorKind> {
    let class = |word: &String| {
        Class::from_code(word)
            .ok_or_else(|| ErrorKind::unknown("class", word, Class::ALL.iter().map(|c| c.code())))
    };
    lists
        .iter()
        .map(|(argument, words)| {
            Ok((argument.as_str().into(), words.iter().map(class).collect::<Result<_, _>>()?))
        })
        .collect()
}

fn verb_entry(words: &str, sense: usize) -> (SmolStr, Entry) {
    let stripped = words.strip_prefix("se ").or_else(|| words.strip_prefix("s'"));
    let mut lemmas = stripped.unwrap_or(words).split_whitespace().map(SmolStr::from);
    let head = lemmas.next().unwrap_or_default();
    let entry =
        Entry { text: words.into(), others: lemmas.collect(), is_pronominal: stripped.is_some(), sense };
    (head, entry)
}

/// An expression that is never an event: its first word is its head.
pub(crate) fn fixed_entry(words: &str) -> (SmolStr, Entry) {
    verb_entry(words, 0)
}

fn noun_entry(words: &str, sense: usize, head_is_first: bool) -> (SmolStr, Entry) {
    let mut lemmas: Vec<SmolStr> = words.split_whitespace().map(SmolStr::from).collect();
    let head = if head_is_first { lemmas.remove(0) } else { lemmas.pop().unwrap_or_default() };
    (head, Entry { text: words.into(), others: lemmas, is_pronominal: false, sense })
}
