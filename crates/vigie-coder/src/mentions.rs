//! Everyone that an article names, and what it quotes, whether or not an event is coded of it.

use crate::{
    attribution::{self, Sayings},
    coreference::History,
    participants::{Finder, is_thing},
    story::Story,
};
use vigie_annotate::Upos;
use vigie_resolve::actors::Named;
use vigie_schema::{Attribution, Participant};
use vigie_text::Span;

/// What somebody says in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The words said, without their quotation marks.
    pub span: Span,
    /// Who says them, inner to outer; empty where the article does not say.
    pub speaker: Vec<Attribution>,
    /// Whether they stand in quotation marks.
    pub is_direct: bool,
}

/// The actors and quotations of an article, found once for any number of questions.
pub struct Voices<'s, 'a> {
    story: &'s Story<'a>,
    sayings: Sayings,
    history: History,
}

impl<'s, 'a> Voices<'s, 'a> {
    /// Reads who speaks and who has been named.
    #[must_use]
    pub fn of(story: &'s Story<'a>) -> Self {
        let sayings = attribution::sayings(story);
        let history = History::of(story, &sayings);
        Self { story, sayings, history }
    }

    /// Everyone named, told by what they are or stood for by a pronoun, in text order. A country or a capital that the article
    /// speaks of as a place is nobody.
    #[must_use]
    pub fn actors(&self) -> Vec<Participant> {
        let mut found: Vec<Participant> = Vec::new();
        for (sentence, tree) in self.story.trees.iter().enumerate() {
            let words =
                tree.words().filter(|w| !self.story.is_skipped(sentence) && self.may_head(sentence, *w));
            found.extend(words.filter_map(|w| self.actor(sentence, w)).filter(says_who));
        }
        found.sort_by_key(|p| p.span.map(|s| (s.start, std::cmp::Reverse(s.end))));
        found.dedup_by(|later, first| is_within(later, first));
        found
    }

    /// Whom the words of a span stand for.
    #[must_use]
    pub fn actor_at(&self, span: Span) -> Option<Participant> {
        let (sentence, word) = self.head_of(span)?;
        let found = self.actor(sentence, word)?;
        Some(Participant { span: Some(span), ..found })
    }

    /// What is quoted and reported, in text order.
    #[must_use]
    pub fn quotations(&self) -> Vec<Quotation> {
        let told = self.sayings.told(self.story.text).into_iter();
        let told = told.filter(|(span, _)| !self.story.skipped.iter().any(|s| s.overlaps(*span)));
        told.map(|(span, is_direct)| Quotation { span, speaker: self.speaker(span), is_direct })
            .filter(|q| self.is_said(q))
            .collect()
    }

    /// Marks without a speaker may only keep a distance (`la « zone sûre »`) or hold a name (`l'opération « Colère »`); who condemns
    /// a strike or asks for a meeting is not quoted with it.
    fn is_said(&self, quotation: &Quotation) -> bool {
        let Quotation { span, speaker, is_direct } = quotation;
        let first = self.story.trees.partition_point(|t| t.sentence.span.end <= span.start);
        let words = &self.story.trees[first].sentence.words;
        let has_verb =
            || words.iter().any(|w| span.contains(w.span) && matches!(w.upos, Upos::Verb | Upos::Aux));
        let is_name = || {
            let at = words.iter().position(|w| w.span.overlaps(*span)).unwrap_or(0);
            let before = words[..at].iter().rev().find(|w| w.upos != Upos::Punct);
            span.slice(self.story.text).starts_with(char::is_uppercase)
                && before.is_some_and(|w| matches!(w.upos, Upos::Noun | Upos::Propn))
        };
        match (is_direct, speaker.is_empty()) {
            (true, false) => has_verb() || !is_name(),
            (true, true) => span.slice(self.story.text).split(' ').count() >= FEWEST_SAID,
            (false, _) => !speaker.is_empty() && has_verb(),
        }
    }

    /// What the words of a span are as a quotation.
    #[must_use]
    pub fn quotation_at(&self, span: Span) -> Option<Quotation> {
        self.head_of(span)?;
        Some(Quotation { span, speaker: self.speaker(span), is_direct: self.sayings.is_quoted(span) })
    }

    /// Who says a stretch, by the first of its sentences that somebody is said to say.
    fn speaker(&self, span: Span) -> Vec<Attribution> {
        let trees = &self.story.trees;
        let first = trees.partition_point(|t| t.sentence.span.end <= span.start);
        let sentences = trees[first..].iter().take_while(|t| t.sentence.span.start < span.end);
        let chains = sentences.enumerate().map(|(i, tree)| {
            let here = tree.sentence.span;
            let part = Span::new(span.start.max(here.start) as usize, span.end.min(here.end) as usize);
            self.sayings.of(first + i, part)
        });
        let chain = chains.into_iter().find(|chain| !chain.is_empty()).unwrap_or_default();
        chain.into_iter().map(|s| s.source.clone()).collect()
    }

    fn actor(&self, sentence: usize, word: usize) -> Option<Participant> {
        let finder = Finder {
            story: self.story,
            history: &self.history,
            sayings: &self.sayings,
            others_than: &[],
            is_hostile: false,
        };
        finder.one(sentence, word)
    }

    /// Whether a word may head words for somebody.
    fn may_head(&self, sentence: usize, word: usize) -> bool {
        let story = self.story;
        let w = story.word(sentence, word);
        if story.is_date(sentence, word) {
            return false;
        }
        if let Some(name) = story.name_at(sentence, word) {
            return match name.what {
                Named::Nationality(_) => w.upos != Upos::Adj && name.head == word,
                Named::State(_) | Named::Metonym(_) => name.head == word && self.acts(sentence, word),
                Named::Other => false,
                _ => name.head == word,
            };
        }
        match w.upos {
            Upos::Noun | Upos::Propn => {
                (!self.is_place(w.span) || self.acts(sentence, word)) && !is_thing(story, sentence, word)
            }
            Upos::Pron => self.is_personal(sentence, word),
            _ => false,
        }
    }

    /// Whether a pronoun is a subject that may be somebody: `l'avait arraché` tells of things as often, and the `il` of `il y a`
    /// of nothing.
    fn is_personal(&self, sentence: usize, word: usize) -> bool {
        let tree = &self.story.trees[sentence];
        let grammar = &self.story.cues().grammar;
        let w = tree.word(word);
        let says_there_is = |verb| {
            grammar.existential.contains(tree.lemma(verb))
                && tree.kids(verb).any(|k| grammar.adverbial_pronouns.contains(tree.lemma(k)))
        };
        w.is("nsubj") && !tree.head(word).is_some_and(says_there_is)
    }

    /// Whether the words name a place, known or not.
    fn is_place(&self, span: Span) -> bool {
        let places = &self.story.places;
        let next = places.partition_point(|p| p.span.end <= span.start);
        places.get(next).is_some_and(|p| p.span.contains(span))
    }

    /// Whether what may be a place does something: it is the subject or the agent of a verb, or it speaks.
    fn acts(&self, sentence: usize, word: usize) -> bool {
        let w = self.story.word(sentence, word);
        w.is("nsubj") || w.deprel == "obl:agent" || self.sayings.is_speaker(sentence, word)
    }

    /// The word of a span that its others hang on.
    fn head_of(&self, span: Span) -> Option<(usize, usize)> {
        let sentence = self.story.trees.iter().position(|t| t.sentence.span.overlaps(span))?;
        let tree = &self.story.trees[sentence];
        let overlaps = |w: &usize| tree.word(*w).span.overlaps(span);
        let top = tree.words().filter(overlaps).find(|w| tree.head(*w).is_none_or(|h| !overlaps(&h)))?;
        Some((sentence, top))
    }
}

/// Whether a mention is a part of another one of the same actor (`groupe Etat islamique`).
fn is_within(part: &Participant, whole: &Participant) -> bool {
    let lies_in = part.span.zip(whole.span).is_some_and(|(p, w)| w.contains(p));
    lies_in && (part.span == whole.span || part.id.is_some() && part.id == whole.id)
}

/// Words between marks of which nobody is said to be the speaker are a quotation from this many on.
const FEWEST_SAID: usize = 5;

/// Whether anything is known of a participant: a pronoun of which nothing is known names nobody.
fn says_who(p: &Participant) -> bool {
    p.name.is_some() || p.country.is_some() || !p.sectors.is_empty()
}
