//! The model file: `VGM2`, then sections of (name, length, bytes), little endian. `train/export.py` writes it.

use crate::{Error, Upos, embed::hash, rows::add_scaled};
use bytemuck::cast_slice;
use std::collections::BTreeMap;

/// The sections of a model file by name.
pub struct Sections<'a> {
    sections: BTreeMap<&'a str, &'a [u8]>,
}

fn damaged(what: impl Into<String>) -> Error {
    Error::Model { what: what.into() }
}

/// Takes the first `n` bytes off `bytes`.
fn take<'a>(bytes: &mut &'a [u8], n: usize) -> Result<&'a [u8], Error> {
    let (head, tail) = bytes.split_at_checked(n).ok_or_else(|| damaged("it ends early"))?;
    *bytes = tail;
    Ok(head)
}

fn take_u32(bytes: &mut &[u8]) -> Result<usize, Error> {
    let raw = take(bytes, 4)?;
    Ok(u32::from_le_bytes([raw[0], raw[1], raw[2], raw[3]]) as usize)
}

/// IEEE half precision to single.
fn half(bits: u16) -> f32 {
    let sign = u32::from(bits & 0x8000) << 16;
    let exponent = u32::from(bits >> 10 & 0x1F);
    let fraction = u32::from(bits & 0x3FF);
    match (exponent, fraction) {
        (0, _) => {
            // Subnormal: fraction units of 2^-24.
            let value = fraction as f32 / 16_777_216.0;
            if sign == 0 { value } else { -value }
        }
        (31, _) => f32::from_bits(sign | 0x7F80_0000 | fraction << 13),
        _ => f32::from_bits(sign | (exponent + 112) << 23 | fraction << 13),
    }
}

fn halves(bytes: &[u8]) -> Vec<f32> {
    bytes.chunks_exact(2).map(|b| half(u16::from_le_bytes([b[0], b[1]]))).collect()
}

/// A matrix of 8-bit numbers with one scale a row, read where it lies in the file.
pub struct Rows<'a> {
    width: usize,
    scales: Vec<f32>,
    numbers: &'a [i8],
}

impl Rows<'_> {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.scales.len()
    }

    /// Numbers in a row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// What the numbers of row `row` are multiplied with.
    pub fn scale(&self, row: usize) -> f32 {
        self.scales[row]
    }

    /// The numbers of row `row`.
    pub fn numbers(&self, row: usize) -> &[i8] {
        &self.numbers[row * self.width..][..self.width]
    }

    /// Adds row `row` to `sum`.
    pub fn add_to(&self, row: usize, sum: &mut [f32]) {
        add_scaled(sum, self.numbers(row), self.scales[row]);
    }
}

/// From forms to numbers: an open hash table that is read where it lies in the file. A slot is 16 bits of the form's hash
/// and its number (both little endian, the number from 1, 0 where the slot is empty); a form that the table lacks is taken for
/// another once in some thousands of times.
pub struct Dictionary<'a> {
    slots: &'a [[u8; 4]],
}

impl Dictionary<'_> {
    /// The number of `form`, from 0.
    pub fn get(&self, form: &str) -> Option<usize> {
        let hash = hash(form.as_bytes(), DICTIONARY_SEED);
        // The high bits say where the search starts, the low ones are the mark.
        let start = ((u64::from(hash) * self.slots.len() as u64) >> 32) as usize;
        let mark = (hash as u16).to_le_bytes();
        for [a, b, c, d] in self.slots[start..].iter().chain(&self.slots[..start]) {
            match u16::from_le_bytes([*c, *d]) {
                0 => return None,
                number if [*a, *b] == mark => return Some(usize::from(number) - 1),
                _ => {}
            }
        }
        None
    }

    /// The highest number.
    pub fn highest(&self) -> usize {
        self.slots.iter().map(|s| usize::from(u16::from_le_bytes([s[2], s[3]]))).max().unwrap_or(0)
    }
}

/// So that forms that share a row of the embedding table do not share a slot.
const DICTIONARY_SEED: u32 = 11;

impl<'a> Sections<'a> {
    /// Splits a model file into its sections.
    pub fn of(mut file: &'a [u8]) -> Result<Self, Error> {
        if take(&mut file, 4)? != b"VGM2" {
            return Err(damaged("it does not start with VGM2"));
        }
        let mut sections = BTreeMap::new();
        while !file.is_empty() {
            let length = take(&mut file, 1)?[0] as usize;
            let name = str::from_utf8(take(&mut file, length)?)
                .map_err(|_| damaged("a section name is not UTF-8"))?;
            let length = take_u32(&mut file)?;
            sections.insert(name, take(&mut file, length)?);
        }
        Ok(Self { sections })
    }

    fn bytes(&self, name: &str) -> Result<&'a [u8], Error> {
        self.sections.get(name).copied().ok_or_else(|| damaged(format!("section {name} is missing")))
    }

    /// The section as text.
    pub fn text(&self, name: &str) -> Result<&'a str, Error> {
        str::from_utf8(self.bytes(name)?).map_err(|_| damaged(format!("section {name} is not UTF-8")))
    }

    /// The section as lines; an empty line is an item too.
    pub fn lines(&self, name: &str) -> Result<Vec<&'a str>, Error> {
        Ok(self.text(name)?.split('\n').collect())
    }

    /// The value of `key` in the `meta` section.
    pub fn meta(&self, key: &str) -> Result<&'a str, Error> {
        self.text("meta")?
            .lines()
            .find_map(|line| line.split_once('=').filter(|(k, _)| *k == key))
            .map(|(_, value)| value)
            .ok_or_else(|| damaged(format!("meta lacks {key}")))
    }

    /// The (UPOS, features) pairs that the training data show, as indices.
    pub fn pairs(&self, uposes: &[Upos], feats: usize) -> Result<Vec<(usize, usize)>, Error> {
        let pairs: Vec<_> = self
            .bytes("pairs")?
            .chunks_exact(4)
            .map(|b| (u16::from_le_bytes([b[0], b[1]]) as usize, u16::from_le_bytes([b[2], b[3]]) as usize))
            .collect();
        if pairs.is_empty() || pairs.iter().any(|(u, f)| *u >= uposes.len() || *f >= feats) {
            return Err(damaged("section pairs names classes that do not exist"));
        }
        Ok(pairs)
    }

    /// The section as half-precision numbers.
    pub fn numbers(&self, name: &str) -> Result<Vec<f32>, Error> {
        self.bytes(name).map(halves)
    }

    /// A dense vector.
    pub fn vector(&self, name: &str) -> Result<Vec<f32>, Error> {
        let mut bytes = self.bytes(name)?;
        let kind = take(&mut bytes, 1)?[0];
        let (rows, columns) = (take_u32(&mut bytes)?, take_u32(&mut bytes)?);
        let numbers = halves(bytes);
        if kind != 1 || numbers.len() != rows.saturating_mul(columns) {
            return Err(damaged(format!("{name} is not {rows} x {columns} numbers of half precision")));
        }
        Ok(numbers)
    }

    /// Which vector a form has.
    pub fn dictionary(&self, name: &str) -> Result<Dictionary<'a>, Error> {
        let (slots, rest) = self.bytes(name)?.as_chunks();
        if !rest.is_empty() || slots.is_empty() {
            return Err(damaged(format!("section {name} is no hash table")));
        }
        Ok(Dictionary { slots })
    }

    /// A matrix of 8-bit numbers.
    pub fn rows(&self, name: &str) -> Result<Rows<'a>, Error> {
        let mut bytes = self.bytes(name)?;
        let kind = take(&mut bytes, 1)?[0];
        let (rows, width) = (take_u32(&mut bytes)?, take_u32(&mut bytes)?);
        let scales = take(&mut bytes, rows.saturating_mul(4))?;
        let scales = scales.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        if kind != 2 || bytes.len() != rows * width {
            return Err(damaged(format!("table {name} is not {rows} x {width} 8-bit numbers")));
        }
        Ok(Rows { width, scales, numbers: cast_slice(bytes) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_precision_numbers_keep_their_value() {
        for (bits, value) in
            [(0x0000, 0.0), (0x3C00, 1.0), (0xC000, -2.0), (0x3555, 0.333_251_95), (0x0001, 5.960_464_5e-8)]
        {
            assert!((half(bits) - value).abs() <= f32::EPSILON * value.abs(), "{bits:x}");
        }
    }

    #[test]
    fn a_damaged_file_is_an_error_and_never_a_panic() {
        assert!(Sections::of(b"").is_err());
        assert!(Sections::of(b"VGM1").is_err());
        assert!(Sections::of(b"VGM2\x04meta\xFF\xFF\xFF\xFF").is_err());
        let empty = Sections::of(b"VGM2").unwrap();
        assert!(empty.meta("language").is_err() && empty.vector("x").is_err() && empty.rows("x").is_err());
    }
}
