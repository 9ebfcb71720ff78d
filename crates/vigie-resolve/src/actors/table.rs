//! The actor table: states, groups, organisations and persons of `resources/actors`, and every name that each goes by.

use super::Named;
use crate::{Error, fold::fold};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use smol_str::SmolStr;
use vigie_schema::ActorKind;
use vigie_text::Language;

/// An actor of the table.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Key that reports carry; `None` for nationalities and seats of government.
    pub id: Option<SmolStr>,
    /// Canonical name, as the English Wikipedia titles it.
    pub name: Option<SmolStr>,
    /// ISO 3166 alpha-3 code of the country that it belongs to.
    pub country: Option<SmolStr>,
    /// PLOVER sectors.
    pub sectors: Vec<SmolStr>,
    /// What an epithet may ask for.
    pub tags: Vec<SmolStr>,
    /// What it is.
    pub kind: ActorKind,
    /// Whether it only says whom something leans to (`pro-russe`), and so gives no country.
    pub leaning: bool,
}

/// How the letters of a name must stand in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// Exactly so: short acronyms, which are words otherwise (`EI`, `US`).
    Exact,
    /// All capitals, or a capital first (`ONU`, `Minusma`).
    Acronym,
    /// A capital first.
    Capital,
    /// Any.
    Free,
}

/// One name of one entry.
#[derive(Clone, Debug)]
pub(super) struct Alias {
    pub what: Named,
    pub text: SmolStr,
    pub case: Case,
    /// The country contexts in which the name holds; empty for all.
    pub countries: Vec<SmolStr>,
    /// Whether the article must call the actor by another name too.
    pub named: bool,
    /// The days of publication in which an office means its holder.
    pub days: Option<(Date, Date)>,
}

/// Names as paths of folded tokens.
#[derive(Debug, Default)]
pub(super) struct Trie {
    tokens: FxHashMap<SmolStr, u32>,
    steps: FxHashMap<(u32, u32), u32>,
    ends: FxHashMap<u32, Vec<u32>>,
    nodes: u32,
    pub aliases: Vec<Alias>,
}

impl Trie {
    fn insert(&mut self, alias: Alias) {
        let folded = fold(&alias.text);
        let mut node = 0;
        for token in folded.split(' ').filter(|t| !t.is_empty()) {
            let next = self.tokens.len() as u32;
            let token = *self.tokens.entry(SmolStr::from(token)).or_insert(next);
            let nodes = &mut self.nodes;
            node = *self.steps.entry((node, token)).or_insert_with(|| {
                *nodes += 1;
                *nodes
            });
        }
        if node == 0 {
            return;
        }
        let index = self.aliases.len() as u32;
        self.aliases.push(alias);
        self.ends.entry(node).or_default().push(index);
    }

    /// The number of a token that some name holds.
    pub fn token(&self, folded: &str) -> Option<u32> {
        self.tokens.get(folded).copied()
    }

    pub fn step(&self, node: u32, token: u32) -> Option<u32> {
        self.steps.get(&(node, token)).copied()
    }

    pub fn ends(&self, node: u32) -> &[u32] {
        self.ends.get(&node).map_or(&[], Vec::as_slice)
    }
}

/// Every entry and the names of each language.
#[derive(Debug)]
pub(super) struct Table {
    pub entries: Vec<Entry>,
    fr: Trie,
    en: Trie,
}

impl Table {
    pub fn trie(&self, language: Language) -> &Trie {
        match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct States {
    state: Vec<State>,
    people: Vec<People>,
    nationality: Vec<People>,
    metonym: Vec<Metonym>,
    when: Vec<StateWhen>,
    not: Names,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct State {
    code: SmolStr,
    #[serde(default)]
    en: Vec<SmolStr>,
    #[serde(default)]
    fr: Vec<SmolStr>,
    #[serde(default)]
    adj_en: Vec<SmolStr>,
    #[serde(default)]
    adj_fr: Vec<SmolStr>,
    #[serde(default)]
    people_en: Vec<SmolStr>,
    #[serde(default)]
    capital: Vec<SmolStr>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct People {
    id: Option<SmolStr>,
    country: Option<SmolStr>,
    #[serde(default)]
    fr: Vec<SmolStr>,
    #[serde(default)]
    en: Vec<SmolStr>,
    #[serde(default)]
    leaning: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Metonym {
    country: SmolStr,
    sectors: Vec<SmolStr>,
    names: Vec<SmolStr>,
    #[serde(default)]
    countries: Vec<SmolStr>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StateWhen {
    code: SmolStr,
    names: Vec<SmolStr>,
    countries: Vec<SmolStr>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    names: Vec<SmolStr>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Actor {
    id: SmolStr,
    name: SmolStr,
    country: Option<SmolStr>,
    sectors: Vec<SmolStr>,
    #[serde(default)]
    tags: Vec<SmolStr>,
    #[serde(default)]
    names: Vec<SmolStr>,
    #[serde(default)]
    fr: Vec<SmolStr>,
    #[serde(default)]
    en: Vec<SmolStr>,
    #[serde(default)]
    when: Vec<When>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct When {
    #[serde(default)]
    names: Vec<SmolStr>,
    #[serde(default)]
    fr: Vec<SmolStr>,
    #[serde(default)]
    en: Vec<SmolStr>,
    #[serde(default)]
    countries: Vec<SmolStr>,
    #[serde(default)]
    named: bool,
    from: Option<Date>,
    to: Option<Date>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Groups {
    group: Vec<Actor>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Organisations {
    organisation: Vec<Actor>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Persons {
    person: Vec<Actor>,
}

const STATES: &str = include_str!("../../../../resources/actors/states.toml");
const GROUPS: &str = include_str!("../../../../resources/actors/groups.toml");
const ORGANISATIONS: &str = include_str!("../../../../resources/actors/organisations.toml");
const PERSONS: &str = include_str!("../../../../resources/actors/persons.toml");

fn parse<T: serde::de::DeserializeOwned>(file: &'static str, text: &str) -> Result<T, Error> {
    toml::from_str(text).map_err(|e| Error::Resource { file, reason: e.to_string() })
}

/// Reads the four files of `resources/actors`.
pub(super) fn load() -> Result<Table, Error> {
    let states: States = parse("resources/actors/states.toml", STATES)?;
    let groups: Groups = parse("resources/actors/groups.toml", GROUPS)?;
    let organisations: Organisations = parse("resources/actors/organisations.toml", ORGANISATIONS)?;
    let persons: Persons = parse("resources/actors/persons.toml", PERSONS)?;
    let mut table = Table { entries: Vec::new(), fr: Trie::default(), en: Trie::default() };
    table.add_states(states);
    for actor in groups.group {
        table.add_actor(actor, ActorKind::Group, Named::Group);
    }
    for actor in organisations.organisation {
        table.add_actor(actor, ActorKind::Organisation, Named::Organisation);
    }
    for actor in persons.person {
        table.add_actor(actor, ActorKind::Person, Named::Person);
    }
    Ok(table)
}

const GOV: &str = "GOV";

impl Table {
    fn add(&mut self, entry: Entry) -> usize {
        self.entries.push(entry);
        self.entries.len() - 1
    }

    fn alias(&mut self, languages: &[Language], names: &[SmolStr], like: &Alias) {
        for text in names {
            for &language in languages {
                let case = match like.what {
                    Named::Nationality(_) if language == Language::Fr => Case::Free,
                    Named::Nationality(_) => initial_case(text),
                    _ => case_of(text),
                };
                let alias = Alias { text: text.clone(), case, ..like.clone() };
                match language {
                    Language::Fr => self.fr.insert(alias),
                    Language::En => self.en.insert(alias),
                }
            }
        }
    }

    fn add_states(&mut self, states: States) {
        let both = &Language::ALL[..];
        let (fr, en) = (&[Language::Fr][..], &[Language::En][..]);
        let mut by_code: FxHashMap<SmolStr, (usize, usize)> = FxHashMap::default();
        for state in states.state {
            let government = Entry {
                id: None,
                name: None,
                country: Some(state.code.clone()),
                sectors: vec![GOV.into()],
                tags: Vec::new(),
                kind: ActorKind::State,
                leaning: false,
            };
            let index = self.add(government.clone());
            let plain = Alias::plain(Named::State(index));
            self.alias(fr, &state.fr, &plain);
            self.alias(en, &state.en, &plain);
            let seat = self.add(government.clone());
            self.alias(both, &state.capital, &Alias::plain(Named::Metonym(seat)));
            let people = self.add(Entry { kind: ActorKind::People, ..government });
            let plain = Alias::plain(Named::Nationality(people));
            self.alias(fr, &french_forms(&state.adj_fr), &plain);
            self.alias(en, &english_forms(&state.adj_en), &plain);
            self.alias(en, &english_forms(&state.people_en), &plain);
            by_code.insert(state.code, (index, people));
        }
        for people in states.people.into_iter().chain(states.nationality) {
            let index = self.add(Entry {
                id: people.id,
                name: None,
                country: people.country,
                sectors: vec![GOV.into()],
                tags: Vec::new(),
                kind: ActorKind::People,
                leaning: people.leaning,
            });
            let plain = Alias::plain(Named::Nationality(index));
            self.alias(fr, &french_forms(&people.fr), &plain);
            self.alias(en, &english_forms(&people.en), &plain);
        }
        for metonym in states.metonym {
            let index = self.add(Entry {
                id: None,
                name: None,
                country: Some(metonym.country),
                sectors: metonym.sectors,
                tags: Vec::new(),
                kind: ActorKind::Organisation,
                leaning: false,
            });
            let like = Alias { countries: metonym.countries, ..Alias::plain(Named::Metonym(index)) };
            self.alias(both, &metonym.names, &like);
        }
        for when in states.when {
            let Some(&(state, people)) = by_code.get(&when.code) else { continue };
            for name in &when.names {
                // `Congo` is a state; `congolais`, `Congolese` are its people.
                let what = if name == "Congo" { Named::State(state) } else { Named::Nationality(people) };
                let like = Alias { countries: when.countries.clone(), ..Alias::plain(what) };
                self.alias(both, std::slice::from_ref(name), &like);
            }
        }
        self.alias(both, &states.not.names, &Alias::plain(Named::Other));
    }

    fn add_actor(&mut self, actor: Actor, kind: ActorKind, what: fn(usize) -> Named) {
        let index = self.add(Entry {
            id: Some(actor.id),
            name: Some(actor.name),
            country: actor.country,
            sectors: actor.sectors,
            tags: actor.tags,
            kind,
            leaning: false,
        });
        let plain = Alias::plain(what(index));
        let (fr, en) = (&[Language::Fr][..], &[Language::En][..]);
        self.alias(&Language::ALL, &actor.names, &plain);
        self.alias(fr, &actor.fr, &plain);
        self.alias(en, &actor.en, &plain);
        for when in actor.when {
            let days = match (when.from, when.to) {
                (None, None) => None,
                (from, to) => Some((from.unwrap_or(Date::MIN), to.unwrap_or(Date::MAX))),
            };
            let like = Alias { countries: when.countries, named: when.named, days, ..plain.clone() };
            self.alias(&Language::ALL, &when.names, &like);
            self.alias(fr, &when.fr, &like);
            self.alias(en, &when.en, &like);
        }
    }
}

impl Alias {
    fn plain(what: Named) -> Self {
        Self {
            what,
            text: SmolStr::default(),
            case: Case::Free,
            countries: Vec::new(),
            named: false,
            days: None,
        }
    }
}

fn case_of(text: &str) -> Case {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let one_word = !text.contains(' ');
    let has_lower = text.chars().any(char::is_lowercase);
    let has_upper = text.chars().any(char::is_uppercase);
    match (one_word, has_upper, has_lower) {
        (true, true, _) if letters <= 3 => Case::Exact,
        (true, true, false) => Case::Acronym,
        _ => initial_case(text),
    }
}

fn initial_case(text: &str) -> Case {
    if text.chars().next().is_some_and(char::is_uppercase) { Case::Capital } else { Case::Free }
}

/// The forms of French adjectives given in the masculine singular.
fn french_forms(lemmas: &[SmolStr]) -> Vec<SmolStr> {
    let mut forms = Vec::new();
    for lemma in lemmas {
        let mut push = |form: String| {
            let form = SmolStr::from(form);
            if !forms.contains(&form) {
                forms.push(form);
            }
        };
        push(lemma.to_string());
        if let Some(stem) = lemma.strip_suffix("al") {
            push(format!("{stem}aux"));
        } else if !lemma.ends_with(['s', 'x']) {
            push(format!("{lemma}s"));
        }
        let feminine = match lemma.as_str() {
            l if l.ends_with(['e', 'i', 'o']) => continue,
            l if l.ends_with("turc") || l.ends_with("grec") => continue,
            l if l.ends_with("en") && !l.ends_with("éen") || l.ends_with("éen") || l.ends_with("on") => {
                format!("{l}ne")
            }
            l => format!("{l}e"),
        };
        push(format!("{feminine}s"));
        push(feminine);
    }
    forms
}

/// English adjectives and, of those that take one, their plural as a noun.
fn english_forms(words: &[SmolStr]) -> Vec<SmolStr> {
    let mut forms: Vec<SmolStr> = Vec::new();
    for word in words {
        let invariable = ["ese", "ish", "ch", "ss", "ic", "men", "man"].iter().any(|end| word.ends_with(end));
        forms.push(word.clone());
        if !invariable {
            forms.push(format!("{word}s").into());
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// PLOVER's sectors, with the two of organisations that belong to no country.
    const SECTORS: &[&str] = &[
        "GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PRM", "REB", "PTY", "OPP", "UAF", "UNK", "CVL", "REF",
        "JRN", "REL", "BUS", "LAB", "EDU", "MED", "SOC", "CRM", "AGR", "ELI", "PRE", "IGO", "NGO",
    ];

    #[test]
    fn every_country_has_an_entry_and_every_sector_is_plovers() {
        let table = load().unwrap();
        let states = table.entries.iter().filter(|e| e.kind == ActorKind::State);
        let codes: BTreeSet<SmolStr> = states.filter_map(|e| e.country.clone()).collect();
        assert!(
            codes.len() > 190
                && codes.iter().all(|c| c.len() == 3 && c.chars().all(|l| l.is_ascii_uppercase()))
        );
        for entry in &table.entries {
            if let Some(country) = &entry.country {
                assert!(codes.contains(country), "{country} of {:?}", entry.name);
            }
            for sector in &entry.sectors {
                assert!(SECTORS.contains(&sector.as_str()), "{sector} of {:?}", entry.name);
            }
        }
        for trie in [&table.fr, &table.en] {
            for country in trie.aliases.iter().flat_map(|a| &a.countries) {
                assert!(codes.contains(country), "{country}");
            }
        }
        for language in Language::ALL {
            let heads = vigie_codebook::heads::Heads::shipped(language).unwrap();
            let sectors = heads.heads.iter().flat_map(|h| &h.sectors);
            for sector in sectors.chain(heads.modifiers.iter().flat_map(|m| &m.sectors)) {
                assert!(SECTORS.contains(&sector.as_str()), "{sector}");
            }
        }
    }

    #[test]
    fn ids_stand_once() {
        let mut seen = BTreeSet::new();
        for id in load().unwrap().entries.into_iter().filter_map(|e| e.id) {
            assert!(seen.insert(id.clone()), "{id} stands twice");
        }
    }

    #[test]
    fn a_name_stands_for_two_actors_only_under_a_condition() {
        let table = load().unwrap();
        let mut wrong = Vec::new();
        for (language, trie) in [("fr", &table.fr), ("en", &table.en)] {
            let ends: std::collections::BTreeMap<_, _> = trie.ends.iter().collect();
            for ends in ends.values() {
                let plain: Vec<&Alias> = ends
                    .iter()
                    .map(|&i| &trie.aliases[i as usize])
                    .filter(|a| {
                        a.countries.is_empty() && !a.named && a.days.is_none() && a.case != Case::Free
                    })
                    .collect();
                for pair in plain.windows(2) {
                    let distinct = matches!(pair[0].what, Named::Nationality(_))
                        == matches!(pair[1].what, Named::Nationality(_));
                    if pair[0].what != pair[1].what
                        && distinct
                        && !(pair[0].case == Case::Exact && pair[0].text != pair[1].text)
                    {
                        wrong.push(format!(
                            "{language}: {} {:?} {:?}",
                            pair[0].text, pair[0].what, pair[1].what
                        ));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn french_adjectives_take_their_feminine_and_plural() {
        let forms = |lemma: &str| french_forms(&[lemma.into()]).join(" ");
        assert_eq!(forms("irakien"), "irakien irakiens irakiennes irakienne");
        assert_eq!(forms("ougandais"), "ougandais ougandaises ougandaise");
        assert_eq!(forms("russe"), "russe russes");
        assert_eq!(forms("turc"), "turc turcs");
        assert_eq!(forms("occidental"), "occidental occidentaux occidentales occidentale");
    }
}
