//! The words around place names, from `lexicon/*/places.toml`.

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
    demonyms: BTreeMap<String, Vec<String>>,
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
            unit_spellings: file.rivers.units.iter().map(|(k, v)| (k.to_lowercase(), v.clone())).collect(),
            ..Self::default()
        };
        for (code, words) in &file.directions {
            if let Some(direction) = COMPASS.into_iter().find(|c| c == code) {
                for word in words {
                    cues.directions.insert(fold(word), direction);
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
                cues.bear(words, (relation, None));
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
                        cues.bear(&words.replace("{dir}", name), (relation, Some(direction)));
                    }
                }
            }
        }
        let n = &file.nouns;
        for (noun, words) in [
            (Noun::District, &n.district),
            (Noun::Site, &n.site),
            (Noun::Country, &n.country),
            (Noun::Admin2, &n.admin2),
            (Noun::Admin1, &n.admin1),
            (Noun::Town, &n.town),
        ] {
            cues.nouns.extend(words.iter().map(|w| (fold(w), noun)));
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
            cues.anaphora.extend(words.iter().map(|w| (fold(w), anaphor)));
        }
        for (country, words) in &file.demonyms {
            for word in words {
                cues.demonyms.insert(stem(&fold(word)).to_owned(), country.clone());
            }
        }
        Ok(cues)
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

    pub fn noun(&self, folded: &str) -> Option<Noun> {
        self.nouns.get(folded).copied()
    }

    pub fn anaphor(&self, folded: &str) -> Option<Anaphor> {
        self.anaphora.get(folded).copied()
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
            || matches!(folded, "a" | "de" | "of")
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
