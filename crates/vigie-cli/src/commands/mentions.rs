//! `vigie mentions`.

use crate::Outcome;
use crate::inputs::{Given, Wanted, for_each, sources};
use crate::knowledge::Knowledge;
use crate::mention_line;
use crate::messages::Messages;
use crate::print::{Printer, TITLE};
use crate::reading::{Run, reason_of};
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use vigie::Mentioned;

/// Print every place, actor, date and quotation in the articles, and what each stands for
#[derive(Args)]
pub(crate) struct Arguments {
    /// Articles: plain text, HTML or JSON Lines; where a line has `spans`, exactly these are resolved; - is standard input
    #[arg(value_name = "FILE|-")]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    given: Given,
    #[command(flatten)]
    knowledge: Knowledge,
    /// How the mentions are printed
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

/// How mentions are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading.
    Table,
    /// One JSON object a line (docs/report-record.md).
    Jsonl,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let mut messages = Messages::new(false);
    let sources = sources(&arguments.inputs, Wanted::Articles, &mut messages)?;
    let run = Run::new(None, arguments.knowledge.load()?)?;
    let mut printer = Printer::new();
    for_each(&sources, &arguments.given, &mut messages, |name, article, messages| {
        let id = article.id.clone();
        match run.mentions(article) {
            Err(why) => messages.failed(name, format!("article `{id}`: {why}")),
            Ok(mentioned) => {
                if let Some(why) = &mentioned.not_read {
                    messages.failed(name, reason_of(why));
                }
                for why in &mentioned.wrong {
                    messages.failed(name, format!("article `{id}`: {why}"));
                }
                print(&mut printer, arguments.format, &mentioned)?;
            }
        }
        Ok(())
    })?;
    printer.finish()?;
    Ok(if messages.failures() == 0 { Outcome::Done } else { Outcome::SomeFailed })
}

fn print(printer: &mut Printer, format: Format, mentioned: &Mentioned) -> anyhow::Result<()> {
    match format {
        Format::Jsonl => {
            for record in mentioned.records() {
                printer.raw(&(serde_json::to_string(&record)? + "\n"))?;
            }
        }
        Format::Table => {
            let article = &mentioned.article;
            let title = article.title.as_ref().or(article.url.as_ref()).unwrap_or(&article.id);
            printer.styled(&[(TITLE, title)])?;
            for mention in &mentioned.mentions {
                mention_line::print(printer, mention, &article.text, "  ")?;
            }
        }
    }
    printer.settle()?;
    Ok(())
}
