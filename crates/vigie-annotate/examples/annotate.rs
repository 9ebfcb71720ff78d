//! Prints the annotation of a text as CoNLL-U.
//!
//!     cargo run --release -p vigie-annotate --example annotate -- fr < article.txt > article.conllu
//!     cargo run --release -p vigie-annotate --example annotate -- fr --tokens gold.conllu > system.conllu
//!
//! With `--tokens` the sentences and words of the file are kept and analysed anew, which measures tags and trees apart
//! from tokens. With `--speed` nothing is printed but how many words a second one thread annotates.

#![allow(clippy::disallowed_methods, reason = "a program is an edge")]

use std::{
    env, fs,
    io::{self, Read, Write},
    time::Instant,
};
use vigie_annotate::{Annotator, Document, conllu};
use vigie_text::Language;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let language: Language =
        arguments.first().ok_or("usage: annotate fr|en [--tokens FILE] [--speed]")?.parse()?;
    let annotator = Annotator::shipped(language)?;
    let tokens = arguments.iter().position(|a| a == "--tokens").and_then(|at| arguments.get(at + 1));
    let mut out = String::new();
    if let Some(path) = tokens {
        for parsed in conllu::read(&fs::read_to_string(path)?)? {
            conllu::write(&annotator.analyse(parsed.document), &parsed.text, &mut out)?;
        }
    } else {
        let mut text = String::new();
        io::stdin().read_to_string(&mut text)?;
        let started = Instant::now();
        let document = annotator.annotate(&text);
        if arguments.iter().any(|a| a == "--speed") {
            let words: usize = document.sentences.iter().map(|s| s.words.len()).sum();
            let seconds = started.elapsed().as_secs_f64();
            let Document { sentences } = &document;
            writeln!(
                io::stdout(),
                "{}: {words} words, {} sentences, {seconds:.2} s, {:.0} words a second",
                annotator.model_name(),
                sentences.len(),
                words as f64 / seconds
            )?;
            return Ok(());
        }
        conllu::write(&document, &text, &mut out)?;
    }
    io::stdout().write_all(out.as_bytes())?;
    Ok(())
}
