//! `vigie annotate`.

use crate::Outcome;
use crate::inputs::{Given, Source, TELLING_TEXT, Wanted, for_each, reason, sources, trees};
use crate::messages::Messages;
use crate::print::Printer;
use crate::reading::reason_of;
use clap::Args;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use vigie::NotRead;
use vigie_annotate::{Annotator, Document, Tongue, conllu, tongue};
use vigie_text::Language;

/// Tokens of a sentence that is annotated afresh: its tree is made in pieces, so the cost of a token does not grow.
const LONGEST: usize = 100_000;

/// Print sentences, words, morphology and Universal Dependencies trees as CoNLL-U
#[derive(Args)]
pub(crate) struct Arguments {
    /// The text: plain text, HTML or JSON Lines; - is standard input
    #[arg(value_name = "FILE|-")]
    inputs: Vec<PathBuf>,
    /// Language of the text, fr or en, instead of the one that is recognised
    #[arg(long, value_name = "LANG", value_parser = super::language)]
    lang: Option<Language>,
    /// Annotate afresh the sentences and words of this CoNLL-U file
    #[arg(long, value_name = "FILE.conllu", conflicts_with = "inputs")]
    tokens: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let mut printer = Printer::new();
    let mut messages = Messages::new(false);
    if let Some(path) = &arguments.tokens {
        annotate_words(path, arguments.lang, &mut printer, &mut messages)?;
    } else {
        let sources = sources(&arguments.inputs, Wanted::Articles, &mut messages)?;
        let mut number = 0;
        for_each(&sources, &Given::language(arguments.lang), &mut messages, |name, article, messages| {
            let given = article.language.as_deref().and_then(|l| l.parse().ok());
            match annotator(given, &article.text)? {
                Err(why) => messages.failed(name, why),
                Ok(annotator) => {
                    number += 1;
                    let document = annotator.annotate(&article.text);
                    print(&mut printer, &document, &article.text, Some(&article.id), number)?;
                }
            }
            Ok(())
        })?;
    }
    printer.finish()?;
    Ok(if messages.failures() == 0 { Outcome::Done } else { Outcome::SomeFailed })
}

fn annotate_words(
    path: &Path,
    language: Option<Language>,
    printer: &mut Printer,
    messages: &mut Messages,
) -> anyhow::Result<()> {
    let source = match (path.as_os_str() == "-", std::fs::metadata(path)) {
        (true, _) => Source::Stdin,
        (false, Ok(metadata)) => Source::File { path: path.to_owned(), size: metadata.len() },
        (false, Err(e)) => {
            messages.failed(&path.display().to_string(), reason(&e));
            return Ok(());
        }
    };
    let documents = match trees(&source, |text| conllu::read_up_to(text, LONGEST)) {
        Ok(documents) => documents,
        Err(why) => {
            messages.failed(&source.name(), why);
            return Ok(());
        }
    };
    let all: String = documents.iter().map(|d| d.text.as_str()).collect::<Vec<_>>().join("\n");
    let whole = tongue(&all);
    let is_one = documents.len() == 1;
    let mut told: Vec<String> = Vec::new();
    for (n, parsed) in documents.into_iter().enumerate() {
        // A document too short to tell is in the language of its file.
        let own = match tongue(&parsed.text) {
            Tongue::Other(_) | Tongue::Unknown if parsed.text.len() < TELLING_TEXT => whole,
            own => own,
        };
        match annotator_for(language, own)? {
            // A file of a thousand documents that cannot be read for one reason has one message.
            Err(why) if told.contains(&why) => {}
            Err(why) => {
                messages.failed(&source.name(), &why);
                told.push(why);
            }
            Ok(annotator) => {
                let document = annotator.analyse(parsed.document);
                let number = if is_one { 0 } else { n + 1 };
                print(printer, &document, &parsed.text, parsed.id.as_deref(), number)?;
            }
        }
    }
    Ok(())
}

fn annotator(given: Option<Language>, text: &str) -> anyhow::Result<Result<&'static Annotator, String>> {
    annotator_for(given, tongue(text))
}

fn annotator_for(
    given: Option<Language>,
    shown: Tongue,
) -> anyhow::Result<Result<&'static Annotator, String>> {
    let language = match (given, shown) {
        (Some(language), _) | (None, Tongue::Read(language)) => language,
        (None, Tongue::Other(code)) => return Ok(Err(reason_of(&NotRead::Language(Some(code.to_owned()))))),
        (None, Tongue::Unknown) => return Ok(Err(reason_of(&NotRead::Language(None)))),
    };
    Ok(Ok(Annotator::shipped(language)?))
}

/// Prints a document. From the second on, its number stands in the ids of its sentences, which must differ in one file.
fn print(
    printer: &mut Printer,
    document: &Document,
    text: &str,
    id: Option<&str>,
    number: usize,
) -> anyhow::Result<()> {
    let mut written = String::new();
    if let Some(id) = id {
        writeln!(written, "# newdoc id = {id}")?;
    } else if number > 0 {
        written.push_str("# newdoc\n");
    }
    conllu::write(document, text, &mut written)?;
    if number > 1 {
        written = written.replace("\n# sent_id = ", &format!("\n# sent_id = {number}-"));
    }
    printer.raw(&written)?;
    Ok(())
}
