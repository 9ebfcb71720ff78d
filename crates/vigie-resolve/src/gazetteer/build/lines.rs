//! The lines of a table, and what to do with those that cannot be used.

use crate::Error;
use std::io::BufRead;

/// How many damaged lines are kept to be told.
const A_FEW: usize = 20;

/// Lines that could not be used.
#[derive(Debug, Default)]
pub struct Damage {
    /// Whether they are passed over; else the first ends the building.
    pub may_skip: bool,
    /// How many there were.
    pub lines: u64,
    /// The first of them.
    pub first: Vec<Error>,
}

impl Damage {
    /// Takes note of a line that cannot be used.
    pub(super) fn note(&mut self, file: &str, line: u64, reason: String) -> Result<(), Error> {
        let error = Error::Line { file: file.to_owned(), line, reason };
        if !self.may_skip {
            return Err(error);
        }
        self.lines += 1;
        if self.first.len() < A_FEW {
            self.first.push(error);
        }
        Ok(())
    }
}

/// Why a line was not taken.
pub(super) enum Fault {
    /// Something is wrong with the line.
    Line(String),
    /// Something is wrong with the machine.
    Stop(Error),
}

impl From<String> for Fault {
    fn from(reason: String) -> Self {
        Self::Line(reason)
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Stop(error)
    }
}

/// Gives every line with its number, from 1, and notes those that are not UTF-8 and those that `take` finds unusable. A byte
/// order mark before the first and a carriage return at the end of any are dropped. Returns the number of lines.
pub(super) fn each_line(
    file: &str,
    mut reader: impl BufRead,
    damage: &mut Damage,
    mut take: impl FnMut(u64, &str) -> Result<(), Fault>,
) -> Result<u64, Error> {
    let (mut bytes, mut number) = (Vec::new(), 0);
    loop {
        bytes.clear();
        let read = reader.read_until(b'\n', &mut bytes);
        let read = read.map_err(|e| Error::File { file: file.to_owned(), reason: e.to_string() })?;
        if read == 0 {
            return Ok(number);
        }
        number += 1;
        let taken = match std::str::from_utf8(&bytes) {
            Ok(line) => {
                let line = line.strip_suffix('\n').unwrap_or(line);
                let line = line.strip_suffix('\r').unwrap_or(line);
                take(number, if number == 1 { line.trim_start_matches('\u{feff}') } else { line })
            }
            Err(_) => Err(Fault::Line("it is not UTF-8".to_owned())),
        };
        match taken {
            Ok(()) => {}
            Err(Fault::Line(reason)) => damage.note(file, number, reason)?,
            Err(Fault::Stop(error)) => return Err(error),
        }
    }
}

/// The `N` cells of a line parted by tabs.
pub(super) fn cells<const N: usize>(line: &str) -> Result<[&str; N], String> {
    let mut out = [""; N];
    let mut given = 0;
    for cell in line.split('\t') {
        if let Some(place) = out.get_mut(given) {
            *place = cell;
        }
        given += 1;
    }
    if given == N { Ok(out) } else { Err(format!("it has {given} columns, not {N}")) }
}

/// A whole number, or why it is none.
pub(super) fn whole<T: std::str::FromStr>(what: &str, cell: &str) -> Result<T, String> {
    cell.parse().map_err(|_| format!("{what} `{cell}` is no whole number in range"))
}

/// Degrees from −`limit` to `limit`.
pub(super) fn degrees(what: &str, cell: &str, limit: f64) -> Result<f64, String> {
    let value: f64 = cell.parse().map_err(|_| format!("{what} `{cell}` is no number"))?;
    if value.abs() <= limit {
        Ok(value)
    } else {
        Err(format!("{what} {cell} is not between -{limit} and {limit}"))
    }
}

/// A GeoNames id: a whole number from 1 to 999,999,999.
pub(super) fn geonames_id(cell: &str) -> Result<u32, String> {
    whole("the GeoNames id", cell)
        .ok()
        .filter(|id| (1..1_000_000_000).contains(id))
        .ok_or_else(|| format!("`{cell}` is no GeoNames id"))
}
