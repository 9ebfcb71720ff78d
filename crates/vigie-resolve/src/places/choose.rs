//! Which place of that name: what speaks for each, weighed; and what becomes of a name of which none can be told.

use super::{
    Evidence, Outcome, Refusal, Resolved,
    candidate::{Candidate, Found},
    cues::{Cues, Noun},
    home::Home,
    parents::{Parent, Parents, displaced, side_of},
    score::{Name, Signs, in_mention, is_unit, names},
    spelling,
    tokens::Token,
    votes::Votes,
    weigh::{Standing, standing},
    weights::Weights,
};
use crate::gazetteer::{Entry, Gazetteer, Kind, kilometres};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use vigie_schema::{Precision, Relation};

/// Leaves to names of sides and of rivers the units of countries that the article names.
fn keep_at_home(text: &str, candidate: &mut Candidate, votes: &Votes, cues: &Cues) {
    let is_unit = |e: &Entry| matches!(e.kind, Kind::Admin1 | Kind::Admin2 | Kind::Region);
    if candidate.is_given && cues.is_general(&candidate.folded) {
        candidate.is_side = true;
        let typed = matches!(candidate.noun(), Some(Noun::Admin1 | Noun::Admin2))
            || cues.names_side(&candidate.folded)
                && candidate.folded.split(' ').any(|w| cues.noun(w).is_some());
        candidate.entries.retain(|e| typed && is_unit(e));
    } else if candidate.is_given && cues.is_river(candidate.span.slice(text)) {
        candidate.only_in = cues.unit_spelt_as_river(candidate.span.slice(text)).map(str::to_owned);
        let unit = candidate.only_in.is_some();
        candidate.entries.retain(|e| e.kind == Kind::Region || unit);
    }
    if let Some(country) = &candidate.only_in {
        candidate.entries.retain(|e| e.country == Some(country.as_str()));
    }
    if candidate.is_side || candidate.only_in.is_some() {
        candidate.entries.retain(|e| votes.share(e.country) > 0.0);
    }
}

/// Whether the article's context makes a place of a candidate that its own words leave in doubt.
pub(super) fn is_accepted(candidate: &Candidate, found: &Found, votes: &Votes) -> bool {
    if candidate.is_given {
        return true;
    }
    if candidate.only_in.as_deref().is_some_and(|c| votes.share(Some(c)) == 0.0) {
        return false;
    }
    if candidate.is_side {
        return candidate.weight >= 2.0;
    }
    let standing = standing(&candidate.entries);
    let mut weight = candidate.weight;
    let single = candidate.tokens.len() == 1;
    if !candidate.entries.is_empty() && standing != Standing::Known {
        let at_home = candidate.entries.iter().map(|e| votes.share(e.country)).fold(0.0, f32::max);
        weight += if at_home > 0.5 {
            1.5
        } else if at_home > 0.15 {
            1.0
        } else if votes.countries().next().is_none() && is_one_seat(&candidate.entries) {
            0.0
        } else if standing == Standing::Small {
            -1.5
        } else {
            -0.5
        };
    }
    if single && candidate.approach.noun.is_none() {
        if found.lowercase.contains(&*candidate.folded) && standing != Standing::Known {
            weight -= 2.0;
        }
        if found.persons.contains(&*candidate.folded) {
            weight -= 2.5;
        }
    }
    weight >= 2.0
}

/// Whether all who bear a name lie in one country, a chief town of some unit among them. The gazetteer's list has towns of
/// whose people nothing is known only where they are seats.
fn is_one_seat(entries: &[Entry]) -> bool {
    let seat =
        |e: &Entry| e.is_usual_name && e.kind.is_town() && (e.population == 0 || e.population >= 10_000);
    entries.iter().all(|e| e.country == entries[0].country) && entries.iter().any(seat)
}

/// Resolves the accepted candidates, in text order.
pub(super) fn choose(
    text: &str,
    candidates: &mut [Candidate],
    tokens: &[Vec<Token<'_>>],
    votes: &Votes,
    cues: &Cues,
    gazetteer: &Gazetteer,
    home: Option<&Home>,
) -> Vec<Outcome> {
    for candidate in candidates.iter_mut() {
        keep_at_home(text, candidate, votes, cues);
        complete(candidate, votes, gazetteer);
    }
    let (names, name_of) = names(candidates, votes, home);
    let parents = Parents::read(candidates, &names, &name_of, tokens, cues);
    let senses = senses(candidates, &parents);
    let towns: Vec<Option<Entry>> = name_of.iter().map(|n| sure_town(&names[*n], votes)).collect();
    let mut focus = None;
    candidates
        .iter()
        .enumerate()
        .map(|(i, candidate)| {
            let sense = senses.get(&(candidate.folded.as_str(), is_unit(candidate))).copied();
            let mention = Mention {
                candidate,
                words: candidate.span.slice(text),
                name: &names[name_of[i]],
                parent: sense.and_then(|s| s.parent),
                held_before: parents.held_before[i].or(sense.and_then(|s| s.holds)),
                is_town: sense.is_some_and(|s| s.is_town),
                focus: beside_in_sentence(candidates, &towns, i)
                    .or(focus)
                    .or_else(|| towns[i..].iter().flatten().next().copied()),
            };
            let outcome = mention.decide(votes);
            focus = towns[i].filter(|_| !candidate.is_dateline || focus.is_none()).or(focus);
            outcome
        })
        .collect()
}

/// The town that a name surely is, in one of the first two countries of the article: what an unknown quarter near it lies in.
fn sure_town(name: &Name, votes: &Votes) -> Option<Entry> {
    let first = name.places.first()?.entry;
    // A capital of the second country is its government more often than the scene.
    let rank = votes.countries().take(2).position(|c| first.country == Some(c));
    let is_home = match rank {
        Some(0) => true,
        Some(_) => first.kind != Kind::Capital,
        None => votes.countries().next().is_none(),
    };
    (first.kind.is_town() && is_home).then_some(first)
}

/// The sure town named last before a name in its sentence, else first after it.
fn beside_in_sentence(candidates: &[Candidate], towns: &[Option<Entry>], i: usize) -> Option<Entry> {
    let here = |k: &usize| candidates[*k].sentence == candidates[i].sentence;
    let before = (0..i).rev().take_while(here).find_map(|k| towns[k]);
    before.or_else(|| (i + 1..candidates.len()).take_while(here).find_map(|k| towns[k]))
}

/// What any mention of a name says holds for all of them: one sense a name.
#[derive(Clone, Copy, Default)]
struct Sense {
    parent: Option<Parent>,
    holds: Option<u32>,
    is_town: bool,
}

fn senses<'c>(candidates: &'c [Candidate], parents: &Parents) -> FxHashMap<(&'c str, bool), Sense> {
    let mut senses: FxHashMap<(&str, bool), Sense> = FxHashMap::default();
    for (i, candidate) in candidates.iter().enumerate() {
        let sense = senses.entry((&candidate.folded, is_unit(candidate))).or_default();
        if let Some(parent) = parents.of[i]
            && sense.parent.is_none_or(|s| !s.is_said && parent.is_said)
        {
            sense.parent = Some(parent);
        }
        sense.holds = sense.holds.or(parents.held_before[i]);
        sense.is_town |= candidate.noun() == Some(Noun::Town);
    }
    senses
}

/// One mention with all that is known of its name.
struct Mention<'a> {
    candidate: &'a Candidate,
    words: &'a str,
    name: &'a Name,
    parent: Option<Parent>,
    held_before: Option<u32>,
    /// Whether some mention of the name is called a town.
    is_town: bool,
    /// The town that the story is in here.
    focus: Option<Entry>,
}

/// The most candidates that are kept as evidence.
const KEPT: usize = 5;

impl Mention<'_> {
    /// The places of the name with what speaks for each in this mention, best first.
    fn weighed(&self) -> Vec<(Entry, Signs)> {
        let weights = Weights::shipped();
        let mut all: Vec<(Entry, Signs)> = self
            .name
            .places
            .iter()
            .map(|place| {
                let mut signs =
                    in_mention(place, self.candidate, self.parent.as_ref(), self.held_before, weights);
                if self.is_town && self.candidate.noun() != Some(Noun::Town) && !place.entry.kind.is_town() {
                    signs.noun += weights.noun.town_is_other;
                }
                (place.entry, signs)
            })
            .collect();
        all.sort_by(|a, b| b.1.sum().total_cmp(&a.1.sum()).then(a.0.row.cmp(&b.0.row)));
        all
    }

    fn decide(&self, votes: &Votes) -> Outcome {
        let weighed = self.weighed();
        let Some((entry, _)) = weighed.first().copied() else { return self.unknown() };
        let candidate = self.candidate;
        let said = self.parent.filter(|p| p.is_said);
        let fits = said.is_none_or(|p| p.holds(&entry) || entry.row == p.entry.row);
        if candidate.is_given && entry.is_usual_name && fits {
            return self.resolved(&weighed);
        }
        let minor = standing(&[entry]) == Standing::Small || entry.kind == Kind::District;
        // A district bears the names of other towns: it is where the article is.
        let town = said.map(|p| p.entry).filter(|e| e.kind.is_town()).or(self.focus);
        let named_after = standing(&[entry]) != Standing::Known || candidate.approach.noun.is_some();
        if matches!(candidate.noun(), Some(Noun::District))
            && named_after
            && let Some(town) = town.filter(|t| kilometres((t.lat, t.lon), (entry.lat, entry.lon)) > 30.0)
        {
            return widened(self.words, &town, Precision::District);
        }
        if !fits
            && (minor || self.is_introduced() || !entry.is_usual_name)
            && let Some(parent) = said
        {
            return beside(widened(self.words, &parent.entry, precision_of(parent.entry.kind)), &parent);
        }
        let away = votes.share(entry.country) < 0.15 && votes.countries().next().is_some();
        if away && minor && !candidate.is_given {
            return match self.focus {
                Some(focus) if self.is_introduced() => widened(self.words, &focus, Precision::Admin1),
                _ => Outcome::Refused(Refusal::HomonymElsewhere),
            };
        }
        match rivals(&weighed) {
            Some(outcome) if !candidate.is_given => outcome,
            _ => self.resolved(&weighed),
        }
    }

    /// What becomes of a name that nobody bears.
    fn unknown(&self) -> Outcome {
        let candidate = self.candidate;
        if candidate.only_in.is_some() || candidate.is_side && candidate.weight < 2.0 {
            return Outcome::Refused(Refusal::HomonymElsewhere);
        }
        let is_district = candidate.noun() == Some(Noun::District);
        if let Some(parent) = self.parent {
            let precision = if is_district { Precision::District } else { precision_of(parent.entry.kind) };
            return beside(widened(self.words, &parent.entry, precision), &parent);
        }
        if candidate.is_side {
            return Outcome::Refused(Refusal::HomonymElsewhere);
        }
        match self.focus.filter(|_| self.is_introduced()) {
            Some(town) if is_district || candidate.noun() == Some(Noun::Site) => {
                widened(self.words, &town, Precision::District)
            }
            Some(town) => widened(self.words, &town, Precision::Admin1),
            None => Outcome::Refused(Refusal::Unknown),
        }
    }

    fn is_introduced(&self) -> bool {
        self.candidate.approach.noun.is_some() || self.candidate.noun_after.is_some()
    }

    fn resolved(&self, weighed: &[(Entry, Signs)]) -> Outcome {
        let (entry, _) = weighed[0];
        let mut out = Resolved::of(&entry);
        out.evidence = weighed.iter().take(KEPT).map(|(entry, signs)| Evidence::of(entry, *signs)).collect();
        self.displace(&entry, &mut out);
        Outcome::Resolved(out)
    }

    /// Moves the point to where the words put it: `à 30 km au sud de`, `le nord du Mali`.
    fn displace(&self, entry: &Entry, out: &mut Resolved) {
        let approach = &self.candidate.approach;
        let bearing = approach.bearing.and_then(|(relation, direction)| direction.map(|d| (relation, d)));
        let is_town = out.precision == Precision::PopulatedPlace;
        match bearing {
            Some((
                Relation::NorthOf | Relation::SouthOf | Relation::EastOf | Relation::WestOf,
                direction,
            )) => {
                if let Some(km) = approach.km {
                    (out.lat, out.lon) = displaced((entry.lat, entry.lon), direction, f64::from(km));
                }
                if is_town {
                    out.precision = Precision::District;
                }
            }
            Some((Relation::In, side)) if !is_town => (out.lat, out.lon) = side_of(entry, side),
            _ if self.candidate.direction.is_some() && is_town => out.precision = Precision::District,
            _ => {}
        }
    }
}

/// What becomes of a name for which two places far from each other have as much to say: the unit or country that holds both,
/// or a refusal that names them.
fn rivals(weighed: &[(Entry, Signs)]) -> Option<Outcome> {
    let [(first, one), (second, other), ..] = weighed else { return None };
    let apart = kilometres((first.lat, first.lon), (second.lat, second.lon)) > 50.0;
    let is_told =
        one.parent > 0.0 || one.near > 0.0 || one.noun > other.noun || one.sum() - other.sum() >= TIE;
    let known = standing(&[*first]) == Standing::Known;
    if !apart || is_told || known {
        return None;
    }
    Some(Outcome::Refused(Refusal::Ambiguous([(first.name, first.country), (second.name, second.country)])))
}

/// Fewer points than this between two small places of one name, and nothing beside the name: either may be meant.
const TIE: f32 = 0.25;

/// Adds the places whose name has the same consonants, where the name as written is nobody's in the countries of the article.
fn complete(candidate: &mut Candidate, votes: &Votes, gazetteer: &Gazetteer) {
    if candidate.is_side || candidate.only_in.is_some() {
        return;
    }
    if candidate.direction.is_some() && candidate.entries.is_empty() {
        candidate.entries = gazetteer.find_folded(&candidate.folded).collect();
    }
    let at_home = candidate.entries.iter().any(|e| votes.share(e.country) > 0.2 || e.country.is_none());
    // Quarters, bridges and mosques are named after anything: their names are not respelt.
    let named_after = matches!(candidate.noun(), Some(Noun::District | Noun::Site));
    if at_home || named_after || standing(&candidate.entries) == Standing::Known {
        return;
    }
    for country in votes.countries().take(4) {
        candidate.entries.extend(spelling::kin(&candidate.folded, country, gazetteer));
    }
}

/// What remains of the precision of a place known only by what holds it.
fn precision_of(kind: Kind) -> Precision {
    match kind {
        Kind::Country => Precision::Country,
        Kind::Region => Precision::Region,
        Kind::Admin2 => Precision::Admin2,
        Kind::Town | Kind::Capital | Kind::Seat | Kind::District | Kind::Site | Kind::Landmark => {
            Precision::District
        }
        Kind::Admin1 => Precision::Admin1,
    }
}

/// The outcome moved to the side of the parent that the words name.
fn beside(outcome: Outcome, parent: &Parent) -> Outcome {
    let (lat, lon) = parent.point();
    match outcome {
        Outcome::Resolved(r) => Outcome::Resolved(Resolved { lat, lon, ..r }),
        refused @ Outcome::Refused(_) => refused,
    }
}

pub(super) fn widened(words: &str, parent: &Entry, precision: Precision) -> Outcome {
    Outcome::Resolved(Resolved {
        row: None,
        geonames: None,
        name: SmolStr::new(words),
        country: parent.country,
        admin1: parent.admin1,
        lat: parent.lat,
        lon: parent.lon,
        precision,
        kind: if precision == Precision::District { Kind::District } else { Kind::Town },
        population: 0,
        evidence: Vec::new(),
    })
}

impl Resolved {
    /// The place of a row of the gazetteer.
    pub(super) fn of(entry: &Entry) -> Self {
        Self {
            row: Some(entry.row),
            geonames: entry.geonames,
            name: SmolStr::new(entry.name),
            country: entry.country,
            admin1: entry.admin1,
            lat: entry.lat,
            lon: entry.lon,
            precision: match entry.kind {
                Kind::Town | Kind::Capital | Kind::Seat => Precision::PopulatedPlace,
                Kind::District => Precision::District,
                Kind::Admin1 => Precision::Admin1,
                Kind::Admin2 => Precision::Admin2,
                Kind::Country => Precision::Country,
                Kind::Region => Precision::Region,
                Kind::Site | Kind::Landmark => Precision::Point,
            },
            kind: entry.kind,
            population: entry.population,
            evidence: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        gazetteer::{Kind, kilometres},
        places::testing::read,
    };
    use vigie_schema::Precision;
    use vigie_text::Language;

    #[test]
    fn a_possessive_is_no_part_of_the_name() {
        let found = read(Language::En, "Troops entered Ukraine's Kharkiv on Friday.");
        let names: Vec<_> = found.iter().map(|(words, r, _)| (words.as_str(), r.is_some())).collect();
        assert_eq!(names, [("Ukraine", true), ("Kharkiv", true)]);
    }

    #[test]
    fn an_article_or_preposition_tells_the_province_from_its_town() {
        for (text, is_town) in [
            ("Deux hommes ont été arrêtés à Québec, au Canada.", true),
            ("Deux hommes ont été arrêtés au Québec, au Canada.", false),
        ] {
            let found = read(Language::Fr, text);
            assert_eq!(found[0].1.as_ref().unwrap().kind.is_town(), is_town, "{text}");
        }
    }

    #[test]
    fn a_distance_and_a_direction_move_the_point() {
        let found = read(Language::Fr, "Un convoi a sauté à 30 km au sud de Homs, en Syrie.");
        let homs = read(Language::Fr, "Un convoi a sauté à Homs, en Syrie.");
        let (there, town) = (found[0].1.as_ref().unwrap(), homs[0].1.as_ref().unwrap());
        assert!((kilometres((there.lat, there.lon), (town.lat, town.lon)) - 30.0).abs() < 1.0);
        assert!(there.lat < town.lat);
        assert_eq!((there.precision, there.geonames), (Precision::District, town.geonames));
    }

    #[test]
    fn a_side_of_a_country_is_the_middle_of_that_side() {
        let found = read(Language::Fr, "Des combats dans le nord du Mali.");
        let mali = read(Language::Fr, "Des combats au Mali.");
        assert!(found[0].1.as_ref().unwrap().lat > mali[0].1.as_ref().unwrap().lat + 1.0);
        assert_eq!(found[0].1.as_ref().unwrap().precision, Precision::Country);
    }

    #[test]
    fn an_unknown_bridge_lies_in_the_town_that_the_sentence_is_about() {
        let text = "Le Kremlin dément, dit-on à Moscou.\nÀ Kherson, en Ukraine, le pont Bazarovski a sauté.";
        let found = read(Language::Fr, text);
        let bridge = &found.iter().find(|(words, ..)| words == "Bazarovski").unwrap().1;
        assert_eq!(bridge.as_ref().unwrap().country, Some("UKR"));
    }

    #[test]
    fn the_old_city_is_that_of_the_town_and_no_town_elsewhere() {
        let found = read(Language::En, "Soldiers fought in Mosul.\nGunfire was heard in the Old City.");
        let (_, place, mention) = found.last().unwrap();
        assert!(mention.is_anaphoric);
        assert_eq!(place.as_ref().unwrap().country, Some("IRQ"));
    }

    #[test]
    fn a_word_without_its_accent_is_another_word() {
        let found = read(Language::Fr, "L'armée a repris Mossoul.\nLa marche a duré trois heures.");
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn the_capital_of_a_unit_is_its_chief_town() {
        let text = "Des tirs ont éclaté à Goma, en RDC.\nLe calme règne dans la capitale du Nord-Kivu.";
        let found = read(Language::Fr, text);
        let capital = found.iter().find(|(words, ..)| words == "la capitale").unwrap();
        assert_eq!(capital.1.as_ref().unwrap().name, "Goma");
    }

    #[test]
    fn what_spoke_for_a_place_is_kept_and_can_be_read() {
        let found = read(Language::En, "Shots were fired in Paris, Texas, on Friday.");
        let paris = found[0].1.as_ref().unwrap();
        assert_eq!(paris.evidence[0].row, paris.row.unwrap());
        let written = paris.evidence[0].to_string();
        assert!(
            written.starts_with("Paris (town, Texas, USA) ") && written.contains("place beside"),
            "{written}"
        );
        assert!(paris.evidence.iter().any(|e| e.kind == Kind::Capital));
    }
}
