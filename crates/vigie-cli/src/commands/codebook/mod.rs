//! `vigie codebook`: look at the codebook, check and test one's own.

mod check;
mod pages;
mod show;

use crate::Outcome;
use clap::{Args, Subcommand};

/// Check, test or look up what is coded and by which words: the built-in codebook, or your own over it
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Arguments),
    Test(pages::Arguments),
    Show(show::Arguments),
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    match &arguments.command {
        Command::Check(arguments) => check::run(arguments),
        Command::Test(arguments) => pages::run(arguments),
        Command::Show(arguments) => show::run(arguments),
    }
}

/// A number with its noun.
fn number(n: usize, noun: &str) -> String {
    let plural = match noun.strip_suffix('y') {
        _ if n == 1 => noun.to_owned(),
        Some(stem) => format!("{stem}ies"),
        None => format!("{noun}s"),
    };
    format!("{n} {plural}")
}
