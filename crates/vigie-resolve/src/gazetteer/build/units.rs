//! First- and second-level units, as they come together from several tables.

use super::{
    lines::{Damage, cells, each_line},
    table::Columns,
};
use crate::Error;
use rustc_hash::FxHashMap;
use std::io::BufRead;

/// Units by code: `IQ.15`, and `IQ.15.101` within it.
#[derive(Default)]
pub(super) struct Units {
    numbers: FxHashMap<String, u32>,
    all: Vec<Unit>,
    key: String,
}

pub(super) struct Unit {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) parent: Option<u32>,
    /// Where a table tells of it.
    told: Option<(String, u64)>,
}

impl Units {
    /// The number of a code, which is given one where it has none.
    pub(super) fn number(&mut self, code: &str) -> u32 {
        if let Some(number) = self.numbers.get(code) {
            return *number;
        }
        let parent = self.parent_by_code(code);
        let number = self.all.len() as u32;
        self.numbers.insert(code.to_owned(), number);
        self.all.push(Unit { code: code.to_owned(), name: String::new(), parent, told: None });
        number
    }

    /// `IQ.15.101` lies in `IQ.15`, and `IQ.15` in no unit.
    fn parent_by_code(&mut self, code: &str) -> Option<u32> {
        let (parent, _) = code.rsplit_once('.')?;
        parent.contains('.').then(|| self.number(parent))
    }

    /// The unit that a GeoNames row's columns mean; none where they are empty or `00`.
    pub(super) fn of_columns(&mut self, country: &str, admin1: &str, admin2: &str) -> Option<u32> {
        if country.is_empty() || admin1.is_empty() || admin1 == "00" {
            return None;
        }
        let mut key = std::mem::take(&mut self.key);
        key.clear();
        for part in [country, ".", admin1] {
            key.push_str(part);
        }
        if !admin2.is_empty() && admin2 != "00" {
            key.push('.');
            key.push_str(admin2);
        }
        let number = self.number(&key);
        self.key = key;
        Some(number)
    }

    /// Names a unit that no table has named.
    pub(super) fn name_if_none(&mut self, number: u32, name: &str) {
        let unit = &mut self.all[number as usize];
        if unit.name.is_empty() {
            name.clone_into(&mut unit.name);
        }
    }

    fn tell(&mut self, file: &str, line: u64, code: &str, name: &str) -> Result<u32, String> {
        if code.is_empty() || name.is_empty() {
            return Err("a unit has a code and a name".to_owned());
        }
        let number = self.number(code);
        let unit = &mut self.all[number as usize];
        if let Some((file, line)) = &unit.told {
            return Err(format!("the unit `{code}` stands in {file}, line {line} already"));
        }
        name.clone_into(&mut unit.name);
        unit.told = Some((file.to_owned(), line));
        Ok(number)
    }

    /// Reads `admin1CodesASCII.txt` or `admin2Codes.txt` of GeoNames: code, name, plain name, id.
    pub(super) fn read_geonames(
        &mut self,
        file: &str,
        reader: impl BufRead,
        damage: &mut Damage,
    ) -> Result<u64, Error> {
        each_line(file, reader, damage, |line, text| {
            let [code, name, _, _] = cells(text)?;
            self.tell(file, line, code, name)?;
            Ok(())
        })
    }

    /// Reads a table of one's own: code, name and the code of the unit that it lies in, if any.
    pub(super) fn read_own(
        &mut self,
        file: &str,
        reader: impl BufRead,
        damage: &mut Damage,
    ) -> Result<u64, Error> {
        let mut header = None;
        each_line(file, reader, damage, |line, text| {
            let Some(columns) = &header else {
                header = Some(Columns::read(text, &["code", "name", "parent"], &["code", "name"])?);
                return Ok(());
            };
            let row = columns.row(text)?;
            let number = self.tell(file, line, row.cell("code"), row.cell("name"))?;
            let parent = row.cell("parent");
            if !parent.is_empty() {
                let parent = self.number(parent);
                self.all[number as usize].parent = Some(parent);
            }
            Ok(())
        })
    }

    /// Every unit with the number that it gets in the file, in order: one that stands for none, then those of the first level
    /// by code, then the others by code. A unit inside itself, or below the second level, is an error.
    pub(super) fn numbered(self) -> Result<(Vec<Unit>, Vec<u32>), Error> {
        self.check()?;
        let mut order: Vec<u32> = (0..self.all.len() as u32).collect();
        let unit = |n: &u32| &self.all[*n as usize];
        order.sort_by(|a, b| {
            (unit(a).parent.is_some(), &unit(a).code).cmp(&(unit(b).parent.is_some(), &unit(b).code))
        });
        let mut numbers = vec![0; order.len()];
        for (i, n) in order.iter().enumerate() {
            numbers[*n as usize] = i as u32 + 1;
        }
        let mut slots: Vec<Option<Unit>> = self.all.into_iter().map(Some).collect();
        let none = Unit { code: String::new(), name: String::new(), parent: None, told: None };
        let sorted = order.iter().filter_map(|n| slots[*n as usize].take());
        let units = std::iter::once(none).chain(sorted);
        let renumbered = units.map(|u| Unit { parent: u.parent.map(|p| numbers[p as usize]), ..u }).collect();
        Ok((renumbered, numbers))
    }

    /// The parent of every unit, by number.
    pub(super) fn parents(&self) -> Vec<Option<u32>> {
        self.all.iter().map(|u| u.parent).collect()
    }

    fn check(&self) -> Result<(), Error> {
        let wrong = |unit: &Unit, reason: String| match &unit.told {
            Some((file, line)) => Error::Line { file: file.clone(), line: *line, reason },
            None => Error::File { file: "units".to_owned(), reason },
        };
        let firsts = self.all.iter().filter(|u| u.parent.is_none()).count();
        if firsts >= usize::from(u16::MAX) || self.all.len() >= 1 << 24 {
            let reason =
                format!("{firsts} first-level units of {} are more than a file holds", self.all.len());
            return Err(Error::File { file: "units".to_owned(), reason });
        }
        for unit in &self.all {
            let Some(parent) = unit.parent else { continue };
            let mut above = Some(parent);
            // The parents of a unit are followed no further than there are units: after that they go in a circle.
            for step in 0..=self.all.len() {
                let Some(here) = above.map(|p| &self.all[p as usize]) else { break };
                if here.code == unit.code || step == self.all.len() {
                    return Err(wrong(unit, format!("the unit `{}` lies inside itself", unit.code)));
                }
                above = here.parent;
            }
            let parent = &self.all[parent as usize];
            if parent.parent.is_some() {
                let reason =
                    format!("`{}` lies in `{}`, which is of the second level", unit.code, parent.code);
                return Err(wrong(unit, reason));
            }
        }
        Ok(())
    }
}
