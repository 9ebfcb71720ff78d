//! `vigie gazetteer`: look up places, and build files of more.

mod build;
mod find;
mod show;

use crate::Outcome;
use clap::{Args, Subcommand};

/// Look up places by name, and build gazetteers of your own to lay over the built-in one
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Build(build::Arguments),
    Find(find::Arguments),
    Show(show::Arguments),
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    match &arguments.command {
        Command::Build(arguments) => build::run(arguments),
        Command::Find(arguments) => find::run(arguments),
        Command::Show(arguments) => show::run(arguments),
    }
}
