//! `vigie read`.

use super::Format;
use crate::inputs::{Given, Wanted, article_of_trees, for_each, sources, trees};
use crate::knowledge::Knowledge;
use crate::messages::Messages;
use crate::print::Printer;
use crate::reading::Run;
use crate::table::Reports;
use crate::{Outcome, is_broken_pipe};
use clap::Args;
use std::path::PathBuf;
use vigie_annotate::conllu;

/// Read articles and print the reports that are in them
#[derive(Args)]
pub(crate) struct Arguments {
    /// Articles: plain text, HTML or JSON Lines; a folder is read with all that is in it; - is standard input
    #[arg(value_name = "FILE|DIR|-")]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    given: Given,
    #[command(flatten)]
    knowledge: Knowledge,
    /// How the reports are printed
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Keep articles and reports in this SQLite file too; an article that it holds already is not read again
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
    /// The inputs are CoNLL-U made by another annotator: code its trees instead of vigie's own
    #[arg(long)]
    from_conllu: bool,
    /// Draw no progress bar
    #[arg(long)]
    no_progress: bool,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let wanted = if arguments.from_conllu { Wanted::Trees } else { Wanted::Articles };
    let mut messages = Messages::new(!arguments.no_progress);
    let sources = sources(&arguments.inputs, wanted, &mut messages)?;
    let mut run = Run::new(arguments.store.as_deref(), arguments.knowledge.load()?)?;
    let mut printer = Printer::new();
    let mut reports = Reports::new(arguments.format);
    if arguments.from_conllu {
        for source in &sources {
            let name = source.name();
            match trees(source, conllu::read) {
                Err(why) => messages.failed(&name, why),
                Ok(documents) => {
                    for parsed in documents {
                        let article = article_of_trees(&parsed, &arguments.given);
                        run.article(&name, article, Some(parsed.document), &mut messages, |records| {
                            reports.print(&mut printer, records)
                        })?;
                    }
                }
            }
        }
    } else {
        for_each(&sources, &arguments.given, &mut messages, |name, article, messages| {
            run.article(name, article, None, messages, |records| reports.print(&mut printer, records))
        })?;
    }
    let ended = reports.finish(&mut printer).and_then(|()| Ok(printer.finish()?));
    if let Err(e) = ended
        && !is_broken_pipe(&e)
    {
        return Err(e);
    }
    run.finish(&mut messages)
}
