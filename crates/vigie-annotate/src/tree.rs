//! The annotated document: sentences of words in a Universal Dependencies tree.

use smol_str::SmolStr;
use std::{fmt, str::FromStr};
use vigie_text::Span;

/// A text's sentences, in order. Their spans do not overlap; what lies between two of them is white space.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The sentences in text order.
    pub sentences: Vec<Sentence>,
}

/// One sentence and its tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the text from the first word's start to the last word's end.
    pub span: Span,
    /// Whether a paragraph starts here.
    pub opens_paragraph: bool,
    /// The syntactic words (UD), so that French *du* is two: *de* and *le*.
    pub words: Vec<Word>,
    /// The surface tokens that hold more than one word, in order.
    pub multiwords: Vec<MultiWord>,
}

/// A surface token that stands for several syntactic words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MultiWord {
    /// Index of its first word in the sentence.
    pub first: usize,
    /// Index of its last word in the sentence.
    pub last: usize,
    /// Bytes of the surface token.
    pub span: Span,
}

/// One syntactic word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Bytes of the surface token that carries the word; the words of a multi-word token share its span.
    pub span: Span,
    /// The word's form (`de` and `le` for *du*).
    pub form: SmolStr,
    /// Its lemma.
    pub lemma: SmolStr,
    /// Universal part of speech.
    pub upos: Upos,
    /// Universal features as CoNLL-U writes them (`Gender=Fem|Number=Sing`), empty where there are none.
    pub feats: SmolStr,
    /// Index of the head word in the sentence, from 0; `None` for the root.
    pub head: Option<usize>,
    /// Universal dependency relation, with its subtype if it has one (`obl:agent`).
    pub deprel: SmolStr,
    /// Whether another head was nearly as likely.
    pub is_doubtful: bool,
}

impl Word {
    /// The value of feature `name` (`Number` → `Sing`).
    #[must_use]
    pub fn feature(&self, name: &str) -> Option<&str> {
        self.feats
            .split('|')
            .find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name).map(|(_, v)| v))
    }

    /// Whether the relation is `relation`, with or without a subtype.
    #[must_use]
    pub fn is(&self, relation: &str) -> bool {
        self.deprel.strip_prefix(relation).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
    }
}

impl Sentence {
    /// Indices of the direct dependents of word `head`, in text order.
    #[must_use]
    pub fn children(&self, head: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.words.iter().enumerate().filter(move |(_, w)| w.head == Some(head)).map(|(i, _)| i)
    }

    /// Index of the root; 0 where the tree has none (an empty sentence).
    #[must_use]
    pub fn root(&self) -> usize {
        self.words.iter().position(|w| w.head.is_none()).unwrap_or(0)
    }
}

macro_rules! upos {
    ($($(#[$doc:meta])* $name:ident = $code:literal),+ $(,)?) => {
        /// Universal parts of speech.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Upos { $($(#[$doc])* $name),+ }

        impl Upos {
            /// All of them, in the order of their codes.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The code that CoNLL-U writes.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }
        }

        impl FromStr for Upos {
            type Err = ();
            fn from_str(code: &str) -> Result<Self, ()> {
                match code { $($code => Ok(Self::$name),)+ _ => Err(()) }
            }
        }
    };
}

upos! {
    /// Adjective.
    Adj = "ADJ",
    /// Adposition.
    Adp = "ADP",
    /// Adverb.
    Adv = "ADV",
    /// Auxiliary.
    Aux = "AUX",
    /// Coordinating conjunction.
    Cconj = "CCONJ",
    /// Determiner.
    Det = "DET",
    /// Interjection.
    Intj = "INTJ",
    /// Noun.
    Noun = "NOUN",
    /// Numeral.
    Num = "NUM",
    /// Particle.
    Part = "PART",
    /// Pronoun.
    Pron = "PRON",
    /// Proper noun.
    Propn = "PROPN",
    /// Punctuation.
    Punct = "PUNCT",
    /// Subordinating conjunction.
    Sconj = "SCONJ",
    /// Symbol.
    Sym = "SYM",
    /// Verb.
    Verb = "VERB",
    /// Other.
    X = "X",
}

impl fmt::Display for Upos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
