//! The journey of one article, read straight down: language, trees, places, actors, dates, reports.

use jiff::civil::Date;
use smol_str::SmolStr;
use vigie_annotate::{Annotator, Document, Tongue};
use vigie_codebook::Codebook;
use vigie_coder::{Explanation, Sources, Story};
use vigie_resolve::{
    actors::{ActorMention, Actors, Context},
    dates,
    gazetteer::Gazetteer,
    places::{self, Outcome, PlaceMention},
};
use vigie_schema::{Article, CoderRecord, Record, Report};
use vigie_text::{CodePoints, Language};

/// What vigie needs to read: models, codebook, lexicon, gazetteer, actors. Made once, used for every article.
pub struct Vigie {
    codebook: Codebook,
    gazetteer: &'static Gazetteer,
    actors: &'static Actors,
}

/// Why vigie could not be made ready: a file that it ships is broken.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A codebook or lexicon file.
    #[error(transparent)]
    Codebook(#[from] vigie_codebook::Error),
    /// The gazetteer or the actor table.
    #[error(transparent)]
    Resolve(#[from] vigie_resolve::Error),
    /// An annotation model.
    #[error(transparent)]
    Annotate(#[from] vigie_annotate::Error),
}

/// Why an article was not coded. A value, not an error: the article is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotRead {
    /// It has no words.
    Empty,
    /// Its language (ISO 639 code, or `None` where it was not recognised) is not one that vigie reads.
    Language(Option<String>),
}

/// An article as vigie read it.
pub struct Reading {
    /// The article, with the language and the day of publication that were found in it.
    pub article: Article,
    /// Its sentences and trees.
    pub document: Document,
    /// What it reports, in text order.
    pub reports: Vec<Report>,
    /// Why each word that the lexicon knows was or was not coded, in text order.
    pub explanations: Vec<Explanation>,
    /// The places that it names, resolved or refused.
    pub places: Vec<PlaceMention>,
    /// Why it was not coded, where it was not.
    pub not_read: Option<NotRead>,
    coder: CoderRecord,
}

impl Vigie {
    /// Loads what is shipped in the program.
    pub fn new() -> Result<Self, Error> {
        Ok(Self {
            codebook: Codebook::shipped()?,
            gazetteer: Gazetteer::shipped()?,
            actors: Actors::shipped()?,
        })
    }

    /// Reads one article. An article that cannot be read comes back with the reason.
    pub fn read(&self, article: Article) -> Result<Reading, Error> {
        let language = match language(&article) {
            Ok(language) => language,
            Err(why) => return Ok(Reading::refused(article, why)),
        };
        let annotator = Annotator::shipped(language)?;
        let document = annotator.annotate(&article.text);
        Ok(self.code(article, document, language, annotator.model_name()))
    }

    /// Reads one article by somebody else's parse of it.
    #[must_use]
    pub fn read_parsed(&self, article: Article, document: Document) -> Reading {
        match language(&article) {
            Ok(language) => self.code(article, document, language, "external"),
            Err(why) => Reading::refused(article, why),
        }
    }

    fn code(&self, mut article: Article, document: Document, language: Language, model: &str) -> Reading {
        let given = article.published.as_deref().and_then(|d| d.parse::<Date>().ok());
        let published = given.or_else(|| dates::dateline(&article.text, &document, language));
        let places = places::places(&article.text, &document, language, self.gazetteer);
        let context = Context { language, published, countries: countries(&places) };
        let contexts = contexts(&document, &places, &context);
        let names = self.names(&article.text, &document, language, &contexts);
        let dates = dates::dates(&article.text, &document, language, published);
        let sources = Sources {
            codebook: &self.codebook,
            actors: self.actors,
            context,
            names,
            places: places.clone(),
            dates,
        };
        let related = article.related.iter().filter_map(|r| r.span).collect();
        let story = Story::new(&article.text, &document, language, published, sources, related);
        let vigie_coder::Coded { reports, explanations } = vigie_coder::code(&story);
        drop(story);
        article.language = Some(language.code().to_owned());
        article.published = article.published.or_else(|| published.map(|d| d.to_string()));
        Reading { article, document, reports, explanations, places, not_read: None, coder: coder(model) }
    }
}

impl Vigie {
    /// The named actors, each sentence read by its own context: a name may mean one group in Syria and another in Niger.
    fn names(
        &self,
        text: &str,
        document: &Document,
        language: Language,
        contexts: &[Context],
    ) -> Vec<ActorMention> {
        let mut done: Vec<&Context> = Vec::new();
        let mut names = Vec::new();
        for context in contexts {
            if done.len() < MOST_CONTEXTS && !done.contains(&context) {
                done.push(context);
                let found = self.actors.find(text, document, language, context);
                names.extend(found.into_iter().filter(|n| contexts[n.sentence] == *context));
            }
        }
        names.sort_by_key(|n| n.span.start);
        names
    }
}

fn coder(model: &str) -> CoderRecord {
    CoderRecord {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        codebook: vigie_codebook::EDITION.to_owned(),
        model: model.to_owned(),
    }
}

/// A text of that many bytes shows its language better than a page's own claim, which is often a template's.
const TELLING_TEXT: usize = 400;

/// The language that the article says it is in, unless a text long enough is in another that vigie reads; where nothing is
/// said, the one that its words are in.
fn language(article: &Article) -> Result<Language, NotRead> {
    if !article.text.chars().any(char::is_alphanumeric) {
        return Err(NotRead::Empty);
    }
    if let Some(code) = &article.language {
        let said = code.parse().map_err(|_| NotRead::Language(Some(code.clone())));
        let shown =
            Some(&article.text).filter(|t| t.len() >= TELLING_TEXT).and_then(|t| vigie_annotate::language(t));
        return shown.map_or(said, Ok);
    }
    match vigie_annotate::tongue(&article.text) {
        Tongue::Read(language) => Ok(language),
        Tongue::Other(code) => Err(NotRead::Language(Some(code.to_owned()))),
        Tongue::Unknown => Err(NotRead::Language(None)),
    }
}

/// An article about more countries than this is a round-up; later contexts are not read apart.
const MOST_CONTEXTS: usize = 12;

/// What each sentence is about: the country of the last place named in its paragraph, then those of the article.
fn contexts(document: &Document, places: &[PlaceMention], article: &Context) -> Vec<Context> {
    let mut last: Option<&str> = None;
    let mut next = 0;
    let mut contexts: Vec<Context> = Vec::with_capacity(document.sentences.len());
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
        let is_known = contexts.iter().any(|c| c.countries == countries);
        if contexts.len() >= MOST_CONTEXTS && !is_known {
            countries.clone_from(&article.countries);
        }
        contexts.push(Context { countries, ..article.clone() });
    }
    contexts
}

/// The countries of an article's places, most cited first.
fn countries(places: &[PlaceMention]) -> Vec<SmolStr> {
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

impl Reading {
    fn refused(article: Article, why: NotRead) -> Self {
        Self {
            article,
            document: Document::default(),
            reports: Vec::new(),
            explanations: Vec::new(),
            places: Vec::new(),
            not_read: Some(why),
            coder: coder("none"),
        }
    }

    /// The reports as the contract prints them.
    #[must_use]
    pub fn records(&self) -> Vec<Record> {
        let points = CodePoints::new(&self.article.text);
        self.reports.iter().map(|r| Record::new(r, &self.article, &points, &self.coder)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_french_article_in_an_english_template_is_read_as_french() {
        let text = "L'armée malienne a repris lundi la ville de Kidal, a annoncé l'état-major. ".repeat(8);
        let article = Article { language: Some("en".into()), text, ..Article::default() };
        assert_eq!(language(&article), Ok(Language::Fr));
        let short =
            Article { language: Some("en".into()), text: "Paris attacks".into(), ..Article::default() };
        assert_eq!(language(&short), Ok(Language::En));
    }
}
