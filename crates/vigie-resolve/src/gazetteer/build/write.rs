//! The file, section after section.

use super::{Builder, Totals, radii, sorted::Pairs, units::Unit};
use crate::{
    Error,
    gazetteer::{
        Kind,
        format::{HEADER, NO_COUNTRY, Row, SECTIONS, header, people, put_varint},
    },
};
use crc32fast::Hasher;
use fst::MapBuilder;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};

/// Counts and sums the bytes of a section on their way.
struct Section<W> {
    out: W,
    size: u64,
    sum: Hasher,
}

impl<W: Write> Write for Section<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.size += written as u64;
        self.sum.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it is called by `map_err`")]
fn failed(error: impl ToString) -> Error {
    Error::File { file: "the gazetteer".to_owned(), reason: error.to_string() }
}

/// Writes one section and remembers its size and checksum.
fn section<T>(
    out: &mut impl Write,
    sections: &mut Vec<(u64, u32)>,
    put: impl FnOnce(&mut dyn Write) -> Result<T, Error>,
) -> Result<T, Error> {
    let mut section = Section { out, size: 0, sum: Hasher::new() };
    let got = put(&mut section)?;
    sections.push((section.size, section.sum.finalize()));
    Ok(got)
}

/// Writes what the builder has gathered.
pub(super) fn write(builder: Builder, out: impl Write + Seek) -> Result<Totals, Error> {
    let Builder { mut rows, mut names, units, countries, by_name, by_consonants, damage, .. } = builder;
    radii::fill(&mut rows, &units.parents(), countries.len());
    let (units, numbers) = units.numbered()?;
    let (order, ranks) = in_order(&rows);
    let seats = seats(&rows, &ranks, countries.len());

    let mut out = BufWriter::with_capacity(1 << 20, out);
    let mut sections = Vec::with_capacity(SECTIONS);
    let mut lists = Vec::new();
    out.write_all(&[0; HEADER]).map_err(failed)?;
    let unit_bytes = unit_bytes(&units, &mut names)?;
    section(&mut out, &mut sections, |to| {
        for at in &order {
            let row = rows[*at as usize];
            let unit = row.unit.checked_sub(1).map_or(0, |u| numbers[u as usize]);
            to.write_all(&Row { unit, ..row }.bytes()).map_err(failed)?;
        }
        Ok(())
    })?;
    section(&mut out, &mut sections, |to| to.write_all(&names.bytes).map_err(failed))?;
    section(&mut out, &mut sections, |to| to.write_all(&unit_bytes).map_err(failed))?;
    section(&mut out, &mut sections, |to| {
        for (country, [own, capital]) in countries.iter().zip(&seats) {
            let codes = [country.alpha2.as_bytes(), country.alpha3.as_bytes()].concat();
            let bytes = [&codes[..], &own.to_le_bytes(), &capital.to_le_bytes()].concat();
            to.write_all(&bytes).map_err(failed)?;
        }
        Ok(())
    })?;
    let names = section(&mut out, &mut sections, |to| map(by_name, &ranks, &mut lists, to))?;
    section(&mut out, &mut sections, |to| map(by_consonants, &ranks, &mut lists, to))?;
    section(&mut out, &mut sections, |to| to.write_all(&lists).map_err(failed))?;
    let sections: [(u64, u32); SECTIONS] = sections.try_into().map_err(|_| failed("a section is missing"))?;
    out.seek(SeekFrom::Start(0)).map_err(failed)?;
    out.write_all(&header(&sections)).map_err(failed)?;
    out.flush().map_err(failed)?;
    let bytes = HEADER as u64 + sections.iter().map(|(size, _)| size).sum::<u64>();
    Ok(Totals { places: order.len() as u64, names, bytes, damage })
}

/// Rows by GeoNames id, those without one first and as they came; and the place of each row in that order.
fn in_order(rows: &[Row]) -> (Vec<u32>, Vec<u32>) {
    let mut order: Vec<u32> = (0..rows.len() as u32).collect();
    order.sort_by_key(|at| rows[*at as usize].id);
    let mut ranks = vec![0; order.len()];
    for (rank, at) in order.iter().enumerate() {
        ranks[*at as usize] = rank as u32;
    }
    (order, ranks)
}

/// The row of every country and of its capital, from 1. A country with two seats of government has its capital in the larger.
fn seats(rows: &[Row], ranks: &[u32], countries: usize) -> Vec<[u32; 2]> {
    let mut best: Vec<[(u32, u32); 2]> = vec![[(0, 0); 2]; countries];
    for (row, rank) in rows.iter().zip(ranks) {
        let which = match Kind::ALL.get(usize::from(row.kind)) {
            Some(Kind::Country) => 0,
            Some(Kind::Capital) => 1,
            _ => continue,
        };
        if row.country == NO_COUNTRY {
            continue;
        }
        let (people, (most, seat)) = (people(row.people), &mut best[usize::from(row.country)][which]);
        if *seat == 0 || people > *most {
            (*most, *seat) = (people, rank + 1);
        }
    }
    best.into_iter().map(|pair| pair.map(|(_, seat)| seat)).collect()
}

fn unit_bytes(units: &[Unit], names: &mut super::names::Names) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    for unit in units {
        // Codes are there to tell the first-level units of two files from each other.
        let code = if unit.parent.is_none() { unit.code.as_str() } else { "" };
        for text in [code, &unit.name] {
            out.extend(names.put(text).ok_or_else(|| failed("its names take more than 4 GB"))?.to_le_bytes());
        }
        out.extend((unit.parent.unwrap_or(0) as u16).to_le_bytes());
    }
    Ok(out)
}

/// Writes a map of names to rows, and to `lists` what is more than one row. Returns the number of names.
fn map(pairs: Pairs, ranks: &[u32], lists: &mut Vec<u8>, to: &mut dyn Write) -> Result<u64, Error> {
    let (mut map, mut count) = (MapBuilder::new(to).map_err(failed)?, 0);
    pairs.each_name(|name, items| {
        for item in items.iter_mut() {
            *item = ranks[(*item >> 1) as usize] << 1 | *item & 1;
        }
        items.sort_unstable();
        // Of a row that bears the name twice, the usual one is last.
        items.dedup_by(|next, kept| {
            let is_same = *next >> 1 == *kept >> 1;
            if is_same {
                *kept = *next;
            }
            is_same
        });
        let value = if let [one] = items[..] {
            u64::from(one) << 1
        } else {
            let at = lists.len() as u64;
            put_varint(items.len() as u32, lists);
            let mut last = 0;
            for item in items.iter() {
                put_varint(item - last, lists);
                last = *item;
            }
            at << 1 | 1
        };
        count += 1;
        map.insert(name, value).map_err(failed)
    })?;
    map.finish().map_err(failed)?;
    Ok(count)
}
