//! How many: figures in words and digits, their bounds, and what they count.

use crate::{
    participants::is_thing,
    predicate::{Candidate, is_of, see_through},
    roles::Roles,
    story::Story,
    tolls,
    tree::Tree,
};
use vigie_annotate::Upos;
use vigie_codebook::{Action, Class, Counts, Cues, PhraseSet, Role};
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
    vague(tree, counts, head).or_else(|| single(tree, counts, head))
}

fn is_quantity(story: &Story<'_>, tree: &Tree<'_>, word: usize) -> bool {
    tree.word(word).upos == Upos::Num
        || (tree.word(word).upos == Upos::Pron && value_at(tree, &story.cues().counts, word).is_some())
        || story.cues().grammar.quantity_nouns.contains(tree.lemma(word))
        || story.cues().counts.collectives.contains_key(tree.lemma(word))
}

/// A figure that modifies the noun, or the noun itself where it is a figure (`douze ont été tués`).
fn numeral(story: &Story<'_>, tree: &Tree<'_>, counts: &Counts, head: usize) -> Option<Number> {
    let is_figure =
        |w: usize| matches!(tree.word(w).upos, Upos::Num | Upos::Pron) && value_at(tree, counts, w).is_some();
    let numeral = if is_figure(head) {
        head
    } else {
        let is_numeral =
            |k: &usize| *k < head && tree.word(*k).upos != Upos::Det && value_at(tree, counts, *k).is_some();
        tree.kids(head)
            .filter(is_numeral)
            .find(|k| is_figure(*k))
            .or_else(|| tree.kids(head).find(is_numeral))
            .or_else(|| compound(story, tree, head))?
    };
    let first = first_numeral(tree, counts, numeral);
    let (value, last) = value_from(tree, story.cues(), first)?;
    let span = tree.word(first).span.cover(tree.word(last).span);
    if let Some(range) = range(tree, story.cues(), first, last, value) {
        return Some(range);
    }
    let number = bounded(story, counts, value, span);
    Some(bounded_after(story, tree, counts, head.max(last), number))
}

/// `trente personnes au moins`: a bound that follows what is counted, and not one that opens the next figure.
fn bounded_after(story: &Story<'_>, tree: &Tree<'_>, counts: &Counts, last: usize, number: Number) -> Number {
    if number.low != number.high {
        return number;
    }
    let from = tree.word(last).span.end as usize;
    let rest = story.text[from..].trim_start_matches([' ', '\u{a0}', '»', '"', '”']);
    let start = story.text.len() - rest.len();
    let near = rest.char_indices().nth(BOUND_REACH).map_or(rest, |(end, _)| &rest[..end]);
    let lower = near.to_lowercase().replace('’', "'");
    let end = |set: &PhraseSet| {
        let length = set.beginning(&lower)?;
        let opens_next = |w: &usize| {
            let word = tree.word(*w);
            word.span.start as usize >= start + length
                && (word.upos == Upos::Adp || value_at(tree, counts, *w).is_some())
        };
        let next = tree.words().find(|w| tree.word(*w).span.start as usize >= start + length);
        (!next.as_ref().is_some_and(opens_next)).then(|| number.span.cover(Span::new(start, start + length)))
    };
    if let Some(span) = end(&counts.bounds.at_least) {
        Number { high: None, span, ..number }
    } else if let Some(span) = end(&counts.bounds.up_to) {
        Number { low: None, span, ..number }
    } else {
        number
    }
}

/// Whether the words after `start` are these.
fn goes_on(tree: &Tree<'_>, start: usize, rest: &[smol_str::SmolStr]) -> bool {
    rest.iter().enumerate().all(|(i, r)| {
        let at = start + 1 + i;
        at < tree.len() && (tree.word(at).form.to_lowercase() == r.as_str() || tree.lemma(at) == r)
    })
}

/// `trente et une personnes`, of which the annotator may give the noun only the last word.
fn compound(story: &Story<'_>, tree: &Tree<'_>, head: usize) -> Option<usize> {
    let unit = tree.kids_by(head, "det").next().filter(|d| *d >= 2 && *d + 1 == head)?;
    let tens = value_at(tree, &story.cues().counts, unit - 2)?;
    let is_and = story.cues().grammar.range_ands.contains(tree.lemma(unit - 1));
    let is_one = value_at(tree, &story.cues().counts, unit) == Some(1);
    (is_and && is_one && tens >= 20 && tens.is_multiple_of(10)).then_some(unit - 2)
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
        if is_range && is_revised(tree, &cues.counts, first) {
            let span = tree.word(after + 1).span.cover(tree.word(end).span);
            return Some(Number { low: Some(high), high: Some(high), approximate: false, span });
        }
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
        if opens && is_revised(tree, &cues.counts, start) {
            return None;
        }
        if low < value && (opens || grammar.range_joints.contains(tree.lemma(first - 1))) {
            let span = tree.word(start).span.cover(tree.word(last).span);
            return Some(Number { low: Some(low), high: Some(value), approximate: false, span });
        }
    }
    None
}

/// `le bilan passe de 12 à 17`: the second figure replaces the first.
fn is_revised(tree: &Tree<'_>, counts: &Counts, first: usize) -> bool {
    (first.saturating_sub(4)..first)
        .any(|w| tree.word(w).upos == Upos::Verb && counts.revised.contains(tree.lemma(w)))
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
fn single(tree: &Tree<'_>, counts: &Counts, head: usize) -> Option<Number> {
    let article = tree.kids(head).find(|k| {
        let w = tree.word(*k);
        *k < head
            && w.is("det")
            && w.feature("Definite") == Some("Ind")
            && w.feature("Number") != Some("Plur")
    })?;
    // `pas de victime` counts nobody.
    let is_one = counts.numbers.get(tree.word(article).form.to_lowercase().as_str()) == Some(&1);
    if tree.word(head).feature("Number") == Some("Plur") || !is_one {
        return None;
    }
    let span = tree.word(article).span.cover(tree.word(head).span);
    Some(Number { low: Some(1), high: Some(1), approximate: false, span })
}

/// The value of a numeral made of several words from `first` on (`deux cent trente`, `5 000`, `3 millions`), and its last word.
fn value_from(tree: &Tree<'_>, cues: &Cues, first: usize) -> Option<(u64, usize)> {
    let (counts, grammar) = (&cues.counts, &cues.grammar);
    if let Some(value) = decimal(tree, counts, first) {
        return Some((value, first + 1));
    }
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

/// `1,5 million`.
fn decimal(tree: &Tree<'_>, counts: &Counts, first: usize) -> Option<u64> {
    let (whole, part) = tree.word(first).form.split_once([',', '.']).filter(|(_, part)| part.len() == 1)?;
    let times = tree.sentence.words.get(first + 1).and_then(|w| counts.numbers.get(&w.form)).copied();
    let tenth = times.filter(|t| *t >= 1000)? / 10;
    let tenths = whole.parse::<u64>().ok()?.checked_mul(10)?.checked_add(part.parse().ok()?)?;
    tenths.checked_mul(tenth)
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

/// Numbers of those who do it and undergo it, and of things hit, taken or sent.
pub(crate) fn of_roles(
    story: &Story<'_>,
    candidate: &Candidate<'_>,
    action: &Action,
    roles: &Roles,
) -> Vec<Count> {
    let mut found: Vec<Count> = Vec::new();
    let sentence = candidate.sentence;
    let tree = &story.trees[sentence];
    let mut add = |count: Count| {
        if !found.iter().any(|c| c.span.overlaps(count.span) && c.of == count.of) {
            found.push(count);
        }
    };
    // `45 rebelles ont été tués et 17 capturés`: a coordinated participle has its number before it, and not that of the first.
    let bare = tolls::quantity_before(story, tree, candidate.word).filter(|_| !candidate.is_noun);
    if let (Some(of), Some(figure)) = (&action.counted, bare)
        && let Some(number) = number_of(story, sentence, figure)
    {
        add(count(story, sentence, of, number, figure));
        return found;
    }
    // `arrêter un suspect` may be one expression, whose noun is still counted.
    let own = candidate.words.iter().filter(|w| **w != candidate.word && !candidate.is_noun);
    let own: Vec<(Role, usize)> = own.map(|w| (Role::Recipient, *w)).collect();
    for (role, word) in roles.filled.iter().chain(&own) {
        let top = see_through(story, sentence, *word);
        let before = siblings(tree, top).filter(|_| tree.head(top) == Some(candidate.word));
        for part in tree.conjuncts(top).into_iter().chain(before) {
            let part = see_through(story, sentence, part);
            let Some(of) = counted_as(story, candidate, part, role, action, roles) else { continue };
            // One fighter is an actor, not a strength.
            let is_strength = |n: &Number| of != "fighters" || n.low != Some(1) || n.high != Some(1);
            let Some((whole, number)) = whole(story, sentence, part) else { continue };
            if is_strength(&number) {
                add(count(story, sentence, of, number, whole));
            }
        }
    }
    found.sort_by_key(|c| c.span.start);
    found
}

/// `twelve soldiers and three civilians were killed`, where the annotator takes both for subjects: those before the conjunction.
fn siblings<'t>(tree: &'t Tree<'_>, last: usize) -> impl Iterator<Item = usize> + 't {
    let head = tree.head(last).filter(|_| tree.has(last, "cc"));
    let relation = &tree.word(last).deprel;
    head.into_iter()
        .flat_map(|h| tree.kids(h))
        .filter(move |k| *k < last && tree.word(*k).deprel == *relation)
}

/// Those counted and their number; of a part (`cinq personnes, dont deux enfants, ont été tuées`), where the annotator takes it
/// for the subject, the whole before it.
pub(crate) fn whole(story: &Story<'_>, sentence: usize, counted: usize) -> Option<(usize, Number)> {
    let tree = &story.trees[sentence];
    let number = number_of(story, sentence, counted)?;
    if !is_part(story, sentence, &number) {
        return Some((counted, number));
    }
    let relation = &tree.word(counted).deprel;
    tree.kids(tree.head(counted)?)
        .filter(|k| *k < counted && tree.word(*k).deprel == *relation)
        .map(|k| see_through(story, sentence, k))
        .find_map(|k| Some((k, number_of(story, sentence, k)?)))
}

/// What a number of this argument is a count of, if of anything.
fn counted_as<'s>(
    story: &'s Story<'_>,
    candidate: &Candidate<'_>,
    word: usize,
    role: &Role,
    action: &'s Action,
    roles: &Roles,
) -> Option<&'s str> {
    let sentence = candidate.sentence;
    let by_noun = counted_by_noun(story, sentence, word);
    let is_hurt = action.is_type("ASSAULT") || action.is_type("COERCE");
    let of_victims = by_noun.filter(|of| is_hurt && is_toll(of));
    let by_action =
        || action.counted.as_deref().filter(|of| !is_toll(of) || !is_inanimate(story, sentence, word));
    match role {
        Role::Actor => action.counted_actor.as_deref().or_else(|| strength(story, candidate, word, action)),
        // `quatre déplacés ont été tués`: the act counts them, whatever they are.
        _ if roles.recipients.iter().any(|f| f.word == word) => by_action().or(of_victims),
        Role::None | Role::Weapon | Role::Content => {
            of_victims.or(by_noun.filter(|of| action.counted.as_deref() == Some(*of)))
        }
        _ => of_victims
            .or_else(|| by_noun.filter(|of| action.counted.as_deref() == Some(*of)))
            .or_else(|| by_noun.filter(|of| is_material(of) && is_dealt_with(candidate, action)))
            .or_else(|| by_action().filter(|_| matches!(role, Role::Recipient))),
    }
}

/// The number of those who fight or demonstrate. Whom an infinitive shares with the verb above it are counted there; of an army or
/// a movement only the members have a number.
fn strength(
    story: &Story<'_>,
    candidate: &Candidate<'_>,
    word: usize,
    action: &Action,
) -> Option<&'static str> {
    let tree = &story.trees[candidate.sentence];
    let is_infinitive = tree.word(candidate.word).feature("VerbForm") == Some("Inf");
    if is_infinitive && tree.head(word) != Some(candidate.word) {
        return None;
    }
    if action.is_type("PROTEST") {
        return Some("protesters");
    }
    let is = |class| is_of(story, candidate.sentence, word, class);
    let counts_fighters = counted_by_noun(story, candidate.sentence, word) == Some("fighters");
    (counts_fighters || (is(Class::Armed) && !is(Class::Group))).then_some("fighters")
}

fn is_toll(of: &str) -> bool {
    matches!(of, "killed" | "wounded" | "missing" | "displaced" | "abducted" | "arrested" | "captured")
}

fn is_inanimate(story: &Story<'_>, sentence: usize, word: usize) -> bool {
    is_thing(story, sentence, word)
        || [Class::Building, Class::Place].iter().any(|c| is_of(story, sentence, word, *c))
}

fn is_material(of: &str) -> bool {
    matches!(of, "homes" | "vehicles" | "weapons")
}

/// Whether a number of things tells what was destroyed, taken or sent; a target that is only fired on has none.
fn is_dealt_with(candidate: &Candidate<'_>, action: &Action) -> bool {
    let destroys = |modes: &[smol_str::SmolStr]| modes.iter().any(|m| m == "destroy");
    ["COERCE", "MOBILIZE", "RETREAT"].iter().any(|t| action.is_type(t))
        || destroys(&action.modes)
        || destroys(&candidate.sense.modes)
}

/// Whether a figure is part of another one (`dont neuf enfants et trois femmes`).
fn is_part(story: &Story<'_>, sentence: usize, number: &Number) -> bool {
    let tree = &story.trees[sentence];
    let counts = &story.cues().counts;
    let Some(first) = tree.words().find(|w| tree.word(*w).span.start >= number.span.start) else {
        return false;
    };
    let opens = |w: usize| {
        let lower = tree.word(w).form.to_lowercase();
        counts.parts.starting_with(&lower).iter().any(|rest| {
            let next = w + 1 + rest.len();
            goes_on(tree, w, rest)
                && next <= first
                && (next == first || value_at(tree, counts, next).is_some() || tree.word(next).is("det"))
        })
    };
    (0..first).rev().take_while(|w| tree.word(*w).upos != Upos::Punct).any(opens)
}

/// Counts that only break another one down (`quatre Casques bleus, trois Cambodgiens et un Marocain`) are no counts of their own.
pub(crate) fn drop_parts(counts: &mut Vec<Count>) {
    let exact = |c: &Count| c.low.filter(|_| c.low == c.high);
    let mut whole = 0;
    while whole < counts.len() {
        let parts = counts[whole + 1..].iter().take_while(|c| c.of == counts[whole].of);
        let (mut sum, mut length) = (0, 0);
        for (n, part) in parts.enumerate() {
            sum += exact(part).unwrap_or(0);
            if n > 0 && exact(&counts[whole]) == Some(sum) {
                length = n + 1;
                break;
            }
        }
        counts.drain(whole + 1..=whole + length);
        whole += 1;
    }
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

/// What a noun or participle counts by itself (`morts` → killed), whatever its gender and number.
pub(crate) fn counted_by_noun<'s>(story: &'s Story<'_>, sentence: usize, word: usize) -> Option<&'s str> {
    let w = story.word(sentence, word);
    let lower = w.form.to_lowercase();
    let singular = lower.strip_suffix('s').unwrap_or(&lower);
    let forms = [w.lemma.as_str(), &lower, singular, singular.strip_suffix('e').unwrap_or(singular)];
    let of = &story.cues().counts.of;
    of.iter().find(|(_, set)| forms.iter().any(|f| set.contains(f))).map(|(of, _)| of.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_codebook::Codebook;
    use vigie_text::Language;

    fn read(form: &str) -> Option<u64> {
        value(form, &Codebook::shipped().unwrap().language(Language::Fr).cues.counts)
    }

    fn killed(low: u64, at: usize) -> Count {
        Count {
            of: "killed".into(),
            whom: None,
            low: Some(low),
            high: Some(low),
            approximate: false,
            span: Span::new(at, at + 1),
        }
    }

    #[test]
    fn figures_are_read_with_any_grouping_and_words_with_their_hyphens() {
        assert_eq!(read("5.000"), Some(5000));
        assert_eq!(read("5\u{a0}000"), Some(5000));
        assert_eq!(read("3,5"), None);
        assert_eq!(read("quatre-vingt-dix"), Some(90));
        assert_eq!(read("trente-deux"), Some(32));
        assert_eq!(read("soldat"), None);
    }

    #[test]
    fn what_breaks_a_count_down_is_no_count() {
        let mut counts = vec![killed(4, 0), killed(3, 2), killed(1, 4)];
        drop_parts(&mut counts);
        assert_eq!(counts, vec![killed(4, 0)]);
    }

    #[test]
    fn two_tolls_of_two_sources_stay() {
        let mut counts = vec![killed(31, 0), killed(26, 2)];
        drop_parts(&mut counts);
        assert_eq!(counts.len(), 2);
    }
}
