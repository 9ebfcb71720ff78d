//! Runs every block of every page of `corpus/tests`, whose format `corpus/tests/README.md` gives.
//!
//! Blocks that the coder does not get right yet stand in `corpus/tests/known-failures.toml`. A block that fails and is not
//! listed fails the test, and so does one that is listed and passes: it must leave the list. This writes the list anew:
//!
//!     VIGIE_UPDATE_KNOWN_FAILURES=1 cargo test --release -p vigie --test codebook_pages

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops where something is not as it should be"
)]
#![allow(clippy::disallowed_methods, reason = "the pages are files")]

use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};
use vigie::{
    Vigie,
    pages::{self, Block, Difference},
};

const LIST: &str = "known-failures.toml";
const UPDATE: &str = "VIGIE_UPDATE_KNOWN_FAILURES";
const HEADER: &str = "\
# Blocks of the codebook tests that the coder does not get right yet, and what is wrong. The list may only shrink: a block
# that passes must leave it. Written by
#     VIGIE_UPDATE_KNOWN_FAILURES=1 cargo test --release -p vigie --test codebook_pages
";

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KnownFailures {
    #[serde(default)]
    failure: Vec<KnownFailure>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KnownFailure {
    page: String,
    block: usize,
    title: String,
    reason: String,
}

/// A block and what is wrong with its reading.
type Failing<'a> = (&'a Block, Vec<Difference<'a>>);

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/tests")
}

/// The blocks of every page, pages in alphabetical order.
fn blocks() -> Vec<Block> {
    let mut pages: Vec<PathBuf> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.retain(|p| p.extension().is_some_and(|e| e == "md") && !p.ends_with("README.md"));
    pages.sort();
    let mut blocks = Vec::new();
    for path in &pages {
        let name = path.file_name().unwrap().to_string_lossy();
        match pages::blocks(&name, &fs::read_to_string(path).unwrap()) {
            Ok(read) => blocks.extend(read),
            Err(e) => panic!("{e}"),
        }
    }
    blocks
}

/// What is wrong with the reading of a block.
fn differences<'a>(vigie: &Vigie, block: &'a Block) -> Vec<Difference<'a>> {
    let records = vigie.read(block.article.clone()).unwrap().records();
    pages::differences(block, &records)
}

#[test]
fn every_block_of_every_page_is_read_as_the_page_says_or_is_a_known_failure() {
    let vigie = Vigie::new().unwrap();
    let blocks = blocks();
    let failing: Vec<Failing<'_>> =
        blocks.iter().map(|b| (b, differences(&vigie, b))).filter(|(_, d)| !d.is_empty()).collect();
    println!("{} blocks pass, {} fail", blocks.len() - failing.len(), failing.len());
    let list = folder().join(LIST);
    if env::var_os(UPDATE).is_some_and(|v| v == "1") {
        let failure = failing.iter().map(|(block, differences)| KnownFailure {
            page: block.page.clone(),
            block: block.number,
            title: block.title.clone(),
            reason: differences.iter().map(summary).collect::<Vec<_>>().join("; "),
        });
        let known = KnownFailures { failure: failure.collect() };
        fs::write(list, format!("{HEADER}\n{}", toml::to_string(&known).unwrap())).unwrap();
        return;
    }
    let known: KnownFailures = match fs::read_to_string(&list) {
        Ok(text) => toml::from_str(&text).unwrap(),
        Err(_) => KnownFailures::default(),
    };
    let known: BTreeMap<(&str, usize), &KnownFailure> =
        known.failure.iter().map(|k| ((k.page.as_str(), k.block), k)).collect();
    let complaints = complaints(&blocks, &failing, &known);
    assert!(
        complaints.is_empty(),
        "{complaints}\n(the list is corpus/tests/{LIST}; {UPDATE}=1 writes it anew)\n"
    );
}

fn summary(difference: &Difference<'_>) -> String {
    match difference.line {
        Some(line) => format!("`{}`: {}", line.trigger, difference.what),
        None => difference.what.clone(),
    }
}

fn complaints(
    blocks: &[Block],
    failing: &[Failing<'_>],
    known: &BTreeMap<(&str, usize), &KnownFailure>,
) -> String {
    let mut told = String::new();
    for (block, differences) in
        failing.iter().filter(|(b, _)| !known.contains_key(&(b.page.as_str(), b.number)))
    {
        write!(told, "\n{}", pages::told(block, differences)).unwrap();
    }
    for ((page, number), entry) in known {
        let is = |block: &Block| block.page == *page && block.number == *number;
        match blocks.iter().find(|b| is(b)) {
            None => writeln!(told, "\n{page} has no block {number}: remove it from the list").unwrap(),
            Some(block) if block.title != entry.title => {
                writeln!(told, "\n{block} is called `{}` in the list", entry.title).unwrap();
            }
            Some(block) if !failing.iter().any(|(b, _)| is(b)) => {
                writeln!(told, "\n{block} passes: remove it from the list").unwrap();
            }
            Some(_) => {}
        }
    }
    told
}
