//! Prints subject, verb and object of the verbs of a text: what a tree is good for.
//!
//!     cargo run --release -p vigie-annotate --example actions -- fr < article.txt

#![allow(clippy::disallowed_methods, reason = "a program is an edge")]

use std::{
    env,
    io::{self, Read, Write},
};
use vigie_annotate::{Annotator, Sentence, Upos};
use vigie_text::Language;

/// The words of the first dependent of `head` with that relation, with all that hangs on it.
fn dependent(sentence: &Sentence, head: usize, relation: &str, text: &str) -> Option<String> {
    let top = sentence.children(head).find(|c| sentence.words[*c].is(relation))?;
    let hangs = |mut at: usize| {
        while at != top {
            match sentence.words[at].head {
                Some(up) => at = up,
                None => return false,
            }
        }
        true
    };
    let below: Vec<usize> = (0..sentence.words.len()).filter(|w| hangs(*w)).collect();
    let (first, last) = (below.first()?, below.last()?);
    Some(sentence.words[*first].span.cover(sentence.words[*last].span).slice(text).to_owned())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let language: Language = env::args().nth(1).ok_or("usage: actions fr|en")?.parse()?;
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let mut out = io::stdout().lock();
    for sentence in Annotator::shipped(language)?.annotate(&text).sentences {
        for (at, verb) in sentence.words.iter().enumerate().filter(|(_, w)| w.upos == Upos::Verb) {
            let slot = |relation| dependent(&sentence, at, relation, &text).unwrap_or_default();
            writeln!(out, "{}\t{}\t{}", slot("nsubj"), verb.lemma, slot("obj"))?;
        }
    }
    Ok(())
}
