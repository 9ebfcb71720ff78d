//! `lexicon/*/actions/*.toml`: which words name which action, and under which conditions. The format is described in
//! `lexicon/README.md`.

use crate::{Action, Error, ErrorKind, files::Source};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use vigie_schema::Change;

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

/// One meaning of some words.
#[derive(Clone, Debug)]
pub struct Sense {
    /// Its number in the lexicon of its language.
    pub number: usize,
    /// Where it stands: file and block, to be shown to those who contest it.
    pub origin: SmolStr,
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

/// The words of one language that name actions.
#[derive(Debug, Default)]
pub struct Lexicon {
    senses: Vec<Sense>,
    verbs: FxHashMap<SmolStr, Vec<Entry>>,
    nouns: FxHashMap<SmolStr, Vec<Entry>>,
}

impl Lexicon {
    /// Entries whose head is this verb: longest expressions first, then in file order.
    #[must_use]
    pub fn verbs(&self, lemma: &str) -> &[Entry] {
        self.verbs.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Entries whose head is this noun: longest expressions first, then in file order.
    #[must_use]
    pub fn nouns(&self, lemma: &str) -> &[Entry] {
        self.nouns.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The sense of that number.
    #[must_use]
    pub fn sense(&self, number: usize) -> &Sense {
        &self.senses[number]
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSense {
    action: SmolStr,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    roles: BTreeMap<String, String>,
    #[serde(default, rename = "where")]
    conditions: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    unless: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    weak: bool,
    #[serde(default)]
    modes: Vec<SmolStr>,
    weapon: Option<SmolStr>,
    territory: Option<Change>,
    #[serde(default)]
    genitive: Genitive,
}

pub(crate) fn load(sources: Vec<Source>, actions: &FxHashMap<SmolStr, Action>) -> Result<Lexicon, Error> {
    let mut lexicon = Lexicon::default();
    for source in sources {
        let file: File = source.parse()?;
        for (block, raw) in file.sense.into_iter().enumerate() {
            if !actions.contains_key(&raw.action) {
                return Err(source.error(ErrorKind::UnknownAction(raw.action.to_string())));
            }
            add(&mut lexicon, raw, &source, block)?;
        }
    }
    for entries in lexicon.verbs.values_mut().chain(lexicon.nouns.values_mut()) {
        entries.sort_by_key(|e| (std::cmp::Reverse(e.others.len()), e.sense));
    }
    Ok(lexicon)
}

fn add(lexicon: &mut Lexicon, raw: RawSense, source: &Source, block: usize) -> Result<(), Error> {
    let number = lexicon.senses.len();
    for words in &raw.verbs {
        let (head, entry) = verb_entry(words, number);
        lexicon.verbs.entry(head).or_default().push(entry);
    }
    for words in &raw.nouns {
        let (head, entry) = noun_entry(words, number, source.name.contains("/fr/"));
        lexicon.nouns.entry(head).or_default().push(entry);
    }
    lexicon.senses.push(Sense {
        number,
        origin: format!("{} [{}]", source.name, block + 1).into(),
        action: raw.action,
        roles: raw.roles.iter().map(|(a, r)| (a.as_str().into(), r.as_str().into())).collect(),
        conditions: class_lists(&raw.conditions, source)?,
        exclusions: class_lists(&raw.unless, source)?,
        is_weak: raw.weak,
        modes: raw.modes,
        weapon: raw.weapon,
        territory: raw.territory,
        genitive: raw.genitive,
    });
    Ok(())
}

fn class_lists(
    lists: &BTreeMap<String, Vec<String>>,
    source: &Source,
) -> Result<Vec<(Argument, Vec<Class>)>, Error> {
    let class = |word: &String| {
        Class::from_code(word)
            .ok_or_else(|| source.error(ErrorKind::UnknownWord { field: "class", word: word.clone() }))
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
