//! The shape of a gazetteer's file: a header with the size and checksum of each section, then the sections.
//!
//! All numbers are little-endian. Names and units are pointed at, so that a row has one width whatever it holds.

use crate::Error;
use crc32fast::hash;

/// First bytes of a gazetteer's file; the digit is its version.
pub(super) const MAGIC: &[u8; 4] = b"VGZ2";
/// Rows, names, units, countries, name map, consonant map, lists.
pub(super) const SECTIONS: usize = 7;
/// The magic, a size (u64) and a checksum (u32) for each section, and a checksum of all that.
pub(super) const HEADER: usize = 4 + 12 * SECTIONS + 4;
/// Id u32, latitude u24, longitude u24, country u8, kind u8, unit u24, people u16, radius u8, name u32.
pub(super) const ROW: usize = 22;
/// Code u32, name u32, parent u16. First-level units come before all others, after one that stands for none.
pub(super) const UNIT: usize = 10;
/// Alpha-2, alpha-3, its row and its capital's row, counted from 1.
pub(super) const COUNTRY: usize = 13;
/// The country of a row that has none.
pub(super) const NO_COUNTRY: u8 = 255;
/// Steps of latitude and longitude in a degree.
pub(super) const STEPS: f64 = 1e4;
/// Kilometres in a step of a radius.
pub(super) const RADIUS_STEP: u16 = 5;

/// One place as its row has it; names and unit are numbers of the same file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) id: u32,
    pub(super) lat: u32,
    pub(super) lon: u32,
    pub(super) country: u8,
    pub(super) kind: u8,
    pub(super) unit: u32,
    pub(super) people: u16,
    pub(super) radius: u8,
    pub(super) name: u32,
}

impl Row {
    /// Reads a row; `bytes` are [`ROW`] long.
    pub(super) fn read(bytes: &[u8; ROW]) -> Self {
        let b = bytes;
        Self {
            id: u32::from_le_bytes([b[0], b[1], b[2], b[3]]),
            lat: u32::from_le_bytes([b[4], b[5], b[6], 0]),
            lon: u32::from_le_bytes([b[7], b[8], b[9], 0]),
            country: b[10],
            kind: b[11],
            unit: u32::from_le_bytes([b[12], b[13], b[14], 0]),
            people: u16::from_le_bytes([b[15], b[16]]),
            radius: b[17],
            name: u32::from_le_bytes([b[18], b[19], b[20], b[21]]),
        }
    }

    /// The row's bytes.
    pub(super) fn bytes(&self) -> [u8; ROW] {
        let mut out = [0; ROW];
        out[0..4].copy_from_slice(&self.id.to_le_bytes());
        out[4..7].copy_from_slice(&self.lat.to_le_bytes()[..3]);
        out[7..10].copy_from_slice(&self.lon.to_le_bytes()[..3]);
        out[10] = self.country;
        out[11] = self.kind;
        out[12..15].copy_from_slice(&self.unit.to_le_bytes()[..3]);
        out[15..17].copy_from_slice(&self.people.to_le_bytes());
        out[17] = self.radius;
        out[18..22].copy_from_slice(&self.name.to_le_bytes());
        out
    }

    /// Degrees north and east.
    pub(super) fn point(&self) -> (f64, f64) {
        (f64::from(self.lat) / STEPS - 90.0, f64::from(self.lon) / STEPS - 180.0)
    }
}

/// The header of a file with these sections, given as size and checksum.
pub(super) fn header(sections: &[(u64, u32); SECTIONS]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    for (size, sum) in sections {
        out.extend(size.to_le_bytes());
        out.extend(sum.to_le_bytes());
    }
    let own = hash(&out);
    out.extend(own.to_le_bytes());
    out
}

/// Parts a file into its sections. With `is_checked` every checksum is computed, which reads the whole file.
pub(super) fn sections(
    file: &str,
    bytes: &'static [u8],
    is_checked: bool,
) -> Result<[&'static [u8]; SECTIONS], Error> {
    let wrong = |reason: &str| Error::Gazetteer { file: file.to_owned(), reason: reason.to_owned() };
    if bytes.get(..4) != Some(MAGIC) {
        return Err(wrong("it is no gazetteer of this version"));
    }
    let header = bytes.get(..HEADER).ok_or_else(|| wrong("it is cut short"))?;
    let (told, own) = header.split_at(HEADER - 4);
    if own != hash(told).to_le_bytes() {
        return Err(wrong("its header is damaged"));
    }
    let mut out = [&bytes[..0]; SECTIONS];
    let mut rest = &bytes[HEADER..];
    for (section, told) in out.iter_mut().zip(told[4..].chunks_exact(12)) {
        let size = usize::try_from(u64_of(told)).map_err(|_| wrong("it is cut short"))?;
        let (here, after) = rest.split_at_checked(size).ok_or_else(|| wrong("it is cut short"))?;
        if is_checked && told[8..] != hash(here).to_le_bytes() {
            return Err(wrong("it is damaged"));
        }
        (*section, rest) = (here, after);
    }
    if rest.is_empty() { Ok(out) } else { Err(wrong("something follows its end")) }
}

fn u64_of(b: &[u8]) -> u64 {
    u64::from_le_bytes([b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]])
}

/// A population of 11 bits and an exponent of 5.
pub(super) fn people(packed: u16) -> u32 {
    u32::from(packed >> 5).checked_shl(u32::from(packed & 31)).unwrap_or(u32::MAX)
}

/// Packs a population for [`people`], which gives it back to one part in a thousand.
pub(super) fn pack_people(population: u32) -> u16 {
    let shift = (32 - population.leading_zeros()).saturating_sub(11);
    ((population >> shift) << 5) as u16 | shift as u16
}

/// Takes a number off the front of `bytes`, seven bits a byte.
pub(super) fn varint(bytes: &mut &[u8]) -> u32 {
    let (mut value, mut shift) = (0u32, 0);
    while let Some((byte, rest)) = bytes.split_first() {
        *bytes = rest;
        value |= u32::from(byte & 127).checked_shl(shift).unwrap_or(0);
        if *byte < 128 {
            break;
        }
        shift += 7;
    }
    value
}

/// Writes a number for [`varint`].
pub(super) fn put_varint(mut n: u32, out: &mut Vec<u8>) {
    while n >= 128 {
        out.push(n as u8 | 128);
        n >>= 7;
    }
    out.push(n as u8);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_population_is_kept_to_a_part_in_a_thousand() {
        for n in [0, 1, 2047, 2048, 531_952, 1_400_000_000] {
            assert!(people(pack_people(n)).abs_diff(n) <= n / 1000, "{n}");
        }
    }

    proptest! {
        #[test]
        fn a_number_comes_back_from_its_bytes(n: u32) {
            let mut bytes = Vec::new();
            put_varint(n, &mut bytes);
            prop_assert_eq!(varint(&mut bytes.as_slice()), n);
        }

        #[test]
        fn a_row_comes_back_from_its_bytes(id: u32, lat in 0u32..1 << 24, unit in 0u32..1 << 24, people: u16, name: u32) {
            let row = Row { id, lat, lon: lat / 2, country: 7, kind: 3, unit, people, radius: 9, name };
            prop_assert_eq!(Row::read(&row.bytes()), row);
        }
    }
}
