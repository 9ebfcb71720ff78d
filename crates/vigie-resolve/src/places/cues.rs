//! The words around place names, from `lexicon/*/places.toml`.

use super::{candidate::Leaning, tokens::Token};
use crate::fold::fold;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::{collections::BTreeMap, sync::OnceLock};
use vigie_schema::Relation;
use vigie_text::Language;

/// What a common noun says that a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Noun {
    Town,
    Admin1,
    Admin2,
    District,
    Site,
    Country,
}

/// What a noun without a name may take up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anaphor {
    Town,
    Admin,
    Country,
    Capital,
    Camp,
    /// A part of a town.
    Part,
}

/// How a place lies, and the compass direction that the words name.
pub(super) type Bearing = (Relation, Option<&'static str>);

/// One language's words, folded.
#[derive(Debug, Default)]
pub(super) struct Cues {
    articles: FxHashSet<String>,
    contractions: FxHashMap<String, String>,
    bearings: FxHashMap<String, Bearing>,
    pub longest: usize,
    directions: FxHashMap<String, &'static str>,
    pub locative: FxHashSet<String>,
    nouns: FxHashMap<String, Noun>,
    anaphora: FxHashMap<String, Anaphor>,
    /// Two words for a part of any town: `Old City`.
    parts: FxHashSet<String>,
    pub determiners: FxHashSet<String>,
    pub titles: FxHashSet<String>,
    pub given: FxHashSet<String>,
    pub never: FxHashSet<String>,
    pub phrases: FxHashSet<String>,
    demonyms: FxHashMap<String, String>,
    sides: FxHashSet<String>,
    pub numbers: FxHashSet<String>,
    rivers: FxHashSet<String>,
    rivers_with_type: FxHashSet<String>,
    pub river_types: FxHashSet<String>,
    unit_spellings: FxHashMap<String, String>,
    of: FxHashSet<String>,
    empty: FxHashSet<String>,
    pub lists: FxHashSet<String>,
    pub bars: FxHashSet<String>,
    pub lies: FxHashSet<String>,
    pub particles: FxHashSet<String>,
    pub openers: FxHashSet<String>,
    pub demonstratives: FxHashSet<String>,
    possessives: Vec<String>,
    pub months: FxHashSet<String>,
    pub offices: FxHashSet<String>,
    before_town: FxHashSet<String>,
    before_unit: FxHashSet<String>,
    seats_of_units: FxHashSet<String>,
    lengths: FxHashMap<String, f32>,
    /// Nouns of places smaller than a town.
    pub small: FxHashSet<String>,
    /// Folded nouns that are written with an accent: `marché` is no `marche`.
    accented: FxHashSet<String>,
    /// First words of the demonyms of two words.
    opens_demonym: FxHashSet<String>,
    peoples: FxHashMap<String, String>,
    seats: FxHashMap<String, String>,
    /// As written, with their points: country and name of the unit.
    abbreviations: FxHashMap<String, (String, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    articles: Vec<String>,
    #[serde(default)]
    contractions: BTreeMap<String, String>,
    relations: Relations,
    directions: BTreeMap<String, Vec<String>>,
    locative: Locative,
    nouns: Nouns,
    anaphora: Anaphora,
    persons: Persons,
    never: Never,
    sides: Vec<String>,
    numbers: Vec<String>,
    rivers: Rivers,
    links: Links,
    demonyms: BTreeMap<String, Vec<String>>,
    peoples: BTreeMap<String, Vec<String>>,
    seats: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    abbreviations: BTreeMap<String, BTreeMap<String, String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Relations {
    r#in: Vec<String>,
    near: Vec<String>,
    toward: Vec<String>,
    from: Vec<String>,
    between: Vec<String>,
    directed: Directed,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Directed {
    of: Vec<String>,
    r#in: Vec<String>,
    near: Vec<String>,
    from: Vec<String>,
    toward: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Locative {
    strong: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nouns {
    town: Vec<String>,
    admin1: Vec<String>,
    admin2: Vec<String>,
    district: Vec<String>,
    site: Vec<String>,
    country: Vec<String>,
    small: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Anaphora {
    town: Vec<String>,
    admin: Vec<String>,
    country: Vec<String>,
    capital: Vec<String>,
    camp: Vec<String>,
    part: Vec<String>,
    parts: Vec<String>,
    determiners: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Persons {
    titles: Vec<String>,
    given: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Never {
    words: Vec<String>,
    phrases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rivers {
    names: Vec<String>,
    with_type: Vec<String>,
    types: Vec<String>,
    units: BTreeMap<String, String>,
}

/// Small words that tie names to nouns and to each other.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Links {
    of: Vec<String>,
    empty: Vec<String>,
    lists: Vec<String>,
    bars: Vec<String>,
    lies: Vec<String>,
    particles: Vec<String>,
    openers: Vec<String>,
    demonstratives: Vec<String>,
    possessives: Vec<String>,
    months: Vec<String>,
    offices: Vec<String>,
    before_town: Vec<String>,
    before_unit: Vec<String>,
    seats_of_units: Vec<String>,
    lengths: BTreeMap<String, f32>,
}

const FRENCH: &str = include_str!("../../../../lexicon/fr/places.toml");
const ENGLISH: &str = include_str!("../../../../lexicon/en/places.toml");

/// The compass directions that a place mention may carry.
const COMPASS: [&str; 8] = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"];

impl Cues {
    /// The shipped words of `language`.
    pub fn of(language: Language) -> &'static Self {
        static FR: OnceLock<Cues> = OnceLock::new();
        static EN: OnceLock<Cues> = OnceLock::new();
        let (cell, source) = match language {
            Language::Fr => (&FR, FRENCH),
            Language::En => (&EN, ENGLISH),
        };
        #[expect(clippy::expect_used, reason = "the files are part of the program; a test reads both")]
        cell.get_or_init(|| Self::read(source).expect("lexicon/*/places.toml is well formed"))
    }

    fn read(source: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(source)?;
        let set = |words: &[String]| words.iter().map(|w| fold(w)).collect::<FxHashSet<_>>();
        let mut cues = Self {
            articles: set(&file.articles),
            contractions: file.contractions.iter().map(|(k, v)| (fold(k), fold(v))).collect(),
            locative: set(&file.locative.strong),
            parts: set(&file.anaphora.parts),
            determiners: set(&file.anaphora.determiners),
            titles: set(&file.persons.titles),
            given: set(&file.persons.given),
            never: set(&file.never.words),
            phrases: set(&file.never.phrases),
            sides: set(&file.sides),
            numbers: set(&file.numbers),
            // An accent parts the river from the region: `le Tigre`, `le Tigré`.
            rivers: file.rivers.names.iter().map(|w| w.to_lowercase()).collect(),
            rivers_with_type: file.rivers.with_type.iter().map(|w| w.to_lowercase()).collect(),
            river_types: set(&file.rivers.types),
            of: set(&file.links.of),
            empty: set(&file.links.empty),
            lists: set(&file.links.lists),
            bars: set(&file.links.bars),
            lies: set(&file.links.lies),
            particles: set(&file.links.particles),
            openers: set(&file.links.openers),
            demonstratives: set(&file.links.demonstratives),
            possessives: file.links.possessives.clone(),
            months: set(&file.links.months),
            offices: set(&file.links.offices),
            before_town: set(&file.links.before_town),
            before_unit: set(&file.links.before_unit),
            seats_of_units: set(&file.links.seats_of_units),
            lengths: file.links.lengths.iter().map(|(w, km)| (fold(w), *km)).collect(),
            small: set(&file.nouns.small),
            unit_spellings: file.rivers.units.iter().map(|(k, v)| (k.to_lowercase(), v.clone())).collect(),
            ..Self::default()
        };
        cues.add_relations(&file);
        cues.add_nouns(&file);
        cues.add_peoples(&file);
        Ok(cues)
    }

    fn add_relations(&mut self, file: &File) {
        for (code, words) in &file.directions {
            if let Some(direction) = COMPASS.into_iter().find(|c| c == code) {
                for word in words {
                    self.directions.insert(fold(word), direction);
                }
            }
        }
        let r = &file.relations;
        for (relation, words) in [
            (Relation::In, &r.r#in),
            (Relation::Near, &r.near),
            (Relation::Toward, &r.toward),
            (Relation::From, &r.from),
            (Relation::Between, &r.between),
        ] {
            for words in words {
                self.bear(words, (relation, None));
            }
        }
        let d = &r.directed;
        for (relation, words) in [
            (None, &d.of),
            (Some(Relation::In), &d.r#in),
            (Some(Relation::Near), &d.near),
            (Some(Relation::From), &d.from),
            (Some(Relation::Toward), &d.toward),
        ] {
            for words in words {
                for (code, names) in &file.directions {
                    let Some(direction) = COMPASS.into_iter().find(|c| c == code) else { continue };
                    let relation = relation.unwrap_or(match &direction[..1] {
                        "N" => Relation::NorthOf,
                        "S" => Relation::SouthOf,
                        "E" => Relation::EastOf,
                        _ => Relation::WestOf,
                    });
                    for name in names {
                        self.bear(&words.replace("{dir}", name), (relation, Some(direction)));
                    }
                }
            }
        }
    }

    fn add_nouns(&mut self, file: &File) {
        let n = &file.nouns;
        for (noun, words) in [
            (Noun::District, &n.district),
            (Noun::Site, &n.site),
            (Noun::Country, &n.country),
            (Noun::Admin2, &n.admin2),
            (Noun::Admin1, &n.admin1),
            (Noun::Town, &n.town),
        ] {
            self.nouns.extend(words.iter().map(|w| (fold(w), noun)));
            self.mark_accents(words);
        }
        let a = &file.anaphora;
        for (anaphor, words) in [
            (Anaphor::Town, &a.town),
            (Anaphor::Admin, &a.admin),
            (Anaphor::Country, &a.country),
            (Anaphor::Capital, &a.capital),
            (Anaphor::Camp, &a.camp),
            (Anaphor::Part, &a.part),
        ] {
            self.anaphora.extend(words.iter().map(|w| (fold(w), anaphor)));
            self.mark_accents(words);
        }
    }

    fn add_peoples(&mut self, file: &File) {
        for (country, words) in &file.demonyms {
            for word in words {
                let folded = fold(word);
                if let Some((first, _)) = folded.split_once(' ') {
                    self.opens_demonym.insert(first.to_owned());
                }
                self.demonyms.insert(stem(&folded).to_owned(), country.clone());
            }
        }
        for (region, words) in &file.peoples {
            self.peoples.extend(words.iter().map(|w| (stem(&fold(w)).to_owned(), region.clone())));
        }
        for (country, names) in &file.seats {
            self.seats.extend(names.iter().map(|n| (fold(n), country.clone())));
        }
        for (country, units) in &file.abbreviations {
            let of = |name: &String| (country.clone(), name.clone());
            self.abbreviations.extend(units.iter().map(|(short, name)| (short.clone(), of(name))));
        }
    }

    fn mark_accents(&mut self, words: &[String]) {
        self.accented.extend(words.iter().filter(|w| !w.is_ascii()).map(|w| fold(w)));
    }

    fn bear(&mut self, words: &str, bearing: Bearing) {
        let folded = fold(words);
        let pieces: Vec<&str> = folded.split(' ').filter_map(|w| self.piece(w)).collect();
        let key = pieces.join(" ");
        self.longest = self.longest.max(pieces.len());
        self.bearings.entry(key).or_insert(bearing);
    }

    /// What a folded word is in a cue: nothing for an article, the preposition for a contraction, else itself.
    pub fn piece<'a>(&'a self, folded: &'a str) -> Option<&'a str> {
        if self.articles.contains(folded) {
            return None;
        }
        Some(self.contractions.get(folded).map_or(folded, String::as_str))
    }

    pub fn bearing(&self, pieces: &str) -> Option<Bearing> {
        self.bearings.get(pieces).copied()
    }

    /// Whether a piece is the preposition that ties a noun to its name.
    pub fn is_of(&self, piece: &str) -> bool {
        self.of.contains(piece)
    }

    /// What kind of place the small word before a name goes with.
    pub fn leaning(&self, folded: &str) -> Option<Leaning> {
        if self.before_town.contains(folded) {
            return Some(Leaning::Town);
        }
        self.before_unit.contains(folded).then_some(Leaning::Unit)
    }

    /// The kilometres of a unit of length.
    pub fn length(&self, folded: &str) -> Option<f32> {
        self.lengths.get(folded).copied()
    }

    /// Whether nothing but an article or `de` stands there.
    pub fn is_empty_word(&self, folded: &str) -> bool {
        self.empty.contains(folded) || self.articles.contains(folded)
    }

    pub fn noun(&self, folded: &str) -> Option<Noun> {
        self.nouns.get(folded).copied()
    }

    /// The noun that a written token is: small letters without its accent are another word.
    pub fn noun_at(&self, token: &Token<'_>) -> Option<Noun> {
        self.noun(&token.folded).filter(|_| !self.lacks_accent(token))
    }

    /// Whether two written tokens are words for a part of any town, whatever their capitals: `Old City`, `vieille ville`.
    pub fn is_part(&self, first: &Token<'_>, second: &Token<'_>) -> bool {
        let longest = 24;
        first.folded.len() + second.folded.len() < longest
            && self
                .parts
                .iter()
                .any(|p| p.split_once(' ').is_some_and(|(a, b)| a == first.folded && b == second.folded))
    }

    /// Whether a written token is a word for a capital or the seat of a unit.
    pub fn is_capital(&self, token: &Token<'_>) -> bool {
        self.anaphor_at(token) == Some(Anaphor::Capital)
            || self.seats_of_units.contains(token.folded.as_str())
    }

    /// What a written token may take up.
    pub fn anaphor_at(&self, token: &Token<'_>) -> Option<Anaphor> {
        self.anaphora.get(token.folded.as_str()).copied().filter(|_| !self.lacks_accent(token))
    }

    fn lacks_accent(&self, token: &Token<'_>) -> bool {
        token.text.is_ascii() && !token.is_capital && self.accented.contains(token.folded.as_str())
    }

    /// A written token without the possessive at its end: `Giza` of `Giza's`.
    pub fn without_possessive<'t>(&self, written: &'t str) -> &'t str {
        let bare = self.possessives.iter().find_map(|p| written.strip_suffix(p.as_str()));
        bare.filter(|b| !b.is_empty()).unwrap_or(written)
    }

    /// The region (by a name of the gazetteer) of an adjective or noun of its people: `European`, `Kurdish`.
    pub fn people(&self, folded: &str) -> Option<&str> {
        self.peoples.get(stem(folded)).map(String::as_str)
    }

    /// The country (alpha-3) in whose capital a named seat of power stands: `Kremlin`.
    pub fn seat(&self, folded: &str) -> Option<&str> {
        self.seats.get(folded).map(String::as_str)
    }

    /// Country (alpha-3) and name of the unit that a written abbreviation stands for: `Mo.`, `Ont.`.
    pub fn abbreviation(&self, written: &str) -> Option<(&str, &str)> {
        self.abbreviations.get(written).map(|(c, n)| (c.as_str(), n.as_str()))
    }

    /// Whether a demonym of two words may start with this one.
    pub fn opens_demonym(&self, folded: &str) -> bool {
        self.opens_demonym.contains(folded)
    }

    pub fn direction(&self, folded: &str) -> Option<&'static str> {
        self.directions.get(folded).copied()
    }

    /// Whether a folded name is no more than a side, or a type word, or both: `A l'ouest`, `North Region`, `the district`.
    pub fn is_general(&self, folded: &str) -> bool {
        let words: Vec<&str> = folded.split(' ').filter(|w| !self.is_function_word(w)).collect();
        let is_type = |w: &&str| {
            self.anaphora.contains_key(*w) || matches!(self.noun(w), Some(Noun::Admin1 | Noun::Admin2))
        };
        let rest: Vec<&str> = words.iter().copied().filter(|w| !is_type(w)).collect();
        !words.is_empty() && (rest.is_empty() || self.sides.contains(&rest.join(" ")))
    }

    /// Whether a folded name holds a side: a general name that may be a unit's.
    pub fn names_side(&self, folded: &str) -> bool {
        self.is_general(folded)
            && folded.split(' ').any(|w| self.sides.contains(w) || self.direction(w).is_some())
    }

    /// The spellings of a folded side, in one word and in two: `northwest`, `north west`.
    pub fn spellings_of_side<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = &'a str> {
        let letters = |w: &str| w.chars().filter(|c| *c != ' ').collect::<String>();
        let own = letters(folded);
        self.sides.iter().map(String::as_str).filter(move |s| letters(s) == own)
    }

    fn is_function_word(&self, folded: &str) -> bool {
        self.articles.contains(folded)
            || self.contractions.contains_key(folded)
            || self.of.contains(folded)
            || self.locative.contains(folded) && !self.sides.contains(folded)
    }

    /// Whether a written name is a river's, whatever stands beside it.
    pub fn is_river(&self, surface: &str) -> bool {
        self.rivers.contains(&surface.to_lowercase())
    }

    /// Whether a written name is a river's where a word for rivers stands beside it: `le fleuve Niger`.
    pub fn is_river_with_type(&self, surface: &str) -> bool {
        self.rivers_with_type.contains(&surface.to_lowercase())
    }

    /// The country (alpha-3) in whose news a river's name is another spelling of a unit's.
    pub fn unit_spelt_as_river(&self, surface: &str) -> Option<&str> {
        self.unit_spellings.get(&surface.to_lowercase()).map(String::as_str)
    }

    /// The country (alpha-3) of an adjective or noun of nationality, in any gender and number.
    pub fn demonym(&self, folded: &str) -> Option<&str> {
        self.demonyms.get(stem(folded)).map(String::as_str)
    }
}

/// A word of nationality without the endings of gender and number, in French and English.
fn stem(folded: &str) -> &str {
    let word = folded.strip_suffix('s').unwrap_or(folded);
    let word = word.strip_suffix('e').unwrap_or(word);
    // `francais` and `francaise`: the masculine's last letter is no plural.
    let word = word.strip_suffix('s').unwrap_or(word);
    word.strip_suffix("nn").map_or(word, |_| &word[..word.len() - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_are_well_formed() {
        for source in [FRENCH, ENGLISH] {
            Cues::read(source).unwrap();
        }
    }

    #[test]
    fn a_word_of_nationality_is_known_in_every_gender_and_number() {
        let fr = Cues::of(Language::Fr);
        for word in ["irakien", "irakienne", "irakiens", "irakiennes"] {
            assert_eq!(fr.demonym(word), Some("IRQ"), "{word}");
        }
        for word in ["francaise", "libanais", "turques", "nord coreen"] {
            assert!(fr.demonym(word).is_some(), "{word}");
        }
        let en = Cues::of(Language::En);
        for word in ["iraqi", "iraqis", "lebanese", "afghans"] {
            assert!(en.demonym(word).is_some(), "{word}");
        }
    }
}
