//! The program `vigie`: articles in, checkable reports out.

#![allow(
    clippy::disallowed_methods,
    reason = "the program is an edge: it reads files, settings and the clock"
)]

mod codebooks;
mod columns;
mod commands;
mod inputs;
mod knowledge;
mod mention_line;
mod messages;
mod print;
mod reading;
mod table;
mod underline;

use clap::{Parser, Subcommand};
use std::io;
use std::process::ExitCode;

/// Reads conflict news in French and English and turns it into coded event reports, each value tied to its words.
#[derive(Parser)]
#[command(name = "vigie", version, max_term_width = 100, after_help = EXIT_STATUS)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXIT_STATUS: &str =
    "Exit status: 0 all was read; 1 some input failed; 2 wrong arguments, or vigie could not run.";

#[derive(Subcommand)]
enum Command {
    Read(commands::read::Arguments),
    Mentions(commands::mentions::Arguments),
    Annotate(commands::annotate::Arguments),
    Explain(commands::explain::Arguments),
    Show(commands::show::Arguments),
    Codebook(commands::codebook::Arguments),
    Gazetteer(commands::gazetteer::Arguments),
    Demo(commands::demo::Arguments),
}

/// Whether all that was asked for was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// It was.
    Done,
    /// Some input failed; each has had its message.
    SomeFailed,
}

fn main() -> ExitCode {
    reading::tell_of_mistakes();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help asked for goes to standard output and is no failure; a closed pipe is nobody's loss.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    match run(arguments.command) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed) => ExitCode::from(1),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            messages::complain(&told(&error));
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Read(arguments) => commands::read::run(&arguments),
        Command::Mentions(arguments) => commands::mentions::run(&arguments),
        Command::Annotate(arguments) => commands::annotate::run(&arguments),
        Command::Explain(arguments) => commands::explain::run(&arguments),
        Command::Show(arguments) => commands::show::run(&arguments),
        Command::Codebook(arguments) => commands::codebook::run(&arguments),
        Command::Gazetteer(arguments) => commands::gazetteer::run(&arguments),
        Command::Demo(arguments) => commands::demo::run(&arguments),
    }
}

/// An error and its causes on a line; a cause that the message before it quotes already is not told again.
fn told(error: &anyhow::Error) -> String {
    let mut message = String::new();
    for cause in error.chain() {
        let said = cause.to_string();
        if message.is_empty() {
            message = said;
        } else if !message.ends_with(&said) {
            message = format!("{message}: {said}");
        }
    }
    message
}

/// Whether the reader of our output went away (`vigie read … | head`): then there is nothing more to do, and nothing wrong.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_well_formed_and_every_one_is_explained() {
        let mut command = Arguments::command();
        command.build();
        command.clone().debug_assert();
        for sub in command.get_subcommands().filter(|c| c.get_name() != "help") {
            assert!(sub.get_about().is_some(), "{} says what it does", sub.get_name());
            for argument in sub.get_arguments() {
                assert!(
                    argument.get_help().is_some(),
                    "{} {} is explained",
                    sub.get_name(),
                    argument.get_id()
                );
            }
        }
    }
}
