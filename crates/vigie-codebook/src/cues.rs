//! `lexicon/*/cues.toml` and `lexicon/*/grammar.toml`: the function words, light verbs and cues of one language.

use crate::{
    Error,
    files::Source,
    lexicon::{self, Entry},
    words::cue,
};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Deserializer};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// Words and expressions, each looked up by its first word.
#[derive(Debug, Default)]
pub struct PhraseSet {
    by_first: FxHashMap<SmolStr, Vec<Vec<SmolStr>>>,
    /// The expressions as written, longest first.
    phrases: Vec<String>,
}

impl PhraseSet {
    /// Whether the one word stands in the set by itself.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.starting_with(word).iter().any(Vec::is_empty)
    }

    /// What follows this word in the expressions that it starts, longest first; an empty list of followers is the word alone.
    #[must_use]
    pub fn starting_with(&self, word: &str) -> &[Vec<SmolStr>] {
        self.by_first.get(word).map_or(&[], Vec::as_slice)
    }

    /// The length in bytes of the expression that `text` (lower-case) ends with, if it ends with one.
    #[must_use]
    pub fn ending(&self, text: &str) -> Option<usize> {
        let ends = |p: &&String| {
            text.strip_suffix(p.as_str()).is_some_and(|before| !before.ends_with(char::is_alphanumeric))
        };
        self.phrases.iter().find(ends).map(String::len)
    }

    /// The length in bytes of the expression that `text` (lower-case) begins with, if it begins with one.
    #[must_use]
    pub fn beginning(&self, text: &str) -> Option<usize> {
        let begins = |p: &&String| {
            text.strip_prefix(p.as_str()).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
        };
        self.phrases.iter().find(begins).map(String::len)
    }

    /// Whether the set holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }
}

impl<'de> Deserialize<'de> for PhraseSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut set = Self { phrases: Vec::<String>::deserialize(deserializer)?, ..Self::default() };
        // Longest first, so that what is found first is the longest.
        set.phrases
            .sort_by_key(|p| (std::cmp::Reverse(p.split_whitespace().count()), std::cmp::Reverse(p.len())));
        for phrase in &set.phrases {
            let mut words = cue(phrase).into_iter();
            if let Some(first) = words.next() {
                set.by_first.entry(first).or_default().push(words.collect());
            }
        }
        for phrase in &mut set.phrases {
            *phrase = phrase.to_lowercase();
        }
        Ok(set)
    }
}

/// Verbs that only carry an event noun.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LightVerbs {
    /// Their subject does what the object noun says (`mener une attaque`).
    pub active: PhraseSet,
    /// Their subject undergoes what the object noun says (`subir une attaque`).
    pub undergo: PhraseSet,
    /// Their subject is the event (`des combats ont éclaté`).
    pub occur: PhraseSet,
    /// Their subject is the event, their object and complement its two sides (`les combats opposent A à B`).
    #[serde(default)]
    pub opposes: PhraseSet,
    /// Their object is an event that their subject claims or owns up to (`a revendiqué l'attaque`).
    #[serde(default)]
    pub claims: PhraseSet,
    /// The subject has the act that the object names in mind (`préparer une attaque`).
    pub plans: PhraseSet,
    /// The subject makes known what it will do or did (`annoncer la fermeture des frontières`).
    pub announces: PhraseSet,
    /// The object is laid to the charge of their complement (`imputer une attaque à X`).
    pub blamed: PhraseSet,
    /// Their subject is the event, their object its toll (`l'attaque a fait trois morts`).
    pub toll: PhraseSet,
}

/// Words that set the status of what they govern.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Aspect {
    /// Aimed at, imminent, ordered.
    pub planned: PhraseSet,
    /// Going on.
    pub ongoing: PhraseSet,
    /// Not done, or foiled.
    pub negated: PhraseSet,
    /// Tried.
    pub tried: PhraseSet,
    /// Denied.
    pub denied: PhraseSet,
    /// Only said or supposed.
    pub possible: PhraseSet,
    /// Adjectives and adverbs that say so.
    pub possible_words: PhraseSet,
    /// Adjectives and participles of an event that came to nothing (`attentat déjoué`).
    pub negated_words: PhraseSet,
    /// Adjectives and participles of an event to come (`offensive imminente`).
    pub planned_words: PhraseSet,
    /// Verbs of an end: what has not ended goes on.
    pub ended: PhraseSet,
    /// Conditions.
    pub conditional: PhraseSet,
    /// Negations.
    pub negation: PhraseSet,
    /// Expressions with a negation that deny nothing (`pas à pas`, `non loin`).
    pub not_negation: PhraseSet,
    /// Habits.
    pub generic: PhraseSet,
    /// Past history.
    pub historical: PhraseSet,
    /// Markers of purpose.
    pub purpose: PhraseSet,
    /// Verbs of which the purpose is no plan to fight (`empêcher`).
    pub purpose_except: PhraseSet,
    /// Conjunctions of a clause at the time of the one above (`tandis que`).
    pub meanwhile: PhraseSet,
    /// Prepositions of a length of time that ends with what is told (`en 48 heures`).
    pub within: PhraseSet,
    /// Words that tell what came next in the same story (`aussitôt`).
    pub next: PhraseSet,
    /// Words of a record that has stood since a date (`première fois`).
    pub records: PhraseSet,
    /// Verbs of which an event as subject or object goes on, whatever their tense (`les combats ont repris`).
    pub begun: PhraseSet,
    /// What someone has said, as a later clause takes it up to deny it (`ce que Kigali dément`).
    pub claimed: PhraseSet,
}

/// Words that say who says so.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Attribution {
    /// Reporting verbs.
    pub say: PhraseSet,
    /// Reporting verbs that leave it in doubt.
    pub doubt: PhraseSet,
    /// Reporting verbs that deny.
    pub deny: PhraseSet,
    /// Prepositions that introduce a source.
    pub prepositional: PhraseSet,
    /// Expressions with such a preposition that name no source (`selon toute vraisemblance`).
    pub not_source: PhraseSet,
    /// Nouns of outlets.
    pub outlet_heads: PhraseSet,
    /// Words of an outlet's name, as they are written (`Radio`, `Times`).
    pub outlet_words: PhraseSet,
    /// Nouns of unnamed sources.
    pub unnamed_heads: PhraseSet,
    /// Nouns of documents.
    pub document_heads: PhraseSet,
    /// Known outlets and agencies.
    pub outlets: Vec<Outlets>,
}

/// News outlets or agencies.
#[derive(Debug, Deserialize)]
pub struct Outlets {
    /// `agency` or `outlet`.
    pub kind: SmolStr,
    /// Their names and other spellings.
    pub names: Vec<SmolStr>,
}

/// Words that bound a figure.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Bounds {
    /// `au moins`.
    pub at_least: PhraseSet,
    /// `plus de`.
    pub more_than: PhraseSet,
    /// `moins de`.
    pub less_than: PhraseSet,
    /// `jusqu'à`.
    pub up_to: PhraseSet,
    /// `environ`.
    pub about: PhraseSet,
    /// `plusieurs`.
    pub vague: PhraseSet,
}

/// How figures are written and what they count.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Counts {
    /// Number words and their values.
    pub numbers: BTreeMap<SmolStr, u64>,
    /// Nouns of a number of things (`dizaine`) and their values; no figure where they are plural.
    pub collectives: BTreeMap<SmolStr, u64>,
    /// Words that bound a figure.
    pub bounds: Bounds,
    /// What is counted, and the nouns and participles that tell it (`morts`: `killed`; `véhicules`: `vehicles`).
    pub of: BTreeMap<SmolStr, PhraseSet>,
    /// Verbs of loss that are no act, by what their subject is counted as (`périr`: `killed`; `fuir`: `displaced`).
    pub suffered: BTreeMap<SmolStr, PhraseSet>,
    /// Verbs of loss, by what those whom they strike are counted as (`coûter la vie à`: `killed`).
    pub inflicted: BTreeMap<SmolStr, PhraseSet>,
    /// Nouns of a reckoning of the dead, whose bare figure is theirs (`the toll rose to 85`).
    pub balance: PhraseSet,
    /// Words before a figure that is part of another one (`dont neuf enfants`).
    pub parts: PhraseSet,
    /// Verbs of a reckoning that is put anew (`passer de 12 à 17`).
    pub revised: PhraseSet,
}

/// Closed classes that the coder reads trees with: `grammar.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grammar {
    /// Intransitive verbs whose perfect takes *être*: their bare participle is active (`entrés lundi`).
    pub active_participles: FxHashSet<SmolStr>,
    /// Verbs whose object does what their infinitive says (`appeler X à partir`).
    pub object_control: FxHashSet<SmolStr>,
    /// Modal verbs that, in the perfect, tell what was achieved (`ont pu reprendre`).
    pub achieved_in_perfect: FxHashSet<SmolStr>,
    /// Verbs that with an adverbial pronoun say that there is something (`il y a`): their subject is nobody.
    #[serde(default)]
    pub existential: FxHashSet<SmolStr>,
    /// Negators that deny only beside *ne* (`plus`, `personne`).
    pub negation_with_ne: FxHashSet<SmolStr>,
    /// Whether the past tense looks like the past participle, so that annotators take one for the other.
    #[serde(default)]
    pub past_is_participle: bool,
    /// Words that open a numbered noun phrase before its figure (`at least`, `more than`).
    pub quantity_openers: FxHashSet<SmolStr>,
    /// Nouns of quantity, seen through to what they count (`milliers de soldats`).
    pub quantity_nouns: FxHashSet<SmolStr>,
    /// Nouns that measure or phase an event (`trois jours de combats`, `une phase de l'offensive`).
    pub measure_nouns: FxHashSet<SmolStr>,
    /// Prepositions of the place where something happens.
    pub place_prepositions: FxHashSet<SmolStr>,
    /// Prepositions of a passive's agent and of a noun's doer.
    pub agent: FxHashSet<SmolStr>,
    /// Prepositions of the one who undergoes it.
    pub against: FxHashSet<SmolStr>,
    /// Of these, those that tell nothing else.
    pub against_only: FxHashSet<SmolStr>,
    /// Prepositions of both sides.
    pub both_sides: FxHashSet<SmolStr>,
    /// The auxiliary of the passive.
    pub passive_auxiliary: SmolStr,
    /// The preposition of possession.
    pub genitive: FxHashSet<SmolStr>,
    /// Irregular past participles and their verbs.
    pub participles: FxHashMap<SmolStr, SmolStr>,
    /// Endings of regular past participles and what they become in the verb's lemma.
    pub participle_endings: Vec<(SmolStr, SmolStr)>,
    /// Anchors: prepositions after which a noun only dates what is said (`après l'attaque`).
    pub anchors: FxHashSet<SmolStr>,
    /// Third-person pronouns.
    pub pronouns_singular: FxHashSet<SmolStr>,
    /// Pronouns that stand for a whole complement (`en`, `y`), never for an actor.
    #[serde(default)]
    pub adverbial_pronouns: FxHashSet<SmolStr>,
    /// Third-person plural pronouns.
    pub pronouns_plural: FxHashSet<SmolStr>,
    /// First-person plural pronouns.
    pub pronouns_we: FxHashSet<SmolStr>,
    /// Possessives of one owner.
    pub possessives_singular: FxHashSet<SmolStr>,
    /// Possessives of several owners.
    pub possessives_plural: FxHashSet<SmolStr>,
    /// Pronouns for nobody in particular.
    pub impersonal: FxHashSet<SmolStr>,
    /// The preposition that a bare modifier of a noun stands for (`leur offensive`, `frappe russe`).
    pub possession: SmolStr,
    /// The preposition that an indirect object stands for.
    pub indirect_object: SmolStr,
    /// Prepositions of the one who is asked or told.
    pub addressee: FxHashSet<SmolStr>,
    /// Prepositions of the one for whom it is done.
    pub beneficiary: FxHashSet<SmolStr>,
    /// Prepositions of the one with whom it is done.
    pub companion: FxHashSet<SmolStr>,
    /// Prepositions of the one of whom something is asked or taken.
    pub origin: FxHashSet<SmolStr>,
    /// Prepositions of the act by which another is done (`répliquer par des tirs`).
    pub means: FxHashSet<SmolStr>,
    /// Prepositions of the people among whom a toll is told (`72 morts parmi les civils`).
    pub among: FxHashSet<SmolStr>,
    /// Prepositions of the act in which something is done (`tués dans une attaque`).
    pub circumstances: FxHashSet<SmolStr>,
    /// Marks of an infinitive that is no purpose unless it stands apart.
    pub infinitive_marks: FxHashSet<SmolStr>,
    /// Forms of the reflexive pronoun.
    pub reflexives: FxHashSet<SmolStr>,
    /// First halves of a negation, which alone deny nothing.
    pub negation_openers: FxHashSet<SmolStr>,
    /// Words between two figures of a range (`30 à 40`).
    pub range_joints: FxHashSet<SmolStr>,
    /// Words between two figures that make a range only after an opener (`entre 30 et 40`), or one number (`trente et un`).
    pub range_ands: FxHashSet<SmolStr>,
    /// Words that open a range.
    pub range_openers: FxHashSet<SmolStr>,
    /// Relative pronouns that hold a preposition of possession (`dont`).
    pub genitive_relatives: FxHashSet<SmolStr>,
    /// Relative pronouns.
    pub relatives: FxHashSet<SmolStr>,
    /// Nouns that are part of a preposition (`au cours de`, `au sein de`) and nobody.
    #[serde(default)]
    pub preposition_nouns: FxHashSet<SmolStr>,
    /// Forms of the relative pronouns that are objects (`que`).
    pub relatives_of_object: FxHashSet<SmolStr>,
    /// Conjunctions of the moment at which something happens (`lorsque`).
    pub moments: FxHashSet<SmolStr>,
    /// Prepositions of what one is charged with (`poursuivi pour meurtre`).
    pub charges: FxHashSet<SmolStr>,
    /// Relative adverbs of place (`où`).
    pub relatives_of_place: FxHashSet<SmolStr>,
    /// Nouns for those who are not of the one whose they are (`ses alliés`).
    pub strangers: FxHashSet<SmolStr>,
    /// Nouns for the state beside another one (`son voisin`).
    pub neighbours: FxHashSet<SmolStr>,
    /// Nouns for those who belong to a group, whoever they are (`ses hommes`, `ses éléments`).
    pub part_nouns: FxHashSet<SmolStr>,
    /// Numerals of two.
    pub pair_numerals: FxHashSet<SmolStr>,
    /// Nouns that two at once may be meant by (`les deux pays`).
    pub pair_heads: FxHashSet<SmolStr>,
    /// Those of them that are the sides of a conflict (`les deux camps`).
    pub side_heads: FxHashSet<SmolStr>,
    /// Nouns of those who speak for others (`porte-parole`).
    pub speaker_heads: FxHashSet<SmolStr>,
}

/// Words and expressions by the topic that they show.
#[derive(Debug, Default)]
pub struct Topics {
    by_first: FxHashMap<SmolStr, Vec<(Vec<SmolStr>, SmolStr)>>,
}

impl Topics {
    /// The topic shown by the expression that starts with `word` and goes on with what `next` gives.
    pub fn at<'w>(&self, word: &str, next: impl Fn(usize) -> Option<&'w str>) -> Option<&SmolStr> {
        let found = self.by_first.get(word)?.iter();
        found
            .filter(|(rest, _)| rest.iter().enumerate().all(|(i, r)| next(i) == Some(r.as_str())))
            .map(|(_, topic)| topic)
            .next()
    }
}

/// All cues of one language.
#[derive(Debug)]
pub struct Cues {
    /// Verbs that only carry an event noun.
    pub light_verbs: LightVerbs,
    /// Words that set a status.
    pub aspect: Aspect,
    /// Words that say who says so.
    pub attribution: Attribution,
    /// Figures.
    pub counts: Counts,
    /// Words of sport, business and the like.
    pub nonevents: Topics,
    /// Expressions that are never events, by their head, as the lexicon writes them (`conférence presse`).
    pub fixed: FxHashMap<SmolStr, Vec<Entry>>,
    /// Closed classes.
    pub grammar: Grammar,
}

#[derive(Deserialize)]
struct File {
    light_verbs: LightVerbs,
    aspect: Aspect,
    attribution: Attribution,
    counts: Counts,
    nonevents: BTreeMap<SmolStr, Vec<String>>,
}

pub(crate) fn load(cues: &Source, grammar: &Source) -> Result<Cues, Error> {
    let file: File = cues.parse()?;
    let mut nonevents = Topics::default();
    let mut fixed: FxHashMap<SmolStr, Vec<Entry>> = FxHashMap::default();
    for (topic, phrases) in file.nonevents {
        for phrase in phrases {
            if topic == "fixed" {
                let (head, entry) = lexicon::fixed_entry(&phrase);
                fixed.entry(head).or_default().push(entry);
                continue;
            }
            let mut words = cue(&phrase).into_iter();
            if let Some(first) = words.next() {
                nonevents.by_first.entry(first).or_default().push((words.collect(), topic.clone()));
            }
        }
    }
    Ok(Cues {
        light_verbs: file.light_verbs,
        aspect: file.aspect,
        attribution: file.attribution,
        counts: file.counts,
        nonevents,
        fixed,
        grammar: grammar.parse()?,
    })
}
