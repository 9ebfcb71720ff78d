//! Writes the gazetteer's binary file from the table that `resources/gazetteer/build.py` makes.
//!
//! `cargo run --release -p vigie-resolve --example build_gazetteer -- TABLE.tsv resources/gazetteer/places.vgz`
#![allow(clippy::disallowed_methods, reason = "a program is an edge")]
#![allow(clippy::print_stdout, reason = "a program for people")]
#![allow(
    clippy::cast_sign_loss,
    reason = "degrees are shifted above zero before they are cut to whole steps"
)]
#![allow(clippy::too_many_lines, reason = "one table read line by line, one file written section by section")]

use anyhow::{Context, Result, bail};
use fst::MapBuilder;
use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
};
use vigie_resolve::{
    fold::{fold, skeleton, without_article},
    gazetteer::{Kind, MAGIC, NO_COUNTRY, ROW, pack_people},
};

/// Folded name to rows, with whether the name is a usual one.
type Index = BTreeMap<String, BTreeMap<u32, bool>>;

#[derive(Default)]
struct Names {
    bytes: Vec<u8>,
    at: BTreeMap<String, u32>,
}

impl Names {
    fn put(&mut self, name: &str) -> [u8; 3] {
        let at = *self.at.entry(name.to_owned()).or_insert_with(|| {
            let at = self.bytes.len() as u32;
            self.bytes.push(name.len() as u8);
            self.bytes.extend(name.as_bytes());
            at
        });
        u24(at)
    }
}

fn u24(n: u32) -> [u8; 3] {
    let [a, b, c, _] = n.to_le_bytes();
    [a, b, c]
}

fn varint(mut n: u32, out: &mut Vec<u8>) {
    while n >= 128 {
        out.push(n as u8 | 128);
        n >>= 7;
    }
    out.push(n as u8);
}

fn write_index(index: &Index, lists: &mut Vec<u8>) -> Result<Vec<u8>> {
    let mut map = MapBuilder::memory();
    for (name, rows) in index {
        let items: Vec<u32> = rows.iter().map(|(row, usual)| row << 1 | u32::from(*usual)).collect();
        let value = if let [one] = items[..] {
            u64::from(one) << 1
        } else {
            let at = lists.len() as u64;
            varint(items.len() as u32, lists);
            let mut last = 0;
            for item in items {
                varint(item - last, lists);
                last = item;
            }
            at << 1 | 1
        };
        map.insert(name, value)?;
    }
    Ok(map.into_inner()?)
}

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [table, out] = &arguments[..] else { bail!("usage: build_gazetteer TABLE.tsv OUT.vgz") };
    let table = fs::read_to_string(table).with_context(|| table.clone())?;

    let (mut rows, mut names, mut lists) = (Vec::new(), Names::default(), Vec::new());
    let mut units: Vec<[u8; 3]> = vec![[0; 3]];
    let mut unit_numbers = BTreeMap::new();
    let mut countries: Vec<(String, String)> = Vec::new();
    let mut by_consonants_in = BTreeSet::new();
    let (mut by_name, mut by_consonants) = (Index::new(), Index::new());
    let mut seats: Vec<[u32; 2]> = Vec::new();
    let mut capitals: BTreeMap<u32, u64> = BTreeMap::new();
    names.put("");

    for line in table.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        match cells[..] {
            ["unit", code, name] => {
                unit_numbers.insert(code, units.len() as u16);
                units.push(names.put(name));
            }
            ["iso", two, three] => countries.push((two.to_owned(), three.to_owned())),
            ["skeleton", two] => {
                by_consonants_in.insert(two);
            }
            [kind, id, lat, lon, country, unit, population, radius, name, used, others] => {
                let row = (rows.len() / ROW) as u32;
                let kind = Kind::ALL
                    .iter()
                    .position(|k| k.code() == kind)
                    .with_context(|| format!("kind {kind}"))?;
                let number = countries.iter().position(|(two, _)| two == country);
                seats.resize(countries.len(), [0u32; 2]);
                if let Some(n) = number.filter(|_| matches!(Kind::ALL[kind], Kind::Country | Kind::Capital)) {
                    let seat: &mut u32 = &mut seats[n][usize::from(Kind::ALL[kind] == Kind::Capital)];
                    // A country with two seats of government has its capital in the larger.
                    let people: u64 = population.parse()?;
                    capitals.insert(row + 1, people);
                    if capitals.get(seat).is_none_or(|other| *other < people) {
                        *seat = row + 1;
                    }
                }
                rows.extend(u24(id.parse()?));
                rows.extend(u24(((lat.parse::<f64>()? + 90.0) * 1e4).round() as u32));
                rows.extend(u24(((lon.parse::<f64>()? + 180.0) * 1e4).round() as u32));
                rows.push(number.map_or(NO_COUNTRY, |n| n as u8));
                rows.push(kind as u8);
                rows.extend(unit_numbers.get(unit).copied().unwrap_or(0).to_le_bytes());
                rows.extend(
                    pack_people(population.parse::<u64>()?.min(u64::from(u32::MAX)) as u32).to_le_bytes(),
                );
                rows.push((radius.parse::<f64>()? / 5.0).ceil().min(255.0) as u8);
                rows.extend(names.put(name));
                rows.push(0);
                let usual = [name].into_iter().chain(used.split('|')).map(|n| (n, true));
                let rare = others.split('|').map(|n| (n, false));
                for (name, usual) in usual.chain(rare) {
                    let folded = fold(name);
                    if folded.chars().count() < 2 {
                        continue;
                    }
                    let mut list = |key: &str| {
                        *by_name.entry(key.to_owned()).or_default().entry(row).or_default() |= usual;
                    };
                    list(&folded);
                    // `Raqqah` for `Ar Raqqah`; a town of two words that starts with `es` by chance loses nothing.
                    if usual
                        && by_consonants_in.contains(country)
                        && let Some(short) = without_article(&folded)
                    {
                        list(short);
                    }
                    if by_consonants_in.contains(country) && folded.is_ascii() {
                        let bones = skeleton(&folded);
                        if let (false, Some(n)) = (bones.is_empty(), number) {
                            let key = format!("{}{bones}", countries[n].1);
                            *by_consonants.entry(key).or_default().entry(row).or_default() |= usual;
                        }
                    }
                }
            }
            _ => bail!("not a line of the table: {line}"),
        }
    }
    let by_name = write_index(&by_name, &mut lists)?;
    let by_consonants = write_index(&by_consonants, &mut lists)?;
    let countries: Vec<u8> = countries
        .iter()
        .zip(&seats)
        .flat_map(|((two, three), [own, seat])| {
            [two.as_bytes(), three.as_bytes(), &u24(*own), &u24(*seat)].concat()
        })
        .collect();
    let units = units.concat();

    let sections = [&rows, &names.bytes, &units, &countries, &lists, &by_name, &by_consonants];
    let mut file = MAGIC.to_vec();
    for section in sections {
        file.extend((section.len() as u32).to_le_bytes());
    }
    for section in sections {
        file.extend(section);
    }
    for (what, section) in
        ["rows", "names", "units", "countries", "lists", "name map", "consonant map"].iter().zip(sections)
    {
        println!("{what}: {} bytes", section.len());
    }
    println!("all: {} bytes, {} places", file.len(), rows.len() / ROW);
    fs::write(out, file).with_context(|| out.clone())
}
