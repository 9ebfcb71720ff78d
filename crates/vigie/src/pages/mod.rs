//! Codebook tests: Markdown pages of articles and what they must report. `corpus/tests/README.md` gives their form.

mod compare;
mod page;

pub use compare::{Difference, differences};
pub use page::{Block, Count, Days, Line, Slot, blocks};

use std::fmt::Write as _;

/// What differs in a block, for people: the block, each line of the page that is not met, and how.
#[must_use]
pub fn told(block: &Block, differences: &[Difference<'_>]) -> String {
    let mut told = format!("{block}\n");
    let mut shown = None;
    for difference in differences {
        // Writing to a `String` cannot fail.
        let _ = match difference.line {
            Some(line) if shown == Some(line.number) => writeln!(told, "        {}", difference.what),
            Some(line) => {
                writeln!(told, "    line {}: {}\n        {}", line.number, line.text, difference.what)
            }
            None => writeln!(told, "    {}", difference.what),
        };
        shown = difference.line.map(|l| l.number);
    }
    told
}
