//! All that the coder knows of one article before it codes.

use crate::tree::Tree;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use vigie_annotate::{Document, Upos, Word};
use vigie_codebook::{Codebook, Cues, LanguageBook};
use vigie_resolve::{
    actors::{ActorMention, Actors, Context, Resolved as ResolvedActor},
    dates::DateMention,
    places::{Outcome, PlaceMention, Resolved},
};
use vigie_text::{Language, Span};

/// An article's text, trees and resolved mentions, with the books to read them by.
pub struct Story<'a> {
    /// The article's text.
    pub text: &'a str,
    /// Its sentences and trees.
    pub document: &'a Document,
    /// Its language.
    pub language: Language,
    /// Day of publication.
    pub published: Option<Date>,
    /// The codebook.
    pub codebook: &'a Codebook,
    /// The actor table.
    pub actors: &'a Actors,
    /// What the article is about, for the actor table.
    pub context: Context,
    /// Named actors and nationalities.
    pub names: Vec<ActorMention>,
    /// Places.
    pub places: Vec<PlaceMention>,
    /// Dates.
    pub dates: Vec<DateMention>,
    /// Parts of the text that are no part of the story.
    pub skipped: Vec<Span>,
    /// The trees, one a sentence.
    pub(crate) trees: Vec<Tree<'a>>,
    /// What [`Self::resolve`] has answered so far: the same noun is asked for by every trigger near it.
    resolved: RefCell<FxHashMap<(usize, usize), Option<ResolvedActor>>>,
}

/// The mentions and books of a story, as [`Story::new`] takes them.
pub struct Sources<'a> {
    /// The codebook.
    pub codebook: &'a Codebook,
    /// The actor table.
    pub actors: &'a Actors,
    /// What the article is about, for the actor table.
    pub context: Context,
    /// Named actors and nationalities.
    pub names: Vec<ActorMention>,
    /// Places.
    pub places: Vec<PlaceMention>,
    /// Dates.
    pub dates: Vec<DateMention>,
}

impl<'a> Story<'a> {
    /// Gathers what the earlier stages found.
    #[must_use]
    pub fn new(
        text: &'a str,
        document: &'a Document,
        language: Language,
        published: Option<Date>,
        sources: Sources<'a>,
        skipped: Vec<Span>,
    ) -> Self {
        let Sources { codebook, actors, context, names, places, dates } = sources;
        let trees = document.sentences.iter().map(Tree::new).collect();
        Self {
            text,
            document,
            language,
            published,
            codebook,
            actors,
            context,
            names,
            places,
            dates,
            skipped,
            trees,
            resolved: RefCell::default(),
        }
    }

    pub(crate) fn book(&self) -> &'a LanguageBook {
        self.codebook.language(self.language)
    }

    pub(crate) fn cues(&self) -> &'a Cues {
        &self.book().cues
    }

    pub(crate) fn word(&self, sentence: usize, word: usize) -> &'a Word {
        self.trees[sentence].word(word)
    }

    /// The actor that the noun phrase of a word stands for, by the actor table.
    pub(crate) fn resolve(&self, sentence: usize, word: usize) -> Option<ResolvedActor> {
        if let Some(known) = self.resolved.borrow().get(&(sentence, word)) {
            return known.clone();
        }
        let found = self.actors.resolve(self.text, self.document, sentence, word, &self.names, &self.context);
        self.resolved.borrow_mut().insert((sentence, word), found.clone());
        found
    }

    /// Whether the word is part of an expression of time.
    pub(crate) fn is_date(&self, sentence: usize, word: usize) -> bool {
        self.dates_of(sentence).any(|d| d.words.contains(&word))
    }

    /// Whether the sentence is outside the story (a box of links).
    pub(crate) fn is_skipped(&self, sentence: usize) -> bool {
        let span = self.trees[sentence].sentence.span;
        self.skipped.iter().any(|s| s.overlaps(span))
    }

    /// The resolved place whose name is headed by this word.
    pub(crate) fn place_at(&self, sentence: usize, word: usize) -> Option<(&PlaceMention, &Resolved)> {
        self.places_of(sentence).find(|(mention, _)| {
            mention.head == word || mention.words.contains(&word) || mention.noun == Some(word)
        })
    }

    /// The resolved places named in a sentence.
    pub(crate) fn places_of(&self, sentence: usize) -> impl Iterator<Item = (&PlaceMention, &Resolved)> {
        let first = self.places.partition_point(|m| m.sentence < sentence);
        self.places[first..].iter().take_while(move |m| m.sentence == sentence).filter_map(move |m| match &m
            .outcome
        {
            // `Trente civils`: a number at the head of a sentence is not the town.
            Outcome::Resolved(_) if self.word(sentence, m.head).upos == Upos::Num => None,
            Outcome::Resolved(place) => Some((m, place)),
            Outcome::Refused(_) => None,
        })
    }

    /// Whether the word is part of a dateline.
    pub(crate) fn is_dateline(&self, sentence: usize, word: usize) -> bool {
        let first = self.places.partition_point(|m| m.sentence < sentence);
        self.places[first..]
            .iter()
            .take_while(|m| m.sentence == sentence)
            .any(|m| m.is_dateline && m.words.contains(&word))
    }

    /// The named actor that holds this word.
    pub(crate) fn name_at(&self, sentence: usize, word: usize) -> Option<&ActorMention> {
        let first = self.names.partition_point(|m| m.sentence < sentence);
        self.names[first..]
            .iter()
            .take_while(move |m| m.sentence == sentence)
            .find(|m| m.head == word || m.words.contains(&word))
    }

    /// The dates named in a sentence.
    pub(crate) fn dates_of(&self, sentence: usize) -> impl Iterator<Item = &DateMention> {
        let first = self.dates.partition_point(|m| m.sentence < sentence);
        self.dates[first..].iter().take_while(move |m| m.sentence == sentence)
    }
}
