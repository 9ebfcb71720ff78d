//! The gazetteer: every place that vigie knows by name, in files that are read where they lie.
//!
//! A file is a header and sections: fixed-width rows, names, units, countries, lists, a map from folded names to rows, a map
//! from country and consonants to rows. Nothing is parsed on opening, so the first look-up costs no more than any other. One
//! file is inside the program; a user's own are laid over it and win where both have a place.

pub mod build;
mod file;
mod format;
mod kind;
mod layer;

use crate::{
    Error,
    fold::{fold, skeleton, without_article},
};
use layer::{Items, Layer, UnitCodes};
use std::{path::Path, sync::OnceLock, vec};

pub use kind::Kind;

/// The places that vigie knows.
#[derive(Debug)]
pub struct Gazetteer {
    /// The lowest first; a place in a later one wins.
    layers: Vec<Layer>,
    units: UnitCodes,
}

/// One place as the gazetteer has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// Number of its row among the rows of all layers: the key of a place inside one gazetteer.
    pub row: u32,
    /// GeoNames id; `None` for the places that vigie adds.
    pub geonames: Option<u32>,
    /// GeoNames name.
    pub name: &'static str,
    /// ISO 3166 alpha-3 code; `None` for what lies in several countries.
    pub country: Option<&'static str>,
    /// The first-level unit: its number in this gazetteer, for comparing; 0 for none.
    pub unit: u16,
    /// Name of the first-level unit.
    pub admin1: Option<&'static str>,
    /// Name of the second-level unit.
    pub admin2: Option<&'static str>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// What it is.
    pub kind: Kind,
    /// People, to three figures; 0 where unknown.
    pub population: u32,
    /// How far it reaches from its point, in km, to 5; 0 for towns.
    pub radius: u16,
    /// Whether the name asked for is its main one or one that French or English use, and no rare alternate.
    pub is_usual_name: bool,
    /// Which file it comes from, the shipped one being 0.
    pub layer: u8,
}

static SHIPPED: &[u8] = include_bytes!("../../../resources/gazetteer/places.vgz");

impl Gazetteer {
    /// The gazetteer inside the program.
    pub fn shipped() -> Result<&'static Self, Error> {
        static OPENED: OnceLock<Option<Gazetteer>> = OnceLock::new();
        let opened = OPENED.get_or_init(|| Layer::shipped(SHIPPED).ok().map(Self::one));
        opened.as_ref().ok_or_else(|| Error::Gazetteer {
            file: "the shipped gazetteer".to_owned(),
            reason: "it is damaged".to_owned(),
        })
    }

    /// The gazetteer inside the program with the user's files laid over it, each over those before it. A place that two of
    /// them have, by its GeoNames id, is the upper one's, under the names of both. The files stay mapped until the program
    /// ends; each is checked from end to end, some 0.1 s for a million rows.
    pub fn layered<P: AsRef<Path>>(files: &[P]) -> Result<Self, Error> {
        let mut layers = vec![Layer::shipped(SHIPPED)?];
        for path in files {
            let path = path.as_ref();
            layers.push(Layer::open(&path.display().to_string(), file::map(path)?)?);
        }
        Self::of(layers)
    }

    /// One file alone, from its bytes; `file` is what errors call it.
    pub fn open(file: &str, bytes: &'static [u8]) -> Result<Self, Error> {
        Layer::open(file, bytes).map(Self::one)
    }

    /// One file alone.
    pub fn alone(path: &Path) -> Result<Self, Error> {
        Self::open(&path.display().to_string(), file::map(path)?)
    }

    fn one(layer: Layer) -> Self {
        Self { layers: vec![layer], units: UnitCodes::default() }
    }

    fn of(mut layers: Vec<Layer>) -> Result<Self, Error> {
        let (mut base, mut units) = (0u32, UnitCodes::default());
        for (number, layer) in layers.iter_mut().enumerate() {
            let number = u8::try_from(number).map_err(|_| too_many(&layer.file, "layers"))?;
            layer.lay(number, base, &mut units)?;
            base = base.checked_add(layer.len()).ok_or_else(|| too_many(&layer.file, "places"))?;
        }
        Ok(Self { layers, units })
    }

    /// Number of places, one that stands in two files counted twice.
    #[must_use]
    pub fn len(&self) -> usize {
        self.layers.iter().map(|l| l.len() as usize).sum()
    }

    /// Whether it holds no place.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What the file of a layer is called.
    #[must_use]
    pub fn layer_name(&self, layer: u8) -> &str {
        self.layers.get(usize::from(layer)).map_or("", |l| &l.file)
    }

    /// The user's files that are laid over the shipped one, in order, with the checksums of what is in them.
    pub fn laid_over(&self) -> impl Iterator<Item = (&str, &'static [u8])> {
        self.layers.iter().skip(1).map(|l| (l.file.as_str(), l.checksums))
    }

    /// The places of that name, in whatever case, accents and hyphens; with the Arabic article dropped where the name as it
    /// stands is nobody's. In the order of their rows.
    #[must_use]
    pub fn find(&self, name: &str) -> Places<'_> {
        self.find_folded(&fold(name))
    }

    /// As [`find`](Self::find), for a name that `fold` has folded.
    #[must_use]
    pub fn find_folded(&self, folded: &str) -> Places<'_> {
        let places = self.places(|layer| layer.by_name.get(folded));
        if places.is_empty()
            && let Some(short) = without_article(folded)
        {
            return self.places(|layer| layer.by_name.get(short));
        }
        places
    }

    /// Whether a place has that folded name.
    #[must_use]
    pub fn knows(&self, folded: &str) -> bool {
        let known = |name: &str| self.layers.iter().any(|l| l.by_name.contains_key(name));
        known(folded) || without_article(folded).is_some_and(known)
    }

    /// The places of one country (alpha-3) whose name has the same consonants as the folded name given: other spellings of
    /// it, and strangers. Only for the countries that an article speaks of.
    #[must_use]
    pub fn find_by_consonants(&self, folded: &str, country: &str) -> Places<'_> {
        let bones = skeleton(folded);
        if bones.is_empty() {
            return Places(Kept::Merged(Vec::new().into_iter()));
        }
        let key = format!("{country}{bones}");
        self.places(|layer| layer.by_consonants.get(&key))
    }

    fn places(&self, look: impl Fn(&Layer) -> Option<u64>) -> Places<'_> {
        if let [layer] = &self.layers[..] {
            return Places(Kept::Listed { layer, items: layer.items(look(layer)) });
        }
        let mut found: Vec<(u32, bool)> = Vec::new();
        for (i, layer) in self.layers.iter().enumerate() {
            for item in layer.items(look(layer)) {
                found.push((self.newest(i, item >> 1), item & 1 == 1));
            }
        }
        // Usual names first, so that a name that is usual in one layer is so in all.
        found.sort_unstable_by_key(|(row, is_usual)| (*row, !is_usual));
        found.dedup_by_key(|(row, _)| *row);
        let entry = |(row, is_usual_name)| self.get(row).map(|e| Entry { is_usual_name, ..e });
        Places(Kept::Merged(found.into_iter().filter_map(entry).collect::<Vec<_>>().into_iter()))
    }

    /// The row that stands for row `at` of layer `i`: that of the uppermost layer that has the same GeoNames id.
    fn newest(&self, i: usize, at: u32) -> u32 {
        let own = &self.layers[i];
        let id = own.row(at).map_or(0, |r| r.id);
        let mut upper = self.layers[i + 1..].iter().rev().filter(|_| id != 0);
        upper
            .find_map(|layer| layer.row_of(id).map(|row| layer.base + row))
            .unwrap_or(own.base.saturating_add(at))
    }

    fn get(&self, row: u32) -> Option<Entry> {
        let layer = self.layers.iter().rev().find(|l| l.base <= row)?;
        let entry = layer.entry(row - layer.base)?;
        // A dump need not name its units: the layers under it may.
        let admin1 = entry.admin1.or_else(|| self.units.name(entry.unit));
        Some(Entry { admin1, ..entry })
    }

    /// The place in row `row`, a number that this gazetteer has given.
    ///
    /// # Panics
    /// Where no place has that number.
    #[must_use]
    pub fn entry(&self, row: u32) -> Entry {
        match self.get(row) {
            Some(entry) => entry,
            None => panic!("no place has the number {row}"),
        }
    }

    /// The place of a GeoNames id.
    #[must_use]
    pub fn of_geonames(&self, id: u32) -> Option<Entry> {
        let rows = self.layers.iter().rev().filter_map(|l| l.row_of(id).map(|row| l.base + row));
        rows.filter(|_| id != 0).find_map(|row| self.get(row))
    }

    /// The country (alpha-3) of an alpha-2 or alpha-3 code.
    #[must_use]
    pub fn country_of(&self, code: &str) -> Option<&'static str> {
        self.layers.iter().find_map(|l| l.country(code)).map(|c| c.alpha3)
    }

    /// The place that a country is, by its code.
    #[must_use]
    pub fn country(&self, code: &str) -> Option<Entry> {
        self.layers.iter().rev().find_map(|l| l.country(code)?.row.and_then(|row| self.get(l.base + row)))
    }

    /// The capital of a country, by its code.
    #[must_use]
    pub fn capital(&self, code: &str) -> Option<Entry> {
        self.layers.iter().rev().find_map(|l| l.country(code)?.capital.and_then(|row| self.get(l.base + row)))
    }
}

fn too_many(file: &str, what: &str) -> Error {
    Error::Gazetteer { file: file.to_owned(), reason: format!("with it there are too many {what}") }
}

/// Places that were found, in the order of their rows.
#[derive(Debug)]
pub struct Places<'a>(Kept<'a>);

#[derive(Debug)]
enum Kept<'a> {
    Listed { layer: &'a Layer, items: Items },
    Merged(vec::IntoIter<Entry>),
}

impl Places<'_> {
    fn is_empty(&self) -> bool {
        match &self.0 {
            Kept::Listed { items, .. } => items.is_empty(),
            Kept::Merged(entries) => entries.as_slice().is_empty(),
        }
    }
}

impl Iterator for Places<'_> {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        match &mut self.0 {
            Kept::Listed { layer, items } => items
                .find_map(|item| layer.entry(item >> 1).map(|e| Entry { is_usual_name: item & 1 == 1, ..e })),
            Kept::Merged(entries) => entries.next(),
        }
    }
}

/// Kilometres between two points on the globe.
#[must_use]
pub fn kilometres(here: (f64, f64), there: (f64, f64)) -> f64 {
    let (south, north) = (here.0.to_radians(), there.0.to_radians());
    let (up, across) = ((north - south) / 2.0, (there.1 - here.1).to_radians() / 2.0);
    let haversine = up.sin().powi(2) + south.cos() * north.cos() * across.sin().powi(2);
    12_742.0 * haversine.min(1.0).sqrt().asin()
}

#[cfg(test)]
mod tests;
