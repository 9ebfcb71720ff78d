//! How many: figures in words and digits, their bounds, and what they count.

use crate::{story::Story, tree::Tree};
use vigie_annotate::Upos;
use vigie_codebook::{Counts, Cues, PhraseSet};
use vigie_schema::Count;
use vigie_text::Span;

/// A number as the text gives it: closed bounds, open where a side is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    pub low: Option<u64>,
    pub high: Option<u64>,
    pub approximate: bool,
    pub span: Span,
}

/// The number of those that the noun phrase headed by `head` tells, if it tells one.
pub(crate) fn number_of(story: &Story<'_>, sentence: usize, head: usize) -> Option<Number> {
    let tree = &story.trees[sentence];
    let counts = &story.cues().counts;
    let mut at = head;
    for _ in 0..3 {
        if let Some(number) = numeral(story, tree, counts, at).or_else(|| collective(story, tree, counts, at))
        {
            return Some(number);
        }
        // `trois d'entre eux`, `douze des soldats`: the number above what is counted.
        match tree.head(at).filter(|h| tree.word(at).is("nmod") && is_quantity(story, tree, *h)) {
            Some(up) => at = up,
            None => break,
        }
    }
    vague(tree, counts, head).or_else(|| single(tree, head))
}

fn is_quantity(story: &Story<'_>, tree: &Tree<'_>, word: usize) -> bool {
    tree.word(word).upos == Upos::Num
        || story.cues().grammar.quantity_nouns.contains(tree.lemma(word))
        || story.cues().counts.collectives.contains_key(tree.lemma(word))
}

/// A figure that modifies the noun, or the noun itself where it is a figure (`douze ont été tués`).
fn numeral(story: &Story<'_>, tree: &Tree<'_>, counts: &Counts, head: usize) -> Option<Number> {
    let is_figure = |w: usize| tree.word(w).upos == Upos::Num && value_at(tree, counts, w).is_some();
    let numeral = if is_figure(head) {
        head
    } else {
        let is_numeral =
            |k: &usize| *k < head && tree.word(*k).upos != Upos::Det && value_at(tree, counts, *k).is_some();
        tree.kids(head)
            .filter(is_numeral)
            .find(|k| is_figure(*k))
            .or_else(|| tree.kids(head).find(is_numeral))?
    };
    let first = first_numeral(tree, counts, numeral);
    let (value, last) = value_from(tree, story.cues(), first)?;
    let span = tree.word(first).span.cover(tree.word(last).span);
    if let Some(range) = range(tree, story.cues(), first, last, value) {
        return Some(range);
    }
    Some(bounded(story, counts, value, span))
}

fn first_numeral(tree: &Tree<'_>, counts: &Counts, numeral: usize) -> usize {
    let mut first = numeral;
    while first > 0 && tree.word(first - 1).upos == Upos::Num && value_at(tree, counts, first - 1).is_some() {
        first -= 1;
    }
    first
}

/// `entre 30 et 40`, `de 30 à 40`, `30 à 40`, `30 to 40`, `between 30 and 40`.
fn range(tree: &Tree<'_>, cues: &Cues, first: usize, last: usize, value: u64) -> Option<Number> {
    let grammar = &cues.grammar;
    let joins = |word: &str| grammar.range_joints.contains(word) || grammar.range_ands.contains(word);
    let after = last + 1;
    if after + 1 < tree.len() && joins(tree.lemma(after)) {
        let is_range = grammar.range_joints.contains(tree.lemma(after))
            || (first > 0 && grammar.range_openers.contains(tree.lemma(first - 1)));
        let (high, end) = value_from(tree, cues, after + 1)?;
        if is_range && high > value {
            let span = tree.word(first).span.cover(tree.word(end).span);
            return Some(Number { low: Some(value), high: Some(high), approximate: false, span });
        }
    }
    // The noun may hang on the second figure.
    if first >= 2 && joins(tree.lemma(first - 1)) {
        let start = first_numeral(tree, &cues.counts, first - 2);
        let (low, _) = value_from(tree, cues, start)?;
        let opens = start > 0 && grammar.range_openers.contains(tree.lemma(start - 1));
        if low < value && (opens || grammar.range_joints.contains(tree.lemma(first - 1))) {
            let span = tree.word(start).span.cover(tree.word(last).span);
            return Some(Number { low: Some(low), high: Some(value), approximate: false, span });
        }
    }
    None
}

fn bounded(story: &Story<'_>, counts: &Counts, value: u64, span: Span) -> Number {
    let bounds = &counts.bounds;
    let exact = Number { low: Some(value), high: Some(value), approximate: false, span };
    let before = before(story.text, span);
    let with = |set: &PhraseSet| {
        let length = set.ending(&before)?;
        let gap = before.len() + 1;
        let start =
            (span.start as usize).saturating_sub(length + 1).max((span.start as usize).saturating_sub(gap));
        Some(Span::new(start, span.end as usize)).filter(|s| story.text.get(s.range()).is_some())
    };
    if let Some(span) = with(&bounds.at_least) {
        Number { high: None, span, ..exact }
    } else if let Some(span) = with(&bounds.more_than) {
        Number { low: Some(value.saturating_add(1)), high: None, span, ..exact }
    } else if let Some(span) = with(&bounds.less_than) {
        Number { low: None, high: Some(value.saturating_sub(1)), span, ..exact }
    } else if let Some(span) = with(&bounds.up_to) {
        Number { low: None, span, ..exact }
    } else if let Some(span) = with(&bounds.about) {
        Number { approximate: true, span, ..exact }
    } else {
        exact
    }
}

/// How many bytes before a figure its bound is looked for.
const BOUND_REACH: usize = 40;

/// The text right before a figure, lower-case, straight apostrophes, as the bounds are written.
fn before(text: &str, span: Span) -> String {
    let end = span.start as usize;
    let mut start = end.saturating_sub(BOUND_REACH);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text[start..end].trim_end().to_lowercase().replace('’', "'")
}

/// `une dizaine`, `des centaines`.
fn collective(story: &Story<'_>, tree: &Tree<'_>, counts: &Counts, head: usize) -> Option<Number> {
    let word = [Some(head), tree.head(head).filter(|_| tree.word(head).is("nmod"))]
        .into_iter()
        .flatten()
        .find(|w| counts.collectives.contains_key(tree.lemma(*w)))?;
    let value = counts.collectives[tree.lemma(word)];
    let determiner =
        tree.kids(word).find(|k| *k < word && (tree.word(*k).is("det") || tree.word(*k).is("nummod")));
    let span = determiner.map_or(tree.word(word).span, |d| tree.word(d).span.cover(tree.word(word).span));
    let times = determiner.and_then(|d| value_at(tree, counts, d));
    let is_plural = tree.word(word).feature("Number") == Some("Plur");
    if is_plural && times.is_none() {
        return Some(Number { low: None, high: None, approximate: true, span });
    }
    let value = value.saturating_mul(times.unwrap_or(1));
    let mut number = bounded(story, counts, value, span);
    number.approximate = true;
    Some(number)
}

/// `plusieurs`, `de nombreux`, `un grand nombre de`.
fn vague(tree: &Tree<'_>, counts: &Counts, head: usize) -> Option<Number> {
    let unknown = |span| Number { low: None, high: None, approximate: true, span };
    let set = &counts.bounds.vague;
    let above = tree.head(head).filter(|_| tree.word(head).is("nmod"));
    for w in tree.kids(head).filter(|k| *k < head).chain(above).chain([head]) {
        let starts = [tree.lemma(w), tree.word(w).form.as_str()];
        let is_article = tree.word(w).upos == Upos::Det && tree.word(w).feature("PronType") == Some("Art");
        if w != head && !is_article && starts.iter().any(|s| set.contains(s)) {
            return Some(unknown(tree.word(w).span));
        }
    }
    (head.saturating_sub(5)..head)
        .find(|w| before_is(tree, *w, head, set))
        .map(|w| unknown(tree.word(w).span.cover(tree.word(head - 1).span)))
}

fn before_is(tree: &Tree<'_>, start: usize, head: usize, set: &PhraseSet) -> bool {
    let lower = tree.word(start).form.to_lowercase();
    set.starting_with(&lower).iter().any(|rest| {
        !rest.is_empty()
            && start + 1 + rest.len() <= head
            && start + 3 + rest.len() >= head
            && rest
                .iter()
                .enumerate()
                .all(|(i, r)| tree.word(start + 1 + i).form.to_lowercase() == r.as_str())
    })
}

/// `un soldat`: one.
fn single(tree: &Tree<'_>, head: usize) -> Option<Number> {
    let article = tree.kids(head).find(|k| {
        let w = tree.word(*k);
        *k < head
            && w.is("det")
            && w.feature("Definite") == Some("Ind")
            && w.feature("Number") != Some("Plur")
    })?;
    if tree.word(head).feature("Number") == Some("Plur") {
        return None;
    }
    let span = tree.word(article).span.cover(tree.word(head).span);
    Some(Number { low: Some(1), high: Some(1), approximate: false, span })
}

/// The value of a numeral made of several words from `first` on (`deux cent trente`, `5 000`, `3 millions`), and its last word.
fn value_from(tree: &Tree<'_>, cues: &Cues, first: usize) -> Option<(u64, usize)> {
    let (counts, grammar) = (&cues.counts, &cues.grammar);
    let (mut total, mut group) = (0u64, value_at(tree, counts, first)?);
    let mut last = first;
    while last + 1 < tree.len() {
        let mut next = last + 1;
        // `trente et un`
        let is_and = grammar.range_ands.contains(tree.word(next).form.as_str());
        if is_and
            && group > 0
            && group.is_multiple_of(10)
            && next + 1 < tree.len()
            && value_at(tree, counts, next + 1).is_some_and(|v| v < 12)
            && !tree.word(next + 1).form.starts_with(|c: char| c.is_ascii_digit())
            && !tree.word(last).form.starts_with(|c: char| c.is_ascii_digit())
        {
            next += 1;
        }
        let form = tree.word(next).form.as_str();
        let is_thousands_group = form.len() == 3
            && form.bytes().all(|b| b.is_ascii_digit())
            && tree.word(last).form.bytes().all(|b| b.is_ascii_digit())
            && tree.word(next).span.start <= tree.word(last).span.end + 3;
        let Some(value) = value_at(tree, counts, next).filter(|_| {
            next > last + 1 || tree.word(next).upos == Upos::Num || is_multiplier(tree.lemma(next), counts)
        }) else {
            break;
        };
        if is_thousands_group {
            group = group.checked_mul(1000)?.checked_add(value)?;
        } else if value >= 1000 {
            total = total.checked_add(group.checked_mul(value)?)?;
            group = 0;
        } else if value == 100 && group < 100 {
            group = group.checked_mul(100)?;
        } else if group.is_multiple_of(10) && value < 100 && !form.bytes().all(|b| b.is_ascii_digit()) {
            group = group.checked_add(value)?;
        } else {
            break;
        }
        last = next;
    }
    Some((total.checked_add(group)?, last))
}

fn is_multiplier(lemma: &str, counts: &Counts) -> bool {
    counts.numbers.get(lemma).is_some_and(|v| *v >= 100)
}

/// The value of one word: digits with any grouping, or a number word, hyphenated ones included.
fn value_at(tree: &Tree<'_>, counts: &Counts, word: usize) -> Option<u64> {
    value(&tree.word(word).form, counts)
}

pub(crate) fn value(form: &str, counts: &Counts) -> Option<u64> {
    if form.starts_with(|c: char| c.is_ascii_digit()) {
        return digits(form);
    }
    let lower = form.to_lowercase();
    if let Some(value) = counts.numbers.get(lower.as_str()) {
        return Some(*value);
    }
    let parts: Vec<u64> = lower
        .split('-')
        .filter(|p| *p != "et" && *p != "and")
        .map(|p| counts.numbers.get(p).copied())
        .collect::<Option<_>>()?;
    let mut total = 0u64;
    for part in parts {
        let multiplies = (part == 100 || part == 20) && total < 10 || part >= 1000;
        total = if multiplies && total > 0 { total.checked_mul(part)? } else { total.checked_add(part)? };
    }
    (total > 0).then_some(total)
}

/// `5000`, `5 000`, `5.000`, `5,000`; a decimal part is no count of people.
fn digits(form: &str) -> Option<u64> {
    let groups: Vec<&str> = form.split([' ', '\u{a0}', '\u{202f}', '\u{2009}', '.', ',', '\'']).collect();
    let is_digits = |g: &&str| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit());
    if !groups.iter().all(is_digits) || groups.iter().skip(1).any(|g| g.len() != 3) || form.len() > 18 {
        return None;
    }
    groups.concat().parse().ok()
}

/// A count of that many, as a report carries it.
pub(crate) fn count(story: &Story<'_>, sentence: usize, of: &str, number: Number, whom: usize) -> Count {
    let tree = &story.trees[sentence];
    Count {
        of: of.to_owned(),
        whom: Some(tree.word(whom).span.slice(story.text).to_owned()).filter(|w| !w.is_empty()),
        low: number.low,
        high: number.high,
        approximate: number.approximate,
        span: number.span,
    }
}

/// Whether the noun is one for the dead or wounded (`34 morts`), who are told apart only by their number.
pub(crate) fn is_toll_noun(story: &Story<'_>, sentence: usize, word: usize) -> bool {
    let counts = &story.cues().counts;
    let w = story.word(sentence, word);
    let tells = |of: &str| counts.of.get(of).is_some_and(|set| set.contains(&w.lemma));
    w.upos == Upos::Noun
        && (tells("killed") || tells("wounded"))
        && !story.book().lexicon.nouns(&w.lemma).is_empty()
}

/// What a noun or participle counts by itself (`morts` → killed).
pub(crate) fn counted_by_noun<'s>(story: &'s Story<'_>, sentence: usize, word: usize) -> Option<&'s str> {
    let w = story.word(sentence, word);
    let lower = w.form.to_lowercase();
    story
        .cues()
        .counts
        .of
        .iter()
        .find(|(_, set)| set.contains(&w.lemma) || set.contains(&lower))
        .map(|(of, _)| of.as_str())
}
