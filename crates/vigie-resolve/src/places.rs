//! Places: which words of an article name one, which place of that name it is, and how the story lies to it.
//!
//! [`places`] finds and resolves; [`places_at`] resolves words that somebody else has found. Both give a mention with its
//! outcome: a place in the world, with the other candidates, or the reason why the words were refused. Nothing is resolved to
//! a place of the same name elsewhere for want of a better one: a village that the gazetteer lacks is widened to the district,
//! province or country that the article puts it in, and keeps its name.

mod anaphora;
mod candidate;
mod choose;
mod cues;
mod dateline;
mod evidence;
mod find;
mod given;
mod home;
mod parents;
mod relation;
mod score;
mod sides;
mod spelling;
mod stranger;
mod tokens;
mod votes;
mod weigh;
mod weights;

use crate::gazetteer::Kind;
pub use crate::gazetteer::{Entry, Gazetteer};
use candidate::{Candidate, Found};
use cues::{Cues, Noun};
pub use evidence::Evidence;
pub use home::Home;
use rustc_hash::FxHashSet;
pub use score::Signs;
use smol_str::SmolStr;
use std::{fmt, ops::Range};
use tokens::Token;
use vigie_annotate::{Document, Sentence};
use vigie_schema::{Precision, Relation};
use vigie_text::{Language, Span};
use votes::Votes;
use weights::Weights;

/// Words that name a place, and what became of them.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceMention {
    /// Index of its sentence.
    pub sentence: usize,
    /// Words of the name, in the sentence.
    pub words: Range<usize>,
    /// The word of the name that the rest of the tree hangs on.
    pub head: usize,
    /// Bytes of the name: `Raqqa`, not `ville de Raqqa`; of the whole noun phrase where no name is given (`la ville`).
    pub span: Span,
    /// The place, or why there is none.
    pub outcome: Outcome,
    /// How the story lies to it, by the words before it.
    pub relation: Relation,
    /// Compass direction that those words or the name itself give.
    pub direction: Option<&'static str>,
    /// Whether it says where the article was written.
    pub is_dateline: bool,
    /// The generic noun that introduces the name or stands for it: `ville`, `village`, `province`, `quartier`.
    pub noun: Option<usize>,
    /// Whether it is a common noun that takes up a place named before.
    pub is_anaphoric: bool,
}

/// What became of a mention.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A place in the world.
    Resolved(Resolved),
    /// None, with the reason.
    Refused(Refusal),
}

/// Why a mention has no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// No place of that name is known, and no wider place is named that it lies in.
    Unknown,
    /// The only places of that name are small ones in countries that the article does not speak of.
    HomonymElsewhere,
    /// Two places of that name, far from each other, of which neither the article nor their size tells one: names and
    /// countries (alpha-3).
    Ambiguous([(&'static str, Option<&'static str>); 2]),
    /// A common noun with no place before it that it could stand for.
    NothingBefore,
}

impl Refusal {
    /// The reason, for people.
    #[must_use]
    pub fn reason(self) -> &'static str {
        match self {
            Self::Unknown => "no place of that name is known, and no wider place is named that it lies in",
            Self::HomonymElsewhere => {
                "the only places of that name are small ones in countries that the article does not speak of"
            }
            Self::Ambiguous(_) => "two places of that name are as likely",
            Self::NothingBefore => "no place named before fits the noun",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reason())?;
        let Self::Ambiguous([one, other]) = self else { return Ok(()) };
        let country = |c: Option<&'static str>| c.unwrap_or("several countries");
        write!(f, ": {} ({}) and {} ({})", one.0, country(one.1), other.0, country(other.1))
    }
}

/// A place in the world.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// Its row of the gazetteer; `None` where it was widened.
    pub row: Option<u32>,
    /// GeoNames id; `None` where GeoNames has none or the place was widened.
    pub geonames: Option<u32>,
    /// GeoNames name; the words of the text where the place was widened.
    pub name: SmolStr,
    /// ISO 3166 alpha-3 code; `None` for what lies in several countries.
    pub country: Option<&'static str>,
    /// Name of the first-level unit.
    pub admin1: Option<&'static str>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// How exactly it is known.
    pub precision: Precision,
    /// What it is.
    pub kind: Kind,
    /// People; 0 where unknown.
    pub population: u32,
    /// The first few places of the name with what spoke for each, best first; empty where it was widened.
    pub evidence: Vec<Evidence>,
}

/// What an article is read with.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The language it is in.
    pub language: Language,
    /// The places known by name.
    pub gazetteer: &'a Gazetteer,
    /// Where its outlet is at home, by [`Home::of`]; `None` where nothing is known of it.
    pub home: Option<&'a Home>,
}

/// As [`places_in`], of an article of whose outlet nothing is known.
#[must_use]
pub fn places(text: &str, doc: &Document, language: Language, gazetteer: &Gazetteer) -> Vec<PlaceMention> {
    places_in(text, doc, &Setting { language, gazetteer, home: None })
}

/// As [`places_at_in`], of an article of whose outlet nothing is known.
#[must_use]
pub fn places_at(
    text: &str,
    doc: &Document,
    language: Language,
    gazetteer: &Gazetteer,
    spans: &[Span],
) -> Vec<PlaceMention> {
    places_at_in(text, doc, &Setting { language, gazetteer, home: None }, spans)
}

/// The places that the given bytes name, one mention each, in text order; demonyms count as their countries, seats of power
/// as their capitals.
#[must_use]
pub fn places_at_in(text: &str, doc: &Document, setting: &Setting<'_>, spans: &[Span]) -> Vec<PlaceMention> {
    given::places_at(text, doc, setting, spans)
}

/// The places of an article, in text order: names, and the common nouns that take them up.
#[must_use]
pub fn places_in(text: &str, doc: &Document, setting: &Setting<'_>) -> Vec<PlaceMention> {
    let (cues, gazetteer) = (Cues::of(setting.language), setting.gazetteer);
    let tokens: Vec<Vec<Token<'_>>> = doc.sentences.iter().map(|s| tokens::tokens(text, s, cues)).collect();
    let mut found = find::find(doc, &tokens, cues, gazetteer);
    let votes = Votes::of(&found, setting.home, Weights::shipped());
    keep_accepted(&mut found, &tokens, &votes, cues, gazetteer);
    let mut mentions = resolve(text, doc, &tokens, &mut found, &votes, cues, setting);

    let main = votes.countries().next();
    for (index, tokens) in tokens.iter().enumerate() {
        let more = anaphora::in_sentence(index, doc, tokens, &mentions, main, cues, gazetteer);
        mentions.extend(more);
        mentions.sort_by_key(|m| (m.span.start, m.span.end));
    }
    mentions
}

/// Drops the candidates that neither their own words nor the article make a place of.
fn keep_accepted(
    found: &mut Found,
    tokens: &[Vec<Token<'_>>],
    votes: &Votes,
    cues: &Cues,
    gazetteer: &Gazetteer,
) {
    let accepted: Vec<bool> = found
        .candidates
        .iter()
        .enumerate()
        .map(|(i, c)| {
            let next = found.candidates.get(i + 1);
            choose::is_accepted(c, found, votes)
                || is_kin(c, votes, gazetteer)
                || c.weight >= 1.0 && stranger::is_situated(c, next, &tokens[c.sentence], cues)
        })
        .collect();
    // A name that one sentence places is placed in the others too (`à Mbau` in the title).
    let named: FxHashSet<String> = found
        .candidates
        .iter()
        .zip(&accepted)
        .filter(|(c, is_accepted)| **is_accepted && c.entries.is_empty())
        .map(|(c, _)| c.folded.clone())
        .collect();
    let mut accepted = accepted.into_iter();
    found.candidates.retain(|c| {
        let is_accepted = accepted.next().unwrap_or(false);
        is_accepted || c.entries.is_empty() && named.contains(&c.folded)
    });
}

/// Whether a name that nobody bears has the consonants of a place in a country of the article.
fn is_kin(candidate: &Candidate, votes: &Votes, gazetteer: &Gazetteer) -> bool {
    // After a mere `de`, only a place that the news knows: anybody's name may stand there.
    let known = |e: &Entry| candidate.weight >= 1.0 || e.geonames.is_none() || e.population >= 30_000;
    candidate.entries.is_empty()
        && candidate.weight >= 0.9
        && votes.countries().take(3).any(|c| spelling::kin(&candidate.folded, c, gazetteer).iter().any(known))
}

fn resolve(
    text: &str,
    doc: &Document,
    tokens: &[Vec<Token<'_>>],
    found: &mut Found,
    votes: &Votes,
    cues: &Cues,
    setting: &Setting<'_>,
) -> Vec<PlaceMention> {
    let outcomes =
        choose::choose(text, &mut found.candidates, tokens, votes, cues, setting.gazetteer, setting.home);
    let mut mentions: Vec<PlaceMention> = Vec::with_capacity(outcomes.len());
    for (candidate, outcome) in found.candidates.iter().zip(outcomes) {
        let mut bearing = candidate.approach.bearing;
        if bearing.is_none() && candidate.approach.noun.is_none() {
            bearing = inherited(candidate, mentions.last(), tokens, cues);
        }
        let noun = candidate
            .approach
            .noun
            .or(candidate.noun_after)
            .filter(|(_, n)| *n != Noun::Country || candidate.approach.noun.is_some());
        mentions.push(PlaceMention {
            sentence: candidate.sentence,
            head: head_of(&doc.sentences[candidate.sentence], &candidate.words),
            words: candidate.words.clone(),
            span: candidate.span,
            outcome,
            relation: bearing.map_or(Relation::In, |(r, _)| r),
            direction: candidate.direction.or(bearing.and_then(|(_, d)| d)),
            is_dateline: candidate.is_dateline,
            noun: noun.map(|(token, _)| tokens[candidate.sentence][token].words.start),
            is_anaphoric: false,
        });
    }
    mentions
}

/// The second of two names in a list lies as the first does: `près de Hama et de Homs`.
fn inherited(
    candidate: &Candidate,
    before: Option<&PlaceMention>,
    tokens: &[Vec<Token<'_>>],
    cues: &Cues,
) -> Option<cues::Bearing> {
    let before = before.filter(|m| m.sentence == candidate.sentence)?;
    let gap = tokens[candidate.sentence][..candidate.tokens.start]
        .iter()
        .rev()
        .take_while(|t| t.words.start >= before.words.end);
    let mut joined = false;
    for token in gap {
        if token.text == "," || cues.lists.contains(token.folded.as_str()) {
            joined = true;
        } else if !cues.is_empty_word(&token.folded) {
            return None;
        }
    }
    joined.then_some((before.relation, before.direction))
}

/// The word of `words` whose head lies outside them.
fn head_of(sentence: &Sentence, words: &Range<usize>) -> usize {
    words
        .clone()
        .find(|w| sentence.words.get(*w).is_some_and(|w| w.head.is_none_or(|h| !words.contains(&h))))
        .unwrap_or(words.start)
}

/// The capital of a country (alpha-3).
fn capital(gazetteer: &Gazetteer, country: &str) -> Option<Resolved> {
    gazetteer.capital(country).map(|e| Resolved::of(&e))
}

/// The country (alpha-3) of an alpha-2 or alpha-3 code.
#[must_use]
pub fn country_of(code: &str) -> Option<&'static str> {
    Gazetteer::shipped().ok()?.country_of(code)
}

#[cfg(test)]
mod testing;

#[cfg(test)]
mod tests {
    use super::{
        testing::{document, read},
        *,
    };

    fn names(language: Language, text: &str) -> Vec<String> {
        read(language, text).into_iter().map(|(name, ..)| name).collect()
    }

    #[test]
    fn the_towns_of_a_war_are_found_and_put_in_their_country() {
        let read = read(Language::Fr, "Des raids ont visé Mossoul et la ville syrienne de Raqqa mardi.");
        let got: Vec<_> =
            read.iter().map(|(n, r, _)| (n.as_str(), r.as_ref().and_then(|r| r.country))).collect();
        assert_eq!(got, [("Mossoul", Some("IRQ")), ("Raqqa", Some("SYR"))]);
        assert!(read[1].2.noun.is_some(), "the noun that introduces it is kept");
    }

    #[test]
    fn a_person_who_bears_a_town_s_name_is_no_place() {
        assert!(names(Language::Fr, "Le chanteur a rencontré Paris Hilton hier.").is_empty());
        assert!(names(Language::Fr, "Selon M. Tours, tout va bien.").is_empty());
        assert!(names(Language::En, "Police said Jordan Henderson was questioned.").is_empty());
    }

    #[test]
    fn common_words_and_nationalities_are_no_places() {
        assert!(
            names(Language::Fr, "Les soldats irakiens ont pris la parole, selon les Syriens.").is_empty()
        );
        assert!(names(Language::En, "Iraqi soldiers and the Turks said nothing on March 3.").is_empty());
    }

    #[test]
    fn a_dateline_is_told_from_the_story() {
        let read = read(Language::Fr, "MOSSOUL (Irak), 20 mars 2017 – Les forces ont avancé vers Tal Afar.");
        let got: Vec<_> = read.iter().map(|(n, _, m)| (n.as_str(), m.is_dateline)).collect();
        assert_eq!(got, [("MOSSOUL", true), ("Irak", true), ("Tal Afar", false)]);
        assert_eq!(read[2].2.relation, Relation::Toward);
    }

    #[test]
    fn the_words_before_a_name_say_how_the_story_lies_to_it() {
        for (text, relation, direction) in [
            ("Un raid a eu lieu près de Homs.", Relation::Near, None),
            ("Un raid a eu lieu aux abords de la ville de Homs.", Relation::Near, None),
            ("Un raid a eu lieu à 30 km au sud de Homs.", Relation::SouthOf, Some("S")),
            ("Un raid a eu lieu au sud-est de Homs.", Relation::SouthOf, Some("SE")),
            ("Des tirs sont venus depuis le nord de Homs.", Relation::From, Some("N")),
            ("Des combats dans le nord de la Syrie.", Relation::In, Some("N")),
            ("Ils avancent en direction de Homs.", Relation::Toward, None),
            ("Des combats à Alep-Est.", Relation::In, Some("E")),
        ] {
            let read = read(Language::Fr, text);
            let mention = &read.first().unwrap_or_else(|| panic!("nothing in {text}")).2;
            assert_eq!((mention.relation, mention.direction), (relation, direction), "{text}");
        }
        for (text, relation, direction) in [
            ("A raid took place south of Homs.", Relation::SouthOf, Some("S")),
            ("Troops in northern Syria moved.", Relation::In, Some("N")),
            ("A raid took place on the outskirts of Homs.", Relation::Near, None),
        ] {
            let mention = &read(Language::En, text)[0].2;
            assert_eq!((mention.relation, mention.direction), (relation, direction), "{text}");
        }
    }

    #[test]
    fn two_places_between_which_it_happened_share_the_relation() {
        let read = read(Language::Fr, "Un convoi a sauté entre Gao et Kidal.");
        assert!(read.iter().all(|(_, _, m)| m.relation == Relation::Between), "{read:?}");
    }

    #[test]
    fn a_village_that_nobody_knows_lies_where_the_text_puts_it() {
        let text =
            "Des soldats maliens sont entrés dans le village de Tarkoundia, dans la province de Ninive.";
        let read = read(Language::Fr, text);
        let (_, village, _) = &read[0];
        let village = village.as_ref().unwrap();
        assert_eq!((village.name.as_str(), village.country), ("Tarkoundia", Some("IRQ")));
        assert_eq!((village.precision, village.geonames), (Precision::Admin1, None));
    }

    #[test]
    fn a_district_is_where_its_town_is_and_not_a_homonym_elsewhere() {
        let read = read(
            Language::Fr,
            "Les forces irakiennes ont repris Mossoul.\nElles tiennent le quartier de Nablous.",
        );
        let district = read.iter().find(|(n, ..)| n == "Nablous").unwrap();
        let resolved = district.1.as_ref().unwrap();
        assert_eq!((resolved.country, resolved.precision), (Some("IRQ"), Precision::District));
    }

    #[test]
    fn a_country_named_beside_a_town_decides_between_homonyms() {
        let read = read(Language::Fr, "Des tirs à Tripoli (Liban) ont fait deux morts.");
        assert_eq!(read[0].1.as_ref().unwrap().country, Some("LBN"));
        let read = self::read(Language::En, "Shots were fired in Paris, Texas, on Friday.");
        assert_eq!(read[0].1.as_ref().unwrap().country, Some("USA"));
    }

    #[test]
    fn the_city_takes_up_the_last_town() {
        let text = "L'armée a repris Palmyre.\nDes mines explosent encore dans la ville.";
        let read = read(Language::Fr, text);
        let (words, resolved, mention) = read.last().unwrap();
        assert_eq!(words, "la ville");
        assert!(mention.is_anaphoric);
        assert_eq!(resolved.as_ref().unwrap().name, read[0].1.as_ref().unwrap().name);
    }

    #[test]
    fn the_capital_and_the_country_are_those_of_the_article() {
        let text = "L'armée malienne a riposté à Gao, au Mali.\nLe calme est revenu dans la capitale et dans le pays.";
        let read = read(Language::Fr, text);
        let got: Vec<_> = read.iter().filter(|(_, _, m)| m.is_anaphoric).collect();
        assert_eq!(got[0].1.as_ref().unwrap().name, "Bamako");
        assert_eq!(got[1].1.as_ref().unwrap().country, Some("MLI"));
    }

    #[test]
    fn a_common_noun_with_nothing_before_it_is_refused_with_a_reason() {
        let text = "La bataille fait rage dans la ville.";
        let read = read(Language::Fr, text);
        assert!(read.iter().all(|(_, r, _)| r.is_none()), "{read:?}");
    }

    #[test]
    fn regions_that_are_no_town_are_known() {
        for (text, country) in [
            ("Des combats au Darfour.", Some("SDN")),
            ("Des combats dans le Donbass.", Some("UKR")),
            ("Un raid dans la bande de Gaza.", Some("PSE")),
            ("Une attaque dans le Haut-Karabakh.", Some("AZE")),
            ("Des attaques au Sahel.", None),
        ] {
            let read = read(Language::Fr, text);
            let resolved = read.first().and_then(|(_, r, _)| r.clone()).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(resolved.country, country, "{text}");
        }
    }

    #[test]
    fn given_spans_are_resolved_and_no_others() {
        let text = "Fighting in Mosul and in Aleppo.";
        let spans = [Span::new(25, 31)];
        let got = places_at(text, &document(text), Language::En, Gazetteer::shipped().unwrap(), &spans);
        assert_eq!(got.len(), 1);
        assert!(matches!(&got[0].outcome, Outcome::Resolved(r) if r.country == Some("SYR")));
    }

    #[test]
    fn a_span_always_slices_back_to_its_words() {
        let text = "À l’est d’Alep, l’Ukraine, « Kiev » et… Port-au-Prince ; N’Djamena (Tchad) — Alep-Est.";
        for (words, _, mention) in read(Language::Fr, text) {
            assert_eq!(mention.span.slice(text), words);
            assert!(!words.is_empty());
        }
    }
}
