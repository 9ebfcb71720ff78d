//! Which words of an article may name a place: capitals, gazetteer, and the words around them.

use super::{
    cues::{Cues, Noun},
    relation::{Approach, approach},
};
use crate::{
    fold::{fold, fold_into},
    gazetteer::{Entry, Gazetteer, Kind},
};
use rustc_hash::FxHashSet;
use std::ops::Range;
use vigie_annotate::{Document, Sentence, Upos};
use vigie_text::Span;

/// One written token: a word, or several that share their letters (`du`).
#[derive(Debug)]
pub(super) struct Token<'a> {
    pub text: &'a str,
    pub span: Span,
    /// Words of the sentence that it carries.
    pub words: Range<usize>,
    pub folded: String,
    pub upos: Upos,
    /// Starts with a capital, an Arabic article left aside.
    pub is_capital: bool,
    /// Opens the sentence or what is said in it: its capital proves nothing.
    pub is_initial: bool,
    /// Stands in a line of capitals or of capitalised words.
    pub headline: bool,
}

impl Token<'_> {
    /// Whether reading stops here: punctuation other than a hyphen.
    pub fn is_stop(&self) -> bool {
        self.folded.is_empty() && !matches!(self.text, "-" | "‐" | "‑")
    }
}

/// The written tokens of a sentence.
pub(super) fn tokens<'a>(text: &'a str, sentence: &Sentence) -> Vec<Token<'a>> {
    let mut out: Vec<Token<'a>> = Vec::with_capacity(sentence.words.len());
    for (i, word) in sentence.words.iter().enumerate() {
        if let Some(last) = out.last_mut()
            && last.span == word.span
        {
            last.words.end = i + 1;
            continue;
        }
        let surface = word.span.slice(text);
        out.push(Token {
            text: surface,
            span: word.span,
            words: i..i + 1,
            folded: fold(surface),
            upos: word.upos,
            is_capital: is_capital(surface),
            is_initial: false,
            headline: false,
        });
    }
    let mut opening = true;
    for token in &mut out {
        token.is_initial = opening && !token.folded.is_empty();
        opening = (opening && token.folded.is_empty())
            || matches!(token.text, ":" | "«" | "\"" | "“" | "•" | "–" | "—");
    }
    let long = out.iter().filter(|t| t.text.chars().count() > 3 && t.text.chars().any(char::is_alphabetic));
    let (mut capitals, mut all) = (0, 0);
    for token in long {
        all += 1;
        capitals += usize::from(token.is_capital);
    }
    if all >= 4 && capitals * 10 >= all * 7 {
        for token in &mut out {
            token.headline = true;
        }
    }
    out
}

fn is_capital(surface: &str) -> bool {
    let Some(first) = surface.chars().next() else { return false };
    if first.is_uppercase() {
        return true;
    }
    // `al-Bab`, `l'Ukraine` in one token, `ez-Zor`.
    surface.split_once(['-', '\'', '’']).is_some_and(|(head, rest)| {
        head.chars().count() <= 3 && rest.chars().next().is_some_and(char::is_uppercase)
    })
}

/// A capital whole word: `MOSSOUL`.
fn is_shouted(surface: &str) -> bool {
    surface.chars().filter(|c| c.is_alphabetic()).count() > 3 && !surface.chars().any(char::is_lowercase)
}

/// Words that may be a place.
#[derive(Debug)]
pub(super) struct Candidate {
    pub sentence: usize,
    pub tokens: Range<usize>,
    pub words: Range<usize>,
    pub span: Span,
    pub folded: String,
    /// Who has that name, in the gazetteer's order.
    pub entries: Vec<Entry>,
    pub approach: Approach,
    /// The generic noun after the name (`Nineveh province`).
    pub noun_after: Option<(usize, Noun)>,
    /// The direction in the name itself (`Alep-Est`).
    pub direction: Option<&'static str>,
    pub is_dateline: bool,
    /// How much speaks for a place, before anything is known of the article.
    pub weight: f32,
    /// A unit named after a side (`région de l'Est`): only one in a country of the article is meant.
    pub is_side: bool,
    /// The country (alpha-3) that the article must name for the words to be a unit and no river.
    pub only_in: Option<String>,
    /// Given from outside: never weighed.
    pub is_given: bool,
}

impl Candidate {
    pub fn noun(&self) -> Option<Noun> {
        self.approach.noun.or(self.noun_after).map(|(_, n)| n)
    }
}

/// What the sentences hold.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub candidates: Vec<Candidate>,
    /// Country and how often its people or adjectives are named.
    pub demonyms: Vec<(String, f32)>,
    /// Folded words that also stand without a capital.
    pub lowercase: FxHashSet<String>,
    /// Folded words of names of persons.
    pub persons: FxHashSet<String>,
}

/// The most tokens of a name.
const LONGEST: usize = 7;

/// Finds the candidates of an article.
pub(super) fn find(doc: &Document, tokens: &[Vec<Token<'_>>], cues: &Cues, gazetteer: &Gazetteer) -> Found {
    let mut found = Found::default();
    for (index, (sentence, tokens)) in doc.sentences.iter().zip(tokens).enumerate() {
        let start = found.candidates.len();
        in_sentence(index, tokens, cues, gazetteer, &mut found);
        if sentence.opens_paragraph || index == 0 {
            let dateline = dateline_end(tokens);
            for candidate in &mut found.candidates[start..] {
                if candidate.tokens.end <= dateline {
                    candidate.is_dateline = true;
                    candidate.weight += 3.0;
                }
            }
        }
    }
    found
}

/// The token after which the story starts: past the dash of `MOSSOUL (Irak), 20 mars 2017 –`; 0 where there is no dateline.
fn dateline_end(tokens: &[Token<'_>]) -> usize {
    let Some(dash) = tokens
        .iter()
        .take(16)
        .position(|t| matches!(t.text, "-" | "–" | "—" | "--" | "―"))
        .filter(|d| *d > 0 && tokens[*d - 1].span.end < tokens[*d].span.start)
        // `Waza (Extrême-Nord).` on its own.
        .or_else(|| {
            let alone = tokens.len() <= 9 && tokens.iter().any(|t| t.text == "(");
            (alone && tokens.last().is_some_and(|t| matches!(t.text, "." | ")" | ",")))
                .then_some(tokens.len())
        })
    else {
        return 0;
    };
    let plain = |t: &Token<'_>| {
        t.is_capital
            || t.folded.is_empty()
            || t.text.chars().any(|c| c.is_ascii_digit())
            || t.folded.chars().count() <= 4
            || MONTHS.contains(&t.folded.as_str())
    };
    let starts_with_name = tokens.iter().find(|t| !t.folded.is_empty()).is_some_and(|t| t.is_capital);
    if starts_with_name && tokens[..dash].iter().all(plain) { dash } else { 0 }
}

const MONTHS: &[&str] = &[
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
];

fn in_sentence(index: usize, tokens: &[Token<'_>], cues: &Cues, gazetteer: &Gazetteer, found: &mut Found) {
    let mut i = 0;
    let mut joined = String::new();
    while i < tokens.len() {
        let token = &tokens[i];
        if token.folded.is_empty() {
            i += 1;
            continue;
        }
        if !token.is_capital {
            found.lowercase.insert(token.folded.clone());
        }
        // Before the names of papers: `la région du Sud-Ouest`.
        if let Some(candidate) = side(index, tokens, i, cues, gazetteer) {
            i = candidate.tokens.end;
            found.candidates.push(candidate);
            continue;
        }
        if let Some(next) = phrase_end(tokens, i, cues) {
            i = next;
            continue;
        }
        if let Some((country, next)) = demonym(tokens, i, cues, gazetteer) {
            vote(&mut found.demonyms, country, 1.0);
            i = next;
            continue;
        }
        if token.is_initial && token.folded.split(' ').all(|w| cues.numbers.contains(w)) {
            i += 1;
            continue;
        }
        if let Some((candidate, next)) = river(index, tokens, i, cues, gazetteer) {
            i = next;
            found.candidates.extend(candidate);
            continue;
        }
        if let Some(end) = name_end(tokens, i, cues, gazetteer, &mut joined) {
            let candidate = candidate(index, tokens, i..end, cues, gazetteer);
            note_person(tokens, &candidate, cues, found);
            i = candidate.tokens.end;
            found.candidates.push(candidate);
            continue;
        }
        if let Some(pair) = joined_pair(index, tokens, i, cues, gazetteer) {
            found.candidates.extend(pair);
            i += 1;
            continue;
        }
        if let Some(candidate) = stranger(index, tokens, i, cues, gazetteer) {
            i = candidate.tokens.end;
            found.candidates.push(candidate);
            continue;
        }
        i += 1;
    }
}

pub(super) fn vote(votes: &mut Vec<(String, f32)>, country: &str, weight: f32) {
    match votes.iter_mut().find(|(c, _)| c == country) {
        Some((_, w)) => *w += weight,
        None => votes.push((country.to_owned(), weight)),
    }
}

/// The end of a paper's or body's name that starts at `at`.
fn phrase_end(tokens: &[Token<'_>], at: usize, cues: &Cues) -> Option<usize> {
    let mut joined = String::new();
    let mut end = None;
    for (k, token) in tokens[at..].iter().take(LONGEST).enumerate() {
        if token.is_stop() {
            break;
        }
        fold_into(token.text, &mut joined);
        if cues.phrases.contains(joined.as_str()) {
            end = Some(at + k + 1);
        }
    }
    end
}

fn demonym<'c>(
    tokens: &[Token<'_>],
    at: usize,
    cues: &'c Cues,
    gazetteer: &Gazetteer,
) -> Option<(&'c str, usize)> {
    let token = &tokens[at];
    if token.folded.len() < 4 {
        return None;
    }
    if let Some(next) = tokens.get(at + 1).filter(|n| !n.folded.is_empty())
        && let Some(country) = cues.demonym(&format!("{} {}", token.folded, next.folded))
    {
        return Some((country, at + 2));
    }
    let country = cues.demonym(&token.folded)?;
    if token.is_capital && gazetteer.find_folded(&token.folded).any(|e| e.kind == Kind::Country) {
        return None;
    }
    Some((country, at + 1))
}

/// The end of the longest name of the gazetteer that starts at `at`.
fn name_end(
    tokens: &[Token<'_>],
    at: usize,
    cues: &Cues,
    gazetteer: &Gazetteer,
    joined: &mut String,
) -> Option<usize> {
    let first = &tokens[at];
    // `la bande de Gaza`, `le lac Tchad`: a common noun may open the name of a region.
    let common = !first.is_capital;
    if common && (cues.noun(&first.folded).is_none() && !OPENERS.contains(&first.folded.as_str())) {
        return None;
    }
    // `À l'ouest`: a preposition opens no name, whatever its capital.
    if first.is_initial && first.folded.len() == 1 && cues.locative.contains(&first.folded) {
        return None;
    }
    joined.clear();
    let mut end = None;
    for (k, token) in tokens[at..].iter().take(LONGEST).enumerate() {
        if token.is_stop() {
            break;
        }
        fold_into(token.text, joined);
        if token.folded.is_empty() || (k == 0 && common) || joined.len() < 2 {
            continue;
        }
        if cues.never.contains(joined.as_str()) && !is_abbreviation(token.text) {
            continue;
        }
        if cues.is_general(joined) {
            continue;
        }
        // The last word of a town's name has its capital; a region's need not (`Haut-Karabakh`, `Corée du Nord`).
        let mut entries = gazetteer.find_folded(joined);
        let fits = if k == 0 {
            token.is_capital && entries.next().is_some()
        } else if common || !token.is_capital {
            let named = tokens[at..=at + k].iter().any(|t| t.is_capital);
            named && entries.any(|e| is_wide(e.kind) && e.is_usual_name)
        } else {
            entries.next().is_some()
        };
        if fits {
            end = Some(at + k + 1);
        }
    }
    end
}

/// A unit named after a side, at the name: `département de l'` + `Ouest`, `Northwest` + `region`, `l'` + `Est` + `(Burkina Faso)`.
fn side(
    sentence: usize,
    tokens: &[Token<'_>],
    at: usize,
    cues: &Cues,
    gazetteer: &Gazetteer,
) -> Option<Candidate> {
    let first = &tokens[at];
    if !first.is_capital || first.headline || cues.noun(&first.folded).is_some() {
        return None;
    }
    let mut folded = String::new();
    let mut end = None;
    for (k, token) in tokens[at..].iter().take(4).enumerate() {
        if token.is_stop() || !token.is_capital && !token.folded.is_empty() {
            break;
        }
        fold_into(token.text, &mut folded);
        if !token.folded.is_empty() && cues.names_side(&folded) {
            end = Some(at + k + 1);
        }
    }
    let end = end?;
    let mut folded = String::new();
    for token in &tokens[at..end] {
        fold_into(token.text, &mut folded);
    }
    let mut out = bare(sentence, tokens, at..end, folded, cues);
    let is_unit = |n: Noun| matches!(n, Noun::Admin1 | Noun::Admin2);
    let last = &tokens[end - 1].folded;
    // `Western states`, and `Southern province` at the head of a sentence, name no unit.
    let after = out.noun_after.filter(|(i, n)| {
        is_unit(*n) && !tokens[*i].folded.ends_with('s') && (!first.is_initial || tokens[*i].is_capital)
    });
    let noun = out.approach.noun.filter(|(_, n)| is_unit(*n)).or(after);
    let typed = noun.is_some() || cues.noun(last).is_some_and(is_unit);
    // `À l'Ouest, les milices`: the comma alone puts nothing in a country; the words after it must.
    let opened = tokens.get(end).is_some_and(|t| t.text == "(" || t.text == ",");
    if !typed && (first.is_initial || !opened) {
        return None;
    }
    let short: Vec<&str> = out
        .folded
        .split(' ')
        .filter(|w| !matches!(cues.noun(w), Some(Noun::Admin1 | Noun::Admin2)) && *w != "l")
        .collect();
    let mut names = vec![out.folded.clone()];
    for spelling in cues.spellings_of_side(&short.join(" ")) {
        names.push(spelling.to_owned());
        if let Some((i, _)) = noun {
            names.push(format!("{spelling} {}", tokens[i].folded));
        }
    }
    for name in &names {
        for entry in gazetteer.find_folded(name) {
            if matches!(entry.kind, Kind::Admin1 | Kind::Admin2 | Kind::Region)
                && !out.entries.iter().any(|e| e.row == entry.row)
            {
                out.entries.push(entry);
            }
        }
    }
    out.is_side = true;
    // Without a type word, only what follows can make a name of it.
    out.weight = if typed { 3.0 } else { 1.0 };
    Some(out)
}

/// A river at `at`, and the token after it: a region where the gazetteer has one, else nothing; never a town or a unit.
fn river(
    sentence: usize,
    tokens: &[Token<'_>],
    at: usize,
    cues: &Cues,
    gazetteer: &Gazetteer,
) -> Option<(Option<Candidate>, usize)> {
    let is_type = |t: &Token<'_>| cues.river_types.contains(&t.folded);
    // `the River Jordan` starts at its type word, but `River Nile state` is a unit.
    let name = if tokens[at].is_capital && is_type(&tokens[at]) { at + 1 } else { at };
    let token = tokens.get(name).filter(|t| t.is_capital)?;
    let written = match token.text.split_once(['\'', '’']) {
        Some(("l" | "L" | "d" | "D", rest)) => rest,
        _ => token.text,
    };
    let before = tokens[..name]
        .iter()
        .rev()
        .find(|t| t.is_stop() || !matches!(cues.piece(&t.folded), None | Some("de")));
    let typed = before.is_some_and(is_type) || tokens.get(name + 1).is_some_and(is_type);
    if !(cues.is_river(written) || typed && cues.is_river_with_type(written)) {
        return None;
    }
    let mut end = name + 1;
    if tokens.get(end).is_some_and(is_type) {
        end += 1;
    }
    // `Nile Valley`, `Tigris Street`, `Jourdain Martin`: a longer name, for others to judge.
    let unit = |t: &Token<'_>| matches!(cues.noun(&t.folded), Some(Noun::Admin1 | Noun::Admin2 | Noun::Site));
    if tokens.get(end).is_some_and(|t| !t.is_stop() && (t.is_capital && !is_shouted(t.text) || unit(t))) {
        return None;
    }
    let mut out = candidate(sentence, tokens, name..name + 1, cues, gazetteer);
    if let Some(country) = cues.unit_spelt_as_river(written).filter(|_| !typed) {
        out.only_in = Some(country.to_owned());
        return Some((Some(out), end));
    }
    out.entries.retain(|e| e.kind == Kind::Region);
    Some(((!out.entries.is_empty()).then_some(out), end))
}

/// Common nouns that open names of regions and that introduce no town.
const OPENERS: &[&str] = &[
    "bande",
    "mer",
    "golfe",
    "detroit",
    "peninsule",
    "corne",
    "triangle",
    "cote",
    "canal",
    "fleuve",
    "riviere",
    "bassin",
    "massif",
    "monts",
    "hauts",
    "plateau",
    "rive",
    "ligne",
    "fosse",
    "strip",
    "gulf",
    "sea",
    "strait",
    "horn",
    "delta",
];

pub(super) fn is_wide(kind: Kind) -> bool {
    matches!(kind, Kind::Country | Kind::Region | Kind::Admin1 | Kind::Site)
}

/// `UN`, `US`: capitals or points only.
fn is_abbreviation(surface: &str) -> bool {
    surface.contains('.') && surface.len() > 3
}

fn candidate(
    sentence: usize,
    tokens: &[Token<'_>],
    at: Range<usize>,
    cues: &Cues,
    gazetteer: &Gazetteer,
) -> Candidate {
    let mut folded = String::new();
    for token in &tokens[at.clone()] {
        fold_into(token.text, &mut folded);
    }
    let entries: Vec<Entry> = gazetteer.find_folded(&folded).collect();
    let mut out = bare(sentence, tokens, at, folded, cues);
    out.entries = entries;
    with_direction(&mut out, tokens, cues);
    out.weight = weigh(&out, tokens, cues);
    out
}

/// `Alep` `-` `Est`, `Mossoul Ouest`: a capitalised direction after the name belongs to it.
fn with_direction(candidate: &mut Candidate, tokens: &[Token<'_>], cues: &Cues) {
    let end = candidate.tokens.end;
    let hyphen = tokens.get(end).is_some_and(|t| t.folded.is_empty() && !t.is_stop());
    let at = end + usize::from(hyphen);
    let Some(next) = tokens.get(at).filter(|t| t.is_capital && !t.headline) else { return };
    if let Some(direction) = cues.direction(&next.folded) {
        candidate.direction = Some(direction);
        extend(candidate, tokens, at + 1);
    }
}

fn extend(candidate: &mut Candidate, tokens: &[Token<'_>], end: usize) {
    candidate.tokens.end = end;
    candidate.words.end = tokens[end - 1].words.end;
    candidate.span = candidate.span.cover(tokens[end - 1].span);
}

/// A candidate at those tokens, its surroundings read.
pub(super) fn bare(
    sentence: usize,
    tokens: &[Token<'_>],
    at: Range<usize>,
    folded: String,
    cues: &Cues,
) -> Candidate {
    let noun_after =
        tokens.get(at.end).filter(|t| !t.is_stop()).and_then(|t| cues.noun(&t.folded).map(|n| (at.end, n)));
    let mut span = tokens[at.start].span.cover(tokens[at.end - 1].span);
    // `l'Ukraine` in one token: the name starts after the apostrophe.
    if at.len() == 1
        && let Some((head, _)) = tokens[at.start].text.split_once(['\'', '’'])
    {
        let apostrophe = tokens[at.start].text[head.len()..].chars().next().map_or(0, char::len_utf8);
        if matches!(head, "l" | "d" | "L" | "D") {
            span.start += (head.len() + apostrophe) as u32;
        }
    }
    Candidate {
        sentence,
        words: tokens[at.start].words.start..tokens[at.end - 1].words.end,
        span,
        folded,
        entries: Vec::new(),
        approach: approach(tokens, at.start, cues),
        noun_after,
        direction: None,
        is_dateline: false,
        weight: 0.0,
        is_side: false,
        only_in: None,
        is_given: false,
        tokens: at,
    }
}

/// How much speaks for a place in the words themselves.
fn weigh(candidate: &Candidate, tokens: &[Token<'_>], cues: &Cues) -> f32 {
    let at = candidate.tokens.clone();
    let first = &tokens[at.start];
    let standing = standing(&candidate.entries);
    let mut weight = match standing {
        Standing::Known => 2.0,
        Standing::Town => 1.0,
        Standing::Small => 0.0,
    };
    let several = at.len() > 1 || candidate.folded.contains(' ');
    if candidate.approach.noun.is_some() {
        weight += 3.0;
    } else if locative_before(tokens, at.start, cues) {
        weight += 2.0;
    } else if candidate.approach.after_of {
        weight += 0.5;
    }
    if candidate.noun_after.is_some_and(|(i, _)| !tokens[i].is_capital || standing != Standing::Small) {
        weight += 1.0;
    }
    weight += match first.upos {
        Upos::Propn => 1.0,
        Upos::Noun | Upos::X => {
            if standing == Standing::Known {
                0.5
            } else {
                -0.5
            }
        }
        _ if several || standing == Standing::Known => 0.0,
        _ => -1.0,
    };
    if first.is_initial && !several {
        weight -= match standing {
            Standing::Known => 0.0,
            Standing::Town => 0.5,
            Standing::Small => 1.5,
        };
    }
    if several && standing != Standing::Small {
        weight += 1.0;
    }
    if candidate.folded.chars().count() < 4 && standing != Standing::Known {
        weight -= 1.0;
    }
    if first.headline {
        if standing == Standing::Small {
            weight -= 2.0;
        }
        return weight - if is_shouted(first.text) { 0.0 } else { 0.5 };
    }
    weight - person_penalty(tokens, &at, candidate, standing, cues)
}

/// How well known the best bearer of a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// A country, a region, a capital, a big town.
    Known,
    /// A town.
    Town,
    /// A village, or an admin unit of a lesser kind.
    Small,
}

pub(super) fn standing(entries: &[Entry]) -> Standing {
    let usual = || entries.iter().filter(|e| e.is_usual_name);
    if usual().any(|e| {
        matches!(e.kind, Kind::Country | Kind::Region | Kind::Capital)
            || (e.kind.is_town() && e.population >= 100_000)
            || (e.kind == Kind::Admin1 && e.population >= 300_000)
    }) {
        Standing::Known
    } else if usual().any(|e| {
        e.population >= 15_000 || e.kind == Kind::Admin1 || e.geonames.is_none() && e.kind != Kind::Admin2
    }) {
        Standing::Town
    } else {
        Standing::Small
    }
}

fn locative_before(tokens: &[Token<'_>], at: usize, cues: &Cues) -> bool {
    tokens[..at]
        .iter()
        .rev()
        .take_while(|t| !t.is_stop())
        .take(3)
        .find(|t| cues.piece(&t.folded).is_some_and(|p| p != "de" && p != "of"))
        .is_some_and(|t| {
            cues.locative.contains(&t.folded)
                || cues.piece(&t.folded).is_some_and(|p| cues.locative.contains(p))
        })
}

/// Whether the capitalised token at `at` can stand beside a place's name without making a person's name of the two.
fn is_harmless(token: &Token<'_>, cues: &Cues) -> bool {
    let word = token.folded.as_str();
    !token.is_capital
        || token.folded.is_empty()
        || cues.never.contains(word)
        || cues.noun(word).is_some()
        || cues.direction(word).is_some()
        || cues.demonym(word).is_some()
        || cues.locative.contains(word)
        || cues.piece(word).is_none()
        || word.chars().any(|c| c.is_ascii_digit())
}

fn person_penalty(
    tokens: &[Token<'_>],
    at: &Range<usize>,
    candidate: &Candidate,
    standing: Standing,
    cues: &Cues,
) -> f32 {
    let before = at.start.checked_sub(1).map(|i| &tokens[i]);
    let after = tokens.get(at.end);
    let titled = before.is_some_and(|t| {
        cues.titles.contains(&t.folded)
            || t.text == "."
                && at.start >= 2
                && cues.titles.contains(&tokens[at.start - 2].folded)
                && tokens[at.start - 2].span.end == t.span.start
    });
    if titled && candidate.approach.noun.is_none() {
        return 5.0;
    }
    let introduced = candidate.approach.noun.is_some()
        || candidate.approach.bearing.is_some() && locative_before(tokens, at.start, cues);
    let mut penalty: f32 = 0.0;
    if let Some(next) = after.filter(|t| !is_harmless(t, cues)) {
        let given = cues.given.contains(&candidate.folded);
        let titled = cues.titles.contains(&next.folded);
        penalty = penalty.max(match standing {
            _ if titled => 0.0,
            _ if given => 4.0,
            Standing::Known if introduced => 1.0,
            Standing::Known => 2.0,
            _ => 4.0,
        });
    }
    if before.is_some_and(|t| !is_harmless(t, cues) && !t.is_initial) {
        penalty = penalty.max(if standing == Standing::Known { 3.0 } else { 4.0 });
    } else if before.is_some_and(|t| t.is_initial && !is_harmless(t, cues) && t.upos == Upos::Propn) {
        penalty = penalty.max(3.0);
    }
    penalty
}

/// Keeps the words of a person's name, so that a later `Ahmad` alone is not taken for a village.
fn note_person(tokens: &[Token<'_>], candidate: &Candidate, cues: &Cues, found: &mut Found) {
    if candidate.weight >= 1.0 || standing(&candidate.entries) == Standing::Known {
        return;
    }
    for token in &tokens[candidate.tokens.clone()] {
        if token.is_capital && !cues.never.contains(&token.folded) {
            found.persons.insert(token.folded.clone());
        }
    }
}

/// A name that no place of the gazetteer bears, but that the words around it call a place: `le village de Tal al-Jarab`,
/// `à Kamechliyé`.
fn stranger(
    sentence: usize,
    tokens: &[Token<'_>],
    at: usize,
    cues: &Cues,
    gazetteer: &Gazetteer,
) -> Option<Candidate> {
    let first = &tokens[at];
    // A short word of capitals is an acronym.
    if is_shouted(first.text) && first.text.len() <= 5 || first.text.chars().all(char::is_uppercase) {
        return None;
    }
    if !first.is_capital
        || first.headline
        || first.folded.chars().count() < 3
        || cues.never.contains(&first.folded)
    {
        return None;
    }
    let mut end = at + 1;
    let mut k = end;
    while let Some(token) = tokens.get(k).filter(|t| !t.is_stop()) {
        if token.is_capital || token.folded.is_empty() {
            k += 1;
            if token.is_capital {
                end = k;
            }
        } else if PARTICLES.contains(&token.folded.as_str())
            && tokens.get(k + 1).is_some_and(|t| {
                // `l'hôpital Ayder de Mekele`: the second name is a place of its own.
                let of = cues.piece(&token.folded).is_none_or(|p| p == "de" || p == "of");
                t.is_capital && !(of && gazetteer.knows(&t.folded))
            })
        {
            k += 1;
        } else {
            break;
        }
        if end - at > 5 {
            break;
        }
    }
    let mut folded = String::new();
    for token in &tokens[at..end] {
        fold_into(token.text, &mut folded);
    }
    if cues.is_general(&folded) {
        return None;
    }
    let mut out = bare(sentence, tokens, at..end, folded, cues);
    let last = tokens[end - 1].folded.rsplit(' ').next().unwrap_or_default();
    if end - at == 1 && cues.direction(last).is_some() {
        // `Alep-Est` in one token; resolved through the name before the hyphen.
        out.direction = cues.direction(last);
        let trimmed = out.folded.len() - last.len();
        out.folded.truncate(trimmed.saturating_sub(1));
        out.weight = 2.5;
        return Some(out);
    }
    let noun = out.approach.noun.is_some();
    // After the name, a noun says so only of districts and the like: `Karama neighbourhood`.
    let after = out.noun_after.is_some_and(|(i, n)| {
        !tokens[i].is_capital
            && matches!(n, Noun::Town | Noun::District | Noun::Site | Noun::Admin1 | Noun::Admin2)
    });
    let titled = at > 0 && cues.titles.contains(&tokens[at - 1].folded);
    if titled {
        return None;
    }
    if noun || after {
        out.weight = 2.5;
    } else if locative_before(tokens, at, cues) && end - at <= 3 {
        // Kept only where the consonants are those of a place in a country of the article.
        out.weight = 1.0;
    } else if first.is_initial && tokens.get(end).is_some_and(|t| t.text == "(") {
        // `Waza (Extrême-Nord).`: kept only where the parenthesis holds a place.
        out.weight = 1.0;
    } else if out.approach.after_of && end - at <= 3 && !first.is_initial {
        out.weight = 0.9;
    } else {
        return None;
    }
    Some(out)
}

/// `Rafaï-Bangassou`: two towns in one token, as the ends of a road.
fn joined_pair(
    sentence: usize,
    tokens: &[Token<'_>],
    at: usize,
    cues: &Cues,
    gazetteer: &Gazetteer,
) -> Option<[Candidate; 2]> {
    let token = &tokens[at];
    let (left, right) = token.text.split_once('-')?;
    if !is_capital(left) || !is_capital(right) {
        return None;
    }
    let half = |name: &str, start: usize| {
        let folded = fold(name);
        if cues.never.contains(&folded) || cues.direction(&folded).is_some() {
            return None;
        }
        let entries: Vec<Entry> = gazetteer.find_folded(&folded).collect();
        if standing(&entries) == Standing::Small {
            return None;
        }
        let mut out = bare(sentence, tokens, at..at + 1, folded, cues);
        let start = token.span.start as usize + start;
        out.span = Span::new(start, start + name.len());
        out.entries = entries;
        out.weight = 2.0;
        Some(out)
    };
    Some([half(left, 0)?, half(right, left.len() + 1)?])
}

/// Whether what follows a name says where it lies: `à Mbau, à une vingtaine de kilomètres au nord de Beni`.
pub(super) fn is_situated(
    candidate: &Candidate,
    next: Option<&Candidate>,
    tokens: &[Token<'_>],
    cues: &Cues,
) -> bool {
    let Some(next) = next.filter(|n| n.sentence == candidate.sentence) else { return false };
    let Some([opening, rest @ ..]) = tokens.get(candidate.tokens.end..next.tokens.start) else {
        return false;
    };
    match opening.text {
        "(" => rest.is_empty(),
        "," => {
            rest.len() <= 11
                && !rest.iter().any(Token::is_stop)
                && rest.first().is_some_and(|t| {
                    cues.locative.contains(&t.folded)
                        || cues.piece(&t.folded).is_some_and(|p| cues.locative.contains(p))
                        || t.text.chars().all(|c| c.is_ascii_digit())
                })
        }
        _ => false,
    }
}

const PARTICLES: &[&str] = &[
    "al", "el", "ez", "es", "ed", "en", "de", "du", "des", "la", "le", "ash", "ar", "as", "at", "an", "da",
    "do", "dos", "of", "sur", "sous",
];

#[cfg(test)]
mod tests {
    use super::Kind;
    use crate::places::{
        testing::{document, read},
        *,
    };

    /// The names and codes of the places resolved.
    fn resolved(language: Language, text: &str) -> Vec<(String, Option<&'static str>)> {
        read(language, text).into_iter().filter_map(|(n, r, _)| r.map(|r| (n, r.country))).collect()
    }

    #[test]
    fn a_bare_direction_is_no_place() {
        for text in [
            "À l'ouest, les milices avancent vers Mossoul.",
            "À l’Est, les milices avancent vers Mossoul.",
            "Au Nord, les milices avancent vers Mossoul.",
            "Ouest : les milices avancent vers Mossoul.",
            "Dans le Centre, les milices avancent vers Mossoul.",
            "Les milices du Sud-Est, selon un témoin, avancent vers Mossoul.",
        ] {
            assert_eq!(resolved(Language::Fr, text), [("Mossoul".to_owned(), Some("IRQ"))], "{text}");
        }
        for text in [
            "In the West, militias move toward Mosul.",
            "South of it, militias move toward Mosul.",
            "Militias of the Midlands move toward Mosul.",
            "Western states watch as militias move toward Mosul.",
        ] {
            assert_eq!(resolved(Language::En, text), [("Mosul".to_owned(), Some("IRQ"))], "{text}");
        }
        let spans = [Span::new(0, 10)];
        let text = "À l'ouest, rien.";
        let got = places_at(text, &document(text), Language::Fr, Gazetteer::shipped().unwrap(), &spans);
        assert!(matches!(got[0].outcome, Outcome::Refused(_)), "{got:?}");
    }

    #[test]
    fn a_direction_with_a_type_word_or_its_country_names_a_unit_of_that_country_only() {
        for (text, country) in [
            ("Des heurts dans le département de l'Ouest, en Haïti.", "HTI"),
            ("Des heurts dans la région de l'Est, au Burkina Faso.", "BFA"),
            ("Des heurts dans la région du Sud-Ouest, au Cameroun.", "CMR"),
            ("Des heurts dans l'Est (Burkina Faso).", "BFA"),
        ] {
            let found = read(Language::Fr, text);
            let unit = found[0].1.as_ref().unwrap_or_else(|| panic!("{text}: {found:?}"));
            assert_eq!((unit.kind, unit.country), (Kind::Admin1, Some(country)), "{text}");
        }
        let found = read(Language::En, "Cameroon sent troops to the Northwest region.");
        assert_eq!(found[1].1.as_ref().unwrap_or_else(|| panic!("{found:?}")).country, Some("CMR"));
        let found = read(Language::En, "Iraq sent troops to the Northwest region.");
        assert!(found[1].1.is_none(), "Iraq has no such unit: {found:?}");
    }

    #[test]
    fn a_direction_with_a_place_says_how_the_story_lies_to_it() {
        for (text, relation, direction) in [
            ("À l'ouest de Mossoul, un convoi a sauté.", Relation::WestOf, Some("W")),
            ("Un convoi a sauté à l'ouest de Mossoul.", Relation::WestOf, Some("W")),
            ("Un convoi a sauté dans l'ouest du Burkina Faso.", Relation::In, Some("W")),
            ("Un convoi a sauté dans l'Ouest du Burkina Faso.", Relation::In, Some("W")),
        ] {
            let found = read(Language::Fr, text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!((found[0].2.relation, found[0].2.direction), (relation, direction), "{text}");
        }
    }

    #[test]
    fn a_bare_type_word_is_looked_up_in_the_article_and_not_in_the_gazetteer() {
        for (language, text) in [
            (Language::En, "Work to clear the district is under way."),
            (Language::En, "The Province is calm."),
            (Language::En, "Nobody has left the governorate."),
            (Language::En, "A curfew holds in the Federal district."),
            (Language::Fr, "La province est calme."),
            (Language::Fr, "Le calme règne dans la région et dans le District."),
        ] {
            let found = read(language, text);
            assert!(found.iter().all(|(_, r, _)| r.is_none()), "{text}: {found:?}");
        }
    }

    #[test]
    fn the_district_is_the_last_one_named_and_the_province_that_of_the_last_town() {
        for text in [
            "Soldiers entered Sadr City at dawn.\nGunmen shelled the district.",
            "Soldiers entered Sadr City, in Baghdad.\nGunmen shelled the district.",
        ] {
            let found = read(Language::En, text);
            assert_eq!(found.last().unwrap().1.as_ref().unwrap().name, "Sadr City", "{text}");
        }
        let found = read(Language::En, "Soldiers entered Mosul in Iraq.\nGunmen hold the governorate.");
        let unit = found.last().unwrap().1.as_ref().unwrap();
        assert_eq!((unit.kind, unit.country), (Kind::Admin1, Some("IRQ")));
    }

    #[test]
    fn a_river_is_no_town_and_no_unit() {
        for text in [
            "Un pont sur le Tigre a sauté à Mossoul.",
            "Le Tigre est en crue à Mossoul.",
            "Ils ont atteint l'Euphrate depuis Mossoul.",
            "Le fleuve Niger est en crue, dit-on à Mossoul.",
            "Ils ont longé le Nil, puis gagné Mossoul.",
        ] {
            assert_eq!(resolved(Language::Fr, text), [("Mossoul".to_owned(), Some("IRQ"))], "{text}");
        }
        for text in [
            "A bridge over the Tigris fell in Mosul.",
            "They crossed the Jordan River on the way to Mosul.",
            "They crossed the River Nile on the way to Mosul.",
        ] {
            assert_eq!(resolved(Language::En, text), [("Mosul".to_owned(), Some("IRQ"))], "{text}");
        }
        assert_eq!(resolved(Language::Fr, "Des tirs au Niger.")[0].1, Some("NER"));
        assert_eq!(resolved(Language::Fr, "Des tirs au Tigré, en Éthiopie.")[0].1, Some("ETH"));
        assert_eq!(resolved(Language::Fr, "Des tirs dans le Tigre, en Éthiopie.")[0].1, Some("ETH"));
    }

    #[test]
    fn a_number_at_the_head_of_a_sentence_is_no_place() {
        for number in ["Trente", "Dix", "Cent", "Mille", "Trente-deux"] {
            let text = format!("{number} habitants ont fui Gao.");
            assert_eq!(resolved(Language::Fr, &text), [("Gao".to_owned(), Some("MLI"))], "{text}");
        }
        assert_eq!(resolved(Language::En, "Ninety people fled Gao."), [("Gao".to_owned(), Some("MLI"))]);
        assert_eq!(resolved(Language::Fr, "Un colis a explosé à Trente.")[0].1, Some("ITA"));
    }
}
