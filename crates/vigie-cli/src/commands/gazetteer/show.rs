//! `vigie gazetteer show`.

use crate::Outcome;
use crate::messages::complain;
use crate::print::{Printer, TITLE};
use clap::Args;
use std::path::PathBuf;
use vigie_resolve::gazetteer::{Gazetteer, Kind};

/// Check a gazetteer from end to end and tell how many places of each kind it has
#[derive(Args)]
pub(crate) struct Arguments {
    /// A file that `vigie gazetteer build` wrote; the built-in one without
    #[arg(value_name = "FILE.vgz")]
    file: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let own;
    let gazetteer = match &arguments.file {
        None => Gazetteer::shipped()?,
        Some(path) => match Gazetteer::alone(path) {
            Ok(gazetteer) => {
                own = gazetteer;
                &own
            }
            Err(error) => {
                complain(&error.to_string());
                return Ok(Outcome::SomeFailed);
            }
        },
    };
    let mut counts = [0u64; Kind::ALL.len()];
    for row in 0..gazetteer.len() as u32 {
        counts[gazetteer.entry(row).kind as usize] += 1;
    }
    let mut printer = Printer::new();
    printer.styled(&[(TITLE, gazetteer.layer_name(0))])?;
    printer.line(&format!("  {:<9} {:>9}", "places", gazetteer.len()))?;
    for (kind, count) in Kind::ALL.iter().zip(counts).filter(|(_, count)| *count > 0) {
        printer.line(&format!("  {:<9} {count:>9}", kind.code()))?;
    }
    printer.finish()?;
    Ok(Outcome::Done)
}
