//! The journey of one article, read straight down: language, trees, places, actors, dates, reports.

use crate::{Error, NotRead, Reading, Vigie, context, reading::coder};
use jiff::civil::Date;
use vigie_annotate::{Annotator, Document, Tongue};
use vigie_coder::{Facts, Sources, Story};
use vigie_resolve::{
    actors::Context,
    dates,
    places::{self, PlaceMention, Setting},
};
use vigie_schema::Article;
use vigie_text::{Language, Span};

impl Vigie {
    /// Reads one article. An article that cannot be read comes back with the reason.
    pub fn read(&self, article: Article) -> Result<Reading, Error> {
        let language = match language(&article) {
            Ok(language) => language,
            Err(why) => return Ok(self.refused(article, why)),
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
            Err(why) => self.refused(article, why),
        }
    }

    /// What the article says of the words at these spans, coded or not: whether they happened, and who says so.
    pub fn facts_at(&self, article: &Article, spans: &[Span]) -> Result<Vec<Option<Facts>>, Error> {
        let Ok(language) = language(article) else { return Ok(vec![None; spans.len()]) };
        let document = Annotator::shipped(language)?.annotate(&article.text);
        let (story, _) = self.story(article, &document, language);
        Ok(vigie_coder::facts_at(&story, spans))
    }

    fn refused(&self, article: Article, why: NotRead) -> Reading {
        Reading::refused(article, why, coder("none", &self.edition))
    }

    fn code(&self, mut article: Article, document: Document, language: Language, model: &str) -> Reading {
        let (story, places) = self.story(&article, &document, language);
        let published = story.published;
        let vigie_coder::Coded { reports, explanations } = vigie_coder::code(&story);
        drop(story);
        article.language = Some(language.code().to_owned());
        article.published = article.published.or_else(|| published.map(|d| d.to_string()));
        let coder = coder(model, &self.edition);
        Reading { article, document, reports, explanations, places, not_read: None, coder }
    }

    /// All that is known of an article before it is coded, and the places that it names.
    #[must_use]
    pub fn story<'a>(
        &'a self,
        article: &'a Article,
        document: &'a Document,
        language: Language,
    ) -> (Story<'a>, Vec<PlaceMention>) {
        let given = article.published.as_deref().and_then(|d| d.parse::<Date>().ok());
        let published = given.or_else(|| dates::dateline(&article.text, document, language));
        let home = self.home(article);
        let setting = Setting { language, gazetteer: self.gazetteer, home: home.as_ref() };
        let places = places::places_in(&article.text, document, &setting);
        let by_places = Context {
            language,
            published,
            countries: context::countries(&article.text, document, &places, &[]),
        };
        let names = context::names(self.actors, &article.text, document, &places, &by_places);
        let context =
            Context { countries: context::countries(&article.text, document, &places, &names), ..by_places };
        let names = self.actors.with_unlisted(&article.text, document, &names, &context, &places);
        let dates = dates::dates(&article.text, document, language, published);
        let sources = Sources {
            codebook: &self.codebook,
            actors: self.actors,
            context,
            names,
            places: places.clone(),
            dates,
        };
        let related = article.related.iter().filter_map(|r| r.span).collect();
        (Story::new(&article.text, document, language, published, sources, related), places)
    }
}

/// The language that the article is said to be in, else the one that its words are in.
pub(crate) fn language(article: &Article) -> Result<Language, NotRead> {
    if !article.text.chars().any(char::is_alphanumeric) {
        return Err(NotRead::Empty);
    }
    if let Some(code) = &article.language {
        return code.parse().map_err(|_| NotRead::Language(Some(code.clone())));
    }
    match vigie_annotate::tongue(&article.text) {
        Tongue::Read(language) => Ok(language),
        Tongue::Other(code) => Err(NotRead::Language(Some(code.to_owned()))),
        Tongue::Unknown => Err(NotRead::Language(None)),
    }
}
