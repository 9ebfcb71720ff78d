//! The gazetteer: every place that vigie knows by name, in one file that is read where it lies.
//!
//! The file is a header and sections: fixed-width rows, names, first-level units, countries, a map from folded names to
//! rows, a map from country and consonants to rows. Nothing is parsed on opening, so the first look-up costs no more than
//! any other.

use crate::{
    Error,
    fold::{fold, skeleton, without_article},
};
use fst::Map;
use std::sync::OnceLock;

/// First bytes of a gazetteer file; the digit is its version.
pub const MAGIC: &[u8; 4] = b"VGZ1";
/// Bytes of a row.
pub const ROW: usize = 20;
/// Sections after the header, in order: rows, names, units, countries, lists, name map, consonant map. A country is its two
/// codes, its row and its capital's row.
pub const SECTIONS: usize = 7;
/// Bytes of a country.
pub const COUNTRY: usize = 11;

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Kind {
    /// A town or village.
    Town,
    /// A capital of a country.
    Capital,
    /// The seat of a first-level unit.
    Seat,
    /// A section of a town.
    District,
    /// A first-level unit.
    Admin1,
    /// A second-level unit.
    Admin2,
    /// A country.
    Country,
    /// A region of no administrative rank, a sea, a valley.
    Region,
    /// A camp, base, dam, crossing.
    Site,
}

impl Kind {
    /// Every kind, in the order of their codes in the file.
    pub const ALL: [Self; 9] = [
        Self::Town,
        Self::Capital,
        Self::Seat,
        Self::District,
        Self::Admin1,
        Self::Admin2,
        Self::Country,
        Self::Region,
        Self::Site,
    ];

    /// The word that the table of places carries.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Town => "town",
            Self::Capital => "capital",
            Self::Seat => "seat",
            Self::District => "district",
            Self::Admin1 => "admin1",
            Self::Admin2 => "admin2",
            Self::Country => "country",
            Self::Region => "region",
            Self::Site => "site",
        }
    }

    /// Whether it is a town, of any rank.
    #[must_use]
    pub fn is_town(self) -> bool {
        matches!(self, Self::Town | Self::Capital | Self::Seat)
    }
}

/// The places that vigie knows.
#[derive(Debug)]
pub struct Gazetteer {
    rows: &'static [u8],
    names: &'static [u8],
    units: &'static [u8],
    countries: &'static [u8],
    lists: &'static [u8],
    by_name: Map<&'static [u8]>,
    by_consonants: Map<&'static [u8]>,
}

/// One place as the gazetteer has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// Index of its row: the key of a place inside one gazetteer.
    pub row: u32,
    /// GeoNames id; `None` for the places that vigie adds.
    pub geonames: Option<u32>,
    /// GeoNames name.
    pub name: &'static str,
    /// ISO 3166 alpha-3 code; `None` for what lies in several countries.
    pub country: Option<&'static str>,
    /// The first-level unit: its number in the file, for comparing.
    pub unit: u16,
    /// Name of the first-level unit.
    pub admin1: Option<&'static str>,
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
}

static SHIPPED: &[u8] = include_bytes!("../../../resources/gazetteer/places.vgz");

impl Gazetteer {
    /// The gazetteer inside the program.
    pub fn shipped() -> Result<&'static Self, Error> {
        static OPENED: OnceLock<Option<Gazetteer>> = OnceLock::new();
        OPENED
            .get_or_init(|| Self::open(SHIPPED).ok())
            .as_ref()
            .ok_or_else(|| Error::Gazetteer { reason: "the shipped file is damaged".to_owned() })
    }

    /// Reads a gazetteer where it lies.
    pub fn open(bytes: &'static [u8]) -> Result<Self, Error> {
        let wrong = |reason: &str| Error::Gazetteer { reason: reason.to_owned() };
        if bytes.get(..4) != Some(MAGIC.as_slice()) {
            return Err(wrong("it does not start as a gazetteer of this version does"));
        }
        let mut sections = [&bytes[..0]; SECTIONS];
        let mut at = 4 + 4 * SECTIONS;
        for (i, section) in sections.iter_mut().enumerate() {
            let size = bytes.get(4 + 4 * i..8 + 4 * i).map_or(0, u32_of) as usize;
            *section = bytes.get(at..at + size).ok_or_else(|| wrong("it is cut short"))?;
            at += size;
        }
        let [rows, names, units, countries, lists, by_name, by_consonants] = sections;
        Ok(Self {
            rows,
            names,
            units,
            countries,
            lists,
            by_name: Map::new(by_name).map_err(|e| wrong(&e.to_string()))?,
            by_consonants: Map::new(by_consonants).map_err(|e| wrong(&e.to_string()))?,
        })
    }

    /// Number of places.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len() / ROW
    }

    /// Whether it holds no place.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The places of that name, in whatever case, accents and hyphens; with the Arabic article dropped where the name as it
    /// stands is nobody's. In the order of the file.
    pub fn find(&self, name: &str) -> impl Iterator<Item = Entry> + use<'_> {
        self.find_folded(&fold(name))
    }

    /// As [`find`](Self::find), for a name that `fold` has folded.
    pub fn find_folded(&self, folded: &str) -> impl Iterator<Item = Entry> + use<'_> {
        let value = self
            .by_name
            .get(folded)
            .or_else(|| without_article(folded).and_then(|short| self.by_name.get(short)));
        self.listed(value)
    }

    /// Whether a place has that folded name.
    #[must_use]
    pub fn knows(&self, folded: &str) -> bool {
        self.by_name.contains_key(folded)
            || without_article(folded).is_some_and(|short| self.by_name.contains_key(short))
    }

    /// The places of one country (alpha-3) whose name has the same consonants as the folded name given: other spellings of
    /// it, and strangers. Only for the countries that an article speaks of.
    pub fn find_by_consonants(&self, folded: &str, country: &str) -> impl Iterator<Item = Entry> + use<'_> {
        let bones = skeleton(folded);
        let value =
            (!bones.is_empty()).then(|| self.by_consonants.get(format!("{country}{bones}"))).flatten();
        self.listed(value)
    }

    fn listed(&self, value: Option<u64>) -> impl Iterator<Item = Entry> + use<'_> {
        let (mut single, mut list) = (None, &self.lists[..0]);
        if let Some(value) = value {
            if value & 1 == 0 {
                single = Some((value >> 1) as u32);
            } else {
                list = self.lists.get((value >> 1) as usize..).unwrap_or_default();
            }
        }
        let mut left = if list.is_empty() { 0 } else { varint(&mut list) };
        let mut previous = 0;
        std::iter::from_fn(move || {
            let item = single.take().or_else(|| {
                (left > 0).then(|| {
                    left -= 1;
                    previous += varint(&mut list);
                    previous
                })
            })?;
            Some(Entry { is_usual_name: item & 1 == 1, ..self.entry(item >> 1) })
        })
    }

    /// The place in row `row`.
    #[must_use]
    pub fn entry(&self, row: u32) -> Entry {
        let at = row as usize * ROW;
        let r = &self.rows[at..at + ROW];
        let country = self.countries.get(r[9] as usize * COUNTRY + 2..r[9] as usize * COUNTRY + 5);
        let unit = u16::from_le_bytes([r[11], r[12]]);
        Entry {
            row,
            geonames: Some(u24_of(&r[0..3])).filter(|id| *id != 0),
            name: self.name(u24_of(&r[16..19])),
            country: country.map(text).filter(|_| r[9] != NO_COUNTRY),
            unit,
            admin1: (unit != 0)
                .then(|| self.units.get(unit as usize * 3..unit as usize * 3 + 3))
                .flatten()
                .map(|u| self.name(u24_of(u))),
            lat: f64::from(u24_of(&r[3..6])) / 1e4 - 90.0,
            lon: f64::from(u24_of(&r[6..9])) / 1e4 - 180.0,
            kind: Kind::ALL.get(r[10] as usize).copied().unwrap_or(Kind::Town),
            population: people(u16::from_le_bytes([r[13], r[14]])),
            radius: u16::from(r[15]) * 5,
            is_usual_name: true,
        }
    }

    fn name(&self, at: u32) -> &'static str {
        let at = at as usize;
        let length = self.names.get(at).copied().unwrap_or(0) as usize;
        self.names.get(at + 1..at + 1 + length).map(text).unwrap_or_default()
    }

    /// The country (alpha-3) of an alpha-2 or alpha-3 code.
    #[must_use]
    pub fn country_of(&self, code: &str) -> Option<&'static str> {
        self.country_bytes(code).map(|c| text(&c[2..5]))
    }

    /// The place that a country is, by its code.
    #[must_use]
    pub fn country(&self, code: &str) -> Option<Entry> {
        self.country_bytes(code).and_then(|c| self.numbered(&c[5..8]))
    }

    /// The capital of a country, by its code.
    #[must_use]
    pub fn capital(&self, code: &str) -> Option<Entry> {
        self.country_bytes(code).and_then(|c| self.numbered(&c[8..11]))
    }

    fn country_bytes(&self, code: &str) -> Option<&'static [u8]> {
        self.countries
            .chunks_exact(COUNTRY)
            .find(|c| code.as_bytes() == &c[..2] || code.as_bytes() == &c[2..5])
    }

    /// The place in a row counted from 1; none for 0.
    fn numbered(&self, bytes: &[u8]) -> Option<Entry> {
        u24_of(bytes).checked_sub(1).map(|row| self.entry(row))
    }
}

/// The country's place in a row that has none.
pub const NO_COUNTRY: u8 = 255;

fn text(bytes: &'static [u8]) -> &'static str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

fn u32_of(b: &[u8]) -> u32 {
    u32::from_le_bytes([b[0], b[1], b[2], b[3]])
}

fn u24_of(b: &[u8]) -> u32 {
    u32::from_le_bytes([b[0], b[1], b[2], 0])
}

/// A population of 11 bits and an exponent of 5.
#[must_use]
pub fn people(packed: u16) -> u32 {
    u32::from(packed >> 5).checked_shl(u32::from(packed & 31)).unwrap_or(u32::MAX)
}

/// Packs a population for [`people`], which gives it back to one part in a thousand.
#[must_use]
pub fn pack_people(population: u32) -> u16 {
    let shift = (32 - population.leading_zeros()).saturating_sub(11);
    ((population >> shift) << 5) as u16 | shift as u16
}

fn varint(bytes: &mut &[u8]) -> u32 {
    let (mut value, mut shift) = (0u32, 0);
    while let Some((byte, rest)) = bytes.split_first() {
        *bytes = rest;
        value |= u32::from(byte & 127) << shift;
        if *byte < 128 {
            break;
        }
        shift += 7;
    }
    value
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
mod tests {
    use super::*;

    fn best(name: &str) -> Entry {
        let gazetteer = Gazetteer::shipped().unwrap();
        gazetteer
            .find(name)
            .max_by_key(|e| (e.kind.is_town(), e.population))
            .unwrap_or_else(|| panic!("{name} is unknown"))
    }

    #[test]
    fn a_place_is_found_under_its_french_and_its_english_name() {
        for (french, english) in
            [("Mossoul", "Mosul"), ("Alep", "Aleppo"), ("Kaboul", "Kabul"), ("Syrie", "Syria")]
        {
            assert_eq!(best(french).row, best(english).row, "{french}");
        }
        assert_eq!(best("Raqqa").name, "Ar Raqqah");
        assert_eq!(best("Mossoul").country, Some("IRQ"));
        assert!(kilometres((best("Mossoul").lat, best("Mossoul").lon), (36.34, 43.13)) < 5.0);
    }

    #[test]
    fn a_population_is_kept_to_a_part_in_a_thousand() {
        for n in [0, 1, 2047, 2048, 531_952, 1_400_000_000] {
            assert!(people(pack_people(n)).abs_diff(n) <= n / 1000, "{n}");
        }
    }

    #[test]
    fn a_code_of_two_or_three_letters_names_a_country() {
        let gazetteer = Gazetteer::shipped().unwrap();
        assert_eq!(gazetteer.country_of("SY"), Some("SYR"));
        assert_eq!(gazetteer.country_of("SYR"), Some("SYR"));
        assert_eq!(gazetteer.country_of("ZZ"), None);
    }

    #[test]
    fn another_transliteration_is_found_by_its_consonants_in_its_country_only() {
        let gazetteer = Gazetteer::shipped().unwrap();
        assert!(gazetteer.find_by_consonants("kamechliye", "SYR").any(|e| e.name.contains("Qāmishl")));
        assert_eq!(gazetteer.find_by_consonants("kamechliye", "FRA").count(), 0);
    }

    #[test]
    fn a_file_cut_short_is_an_error_and_no_panic() {
        for size in [0, 3, 20, 40, SHIPPED.len() / 2] {
            assert!(Gazetteer::open(&SHIPPED[..size]).is_err(), "{size}");
        }
    }
}
