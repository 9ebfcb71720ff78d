//! `vigie gazetteer build`.

use crate::Outcome;
use crate::messages::complain;
use crate::print::{Printer, TITLE};
use anyhow::Context;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use std::fs::File;
use std::io::{BufRead, BufReader, IsTerminal, stderr};
use std::path::{Path, PathBuf};
use std::time::Instant;
use tempfile::NamedTempFile;
use vigie_resolve::Error;
use vigie_resolve::gazetteer::build::{Builder, Totals};

/// Build a gazetteer from GeoNames' dumps or from tables of your own (docs/gazetteer.md)
#[derive(Args)]
pub(crate) struct Arguments {
    /// Dumps of GeoNames, one country's (`IQ.txt`) or all (`allCountries.txt`)
    #[arg(long, value_name = "FILE", num_args = 1.., required_unless_present = "places")]
    dump: Vec<PathBuf>,
    /// Tables of your own places
    #[arg(long, value_name = "FILE.tsv", num_args = 1..)]
    places: Vec<PathBuf>,
    /// Tables of your own units
    #[arg(long, value_name = "FILE.tsv", num_args = 1..)]
    units: Vec<PathBuf>,
    /// GeoNames' names of places by language (`alternateNamesV2.txt`)
    #[arg(long, value_name = "FILE", num_args = 1..)]
    alternates: Vec<PathBuf>,
    /// GeoNames' names of first-level units (`admin1CodesASCII.txt`)
    #[arg(long, value_name = "FILE")]
    admin1: Option<PathBuf>,
    /// GeoNames' names of second-level units (`admin2Codes.txt`)
    #[arg(long, value_name = "FILE")]
    admin2: Option<PathBuf>,
    /// Feature classes and codes to take from the dumps, in place of the built-in choice: `P,A,S.CMP`
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    keep: Option<Vec<String>>,
    /// Pass over lines that cannot be used, and list them, instead of stopping at the first
    #[arg(long)]
    skip_damaged: bool,
    /// The file to write; it appears when it is whole, or not at all
    #[arg(long, value_name = "FILE.vgz")]
    out: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let folder = match arguments.out.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let (read, totals) = match build(arguments, folder) {
        Ok(built) => built,
        // What is wrong with an input is no mistake in the arguments.
        Err(error) if error.is::<Error>() => {
            complain(&crate::told(&error));
            return Ok(Outcome::SomeFailed);
        }
        Err(error) => return Err(error),
    };
    for error in &totals.damage.first {
        complain(&error.to_string());
    }
    if totals.damage.lines > totals.damage.first.len() as u64 {
        complain(&format!("… and {} more", totals.damage.lines - totals.damage.first.len() as u64));
    }
    print(&arguments.out, read, &totals, start.elapsed().as_secs_f64())?;
    Ok(if totals.damage.lines == 0 { Outcome::Done } else { Outcome::SomeFailed })
}

/// Reads everything and puts the finished file in its place. Returns the number of lines read too.
fn build(arguments: &Arguments, folder: &Path) -> anyhow::Result<(u64, Totals)> {
    let place = || folder.display().to_string();
    let file = NamedTempFile::new_in(folder).with_context(place)?;
    let mut builder = Builder::new(folder, arguments.keep.as_deref())?;
    builder.damage.may_skip = arguments.skip_damaged;
    let mut lines = 0;
    for path in &arguments.units {
        lines += with(path, |name, reader| builder.units(name, reader))?;
    }
    for path in [&arguments.admin1, &arguments.admin2].into_iter().flatten() {
        lines += with(path, |name, reader| builder.geonames_units(name, reader))?;
    }
    for path in &arguments.dump {
        lines += with(path, |name, reader| builder.dump(name, reader))?;
    }
    for path in &arguments.places {
        lines += with(path, |name, reader| builder.places(name, reader))?;
    }
    for path in &arguments.alternates {
        lines += with(path, |name, reader| builder.alternates(name, reader))?;
    }
    let totals = builder.write(file.as_file())?;
    file.as_file().sync_all().with_context(place)?;
    share(&file).with_context(place)?;
    file.persist(&arguments.out).with_context(|| arguments.out.display().to_string())?;
    Ok((lines, totals))
}

/// A temporary file is for its owner alone; a gazetteer is for whoever may read the folder.
#[cfg(unix)]
fn share(file: &NamedTempFile) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(PermissionsExt::from_mode(0o644))
}

#[cfg(not(unix))]
fn share(_: &NamedTempFile) -> std::io::Result<()> {
    Ok(())
}

/// Opens a table and hands it on, with a bar where somebody waits.
fn with(path: &Path, read: impl FnOnce(&str, &mut dyn BufRead) -> Result<u64, Error>) -> anyhow::Result<u64> {
    let name = path.display().to_string();
    let failed = |e: std::io::Error| Error::File { file: name.clone(), reason: e.to_string() };
    let file = File::open(path).map_err(failed)?;
    let bar = bar(file.metadata().map_or(0, |m| m.len()), &name);
    let mut reader = BufReader::with_capacity(1 << 20, bar.wrap_read(file));
    let lines = read(&name, &mut reader);
    bar.finish_and_clear();
    Ok(lines?)
}

fn bar(size: u64, name: &str) -> ProgressBar {
    if !stderr().is_terminal() || std::env::var_os("VIGIE_NO_PROGRESS").is_some() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(size).with_message(name.to_owned());
    match ProgressStyle::with_template("{bar:30} {percent:>3} %  {msg}  {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn print(out: &Path, lines: u64, totals: &Totals, seconds: f64) -> anyhow::Result<()> {
    let mut printer = Printer::new();
    printer.styled(&[(TITLE, &out.display().to_string())])?;
    let rows = [
        ("lines read", lines.to_string()),
        ("lines skipped", totals.damage.lines.to_string()),
        ("places", totals.places.to_string()),
        ("names", totals.names.to_string()),
        ("megabytes", format!("{:.1}", totals.bytes as f64 / 1e6)),
        ("seconds", format!("{seconds:.1}")),
    ];
    for (what, number) in rows {
        printer.line(&format!("  {what:<14} {number:>12}"))?;
    }
    printer.finish()?;
    Ok(())
}
