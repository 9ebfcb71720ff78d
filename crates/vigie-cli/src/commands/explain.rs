//! `vigie explain`.

use crate::Outcome;
use crate::inputs::{Given, Wanted, for_each, sources};
use crate::knowledge::Knowledge;
use crate::mention_line;
use crate::messages::Messages;
use crate::print::{BAD, FAINT, GOOD, Printer, TITLE, WORDS};
use crate::reading::{Run, reason_of};
use clap::Args;
use std::path::PathBuf;
use vigie::{Evidence, Reading};
use vigie_coder::Confidence;
use vigie_schema::What;

/// Tell why each sentence was, or was not, coded, and what decided each place, actor and time
#[derive(Args)]
pub(crate) struct Arguments {
    /// Articles: plain text, HTML or JSON Lines; - is standard input
    #[arg(value_name = "FILE|-")]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    given: Given,
    #[command(flatten)]
    knowledge: Knowledge,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let mut messages = Messages::new(false);
    let sources = sources(&arguments.inputs, Wanted::Articles, &mut messages)?;
    let run = Run::new(None, arguments.knowledge.load()?)?;
    let mut printer = Printer::new();
    for_each(&sources, &arguments.given, &mut messages, |name, article, messages| {
        let id = article.id.clone();
        match run.explain(article) {
            Err(why) => messages.failed(name, format!("article `{id}`: {why}")),
            Ok((reading, evidence)) => {
                if let Some(why) = &reading.not_read {
                    messages.failed(name, reason_of(why));
                }
                explain(&mut printer, &reading, &evidence)?;
            }
        }
        Ok(())
    })?;
    printer.finish()?;
    Ok(if messages.failures() == 0 { Outcome::Done } else { Outcome::SomeFailed })
}

fn explain(printer: &mut Printer, reading: &Reading, evidence: &[Evidence]) -> anyhow::Result<()> {
    let article = &reading.article;
    let title = article.title.as_ref().or(article.url.as_ref()).unwrap_or(&article.id);
    printer.styled(&[(TITLE, title)])?;
    for (n, sentence) in reading.document.sentences.iter().enumerate() {
        let words = sentence.span.slice(&article.text);
        printer.styled(&[(FAINT, &format!("{:>4}  ", n + 1)), (WORDS, words)])?;
        let is_related =
            article.related.iter().filter_map(|r| r.span).any(|related| related.overlaps(sentence.span));
        let mut is_explained = false;
        for e in reading.explanations.iter().filter(|e| e.sentence == n) {
            is_explained = true;
            let trigger = format!("« {} »", e.trigger.slice(&article.text));
            let entry = format!("  ({}, {})", e.entry, e.origin);
            match &e.outcome {
                vigie_coder::Outcome::Coded(confidence) => {
                    printer.styled(&[
                        (GOOD, "      coded      "),
                        (TITLE, &trigger),
                        (GOOD, &format!(" {}", e.action)),
                        (FAINT, &entry),
                    ])?;
                    printer.styled(&[(FAINT, &format!("                 {}", signs(confidence)))])?;
                }
                vigie_coder::Outcome::Refused(why) => printer.styled(&[
                    (BAD, "      not coded  "),
                    (TITLE, &trigger),
                    (BAD, &format!(" {}: {why}", e.action)),
                    (FAINT, &entry),
                ])?,
            }
        }
        if is_related {
            printer.styled(&[(FAINT, "      a link to other articles: not part of the story")])?;
        } else if !is_explained {
            printer.styled(&[(FAINT, "      no word that the lexicon knows")])?;
        }
        let first = evidence.partition_point(|e| e.mention.span.start < sentence.span.start);
        for e in evidence[first..].iter().take_while(|e| e.mention.span.start < sentence.span.end) {
            resolved(printer, e, &article.text)?;
        }
    }
    Ok(())
}

/// What a place, actor or time was taken for, and why.
fn resolved(printer: &mut Printer, evidence: &Evidence, text: &str) -> anyhow::Result<()> {
    if matches!(evidence.mention.what, What::Quote { .. }) {
        return Ok(());
    }
    mention_line::print(printer, &evidence.mention, text, "      ")?;
    for why in &evidence.why {
        printer.styled(&[(FAINT, &format!("             {why}"))])?;
    }
    Ok(())
}

/// The confidence and what it is made of, the weightiest sign first.
fn signs(confidence: &Confidence) -> String {
    let mut signs: Vec<_> = confidence.signs.iter().filter(|(_, weight)| *weight != 0.0).collect();
    signs.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let told: Vec<String> =
        signs.iter().map(|(sign, weight)| format!("{} {weight:+.2}", sign.code())).collect();
    format!("confidence {:.2}: {}", confidence.value, told.join(", "))
}
