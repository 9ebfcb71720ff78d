//! An article as vigie read it.

use vigie_annotate::Document;
use vigie_coder::Explanation;
use vigie_resolve::places::PlaceMention;
use vigie_schema::{Article, CoderRecord, Record, Report};
use vigie_text::CodePoints;

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
    pub(crate) coder: CoderRecord,
}

pub(crate) fn coder(model: &str, edition: &str) -> CoderRecord {
    CoderRecord {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        codebook: edition.to_owned(),
        model: model.to_owned(),
    }
}

impl Reading {
    pub(crate) fn refused(article: Article, why: NotRead, coder: CoderRecord) -> Self {
        Self {
            article,
            document: Document::default(),
            reports: Vec::new(),
            explanations: Vec::new(),
            places: Vec::new(),
            not_read: Some(why),
            coder,
        }
    }

    /// The reports as the contract prints them.
    #[must_use]
    pub fn records(&self) -> Vec<Record> {
        let points = CodePoints::new(&self.article.text);
        self.reports.iter().map(|r| Record::new(r, &self.article, &points, &self.coder)).collect()
    }
}
