//! Dates: which days the words of an article name.
//!
//! Four steps, one file each: words of time (`dates/lexer.rs`, with `lexicon/<language>/dates.toml`), what they mean together
//! (`dates/grammar.rs`), whether they look back or ahead (`dates/tense.rs`), and the days of the calendar
//! (`dates/calendar.rs`). This file tells the story in between: the day the article was written, and the day that the story has
//! reached, from which *la veille* and *two days later* count.

mod calendar;
mod grammar;
mod lexer;
mod lexicon;
mod tense;

use calendar::{Frame, Story, coarseness};
use grammar::{Bound, Expr, Found, Grammar, Origin};
use jiff::{ToSpan, civil::Date};
use lexer::{Glue, Token};
use lexicon::{Lexicon, Part, Role, lexicon};
use std::ops::Range;
use tense::Tenses;
use vigie_annotate::{Document, Sentence, Upos};
use vigie_schema::{Basis, TimePrecision};
use vigie_text::{Language, Span};

/// What sort of time the words name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateKind {
    /// A day, week, month or year.
    Point,
    /// An hour alone, on the day that the story is in (*vers 9 heures*).
    Hour,
    /// A stretch with two ends said, or one said and the other open.
    Span,
    /// A length of time that no calendar places (*pendant trois jours*).
    Duration,
    /// A habit (*chaque vendredi*).
    Set,
    /// A time that cannot be placed (*récemment*).
    Vague,
}

/// An expression of time in an article, and the days it stands for.
#[expect(clippy::struct_excessive_bools, reason = "what is said of a mention, each on its own")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// Index of its sentence.
    pub sentence: usize,
    /// Its words in the sentence.
    pub words: Range<usize>,
    /// The word by which it hangs in the tree.
    pub head: usize,
    /// Its bytes.
    pub span: Span,
    /// First day; `None` where open or not known.
    pub start: Option<Date>,
    /// Last day, included; `None` where open or not known.
    pub end: Option<Date>,
    /// How fine the words are.
    pub precision: TimePrecision,
    /// Whether the words give the date or count it from another.
    pub basis: Basis,
    /// What sort of time it is.
    pub kind: DateKind,
    /// It is the day of writing at the head of a dispatch, or a line that says when the article was published.
    pub is_dateline: bool,
    /// Only one end is said (*depuis lundi*, *jusqu'à mardi*, *avant 2014*).
    pub is_open: bool,
    /// How many days a length of time has, about.
    pub length_days: Option<i32>,
    /// It dates the event named right after it and not its own clause (*deux jours après l'attaque*).
    pub is_of_following: bool,
    /// The day that it counts from: that of writing or the one that the story is in; `None` where the words say all.
    pub anchor: Option<Date>,
    /// The dates that its words name, without what leads up to them: `mardi` in *depuis mardi*, both years in *entre 1990
    /// et 1999*, and the mention itself where it is a plain date. Empty where it names no date (*depuis vingt ans*).
    pub named: Vec<NamedDate>,
    /// It names two days side by side (*les 6 et 13 avril*) and no stretch of time.
    pub is_list: bool,
}

/// A date as it is named inside a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedDate {
    /// Its bytes.
    pub span: Span,
    /// First day.
    pub start: Date,
    /// Last day, included.
    pub end: Date,
    /// How fine its words are.
    pub precision: TimePrecision,
}

/// The expressions of one sentence.
struct Read {
    tokens: Vec<Token>,
    found: Vec<Found>,
    datelines: Vec<bool>,
}

/// Every expression of time of the article, in text order. `published` is the day of publication; where it is not known, the
/// dateline's full date stands for it, and without one what counts from it has no days.
#[must_use]
pub fn dates(text: &str, doc: &Document, lang: Language, published: Option<Date>) -> Vec<DateMention> {
    let words = lexicon(lang);
    let read: Vec<Read> = doc.sentences.iter().map(|s| read(text, s, words)).collect();
    let line = read.iter().take(DATELINE_SENTENCES).find_map(|r| r.dateline(words, published));
    let published = published.or(line);
    let writing = line.filter(|&l| published.is_some_and(|p| l <= p && p <= later(l, 7))).or(published);
    let mut out = Vec::new();
    let mut teller = Teller { text, words, writing, published, story: None, news: None };
    for (i, (sentence, read)) in doc.sentences.iter().zip(&read).enumerate() {
        teller.tell(i, sentence, read, &mut out);
    }
    out
}

/// The full date at the head of a dispatch (`ALEP, 13 déc 2016 -`) or in a line that says when it was published.
#[must_use]
pub fn dateline(text: &str, doc: &Document, lang: Language) -> Option<Date> {
    let words = lexicon(lang);
    let first = doc.sentences.iter().take(DATELINE_SENTENCES);
    first.map(|s| read(text, s, words)).find_map(|r| r.dateline(words, None))
}

/// A title, a line of publication and a headline may stand before the dateline.
const DATELINE_SENTENCES: usize = 4;

fn later(date: Date, days: i32) -> Date {
    date.saturating_add(days.days())
}

fn read(text: &str, sentence: &Sentence, lexicon: &Lexicon) -> Read {
    let tokens = lexer::tokens(text, sentence, lexicon);
    let counts = |i: usize| {
        let word =
            tokens.get(i).filter(|t| t.glue == Glue::Space).and_then(|t| sentence.words.get(t.first_word));
        word.is_some_and(|w| w.upos == Upos::Noun)
    };
    let found = Grammar { tokens: &tokens, lexicon, counts: &counts }.expressions();
    let is_line = |f: &Found| f.bound == Bound::At && f.second.is_none() && heads_dispatch(text, &tokens, f);
    let datelines = found.iter().map(is_line).collect();
    Read { tokens, found, datelines }
}

/// Whether a date stands where a dispatch has its day of writing: after a place at the start of a line, before a dash or an
/// agency's name; or behind a word such as *publié le*.
fn heads_dispatch(text: &str, tokens: &[Token], found: &Found) -> bool {
    if !matches!(found.expr, Expr::Day { .. }) {
        return false;
    }
    if found.from > 0 && tokens[found.from - 1].is(Role::PublicationCue) {
        return true;
    }
    let (start, end) = (tokens[found.from].start, tokens[found.to - 1].end);
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line..start];
    let mut after = text[end..].trim_start_matches([' ', '\u{a0}']);
    let bracketed =
        after.strip_prefix('(').and_then(|rest| rest.split_once(')')).filter(|(name, _)| name.len() <= 40);
    let agency = bracketed.is_some_and(|(name, _)| name.starts_with(char::is_uppercase));
    if let Some((_, rest)) = bracketed {
        after = rest.trim_start_matches([' ', '\u{a0}']);
    }
    let closed = after.strip_prefix(')').map(str::trim_start);
    let dash = |s: &str| s.starts_with(['-', '–', '—']);
    let ends_line = |s: &str| s.is_empty() || s.starts_with(['\n', '\r']);
    // *Note sur Djibo (21 octobre 2022)*, alone on its line.
    let has_year = matches!(found.expr, Expr::Day { year: Some(_), .. });
    if has_year && before.trim_end().ends_with('(') && text[end..].strip_prefix(')').is_some_and(ends_line) {
        return true;
    }
    // *Bamako, le 31 janvier 2022.*
    let letter = has_year && before.contains(',') && (after.starts_with('.') || ends_line(after));
    let follows = dash(after) || closed.is_some_and(dash) || agency && !before.trim().is_empty() || letter;
    before.len() <= 80 && follows && is_place_line(before)
}

/// Capitalised words, short particles and brackets only.
fn is_place_line(before: &str) -> bool {
    let mut depth = 0_i32;
    for word in before.split_whitespace() {
        let opens = i32::try_from(word.matches('(').count()).unwrap_or(1);
        let inside = depth > 0 || opens > 0;
        depth += opens - i32::try_from(word.matches(')').count()).unwrap_or(1);
        let particle = word.chars().filter(|c| c.is_alphabetic()).count() <= 3;
        if !inside && !particle && !word.starts_with(char::is_uppercase) {
            return false;
        }
    }
    true
}

impl Read {
    fn dateline(&self, lexicon: &Lexicon, published: Option<Date>) -> Option<Date> {
        let mut lines = self.found.iter().zip(&self.datelines).filter(|(_, is_line)| **is_line);
        let frame = Frame {
            writing: published,
            story: None,
            tense: tense::Tense::Past,
            is_of_noun: false,
            year: None,
            lexicon,
        };
        lines.find_map(|(found, _)| frame.resolve(found, published, 0).ok()?.start)
    }
}

/// Tells the story sentence by sentence.
struct Teller<'a> {
    text: &'a str,
    words: &'a Lexicon,
    writing: Option<Date>,
    published: Option<Date>,
    /// The date that was told last.
    story: Option<Story>,
    /// The last one that is no background.
    news: Option<Story>,
}

impl Teller<'_> {
    fn tell(&mut self, index: usize, sentence: &Sentence, read: &Read, out: &mut Vec<DateMention>) {
        let first = out.len();
        let tenses = Tenses { text: self.text, sentence, tokens: &read.tokens, lexicon: self.words };
        // What counts from the story may take its day from a later word of the same sentence: that one is read first.
        let own: Vec<Option<Story>> = read
            .found
            .iter()
            .map(|f| if from_story(f) { None } else { self.plain(index, f, &tenses) })
            .collect();
        for (k, (found, &is_dateline)) in read.found.iter().zip(&read.datelines).enumerate() {
            let here = out.len() > first;
            let ahead = own[k + 1..].iter().flatten().next().copied();
            let near = self.story.filter(|s| index <= s.sentence + 2);
            let since_now = found.bound == Bound::Since
                && self.story.is_some_and(|s| self.writing.is_some_and(|w| w <= later(s.days.end, 2)));
            let mut story = self.story;
            if found.expr == Expr::StoryPart {
                let here = self.news.filter(|s| here && s.sentence == index);
                let ahead = ahead.filter(|s| !s.is_background);
                let told = self
                    .news
                    .filter(|_| found.bound != Bound::Since)
                    .or(self.story.filter(|_| self.writing.is_none()));
                story = here.or(ahead).or(told);
            } else if near.is_none() {
                story = ahead.or(story);
            }
            // *la veille* follows the thread of the news rather than a date told in passing; *ce jour-là* takes the last.
            if let Expr::Offset { days, origin: Origin::Story } = found.expr
                && days != 0
                && story.is_some_and(|s| s.is_background)
            {
                story = self.news.filter(|s| index <= s.sentence + 3).or(story);
            }
            if since_now && matches!(found.expr, Expr::Offset { .. }) {
                story = None;
            }
            if found.expr == Expr::Hour {
                story = self.story.filter(|s| s.sentence == index).or(ahead).or(self.news);
                told_with_hour(out, first, tenses.tokens[found.from].first_word);
            }
            let Some((mention, reached)) = self.mention(index, found, is_dateline, story, &tenses) else {
                continue;
            };
            if let Some(reached) = reached {
                self.story = Some(reached);
                if !reached.is_background {
                    self.news = Some(reached);
                }
            }
            out.push(mention);
        }
    }

    fn frame(&self, index: usize, found: &Found, story: Option<Story>, tenses: &Tenses) -> Frame<'_> {
        let tokens = tenses.tokens;
        let tense = if needs_tense(found) { tenses.around(found.from, found.to) } else { tense::Tense::Open };
        let near_year = self.story.filter(|s| index <= s.sentence + 1).and_then(|s| s.said_year);
        let named_day = matches!(found.expr, Expr::Holiday { .. });
        let year_ahead = tokens[found.to..].windows(2).find_map(|pair| {
            let year = pair[1].figure.filter(|_| pair[1].digits == 4 && pair[0].is(Role::YearStrong))?;
            i16::try_from(year).ok().filter(|y| (1900..=2100).contains(y))
        });
        let year = near_year.or(year_ahead.filter(|_| named_day));
        let before = tokens.get(found.from.wrapping_sub(1));
        let contracted = before.is_some_and(|t| t.is(Role::Of)) || tokens[found.from].is(Role::Of);
        let head = tenses.sentence.words.get(head(tenses.sentence, found, tokens));
        let is_of_noun = contracted || head.is_some_and(|w| w.is("nmod"));
        let year = year.filter(|&y| self.writing.is_none_or(|w| y < w.year()));
        Frame { writing: self.writing, story, tense, is_of_noun, year, lexicon: self.words }
    }

    /// The days of an expression that does not count from the story.
    fn plain(&self, index: usize, found: &Found, tenses: &Tenses) -> Option<Story> {
        let frame = self.frame(index, found, None, tenses);
        let ends = frame.resolve(found, self.published, index).ok()?;
        self.reached(index, found, &ends, &frame)
    }

    fn mention(
        &self,
        index: usize,
        found: &Found,
        is_dateline: bool,
        story: Option<Story>,
        tenses: &Tenses,
    ) -> Option<(DateMention, Option<Story>)> {
        let tokens = tenses.tokens;
        let frame = self.frame(index, found, story, tenses);
        let ends = frame.resolve(found, self.published, index).ok()?;
        let is_dated = ends.start.is_some() || ends.end.is_some();
        if let (Some(start), Some(end)) = (ends.start, ends.end)
            && start > end
        {
            return None;
        }
        let (first, last) = (&tokens[found.from], &tokens[found.to - 1]);
        let is_open = match found.bound {
            Bound::At => false,
            Bound::AsEarlyAs => ends.end.is_none(),
            _ => true,
        };
        let kind = match found.expr {
            Expr::Duration(_) => DateKind::Duration,
            Expr::Set => DateKind::Set,
            Expr::Vague => DateKind::Vague,
            Expr::Hour => DateKind::Hour,
            Expr::Ahead { .. } if !is_dated => DateKind::Duration,
            Expr::Stretch { .. } | Expr::Ahead { is_whole: true, .. } => DateKind::Span,
            _ if found.second.is_some() || is_open => DateKind::Span,
            _ => DateKind::Point,
        };
        let mention = DateMention {
            sentence: index,
            words: first.first_word..last.last_word + 1,
            head: head(tenses.sentence, found, tokens),
            span: Span::new(first.start, last.end),
            start: ends.start,
            end: ends.end,
            precision: ends.precision,
            basis: ends.basis,
            kind,
            is_dateline,
            is_open,
            length_days: match found.expr {
                Expr::Duration(days) => Some(days),
                Expr::Ahead { n, unit, .. } if !is_dated => Some(grammar::days_of(n, unit)),
                _ => None,
            },
            is_of_following: found.is_of_following,
            anchor: self.anchor(found, story, ends.basis),
            is_list: found.is_list,
            named: if is_dated { self.named(index, found, &frame, tokens) } else { Vec::new() },
        };
        let reached = self.reached(index, found, &ends, &frame).filter(|_| !is_dateline);
        Some((mention, reached))
    }

    fn anchor(&self, found: &Found, story: Option<Story>, basis: Basis) -> Option<Date> {
        if from_story(found) || found.expr == Expr::Hour {
            return story.map(|s| s.days.start).or(self.writing);
        }
        self.writing.filter(|_| basis == Basis::Relative)
    }

    fn named(&self, index: usize, found: &Found, frame: &Frame, tokens: &[Token]) -> Vec<NamedDate> {
        let is_length =
            matches!(found.expr, Expr::Stretch { .. } | Expr::Distance { .. } | Expr::Ahead { .. });
        if is_length && found.bound != Bound::At {
            return Vec::new();
        }
        let parts = match found.between {
            Some((end, next)) => vec![(found.from..end, false), (next..found.to, true)],
            None => vec![(found.from..found.to, false)],
        };
        let one = |(range, is_second): (Range<usize>, bool)| {
            let days = match (found.second, found.between) {
                (Some(second), None) => frame.both(found, second, index).ok()??,
                _ => frame.named(found, is_second, index)?,
            };
            let mut span = Span::new(tokens[range.start].start, tokens[range.end - 1].end);
            if !is_length {
                span = self.words.without_leading(self.text, span);
            }
            Some(NamedDate { span, start: days.start, end: days.end, precision: days.precision })
        };
        parts.into_iter().filter_map(one).collect()
    }

    /// The day that the story reaches by an expression: bounds and what dates another event leave it where it was.
    fn reached(&self, index: usize, found: &Found, ends: &calendar::Ends, frame: &Frame) -> Option<Story> {
        let is_point = matches!(found.bound, Bound::At | Bound::AsEarlyAs);
        let moves_on =
            !matches!(found.expr, Expr::Stretch { .. } | Expr::Hour | Expr::Century(_) | Expr::Ahead { .. });
        if !is_point || found.is_of_following || !moves_on {
            return None;
        }
        let (start, end) = (ends.start?, ends.end?);
        let said_year = match found.expr {
            Expr::Day { year, .. } | Expr::Month { year, .. } => year,
            _ => None,
        };
        let days = calendar::Days { start, end, precision: ends.precision };
        let part = found.part.filter(|_| coarseness(ends.precision) == 0 && found.part != Some(Part::Day));
        let is_old = self.writing.is_some_and(|w| later(end, 7) < w);
        let leads = found.from <= 2;
        // A part of the day that the news is in is news itself, wherever it stands.
        let goes_on = found.expr == Expr::StoryPart && frame.story.is_some_and(|s| !s.is_background);
        let is_background =
            coarseness(ends.precision) > 0 || !goes_on && is_old && (frame.is_of_noun || !leads);
        Some(Story { days, part, sentence: index, said_year, is_background })
    }
}

/// The first of the expression's words that hangs on a word outside it.
fn head(sentence: &Sentence, found: &Found, tokens: &[Token]) -> usize {
    let (from, to) = (tokens[found.from].first_word, tokens[found.to - 1].last_word);
    let outside = |i: &usize| {
        sentence
            .words
            .get(*i)
            .is_some_and(|w| w.head.is_none_or(|h| h < from || h > to) && w.upos != Upos::Punct)
    };
    (from..=to).find(outside).unwrap_or(from)
}

/// An hour right behind a day makes it a part of that day.
fn told_with_hour(out: &mut [DateMention], first: usize, word: usize) {
    const APART: usize = 3;
    if let Some(day) = out[first..].last_mut().filter(|m| m.words.end + APART > word)
        && day.precision == TimePrecision::Day
        && day.start.is_some()
        && day.start == day.end
    {
        day.precision = TimePrecision::PartOfDay;
    }
}

/// Whether the expression counts from the day that the story is in.
fn from_story(found: &Found) -> bool {
    matches!(
        found.expr,
        Expr::StoryPart
            | Expr::Offset { origin: Origin::Story, .. }
            | Expr::Distance { origin: Origin::Story, .. }
            | Expr::Period { origin: Origin::Story, .. }
    )
}

fn needs_tense(found: &Found) -> bool {
    !matches!(
        found.expr,
        Expr::Duration(_) | Expr::Set | Expr::Vague | Expr::Stretch { .. } | Expr::Years { .. }
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use vigie_annotate::Word;

    /// Sentences cut at line ends and full stops, words at spaces, no tree.
    fn parsed(text: &str) -> Document {
        let mut doc = Document::default();
        let mut start = 0;
        let ends = text.match_indices(". ").map(|(at, _)| at + 1).chain([text.len()]);
        for end in ends {
            let mut sentence = Sentence { span: Span::new(start, end), ..Sentence::default() };
            let mut at = start;
            for form in text[start..end].split_whitespace() {
                let from = at + text[at..].find(form).unwrap();
                at = from + form.len();
                sentence.words.push(Word {
                    span: Span::new(from, at),
                    form: form.into(),
                    lemma: "".into(),
                    upos: Upos::X,
                    feats: "".into(),
                    head: None,
                    deprel: "".into(),
                    is_doubtful: false,
                });
            }
            if !sentence.words.is_empty() {
                doc.sentences.push(sentence);
            }
            start = end;
        }
        doc
    }

    fn day(date: &str) -> Date {
        date.parse().unwrap()
    }

    /// What is found as `words start..end`, with `?` for an end that is not there.
    fn found(lang: Language, published: Option<&str>, text: &str) -> Vec<String> {
        let end = |d: Option<Date>| d.map_or("?".to_owned(), |d| d.to_string());
        let mentions = dates(text, &parsed(text), lang, published.map(day));
        mentions.iter().map(|m| format!("{} {}..{}", m.span.slice(text), end(m.start), end(m.end))).collect()
    }

    /// A Thursday.
    const FR: &str = "2021-06-17";

    #[track_caller]
    fn french(text: &str, expected: &[&str]) {
        assert_eq!(found(Language::Fr, Some(FR), text), expected, "{text}");
    }

    #[track_caller]
    fn english(text: &str, expected: &[&str]) {
        assert_eq!(found(Language::En, Some(FR), text), expected, "{text}");
    }

    #[test]
    fn a_bare_weekday_is_the_latest_one_and_a_future_verb_makes_it_the_next() {
        french("Le pont a sauté mardi.", &["mardi 2021-06-15..2021-06-15"]);
        french("Le pont a sauté jeudi.", &["jeudi 2021-06-17..2021-06-17"]);
        french("Les ministres se retrouveront mardi.", &["mardi 2021-06-22..2021-06-22"]);
        french("Deux obus sont tombés samedi dernier.", &["samedi dernier 2021-06-12..2021-06-12"]);
        french("Le scrutin de dimanche prochain divise.", &["dimanche prochain 2021-06-20..2021-06-20"]);
        english("The bridge collapsed on Tuesday.", &["Tuesday 2021-06-15..2021-06-15"]);
        english("Ministers will meet again on Tuesday.", &["Tuesday 2021-06-22..2021-06-22"]);
        english("Last Saturday two shells fell.", &["Last Saturday 2021-06-12..2021-06-12"]);
    }

    #[test]
    fn days_around_the_day_of_writing() {
        french("Le dépôt a brûlé hier soir.", &["hier soir 2021-06-16..2021-06-16"]);
        french("Avant-hier, le poste est tombé.", &["Avant-hier 2021-06-15..2021-06-15"]);
        french("Ce matin, le calme régnait.", &["Ce matin 2021-06-17..2021-06-17"]);
        english("Rockets fell yesterday morning.", &["yesterday morning 2021-06-16..2021-06-16"]);
        english("It fell the day before yesterday.", &["the day before yesterday 2021-06-15..2021-06-15"]);
    }

    #[test]
    fn a_night_is_both_its_days() {
        french(
            "Il est mort dans la nuit de lundi à mardi.",
            &["dans la nuit de lundi à mardi 2021-06-14..2021-06-15"],
        );
        french("Il est mort dans la nuit de lundi.", &["dans la nuit de lundi 2021-06-14..2021-06-15"]);
        french("Cette nuit, un raid a visé le port.", &["Cette nuit 2021-06-16..2021-06-17"]);
        french(
            "Dans la nuit du 3 au 4 juin, tout a brûlé.",
            &["Dans la nuit du 3 au 4 juin 2021-06-03..2021-06-04"],
        );
        french("Un raid a visé le port la nuit dernière.", &["la nuit dernière 2021-06-16..2021-06-17"]);
        english("Drones hit the port overnight.", &["overnight 2021-06-16..2021-06-17"]);
        english("Drones hit the port last night.", &["last night 2021-06-16..2021-06-17"]);
        english("It was hit on the night of June 3.", &["on the night of June 3 2021-06-03..2021-06-04"]);
        english(
            "They fled overnight from Sunday to Monday.",
            &["overnight from Sunday to Monday 2021-06-13..2021-06-14"],
        );
        english("They fled on Monday night.", &["Monday night 2021-06-14..2021-06-14"]);
    }

    #[test]
    fn dates_with_and_without_their_year() {
        french("Le 3 novembre 2016, le front a cédé.", &["Le 3 novembre 2016 2016-11-03..2016-11-03"]);
        french("Ils ont fui le 3 novembre.", &["le 3 novembre 2020-11-03..2020-11-03"]);
        french("Le procès s'ouvrira le 3 novembre.", &["le 3 novembre 2021-11-03..2021-11-03"]);
        french("Lundi 14 juin, le camp a été évacué.", &["Lundi 14 juin 2021-06-14..2021-06-14"]);
        french("La bourgade est tombée en août 2014.", &["août 2014 2014-08-01..2014-08-31"]);
        french("La bourgade est tombée en 2014.", &["2014 2014-01-01..2014-12-31"]);
        english("It fell on Nov 3, 2016, after a siege.", &["Nov 3, 2016 2016-11-03..2016-11-03"]);
        english("It fell on the 3rd of November.", &["the 3rd of November 2020-11-03..2020-11-03"]);
        english("It fell in March 2015.", &["March 2015 2015-03-01..2015-03-31"]);
        french("Texte du 2021-06-02.", &["du 2021-06-02 2021-06-02..2021-06-02"]);
        french("Texte du 02/06/2021.", &["du 02/06/2021 2021-06-02..2021-06-02"]);
    }

    #[test]
    fn parts_of_months_and_years_seasons_and_terms() {
        french("Ils sont partis début mai.", &["début mai 2021-05-01..2021-05-10"]);
        french("Ils sont partis mi-mai.", &["mi-mai 2021-05-11..2021-05-20"]);
        french("Ils sont partis fin mai.", &["fin mai 2021-05-21..2021-05-31"]);
        french("L'été dernier, la route a été coupée.", &["L'été dernier 2020-06-21..2020-09-22"]);
        french("Au premier semestre 2019, rien.", &["Au premier semestre 2019 2019-01-01..2019-06-30"]);
        english("They left in late May.", &["late May 2021-05-21..2021-05-31"]);
        english("They left in the summer of 2019.", &["the summer of 2019 2019-06-21..2019-09-22"]);
        english("They left in the early 1990s.", &["1990s 1990-01-01..1999-12-31"]);
    }

    #[test]
    fn weeks_months_and_weekends_of_the_calendar() {
        french("Ils ont fui la semaine dernière.", &["la semaine dernière 2021-06-07..2021-06-13"]);
        french("Ils ont fui le week-end dernier.", &["le week-end dernier 2021-06-12..2021-06-13"]);
        french("Ils ont fui l'an dernier.", &["l'an dernier 2020-01-01..2020-12-31"]);
        english("They fled last week.", &["last week 2021-06-07..2021-06-13"]);
        english("They fled over the weekend.", &["the weekend 2021-06-12..2021-06-13"]);
        english("They fled last month.", &["last month 2021-05-01..2021-05-31"]);
    }

    #[test]
    fn distances_and_stretches() {
        french("Il est passé mardi par le pont.", &["mardi 2021-06-15..2021-06-15"]);
        french("Il y a trois jours, ils ont fui.", &["Il y a trois jours 2021-06-14..2021-06-14"]);
        french("Ils ont fui il y a près de deux mois.", &["il y a près de deux mois 2021-04-01..2021-04-30"]);
        french("Le siège dure depuis quatre semaines.", &["depuis quatre semaines 2021-05-20..2021-06-17"]);
        french(
            "Ces trois derniers jours ont été durs.",
            &["Ces trois derniers jours 2021-06-14..2021-06-17"],
        );
        french("Le convoi partira dans deux jours.", &["dans deux jours 2021-06-19..2021-06-19"]);
        english("They fled three days ago.", &["three days ago 2021-06-14..2021-06-14"]);
        english("They fled a week ago.", &["a week ago 2021-06-10..2021-06-10"]);
        english("Nine died in the past 24 hours.", &["the past 24 hours 2021-06-16..2021-06-17"]);
    }

    #[test]
    fn open_stretches_reach_the_publication_or_stay_open() {
        french("La ville est coupée depuis lundi.", &["depuis lundi 2021-06-14..2021-06-17"]);
        french("La ville est coupée depuis mars 2019.", &["depuis mars 2019 2019-03-01..2021-06-17"]);
        french("Ils ont jusqu'à samedi pour partir.", &["jusqu'à samedi ?..2021-06-19"]);
        french("Le couvre-feu s'applique à partir de samedi.", &["à partir de samedi 2021-06-19..?"]);
        french("Dès lundi, les rebelles avaient fui.", &["Dès lundi 2021-06-14..2021-06-14"]);
        french("Ils ont reçu un délai jusqu'au 30 juillet.", &["jusqu'au 30 juillet ?..2021-07-30"]);
        english("The town has been cut off since Monday.", &["since Monday 2021-06-14..2021-06-17"]);
        english("They have until Saturday to leave.", &["until Saturday ?..2021-06-19"]);
    }

    #[test]
    fn ranges_share_what_only_one_end_says() {
        french("Les combats du 14 au 16 mars ont été durs.", &["du 14 au 16 mars 2021-03-14..2021-03-16"]);
        french("Entre le 28 et le 30 mai, rien.", &["Entre le 28 et le 30 mai 2021-05-28..2021-05-30"]);
        french("Les 3 et 4 mai, rien.", &["Les 3 et 4 mai 2021-05-03..2021-05-04"]);
        french("De 2014 à 2016, la ville a souffert.", &["De 2014 à 2016 2014-01-01..2016-12-31"]);
        english(
            "Between March 14 and March 16 nine died.",
            &["Between March 14 and March 16 2021-03-14..2021-03-16"],
        );
        english("From Monday to Wednesday it rained.", &["From Monday to Wednesday 2021-06-14..2021-06-16"]);
        english("The raids of March 14-16 killed nine.", &["March 14-16 2021-03-14..2021-03-16"]);
    }

    #[test]
    fn the_story_carries_its_day_on() {
        french(
            "Le 2 juin, un pont a sauté. La veille, un dépôt avait brûlé.",
            &["Le 2 juin 2021-06-02..2021-06-02", "La veille 2021-06-01..2021-06-01"],
        );
        french(
            "Mardi, un pont a sauté. Dans la soirée, un dépôt a brûlé.",
            &["Mardi 2021-06-15..2021-06-15", "Dans la soirée 2021-06-15..2021-06-15"],
        );
        french(
            "Trois jours après l'assaut, la ville a rouvert lundi.",
            &["Trois jours après 2021-06-11..2021-06-11", "lundi 2021-06-14..2021-06-14"],
        );
        english(
            "A bridge blew up on June 2. Two days earlier, a depot had burned.",
            &["June 2 2021-06-02..2021-06-02", "Two days earlier 2021-05-31..2021-05-31"],
        );
        english(
            "On Tuesday a bridge blew up. The next day, a depot burned.",
            &["Tuesday 2021-06-15..2021-06-15", "The next day 2021-06-16..2021-06-16"],
        );
    }

    #[test]
    fn days_of_feasts() {
        french("La trêve tiendra jusqu'à Noël.", &["jusqu'à Noël ?..2021-12-25"]);
        french("Ils ont fui la veille de Noël.", &["la veille de Noël 2020-12-24..2020-12-24"]);
        french("Noël Tardieu a parlé.", &[]);
        english("They fled on Good Friday.", &["Good Friday 2021-04-02..2021-04-02"]);
    }

    #[test]
    fn figures_that_are_no_date_are_left_alone() {
        for text in [
            "La 14e division a pris 1.200 fusils et 2014 hommes.",
            "Un homme de 32 ans, condamné à vingt ans de prison, a été libéré.",
            "La résolution 2254 et un mortier de 120 ont été cités.",
            "Le match a fini sur le score de 3-1 au Mondial 2018.",
            "Le robot a été posé sur Mars, à l'est.",
            "Appelez le 01 42 17 53 00 pour 30 euros.",
            "Le 31 février, puis le 45 mars, ne sont pas des jours.",
            "Le Mouvement du 23 mars a attaqué.",
        ] {
            french(text, &[]);
        }
        for text in [
            "She may march on, Theresa May said.",
            "A 32-year-old man was jailed for a 20-year term.",
            "The 14th division fired 1,200 rounds.",
            "Resolution 2254 was cited by 2,014 men.",
            "The March 23 Movement attacked.",
        ] {
            english(text, &[]);
        }
    }

    #[test]
    fn hours_are_of_the_day_that_the_story_is_in() {
        french(
            "Mardi, l'entrevue a duré de 9 heures à 11h30.",
            &[
                "Mardi 2021-06-15..2021-06-15",
                "9 heures 2021-06-15..2021-06-15",
                "11h30 2021-06-15..2021-06-15",
            ],
        );
        french("Le car est parti vers midi.", &["midi 2021-06-17..2021-06-17"]);
        french("Ils ont marché 9 heures.", &[]);
        french("La grève de 24 h a été suivie.", &[]);
        english(
            "The bus left at 5 pm on Tuesday.",
            &["5 pm 2021-06-15..2021-06-15", "Tuesday 2021-06-15..2021-06-15"],
        );
        let text = "Mardi à 6h30, un car a brûlé.";
        let read = dates(text, &parsed(text), Language::Fr, Some(day(FR)));
        assert_eq!(read[0].precision, TimePrecision::PartOfDay);
        assert_eq!(read[1].kind, DateKind::Hour);
    }

    /// The dates named inside the first mention, as `words start..end`.
    fn named(text: &str) -> Vec<String> {
        let read = dates(text, &parsed(text), Language::Fr, Some(day(FR)));
        read[0].named.iter().map(|n| format!("{} {}..{}", n.span.slice(text), n.start, n.end)).collect()
    }

    #[test]
    fn a_stretch_keeps_the_dates_that_it_names() {
        assert_eq!(named("Le port est fermé depuis mardi."), ["mardi 2021-06-15..2021-06-15"]);
        assert_eq!(
            named("Entre 1990 et 1999, le port a grandi."),
            ["1990 1990-01-01..1990-12-31", "1999 1999-01-01..1999-12-31"]
        );
        assert_eq!(
            named("Ils ont marché du 3 au 9 mai."),
            ["3 2021-05-03..2021-05-03", "9 mai 2021-05-09..2021-05-09"]
        );
        assert_eq!(named("Au lendemain de l'assaut, le port a fermé."), ["lendemain 2021-06-17..2021-06-17"]);
        assert!(named("Le port est fermé depuis vingt jours.").is_empty());
    }

    #[test]
    fn a_date_counted_from_another_says_from_which() {
        let text = "Le 2 juin, un pont a sauté. La veille, un dépôt avait brûlé.";
        let read = dates(text, &parsed(text), Language::Fr, Some(day(FR)));
        assert_eq!(read[0].anchor, None);
        assert_eq!(read[1].anchor, Some(day("2021-06-02")));
    }

    #[test]
    fn durations_and_habits_have_no_days() {
        french("Ils se sont battus pendant trois jours.", &["pendant trois jours ?..?"]);
        french("Ils défilent chaque vendredi.", &["chaque vendredi ?..?"]);
        english("They fought for two weeks.", &["for two weeks ?..?"]);
        english("They march every Friday.", &["every Friday ?..?"]);
    }

    #[test]
    fn a_dateline_stands_for_a_publication_that_is_not_known() {
        let text = "GAO (Mali), 17 juin 2021 - Deux soldats sont morts mardi.";
        assert_eq!(dateline(text, &parsed(text), Language::Fr), Some(day(FR)));
        assert_eq!(
            found(Language::Fr, None, text),
            ["17 juin 2021 2021-06-17..2021-06-17", "mardi 2021-06-15..2021-06-15"]
        );
        let mentions = dates(text, &parsed(text), Language::Fr, None);
        assert_eq!(mentions.iter().map(|m| m.is_dateline).collect::<Vec<_>>(), [true, false]);
        let text = "GAO, June 17 (Reuters) - Two soldiers died on Tuesday.";
        assert!(dates(text, &parsed(text), Language::En, Some(day(FR)))[0].is_dateline);
        assert_eq!(
            dateline(text, &parsed(text), Language::En),
            None,
            "a day without its year is no publication"
        );
    }

    #[test]
    fn a_span_of_more_time_than_the_calendar_has_is_no_date() {
        for text in ["10000 dernière siècles", "il y a 999999999 mois", "999999999 days ago"] {
            for lang in Language::ALL {
                let found = dates(text, &parsed(text), lang, Some(day("2020-01-01")));
                assert!(found.iter().all(|m| text.get(m.span.range()).is_some()), "{text}");
            }
        }
    }

    #[test]
    fn without_a_publication_only_full_dates_have_days() {
        assert_eq!(
            found(Language::Fr, None, "Ils ont fui mardi puis le 3 mai et en 2014."),
            ["mardi ?..?", "le 3 mai ?..?", "2014 2014-01-01..2014-12-31",]
        );
    }

    const WORDS: &[&str] = &[
        "le",
        "la",
        "lundi",
        "mardi",
        "soir",
        "nuit",
        "dans",
        "de",
        "à",
        "du",
        "au",
        "3",
        "31",
        "février",
        "mars",
        "2014",
        "99999",
        "il",
        "y",
        "a",
        "trois",
        "jours",
        "semaine",
        "dernière",
        "prochain",
        "depuis",
        "jusqu'à",
        "entre",
        "et",
        "veille",
        "lendemain",
        "siècles",
        "10000",
        "ans",
        "fin",
        "mi-juillet",
        "17/10/2017",
        "été",
        "Noël",
        "chaque",
        ",",
        ".",
        "(",
        ")",
        "-",
        "14h30",
        "premier",
        "trimestre",
        "après",
        "cette",
        "on",
        "the",
        "of",
        "May",
        "March",
        "Tuesday",
        "night",
        "weeks",
        "ago",
        "last",
        "next",
        "two",
        "days",
        "later",
        "from",
        "to",
        "1980s",
        "Nov.",
        "3-5",
        "early",
        "overnight",
        "into",
        "weekend",
        "same",
        "day",
        "😀",
        "œ",
        "9",
        "years",
        "since",
    ];

    proptest! {
        #[test]
        fn any_words_give_spans_that_slice_back_and_days_in_order(
            picked in prop::collection::vec(0..WORDS.len(), 0..40),
            published in prop::option::of((1_i16..9990, 1_i8..13, 1_i8..29)),
            is_french: bool,
        ) {
            let text = picked.iter().map(|&i| WORDS[i]).collect::<Vec<_>>().join(" ");
            let lang = if is_french { Language::Fr } else { Language::En };
            let published = published.and_then(|(y, m, d)| Date::new(y, m, d).ok());
            let doc = parsed(&text);
            let mut end = 0;
            for m in dates(&text, &doc, lang, published) {
                prop_assert!(text.get(m.span.range()).is_some_and(|t| !t.is_empty()));
                prop_assert!(m.span.start >= end, "mentions do not overlap");
                end = m.span.end;
                prop_assert!(m.words.contains(&m.head) && m.words.end <= doc.sentences[m.sentence].words.len());
                if let (Some(a), Some(b)) = (m.start, m.end) {
                    prop_assert!(a <= b);
                }
            }
        }

        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,80}", is_french: bool) {
            let lang = if is_french { Language::Fr } else { Language::En };
            for m in dates(&text, &parsed(&text), lang, None) {
                prop_assert!(text.get(m.span.range()).is_some());
            }
        }
    }
}
