//! What each part of an article is about, for names that mean one group in Syria and another in Niger.

use smol_str::SmolStr;
use vigie_annotate::Document;
use vigie_resolve::{
    actors::{ActorMention, Actors, Context},
    places::{Outcome, PlaceMention},
};

/// An article that is about more countries than this is a round-up; what comes after is read by the article's own context.
const MOST_CONTEXTS: usize = 12;

/// The countries of an article's places, most cited first.
pub(crate) fn countries(places: &[PlaceMention]) -> Vec<SmolStr> {
    let mut votes: Vec<(SmolStr, usize)> = Vec::new();
    for place in places {
        let Outcome::Resolved(place) = &place.outcome else { continue };
        let Some(country) = place.country else { continue };
        match votes.iter_mut().find(|(c, _)| c == country) {
            Some((_, n)) => *n += 1,
            None => votes.push((country.into(), 1)),
        }
    }
    votes.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    votes.into_iter().map(|(country, _)| country).collect()
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
