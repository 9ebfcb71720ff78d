//! The places that given words mean: for people who bring their own tagger, and for measuring.

use super::{
    Outcome, PlaceMention, Refusal, Setting,
    candidate::{Candidate, Found, bare},
    choose::widened,
    cues::{Cues, Noun},
    find::{self, demonyms},
    tokens::{Token, tokens},
    votes::Votes,
    weigh::{Standing, standing},
    weights::Weights,
};
use crate::{
    fold::{fold, fold_into},
    gazetteer::{Entry, Gazetteer, Kind},
};
use vigie_annotate::{Document, Sentence};
use vigie_schema::{Precision, Relation};
use vigie_text::Span;

/// The places of the given bytes, one mention each, in text order.
pub(super) fn places_at(
    text: &str,
    doc: &Document,
    setting: &Setting<'_>,
    spans: &[Span],
) -> Vec<PlaceMention> {
    let (cues, gazetteer) = (Cues::of(setting.language), setting.gazetteer);
    let mut spans = spans.to_vec();
    spans.sort();
    // Sentences that hold no given span are looked through for peoples only.
    let holds = |s: &Sentence| {
        let next = spans.partition_point(|p| p.end <= s.span.start);
        spans.get(next).is_some_and(|p| p.overlaps(s.span))
    };
    let read = |s: &Sentence| if holds(s) { tokens(text, s, cues) } else { Vec::new() };
    let tokens: Vec<Vec<Token<'_>>> = doc.sentences.iter().map(read).collect();
    let mut found = Found { demonyms: demonyms(doc, cues, gazetteer), ..Found::default() };
    let mut missed = Vec::new();
    for span in spans {
        match given(text, span, doc, &tokens, cues, gazetteer) {
            Some(candidate) => found.candidates.push(candidate),
            None => missed.push(span),
        }
    }
    add_context(&mut found, &tokens, cues, gazetteer);
    let votes = Votes::of(&found, setting.home, Weights::shipped());
    let mut mentions = super::resolve(text, doc, &tokens, &mut found, &votes, cues, setting);
    complete(text, &found.candidates, &mut mentions, &tokens, cues, gazetteer);
    let mut given = found.candidates.iter();
    mentions.retain(|_| given.next().is_some_and(|c| c.is_given));
    if !missed.is_empty() {
        mentions.extend(missed.into_iter().map(outside));
        mentions.sort_by_key(|m| (m.span.start, m.span.end));
    }
    mentions
}

/// Adds the other names of the sentences where a given one stands alone or is nobody's or a village's: they may say where it
/// lies.
fn add_context(found: &mut Found, tokens: &[Vec<Token<'_>>], cues: &Cues, gazetteer: &Gazetteer) {
    let given = &found.candidates;
    let is_doubtful = |i: usize| {
        let c = &given[i];
        let beside = [i.wrapping_sub(1), i + 1].into_iter().filter_map(|k| given.get(k));
        let is_alone = || beside.into_iter().all(|o| o.sentence != c.sentence);
        standing(&c.entries) == Standing::Small || c.entries.len() > 1 && is_alone()
    };
    let mut sentences: Vec<usize> =
        (0..given.len()).filter(|i| is_doubtful(*i)).map(|i| given[i].sentence).collect();
    sentences.dedup();
    if sentences.is_empty() {
        return;
    }
    let mut around = Found::default();
    for sentence in sentences {
        find::in_sentence(sentence, &tokens[sentence], cues, gazetteer, &mut around);
    }
    let given = found.candidates.len();
    for candidate in around.candidates {
        let is_new = !found.candidates[..given].iter().any(|c| c.span.overlaps(candidate.span));
        if is_new && candidate.weight >= 2.0 && standing(&candidate.entries) != Standing::Small {
            found.candidates.push(candidate);
        }
    }
    found.candidates.sort_by_key(|c| (c.span.start, c.span.end));
}

/// A mention in no sentence.
fn outside(span: Span) -> PlaceMention {
    PlaceMention {
        sentence: 0,
        words: 0..0,
        head: 0,
        span,
        outcome: Outcome::Refused(Refusal::Unknown),
        relation: Relation::In,
        direction: None,
        is_dateline: false,
        noun: None,
        is_anaphoric: false,
    }
}

/// The candidate of words that were given.
fn given(
    text: &str,
    span: Span,
    doc: &Document,
    tokens: &[Vec<Token<'_>>],
    cues: &Cues,
    gazetteer: &Gazetteer,
) -> Option<Candidate> {
    let sentence = doc.sentences.partition_point(|s| s.span.end <= span.start);
    let inside = tokens.get(sentence).filter(|_| doc.sentences[sentence].span.overlaps(span))?;
    let start = inside.partition_point(|t| t.span.end <= span.start);
    let end = inside.partition_point(|t| t.span.start < span.end);
    if start >= end {
        return None;
    }
    let words = span.slice(text);
    let mut candidate = bare(sentence, inside, start..end, fold(words), cues);
    candidate.span = span;
    candidate.is_given = true;
    if let Some((country, name)) = cues.abbreviation(words).filter(|_| after_comma(inside, start)) {
        let unit = |e: &Entry| e.kind == Kind::Admin1 && e.country == Some(country);
        candidate.entries = gazetteer.find(name).filter(unit).collect();
        if !candidate.entries.is_empty() {
            candidate.folded = fold(name);
            return Some(candidate);
        }
    }
    candidate.entries = gazetteer.find_folded(&candidate.folded).collect();
    if let Some(entry) = stands_for(&candidate, cues, gazetteer) {
        candidate.entries = vec![entry];
    } else if candidate.entries.is_empty() {
        strip(&mut candidate, cues, gazetteer);
    }
    Some(candidate)
}

/// Whether a comma, a bracket or the start of the sentence is before: `Mo.` alone may be the end of a sentence about Mo.
fn after_comma(tokens: &[Token<'_>], at: usize) -> bool {
    at.checked_sub(1).is_none_or(|i| matches!(tokens[i].text, "," | "(" | "-" | "–" | "—" | "/"))
}

/// The country or region that a demonym means, the capital that a seat of power stands for.
fn stands_for(candidate: &Candidate, cues: &Cues, gazetteer: &Gazetteer) -> Option<Entry> {
    let folded = candidate.folded.as_str();
    if let Some(country) = cues.seat(folded) {
        return gazetteer.capital(country);
    }
    if candidate.entries.iter().any(|e| matches!(e.kind, Kind::Country | Kind::Region)) {
        return None;
    }
    let region = || gazetteer.find(cues.people(folded)?).find(|e| e.kind == Kind::Region);
    cues.demonym(folded).and_then(|c| gazetteer.country(c)).or_else(region)
}

/// `northern Iraq`, `Nineveh province`, `City of Mosul`: the direction or the noun was given with the name.
fn strip(candidate: &mut Candidate, cues: &Cues, gazetteer: &Gazetteer) {
    let folded = candidate.folded.clone();
    let words: Vec<&str> = folded.split(' ').collect();
    let is_name = |w: &&str| {
        cues.direction(w).is_none()
            && cues.noun(w).is_none()
            && cues.piece(w).is_some_and(|p| !cues.is_of(p) && !cues.locative.contains(p))
    };
    let (Some(first), Some(last)) = (words.iter().position(is_name), words.iter().rposition(is_name)) else {
        return;
    };
    if last - first + 1 == words.len() {
        return;
    }
    let name = words[first..=last].join(" ");
    candidate.entries = gazetteer.find_folded(&name).collect();
    if candidate.entries.is_empty() {
        return;
    }
    let others = || words[..first].iter().chain(&words[last + 1..]);
    if candidate.approach.noun.is_none()
        && let Some(noun) = others().find_map(|w| cues.noun(w))
    {
        candidate.approach.noun = Some((candidate.tokens.start, noun));
    }
    candidate.direction = others().find_map(|w| cues.direction(w));
    candidate.folded = name;
}

/// Gives a body or building that no gazetteer has the town that its own name or its owner's holds (`Vancouver Art Gallery`,
/// `Toronto's Pearson Airport`), else the last town named before it in the sentence.
fn complete(
    text: &str,
    candidates: &[Candidate],
    mentions: &mut [PlaceMention],
    tokens: &[Vec<Token<'_>>],
    cues: &Cues,
    gazetteer: &Gazetteer,
) {
    for i in 0..mentions.len().min(candidates.len()) {
        let candidate = &candidates[i];
        if matches!(mentions[i].outcome, Outcome::Resolved(_)) || cues.is_general(&candidate.folded) {
            continue;
        }
        let inside = &tokens[candidate.sentence][candidate.tokens.clone()];
        let own = within(inside, &candidates[..mentions.len()], mentions, cues, gazetteer);
        let beside = || {
            let mut before = mentions[..i].iter().rev().take_while(|m| m.sentence == candidate.sentence);
            before.find_map(town).or_else(|| mentions[..i].iter().rev().find_map(town))
        };
        let is_building = inside.len() > 1 || candidate.noun().is_some_and(|n| n != Noun::Country);
        let parent = own.or_else(|| beside().filter(|_| is_building).map(|row| gazetteer.entry(row)));
        if let Some(parent) = parent {
            mentions[i].outcome = widened(candidate.span.slice(text), &parent, Precision::District);
        }
    }
}

/// The row of a town that a mention was resolved to.
fn town(mention: &PlaceMention) -> Option<u32> {
    match &mention.outcome {
        Outcome::Resolved(r) if r.kind.is_town() => r.row,
        _ => None,
    }
}

/// The best known place whose name is a part of longer words: the one that the article means by it, where it names it too.
fn within(
    tokens: &[Token<'_>],
    candidates: &[Candidate],
    mentions: &[PlaceMention],
    cues: &Cues,
    gazetteer: &Gazetteer,
) -> Option<Entry> {
    let weights = Weights::shipped();
    let mut best: Option<(f32, Entry)> = None;
    let mut joined = String::new();
    for start in (0..tokens.len()).filter(|s| tokens[*s].is_capital) {
        joined.clear();
        for token in tokens[start..].iter().take(4).take_while(|t| !t.is_stop()) {
            fold_into(token.text, &mut joined);
            if cues.never.contains(joined.as_str())
                || cues.noun(&joined).is_some()
                || cues.is_general(&joined)
            {
                continue;
            }
            let same = candidates.iter().position(|c| c.folded == joined);
            if let Some(row) = same.and_then(|k| mentions.get(k)).and_then(town) {
                return Some(gazetteer.entry(row));
            }
            let entries: Vec<Entry> = gazetteer.find_folded(&joined).filter(|e| e.is_usual_name).collect();
            if standing(&entries) != Standing::Known {
                continue;
            }
            for entry in entries {
                let prior = weights.prior_of(&entry);
                if best.is_none_or(|(p, _)| prior > p) {
                    best = Some((prior, entry));
                }
            }
        }
    }
    best.map(|(_, entry)| entry)
}

#[cfg(test)]
mod tests {
    use crate::{
        gazetteer::Gazetteer,
        places::{Home, Outcome, Resolved, Setting, places_at_in, testing::document},
    };
    use vigie_text::{Language, Span};

    /// What the words of a text are resolved to, each at its first place in it.
    fn at(language: Language, text: &str, words: &[&str], home: Option<&Home>) -> Vec<Option<Resolved>> {
        let setting = Setting { language, gazetteer: Gazetteer::shipped().unwrap(), home };
        let span = |w: &&str| text.find(w).map(|i| Span::new(i, i + w.len())).unwrap();
        let spans: Vec<Span> = words.iter().map(span).collect();
        let mut got = places_at_in(text, &document(text), &setting, &spans);
        words
            .iter()
            .map(|w| {
                let mention = got.iter_mut().find(|m| m.span == span(w)).unwrap();
                match &mention.outcome {
                    Outcome::Resolved(r) => Some(r.clone()),
                    Outcome::Refused(_) => None,
                }
            })
            .collect()
    }

    fn countries(language: Language, text: &str, words: &[&str]) -> Vec<Option<&'static str>> {
        at(language, text, words, None).into_iter().map(|r| r.and_then(|r| r.country)).collect()
    }

    #[test]
    fn peoples_and_seats_of_power_are_resolved_where_somebody_asks() {
        let text = "The Pentagon and Iraqi officers spoke to European envoys.";
        let got = at(Language::En, text, &["Pentagon", "Iraqi", "European"], None);
        assert_eq!(got[0].as_ref().unwrap().name, "Washington");
        assert_eq!(got[1].as_ref().unwrap().country, Some("IRQ"));
        assert_eq!(got[2].as_ref().unwrap().name, "Europe");
    }

    #[test]
    fn a_unit_cut_short_places_the_town_before_it() {
        let text = "PARIS, Tex. - Two men were held in Paris, police said.";
        let got = at(Language::En, text, &["PARIS", "Tex.", "Paris"], None);
        let unit = |i: usize| got[i].as_ref().unwrap().admin1;
        assert_eq!((unit(0), unit(1), unit(2)), (Some("Texas"), Some("Texas"), Some("Texas")));
    }

    #[test]
    fn a_unit_after_a_town_is_the_one_that_holds_it() {
        assert_eq!(
            countries(Language::En, "He flew from Atlanta, Georgia, to Tbilisi.", &["Atlanta", "Georgia"]),
            [Some("USA"), Some("USA")]
        );
    }

    #[test]
    fn homonyms_are_told_by_what_they_are_said_to_lie_near() {
        let text = "The man was held in Edmonton, just south of Cairns, on Friday.";
        assert_eq!(countries(Language::En, text, &["Edmonton", "Cairns"]), [Some("AUS"), Some("AUS")]);
    }

    #[test]
    fn a_local_paper_means_the_place_at_its_door() {
        let gazetteer = Gazetteer::shipped().unwrap();
        let home = Home::of(Some("The London Free Press"), None, gazetteer).unwrap();
        let text = "Police in London charged two men.";
        let got = at(Language::En, text, &["London"], Some(&home));
        assert_eq!(got[0].as_ref().unwrap().country, Some("CAN"));
        assert_eq!(countries(Language::En, text, &["London"]), [Some("GBR")]);
    }

    #[test]
    fn a_building_that_nobody_lists_lies_in_the_town_that_its_name_holds() {
        let got = at(Language::En, "She spoke at the Mosul Public Library.", &["Mosul Public Library"], None);
        let library = got[0].as_ref().unwrap();
        assert_eq!((library.country, library.geonames), (Some("IRQ"), None));
    }

    #[test]
    fn the_country_of_a_capital_is_the_country() {
        let text = "Talks went on in Kazakhstan's capital, Astana.";
        let got = at(Language::En, text, &["Kazakhstan"], None);
        assert_eq!(got[0].as_ref().unwrap().name, "Kazakhstan");
    }
}
