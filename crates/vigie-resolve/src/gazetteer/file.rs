//! Files as memory.

use crate::Error;
use memmap2::Mmap;
use std::{fs::File, path::Path};

/// Maps a file into memory for as long as the program runs.
#[expect(
    clippy::disallowed_methods,
    reason = "a gazetteer of the user's is opened once, before any article is read"
)]
pub(super) fn map(path: &Path) -> Result<&'static [u8], Error> {
    let failed = |e: std::io::Error| Error::file(path, &e);
    let file = File::open(path).map_err(failed)?;
    // An empty file cannot be mapped; it is refused like any other that is no gazetteer.
    if file.metadata().map_err(failed)?.len() == 0 {
        return Ok(&[]);
    }
    // A map is unsafe because another program could change or cut the file under it. `build` never writes into a gazetteer:
    // it puts a finished file in its place, and what is mapped stays whole. Nothing less holds 12 million rows at no cost.
    #[expect(unsafe_code, reason = "the line above")]
    let map = unsafe { Mmap::map(&file) }.map_err(failed)?;
    Ok(Box::leak(Box::new(map)))
}
