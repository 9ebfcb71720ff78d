//! Builds a gazetteer's file from tables, in memory that does not grow with the number of names.
//!
//! Rows are kept, packed; names go through sorted runs on disk to the maps. The same tables in the same order give the same
//! bytes.

mod countries;
mod dump;
mod features;
mod lines;
mod names;
mod own;
mod radii;
mod sorted;
mod table;
mod units;
mod write;

use super::{
    Kind,
    format::{NO_COUNTRY, RADIUS_STEP, Row, STEPS, pack_people},
};
use crate::{
    Error,
    fold::{fold_into, skeleton, without_article},
};
use countries::{Country, countries};
use features::Features;
use names::{Names, is_arabic, may_stand_in_the_press, other_saint};
use rustc_hash::FxHashMap;
use sorted::Pairs;
use std::{
    io::{Seek, Write},
    path::Path,
};
use units::Units;

pub use lines::Damage;

/// What stands for ayn and hamza in Latin letters.
const APOSTROPHES: [char; 4] = ['\'', '’', '‘', '`'];

/// Gathers places from tables and writes a file.
pub struct Builder {
    rows: Vec<Row>,
    names: Names,
    units: Units,
    countries: Vec<Country>,
    by_code: FxHashMap<&'static str, u8>,
    features: Features,
    ids: Ids,
    by_name: Pairs,
    by_consonants: Pairs,
    folded: String,
    /// Lines that could not be used.
    pub damage: Damage,
}

/// What was built.
#[derive(Debug)]
pub struct Totals {
    /// Places.
    pub places: u64,
    /// Folded names.
    pub names: u64,
    /// Size of the file.
    pub bytes: u64,
    /// Lines that could not be used.
    pub damage: Damage,
}

struct Place<'a> {
    /// 0 for none.
    id: u32,
    name: &'a str,
    point: (f64, f64),
    country: u8,
    kind: Kind,
    unit: Option<u32>,
    people: u32,
    radius: u16,
}

impl Builder {
    /// `scratch` is a folder with room for what does not fit into memory, some 60 bytes a name. `keep` are GeoNames' feature
    /// classes (`P`) and codes (`S.CMP`) to take from dumps, in place of those of `resources/gazetteer/geonames.toml`.
    pub fn new(scratch: &Path, keep: Option<&[String]>) -> Result<Self, Error> {
        let countries = countries()?;
        let numbered = || countries.iter().zip(0u8..);
        let by_code =
            numbered().map(|(c, n)| (c.alpha2, n)).chain(numbered().map(|(c, n)| (c.alpha3, n))).collect();
        Ok(Self {
            rows: Vec::new(),
            names: Names::new(),
            units: Units::default(),
            countries,
            by_code,
            features: Features::new(keep)?,
            ids: Ids::default(),
            by_name: Pairs::new(scratch),
            by_consonants: Pairs::new(scratch),
            folded: String::new(),
            damage: Damage::default(),
        })
    }

    /// How many places it has so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has no place yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes the file, from the start of `out`.
    pub fn write(self, out: impl Write + Seek) -> Result<Totals, Error> {
        write::write(self, out)
    }

    /// The number of a country; that of none where the code is empty.
    fn country(&self, code: &str) -> Result<u8, String> {
        match self.by_code.get(code) {
            _ if code.is_empty() => Ok(NO_COUNTRY),
            Some(number) => Ok(*number),
            None => Err(format!("`{code}` is no country's code")),
        }
    }

    /// Adds a row and gives its number, in the order of adding.
    fn add(&mut self, place: &Place<'_>) -> Result<u32, Error> {
        let full = || Error::File {
            file: "the gazetteer".to_owned(),
            reason: "there are more places, or letters of names, than a file holds".to_owned(),
        };
        let number = u32::try_from(self.rows.len()).ok().filter(|n| *n < 1 << 31).ok_or_else(full)?;
        self.rows.push(Row {
            id: place.id,
            lat: steps(place.point.0 + 90.0),
            lon: steps(place.point.1 + 180.0),
            country: place.country,
            kind: place.kind as u8,
            unit: place.unit.map_or(0, |u| u + 1),
            people: pack_people(place.people),
            radius: place.radius.div_ceil(RADIUS_STEP).min(255) as u8,
            name: self.names.put(place.name).ok_or_else(full)?,
        });
        Ok(number)
    }

    /// Lists a row under an alternate name, if that may stand in an article.
    fn call_alternate(&mut self, row: u32, name: &str, is_usual: bool) -> Result<(), Error> {
        let is_cyrillic = self.country_of(row).is_some_and(|c| c.is_cyrillic);
        if may_stand_in_the_press(name, is_cyrillic) { self.call(row, name, is_usual) } else { Ok(()) }
    }

    /// Lists a row under a name, and under the other ways to write it.
    fn call(&mut self, row: u32, name: &str, is_usual: bool) -> Result<(), Error> {
        let mut folded = std::mem::take(&mut self.folded);
        folded.clear();
        fold_into(name, &mut folded);
        // One letter tells nothing.
        if folded.chars().nth(1).is_some() {
            self.list(row, &folded, is_usual)?;
        }
        // An apostrophe in a transliteration is a letter that Latin does not have, and the press leaves it out.
        if name.contains(APOSTROPHES) && self.transliterated(row).is_some() {
            folded.clear();
            fold_into(&name.replace(APOSTROPHES, ""), &mut folded);
            self.list(row, &folded, is_usual)?;
        }
        self.folded = folded;
        Ok(())
    }

    fn list(&mut self, row: u32, folded: &str, is_usual: bool) -> Result<(), Error> {
        self.by_name.push(folded, row, is_usual)?;
        if let Some(other) = other_saint(folded) {
            self.by_name.push(&other, row, is_usual)?;
        }
        let transliterated = self.transliterated(row).map(|c| c.alpha3);
        // `Raqqah` for `Ar Raqqah`; a town of two words that starts with `es` by chance loses nothing.
        if (is_usual && transliterated.is_some() || is_arabic(folded))
            && let Some(short) = without_article(folded)
        {
            self.by_name.push(short, row, is_usual)?;
        }
        if let Some(country) = transliterated.filter(|_| folded.is_ascii()) {
            let bones = skeleton(folded);
            if !bones.is_empty() {
                self.by_consonants.push(&format!("{country}{bones}"), row, is_usual)?;
            }
        }
        Ok(())
    }

    fn country_of(&self, row: u32) -> Option<&Country> {
        self.countries.get(usize::from(self.rows[row as usize].country))
    }

    /// The country of a row, if its names are transliterated.
    fn transliterated(&self, row: u32) -> Option<&Country> {
        self.country_of(row).filter(|c| c.is_transliterated)
    }
}

/// Degrees above the least, in steps.
#[expect(
    clippy::cast_sign_loss,
    reason = "degrees were shifted above zero, and are checked where they are read"
)]
fn steps(degrees: f64) -> u32 {
    (degrees * STEPS).round() as u32
}

/// GeoNames ids that were seen, a bit each.
#[derive(Default)]
struct Ids(Vec<u64>);

impl Ids {
    /// `false` where the id was there already.
    fn insert(&mut self, id: u32) -> bool {
        let (word, bit) = (id as usize / 64, 1 << (id % 64));
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        let is_new = self.0[word] & bit == 0;
        self.0[word] |= bit;
        is_new
    }
}
