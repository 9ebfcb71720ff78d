//! Names and the rows that bear them, sorted in little memory: what does not fit goes to disk in sorted runs.

use crate::Error;
use std::{
    cmp::Reverse,
    collections::BinaryHeap,
    fs::File,
    io::{self, BufReader, BufWriter, Read, Seek, Write},
    path::{Path, PathBuf},
};

/// Bytes of names that are held in memory.
const HELD: usize = 96 << 20;

/// Pairs of a name and a row. A record is the name, a zero, and the row with its lowest bit for a usual name, so that the
/// order of records as bytes is that of names and then of rows.
pub(super) struct Pairs {
    arena: Vec<u8>,
    records: Vec<Record>,
    runs: Vec<File>,
    scratch: PathBuf,
    held: usize,
}

#[derive(Clone, Copy)]
struct Record {
    /// The first bytes, which settle most comparisons without a look at the rest.
    head: u64,
    at: u32,
    length: u16,
}

impl Pairs {
    pub(super) fn new(scratch: &Path) -> Self {
        Self {
            arena: Vec::new(),
            records: Vec::new(),
            runs: Vec::new(),
            scratch: scratch.to_owned(),
            held: HELD,
        }
    }

    pub(super) fn push(&mut self, name: &str, row: u32, is_usual: bool) -> Result<(), Error> {
        // No name that a newspaper prints is longer.
        let Ok(length) = u16::try_from(name.len() + 5) else { return Ok(()) };
        if self.arena.len() + usize::from(length) > self.held {
            self.spill()?;
        }
        let mut head = [0; 8];
        let shared = name.len().min(8);
        head[..shared].copy_from_slice(&name.as_bytes()[..shared]);
        self.records.push(Record { head: u64::from_be_bytes(head), at: self.arena.len() as u32, length });
        self.arena.extend(name.as_bytes());
        self.arena.push(0);
        self.arena.extend((row << 1 | u32::from(is_usual)).to_be_bytes());
        Ok(())
    }

    fn sort(&mut self) {
        let arena = &self.arena;
        let bytes = |r: &Record| &arena[r.at as usize..r.at as usize + usize::from(r.length)];
        self.records.sort_unstable_by(|a, b| a.head.cmp(&b.head).then_with(|| bytes(a).cmp(bytes(b))));
    }

    fn spill(&mut self) -> Result<(), Error> {
        self.sort();
        let run = self.write_run().map_err(|e| self.failed(&e))?;
        self.runs.push(run);
        self.arena.clear();
        self.records.clear();
        Ok(())
    }

    fn write_run(&self) -> io::Result<File> {
        let mut out = BufWriter::new(tempfile::tempfile_in(&self.scratch)?);
        for r in &self.records {
            out.write_all(&r.length.to_le_bytes())?;
            out.write_all(&self.arena[r.at as usize..r.at as usize + usize::from(r.length)])?;
        }
        let mut run = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        run.rewind()?;
        Ok(run)
    }

    fn failed(&self, error: &io::Error) -> Error {
        Error::File { file: self.scratch.display().to_string(), reason: error.to_string() }
    }

    /// Gives every name once, in order, with its rows as they were pushed, in order of their numbers.
    pub(super) fn each_name(
        mut self,
        mut take: impl FnMut(&[u8], &mut Vec<u32>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let (mut name, mut items) = (Vec::new(), Vec::new());
        let mut put = |record: &[u8]| {
            let (key, item) = record.split_at(record.len() - 5);
            if key != name && !items.is_empty() {
                take(&name, &mut items)?;
                items.clear();
            }
            if items.is_empty() {
                key.clone_into(&mut name);
            }
            items.push(u32::from_be_bytes([item[1], item[2], item[3], item[4]]));
            Ok(())
        };
        if self.runs.is_empty() {
            self.sort();
            for r in &self.records {
                put(&self.arena[r.at as usize..r.at as usize + usize::from(r.length)])?;
            }
        } else {
            self.spill()?;
            (self.arena, self.records) = (Vec::new(), Vec::new());
            let runs = std::mem::take(&mut self.runs);
            let mut runs = Runs::new(runs).map_err(|e| self.failed(&e))?;
            while let Some(record) = runs.first() {
                put(record)?;
                runs.advance().map_err(|e| self.failed(&e))?;
            }
        }
        if items.is_empty() { Ok(()) } else { take(&name, &mut items) }
    }
}

/// Sorted runs read together.
struct Runs {
    files: Vec<BufReader<File>>,
    heap: BinaryHeap<Reverse<(Vec<u8>, usize)>>,
}

impl Runs {
    fn new(files: Vec<File>) -> io::Result<Self> {
        let mut runs = Self {
            files: files.into_iter().map(|f| BufReader::with_capacity(1 << 18, f)).collect(),
            heap: BinaryHeap::new(),
        };
        for i in 0..runs.files.len() {
            let mut record = Vec::new();
            if read_record(&mut runs.files[i], &mut record)? {
                runs.heap.push(Reverse((record, i)));
            }
        }
        Ok(runs)
    }

    fn first(&self) -> Option<&[u8]> {
        self.heap.peek().map(|Reverse((record, _))| record.as_slice())
    }

    fn advance(&mut self) -> io::Result<()> {
        let Some(mut first) = self.heap.peek_mut() else { return Ok(()) };
        let Reverse((record, run)) = &mut *first;
        if !read_record(&mut self.files[*run], record)? {
            std::collections::binary_heap::PeekMut::pop(first);
        }
        Ok(())
    }
}

/// Reads the next record of a run; `false` at its end.
fn read_record(run: &mut impl Read, record: &mut Vec<u8>) -> io::Result<bool> {
    let mut length = [0; 2];
    match run.read_exact(&mut length) {
        Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
        other => other?,
    }
    record.resize(usize::from(u16::from_le_bytes(length)), 0);
    run.read_exact(record)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn names_come_sorted_with_all_their_rows_however_little_memory_there_is(
            given in prop::collection::vec(("[a-c]{1,9}", 0u32..50, any::<bool>()), 0..80),
            held in 20usize..400,
        ) {
            let mut pairs = Pairs { held, ..Pairs::new(&std::env::temp_dir()) };
            let mut expected: BTreeMap<Vec<u8>, Vec<u32>> = BTreeMap::new();
            for (name, row, is_usual) in &given {
                pairs.push(name, *row, *is_usual).unwrap();
                expected.entry(name.clone().into_bytes()).or_default().push(row << 1 | u32::from(*is_usual));
            }
            for items in expected.values_mut() { items.sort_unstable(); }
            let mut got = Vec::new();
            pairs.each_name(|name, items| { got.push((name.to_vec(), items.clone())); Ok(()) }).unwrap();
            prop_assert_eq!(got, expected.into_iter().collect::<Vec<_>>());
        }
    }
}
