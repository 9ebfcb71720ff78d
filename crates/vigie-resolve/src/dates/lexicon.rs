//! The words of time of one language, read from `lexicon/<language>/dates.toml`.

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::{collections::BTreeMap, sync::OnceLock};
use vigie_text::{Language, Span};

macro_rules! roles {
    ($($name:ident = $code:literal),+ $(,)?) => {
        /// What a phrase can do in an expression of time.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Role { $($name),+ }

        impl Role {
            fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

roles! {
    Determiner = "determiner", This = "this", That = "that", Here = "here", Same = "same", Last = "last",
    Past = "past", Next = "next", Following = "following", Previous = "previous", Current = "current",
    AgoBefore = "ago-before", AgoAfter = "ago-after", Later = "later", Earlier = "earlier",
    TakesEvent = "takes-event", AheadBefore = "ahead-before", AheadAfter = "ahead-after", Since = "since",
    Until = "until", By = "by", From = "from", Before = "before", After = "after", Between = "between",
    And = "and", RangeOpen = "range-open", RangeClose = "range-close", Of = "of",
    MonthPreposition = "month-preposition", MonthStrong = "month-strong", YearPreposition = "year-preposition",
    YearStrong = "year-strong", About = "about", Some = "some", Begin = "begin", Middle = "middle", End = "end",
    Each = "each", DurationPreposition = "duration-preposition", AgeBefore = "age-before",
    AgeAfter = "age-after", TermAfter = "term-after", Decade = "decade", MonthWord = "month-word",
    YearWord = "year-word", ClockBefore = "clock-before", ClockUnit = "clock-unit", ClockAfter = "clock-after",
    OrdinalSuffix = "ordinal-suffix", PublicationCue = "publication-cue", Vague = "vague", Early = "early",
    Late = "late", Into = "into", Bygone = "bygone", ClockWord = "clock-word", Within = "within",
    WeekOn = "week-on", TwoWeeksOn = "two-weeks-on", YearNoun = "year-noun", YearDeterminer = "year-determiner",
    KnownDayNoun = "known-day-noun", FeastNameBefore = "feast-name-before", FeastNameAfter = "feast-name-after",
    NumberVerb = "number-verb", HabitBefore = "habit-before", HabitAfter = "habit-after", ClockOpen = "clock-open", NewBefore = "new-before", AsEarlyAs = "as-early-as", Half = "half", NameBefore = "name-before", NameAfter = "name-after",
    // Roles that the other lists of the file give.
    Abbreviated = " abbreviated", WeekdayPlural = " weekday-plural", BarePart = " bare-part",
    FutureCue = " future", FutureInfinitive = " future-infinitive", PastCue = " past", Clause = " clause",
    RoundNumber = " round", Ambiguous = " ambiguous",
}

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Weekend,
    Month,
    Year,
    Decade,
    Century,
}

/// A part of a day. `Day` is the whole day, for phrases that name it only by the story's running date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Part {
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
    Day,
}

/// Everything that a phrase may mean; the grammar takes what fits.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Meaning {
    roles: u128,
    pub month: Option<i8>,
    pub weekday: Option<i8>,
    pub number: Option<u32>,
    pub ordinal: Option<u8>,
    pub unit: Option<Unit>,
    pub part: Option<Part>,
    pub deictic: Option<i32>,
    pub anaphoric: Option<i32>,
    pub season: Option<u8>,
    pub term: Option<u8>,
    pub holiday: Option<u8>,
    pub century: Option<u8>,
}

impl Meaning {
    /// Whether the phrase is no word of time at all.
    pub(super) fn is_empty(&self) -> bool {
        let days = self.deictic.is_some() || self.anaphoric.is_some() || self.holiday.is_some();
        let named =
            self.month.is_some() || self.weekday.is_some() || self.season.is_some() || self.part.is_some();
        let counted =
            self.number.is_some() || self.ordinal.is_some() || self.unit.is_some() || self.term.is_some();
        let counted = counted || self.century.is_some();
        self.roles == 0 && !days && !named && !counted
    }

    pub(super) fn is(&self, role: Role) -> bool {
        self.roles & (1 << role as u128) != 0
    }
}

/// A season, as the month and day of both ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Season {
    pub from: (i8, i8),
    pub to: (i8, i8),
}

/// A feast, by a fixed day, by its distance from Easter or, by the moon, from a list of first and last days.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Holiday {
    names: Vec<String>,
    pub month: Option<i8>,
    pub day: Option<i8>,
    pub year: Option<i16>,
    pub easter: Option<i32>,
    /// Its key in `lexicon/feasts.toml`.
    pub moon: Option<String>,
    #[serde(skip)]
    pub days: Vec<(Date, Date)>,
}

/// A return of a feast of the moon: its day, or its first and last one.
#[derive(Deserialize)]
#[serde(untagged)]
enum Feast {
    Day(Date),
    Days(Date, Date),
}

impl Feast {
    fn days(&self) -> (Date, Date) {
        match *self {
            Self::Day(day) => (day, day),
            Self::Days(first, last) => (first, last),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeasonEntry {
    names: Vec<String>,
    from: String,
    to: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TenseEntry {
    future: Vec<String>,
    future_before_infinitive: Vec<String>,
    future_endings: Vec<String>,
    past_endings: Vec<String>,
    past: Vec<String>,
    future_lemmas: Vec<String>,
    clause: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    numeric_order: String,
    months_have_capital: bool,
    accents_matter: Vec<String>,
    months: Vec<Vec<String>>,
    month_abbreviations: Vec<Vec<String>>,
    ambiguous: Vec<String>,
    weekdays: Vec<Vec<String>>,
    weekday_plurals: Vec<String>,
    words: BTreeMap<String, Vec<String>>,
    numbers: BTreeMap<String, u32>,
    round_numbers: BTreeMap<String, u32>,
    ordinals: BTreeMap<String, u8>,
    centuries: Vec<Vec<String>>,
    known_days: BTreeMap<String, i16>,
    leading: Vec<String>,
    units: BTreeMap<String, Vec<String>>,
    parts: BTreeMap<String, Vec<String>>,
    bare_parts: BTreeMap<String, Vec<String>>,
    deictic: BTreeMap<String, Vec<String>>,
    anaphoric: BTreeMap<String, Vec<String>>,
    seasons: BTreeMap<String, SeasonEntry>,
    terms: BTreeMap<String, u8>,
    tense: TenseEntry,
    holiday: Vec<Holiday>,
}

/// The words after the first of a phrase, each with whether a hyphen must stand before it, and what the phrase means.
#[derive(Debug)]
pub(super) struct Phrase {
    pub rest: Vec<(String, bool)>,
    pub meaning: Meaning,
}

/// The words of time of one language.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// Phrases by their folded first word, the longest first.
    phrases: FxHashMap<String, Vec<Phrase>>,
    /// Folded words that count only with their accents, and how these are written.
    accented: FxHashMap<String, String>,
    pub seasons: Vec<Season>,
    pub holidays: Vec<Holiday>,
    pub future_endings: Vec<String>,
    pub past_endings: Vec<String>,
    pub future_lemmas: Vec<String>,
    pub day_first: bool,
    pub months_have_capital: bool,
    /// The year of days that are known by day and month alone, as (month, day).
    pub known_days: FxHashMap<(i8, i8), i16>,
    /// Folded words that lead up to a date and are no part of its name.
    pub leading: FxHashSet<String>,
}

const FEASTS: &str = include_str!("../../../../lexicon/feasts.toml");
const FRENCH: &str = include_str!("../../../../lexicon/fr/dates.toml");
const ENGLISH: &str = include_str!("../../../../lexicon/en/dates.toml");

/// The shipped words of `language`.
pub(super) fn lexicon(language: Language) -> &'static Lexicon {
    static LEXICONS: OnceLock<[Lexicon; 2]> = OnceLock::new();
    let both = LEXICONS.get_or_init(|| [shipped(FRENCH), shipped(ENGLISH)]);
    match language {
        Language::Fr => &both[0],
        Language::En => &both[1],
    }
}

#[expect(clippy::expect_used, reason = "the files are part of the program and a test reads both")]
fn shipped(source: &str) -> Lexicon {
    Lexicon::read(source).expect("the shipped words of time are well formed")
}

/// Lower case without accents. Letters that are two in plain spelling become two.
pub(super) fn fold_into(out: &mut String, c: char) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    match c {
        '\u{300}'..='\u{36f}' => {}
        'œ' | 'Œ' => out.push_str("oe"),
        'æ' | 'Æ' => out.push_str("ae"),
        _ => out.extend(c.to_lowercase().map(|l| match l {
            'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' => 'a',
            'ç' => 'c',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'î' | 'ï' | 'í' | 'ì' => 'i',
            'ô' | 'ö' | 'ó' | 'ò' | 'õ' => 'o',
            'û' | 'ü' | 'ù' | 'ú' => 'u',
            'ÿ' => 'y',
            'ñ' => 'n',
            other => other,
        })),
    }
}

/// [`fold_into`] over a whole word.
pub(super) fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    word.chars().for_each(|c| fold_into(&mut out, c));
    out
}

fn named<T: serde::de::DeserializeOwned>(code: &str) -> Result<T, String> {
    toml::Value::String(code.to_owned()).try_into().map_err(|e| format!("`{code}`: {e}"))
}

fn role(code: &str) -> Result<Role, String> {
    Role::from_code(code).ok_or_else(|| format!("`{code}` is no role of a word of time"))
}

fn month_day(code: &str) -> Result<(i8, i8), String> {
    code.split_once('-')
        .and_then(|(m, d)| Some((m.parse().ok()?, d.parse().ok()?)))
        .ok_or_else(|| format!("`{code}` is no month-day"))
}

impl Lexicon {
    /// The phrases that open with the folded word `first`, the longest first. `written` is the word as the text has
    /// it.
    pub(super) fn phrases(&self, first: &str, written: &str) -> &[Phrase] {
        if let Some(accented) = self.accented.get(first)
            && !written.starts_with(char::is_uppercase)
            && written != accented
        {
            return &[];
        }
        self.phrases.get(first).map_or(&[], Vec::as_slice)
    }

    /// The span without the words that lead up to a date (`depuis`, `au cours de`).
    pub(super) fn without_leading(&self, text: &str, span: Span) -> Span {
        let words = span.slice(text);
        let mut at = 0;
        let mut folded = String::new();
        while let Some(length) = words[at..].find(|c: char| !c.is_alphabetic()).filter(|&n| n > 0) {
            folded.clear();
            words[at..at + length].chars().for_each(|c| fold_into(&mut folded, c));
            let rest =
                words[at + length..].trim_start_matches(|c: char| c.is_whitespace() || "'’ʼ".contains(c));
            if rest.is_empty() || !self.leading.contains(&folded) {
                break;
            }
            at = words.len() - rest.len();
        }
        Span::new(span.range().start + at, span.range().end)
    }

    fn add(&mut self, phrase: &str, means: impl Fn(&mut Meaning)) {
        let mut words =
            phrase.split_inclusive([' ', '-']).map(|w| (w.trim_end_matches([' ', '-']), w.ends_with('-')));
        let (first, mut hyphen) = words.next().unwrap_or_default();
        let first = fold(first);
        let rest: Vec<_> = words.map(|(w, next)| (fold(w), std::mem::replace(&mut hyphen, next))).collect();
        let here = self.phrases.entry(first).or_default();
        if let Some(known) = here.iter_mut().find(|p| p.rest == rest) {
            means(&mut known.meaning);
            return;
        }
        let mut meaning = Meaning::default();
        means(&mut meaning);
        here.push(Phrase { rest, meaning });
        here.sort_by_key(|p| std::cmp::Reverse(p.rest.len()));
    }

    fn add_role<'a>(&mut self, role: Role, phrases: impl IntoIterator<Item = &'a String>) {
        for phrase in phrases {
            self.add(phrase, |m| m.roles |= 1 << role as u128);
        }
    }

    fn read(source: &str) -> Result<Self, String> {
        let file: File = toml::from_str(source).map_err(|e| e.to_string())?;
        let mut out = Self {
            day_first: file.numeric_order == "dmy",
            months_have_capital: file.months_have_capital,
            accented: file.accents_matter.iter().map(|w| (fold(w), w.clone())).collect(),
            ..Self::default()
        };
        for (code, phrases) in &file.words {
            out.add_role(role(code)?, phrases);
        }
        out.read_calendar(&file);
        out.read_quantities(&file)?;
        out.read_days(&file)?;
        out.add_role(Role::FutureCue, &file.tense.future);
        out.add_role(Role::FutureInfinitive, &file.tense.future_before_infinitive);
        out.add_role(Role::PastCue, &file.tense.past);
        out.add_role(Role::Clause, &file.tense.clause);
        out.future_endings = file.tense.future_endings;
        out.past_endings = file.tense.past_endings;
        out.future_lemmas = file.tense.future_lemmas;
        for (i, holiday) in file.holiday.iter().enumerate() {
            for name in &holiday.names {
                out.add(name, |m| m.holiday = Some(i as u8));
            }
        }
        out.holidays = file.holiday;
        out.read_moons()?;
        for (code, &year) in &file.known_days {
            out.known_days.insert(month_day(code)?, year);
        }
        out.leading = file.leading.iter().map(|w| fold(w)).collect();
        Ok(out)
    }

    fn read_calendar(&mut self, file: &File) {
        for (month, names) in (1..).zip(&file.months) {
            for name in names {
                self.add(name, |m| m.month = Some(month));
            }
        }
        for (month, names) in (1..).zip(&file.month_abbreviations) {
            for name in names {
                self.add(name, |m| m.month = Some(month));
            }
            self.add_role(Role::Abbreviated, names);
        }
        self.add_role(Role::Ambiguous, &file.ambiguous);
        for (day, names) in (1..).zip(&file.weekdays) {
            for name in names {
                self.add(name, |m| m.weekday = Some(day));
            }
        }
        self.add_role(Role::WeekdayPlural, &file.weekday_plurals);
    }

    fn read_quantities(&mut self, file: &File) -> Result<(), String> {
        for (word, &n) in &file.numbers {
            self.add(word, |m| m.number = Some(n));
        }
        for (word, &n) in &file.round_numbers {
            self.add(word, |m| m.number = Some(n));
        }
        self.add_role(Role::RoundNumber, file.round_numbers.keys());
        for (word, &n) in &file.ordinals {
            self.add(word, |m| m.ordinal = Some(n));
        }
        for (century, words) in (1..).zip(&file.centuries) {
            for w in words {
                self.add(w, |m| m.century = Some(century));
            }
        }
        for (code, words) in &file.units {
            let unit = named(code)?;
            for w in words {
                self.add(w, |m| m.unit = Some(unit));
            }
        }
        for (word, &months) in &file.terms {
            self.add(word, |m| m.term = Some(months));
        }
        Ok(())
    }

    fn read_moons(&mut self) -> Result<(), String> {
        let feasts: BTreeMap<String, Vec<Feast>> = toml::from_str(FEASTS).map_err(|e| e.to_string())?;
        for holiday in &mut self.holidays {
            let Some(key) = &holiday.moon else { continue };
            let days = feasts.get(key).ok_or_else(|| format!("`{key}` is no feast of feasts.toml"))?;
            holiday.days = days.iter().map(Feast::days).collect();
        }
        Ok(())
    }

    fn read_days(&mut self, file: &File) -> Result<(), String> {
        for (code, words) in file.parts.iter().chain(&file.bare_parts) {
            let part = named(code)?;
            for w in words {
                self.add(w, |m| m.part = Some(part));
            }
        }
        for words in file.bare_parts.values() {
            self.add_role(Role::BarePart, words);
        }
        for (offset, words) in &file.deictic {
            let days = offset.parse().map_err(|_| format!("`{offset}` is no number of days"))?;
            for w in words {
                self.add(w, |m| m.deictic = Some(days));
            }
        }
        for (offset, words) in &file.anaphoric {
            let days = offset.parse().map_err(|_| format!("`{offset}` is no number of days"))?;
            for w in words {
                self.add(w, |m| m.anaphoric = Some(days));
            }
        }
        for season in file.seasons.values() {
            let index = self.seasons.len() as u8;
            for w in &season.names {
                self.add(w, |m| m.season = Some(index));
            }
            self.seasons.push(Season { from: month_day(&season.from)?, to: month_day(&season.to)? });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_shipped_files_are_read_and_name_every_month_and_weekday() {
        for language in Language::ALL {
            let words = lexicon(language);
            let all = || words.phrases.values().flatten().map(|p| p.meaning);
            for month in 1..=12 {
                assert!(all().any(|m| m.month == Some(month)), "{language} {month}");
            }
            for day in 1..=7 {
                assert!(all().any(|m| m.weekday == Some(day)), "{language} {day}");
            }
        }
    }

    #[test]
    fn an_unknown_role_is_told_by_name() {
        let wrong = FRENCH.replacen("determiner =", "determinant =", 1);
        assert!(Lexicon::read(&wrong).unwrap_err().contains("determinant"));
    }
}
