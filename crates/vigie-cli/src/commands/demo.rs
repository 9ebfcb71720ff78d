//! `vigie demo`.

use super::Format;
use crate::Outcome;
use crate::inputs::Given;
use crate::knowledge::Knowledge;
use crate::messages::Messages;
use crate::print::{FAINT, Printer};
use crate::reading::Run;
use crate::table::{Reports, entry, heading};
use clap::Args;
use vigie_extract::Kind;
use vigie_schema::{Article, Record};

/// Read the articles that come with vigie and show what it makes of them
#[derive(Args)]
pub(crate) struct Arguments {
    /// Print every report in this format, instead of a few of each article with their words
    #[arg(long, value_enum)]
    format: Option<Format>,
    #[command(flatten)]
    knowledge: Knowledge,
}

/// The files of corpus/demo, by name.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/demo.rs"));

/// How many reports of one article are shown: those that say most.
const SHOWN: usize = 3;

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    anyhow::ensure!(!FILES.is_empty(), "this vigie was built without its demo articles (corpus/demo)");
    let mut messages = Messages::new(false);
    let mut run = Run::new(None, arguments.knowledge.load()?)?;
    let mut printer = Printer::new();
    let mut reports = arguments.format.map(Reports::new);
    for (name, found) in files() {
        match found {
            Err(e) => messages.failed(name, e),
            Ok(article) => {
                run.article(name, article, None, &mut messages, |records| match &mut reports {
                    Some(reports) => reports.print(&mut printer, records),
                    None => show(&mut printer, records),
                })?;
            }
        }
    }
    if let Some(reports) = &mut reports {
        reports.finish(&mut printer)?;
    }
    printer.finish()?;
    run.finish(&mut messages)
}

/// The demo articles, each with the name of its file.
fn files() -> impl Iterator<Item = (&'static str, Result<Article, vigie_extract::Error>)> {
    FILES.iter().filter(|(name, _)| Kind::of_name(name).is_some()).flat_map(|(name, bytes)| {
        let is_html = Kind::of(Some(name), bytes) == Kind::Html;
        vigie_extract::articles(bytes, Some(name)).into_iter().map(move |found| {
            let weighed = found.map(|mut article| {
                if is_html {
                    Given::default().weigh(&mut article);
                }
                article
            });
            (*name, weighed)
        })
    })
}

/// The demo articles that can be read.
pub(crate) fn articles() -> impl Iterator<Item = Article> {
    files().filter_map(|(_, article)| article.ok())
}

/// The reports of an article that say most, in text order.
fn fullest(records: &[Record]) -> Vec<&Record> {
    let said = |r: &Record| {
        let slots = [
            !r.actors.is_empty(),
            !r.recipients.is_empty(),
            !r.places.is_empty(),
            !r.counts.is_empty(),
            !r.attribution.is_empty(),
            r.time.text.is_some(),
        ];
        slots.into_iter().filter(|is_filled| *is_filled).count()
    };
    let mut order: Vec<usize> = (0..records.len()).collect();
    order.sort_by_key(|n| std::cmp::Reverse(said(&records[*n])));
    order.truncate(SHOWN);
    order.sort_unstable();
    order.into_iter().map(|n| &records[n]).collect()
}

fn show(printer: &mut Printer, records: &[Record]) -> anyhow::Result<()> {
    let Some(first) = records.first() else { return Ok(()) };
    heading(printer, &first.article)?;
    for record in fullest(records) {
        entry(printer, record, true, false)?;
    }
    if records.len() > SHOWN {
        printer.styled(&[(FAINT, &format!("    … and {} more", records.len() - SHOWN))])?;
    }
    printer.line("")?;
    printer.settle()?;
    Ok(())
}
