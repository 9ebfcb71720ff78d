//! Why a mention was resolved so: the places of the name, and what spoke for each.

use super::score::Signs;
use crate::gazetteer::{Entry, Kind};
use std::fmt;

/// One place of a name, with what spoke for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// Its row of the gazetteer.
    pub row: u32,
    /// GeoNames id; `None` where GeoNames has none.
    pub geonames: Option<u32>,
    /// Its name.
    pub name: &'static str,
    /// ISO 3166 alpha-3 code.
    pub country: Option<&'static str>,
    /// Name of the first-level unit.
    pub admin1: Option<&'static str>,
    /// What it is.
    pub kind: Kind,
    /// What spoke for it, in points: to be compared with the others of the name only.
    pub signs: Signs,
}

impl Evidence {
    pub(super) fn of(entry: &Entry, signs: Signs) -> Self {
        Self {
            row: entry.row,
            geonames: entry.geonames,
            name: entry.name,
            country: entry.country,
            admin1: entry.admin1,
            kind: entry.kind,
            signs,
        }
    }
}

impl fmt::Display for Evidence {
    /// `Mosul (seat, Nineveh, IRQ) 9.9: known 6.1, country named 2.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}", self.name, self.kind.code())?;
        for part in [self.admin1.filter(|a| *a != self.name), self.country].into_iter().flatten() {
            write!(f, ", {part}")?;
        }
        write!(f, ") {:.1}: {}", self.signs.sum(), self.signs)
    }
}
