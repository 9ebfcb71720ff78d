//! Names of the table in a text: one pass over its tokens.

use super::{
    ActorMention, Context, Named,
    table::{Alias, Case, Table},
};
use crate::fold::fold;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;
use vigie_annotate::{Document, Sentence, Upos};
use vigie_text::{Language, Span};

/// A run of letters and digits.
struct Token {
    start: usize,
    end: usize,
    /// Its number in the trie, where some name holds it.
    number: Option<u32>,
}

/// A path of the trie that the tokens from `first` on spell.
struct Hit {
    first: usize,
    /// One past the last token.
    end: usize,
    aliases: Vec<u32>,
}

/// How far down an article's countries a name's condition may look: what is cited after these is not what it is about.
const MAIN_COUNTRIES: usize = 4;

/// Every mention of an entry of the table in `document`, in text order; no two overlap.
pub(super) fn find(
    table: &Table,
    text: &str,
    document: &Document,
    language: Language,
    context: &Context,
    is_title: impl Fn(&str) -> bool,
) -> Vec<ActorMention> {
    let finder =
        Finder { table, text, language, published: context.published, tokens: tokens(table, text, language) };
    let hits = finder.hits();
    let counted;
    let countries = if context.countries.is_empty() {
        counted = finder.countries(&hits);
        &counted
    } else {
        &context.countries
    };
    let named: FxHashSet<Named> = hits
        .iter()
        .flat_map(|hit| finder.fitting(hit))
        .filter(|alias| alias.countries.is_empty() && !alias.named)
        .map(|alias| alias.what)
        .collect();
    let mut chosen = finder.choose(&hits, countries, &named);
    finder.add_local_acronyms(&mut chosen);
    finder.mentions(document, chosen, is_title)
}

struct Finder<'a> {
    table: &'a Table,
    text: &'a str,
    language: Language,
    published: Option<Date>,
    tokens: Vec<Token>,
}

type Chosen = (usize, usize, Named);

impl Finder<'_> {
    /// All paths from every token, longest first.
    fn hits(&self) -> Vec<Hit> {
        let trie = self.table.names(self.language).trie();
        let mut hits = Vec::new();
        for first in 0..self.tokens.len() {
            let from = hits.len();
            let mut node = 0;
            for at in first..self.tokens.len() {
                if at > first && !self.joined(at) {
                    break;
                }
                let Some(next) = self.tokens[at].number.and_then(|n| trie.step(node, n)) else { break };
                node = next;
                let ends = trie.ends(node);
                if !ends.is_empty() {
                    hits.push(Hit { first, end: at + 1, aliases: ends.to_vec() });
                }
            }
            hits[from..].reverse();
        }
        hits
    }

    /// Whether token `at` may belong to one name with the token before it.
    fn joined(&self, at: usize) -> bool {
        let (before, gap) =
            (&self.tokens[at - 1], &self.text[self.tokens[at - 1].end..self.tokens[at].start]);
        let initial = before.end - before.start <= 2;
        gap.len() <= 6
            && gap.chars().all(|c| {
                matches!(
                    c,
                    ' ' | '\u{a0}'
                        | '\u{202f}'
                        | '-'
                        | '‑'
                        | '–'
                        | '\''
                        | '’'
                        | '/'
                        | '"'
                        | '«'
                        | '»'
                        | '“'
                        | '”'
                ) || c == '.' && initial
            })
    }

    fn slice(&self, hit: &Hit) -> &str {
        &self.text[self.tokens[hit.first].start..self.tokens[hit.end - 1].end]
    }

    /// The names of a hit whose letters stand as they must.
    fn fitting<'b>(&'b self, hit: &'b Hit) -> impl Iterator<Item = &'b Alias> {
        let slice = self.slice(hit);
        let opposed = self.is_opposed(hit.first);
        let names = self.table.names(self.language);
        names.at(&hit.aliases).filter(move |alias| !opposed && fits(alias, slice) && self.holds(alias))
    }

    /// Whether the article was published while the name meant its bearer; an undated one proves nothing.
    fn holds(&self, alias: &Alias) -> bool {
        alias.days.is_none_or(|days| self.published.is_some_and(|day| days.contains(day)))
    }

    /// Whether its bearer was there on the day of publication, which tells those apart that bore it one after the other.
    fn exists(&self, alias: &Alias) -> bool {
        let entry = alias.what.index().map(|i| &self.table.entries[i]);
        entry.zip(self.published).is_none_or(|(entry, day)| entry.days.contains(day))
    }

    /// Whether the name is the second half of `pro-…` or `anti-…`, and so is not who is meant.
    fn is_opposed(&self, first: usize) -> bool {
        let Some(before) = first.checked_sub(1).map(|i| &self.tokens[i]) else { return false };
        let gap = &self.text[before.end..self.tokens[first].start];
        matches!(gap, "-" | "‑")
            && matches!(fold(&self.text[before.start..before.end]).as_str(), "pro" | "anti" | "non")
    }

    /// The countries of the states and nationalities, most cited first; of equals, the first cited.
    fn countries(&self, hits: &[Hit]) -> Vec<SmolStr> {
        let mut counts: Vec<(SmolStr, usize)> = Vec::new();
        let mut end = 0;
        for hit in hits {
            if hit.first < end {
                continue;
            }
            let Some(alias) = self.fitting(hit).find(|a| a.countries.is_empty() && !a.named) else {
                continue;
            };
            end = hit.end;
            let Some(index) = alias.what.index() else { continue };
            let entry = &self.table.entries[index];
            let Some(country) = entry.country.as_ref().filter(|_| !entry.leaning) else { continue };
            match counts.iter_mut().find(|(c, _)| c == country) {
                Some((_, count)) => *count += 1,
                None => counts.push((country.clone(), 1)),
            }
        }
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counts.into_iter().map(|(country, _)| country).collect()
    }

    /// From left to right, the longest name that holds here.
    fn choose(&self, hits: &[Hit], countries: &[SmolStr], named: &FxHashSet<Named>) -> Vec<Chosen> {
        let mut chosen: Vec<Chosen> = Vec::new();
        let mut end = 0;
        for hit in hits {
            if hit.first < end {
                continue;
            }
            let capital = self.slice(hit).chars().next().is_some_and(char::is_uppercase);
            let best = self
                .fitting(hit)
                .filter_map(|alias| {
                    let rank = self.rank(alias, countries, named)?;
                    let is_people = matches!(alias.what, Named::Nationality(_));
                    // `Suisse` with a capital is the state, `suisse` its people.
                    Some(((rank, is_people == capital, !self.exists(alias)), alias))
                })
                .min_by_key(|(key, _)| *key);
            if let Some((_, alias)) = best {
                chosen.push((hit.first, hit.end, alias.what));
                end = hit.end;
            }
        }
        chosen
    }

    /// How well a name holds in an article about `countries`: lower is better, `None` where it does not.
    fn rank(&self, alias: &Alias, countries: &[SmolStr], named: &FxHashSet<Named>) -> Option<usize> {
        let place = |country: &SmolStr| countries.iter().take(MAIN_COUNTRIES).position(|c| c == country);
        if alias.countries.is_empty() {
            if alias.named && !named.contains(&alias.what) {
                return None;
            }
            let own = alias.what.index().and_then(|i| self.table.entries[i].country.as_ref());
            return Some(own.and_then(place).map_or(2 * MAIN_COUNTRIES, |rank| 2 * rank + 1));
        }
        let is_named = named.contains(&alias.what);
        if alias.named && !is_named {
            return None;
        }
        let about = alias.countries.iter().filter_map(place).min();
        match about {
            Some(rank) => Some(2 * rank),
            None if is_named && !alias.named => Some(2 * MAIN_COUNTRIES - 1),
            None => None,
        }
    }

    /// `Front de salut national (FSN)`: the letters stand for the same actor in the rest of the article.
    fn add_local_acronyms(&self, chosen: &mut Vec<Chosen>) {
        let mut local: FxHashMap<&str, Named> = FxHashMap::default();
        for &(_, end, what) in chosen.iter() {
            let Some(token) = self.tokens.get(end) else { continue };
            let acronym = &self.text[token.start..token.end];
            let gap = &self.text[self.tokens[end - 1].end..token.start];
            let is_closed = self.text[token.end..].starts_with(')');
            let is_acronym =
                acronym.len() >= 2 && acronym.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
            if gap == " ("
                && is_closed
                && is_acronym
                && matches!(what, Named::Group(_) | Named::Organisation(_))
            {
                local.insert(acronym, what);
            }
        }
        if local.is_empty() {
            return;
        }
        for (i, token) in self.tokens.iter().enumerate() {
            let Some(&what) = local.get(&self.text[token.start..token.end]) else { continue };
            match chosen.iter_mut().find(|(first, end, _)| *first <= i && i < *end) {
                Some(other) if other.1 - other.0 == 1 => other.2 = what,
                Some(_) => {}
                None => chosen.push((i, i + 1, what)),
            }
        }
        chosen.sort_by_key(|c| c.0);
    }

    fn mentions(
        &self,
        document: &Document,
        chosen: Vec<Chosen>,
        is_title: impl Fn(&str) -> bool,
    ) -> Vec<ActorMention> {
        let mut mentions = Vec::with_capacity(chosen.len());
        let mut sentence = 0;
        for (first, end, what) in chosen {
            let Some(index) = what.index() else { continue };
            let mut stop = self.tokens[end - 1].end;
            // The point of `U.S.` belongs to it.
            let initials = self.text[self.tokens[first].start..stop].contains('.');
            if initials
                && self.text[stop..].starts_with('.')
                && self.tokens[end - 1].end - self.tokens[end - 1].start == 1
            {
                stop += 1;
            }
            let span = Span::new(self.tokens[first].start, stop);
            while document.sentences.get(sentence).is_some_and(|s| s.span.end <= span.start) {
                sentence += 1;
            }
            let Some(tree) =
                document.sentences.get(sentence).filter(|s| s.span.contains(span) || s.span.overlaps(span))
            else {
                continue;
            };
            let Some(words) = covering(tree, span) else { continue };
            if end - first == 1
                && matches!(what, Named::Person(_))
                && is_part_of_a_name(tree, &words, &is_title)
            {
                continue;
            }
            let head = head(tree, &words);
            let identity = self.table.entries[index].identity_on(self.published);
            mentions.push(ActorMention { sentence, words, head, span, what, identity });
        }
        mentions
    }
}

fn tokens(table: &Table, text: &str, language: Language) -> Vec<Token> {
    let trie = table.names(language).trie();
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut lower = String::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !c.is_alphanumeric() {
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some(&(at, c)) = chars.peek() {
            if !c.is_alphanumeric() && !('\u{300}'..='\u{36f}').contains(&c) {
                break;
            }
            end = at + c.len_utf8();
            chars.next();
        }
        let slice = &text[start..end];
        let number = if slice.is_ascii() {
            lower.clear();
            lower.push_str(slice);
            lower.make_ascii_lowercase();
            trie.token(&lower)
        } else {
            trie.token(&fold(slice))
        };
        tokens.push(Token { start, end, number });
    }
    tokens
}

fn fits(alias: &Alias, slice: &str) -> bool {
    let mut letters = slice.chars().filter(|c| c.is_alphabetic());
    match alias.case {
        Case::Free => true,
        Case::Capital => letters.next().is_some_and(char::is_uppercase),
        Case::Acronym => {
            let mut first = false;
            let (mut upper, mut lower) = (0, 0);
            for (i, c) in letters.enumerate() {
                first |= i == 0 && c.is_uppercase();
                upper += usize::from(c.is_uppercase());
                lower += usize::from(c.is_lowercase());
            }
            first && (lower == 0 || upper == 1)
        }
        Case::Exact => letters.eq(alias.text.chars().filter(|c| c.is_alphabetic())),
    }
}

/// The words that share a byte with `span`.
fn covering(sentence: &Sentence, span: Span) -> Option<std::ops::Range<usize>> {
    let first = sentence.words.iter().position(|w| w.span.overlaps(span))?;
    let last = sentence.words.iter().rposition(|w| w.span.overlaps(span))?;
    Some(first..last + 1)
}

/// The word of the range that hangs on one outside it; of several, the first noun.
pub(super) fn head(sentence: &Sentence, words: &std::ops::Range<usize>) -> usize {
    let is_top = |i: &usize| sentence.words[*i].head.is_none_or(|h| !words.contains(&h));
    let is_noun = |i: &usize| matches!(sentence.words[*i].upos, Upos::Noun | Upos::Propn | Upos::Adj);
    words.clone().filter(is_top).find(is_noun).or_else(|| words.clone().find(is_top)).unwrap_or(words.start)
}

/// Whether a surname stands beside another proper noun that is no title, and so belongs to somebody else's name.
fn is_part_of_a_name(
    sentence: &Sentence,
    words: &std::ops::Range<usize>,
    is_title: impl Fn(&str) -> bool,
) -> bool {
    let beside = |i: usize| {
        sentence.words.get(i).is_some_and(|w| {
            w.upos == Upos::Propn
                && w.form.chars().next().is_some_and(char::is_uppercase)
                && !is_title(&fold(&w.form))
        })
    };
    words.start.checked_sub(1).is_some_and(beside) || beside(words.end)
}
