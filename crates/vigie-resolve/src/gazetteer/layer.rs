//! One gazetteer file, read where it lies.

use super::{
    Entry, Kind,
    format::{COUNTRY, HEADER, NO_COUNTRY, RADIUS_STEP, ROW, Row, STEPS, UNIT, people, sections, varint},
};
use crate::Error;
use fst::Map;
use rustc_hash::FxHashMap;

/// One file. Its rows are numbered from `base`, so that a number tells the layer too.
#[derive(Debug)]
pub(super) struct Layer {
    /// What it is called.
    pub(super) file: String,
    /// Number of its first row among the rows of all layers.
    pub(super) base: u32,
    /// Its place among the layers, the shipped one being 0.
    pub(super) number: u8,
    /// The head of the file, which has a checksum for each section: two files with the same are the same.
    pub(super) checksums: &'static [u8],
    /// What its first-level units are called by the layers under it; empty where its own numbers hold.
    firsts: Vec<u16>,
    rows: &'static [[u8; ROW]],
    names: &'static [u8],
    units: &'static [[u8; UNIT]],
    countries: &'static [[u8; COUNTRY]],
    lists: &'static [u8],
    /// Folded name to a row or list.
    pub(super) by_name: Map<&'static [u8]>,
    /// Country and consonants to a row or list.
    pub(super) by_consonants: Map<&'static [u8]>,
}

impl Layer {
    /// Reads a file that somebody gives: everything in it is checked first.
    pub(super) fn open(file: &str, bytes: &'static [u8]) -> Result<Self, Error> {
        let layer = Self::trust(file, bytes, true)?;
        layer.check().map_err(|reason| Error::Gazetteer { file: file.to_owned(), reason })?;
        Ok(layer)
    }

    /// Reads the file that is part of the program, which a test checks.
    pub(super) fn shipped(bytes: &'static [u8]) -> Result<Self, Error> {
        Self::trust("the shipped gazetteer", bytes, false)
    }

    fn trust(file: &str, bytes: &'static [u8], is_checked: bool) -> Result<Self, Error> {
        let wrong = |reason: &str| Error::Gazetteer { file: file.to_owned(), reason: reason.to_owned() };
        let [rows, names, units, countries, by_name, by_consonants, lists] =
            sections(file, bytes, is_checked)?;
        let map = |bytes| Map::new(bytes).map_err(|e| wrong(&e.to_string()));
        Ok(Self {
            file: file.to_owned(),
            base: 0,
            number: 0,
            checksums: bytes.get(..HEADER).unwrap_or_default(),
            firsts: Vec::new(),
            rows: whole(rows).ok_or_else(|| wrong("it has part of a row"))?,
            names,
            units: whole(units).ok_or_else(|| wrong("it has part of a unit"))?,
            countries: whole(countries).ok_or_else(|| wrong("it has part of a country"))?,
            lists,
            by_name: map(by_name)?,
            by_consonants: map(by_consonants)?,
        })
    }

    /// Whether what points at something in the file points inside it.
    fn check(&self) -> Result<(), String> {
        if self.rows.len() >= 1 << 31 {
            return Err("it has more rows than can be numbered".to_owned());
        }
        let is_name = |at: u32| self.name(at).is_some();
        let mut last = 0;
        for (i, row) in self.rows.iter().map(Row::read).enumerate() {
            let is_sound = row.id >= last
                && usize::from(row.kind) < Kind::ALL.len()
                && (row.country == NO_COUNTRY || usize::from(row.country) < self.countries.len())
                && (row.unit == 0 || (row.unit as usize) < self.units.len())
                && f64::from(row.lat) <= 180.0 * STEPS
                && f64::from(row.lon) <= 360.0 * STEPS
                && is_name(row.name);
            if !is_sound {
                return Err(format!("its row {i} is damaged"));
            }
            last = row.id;
        }
        let is_unit = |u: &[u8; UNIT]| {
            let parent = usize::from(parent_of(u));
            is_name(u32_at(u, 0))
                && is_name(u32_at(u, 4))
                && (parent == 0 || self.units.get(parent).is_some_and(|p| parent_of(p) == 0))
        };
        if !self.units.iter().all(is_unit) {
            return Err("its units are damaged".to_owned());
        }
        let is_country = |c: &[u8; COUNTRY]| {
            c[..5].iter().all(u8::is_ascii_alphabetic)
                && [5, 9].iter().all(|at| u32_at(c, *at) as usize <= self.rows.len())
        };
        if !self.countries.iter().all(is_country) {
            return Err("its countries are damaged".to_owned());
        }
        Ok(())
    }

    /// Numbers its rows after those of the layers under it, and its first-level units as they do.
    pub(super) fn lay(&mut self, number: u8, base: u32, units: &mut UnitCodes) -> Result<(), Error> {
        (self.number, self.base) = (number, base);
        for at in 0..self.first_level() {
            let code = self.units.get(at).and_then(|u| self.name(u32_at(u, 0))).unwrap_or_default();
            let shared = units.number(code, self.unit_name(at as u32)).ok_or_else(|| Error::Gazetteer {
                file: self.file.clone(),
                reason: "with it there are more than 65,535 first-level units".to_owned(),
            })?;
            self.firsts.push(shared);
        }
        Ok(())
    }

    /// How many units are of the first level, with the one that stands for none.
    fn first_level(&self) -> usize {
        self.units.iter().take_while(|u| parent_of(u) == 0).count().min(usize::from(u16::MAX))
    }

    pub(super) fn len(&self) -> u32 {
        self.rows.len() as u32
    }

    /// The row of that number in this file.
    pub(super) fn row(&self, at: u32) -> Option<Row> {
        self.rows.get(at as usize).map(Row::read)
    }

    /// The row of a GeoNames id.
    pub(super) fn row_of(&self, id: u32) -> Option<u32> {
        self.rows.binary_search_by_key(&id, |r| Row::read(r).id).ok().map(|at| at as u32)
    }

    /// The place in row `at` of this file.
    pub(super) fn entry(&self, at: u32) -> Option<Entry> {
        let row = self.row(at)?;
        let country = self.countries.get(usize::from(row.country)).filter(|_| row.country != NO_COUNTRY);
        let (first, second) = self.units_of(row.unit);
        let (lat, lon) = row.point();
        Some(Entry {
            row: self.base + at,
            geonames: Some(row.id).filter(|id| *id != 0),
            name: self.name(row.name).unwrap_or_default(),
            country: country.and_then(|c| c.get(2..5)).map(text),
            unit: self.firsts.get(usize::from(first)).copied().unwrap_or(first),
            admin1: self.unit_name(first.into()),
            admin2: self.unit_name(second),
            lat,
            lon,
            kind: Kind::ALL.get(usize::from(row.kind)).copied().unwrap_or(Kind::Landmark),
            population: people(row.people),
            radius: u16::from(row.radius) * RADIUS_STEP,
            is_usual_name: true,
            layer: self.number,
        })
    }

    /// The first- and second-level unit that a row's unit means; 0 for none.
    fn units_of(&self, unit: u32) -> (u16, u32) {
        match self.units.get(unit as usize).map(parent_of) {
            Some(0) => (unit as u16, 0),
            Some(parent) => (parent, unit),
            None => (0, 0),
        }
    }

    fn unit_name(&self, unit: u32) -> Option<&'static str> {
        let unit = self.units.get(unit as usize).filter(|_| unit != 0)?;
        self.name(u32_at(unit, 4)).filter(|name| !name.is_empty())
    }

    fn name(&self, at: u32) -> Option<&'static str> {
        let mut rest = self.names.get(at as usize..)?;
        let length = varint(&mut rest) as usize;
        rest.get(..length).map(text)
    }

    /// A country's codes, its row and its capital's row.
    pub(super) fn country(&self, code: &str) -> Option<Country> {
        let code = code.as_bytes();
        let c = self.countries.iter().find(|c| code == &c[..2] || code == &c[2..5])?;
        let row = |at| u32_at(c, at).checked_sub(1);
        Some(Country { alpha3: text(&c[2..5]), row: row(5), capital: row(9) })
    }

    /// The items behind a value of a map.
    pub(super) fn items(&self, value: Option<u64>) -> Items {
        let mut items = Items { single: None, left: 0, previous: 0, list: &[] };
        match value {
            None => {}
            Some(value) if value & 1 == 0 => items.single = Some((value >> 1) as u32),
            Some(value) => {
                items.list =
                    usize::try_from(value >> 1).ok().and_then(|at| self.lists.get(at..)).unwrap_or_default();
                items.left = varint(&mut items.list);
            }
        }
        items
    }
}

/// First-level units of all layers: one number for each code, so that places of different files can be compared.
#[derive(Debug, Default)]
pub(super) struct UnitCodes {
    numbers: FxHashMap<&'static str, u16>,
    names: Vec<Option<&'static str>>,
}

impl UnitCodes {
    /// The number of a code; `None` where there are no numbers left.
    fn number(&mut self, code: &'static str, name: Option<&'static str>) -> Option<u16> {
        let next = u16::try_from(self.names.len()).ok();
        let number = if let Some(known) = self.numbers.get(code) {
            *known
        } else {
            self.numbers.insert(code, next?);
            self.names.push(None);
            next?
        };
        let known = self.names.get_mut(usize::from(number))?;
        *known = known.or(name);
        Some(number)
    }

    /// The name that the lowest layer which names it gives a unit.
    pub(super) fn name(&self, number: u16) -> Option<&'static str> {
        self.names.get(usize::from(number)).copied().flatten()
    }
}

/// A country in one layer.
pub(super) struct Country {
    pub(super) alpha3: &'static str,
    pub(super) row: Option<u32>,
    pub(super) capital: Option<u32>,
}

/// Rows of one name, each with whether the name is a usual one in its lowest bit.
#[derive(Debug)]
pub(super) struct Items {
    single: Option<u32>,
    left: u32,
    previous: u32,
    list: &'static [u8],
}

impl Items {
    pub(super) fn is_empty(&self) -> bool {
        self.single.is_none() && self.left == 0
    }
}

impl Iterator for Items {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        if let Some(single) = self.single.take() {
            return Some(single);
        }
        // A list that ends before its own count says so is damaged, and ends there.
        if self.left == 0 || self.list.is_empty() {
            return None;
        }
        self.left -= 1;
        self.previous = self.previous.wrapping_add(varint(&mut self.list));
        Some(self.previous)
    }
}

fn whole<const N: usize>(bytes: &'static [u8]) -> Option<&'static [[u8; N]]> {
    let (all, rest) = bytes.as_chunks();
    rest.is_empty().then_some(all)
}

fn text(bytes: &'static [u8]) -> &'static str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

fn u32_at(b: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([b[at], b[at + 1], b[at + 2], b[at + 3]])
}

fn parent_of(unit: &[u8; UNIT]) -> u16 {
    u16::from_le_bytes([unit[8], unit[9]])
}
