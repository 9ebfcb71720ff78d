//! What each part of an article is about, for names that mean one group in Syria and another in Niger.

use smol_str::SmolStr;
use vigie_annotate::Document;
use vigie_resolve::{
    actors::{ActorMention, Actors, Context, Named},
    places::{Outcome, PlaceMention},
};

/// An article that is about more countries than this is a round-up; what comes after is read by the article's own context.
const MOST_CONTEXTS: usize = 12;

/// How much a place says of what the article is about, beside a group or nationality that it names.
const PLACE: usize = 2;
const NAME: usize = 1;
/// `Niger : la Cédéao menace`: the headline says what it is about.
const HEADING: usize = 6;

/// The countries of an article's places and of those it names, most cited first. A capital or a state that may stand for its
/// government says less than a place where things happen.
pub(crate) fn countries(
    text: &str,
    document: &Document,
    places: &[PlaceMention],
    names: &[ActorMention],
) -> Vec<SmolStr> {
    let mut votes: Vec<(SmolStr, usize)> = Vec::new();
    let mut vote = |country: &str, weight: usize| match votes.iter_mut().find(|(c, _)| c == country) {
        Some((_, n)) => *n += weight,
        None => votes.push((country.into(), weight)),
    };
    let name_of = |place: &PlaceMention| names.iter().find(|n| n.span.overlaps(place.span)).map(|n| n.what);
    let stands_for_government = |place: &PlaceMention| match name_of(place) {
        Some(Named::Metonym(_)) => true,
        Some(Named::State(_)) => acts(document, place),
        _ => false,
    };
    for place in places {
        let Outcome::Resolved(resolved) = &place.outcome else { continue };
        let is_heading = place.sentence == 0
            && place.words.start == 0
            && text[place.span.end as usize..].trim_start().starts_with(':');
        let weight = match () {
            () if is_heading => HEADING,
            () if place.is_dateline || stands_for_government(place) => NAME,
            () => PLACE,
        };
        if let Some(country) = resolved.country {
            vote(country, weight);
        }
    }
    for name in names {
        let tells = match name.what {
            Named::Group(_) | Named::Nationality(_) | Named::Organisation(_) => true,
            // `Myanmar's army`: no place, and whose army it is.
            Named::State(_) => !places.iter().any(|p| p.span.overlaps(name.span)),
            _ => false,
        };
        if let Some(country) = name.identity.country.as_ref().filter(|_| tells) {
            vote(country, NAME);
        }
    }
    votes.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    votes.into_iter().map(|(country, _)| country).collect()
}

/// Whether a clause has the place for its subject, or for one of several: it acts, and is not where something happens.
fn acts(document: &Document, place: &PlaceMention) -> bool {
    let words = &document.sentences[place.sentence].words;
    let mut at = place.head;
    while let Some(head) = words[at].head.filter(|_| words[at].is("conj")) {
        at = head;
    }
    words[at].is("nsubj")
}

/// The named actors, each sentence read by its own context.
pub(crate) fn names(
    actors: &Actors,
    text: &str,
    document: &Document,
    places: &[PlaceMention],
    article: &Context,
) -> Vec<ActorMention> {
    let (distinct, of_sentence) = contexts(document, places, article);
    let mut names = Vec::new();
    for (number, context) in distinct.iter().enumerate() {
        let found = actors.find(text, document, context.language, context);
        names.extend(found.into_iter().filter(|n| of_sentence[n.sentence] == number));
    }
    names.sort_by_key(|n| n.span.start);
    names
}

/// The distinct contexts of an article, its own first, and the number of the one that each sentence is read by: the country of
/// the last place named in its paragraph, then those of the article.
fn contexts(document: &Document, places: &[PlaceMention], article: &Context) -> (Vec<Context>, Vec<usize>) {
    let mut distinct = vec![article.clone()];
    let mut of_sentence = Vec::with_capacity(document.sentences.len());
    let mut last: Option<&str> = None;
    let mut next = 0;
    for (index, sentence) in document.sentences.iter().enumerate() {
        if sentence.opens_paragraph {
            last = None;
        }
        while let Some(place) = places.get(next).filter(|p| p.sentence <= index) {
            if let Outcome::Resolved(place) = &place.outcome {
                last = place.country.or(last);
            }
            next += 1;
        }
        let mut countries = article.countries.clone();
        if let Some(at) = last.and_then(|c| countries.iter().position(|x| x == c)) {
            countries[..=at].rotate_right(1);
        }
        let known = distinct.iter().position(|c| c.countries == countries);
        of_sentence.push(known.unwrap_or_else(|| {
            if distinct.len() == MOST_CONTEXTS {
                return 0;
            }
            distinct.push(Context { countries, ..article.clone() });
            distinct.len() - 1
        }));
    }
    (distinct, of_sentence)
}
