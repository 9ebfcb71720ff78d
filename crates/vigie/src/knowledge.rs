//! What vigie reads by: codebook, gazetteer and actor table, those in the program and a user's own laid over them.

use std::path::Path;
use vigie_codebook::{Codebook, edition_mark};
use vigie_resolve::{actors::Actors, gazetteer::Gazetteer, places::Home};
use vigie_schema::Article;

/// What vigie needs to read: models, codebook, lexicon, gazetteer, actors. Made once, used for every article.
pub struct Vigie {
    pub(crate) codebook: Codebook,
    pub(crate) gazetteer: &'static Gazetteer,
    pub(crate) actors: &'static Actors,
    pub(crate) edition: String,
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

impl Vigie {
    /// Loads what is shipped in the program.
    pub fn new() -> Result<Self, Error> {
        Self::with_codebook(Codebook::shipped()?)
    }

    /// The same, with another codebook: the shipped one, [extended](Codebook::extended).
    pub fn with_codebook(codebook: Codebook) -> Result<Self, Error> {
        let edition = codebook.edition().to_owned();
        Ok(Self { codebook, gazetteer: Gazetteer::shipped()?, actors: Actors::shipped()?, edition })
    }

    /// Lays a user's gazetteers over the shipped one, each over those before it. They stay mapped until the program ends.
    pub fn with_gazetteers<P: AsRef<Path>>(mut self, files: &[P]) -> Result<Self, Error> {
        if files.is_empty() {
            return Ok(self);
        }
        let gazetteer: &'static Gazetteer = Box::leak(Box::new(Gazetteer::layered(files)?));
        self.gazetteer = gazetteer;
        for (file, checksums) in gazetteer.laid_over() {
            self.edition.push_str(&edition_mark(file, checksums));
        }
        Ok(self)
    }

    /// Lays a user's actor table over what it has. `file` is what messages and editions call it. The table is kept until the
    /// program ends.
    pub fn with_actors(mut self, file: &str, toml: &str) -> Result<Self, Error> {
        self.actors = Box::leak(Box::new(self.actors.extended(file, toml)?));
        self.edition.push_str(&edition_mark(file, toml.as_bytes()));
        Ok(self)
    }

    /// Where the outlet of an article is at home.
    pub(crate) fn home(&self, article: &Article) -> Option<Home> {
        Home::of(article.outlet.as_deref(), article.url.as_deref(), self.gazetteer)
    }

    /// The codebook that it codes by.
    #[must_use]
    pub fn codebook(&self) -> &Codebook {
        &self.codebook
    }

    /// The places that it knows.
    #[must_use]
    pub fn gazetteer(&self) -> &'static Gazetteer {
        self.gazetteer
    }

    /// The edition of the codebook, with a mark for everything that a user has laid over what is built in: what records and stores
    /// carry.
    #[must_use]
    pub fn edition(&self) -> &str {
        &self.edition
    }
}
