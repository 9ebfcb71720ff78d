//! Why a word was, or was not, coded.

use crate::Confidence;
use smol_str::SmolStr;
use std::fmt;
use vigie_text::Span;

/// What became of one word that the lexicon knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Index of its sentence.
    pub sentence: usize,
    /// Its bytes.
    pub trigger: Span,
    /// The lexicon's entry.
    pub entry: SmolStr,
    /// Where the entry stands: file and block.
    pub origin: SmolStr,
    /// The action that it would mean.
    pub action: SmolStr,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a word that the lexicon knows.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It was coded: how likely the report is to be right, and why.
    Coded(Confidence),
    /// It was not.
    Refused(Refusal),
}

/// Why a word that the lexicon knows was not coded.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// An argument that the sense demands is missing or of another kind.
    Frame(String),
    /// The words are weak and nothing around them is a conflict.
    Weak,
    /// The sentence or the article is about sport, business or the like.
    OffTopic(SmolStr),
    /// It is the light verb or the consequence of another trigger.
    Consequence(SmolStr),
    /// It only repeats an event that is already coded.
    Repeats(SmolStr),
    /// It is the content of a promise, threat, demand or offer.
    Content(SmolStr),
    /// Another act is meant to prevent it.
    Prevented,
    /// Nobody does it or undergoes it.
    Nobody,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Frame(argument) => write!(f, "its sense asks for another {argument}"),
            Self::Weak => f.write_str("a weak word, and no armed actor, weapon or other fighting near it"),
            Self::OffTopic(topic) => write!(f, "off topic: {topic}"),
            Self::Consequence(of) => write!(f, "it only tells the consequence of `{of}`"),
            Self::Repeats(of) => write!(f, "it only repeats `{of}`"),
            Self::Content(of) => write!(f, "it is what `{of}` is about"),
            Self::Prevented => f.write_str("another act is meant to prevent it"),
            Self::Nobody => f.write_str("nobody is said to do it or to undergo it"),
        }
    }
}
