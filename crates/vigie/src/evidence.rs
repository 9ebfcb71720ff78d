//! Why the words of an article were taken for a place, an actor or a day: the candidates and what spoke for each.

use crate::{Error, Reading, Vigie, mentions::all, pipeline::language};
use vigie_annotate::Annotator;
use vigie_coder::Story;
use vigie_resolve::places::{Outcome, PlaceMention};
use vigie_schema::{Article, Mention, Participant, Via, What};
use vigie_text::Span;

/// A mention and what decided it, a line each; none where the words say it all.
pub struct Evidence {
    /// The mention.
    pub mention: Mention,
    /// What decided it.
    pub why: Vec<String>,
}

impl Vigie {
    /// Reads one article, and tells for every place, actor and time in it what decided. An article that cannot be read comes
    /// back with the reason.
    pub fn explain(&self, article: Article) -> Result<(Reading, Vec<Evidence>), Error> {
        let evidence = match language(&article) {
            Ok(language) => {
                let document = Annotator::shipped(language)?.annotate(&article.text);
                let (story, places) = self.story(&article, &document, language);
                let mentions = all(&story, &places).into_iter();
                mentions.map(|mention| self.evidence(mention, &story, &places)).collect()
            }
            Err(_) => Vec::new(),
        };
        Ok((self.read(article)?, evidence))
    }

    fn evidence(&self, mention: Mention, story: &Story<'_>, places: &[PlaceMention]) -> Evidence {
        let span = mention.span;
        let why = match &mention.what {
            What::Place(_) => candidates(places, span),
            What::Actor(actor) => self.actor(actor, story, span),
            What::Time(_) => {
                let anchor = story.dates.iter().find(|d| d.span.contains(span)).and_then(|d| d.anchor);
                anchor.map(|day| format!("counted from {day}")).into_iter().collect()
            }
            What::Quote { .. } | What::Refused(..) => Vec::new(),
        };
        Evidence { mention, why }
    }

    /// How an actor was found, and whom else the name stands for elsewhere.
    fn actor(&self, actor: &Participant, story: &Story<'_>, span: Span) -> Vec<String> {
        let how = match (actor.via, &actor.id) {
            (Via::Name, Some(id)) => format!("by name: {id} of the actor table"),
            (Via::Name, None) => "by name".to_owned(),
            (Via::Coreference, _) => "stands for an actor named elsewhere in the article".to_owned(),
            (Via::Composition, _) => "composed of its head noun and what stands beside it".to_owned(),
            (via, _) => via.code().to_owned(),
        };
        let others: Vec<&str> = self
            .actors
            .called(span.slice(story.text))
            .into_iter()
            .filter_map(|e| e.id.as_deref())
            .filter(|id| Some(*id) != actor.id.as_deref())
            .collect();
        let mut why = vec![how];
        if !others.is_empty() {
            let countries = &story.context.countries;
            let about = countries[..countries.len().min(MOST_TOLD)].join(", ");
            let published = story.published.map(|d| format!(", on {d}")).unwrap_or_default();
            why.push(format!("in an article on {about}{published}; elsewhere {}", others.join(", ")));
        }
        why
    }
}

/// Countries of the article's context that are told.
const MOST_TOLD: usize = 3;

/// The places of the name with their points, best first.
fn candidates(places: &[PlaceMention], span: Span) -> Vec<String> {
    let mention = places.iter().find(|p| p.span == span);
    match mention.map(|m| &m.outcome) {
        Some(Outcome::Resolved(place)) if place.evidence.is_empty() => {
            vec!["no place of that name is known there: widened to what holds it".to_owned()]
        }
        Some(Outcome::Resolved(place)) => place.evidence.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}
