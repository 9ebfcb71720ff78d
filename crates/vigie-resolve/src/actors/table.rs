//! The actor table: states, groups, organisations and persons of `resources/actors`, and every name that each goes by.

use super::{
    Named,
    alliances::Alliance,
    file::{States, When},
    lay,
    office::{Held, Offices},
    period::Period,
    source::{Source, Wrong},
};
use crate::{
    Error,
    fold::{fold, fold_into},
};
use jiff::{ToSpan, civil::Date};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::de::DeserializeOwned;
use smol_str::SmolStr;
use std::sync::OnceLock;
use vigie_codebook::sectors;
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
    /// PLOVER sectors; of a person, while no office is held.
    pub sectors: Vec<SmolStr>,
    /// What an epithet may ask for.
    pub tags: Vec<SmolStr>,
    /// What it is.
    pub kind: ActorKind,
    /// Whether it only says whom something leans to (`pro-russe`), and so gives no country.
    pub leaning: bool,
    /// The days on which it was there, as far as they are known.
    pub days: Period,
    /// Key of the actor that it is a part of.
    pub parent: Option<SmolStr>,
    /// Keys of the actors that it turned into or went up in, each with the day where that is known.
    pub became: Vec<(SmolStr, Period)>,
    /// The offices that a person held or holds.
    pub held: Vec<Held>,
}

impl Entry {
    /// Whether it is a body of the state: a government, army, police, court or service.
    pub(super) fn is_of_state(&self) -> bool {
        let is_of_state = |s: &SmolStr| matches!(s.as_str(), "GOV" | "MIL" | "COP" | "SPY" | "JUD" | "LEG");
        self.kind != ActorKind::Group && self.sectors.iter().all(is_of_state)
    }

    /// The offices held on that day or, where it was none, in the month before, of which an article of that day may tell; the
    /// last one of all where the day is not known.
    pub(super) fn held_on(&self, day: Option<Date>) -> Vec<&Held> {
        let Some(day) = day else {
            return self.held.iter().max_by_key(|h| (h.days.last, h.days.first)).into_iter().collect();
        };
        let from = |first: Date| {
            let days = Period { first, last: day };
            self.held.iter().filter(|h| h.days.overlaps(days)).collect::<Vec<_>>()
        };
        let now = from(day);
        if now.is_empty() { from(day.checked_sub(1.month()).unwrap_or(day)) } else { now }
    }

    fn of_state(code: Option<SmolStr>, kind: ActorKind) -> Self {
        Self {
            id: None,
            name: None,
            country: code,
            sectors: vec![GOV.into()],
            tags: Vec::new(),
            kind,
            leaning: false,
            days: Period::ALWAYS,
            parent: None,
            became: Vec::new(),
            held: Vec::new(),
        }
    }
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
    /// The days of publication on which the name means its bearer.
    pub days: Option<Period>,
}

/// The names of one language.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    pub aliases: Vec<Alias>,
    /// Made when the first text of the language is read: a run in one language does not pay for the others.
    trie: OnceLock<Trie>,
}

impl Names {
    fn insert(&mut self, alias: Alias) {
        self.trie.take();
        self.aliases.push(alias);
    }

    pub fn trie(&self) -> &Trie {
        self.trie.get_or_init(|| Trie::of(&self.aliases))
    }

    /// The names of a path's end, in the table's order.
    pub fn at<'a>(&'a self, ends: &'a [u32]) -> impl Iterator<Item = &'a Alias> {
        ends.iter().map(|&i| &self.aliases[i as usize])
    }

    /// The names that fold alike, by the first of each.
    fn shared(&self) -> Vec<Vec<&Alias>> {
        let mut shared: Vec<&Vec<u32>> = self.trie().ends.iter().filter(|ends| ends.len() > 1).collect();
        shared.sort_unstable();
        shared.into_iter().map(|ends| self.at(ends).collect()).collect()
    }
}

/// Names as paths of folded tokens.
#[derive(Clone, Debug, Default)]
pub(super) struct Trie {
    tokens: FxHashMap<SmolStr, u32>,
    steps: FxHashMap<(u32, u32), u32>,
    /// By node: the names that end there, by their number in [`Names::aliases`].
    ends: Vec<Vec<u32>>,
}

impl Trie {
    fn of(aliases: &[Alias]) -> Self {
        let mut trie = Self { ends: vec![Vec::new()], ..Self::default() };
        // Growing by steps costs a third of the time.
        trie.tokens.reserve(aliases.len());
        trie.steps.reserve(2 * aliases.len());
        trie.ends.reserve(2 * aliases.len());
        let mut folded = String::new();
        for (index, alias) in (0..).zip(aliases) {
            folded.clear();
            fold_into(&alias.text, &mut folded);
            trie.insert(index, &folded);
        }
        trie
    }

    fn insert(&mut self, index: u32, folded: &str) {
        let mut node = 0;
        for token in folded.split(' ').filter(|t| !t.is_empty()) {
            let next = self.tokens.len() as u32;
            let token = *self.tokens.entry(SmolStr::from(token)).or_insert(next);
            let ends = &mut self.ends;
            node = *self.steps.entry((node, token)).or_insert_with(|| {
                ends.push(Vec::new());
                ends.len() as u32 - 1
            });
        }
        if node != 0 {
            self.ends[node as usize].push(index);
        }
    }

    fn node(&self, folded: &str) -> Option<u32> {
        let mut tokens = folded.split(' ').filter(|t| !t.is_empty());
        tokens.try_fold(0, |node, token| self.step(node, self.token(token)?))
    }

    /// The number of a token that some name holds.
    pub fn token(&self, folded: &str) -> Option<u32> {
        self.tokens.get(folded).copied()
    }

    pub fn step(&self, node: u32, token: u32) -> Option<u32> {
        self.steps.get(&(node, token)).copied()
    }

    pub fn ends(&self, node: u32) -> &[u32] {
        self.ends.get(node as usize).map_or(&[], Vec::as_slice)
    }
}

/// Every entry, and the names of each language.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub entries: Vec<Entry>,
    pub alliances: Vec<Alliance>,
    pub offices: Offices,
    by_id: FxHashMap<SmolStr, usize>,
    /// The codes of all states.
    codes: FxHashSet<SmolStr>,
    /// PLOVER's sectors.
    pub sectors: Vec<SmolStr>,
    fr: Names,
    en: Names,
    ar: Names,
}

/// The file of `resources/actors` of that name, as the build script packs it.
macro_rules! packed {
    ($name:literal) => {
        Packed {
            name: concat!("resources/actors/", $name, ".toml"),
            bytes: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".packed")),
        }
    };
}

/// A shipped file.
struct Packed {
    /// As messages call it.
    name: &'static str,
    bytes: &'static [u8],
}

const STATES: Packed = packed!("states");
const FILES: [Packed; 5] = [
    packed!("offices"),
    packed!("groups"),
    packed!("organisations"),
    packed!("persons"),
    packed!("alliances"),
];

impl Packed {
    fn source(&self) -> Source<'static> {
        Source { name: self.name, text: "" }
    }

    fn read<T: DeserializeOwned>(&self) -> Result<T, Error> {
        postcard::from_bytes(self.bytes).map_err(|e| self.source().error_at(None, e.to_string()))
    }
}

/// Reads the files of `resources/actors`. Their form was checked when they were packed, and a test checks them together: both
/// would cost more than all the rest at every start.
pub(super) fn load() -> Result<Table, Error> {
    let mut table = states()?;
    let files = FILES.iter().map(|f| Ok((f.source(), f.read()?))).collect::<Result<Vec<_>, Error>>()?;
    lay::add(&mut table, &files)?;
    Ok(table)
}

/// A table of the states and peoples alone.
fn states() -> Result<Table, Error> {
    let sectors = sectors().map_err(|e| STATES.source().error_at(None, e.to_string()))?;
    let mut table = Table { sectors, ..Table::default() };
    table.add_states(STATES.read()?);
    Ok(table)
}

const GOV: &str = "GOV";

impl Table {
    pub fn names(&self, language: Language) -> &Names {
        match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
        }
    }

    pub fn index_of(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The entry of this key.
    pub fn of(&self, id: &str) -> Option<&Entry> {
        self.index_of(id).map(|i| &self.entries[i])
    }

    /// The keys of all entries that have one.
    pub fn ids(&self) -> Vec<&str> {
        self.entries.iter().filter_map(|e| e.id.as_deref()).collect()
    }

    pub fn is_country(&self, code: &str) -> bool {
        self.codes.contains(code)
    }

    /// Every entry that goes by this name in some language, under whatever condition, in the table's order.
    pub fn called(&self, name: &str) -> Vec<&Entry> {
        let folded = fold(name);
        let mut found: Vec<usize> = Vec::new();
        for names in [&self.fr, &self.en, &self.ar] {
            let Some(node) = names.trie().node(&folded) else { continue };
            found.extend(names.at(names.trie().ends(node)).filter_map(|alias| alias.what.index()));
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|i| &self.entries[i]).collect()
    }

    /// Adds an entry; its number is what [`Named`] carries.
    pub fn add(&mut self, entry: Entry) -> usize {
        let index = self.entries.len();
        if let Some(id) = &entry.id {
            self.by_id.insert(id.clone(), index);
        }
        self.entries.push(entry);
        index
    }

    /// Gives an actor its names.
    pub fn name_actor(
        &mut self,
        what: Named,
        both: &[SmolStr],
        fr: &[SmolStr],
        en: &[SmolStr],
        ar: &[SmolStr],
    ) -> Result<(), Wrong> {
        let like = Alias::plain(what);
        self.alias(&Language::ALL, both, &like);
        self.alias(&[Language::Fr], fr, &like);
        self.alias(&[Language::En], en, &like);
        for text in ar {
            if !text.chars().all(|c| is_arabic(c) || !c.is_alphabetic()) {
                let what = format!("`{text}` is not in Arabic script; write it under `names`, `fr` or `en`");
                return Err(Wrong::new(text, what));
            }
            self.ar.insert(Alias { text: text.clone(), ..like.clone() });
        }
        Ok(())
    }

    /// Gives an actor names that hold under a condition.
    pub fn name_when(&mut self, what: Named, when: &When, days: Option<Period>) {
        let countries = when.countries.clone();
        let like = Alias { countries, named: when.named, days, ..Alias::plain(what) };
        self.alias(&Language::ALL, &when.names, &like);
        self.alias(&[Language::Fr], &when.fr, &like);
        self.alias(&[Language::En], &when.en, &like);
    }

    /// The names that stand for two actors without a condition, each with what to do about it.
    pub fn conflicts(&self) -> Vec<(SmolStr, String)> {
        let mut found = Vec::new();
        for shared in [&self.fr, &self.en].into_iter().flat_map(Names::shared) {
            let plain: Vec<&Alias> = shared.into_iter().filter(|a| a.is_plain()).collect();
            for pair in plain.windows(2).filter(|pair| pair[0].contradicts(pair[1])) {
                let [one, other] = [pair[0].what, pair[1].what].map(|what| self.called_by(what));
                let what = format!(
                    "`{}` stands for two actors, `{one}` and `{other}`; write it under `when`, with the countries where it \
                     means `{other}`",
                    pair[1].text
                );
                found.push((pair[1].text.clone(), what));
            }
        }
        found
    }

    fn called_by(&self, what: Named) -> &str {
        let entry = what.index().map(|i| &self.entries[i]);
        entry.and_then(|e| e.id.as_deref().or(e.country.as_deref())).unwrap_or("a name of no actor")
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
            self.codes.insert(state.code.clone());
            let index = self.add(Entry::of_state(Some(state.code.clone()), ActorKind::State));
            let plain = Alias::plain(Named::State(index));
            self.alias(fr, &state.fr, &plain);
            self.alias(en, &state.en, &plain);
            for text in state.ar {
                self.ar.insert(Alias { text, ..plain.clone() });
            }
            let seat = self.add(Entry::of_state(Some(state.code.clone()), ActorKind::State));
            self.alias(both, &state.capital, &Alias::plain(Named::Metonym(seat)));
            let people = self.add(Entry::of_state(Some(state.code.clone()), ActorKind::People));
            let plain = Alias::plain(Named::Nationality(people));
            self.alias(fr, &french_forms(&state.adj_fr), &plain);
            self.alias(en, &english_forms(&state.adj_en), &plain);
            self.alias(en, &english_forms(&state.people_en), &plain);
            by_code.insert(state.code, (index, people));
        }
        for people in states.people.into_iter().chain(states.nationality) {
            let of_none = Entry::of_state(people.country, ActorKind::People);
            let index = self.add(Entry { id: people.id, leaning: people.leaning, ..of_none });
            let plain = Alias::plain(Named::Nationality(index));
            self.alias(fr, &french_forms(&people.fr), &plain);
            self.alias(en, &english_forms(&people.en), &plain);
        }
        for metonym in states.metonym {
            let of_state = Entry::of_state(Some(metonym.country), ActorKind::Organisation);
            let index = self.add(Entry { sectors: metonym.sectors, ..of_state });
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
}

impl Alias {
    fn is_plain(&self) -> bool {
        self.countries.is_empty() && !self.named && self.days.is_none() && self.case != Case::Free
    }

    /// Whether two names that fold alike cannot be told apart in a text: not by their letters, nor as a people and a state.
    fn contradicts(&self, other: &Self) -> bool {
        let is_people = |alias: &Self| matches!(alias.what, Named::Nationality(_));
        self.what != other.what
            && is_people(self) == is_people(other)
            && !(self.case == Case::Exact && self.text != other.text)
    }

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

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}')
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

    #[test]
    fn the_table_loads_and_has_an_entry_for_every_country() {
        let table = load().unwrap();
        let is_code = |c: &&SmolStr| c.len() == 3 && c.chars().all(|l| l.is_ascii_uppercase());
        assert!(table.codes.len() > 190 && table.codes.iter().all(|c| is_code(&c)));
        for entry in &table.entries {
            assert!(entry.country.iter().all(|c| table.codes.contains(c)), "{:?}", entry.name);
        }
        for language in Language::ALL {
            let heads = vigie_codebook::heads::Heads::shipped(language).unwrap();
            let sectors = heads.heads.iter().flat_map(|h| &h.sectors);
            for sector in sectors.chain(heads.modifiers.iter().flat_map(|m| &m.sectors)) {
                assert!(table.sectors.contains(sector), "{sector}");
            }
        }
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the program ships the files packed; analysts edit these")]
    fn the_shipped_files_are_right_one_by_one_and_together() {
        let read = |name: &str| std::fs::read_to_string(format!("../../{name}")).unwrap();
        let texts: Vec<_> = FILES.iter().map(|f| (f.name, read(f.name))).collect();
        let sources: Vec<_> = texts.iter().map(|(name, text)| Source { name, text }).collect();
        let mut table = states().unwrap();
        let told = lay::lay_over(&mut table, &sources).map_err(|e| e.to_string());
        assert_eq!(told, Ok(()));
        assert_eq!(format!("{:?}", table.entries), format!("{:?}", load().unwrap().entries));
    }

    #[test]
    fn the_table_holds_what_analysts_of_conflicts_ask_for() {
        let table = load().unwrap();
        let of_kind = |kind| table.entries.iter().filter(|e| e.kind == kind && e.id.is_some()).count();
        assert!(of_kind(ActorKind::Group) >= 1_100);
        assert!(of_kind(ActorKind::Organisation) >= 600);
        assert!(of_kind(ActorKind::Person) >= 1_100);
        assert!(table.entries.iter().map(|e| e.held.len()).sum::<usize>() >= 1_000);
        assert!(table.alliances.len() >= 50 && table.ar.aliases.len() >= 250);
    }

    #[test]
    fn a_conditional_name_means_one_actor_in_each_of_its_countries() {
        let table = load().unwrap();
        let mut wrong = BTreeSet::new();
        for names in [&table.fr, &table.en] {
            for aliases in names.shared() {
                for (i, one) in aliases.iter().enumerate() {
                    for other in &aliases[i + 1..] {
                        let days = |a: &Alias| a.days.unwrap_or(Period::ALWAYS);
                        let lives =
                            |a: &Alias| a.what.index().map_or(Period::ALWAYS, |i| table.entries[i].days);
                        let share = one.countries.iter().any(|c| other.countries.contains(c));
                        let at_once = days(one).overlaps(days(other)) && lives(one).overlaps(lives(other));
                        if one.contradicts(other) && share && at_once && one.named == other.named {
                            wrong.insert(format!(
                                "{} {} {}",
                                one.text,
                                table.called_by(one.what),
                                table.called_by(other.what)
                            ));
                        }
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
