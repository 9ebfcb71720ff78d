//! GeoNames' own files: a dump of places, and the table of their alternate names.

use super::{
    Builder, Place,
    features::Use,
    lines::{Fault, cells, degrees, each_line, geonames_id, whole},
};
use crate::Error;
use std::io::BufRead;

impl Builder {
    /// Reads a dump of GeoNames (`IQ.txt`, `allCountries.txt`): 19 columns parted by tabs. Returns the number of its lines.
    /// What is wrong in a line is wrong whether the line is kept or not.
    pub fn dump(&mut self, file: &str, reader: impl BufRead) -> Result<u64, Error> {
        let mut damage = std::mem::take(&mut self.damage);
        let lines = each_line(file, reader, &mut damage, |_, line| self.dump_line(line));
        self.damage = damage;
        lines
    }

    fn dump_line(&mut self, line: &str) -> Result<(), Fault> {
        let columns: [&str; 19] = cells(line)?;
        let [id, name, plain, alternates, lat, lon, class, code, country, _, admin1, admin2, ..] = columns;
        let id = geonames_id(id)?;
        if !self.ids.insert(id) {
            return Err(format!("the GeoNames id {id} stands twice").into());
        }
        let point = (degrees("latitude", lat, 90.0)?, degrees("longitude", lon, 180.0)?);
        let people: u64 = whole("the population", if columns[14].is_empty() { "0" } else { columns[14] })?;
        let country_number = self.country(country)?;
        let Some(feature) = self.features.of(class, code)? else { return Ok(()) };
        if name.is_empty() {
            return Err("it has no name".to_owned().into());
        }
        let unit = self.units.of_columns(country, admin1, admin2);
        if let Some(unit) = unit.filter(|_| feature.names_unit) {
            self.units.name_if_none(unit, name);
        }
        let row = self.add(&Place {
            id,
            name,
            point,
            country: country_number,
            kind: feature.kind,
            unit,
            people: u32::try_from(people).unwrap_or(u32::MAX),
            radius: feature.radius,
        })?;
        for usual in [name, plain] {
            self.call(row, usual, true)?;
        }
        for rare in alternates.split(',') {
            self.call_alternate(row, rare, false)?;
        }
        Ok(())
    }

    /// Reads the table of alternate names (`alternateNamesV2.txt`, or one country's) for the places read before: French,
    /// English and Arabic names are names in use; links, codes and numbers are left out. Returns the number of its lines.
    pub fn alternates(&mut self, file: &str, reader: impl BufRead) -> Result<u64, Error> {
        let mut by_id: Vec<(u32, u32)> =
            self.rows.iter().enumerate().map(|(at, row)| (row.id, at as u32)).collect();
        by_id.sort_unstable();
        let mut damage = std::mem::take(&mut self.damage);
        let lines = each_line(file, reader, &mut damage, |_, line| {
            // The two last columns, from when to when, came later than the others.
            let given: Vec<&str> = line.split('\t').collect();
            let (8..=10, [_, id, language, name, _, _, colloquial, historic, ..]) = (given.len(), &given[..])
            else {
                return Err(format!("it has {} columns, not 8 to 10", given.len()).into());
            };
            let id = geonames_id(id)?;
            let in_use = self.features.use_of(language);
            if in_use == Use::Dropped {
                return Ok(());
            }
            let Ok(at) = by_id.binary_search_by_key(&id, |(id, _)| *id) else { return Ok(()) };
            let is_usual = in_use == Use::Usual && *colloquial != "1" && *historic != "1";
            Ok(self.call_alternate(by_id[at].1, name, is_usual)?)
        });
        self.damage = damage;
        lines
    }
}
