//! `vigie codebook test`.

use super::number;
use crate::Outcome;
use crate::codebooks::text;
use crate::inputs::reason;
use crate::knowledge::Knowledge;
use crate::messages::Messages;
use crate::print::{BAD, GOOD, Printer};
use crate::reading::{Run, reason_of};
use anstyle::Style;
use clap::Args;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use vigie::pages::{Block, blocks, differences, told};

/// Run tests: Markdown pages of articles and the reports that they must give
#[derive(Args)]
pub(crate) struct Arguments {
    /// Pages of tests; a folder is read with all its .md files but README.md
    #[arg(value_name = "FILE.md|DIR", required = true)]
    pages: Vec<PathBuf>,
    #[command(flatten)]
    knowledge: Knowledge,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let mut messages = Messages::new(false);
    let run = Run::new(None, arguments.knowledge.load()?)?;
    let mut printer = Printer::new();
    let (mut passed, mut failed) = (0, 0);
    for block in read(&arguments.pages, &mut messages) {
        let why = match run.read(block.article.clone(), None) {
            Err(why) => Some(format!("{block}\n    {why}\n")),
            Ok(reading) => {
                let differences = differences(&block, &reading.records());
                let not_read = reading.not_read.as_ref().map(|why| format!("    {}\n", reason_of(why)));
                let is_right = differences.is_empty() && not_read.is_none();
                (!is_right).then(|| told(&block, &differences) + &not_read.unwrap_or_default())
            }
        };
        match why {
            None => {
                passed += 1;
                printer.styled(&[(GOOD, "pass  "), (Style::new(), &block.to_string())])?;
            }
            Some(why) => {
                failed += 1;
                let mut lines = why.lines();
                printer.styled(&[(BAD, "FAIL  "), (Style::new(), lines.next().unwrap_or_default())])?;
                lines.try_for_each(|line| printer.line(&format!("  {line}")))?;
            }
        }
    }
    let pass = if passed == 1 { "passes" } else { "pass" };
    let fail = if failed == 1 { "fails" } else { "fail" };
    printer.line(&format!("{} {pass}, {failed} {fail}", number(passed, "block")))?;
    printer.finish()?;
    Ok(if failed == 0 && messages.failures() == 0 { Outcome::Done } else { Outcome::SomeFailed })
}

/// The blocks of the pages; what is no page has its message.
pub(super) fn read(paths: &[PathBuf], messages: &mut Messages) -> Vec<Block> {
    let mut read = Vec::new();
    for path in paths {
        let name = path.display().to_string();
        match files(path) {
            Err(e) => messages.failed(&name, reason(&e)),
            Ok(files) if files.is_empty() => messages.failed(&name, "no page of tests in this folder (.md)"),
            Ok(files) => files.iter().for_each(|file| read.extend(page(file, messages))),
        }
    }
    read
}

fn page(path: &Path, messages: &mut Messages) -> Vec<Block> {
    let name = path.display().to_string();
    let text = match text(path) {
        Ok(text) => text,
        Err(why) => {
            messages.failed(&name, why);
            return Vec::new();
        }
    };
    match blocks(&name, &text) {
        Ok(blocks) if blocks.is_empty() => {
            messages.failed(&name, "no test in it: a test is a heading, an `article` and a `reports` fence");
            blocks
        }
        Ok(blocks) => blocks,
        // The reason begins with the page and its line.
        Err(why) => {
            let why = why.strip_prefix(&format!("{name}:")).unwrap_or(&why);
            messages.failed(&name, format!("line {why}"));
            Vec::new()
        }
    }
}

/// The file, or the pages of the folder.
fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !fs::metadata(path)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = fs::read_dir(path)?.map(|e| Ok(e?.path())).collect::<io::Result<Vec<_>>>()?;
    files.retain(|f| {
        f.extension() == Some(OsStr::new("md")) && f.file_name() != Some(OsStr::new("README.md"))
    });
    files.sort();
    Ok(files)
}
