//! Where it happened: the place of the trigger's own phrase, then of its clause, then of its sentence, then the article's
//! running focus. Not the nearest name.

use crate::{predicate::Candidate, roles::Roles, story::Story};
use vigie_annotate::Upos;
use vigie_codebook::Action;
use vigie_resolve::{
    actors::Named,
    gazetteer::Kind,
    places::{PlaceMention, Resolved},
};
use vigie_schema::{Place, Precision, Relation};
use vigie_text::Span;

/// Below this score a place of the sentence is not the event's.
const ENOUGH: i32 = 2;

/// The places of the trigger: the most likely first.
pub(crate) fn places(
    story: &Story<'_>,
    candidate: &Candidate<'_>,
    action: &Action,
    roles: &Roles,
    sources: &[Span],
) -> Vec<Place> {
    // `selon le rapport de Genève`; but what is told inside the source's own words happened there.
    let trigger = candidate.span(story);
    let is_of_source = |m: &PlaceMention| sources.iter().any(|s| s.contains(m.span) && !s.contains(trigger));
    let mut scored: Vec<(i32, &PlaceMention, &Resolved)> = story
        .places_of(candidate.sentence)
        .filter(|(m, _)| !m.is_dateline && !is_of_source(m))
        .map(|(m, place)| (score(story, candidate, action, roles, m, place), m, place))
        .collect();
    // A country says less than a town of the same clause.
    let is_wide = |p: &Resolved| matches!(p.precision, Precision::Country | Precision::Region);
    let has_town = scored.iter().any(|(s, _, p)| *s >= ENOUGH && !is_wide(p));
    if has_town {
        for (score, _, place) in &mut scored {
            *score -= match place.precision {
                Precision::Country => 10,
                Precision::Region => 4,
                _ => 0,
            };
        }
    }
    let is_said_where = |m: &PlaceMention| {
        !action.is_said()
            || is_where_said(story, candidate, roles, m)
            || is_where_met(story, candidate, action, roles, m)
    };
    scored.retain(|(score, m, _)| *score >= ENOUGH && is_said_where(m));
    scored.sort_by_key(|(score, m, _)| (-score, m.span.start));
    let Some(best) = scored.first().map(|(s, _, _)| *s) else { return Vec::new() };
    scored.into_iter().filter(|(s, _, _)| *s + 2 >= best).map(|(_, m, p)| written(m, p)).collect()
}

/// Where words are spoken is told by a complement of the verb itself (`à Paris, le ministre a réclamé`), never by what is
/// spoken of.
fn is_where_said(
    story: &Story<'_>,
    candidate: &Candidate<'_>,
    roles: &Roles,
    mention: &PlaceMention,
) -> bool {
    let tree = &story.trees[candidate.sentence];
    let top = mention.noun.filter(|n| tree.head(mention.head) == Some(*n)).unwrap_or(mention.head);
    let verbs = [Some(candidate.word), candidate.arguments.carrier];
    let is_spoken_of = roles.content.iter().any(|c| tree.is_below(top, *c))
        || roles.recipients.iter().chain(&roles.actors).any(|f| tree.is_below(top, f.word));
    let is_argument = || candidate.arguments.args.iter().any(|a| a.word == top);
    let is_where_clause =
        roles.places.contains(&top) && tree.kids_by(top, "acl").any(|c| tree.is_below(candidate.word, c));
    if is_where_clause {
        return true;
    }
    let is_complement = tree.head(top).is_some_and(|h| verbs.contains(&Some(h))) || is_argument();
    is_complement
        && !is_spoken_of
        && tree.case(top).is_some_and(|c| story.cues().grammar.place_prepositions.contains(c))
}

/// Where people meet may also be told of the meeting: `réunis en sommet à Abuja`, `l'accord négocié à Ankara`.
fn is_where_met(
    story: &Story<'_>,
    candidate: &Candidate<'_>,
    action: &Action,
    roles: &Roles,
    mention: &PlaceMention,
) -> bool {
    let is_meeting = action.is_type("CONSULT");
    let tree = &story.trees[candidate.sentence];
    let is_in = tree.case(mention.head).is_some_and(|c| story.cues().grammar.place_prepositions.contains(c));
    if !is_meeting || !is_in || mention.is_anaphoric {
        return false;
    }
    let is_spoken_of = roles.content.iter().any(|c| tree.is_below(mention.head, *c));
    let carrier = tree.head(candidate.word).filter(|_| tree.word(candidate.word).is("acl"));
    let path = || std::iter::once(mention.head).chain(tree.ancestors(mention.head));
    let up_to = path().position(|w| w == candidate.word || Some(w) == carrier);
    let is_phrase = up_to.is_some_and(|n| {
        path().take(n).all(|w| ["obl", "nmod", "conj", "appos"].iter().any(|r| tree.word(w).is(r)))
    });
    is_phrase && !is_spoken_of
}

/// Whether an argument is the scene, told first: `À Paris, le ministre a appelé à la retenue`. It is nobody spoken to.
pub(crate) fn is_scene(story: &Story<'_>, candidate: &Candidate<'_>, word: usize) -> bool {
    let sentence = candidate.sentence;
    let Some((mention, place)) = story.place_at(sentence, word) else { return false };
    let tree = &story.trees[sentence];
    let comes_first = mention.words.start <= 2 && mention.words.end < candidate.word;
    let is_closed = story.document.sentences[sentence]
        .words
        .get(mention.words.end)
        .is_some_and(|w| w.upos == Upos::Punct);
    comes_first
        && is_closed
        && place.kind.is_town()
        && tree.case(mention.head).is_some_and(|c| story.cues().grammar.place_prepositions.contains(c))
}

#[expect(clippy::cast_possible_wrap, reason = "counts of words in a sentence")]
fn score(
    story: &Story<'_>,
    candidate: &Candidate<'_>,
    action: &Action,
    roles: &Roles,
    mention: &PlaceMention,
    place: &Resolved,
) -> i32 {
    let tree = &story.trees[candidate.sentence];
    let head = mention.head;
    let mut score = 0;
    // `Bambari, quatrième ville du pays, tombée la veille`: the place itself, or what it is said to be, before what it belongs to.
    let is_itself = |p: usize| {
        p == head || mention.noun == Some(p) || (tree.word(p).is("appos") && tree.head(p) == Some(head))
    };
    if roles.places.iter().any(|p| is_itself(*p)) {
        score += 16;
    } else if roles.places.iter().any(|p| tree.is_below(head, *p)) {
        score += 12;
    }
    let is_participant = roles.actors.iter().chain(&roles.recipients).any(|f| {
        let is_state = place.precision == Precision::Country;
        let names_it = |s: Span| s == mention.span || (is_state && s.overlaps(mention.span));
        f.word == head || f.participant.span.is_some_and(names_it)
    });
    if is_participant {
        score -= 14;
    }
    let up: Vec<usize> = std::iter::once(candidate.word).chain(tree.ancestors(candidate.word)).collect();
    let path: Vec<usize> = std::iter::once(head).chain(tree.ancestors(head)).collect();
    let Some((steps, meeting)) =
        path.iter().enumerate().find_map(|(i, w)| up.iter().position(|u| u == w).map(|p| (i, p)))
    else {
        return score;
    };
    let is_clause = |w: &usize| {
        let word = tree.word(*w);
        matches!(word.upos, Upos::Verb | Upos::Aux)
            && ["acl", "advcl", "ccomp", "parataxis", "conj"].iter().any(|r| word.is(r))
    };
    let clauses_down = path[..steps].iter().filter(|w| is_clause(w)).count() as i32;
    let clauses_up = up[..meeting].iter().filter(|w| is_clause(w)).count() as i32;
    let has_place_case = path[..=steps.min(path.len() - 1)]
        .iter()
        .any(|w| tree.case(*w).is_some_and(|c| story.cues().grammar.place_prepositions.contains(c)));
    score += 8 - clauses_down * 4 - clauses_up * 2 - (steps as i32 - 1).max(0);
    if has_place_case {
        score += 3;
    }
    // The subject's own town (`les habitants de Raqqa`) is a worse guess than a complement of place.
    let through_subject = path[..steps].iter().any(|w| tree.word(*w).is("nsubj")) && !is_participant;
    if through_subject && !candidate.is_noun && !candidate.arguments.is_passive {
        score -= 4;
    }
    // `l'aviation de Damas`: a capital beside an actor is its government.
    let is_seat = story
        .name_at(candidate.sentence, head)
        .is_some_and(|n| matches!(n.what, Named::Metonym(_) | Named::State(_)));
    if is_seat && roles.actors.iter().any(|f| f.word != head && tree.is_below(head, f.word)) {
        score -= 12;
    }
    // `une trêve annoncée par Washington`, `Moscou accuse`: who acts elsewhere in the sentence is no scene of this act.
    let is_government = matches!(place.kind, Kind::Capital | Kind::Country)
        && (tree.word(head).is("obl:agent") || tree.word(head).is("nsubj"));
    if is_government && !roles.places.iter().any(|p| is_itself(*p)) {
        score -= 8;
    }
    // What is left is where it happens, and not what is gone to.
    if matches!(mention.relation, Relation::Toward) && action.is_type("RETREAT") {
        score -= 8;
    }
    if matches!(mention.relation, Relation::From) {
        score -= 1;
    }
    if place.precision == Precision::Region {
        score -= 1;
    }
    score
}

/// Four decimals (about ten metres): what the gazetteer knows, without the noise of its storage.
fn degrees(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

/// A place as records carry it.
#[must_use]
pub fn written(mention: &PlaceMention, place: &Resolved) -> Place {
    Place {
        span: Some(mention.span),
        geonames: place.geonames,
        name: place.name.to_string(),
        country: place.country.map(str::to_owned),
        admin1: place.admin1.map(str::to_owned),
        lat: Some(degrees(place.lat)),
        lon: Some(degrees(place.lon)),
        precision: place.precision,
        relation: mention.relation,
        direction: mention.direction.map(str::to_owned),
    }
}
