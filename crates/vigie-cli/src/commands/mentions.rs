//! `vigie mentions`.

use crate::Outcome;
use crate::codebooks::Codebooks;
use crate::inputs::{Given, Wanted, for_each, sources};
use crate::messages::Messages;
use crate::print::{BAD, FAINT, GOOD, Printer, TITLE, WORDS, clean};
use crate::reading::{Run, reason_of};
use anstyle::Style;
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use vigie::Mentioned;
use vigie_schema::{Attribution, Mention, Participant, Place, Time, What};

/// Print every place, actor, date and quotation in the articles, and what each stands for
#[derive(Args)]
pub(crate) struct Arguments {
    /// Articles: plain text, HTML or JSON Lines; where a line has `spans`, exactly these are resolved; - is standard input
    #[arg(value_name = "FILE|-")]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    given: Given,
    #[command(flatten)]
    codebooks: Codebooks,
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
    let run = Run::new(None, arguments.codebooks.load()?)?;
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
                line(printer, mention, &article.text)?;
            }
        }
    }
    printer.settle()?;
    Ok(())
}

/// The kind of a mention, its words and what they stand for, on a line.
fn line(printer: &mut Printer, mention: &Mention, text: &str) -> anyhow::Result<()> {
    let kind = format!("  {:<6}", mention.what.kind().code());
    let words = format!("« {} »", clean(mention.span.slice(text)));
    let (style, told) = match &mention.what {
        What::Place(place) => (GOOD, told_place(place)),
        What::Actor(actor) => (GOOD, told_actor(actor)),
        What::Time(time) => (GOOD, told_time(time)),
        What::Quote { speaker, is_direct } => (GOOD, told_quote(speaker, *is_direct)),
        What::Refused(_, reason) => (BAD, format!("refused: {reason}")),
    };
    printer.styled(&[(FAINT, &kind), (WORDS, &words), (Style::new(), "  "), (style, &told)])?;
    Ok(())
}

fn told_place(p: &Place) -> String {
    let within: Vec<&str> = [&p.admin1, &p.country].into_iter().flatten().map(String::as_str).collect();
    let point = p.lat.zip(p.lon).map(|(lat, lon)| format!("  {lat:.2} {lon:.2}")).unwrap_or_default();
    let id = p.geonames.map(|id| format!("  geonames {id}")).unwrap_or_default();
    let relation = match p.relation {
        vigie_schema::Relation::In => String::new(),
        relation => format!("{} ", relation.code().replace('-', " ")),
    };
    format!("{relation}{}, {}  {}{point}{id}", p.name, within.join(", "), p.precision)
}

fn told_actor(a: &Participant) -> String {
    let name = a.name.clone().unwrap_or_default();
    let codes: Vec<&str> = a.country.iter().chain(&a.sectors).map(String::as_str).collect();
    [name, codes.join(" ")].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join("  ")
}

fn told_time(t: &Time) -> String {
    let day = |d: &Option<String>| d.clone().unwrap_or_else(|| "…".to_owned());
    let days =
        if t.start == t.end { day(&t.start) } else { format!("{} – {}", day(&t.start), day(&t.end)) };
    format!("{days}  {}, {}", t.precision, t.basis)
}

fn told_quote(speaker: &[Attribution], is_direct: bool) -> String {
    let names: Vec<&str> = speaker.iter().map(|a| a.name.as_str()).collect();
    let said = if is_direct { "direct" } else { "indirect" };
    if names.is_empty() { said.to_owned() } else { format!("{said}, says {}", names.join(" < ")) }
}
