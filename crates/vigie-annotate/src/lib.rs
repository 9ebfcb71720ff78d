//! Language, sentences, words, morphology and Universal Dependencies trees of French and English text.
//!
//! An [`Annotator`] holds one language's rules and model; the models ship inside the program. The same text gives the
//! same [`Document`], on one thread, without clock, chance or network. Tokens follow the language's UD treebanks, so
//! that French *du* is two words and English *don't* is too; every span is a byte range of the text and slices back to
//! the words it quotes. Every sentence is one tree with exactly one root.
//!
//! ```
//! use vigie_annotate::{Annotator, Upos};
//! use vigie_text::Language;
//!
//! let text = "Des hommes armés ont attaqué le village de Djibo.";
//! let document = Annotator::shipped(Language::Fr)?.annotate(text);
//! let sentence = &document.sentences[0];
//! let verb = &sentence.words[sentence.root()];
//! assert_eq!((verb.lemma.as_str(), verb.upos), ("attaquer", Upos::Verb));
//! assert_eq!(verb.span.slice(text), "attaqué");
//! # Ok::<(), vigie_annotate::Error>(())
//! ```

mod annotator;
mod boundary;
mod bounds;
pub mod conllu;
mod contraction;
mod conventions;
mod embed;
mod encoder;
mod error;
mod kernel;
mod language;
mod lemma;
mod model;
mod parse;
mod rows;
mod sentences;
mod tokens;
mod tree;

pub use annotator::Annotator;
pub use error::Error;
pub use language::{Tongue, language, tongue};
pub use tree::{Document, MultiWord, Sentence, Upos, Word};
