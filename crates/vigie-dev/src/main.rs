//! Developer commands, as `cargo dev …`.

#![allow(clippy::disallowed_methods, reason = "developer commands read and write the files of the project")]

mod confidence;
mod gate;
mod logistic;
mod reliability;
mod resolved;
mod score;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo dev", about = "Developer commands of vigie")]
struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Score the reading on every gold set and hold it to the pinned floors
    Gate {
        /// Pin the figures of this run as the new floors where they are higher
        #[arg(long)]
        update: bool,
        /// With --update: pin them also where they are lower
        #[arg(long, requires = "update")]
        allow_regression: bool,
        /// Print every figure by event type too
        #[arg(long)]
        types: bool,
    },
    /// Fit the weights of confidence on the development gold and print how far they may be trusted
    Confidence {
        /// Write codebook/confidence.toml
        #[arg(long)]
        fit: bool,
    },
}

fn main() -> Result<ExitCode> {
    match Options::parse().command {
        Command::Gate { update, allow_regression, types } => gate::run(update, allow_regression, types),
        Command::Confidence { fit } => confidence::run(fit),
    }
}
