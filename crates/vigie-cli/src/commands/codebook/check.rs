//! `vigie codebook check`.

use super::{number, pages};
use crate::Outcome;
use crate::codebooks;
use crate::commands::demo;
use crate::messages::{Messages, complain};
use crate::print::{BAD, FAINT, Printer, TITLE};
use crate::reading::Run;
use anstyle::{AnsiColor, Style};
use anyhow::Context;
use clap::Args;
use std::path::PathBuf;
use vigie::Vigie;
use vigie::check::{Coverage, findings};
use vigie::pages::blocks;
use vigie_codebook::{Codebook, Finding};
use vigie_schema::Article;
use vigie_text::Language;

/// Check a codebook: what does not load, contradicts itself, stands twice, or can never be met
#[derive(Args)]
pub(crate) struct Arguments {
    /// Your own codebooks, each laid over those before it; without any, the built-in one is checked
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Pages of tests: tell which entries none of them codes
    #[arg(long, value_name = "FILE.md|DIR")]
    tests: Vec<PathBuf>,
    /// Print every warning, not the first few of each kind
    #[arg(long)]
    all: bool,
}

const ERROR: Style = AnsiColor::Red.on_default();

/// How many warnings of one kind are printed without `--all`.
const A_FEW: usize = 10;

/// The pages of corpus/tests, by name.
const PAGES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/tests.rs"));

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let codebook = match codebooks::load(&arguments.files) {
        Ok(codebook) => codebook,
        Err(error) => {
            complain(&crate::told(&error));
            return Ok(Outcome::SomeFailed);
        }
    };
    let layer = u8::from(!arguments.files.is_empty());
    let mut messages = Messages::new(false);
    let mut printer = Printer::new();
    sizes(&mut printer, &codebook, layer)?;
    let found = findings(&codebook, layer)?;
    list(&mut printer, &found, arguments.all)?;
    let articles = articles(arguments, layer, &mut messages);
    if articles.is_empty() {
        printer.line("no tests given: --tests FILE.md tells which entries they code")?;
    } else {
        coverage(&mut printer, codebook, &articles, layer, arguments.all)?;
    }
    let errors = found.iter().filter(|f| f.doubt.is_error()).count();
    let closing = format!("{}, {}", number(errors, "error"), number(found.len() - errors, "warning"));
    printer.styled(&[(TITLE, &closing)])?;
    printer.finish()?;
    Ok(if errors == 0 && messages.failures() == 0 { Outcome::Done } else { Outcome::SomeFailed })
}

fn sizes(printer: &mut Printer, codebook: &Codebook, layer: u8) -> anyhow::Result<()> {
    printer.styled(&[(TITLE, &format!("codebook {}", codebook.edition()))])?;
    printer.line(&format!("  {}", number(codebook.action_ids().len(), "action")))?;
    for language in Language::ALL {
        let (senses, entries) = codebook.language(language).lexicon.sizes();
        let own = if layer == 0 {
            String::new()
        } else {
            let (own, _) = Coverage::default().missing(codebook, language, layer);
            format!(", {own} of them your own")
        };
        let (senses, entries) = (number(senses, "sense"), number(entries, "entry"));
        printer.line(&format!("  {language}: {senses}, {entries}{own}"))?;
    }
    if layer > 0 {
        let taken = number(codebook.taken_over(), "built-in entry");
        printer.line(&format!("  your entries take over from {taken}"))?;
    }
    Ok(())
}

fn list(printer: &mut Printer, found: &[Finding], all: bool) -> anyhow::Result<()> {
    for same in found.chunk_by(|a, b| a.doubt == b.doubt) {
        let is_error = same[0].doubt.is_error();
        let shown = if all || is_error { same.len() } else { A_FEW.min(same.len()) };
        for f in &same[..shown] {
            let label = if is_error { (ERROR, "error    ") } else { (BAD, "warning  ") };
            let entry = format!("{} {} `{}`: {}", f.language, f.part, f.entry, f.why);
            printer.styled(&[label, (FAINT, &format!("{}  ", f.origin)), (Style::new(), &entry)])?;
        }
        if shown < same.len() {
            let more = format!("         … and {} more of this kind (--all)", same.len() - shown);
            printer.styled(&[(FAINT, &more)])?;
        }
    }
    Ok(())
}

/// The articles of the tests: those given, or for the built-in codebook the project's own pages and demo articles.
fn articles(arguments: &Arguments, layer: u8, messages: &mut Messages) -> Vec<Article> {
    if layer > 0 || !arguments.tests.is_empty() {
        return pages::read(&arguments.tests, messages).into_iter().map(|b| b.article).collect();
    }
    let page = |(name, bytes): &(&str, &[u8])| {
        let text = String::from_utf8_lossy(bytes);
        blocks(name, &text).unwrap_or_default().into_iter().map(|b| b.article).collect::<Vec<_>>()
    };
    PAGES.iter().filter(|(name, _)| *name != "README.md").flat_map(page).chain(demo::articles()).collect()
}

fn coverage(
    printer: &mut Printer,
    codebook: Codebook,
    articles: &[Article],
    layer: u8,
    all: bool,
) -> anyhow::Result<()> {
    let run = Run::new(None, Vigie::with_codebook(codebook).context("vigie could not start")?)?;
    let mut coverage = Coverage::default();
    for article in articles {
        // An article that cannot be read codes nothing; `vigie codebook test` says why.
        if let Ok(reading) = run.read(article.clone(), None) {
            coverage.add(&reading);
        }
    }
    for language in Language::ALL {
        let (entries, missing) = coverage.missing(run.vigie.codebook(), language, layer);
        if entries == 0 {
            continue;
        }
        let coded = entries - missing.len();
        let tests = number(articles.len(), "test article");
        printer.line(&format!("{language}: {coded} of {} coded by {tests}", number(entries, "entry")))?;
        if all || layer > 0 {
            let shown = if all { missing.len() } else { A_FEW.min(missing.len()) };
            for (origin, entry) in &missing[..shown] {
                printer.styled(&[(FAINT, "  no test  "), (FAINT, &format!("{origin}  ")), (TITLE, entry)])?;
            }
            if shown < missing.len() {
                printer.styled(&[(FAINT, &format!("  … and {} more (--all)", missing.len() - shown))])?;
            }
        }
    }
    Ok(())
}
