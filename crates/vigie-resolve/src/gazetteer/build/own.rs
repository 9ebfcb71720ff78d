//! Places of one's own: the table that the shipped gazetteer is built from, and that anyone can write.

use super::{
    Builder, Place,
    lines::{Fault, degrees, each_line, geonames_id, whole},
    table::{Cells, Columns},
};
use crate::{Error, gazetteer::Kind};
use std::io::BufRead;

const COLUMNS: &[&str] =
    &["kind", "id", "lat", "lon", "country", "unit", "population", "radius", "name", "used", "others"];
const NEEDED: &[&str] = &["kind", "lat", "lon", "name"];

impl Builder {
    /// Reads a table of places: a line of column names, then a place a line. `kind` is a [`Kind::code`], `lat` and `lon`
    /// degrees, `country` a code of two or three letters, `unit` the code of a unit, `radius` kilometres; `used` are names in
    /// use and `others` rarer ones, parted by `|`. Returns the number of its lines.
    pub fn places(&mut self, file: &str, reader: impl BufRead) -> Result<u64, Error> {
        let mut damage = std::mem::take(&mut self.damage);
        let mut header: Option<Columns> = None;
        let lines = each_line(file, reader, &mut damage, |_, line| {
            if let Some(columns) = &header {
                return self.own_line(&columns.row(line)?);
            }
            header = Some(Columns::read(line, COLUMNS, NEEDED)?);
            Ok(())
        });
        self.damage = damage;
        lines
    }

    fn own_line(&mut self, row: &Cells<'_>) -> Result<(), Fault> {
        let number = |column| match row.cell(column) {
            "" => Ok(0),
            cell => whole::<u64>(column, cell),
        };
        let kind = Kind::of(row.cell("kind")).ok_or_else(|| format!("`{}` is no kind", row.cell("kind")))?;
        let id = match row.cell("id") {
            "" | "0" => 0,
            cell => geonames_id(cell)?,
        };
        if id != 0 && !self.ids.insert(id) {
            return Err(format!("the GeoNames id {id} stands twice").into());
        }
        let name = row.cell("name");
        if name.is_empty() {
            return Err("it has no name".to_owned().into());
        }
        let unit = Some(row.cell("unit")).filter(|u| !u.is_empty()).map(|u| self.units.number(u));
        let at = self.add(&Place {
            id,
            name,
            point: (
                degrees("latitude", row.cell("lat"), 90.0)?,
                degrees("longitude", row.cell("lon"), 180.0)?,
            ),
            country: self.country(row.cell("country"))?,
            kind,
            unit,
            people: u32::try_from(number("population")?).unwrap_or(u32::MAX),
            radius: u16::try_from(number("radius")?).unwrap_or(u16::MAX),
        })?;
        for usual in std::iter::once(name).chain(row.cell("used").split('|')) {
            self.call(at, usual, true)?;
        }
        for rare in row.cell("others").split('|') {
            self.call_alternate(at, rare, false)?;
        }
        Ok(())
    }

    /// Reads a table of units: a line of column names (`code`, `name`, `parent`), then a unit a line. Without a parent,
    /// `IQ.15.101` lies in `IQ.15`. Returns the number of its lines.
    pub fn units(&mut self, file: &str, reader: impl BufRead) -> Result<u64, Error> {
        self.units.read_own(file, reader, &mut self.damage)
    }

    /// Reads `admin1CodesASCII.txt` or `admin2Codes.txt` of GeoNames. Returns the number of its lines.
    pub fn geonames_units(&mut self, file: &str, reader: impl BufRead) -> Result<u64, Error> {
        self.units.read_geonames(file, reader, &mut self.damage)
    }
}
