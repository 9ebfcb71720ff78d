//! What the coder reads of words that it need not code: whether they happened, whether they are denied, who says so. Annotated
//! corpora of other subjects are measured with it.

use crate::{
    arguments,
    attribution::{self, Saying, Sayings},
    factuality::{self, Trigger},
    story::Story,
};
use vigie_annotate::Upos;
use vigie_schema::{Attribution, Factuality};
use vigie_text::Span;

/// What is read of one word.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Whether it happened.
    pub factuality: Factuality,
    /// Whether its own clause denies it (`n'a pas tiré`), whatever the words above it say.
    pub is_negated: bool,
    /// Who says so, inner to outer.
    pub attribution: Vec<Attribution>,
}

/// What the article says of the word at each span; nothing where no word begins there.
#[must_use]
pub fn facts_at(story: &Story<'_>, spans: &[Span]) -> Vec<Option<Facts>> {
    let sayings = attribution::sayings(story);
    spans.iter().map(|span| facts_of(story, &sayings, *span)).collect()
}

fn facts_of(story: &Story<'_>, sayings: &Sayings, span: Span) -> Option<Facts> {
    let sentence = story.trees.iter().position(|t| t.sentence.span.overlaps(span))?;
    let tree = &story.trees[sentence];
    let overlaps = |w: &usize| tree.word(*w).span.overlaps(span);
    // Of several words (`mettre le feu`), the one that the others hang on.
    let word = tree.words().filter(overlaps).find(|w| tree.head(*w).is_none_or(|h| !overlaps(&h)))?;
    let is_noun = !matches!(tree.word(word).upos, Upos::Verb | Upos::Aux | Upos::Adj);
    let arguments = if is_noun {
        arguments::of_noun(story, sentence, word)
    } else {
        arguments::of_verb(story, sentence, word)
    };
    let trigger = Trigger { sentence, word, is_noun, arguments: &arguments, action: None };
    let said_by: Vec<&Saying> = sayings.of(sentence, tree.word(word).span);
    Some(Facts {
        factuality: factuality::factuality(story, &trigger, &said_by, None),
        is_negated: factuality::is_negated(story, &trigger),
        attribution: said_by.into_iter().map(|s| s.source.clone()).collect(),
    })
}
