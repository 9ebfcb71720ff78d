//! Who the words of an article stand for: names of the actor table, and noun phrases composed of a head and its modifiers.
//!
//! [`Actors::find`] marks the names; [`Actors::resolve`] reads the noun phrase of one word. What a phrase does not say is
//! left open: a body of a state gets the country that the article is about, private persons get none.

mod alliances;
mod compose;
mod file;
mod find;
mod lay;
mod lexis;
mod office;
mod period;
mod phrase;
mod source;
mod table;
mod unlisted;

use crate::{Error, fold::fold, places::PlaceMention};
use lexis::Lexis;
use smol_str::SmolStr;
use std::{
    ops::Range,
    sync::{Arc, OnceLock},
};
use table::Table;
use vigie_annotate::{Document, Upos, Word};
use vigie_codebook::Class;
use vigie_schema::{ActorKind, Via};
use vigie_text::{Language, Span};

pub use alliances::{Alliance, Member};
pub use office::{Held, Office};
pub use period::Period;
pub use table::Entry;
pub use vigie_codebook::heads::{ClassSet, CountryRule};

/// What an article tells of itself beside its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Context {
    /// The article's language.
    pub language: Language,
    /// The day of publication.
    pub published: Option<jiff::civil::Date>,
    /// ISO 3166 alpha-3 codes of the countries that the article is about, most cited first. Where it is empty, they are
    /// counted from the states and nationalities in the text.
    pub countries: Vec<SmolStr>,
}

impl Context {
    /// A context of which only the language is known.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self { language, published: None, countries: Vec::new() }
    }
}

/// An entry of the actor table, by what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Named {
    /// A state.
    State(usize),
    /// A group, party, movement or alliance.
    Group(usize),
    /// An institution, international body, force or agency.
    Organisation(usize),
    /// A person.
    Person(usize),
    /// A nationality or a people: an adjective, or the noun for its people.
    Nationality(usize),
    /// A capital or seat that may stand for a government: the caller knows whether it acts or is a place.
    Metonym(usize),
    /// A group that the table does not hold: the number that it has in its article.
    Unlisted(usize),
    /// A name that holds another's and is no actor.
    Other,
}

impl Named {
    pub(crate) fn index(self) -> Option<usize> {
        match self {
            Self::State(i)
            | Self::Group(i)
            | Self::Organisation(i)
            | Self::Person(i)
            | Self::Nationality(i)
            | Self::Metonym(i) => Some(i),
            Self::Unlisted(_) | Self::Other => None,
        }
    }

    /// Whether it is a group or an organisation, of the table or not.
    #[must_use]
    pub fn is_body(self) -> bool {
        matches!(self, Self::Group(_) | Self::Organisation(_) | Self::Unlisted(_))
    }
}

/// Who an actor is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// Key of the actor table.
    pub id: Option<SmolStr>,
    /// Canonical name.
    pub name: Option<SmolStr>,
    /// ISO 3166 alpha-3 code of the country that it belongs to.
    pub country: Option<SmolStr>,
    /// PLOVER sectors.
    pub sectors: Vec<SmolStr>,
    /// What it is.
    pub kind: Option<ActorKind>,
}

/// A name of the table in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorMention {
    /// Index of its sentence.
    pub sentence: usize,
    /// Its words in the sentence.
    pub words: Range<usize>,
    /// The word of these that the others hang on.
    pub head: usize,
    /// Its bytes.
    pub span: Span,
    /// The entry that it names.
    pub what: Named,
    /// Who that is.
    pub identity: Identity,
}

/// Whom a noun phrase stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// Who it is.
    pub identity: Identity,
    /// The informative words: the name, or the head with its nationality, without determiner and relative clause.
    pub span: Span,
    /// How it was found.
    pub via: Via,
    /// What the coder may ask of it.
    pub class: ClassSet,
    /// Whether it is a head without a name (`le groupe`, `les assaillants`), which may stand for an actor named elsewhere.
    pub is_bare_epithet: bool,
    /// Where the country comes from. [`CountryRule::Modifier`]: from the words or the table, nothing is left to fill.
    /// [`CountryRule::Article`]: from `Context::countries`; a caller who knows where the event happened may know better.
    /// [`CountryRule::None`]: private persons of whom the words tell no country.
    pub country_rule: CountryRule,
}

/// The actor table and the heads of both languages.
#[derive(Debug)]
pub struct Actors {
    table: Table,
    fr: Arc<Lexis>,
    en: Arc<Lexis>,
}

impl Actors {
    /// The table and heads that are shipped in the program; read once.
    pub fn shipped() -> Result<&'static Self, Error> {
        static SHIPPED: OnceLock<Actors> = OnceLock::new();
        if let Some(actors) = SHIPPED.get() {
            return Ok(actors);
        }
        let heads = |language| Lexis::load(language).map(Arc::new);
        let actors = Self { table: table::load()?, fr: heads(Language::Fr)?, en: heads(Language::En)? };
        Ok(SHIPPED.get_or_init(|| actors))
    }

    /// These actors and those of a user's file, which docs/your-own-actors.md teaches to write. `file` is what messages call
    /// it.
    ///
    /// # Errors
    /// [`Error::Actors`] with the line of what is wrong, and what to do about it. Nothing of the file is used then.
    pub fn extended(&self, file: &str, toml: &str) -> Result<Self, Error> {
        let mut table = self.table.clone();
        lay::lay_over(&mut table, &[source::Source { name: file, text: toml }])?;
        Ok(Self { table, fr: Arc::clone(&self.fr), en: Arc::clone(&self.en) })
    }

    /// The actors that go by this name in French, English or Arabic, under whatever condition. Case, accents and hyphens make
    /// no difference.
    #[must_use]
    pub fn called(&self, name: &str) -> Vec<&Entry> {
        self.table.called(name)
    }

    /// The offices of this title (`premier ministre`, `army chief`), in the order of `offices.toml`; none where it is no title
    /// there.
    #[must_use]
    pub fn offices(&self, language: Language, title: &str) -> Vec<&Office> {
        self.table.offices.titled(language, title)
    }

    /// Who held the office of a state (by its ISO 3166 alpha-3 code), group or organisation (by its key) on that day; `None`
    /// where the table knows of nobody, or of several.
    #[must_use]
    pub fn holder_of(&self, office: &str, of: &str, day: jiff::civil::Date) -> Option<&Entry> {
        let held =
            |e: &&Entry| e.held.iter().any(|h| h.office == office && h.of == of && h.days.contains(day));
        let holders = self.table.offices.holders(office, of);
        let mut found = holders.iter().map(|&i| &self.table.entries[i]).filter(held);
        let first = found.next()?;
        found.all(|other| other.id == first.id).then_some(first)
    }

    /// The sides that an actor (by its key) or a state (by its ISO 3166 alpha-3 code) was on in `country` on `day`: its own, or
    /// else that of what it is a part of. Without a day, those of any time; without a country, those of anywhere.
    #[must_use]
    pub fn sides_of(
        &self,
        who: &str,
        day: Option<jiff::civil::Date>,
        country: Option<&str>,
    ) -> Vec<&Alliance> {
        alliances::of(&self.table, who, day, country)
    }

    /// Every side of every conflict, in the order of `alliances.toml`.
    #[must_use]
    pub fn alliances(&self) -> &[Alliance] {
        &self.table.alliances
    }

    /// Every named actor, every seat of government (as [`Named::Metonym`]) and every nationality in the document, in text
    /// order. No two overlap.
    #[must_use]
    pub fn find(
        &self,
        text: &str,
        document: &Document,
        language: Language,
        context: &Context,
    ) -> Vec<ActorMention> {
        let lexis = self.lexis(language);
        find::find(&self.table, text, document, language, context, |word| lexis.is_head(word))
    }

    /// `mentions`, and those of the groups that only the article tells of, in text order; no two overlap. `places` are those of
    /// the article; `context.countries` should be filled.
    #[must_use]
    pub fn with_unlisted(
        &self,
        text: &str,
        document: &Document,
        mentions: &[ActorMention],
        context: &Context,
        places: &[PlaceMention],
    ) -> Vec<ActorMention> {
        unlisted::add(&self.reader(text, document, mentions, context), places)
    }

    /// The countries of the states, nationalities and actors among `mentions`, most cited first; of equals, the first cited.
    #[must_use]
    pub fn countries(mentions: &[ActorMention]) -> Vec<SmolStr> {
        let mut counts: Vec<(SmolStr, usize)> = Vec::new();
        for country in mentions.iter().filter_map(|m| m.identity.country.as_ref()) {
            match counts.iter_mut().find(|(c, _)| c == country) {
                Some((_, count)) => *count += 1,
                None => counts.push((country.clone(), 1)),
            }
        }
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counts.into_iter().map(|(country, _)| country).collect()
    }

    /// The actor that the noun phrase of word `head` of sentence `sentence` stands for: by name, else by composition from
    /// head and modifiers, else as an epithet of the one actor of that sort that the article names. `None` where it is no
    /// actor at all. `context.countries` should be filled, with [`Actors::countries`] at least.
    #[must_use]
    pub fn resolve(
        &self,
        text: &str,
        document: &Document,
        sentence: usize,
        head: usize,
        mentions: &[ActorMention],
        context: &Context,
    ) -> Option<Resolved> {
        self.reader(text, document, mentions, context).resolve(sentence, head, 0)
    }

    fn reader<'a>(
        &'a self,
        text: &'a str,
        document: &'a Document,
        mentions: &'a [ActorMention],
        context: &'a Context,
    ) -> compose::Reader<'a> {
        let lexis = self.lexis(context.language);
        compose::Reader { table: &self.table, lexis, text, document, mentions, context }
    }

    /// The classes of a noun, by form and lemma, for the frames of the lexicon.
    #[must_use]
    pub fn classes(&self, language: Language, word: &Word) -> ClassSet {
        if matches!(word.upos, Upos::Punct | Upos::Adp | Upos::Det | Upos::Cconj | Upos::Sconj) {
            return ClassSet::EMPTY;
        }
        self.lexis(language).classes(word)
    }

    /// The table's entry that a mention names.
    #[must_use]
    pub fn entry(&self, what: Named) -> Option<&Entry> {
        what.index().and_then(|i| self.table.entries.get(i))
    }

    /// The entry of this key.
    #[must_use]
    pub fn entry_of(&self, id: &str) -> Option<&Entry> {
        self.table.of(id)
    }

    fn lexis(&self, language: Language) -> &Lexis {
        match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
        }
    }
}

impl Entry {
    /// Who the entry is.
    #[must_use]
    pub fn identity(&self) -> Identity {
        Identity {
            id: self.id.clone(),
            name: self.name.clone(),
            country: self.country.clone().filter(|_| !self.leaning),
            sectors: self.sectors.clone(),
            kind: Some(self.kind),
        }
    }

    /// Who the entry was on that day: a person's country and sectors are those of the offices held.
    #[must_use]
    pub fn identity_on(&self, day: Option<jiff::civil::Date>) -> Identity {
        let mut identity = self.identity();
        let mut sectors: Vec<SmolStr> = Vec::new();
        for held in self.held_on(day) {
            if sectors.is_empty() {
                identity.country.clone_from(&held.country);
            }
            let new = held.sectors.iter().filter(|s| !sectors.contains(s)).cloned().collect::<Vec<_>>();
            sectors.extend(new);
        }
        if !sectors.is_empty() {
            identity.sectors = sectors;
        }
        identity
    }

    /// Whether the entry carries one of these tags or sectors.
    #[must_use]
    pub fn is_any(&self, tags: &[SmolStr]) -> bool {
        tags.iter().any(|tag| self.tags.contains(tag) || self.sectors.contains(tag))
    }

    /// The classes of a mention of it.
    #[must_use]
    pub fn classes(&self) -> ClassSet {
        let armed = is_armed(&self.sectors);
        let base = match self.kind {
            ActorKind::State => ClassSet::of(&[Class::Group, Class::State, Class::Place]),
            ActorKind::Group | ActorKind::Organisation => ClassSet::of(&[Class::Group]),
            ActorKind::Person => ClassSet::of(&[Class::Person]),
            ActorKind::People => ClassSet::of(&[Class::Person, Class::Group]),
        };
        let is_government = self.kind == ActorKind::Organisation && self.sectors.iter().any(|s| s == "GOV");
        let base = if is_government { base.with(Class::State) } else { base };
        if armed { base.with(Class::Armed) } else { base }
    }
}

fn is_armed(sectors: &[SmolStr]) -> bool {
    sectors.iter().any(|s| matches!(s.as_str(), "REB" | "PRM" | "MIL" | "COP" | "CRM" | "UAF"))
}

/// The folded spellings under which a word may be listed: its lemma, its form, and its form without a plural ending.
fn keys(word: &Word) -> [String; 3] {
    let form = fold(&word.form);
    let singular = form
        .strip_suffix("aux")
        .filter(|stem| stem.len() > 2)
        .map(|stem| format!("{stem}al"))
        .or_else(|| form.strip_suffix("ies").filter(|stem| stem.len() > 2).map(|stem| format!("{stem}y")))
        .or_else(|| form.strip_suffix(['s', 'x']).filter(|stem| stem.len() > 2).map(str::to_owned))
        .unwrap_or_default();
    [fold(&word.lemma), form, singular]
}

#[cfg(test)]
mod tests;
